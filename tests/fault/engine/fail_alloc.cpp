/*
 * fail_alloc.cpp: see fail_alloc.h. operator new of libstdc++ calls malloc, so it is covered too.
 */
#include "fail_alloc.h"

#include <cerrno>
#include <cstdlib>
#include <new>

static long calls, failing; /* failing 0: never */
static bool forever;

extern "C" void fail_alloc_arm(long nth, bool on)
{
	calls = 0;
	failing = nth;
	forever = on;
}

extern "C" long fail_alloc_disarm(void)
{
	failing = 0;
	return calls;
}

static bool fails()
{
	if (!failing)
		return false;
	calls++;
	return forever ? calls >= failing : calls == failing;
}

extern "C" int fdatasync(int)
{
	return 0;
}

extern "C" int fsync(int)
{
	return 0;
}

#ifdef __SANITIZE_ADDRESS__

/* Xapian leaks when it runs out of memory itself; our side of the border does not. */
extern "C" const char *__lsan_default_suppressions()
{
	return "leak:libxapian\n";
}

void *operator new(std::size_t size)
{
	void *p = fails() ? nullptr : std::malloc(size ? size : 1);

	if (!p)
		throw std::bad_alloc();
	return p;
}

void *operator new[](std::size_t size)
{
	return operator new(size);
}

void operator delete(void *p) noexcept
{
	std::free(p);
}

void operator delete[](void *p) noexcept
{
	std::free(p);
}

void operator delete(void *p, std::size_t) noexcept
{
	std::free(p);
}

void operator delete[](void *p, std::size_t) noexcept
{
	std::free(p);
}

#else

extern "C" {
void *__libc_malloc(std::size_t);
void *__libc_calloc(std::size_t, std::size_t);
void *__libc_realloc(void *, std::size_t);

void *malloc(std::size_t size)
{
	if (fails()) {
		errno = ENOMEM;
		return nullptr;
	}
	return __libc_malloc(size);
}

void *calloc(std::size_t n, std::size_t size)
{
	if (fails()) {
		errno = ENOMEM;
		return nullptr;
	}
	return __libc_calloc(n, size);
}

void *realloc(void *p, std::size_t size)
{
	if (fails()) {
		errno = ENOMEM;
		return nullptr;
	}
	return __libc_realloc(p, size);
}
}

#endif
