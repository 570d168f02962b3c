/*
 * fail_io.c: see fail_io.h. These stand before the C library's; libxapian calls them.
 */
#define _GNU_SOURCE /* RTLD_NEXT */
#undef _FILE_OFFSET_BITS
#include "fail_io.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/types.h>
#include <unistd.h>

static struct {
	enum fail_io_kind kind;
	int number;
	long nth, calls;
	bool armed, on;
} fault;

void fail_io_arm(enum fail_io_kind kind, int number, long nth, bool on)
{
	fault.kind = kind;
	fault.number = number;
	fault.nth = nth;
	fault.calls = 0;
	fault.on = on;
	fault.armed = true;
}

long fail_io_disarm(void)
{
	fault.armed = false;
	return fault.calls;
}

static struct {
	void (*run)(void *ctx);
	void *ctx;
} hook;

void fail_io_before_symlink(void (*run)(void *ctx), void *ctx)
{
	hook.run = run;
	hook.ctx = ctx;
}

static bool fails(enum fail_io_kind kind)
{
	if (!fault.armed || kind != fault.kind)
		return false;
	fault.calls++;
	if (fault.on ? fault.calls < fault.nth : fault.calls != fault.nth)
		return false;
	errno = fault.number;
	return true;
}

/* dlsym() gives a void *, which ISO C does not convert to a function. */
#define REAL(name, type)                                                                    \
	union {                                                                             \
		void *object;                                                               \
		type *function;                                                             \
	} real = { dlsym(RTLD_NEXT, name) }

typedef ssize_t pread_fn(int, void *, size_t, off_t);
typedef ssize_t pwrite_fn(int, const void *, size_t, off_t);
typedef ssize_t read_fn(int, void *, size_t);
typedef ssize_t write_fn(int, const void *, size_t);
typedef int open_fn(const char *, int, ...);
typedef int rename_fn(const char *, const char *);

ssize_t pread(int fd, void *out, size_t size, off_t at)
{
	REAL("pread", pread_fn);

	return fails(FAIL_PREAD) ? -1 : real.function(fd, out, size, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at)
{
	REAL("pwrite", pwrite_fn);

	return fails(FAIL_PWRITE) ? -1 : real.function(fd, bytes, size, at);
}

ssize_t read(int fd, void *out, size_t size)
{
	REAL("read", read_fn);

	return fails(FAIL_READ) ? -1 : real.function(fd, out, size);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
	REAL("write", write_fn);

	return fails(FAIL_WRITE) ? -1 : real.function(fd, bytes, size);
}

int open(const char *path, int flags, ...)
{
	REAL("open", open_fn);
	mode_t mode = 0;
	va_list args;

	va_start(args, flags);
	if (flags & O_CREAT)
		mode = va_arg(args, mode_t);
	va_end(args);
	return fails(FAIL_OPEN) ? -1 : real.function(path, flags, mode);
}

int fdatasync(int fd)
{
	(void)fd;
	return fails(FAIL_FDATASYNC) ? -1 : 0;
}

int fsync(int fd)
{
	(void)fd;
	return fails(FAIL_FSYNC) ? -1 : 0;
}

int symlink(const char *target, const char *path)
{
	REAL("symlink", rename_fn);
	void (*run)(void *) = hook.run;

	hook.run = NULL;
	if (run)
		run(hook.ctx);
	return real.function(target, path);
}

int rename(const char *from, const char *to)
{
	REAL("rename", rename_fn);

	return fails(FAIL_RENAME) ? -1 : real.function(from, to);
}
