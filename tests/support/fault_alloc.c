/*
 * fault_alloc.c: malloc and its siblings, defined in the program and so found before those of the C
 * library. They count and pass the call on: to glibc, or to AddressSanitizer's interceptors in a
 * sanitized build (gcc says so with __SANITIZE_ADDRESS__).
 */
#include "support/fault_alloc.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

#ifdef __SANITIZE_ADDRESS__
#define REAL(name) __interceptor_##name
#else
#define REAL(name) __libc_##name
#endif

void *REAL(malloc)(size_t size);
void *REAL(calloc)(size_t count, size_t size);
void *REAL(realloc)(void *old, size_t size);
void *REAL(memalign)(size_t alignment, size_t size);

static unsigned long countdown, counted;
static bool fired;

void fault_alloc_arm(unsigned long n)
{
	countdown = n;
	counted = 0;
	fired = false;
}

bool fault_alloc_disarm(void)
{
	countdown = 0;
	return fired;
}

unsigned long fault_alloc_count(void)
{
	return counted;
}

static bool fails(void)
{
	counted++;
	if (countdown == 0 || --countdown > 0)
		return false;
	fired = true;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return fails() ? NULL : REAL(malloc)(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : REAL(calloc)(count, size);
}

void *realloc(void *old, size_t size)
{
	return fails() ? NULL : REAL(realloc)(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return fails() ? NULL : REAL(memalign)(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	void *p = fails() ? NULL : REAL(memalign)(alignment, size);

	if (!p)
		return ENOMEM;
	*out = p;
	return 0;
}
