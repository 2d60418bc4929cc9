// madvise and sbrk
#define _DEFAULT_SOURCE
#include "heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/// What is asked for at most: malloc takes larger blocks from elsewhere.
static const size_t most = 24 << 20;

void heap_expect(size_t bytes) {
  if (bytes < heap_large_page) return;
  if (bytes > most) bytes = most;
  const size_t mask = heap_large_page - 1;
  // One block that malloc takes from the end of its heap, and keeps there when it is given back.
  mallopt(M_MMAP_THRESHOLD, (int)(most + 2 * heap_large_page));
  mallopt(M_TRIM_THRESHOLD, (int)(4 * most));
  char *block = malloc(bytes + heap_large_page);
  if (block == NULL) return;
  char *begin = (char *)(((uintptr_t)block + mask) & ~(uintptr_t)mask);
  char *end = (char *)((uintptr_t)sbrk(0) & ~(uintptr_t)mask);
  // An older mapping means the block is elsewhere: then it is only given back.
  if (block < end && begin < end && (size_t)(end - begin) <= bytes + 2 * heap_large_page)
    madvise(begin, (size_t)(end - begin), MADV_HUGEPAGE);
  free(block);
}
