/*
 * saved_file.c: where saved searches lie, and who may change one (saved.h).
 *
 * The lock is the kernel's, on a file of its own (NAME.lock), for the search's file is replaced.
 */
#define _GNU_SOURCE /* F_OFD_SETLK */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"
#include "saved/saved.h"

#define PATH_SIZE 4096
#define FILE_MAX ((size_t)64 << 20)
#define SUFFIX ".search"

struct saved_lock {
	int fd;
};

/* ---- names and paths ---- */

leta_status saved_check_name(const char *name, struct leta_error *err)
{
	struct str text = str_from(name);
	bool good = text.len > 0 && text.len <= SAVED_NAME_MAX && name[0] != '-' &&
		    name[0] != '.' && utf8_validate(text) == text.len;
	for (size_t pos = 0; good && pos < text.len;) {
		uint32_t cp = utf8_next(text, &pos);
		good = utf8_is_letter(cp) || (cp >= '0' && cp <= '9') || cp == '-' || cp == '_' ||
		       cp == '.';
	}
	if (good)
		return LETA_OK;
	return error_set(err, LETA_ERR_INVALID,
			 "'%s' kan inte vara namn på en sökning: bokstäver, siffror, - _ och ., "
			 "högst %d byte, inte först - eller .",
			 "'%s' cannot be the name of a search: letters, digits, - _ and ., at most "
			 "%d bytes, not first - or .",
			 name, SAVED_NAME_MAX);
}

static leta_status make_path(char out[PATH_SIZE], const char *dir, const char *name,
			     const char *suffix, struct leta_error *err)
{
	int n = snprintf(out, PATH_SIZE, "%s/saved%s%s%s", dir, name[0] ? "/" : "", name, suffix);
	if (n >= 0 && n < PATH_SIZE)
		return LETA_OK;
	return error_set(err, LETA_ERR_INVALID, "katalogens namn är för långt",
			 "the name of the directory is too long");
}

/* ---- lock ---- */

static leta_status take(int fd, const char *name, struct leta_error *err)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	if (fcntl(fd, F_OFD_SETLK, &whole) == 0)
		return LETA_OK;
	if (errno == EAGAIN || errno == EACCES)
		return error_set(err, LETA_ERR_LOCKED,
				 "den sparade sökningen '%s' används av en annan process; försök "
				 "igen när den är klar",
				 "the saved search '%s' is in use by another process; try again "
				 "when it has finished",
				 name);
	return error_sys(err, LETA_ERR_IO, "kan inte låsa den sparade sökningen '%s'",
			 "cannot lock the saved search '%s'", name);
}

leta_status saved_lock(const char *dir, const char *name, struct saved_lock **out,
		       struct leta_error *err)
{
	char path[PATH_SIZE];
	leta_status st = saved_check_name(name, err);
	if (st == LETA_OK)
		st = make_path(path, dir, "", "", err);
	if (st == LETA_OK)
		st = file_make_dirs(path, err);
	if (st == LETA_OK)
		st = make_path(path, dir, name, ".lock", err);
	if (st != LETA_OK)
		return st;
	struct saved_lock *lock = malloc(sizeof(*lock));
	if (!lock)
		return error_nomem(err);
	lock->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0666);
	if (lock->fd < 0)
		st = error_sys(err, LETA_ERR_IO, "kan inte öppna '%s'", "cannot open '%s'", path);
	else
		st = take(lock->fd, name, err);
	if (st != LETA_OK) {
		saved_unlock(lock);
		return st;
	}
	*out = lock;
	return LETA_OK;
}

void saved_unlock(struct saved_lock *lock)
{
	if (lock && lock->fd >= 0)
		close(lock->fd);
	free(lock);
}

/* ---- files ---- */

static leta_status no_search(const char *name, struct leta_error *err)
{
	return error_set(err, LETA_ERR_NOT_FOUND, "ingen sökning heter '%s'; se leta saved",
			 "no search is called '%s'; see leta saved", name);
}

