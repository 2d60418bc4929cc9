#define _GNU_SOURCE
#include "CLineShim.h"
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// From libtinfo; its own header defines hundreds of macros.
extern int tgetent(char *buffer, const char *name);

// libedit flushes after every letter. What it draws is held back here until shim_flush, so that a line that was pasted
// or typed ahead is one write and not one for each letter.
static struct {
  char bytes[16384];
  size_t count;
  int error;  // errno of the first write that failed since somebody asked
} held;

static void let_go(void) {
  size_t at = 0;
  while (at < held.count) {
    ssize_t written = write(STDOUT_FILENO, held.bytes + at, held.count - at);
    if (written > 0) {
      at += (size_t)written;
    } else if (written < 0 && errno == EAGAIN) {
      struct pollfd wait = {STDOUT_FILENO, POLLOUT, 0};
      poll(&wait, 1, 1000);
    } else if (written < 0 && errno != EINTR) {
      if (held.error == 0) held.error = errno;
      break;  // a terminal that is gone ends the next read
    }
  }
  held.count = 0;
}

static ssize_t hold_back(void *cookie, const char *bytes, size_t count) {
  (void)cookie;
  for (size_t at = 0; at < count;) {
    if (held.count == sizeof held.bytes) let_go();
    size_t part = sizeof held.bytes - held.count;
    if (part > count - at) part = count - at;
    memcpy(held.bytes + held.count, bytes + at, part);
    held.count += part;
    at += part;
  }
  return (ssize_t)count;
}

static FILE *screen;

EditLine *shim_open(const char *program, int complaints) {
  FILE *quiet = fdopen(complaints, "w");
  if (quiet == NULL) return NULL;
  if (screen == NULL) screen = fopencookie(NULL, "w", (cookie_io_functions_t){.write = hold_back});
  if (screen == NULL) return NULL;
  return el_init_fd(program, stdin, screen, quiet, STDIN_FILENO, STDOUT_FILENO, complaints);
}

int shim_flush(void) {
  if (screen != NULL) fflush(screen);
  let_go();
  int error = held.error;
  held.error = 0;
  return error;
}

void shim_hold(const char *bytes, size_t count) {
  if (screen != NULL) fflush(screen);
  hold_back(NULL, bytes, count);
}

int shim_is_holding(void) { return held.count > 0; }

static struct termios with_echo;
static int is_silent;

static void echo_again(void) {
  if (is_silent) tcsetattr(STDIN_FILENO, TCSAFLUSH, &with_echo);
  is_silent = 0;
}

int shim_echo(void) {
  int was_silent = is_silent;
  echo_again();
  return was_silent;
}

int shim_silence(void) {
  static int ends_with_echo;
  if (is_silent) return 0;
  if (tcgetattr(STDIN_FILENO, &with_echo) != 0) return errno;
  if (!ends_with_echo && atexit(echo_again) != 0) return ENOMEM;
  ends_with_echo = 1;
  struct termios silent = with_echo;
  silent.c_lflag &= ~(tcflag_t)ECHO;
  if (tcsetattr(STDIN_FILENO, TCSADRAIN, &silent) != 0) return errno;
  is_silent = 1;
  return 0;
}

int shim_set_locale(void) {
  setlocale(LC_CTYPE, "");  // the other categories would be a dozen files, and nothing here asks them
  int is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  if (!is_utf8) setlocale(LC_CTYPE, "C.UTF-8");  // always there with glibc 2.35 and later
  return is_utf8;
}

int shim_columns(int32_t character) {
  int columns = wcwidth((wchar_t)character);
  if (columns >= 0) return columns;
  if (character < 0x20 || character == 0x7F) return 2;  // libedit draws ^X
  return character > 0xFFFF ? 8 : 7;                    // libedit draws \U+12345 or \U+1234
}

int shim_knows_terminal(const char *name) {
  char buffer[4096];
  return tgetent(buffer, name) == 1;
}

int shim_window_size(int descriptor) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 0;
  return size.ws_col * 65536 + size.ws_row;
}
