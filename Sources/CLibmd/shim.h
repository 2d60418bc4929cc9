/* SHA-256 of libmd, and two calls that the Glibc module leaves out. */
#include <sys/types.h>
#include <stdint.h>
#include <sha2.h>
#include <sys/vfs.h>

/* renameat2(2) with RENAME_NOREPLACE; <stdio.h> shows it to _GNU_SOURCE alone. */
int renameat2(int old_folder, const char *old_name, int new_folder, const char *new_name, unsigned int flags);
