/*
 * file.c: reading whole files and replacing them.
 *
 * Files are opened without blocking and looked at afterwards (no race between looking and opening),
 * so a FIFO in a folder of documents cannot hang the program. Gzip is known by its first two bytes,
 * never by the name; members may follow one another and be padded with zeros, as in gzip itself.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/deflate.h"
#include "base/error.h"

#define PIECE 32768

struct input {
	int fd;
	const char *path;
};

static leta_status cannot_open(const char *path, struct leta_error *err)
{
	if (errno == ENOENT || errno == ENOTDIR)
		return error_set(err, LETA_ERR_NOT_FOUND, "'%s' finns inte", "'%s' does not exist",
				 path);
	return error_sys(err, LETA_ERR_IO, "kan inte öppna '%s'", "cannot open '%s'", path);
}

static leta_status not_regular(const char *path, struct leta_error *err)
{
	return error_set(err, LETA_ERR_INVALID, "'%s' är ingen vanlig fil",
			 "'%s' is not a regular file", path);
}

static leta_status cannot_read(const char *path, struct leta_error *err)
{
	return error_sys(err, LETA_ERR_IO, "kan inte läsa '%s'", "cannot read '%s'", path);
}

leta_status file_open(const char *path, int *fd, struct stat *st, struct leta_error *err)
{
	int opened = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	leta_status status;

	if (opened < 0 && errno == ENXIO) /* a socket */
		return not_regular(path, err);
	if (opened < 0)
		return cannot_open(path, err);
	if (fstat(opened, st) != 0)
		status = cannot_read(path, err);
	else if (!S_ISREG(st->st_mode))
		status = not_regular(path, err);
	else
		status = LETA_OK;
	if (status != LETA_OK) {
		close(opened);
		return status;
	}
	*fd = opened;
	return LETA_OK;
}

/* Waits when somebody made standard input non-blocking. */
leta_status file_read_piece(int fd, const char *path, void *bytes, size_t n, size_t *got, struct leta_error *err)
{
	size_t len = 0;

	while (len < n) {
		ssize_t now = read(fd, (char *)bytes + len, n - len);

		if (now == 0)
			break;
		if (now > 0) {
			len += (size_t)now;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			struct pollfd wait = {.fd = fd, .events = POLLIN};

			poll(&wait, 1, -1);
		} else if (errno != EINTR) {
			return cannot_read(path, err);
		}
	}
	*got = len;
	return LETA_OK;
}

static leta_status too_large(const char *path, size_t max, struct leta_error *err)
{
	return error_set(err, LETA_ERR_LIMIT, "'%s' är större än gränsen %zu byte",
			 "'%s' is larger than the limit of %zu bytes", path, max);
}

static leta_status append(struct input in, const void *bytes, size_t n, struct buf *out,
			  struct leta_error *err)
{
	buf_append(out, bytes, n);
	if (out->status == LETA_ERR_LIMIT)
		return too_large(in.path, out->max, err);
	return buf_status(out, err);
}

/* Reads into the room that *out has already. */
static leta_status read_into_room(struct input in, struct buf *out, struct leta_error *err)
{
	size_t n = 0;
	leta_status status = file_read_piece(in.fd, in.path, out->data + out->len, out->cap - out->len - 1, &n, err);

	out->len += n;
	out->data[out->len] = '\0';
	return status;
}

/* The rest of a plain file after its first piece: in one go where its size was known, and what there is more. */
static leta_status read_plain(struct input in, const char *piece, size_t n, struct buf *out,
			      struct leta_error *err)
{
	char next[PIECE];
	leta_status status = append(in, piece, n, out, err);

	if (status == LETA_OK && n == PIECE)
		status = read_into_room(in, out, err);
	while (status == LETA_OK && n == PIECE) {
		status = file_read_piece(in.fd, in.path, next, sizeof(next), &n, err);
		if (status == LETA_OK)
			status = append(in, next, n, out, err);
	}
	return status;
}

/* Inflates what z->next_in holds until it is used up or the member ends (*ended). */
static leta_status inflate_piece(struct input in, z_stream *z, bool *ended, struct buf *out,
				 struct leta_error *err)
{
	Bytef window[PIECE];
	int rc;

