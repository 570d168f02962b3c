/*
 * lock.c: one writer per index directory (generation.h).
 *
 * The lock is the kernel's (an open file description lock on DIR/lock), so it vanishes with its
 * holder; what stands in the file only tells people who that is. Between locking and writing it,
 * the file may name the holder before: a message can be wrong for a moment, the lock cannot.
 */
#define _GNU_SOURCE /* F_OFD_SETLK */

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/error.h"
#include "base/str.h"
#include "store/generation.h"
#include "store/index_dir.h"

#define LOCK "lock"
#define HOLDER_SIZE 64
#define DAY 86400

struct generation_lock {
	int fd;
};

/* "4711 2026-03-01 12:00:05 UTC\n" */
static size_t make_holder(char out[HOLDER_SIZE])
{
	int64_t now = (int64_t)time(NULL);
	char date[11];

	date_format_iso(date_from_days(now / DAY), date);
	return (size_t)snprintf(out, HOLDER_SIZE, "%ld %s %02d:%02d:%02d UTC\n", (long)getpid(),
				date, (int)(now % DAY / 3600), (int)(now % 3600 / 60),
				(int)(now % 60));
}

static leta_status name_holder(int fd, const char *dir, struct leta_error *err)
{
	char holder[HOLDER_SIZE];
	ssize_t n = pread(fd, holder, sizeof(holder), 0);
	struct str since = {holder, n > 0 ? (size_t)n : 0}, line, process;

	if (str_line(&since, &line) && str_cut(&line, ' ', &process) && process.len > 0 && line.ptr)
		return error_set(err, LETA_ERR_LOCKED,
				 "indexet i '%s' skrivs av process " STR_FMT " sedan " STR_FMT
				 "; vänta tills den är klar",
				 "the index in '%s' is being written by process " STR_FMT
				 " since " STR_FMT "; wait until it has finished",
				 dir, STR_ARG(process), STR_ARG(line));
	return error_set(err, LETA_ERR_LOCKED,
			 "indexet i '%s' skrivs av en annan process; vänta tills den är klar",
			 "the index in '%s' is being written by another process; wait until it has "
			 "finished",
			 dir);
}

static leta_status take(int fd, const char *dir, struct leta_error *err)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	char holder[HOLDER_SIZE];
	struct stat info;
	size_t len;
	int written;

	if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
		return error_set(err, LETA_ERR_INVALID, "'%s/%s' är ingen vanlig fil",
				 "'%s/%s' is not a regular file", dir, LOCK);
	if (fcntl(fd, F_OFD_SETLK, &whole) != 0) {
		if (errno == EAGAIN || errno == EACCES)
			return name_holder(fd, dir, err);
		return error_sys(err, LETA_ERR_IO, "kan inte låsa '%s/%s'", "cannot lock '%s/%s'",
				 dir, LOCK);
	}
	len = make_holder(holder);
	/* A full disk does not matter here: the lock holds without a name. */
	written = ftruncate(fd, 0) == 0 && pwrite(fd, holder, len, 0) >= 0;
	(void)written;
	return LETA_OK;
}

leta_status generation_lock(const char *dir, struct generation_lock **out, struct leta_error *err)
{
	char path[GENERATION_PATH_MAX];
	struct generation_lock *lock;
	leta_status st = index_dir_claim(dir, err);

	if (st == LETA_OK)
		st = index_dir_path(path, dir, LOCK, err);
	if (st != LETA_OK)
		return st;
	lock = malloc(sizeof(*lock));
	if (!lock)
		return error_nomem(err);
	lock->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0666);
	if (lock->fd < 0)
		st = error_sys(err, LETA_ERR_IO, "kan inte öppna '%s'", "cannot open '%s'", path);
	else
		st = take(lock->fd, dir, err);
	if (st != LETA_OK) {
		if (lock->fd >= 0)
			close(lock->fd);
		free(lock);
		return st;
	}
	*out = lock;
	return LETA_OK;
}

void generation_unlock(struct generation_lock *lock)
{
	int cleared;

	if (!lock)
		return;
	cleared = ftruncate(lock->fd,
			    0); /* nobody is named any more; the lock goes with the descriptor */
	(void)cleared;
	close(lock->fd);
	free(lock);
}