leta_status saved_read(const char *dir, const char *name, struct arena *arena, struct saved *out,
		       struct leta_error *err)
{
	char path[PATH_SIZE];
	struct buf text;
	leta_status st = saved_check_name(name, err);
	if (st == LETA_OK)
		st = make_path(path, dir, name, SUFFIX, err);
	if (st != LETA_OK)
		return st;
	buf_init(&text, FILE_MAX);
	st = file_read(path, &text, err);
	if (st == LETA_ERR_NOT_FOUND)
		st = no_search(name, err);
	else if (st == LETA_OK && !saved_decode(buf_view(&text), arena, out))
		st = arena_failed(arena)
			     ? arena_status(arena, err)
			     : error_set(err, LETA_ERR_CORRUPT,
					 "den sparade sökningen i '%s' är skadad; ta bort den med "
					 "leta save --delete och spara den igen",
					 "the saved search in '%s' is damaged; remove it with leta "
					 "save --delete and save it again",
					 path);
	buf_fini(&text);
	return st;
}

leta_status saved_write(const char *dir, const char *name, const struct saved *saved,
			struct leta_error *err)
{
	char path[PATH_SIZE];
	struct buf text;
	leta_status st = make_path(path, dir, name, SUFFIX, err);
	if (st != LETA_OK)
		return st;
	buf_init(&text, FILE_MAX);
	saved_encode(saved, &text);
	st = buf_status(&text, err);
	if (st == LETA_OK)
		st = file_replace(path, buf_view(&text), err);
	buf_fini(&text);
	return st;
}

leta_status saved_delete(const char *dir, const char *name, struct leta_error *err)
{
	char path[PATH_SIZE], folder[PATH_SIZE];
	leta_status st = make_path(path, dir, name, SUFFIX, err);
	if (st == LETA_OK)
		st = make_path(folder, dir, "", "", err);
	if (st != LETA_OK)
		return st;
	if (unlink(path) != 0) {
		if (errno != ENOENT)
			return error_sys(err, LETA_ERR_IO, "kan inte ta bort '%s'",
					 "cannot remove '%s'", path);
		st = no_search(name, err);
	}
	if (make_path(path, dir, name, ".lock", NULL) == LETA_OK)
		unlink(path); /* its holder is this process; without it the next makes another */
	return st == LETA_OK ? file_sync_dir(folder, err) : st;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static leta_status collect(DIR *d, struct arena *arena, const char ***names, size_t *n,
			   struct leta_error *err)
{
	const struct dirent *entry;
	size_t cap = 0;
	*names = NULL;
	*n = 0;
	while ((entry = readdir(d))) {
		struct str name = str_from(entry->d_name);
		if (!str_ends(name, STR(SUFFIX)))
			continue;
		name.len -= sizeof(SUFFIX) - 1;
		const char *copy = arena_strdup(arena, name);
		if (copy && saved_check_name(copy, NULL) != LETA_OK)
			continue;
		if (*n == SAVED_MAX)
			return error_set(err, LETA_ERR_LIMIT, "fler än %d sparade sökningar",
					 "more than %d saved searches", SAVED_MAX);
		const char **list = arena_grow(arena, *names, *n, &cap, sizeof(*list));
		if (!copy || !list)
			return arena_status(arena, err);
		*names = list;
		list[(*n)++] = copy;
	}
	return LETA_OK;
}

leta_status saved_list(const char *dir, struct arena *arena, const char ***names, size_t *n,
		       struct leta_error *err)
{
	char path[PATH_SIZE];
	leta_status st = make_path(path, dir, "", "", err);
	if (st != LETA_OK)
		return st;
	DIR *d = opendir(path);
	*names = NULL;
	*n = 0;
	if (!d && errno == ENOENT)
		return LETA_OK;
	if (!d)
		return error_sys(err, LETA_ERR_IO, "kan inte läsa mappen '%s'",
				 "cannot read the folder '%s'", path);
	st = collect(d, arena, names, n, err);
	closedir(d);
	if (st == LETA_OK && *n > 1)
		qsort(*names, *n, sizeof(**names), by_bytes);
	return st;
}
