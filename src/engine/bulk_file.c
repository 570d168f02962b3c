/*
 * bulk_file.c: a file is made and its name taken away at once.
 */
#include "engine/bulk_file.h"

#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"

leta_status bulk_file_failed(const char *dir, struct leta_error *err)
{
	return error_sys(err, LETA_ERR_IO, "en tillfällig fil i '%s' kan inte skrivas eller läsas",
	                 "a temporary file in '%s' cannot be written or read", dir);
}

leta_status bulk_file_open(const char *dir, FILE **out, struct leta_error *err)
{
	char path[PATH_MAX];
	int fd;

	if (!file_join(path, sizeof(path), dir, "bulk.tmp"))
		return error_set(err, LETA_ERR_INVALID, "sökvägen är för lång", "the path is too long");
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return bulk_file_failed(dir, err);
	unlink(path);
	*out = fdopen(fd, "w+");
	if (*out)
		return LETA_OK;
	close(fd);
	return error_nomem(err);
}
