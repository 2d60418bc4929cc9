/* Kills a program at its k-th change of the disk.
 *
 *   KILL_DIR=/folder KILL_AT=12 KILL_BYTES=-1 LD_PRELOAD=kill.so program ...
 *
 * Counts the calls that change anything below KILL_DIR, from 1. The one with the number KILL_AT is not made
 * (KILL_BYTES=-1), is made (KILL_BYTES=-2), or, when it is a write, stores the first KILL_BYTES bytes; then the process
 * gets SIGKILL. KILL_ERROR=n instead makes the call fail with errno n (once, or from then on with KILL_FOREVER=1).
 * At a normal end the number of calls goes to the file KILL_COUNT. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static long calls, at, bytes, error, forever;
static const char *folder;

__attribute__((constructor)) static void begin(void) {
  folder = getenv("KILL_DIR");
  at = getenv("KILL_AT") ? atol(getenv("KILL_AT")) : 0;
  bytes = getenv("KILL_BYTES") ? atol(getenv("KILL_BYTES")) : -1;
  error = getenv("KILL_ERROR") ? atol(getenv("KILL_ERROR")) : 0;
  forever = getenv("KILL_FOREVER") != NULL;
}

static void note_count(void) {
  const char *path = getenv("KILL_COUNT");
  if (!path) return;
  int file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  char text[32];
  int length = snprintf(text, sizeof text, "%ld\n", calls);
  syscall(SYS_write, file, text, length);
  syscall(SYS_close, file);
}

__attribute__((destructor)) static void end(void) { note_count(); }

static void die(void) {
  syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
  for (;;) pause();
}

static int below(const char *path) { return folder && strncmp(path, folder, strlen(folder)) == 0; }

static int below_fd(int fd) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  long length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return below(path);
}

static int below_at(int fd, const char *path) {
  return path[0] == '/' ? below(path) : fd != AT_FDCWD && below_fd(fd);
}

/* 1 if the call shall fail instead of being made. */
static int before(int counts) {
  if (!counts) return 0;
  calls++;
  int hit = at > 0 && (calls == at || (forever && calls > at));
  if (!hit) return 0;
  if (error) {
    errno = error;
    return 1;
  }
  if (bytes == -1) die();
  return 0;
}

static void after(int counts) {
  if (counts && at > 0 && calls == at && !error) die();
}

#define MADE(counts, call)          \
  do {                              \
    int counted = (counts);         \
    if (before(counted)) return -1; \
    long result = (call);           \
    int kept = errno;               \
    after(counted);                 \
    errno = kept;                   \
    return result;                  \
  } while (0)

/* The numbers of the system, with the C library's way of telling errors. */
#define CALL(number, ...) syscall(number, __VA_ARGS__)

int openat(int fd, const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  int mode = va_arg(list, int);
  va_end(list);
  MADE((flags & (O_CREAT | O_TRUNC)) && below_at(fd, path), CALL(SYS_openat, fd, path, flags, mode));
}
int openat64(int fd, const char *path, int flags, ...) __attribute__((alias("openat")));

int open(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  int mode = va_arg(list, int);
  va_end(list);
  MADE((flags & (O_CREAT | O_TRUNC)) && below(path), CALL(SYS_openat, AT_FDCWD, path, flags, mode));
}
int open64(const char *path, int flags, ...) __attribute__((alias("open")));

ssize_t write(int fd, const void *data, size_t count) {
  int counts = below_fd(fd);
  if (before(counts)) return -1;
  if (counts && at > 0 && calls == at && !error && bytes >= 0) {
    syscall(SYS_write, fd, data, count < (size_t)bytes ? count : (size_t)bytes);
    die();
  }
  ssize_t result = syscall(SYS_write, fd, data, count);
  int kept = errno;
  after(counts);
  errno = kept;
  return result;
}

int ftruncate(int fd, off_t size) { MADE(below_fd(fd), CALL(SYS_ftruncate, fd, size)); }
int ftruncate64(int fd, off_t size) __attribute__((alias("ftruncate")));
int fsync(int fd) { MADE(below_fd(fd), CALL(SYS_fsync, fd)); }
int fdatasync(int fd) { MADE(below_fd(fd), CALL(SYS_fdatasync, fd)); }
int fchmod(int fd, mode_t mode) { MADE(below_fd(fd), CALL(SYS_fchmod, fd, mode)); }
int mkdirat(int fd, const char *path, mode_t mode) { MADE(below_at(fd, path), CALL(SYS_mkdirat, fd, path, mode)); }
int mkdir(const char *path, mode_t mode) { MADE(below(path), CALL(SYS_mkdirat, AT_FDCWD, path, mode)); }
int unlinkat(int fd, const char *path, int flags) { MADE(below_at(fd, path), CALL(SYS_unlinkat, fd, path, flags)); }
int unlink(const char *path) { MADE(below(path), CALL(SYS_unlinkat, AT_FDCWD, path, 0)); }
int renameat(int a, const char *from, int b, const char *to) {
  MADE(below_at(a, from), CALL(SYS_renameat2, a, from, b, to, 0));
}
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
  MADE(below_at(a, from), CALL(SYS_renameat2, a, from, b, to, flags));
}