	do {
		leta_status status;

		z->next_out = window;
		z->avail_out = sizeof(window);
		rc = inflate(z, Z_NO_FLUSH);
		if (rc == Z_MEM_ERROR)
			return error_nomem(err);
		if (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR)
			return error_set(err, LETA_ERR_FORMAT, "'%s' är skadad (gzip)",
					 "'%s' is damaged (gzip)", in.path);
		status = append(in, window, sizeof(window) - z->avail_out, out, err);
		if (status != LETA_OK)
			return status;
	} while (rc == Z_OK && z->avail_out == 0);
	*ended = rc == Z_STREAM_END;
	return LETA_OK;
}

static leta_status read_members(struct input in, z_stream *z, Bytef piece[PIECE], struct buf *out,
				struct leta_error *err)
{
	bool ended = false;

	for (;;) {
		leta_status status = LETA_OK;

		if (z->avail_in == 0) {
			size_t n = 0;

			status = file_read_piece(in.fd, in.path, piece, PIECE, &n, err);
			if (status != LETA_OK)
				return status;
			if (n == 0)
				break;
			z->next_in = piece;
			z->avail_in = (uInt)n;
		}
		if (ended) {
			for (; z->avail_in > 0 && *z->next_in == 0; z->avail_in--)
				z->next_in++;
			if (z->avail_in == 0)
				continue;
			inflateReset(z);
		}
		status = inflate_piece(in, z, &ended, out, err);
		if (status != LETA_OK)
			return status;
	}
	if (!ended)
		return error_set(err, LETA_ERR_FORMAT, "'%s' är avhuggen (gzip)",
				 "'%s' is truncated (gzip)", in.path);
	return LETA_OK;
}

static leta_status read_gzip(struct input in, Bytef piece[PIECE], size_t n, struct buf *out,
			     struct leta_error *err)
{
	z_stream z = {.next_in = piece, .avail_in = (uInt)n};
	leta_status status;

	if (inflateInit2(&z, 16 + MAX_WBITS) != Z_OK) /* 16: gzip only */
		return error_nomem(err);
	status = read_members(in, &z, piece, out, err);
	inflateEnd(&z);
	return status;
}

static bool is_gzip(const char *bytes, size_t n)
{
	return n >= 2 && (unsigned char)bytes[0] == 0x1F && (unsigned char)bytes[1] == 0x8B;
}

static leta_status read_any(struct input in, uint64_t size, struct buf *out, struct leta_error *err)
{
	char piece[PIECE];
	size_t n = 0, room = out->max - out->len;
	leta_status status = file_read_piece(in.fd, in.path, piece, sizeof(piece), &n, err);

	if (status != LETA_OK)
		return status;
	if (is_gzip(piece, n))
		return read_gzip(in, (Bytef *)piece, n, out, err);
	if (size > room)
		return too_large(in.path, out->max, err);
	if (!buf_reserve(out, size > n ? (size_t)size : n < room ? n : room))
		return buf_status(out, err);
	return read_plain(in, piece, n, out, err);
}

leta_status file_read(const char *path, struct buf *out, struct leta_error *err)
{
	bool standard = strcmp(path, "-") == 0;
	struct input in = {.fd = STDIN_FILENO, .path = path};
	leta_status status = buf_status(out, err);
	size_t start = out->len;
	struct stat st = {.st_size = 0};

	if (status == LETA_OK && !standard)
		status = file_open(path, &in.fd, &st, err);
	if (status != LETA_OK)
		return status;
	status = read_any(in, (uint64_t)st.st_size, out, err);
	if (!standard)
		close(in.fd);
	if (status != LETA_OK && out->data) {
		out->len = start;
		out->data[start] = '\0';
	}
	return status;
}

