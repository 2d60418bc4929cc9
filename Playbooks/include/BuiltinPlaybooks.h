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

/// The file at a place, counted from 0; the place must be below the count.
static inline sounding_builtin_file sounding_builtin_file_at(size_t place) { return sounding_builtin_files[place]; }

/// A finished report, to be looked at before anything was answered.
extern const sounding_builtin_file sounding_example_report;
