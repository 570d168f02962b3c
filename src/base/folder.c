/*
 * folder.c: making and removing whole folders (declared in file.h).
 *
 * Removal goes through directory file descriptors and never follows a link, so that nobody can turn
 * it towards other files by swapping a folder for a link while it runs.
 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

#define DEPTH_MAX 64

static bool is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

leta_status file_make_dirs(const char *dir, struct leta_error *err)
{
	char path[PATH_MAX];
	size_t len = strlen(dir);

	if (len == 0 || len >= sizeof(path))
		return error_set(err, LETA_ERR_INVALID, "'%s' är inget mappnamn",
				 "'%s' is not the name of a folder", dir);
	memcpy(path, dir, len + 1);
	for (size_t i = 1; i <= len; i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		path[i] = '\0';
		if (mkdir(path, 0777) != 0) {
			int number = errno;

			if (!is_dir(path)) {
				errno = number;
				return error_sys(err, LETA_ERR_IO, "kan inte skapa mappen '%s'",
						 "cannot create folder '%s'", path);
			}
		}
		path[i] = dir[i];
	}
	return LETA_OK;
}

static leta_status cannot_remove(const char *name, struct leta_error *err)
{
	if (errno == ENOMEM)
		return error_nomem(err);
	return error_sys(err, LETA_ERR_IO, "kan inte ta bort '%s'", "cannot remove '%s'", name);
}

static leta_status remove_at(int parent, const char *name, int depth, struct leta_error *err);

/* Everything in an open folder; takes over the descriptor. */
static leta_status empty_folder(int fd, const char *name, int depth, struct leta_error *err)
{
	DIR *folder = fdopendir(fd);
	leta_status status = LETA_OK;
	struct dirent *entry;

	if (!folder) {
		status = cannot_remove(name, err);
		close(fd);
		return status;
	}
	while (status == LETA_OK && (errno = 0, entry = readdir(folder))) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			status = remove_at(fd, entry->d_name, depth + 1, err);
	}
	if (status == LETA_OK && errno != 0)
		status = cannot_remove(name, err);
	closedir(folder);
	return error_in(err, status, "%s", name);
}

static leta_status remove_at(int parent, const char *name, int depth, struct leta_error *err)
{
	leta_status status;
	int fd;

	/* Linux says EISDIR for a folder, POSIX EPERM. */
	if (depth > 0 && unlinkat(parent, name, 0) == 0)
		return LETA_OK;
	if (depth > 0 && errno != EISDIR && errno != EPERM)
		return errno == ENOENT ? LETA_OK : cannot_remove(name, err);
	if (depth > DEPTH_MAX)
		return error_set(err, LETA_ERR_LIMIT, "'%s' ligger djupare än %d mappar",
				 "'%s' lies deeper than %d folders", name, DEPTH_MAX);
	fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? LETA_OK : cannot_remove(name, err);
	status = empty_folder(fd, name, depth, err);
	if (status == LETA_OK && unlinkat(parent, name, AT_REMOVEDIR) != 0 && errno != ENOENT)
		status = cannot_remove(name, err);
	return status;
}

leta_status file_remove_tree(const char *dir, struct leta_error *err)
{
	return remove_at(AT_FDCWD, dir, 0, err);
}
