#define _GNU_SOURCE
#include "CLineShim.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const struct {
  int number, bit;
} heeded[] = {
    {SIGINT, SHIM_INTERRUPT}, {SIGWINCH, SHIM_RESIZE}, {SIGCONT, SHIM_CONTINUE}, {SIGTSTP, SHIM_STOP},
    {SIGTERM, SHIM_TERMINATE}, {SIGHUP, SHIM_HANGUP}, {SIGQUIT, SHIM_QUIT}, {SIGXCPU, SHIM_CPU},
    {SIGCHLD, SHIM_CHILD},
};
enum { COUNT = sizeof heeded / sizeof *heeded };

static volatile sig_atomic_t came[COUNT];
static int ends[2] = {-1, -1};

static void on_signal(int number) {
  int saved = errno;
  for (int i = 0; i < COUNT; i++)
    if (heeded[i].number == number) came[i] = 1;
  char byte = 0;
  if (ends[1] >= 0 && write(ends[1], &byte, 1) < 0) errno = saved;  // a full pipe wakes poll just as well
  errno = saved;
}

// Whatever is opened next must not become standard input or output by accident. Reading finds the end of the input;
// writing fails, as it would have.
static void keep_standard_descriptors(void) {
  for (int descriptor = 0; descriptor <= 2; descriptor++)
    if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF && open("/dev/null", O_RDONLY) != descriptor) return;
}

int shim_signals_install(void) {
  keep_standard_descriptors();
  if (ends[0] < 0 && pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return errno;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = on_signal;
  for (int i = 0; i < COUNT; i++)
    if (sigaction(heeded[i].number, &action, NULL) != 0) return errno;
  action.sa_handler = SIG_IGN;
  if (sigaction(SIGPIPE, &action, NULL) != 0 || sigaction(SIGXFSZ, &action, NULL) != 0) return errno;
  return 0;
}

int shim_signals_pending(void) {
  int bits = 0;
  for (int i = 0; i < COUNT; i++)
    if (came[i]) bits |= heeded[i].bit;
  return bits;
}

int shim_signals_take(int mask) {
  int bits = 0;
  for (int i = 0; i < COUNT; i++)
    if ((heeded[i].bit & mask) && came[i]) {
      came[i] = 0;
      bits |= heeded[i].bit;
    }
  return bits;
}

int shim_signals_descriptor(void) { return ends[0]; }

void shim_signals_drain(void) {
  char bytes[64];
  while (ends[0] >= 0 && read(ends[0], bytes, sizeof bytes) > 0) {
  }
}

void shim_stop(void) {
  struct sigaction standard, ours;
  memset(&standard, 0, sizeof standard);
  sigemptyset(&standard.sa_mask);
  standard.sa_handler = SIG_DFL;
  if (sigaction(SIGTSTP, &standard, &ours) != 0) return;
  raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
}