leta_status file_read_head(const char *path, size_t max, struct buf *out, struct leta_error *err)
{
	struct input in = {.path = path};
	struct stat st;
	size_t n = 0;
	leta_status status = file_open(path, &in.fd, &st, err);

	if (status != LETA_OK)
		return status;
	max = (uint64_t)st.st_size < max ? (size_t)st.st_size : max;
	status = buf_reserve(out, max) ? file_read_piece(in.fd, in.path, out->data + out->len, max, &n, err)
				       : buf_status(out, err);
	close(in.fd);
	if (status != LETA_OK)
		return status;
	if (!is_gzip(out->data + out->len, n))
		out->len += n;
	out->data[out->len] = '\0';
	return LETA_OK;
}

static leta_status write_all(int fd, struct str bytes)
{
	while (bytes.len > 0) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);

		if (n < 0 && errno != EINTR)
			return LETA_ERR_IO;
		if (n > 0)
			bytes = str_sub(bytes, (size_t)n, bytes.len);
	}
	return LETA_OK;
}

static leta_status sync_parent(const char *path, struct leta_error *err)
{
	char dir[PATH_MAX];
	const char *slash = strrchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) : 0;

	if (!slash)
		return file_sync_dir(".", err);
	if (len == 0)
		return file_sync_dir("/", err);
	memcpy(dir, path, len); /* shorter than path + ".tmp", which was checked */
	dir[len] = '\0';
	return file_sync_dir(dir, err);
}

leta_status file_replace(const char *path, struct str bytes, struct leta_error *err)
{
	char temporary[PATH_MAX];
	leta_status status;
	int n = snprintf(temporary, sizeof(temporary), "%s.tmp", path);
	int fd;

	if (n < 0 || (size_t)n >= sizeof(temporary))
		return error_set(err, LETA_ERR_INVALID, "sökvägen '%s' är för lång",
				 "the path '%s' is too long", path);
	fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0)
		return error_sys(err, LETA_ERR_IO, "kan inte skapa '%s'", "cannot create '%s'",
				 temporary);
	status = write_all(fd, bytes);
	if (status == LETA_OK && fsync(fd) != 0)
		status = LETA_ERR_IO;
	if (status != LETA_OK)
		error_sys(err, status, "kan inte skriva '%s'", "cannot write '%s'", temporary);
	if (close(fd) != 0 && status == LETA_OK)
		status = error_sys(err, LETA_ERR_IO, "kan inte skriva '%s'", "cannot write '%s'",
				   temporary);
	if (status == LETA_OK && rename(temporary, path) != 0)
		status = error_sys(err, LETA_ERR_IO, "kan inte ersätta '%s'", "cannot replace '%s'",
				   path);
	if (status != LETA_OK) {
		unlink(temporary);
		return status;
	}
	return sync_parent(path, err);
}

leta_status file_sync_dir(const char *dir, struct leta_error *err)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	leta_status status = LETA_OK;

	if (fd < 0)
		return cannot_open(dir, err);
	if (fsync(fd) != 0 && errno != EINVAL) /* EINVAL: a file system without it */
		status = error_sys(err, LETA_ERR_IO, "kan inte säkra mappen '%s'",
				   "cannot make folder '%s' durable", dir);
	close(fd);
	return status;
}

leta_status file_crc(const char *path, uint32_t *crc, uint64_t *size, struct leta_error *err)
{
	struct input in = {.path = path};
	char piece[PIECE];
	uint32_t sum = 0;
	uint64_t total = 0;
	struct stat st;
	size_t n = PIECE;
	leta_status status = file_open(path, &in.fd, &st, err);

	if (status != LETA_OK)
		return status;
	while (status == LETA_OK && n == PIECE) {
		status = file_read_piece(in.fd, in.path, piece, sizeof(piece), &n, err);
		if (status == LETA_OK) {
			sum = crc32_more(sum, (struct str){piece, n});
			total += n;
		}
	}
	close(in.fd);
	if (status != LETA_OK)
		return status;
	*crc = sum;
	*size = total;
	return LETA_OK;
}

bool file_join(char *out, size_t size, const char *dir, const char *name)
{
	size_t len = strlen(dir);
	const char *slash = len == 0 || dir[len - 1] == '/' ? "" : "/";
	int n = snprintf(out, size, "%s%s%s", dir, slash, name);

	return n >= 0 && (size_t)n < size;
}
