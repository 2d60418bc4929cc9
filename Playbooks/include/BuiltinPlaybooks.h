#pragma once
#include <stddef.h>

/// One file that ships inside the program: its name without the folder, and its bytes (not zero-terminated).
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t length;
} sounding_builtin_file;

/// The shipped files, in the order of the journey.
extern const sounding_builtin_file sounding_builtin_files[];
extern const size_t sounding_builtin_file_count;
