/*
 * fail_io.h: makes the n-th system call of a kind fail in this program, in libxapian too.
 *
 * Syncing is only pretended, for speed: no power is cut here.
 */
#ifndef FAIL_IO_H
#define FAIL_IO_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

enum fail_io_kind {
	FAIL_PREAD,
	FAIL_PWRITE,
	FAIL_READ,
	FAIL_WRITE,
	FAIL_OPEN,
	FAIL_FDATASYNC,
	FAIL_FSYNC,
	FAIL_RENAME,
	FAIL_KINDS
};

/* From now on the nth call of the kind fails (1 = the next), and when `on` all after it. */
void fail_io_arm(enum fail_io_kind kind, int number, long nth, bool on);
/* Ends it. Returns how many calls of the kind there were since it began. */
long fail_io_disarm(void);

/* Calls hook once, before the next symlink(): when a writer opens its database again. */
void fail_io_before_symlink(void (*hook)(void *ctx), void *ctx);

#ifdef __cplusplus
}
#endif

#endif
