#define _GNU_SOURCE
#include "CLineShim.h"
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

// From libtinfo; its own header defines hundreds of macros.
extern int tgetent(char *buffer, const char *name);

EditLine *shim_open(const char *program, int complaints) {
  FILE *quiet = fdopen(complaints, "w");
  if (quiet == NULL) return NULL;
  return el_init_fd(program, stdin, stdout, quiet, STDIN_FILENO, STDOUT_FILENO, complaints);
}

void shim_flush(void) { fflush(stdout); }

int shim_set_locale(void) {
  setlocale(LC_ALL, "");
  int is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  if (!is_utf8) setlocale(LC_CTYPE, "C.UTF-8");  // always there with glibc 2.35 and later
  setlocale(LC_NUMERIC, "C");
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
