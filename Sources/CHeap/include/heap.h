#ifndef SOUNDING_HEAP_H
#define SOUNDING_HEAP_H

#include <stddef.h>

/// Says that about so many bytes will be allocated piece by piece, and stay: they are then given in large pages, since the
/// system takes as long for each small page as the program takes to fill it. Costs address space alone where less is used;
/// does nothing for less than `heap_large_page`, or where the system has no large pages to give.
void heap_expect(size_t bytes);

/// Size of a large page (x86-64 and arm64 with 4 KiB pages): 2 MiB.
enum { heap_large_page = 2 << 20 };

#endif
