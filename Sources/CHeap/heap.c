// madvise and sbrk
#define _DEFAULT_SOURCE
#include "heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/// What is asked for at most.
static const size_t most = 128 << 20;

/// The largest block that malloc may be told to take from its heap (malloc.c, DEFAULT_MMAP_THRESHOLD_MAX), and how much it
/// asks the system for at a time unless told otherwise.
enum { largest_block = 32 << 20, usual_step = 128 << 10 };

void heap_expect(size_t bytes) {
  if (bytes < heap_large_page) return;
  if (bytes > most) bytes = most;
  const size_t mask = heap_large_page - 1;
  mallopt(M_MMAP_THRESHOLD, largest_block);
  mallopt(M_TRIM_THRESHOLD, (int)(4 * most));
  // For this block the heap grows by all of it, and keeps it when the block is given back.
  mallopt(M_TOP_PAD, (int)bytes);
  char *block = malloc(heap_large_page);
  mallopt(M_TOP_PAD, usual_step);
  if (block == NULL) return;
  char *begin = (char *)(((uintptr_t)block + mask) & ~(uintptr_t)mask);
  char *end = (char *)((uintptr_t)sbrk(0) & ~(uintptr_t)mask);
  // A block from elsewhere is only given back.
  const int is_in_the_heap = block < end && begin < end && (size_t)(end - begin) <= bytes + 2 * heap_large_page;
  if (is_in_the_heap) madvise(begin, (size_t)(end - begin), MADV_HUGEPAGE);
  free(block);
  // What lies before the first large page stays unused, so that what comes next begins there: address space alone.
  static char *unused;
  const size_t gap = (size_t)(begin - block);
  if (is_in_the_heap && gap > 64) unused = malloc(gap - 32);
  (void)unused;
}
