/*
 * stretch.c: a window that slides over a file: what was given out goes, what was read behind it stays.
 *
 * Nothing is mapped: a file that somebody cuts off while it is read ends early, and harms nobody.
 */
#include "base/stretch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"

#define AHEAD ((size_t)32 << 10)     /* bytes that are read to find the end of a line */
#define LINE_MAX ((size_t)256 << 20) /* bytes */

struct stretches {
	int fd;
	const char *path;
	struct stat opened;
	struct buf window;
	size_t given; /* bytes of the window that were */
	bool ended;   /* there is nothing in the file behind the window */
};

leta_status stretches_open(const char *path, struct stretches **out, struct leta_error *err)
{
	struct stretches *s = calloc(1, sizeof(*s));
	leta_status st = s ? file_open(path, &s->fd, &s->opened, err) : error_nomem(err);

	if (st != LETA_OK) {
		free(s);
		return st;
	}
	s->path = path;
	buf_init(&s->window, LINE_MAX);
	*out = s;
	return LETA_OK;
}

void stretches_close(struct stretches *s)
{
	if (!s)
		return;
	close(s->fd);
	buf_fini(&s->window);
	free(s);
}

static void drop_given(struct stretches *s)
{
	size_t left = s->window.len - s->given;

	if (left > 0)
		memmove(s->window.data, s->window.data + s->given, left);
	s->window.len = left;
	s->given = 0;
}

static leta_status read_more(struct stretches *s, size_t bytes, struct leta_error *err)
{
	struct buf *window = &s->window;
	size_t n = 0;

	if (!buf_reserve(window, bytes))
		return buf_status(window, err);
	leta_status st = file_read_piece(s->fd, s->path, window->data + window->len, bytes, &n, err);
	window->len += n;
	s->ended = st == LETA_OK && n < bytes;
	return st;
}

leta_status stretches_next(struct stretches *s, size_t bytes, struct str *out, struct leta_error *err)
{
	struct buf *window = &s->window;
	const char *end = NULL;

	drop_given(s);
	for (size_t from = bytes;;) {
		if (window->len > from)
			end = memchr(window->data + from, '\n', window->len - from);
		if (end || s->ended)
			break;
		from = window->len > bytes ? window->len : bytes;
		leta_status st = read_more(s, from - window->len + AHEAD, err);
		if (st != LETA_OK)
			return st;
	}
	s->given = end ? (size_t)(end - window->data) + 1 : window->len;
	if (s->given == window->len && !s->ended) { /* so that stretches_more() knows */
		leta_status st = read_more(s, AHEAD, err);
		if (st != LETA_OK)
			return st;
	}
	*out = str_sub(buf_view(window), 0, s->given);
	return LETA_OK;
}

bool stretches_more(const struct stretches *s)
{
	return s->window.len > s->given || !s->ended;
}

leta_status stretches_again(struct stretches *s, struct leta_error *err)
{
	if (lseek(s->fd, 0, SEEK_SET) != 0)
		return error_sys(err, LETA_ERR_IO, "kan inte läsa '%s'", "cannot read '%s'", s->path);
	buf_clear(&s->window);
	s->given = 0;
	s->ended = false;
	return LETA_OK;
}

bool stretches_changed(const struct stretches *s)
{
	struct stat now;

	return fstat(s->fd, &now) != 0 || now.st_size != s->opened.st_size ||
	       now.st_mtim.tv_sec != s->opened.st_mtim.tv_sec || now.st_mtim.tv_nsec != s->opened.st_mtim.tv_nsec;
}
