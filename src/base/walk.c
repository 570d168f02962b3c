/*
 * walk.c: one folder at a time: its names are collected, sorted and then visited, so the order does
 * not depend on the file system. Folders are opened relative to their parent's descriptor and never
 * through a link; at most 64 descriptors are open at once.
 */
#include "base/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

#define DEPTH_MAX 64
#define PATH_BYTES_MAX ((size_t)32 << 10)
#define NAMES_BYTES_MAX ((size_t)256 << 20)

struct walker {
	walk_fn *fn;
	void *ctx;
	dev_t device;
	struct buf path;
};

static leta_status visit_folder(struct walker *w, int fd, int depth, struct leta_error *err);

static leta_status report_file(struct walker *w, const struct stat *info, struct leta_error *err)
{
	return w->fn(w->ctx, w->path.data, info, NULL, err);
}

static leta_status report(struct walker *w, const struct leta_error *fault, struct leta_error *err)
{
	return w->fn(w->ctx, w->path.data, NULL, fault, err);
}

/* By errno. Want of memory ends the walk: a folder must never look emptier than it is. */
static leta_status report_unreadable(struct walker *w, struct leta_error *err)
{
	struct leta_error fault = {0};

	if (errno == ENOMEM)
		return error_nomem(err);
	error_sys(&fault, LETA_ERR_IO, "kan inte läsa '%s'", "cannot read '%s'", w->path.data);
	return report(w, &fault, err);
}

static leta_status report_irregular(struct walker *w, struct leta_error *err)
{
	struct leta_error fault = {0};

	error_set(&fault, LETA_ERR_INVALID, "'%s' är ingen vanlig fil",
		  "'%s' is not a regular file", w->path.data);
	return report(w, &fault, err);
}

static leta_status enter_folder(struct walker *w, int parent, const char *name, int depth,
				struct leta_error *err)
{
	struct leta_error fault = {0};
	int fd;

	if (depth > DEPTH_MAX) {
		error_set(&fault, LETA_ERR_LIMIT, "'%s' ligger djupare än %d mappar",
			  "'%s' lies deeper than %d folders", w->path.data, DEPTH_MAX);
		return report(w, &fault, err);
	}
	fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return report_unreadable(w, err);
	return visit_folder(w, fd, depth, err);
}

/* w->path is the path of the entry already. */
static leta_status visit_entry(struct walker *w, int parent, const char *name, int depth,
			       struct leta_error *err)
{
	struct leta_error fault = {0};
	struct stat st;

	if (fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? LETA_OK : report_unreadable(w, err); /* just removed */
	if (S_ISLNK(st.st_mode))
		return LETA_OK;
	if (S_ISREG(st.st_mode))
		return report_file(w, &st, err);
	if (!S_ISDIR(st.st_mode))
		return report_irregular(w, err);
	if (st.st_dev != w->device) {
		error_set(&fault, LETA_ERR_INVALID, "'%s' ligger på ett annat filsystem",
			  "'%s' lies on another file system", w->path.data);
		return report(w, &fault, err);
	}
	return enter_folder(w, parent, name, depth + 1, err);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* *read_errno is why the folder could not be read to its end, or 0. */
static leta_status list_names(DIR *folder, struct arena *names, const char ***list, size_t *n,
			      int *read_errno)
{
	size_t cap = 0;
	struct dirent *entry;

	while ((errno = 0, entry = readdir(folder))) {
		const char **grown;

		if (entry->d_name[0] == '.')
			continue;
		grown = arena_grow(names, *list, *n, &cap, sizeof(**list));
		if (!grown)
			return arena_status(names, NULL);
		*list = grown;
		grown[*n] = arena_strdup(names, str_from(entry->d_name));
		if (!grown[*n])
			return arena_status(names, NULL);
		++*n;
	}
	*read_errno = errno;
	if (*n > 1)
		qsort(*list, *n, sizeof(**list), compare_names);
	return LETA_OK;
}

static leta_status visit_names(struct walker *w, DIR *folder, struct arena *names, int depth,
			       struct leta_error *err)
{
	const char **list = NULL;
	size_t n = 0, len = w->path.len;
	int read_errno = 0;
	leta_status status = list_names(folder, names, &list, &n, &read_errno);

	if (status != LETA_OK)
		return arena_status(names, err);
	if (read_errno) {
		errno = read_errno;
		status = report_unreadable(w, err);
	}
	for (size_t i = 0; i < n && status == LETA_OK; i++) {
		if (len > 0 && w->path.data[len - 1] != '/')
			buf_char(&w->path, '/');
		buf_cstr(&w->path, list[i]);
		status = buf_status(&w->path, err);
		if (status == LETA_OK)
			status = visit_entry(w, dirfd(folder), list[i], depth, err);
		w->path.len = len;
		w->path.data[len] = '\0';
	}
	return status;
}

/* Takes over the descriptor. */
static leta_status visit_folder(struct walker *w, int fd, int depth, struct leta_error *err)
{
	struct arena *names = arena_new(NAMES_BYTES_MAX);
	DIR *folder = names ? fdopendir(fd) : NULL;
	leta_status status;

	if (!names)
		status = error_nomem(err);
	else if (!folder)
		status = report_unreadable(w, err);
	else
		status = visit_names(w, folder, names, depth, err);
	if (folder)
		closedir(folder);
	else
		close(fd);
	arena_free(names);
	return status;
}

static leta_status start(struct walker *w, struct leta_error *err)
{
	const char *path = w->path.data;
	struct stat st;
	int fd;

	if (stat(path, &st) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return error_set(err, LETA_ERR_NOT_FOUND, "'%s' finns inte",
					 "'%s' does not exist", path);
		return report_unreadable(w, err);
	}
	if (S_ISREG(st.st_mode))
		return report_file(w, &st, err);
	if (!S_ISDIR(st.st_mode))
		return report_irregular(w, err);
	w->device = st.st_dev;
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return report_unreadable(w, err);
	return visit_folder(w, fd, 0, err);
}

leta_status walk(const char *path, walk_fn *fn, void *ctx, struct leta_error *err)
{
	struct walker w = {.fn = fn, .ctx = ctx};
	leta_status status;

	buf_init(&w.path, PATH_BYTES_MAX);
	buf_cstr(&w.path, path);
	status = buf_status(&w.path, err);
	if (status == LETA_OK)
		status = start(&w, err);
	buf_fini(&w.path);
	return status;
}
