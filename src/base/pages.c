/*
 * pages.c: advice to the system (Linux: transparent huge pages, which most systems give only when asked).
 */
#include "base/pages.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#define LEAST ((size_t)4 << 20)

void pages_large(void *start, size_t bytes)
{
#ifdef MADV_HUGEPAGE
	long page = sysconf(_SC_PAGESIZE);
	size_t skip = page > 0 ? (size_t)(-(uintptr_t)start & ((uintptr_t)page - 1)) : bytes;

	if (bytes >= LEAST && skip < bytes)
		madvise((char *)start + skip, (bytes - skip) & ~((size_t)page - 1), MADV_HUGEPAGE);
#else
	(void)start;
	(void)bytes;
#endif
}
