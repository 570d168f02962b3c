/*
 * error.c: fills in struct leta_error.
 *
 * Messages are formatted into local storage first, because an argument may point into *err itself.
 * Names of files come from outside: bytes that are no UTF-8 and control characters become "?", so
 * that a message is always one line of valid UTF-8, and a message that is too long is cut between
 * characters.
 */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

#define MESSAGE_SIZE sizeof(((struct leta_error *)0)->message[0])
#define CONTEXT_SIZE sizeof(((struct leta_error *)0)->context)

const char *leta_status_name(leta_status status)
{
	switch (status) {
	case LETA_OK:
		return "ok";
	case LETA_ERR_NOMEM:
		return "nomem";
	case LETA_ERR_INVALID:
		return "invalid";
	case LETA_ERR_NOT_FOUND:
		return "not_found";
	case LETA_ERR_IO:
		return "io";
	case LETA_ERR_FORMAT:
		return "format";
	case LETA_ERR_SYNTAX:
		return "syntax";
	case LETA_ERR_LOCKED:
		return "locked";
	case LETA_ERR_STALE:
		return "stale";
	case LETA_ERR_CORRUPT:
		return "corrupt";
	case LETA_ERR_VERSION:
		return "version";
	case LETA_ERR_LIMIT:
		return "limit";
	case LETA_ERR_CANCELLED:
		return "cancelled";
	case LETA_ERR_INTERNAL:
		return "internal";
	}
	return "unknown";
}

/* Drops the character that the end of the storage cut in two, then makes one line of UTF-8. */
static void tidy(char *text, size_t size, bool cut)
{
	size_t len = strnlen(text, size - 1);

	if (cut) {
		size_t start = len;

		utf8_prev((struct str){text, len}, &start);
		if (utf8_validate((struct str){text + start, len - start}) < len - start) {
			while (start > 0 && len - start < 4 &&
			       ((unsigned char)text[start] & 0xC0) == 0x80)
				start--;
			len = start;
			text[len] = '\0';
		}
	}
	for (size_t bad; (bad = utf8_validate((struct str){text, len})) < len;)
		text[bad] = '?';
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)text[i] < 0x20 || text[i] == 0x7F)
			text[i] = '?';
	}
}

static void format_text(char *out, size_t size, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));

static void format_text(char *out, size_t size, const char *format, va_list args)
{
	int n = vsnprintf(out, size, format, args);

	if (n < 0)
		out[0] = '\0';
	tidy(out, size, n >= 0 && (size_t)n >= size);
}

/* The system's text for a failed call, as ": Permission denied". */
static void reason_text(int number, char *out, size_t size)
{
	char text[96];

	if (strerror_r(number, text, sizeof(text)) != 0)
		snprintf(text, sizeof(text), "errno %d", number);
	snprintf(out, size, ": %s", text);
	tidy(out, size, true);
}

static void fill(struct leta_error *err, struct leta_error head, const char *sv, const char *en,
		 va_list args) __attribute__((format(printf, 3, 0), format(printf, 4, 0)));

static void fill(struct leta_error *err, struct leta_error head, const char *sv, const char *en,
		 va_list args)
{
	char reason[128] = "";
	size_t room;
	va_list again;

	if (head.sys_errno)
		reason_text(head.sys_errno, reason, sizeof(reason));
	room = MESSAGE_SIZE - strlen(reason);
	va_copy(again, args);
	format_text(head.message[LETA_SV], room, sv, args);
	format_text(head.message[LETA_EN], room, en, again);
	va_end(again);
	for (int lang = LETA_SV; lang <= LETA_EN; lang++)
		memcpy(strchr(head.message[lang], '\0'), reason, strlen(reason) + 1);
	*err = head;
}

leta_status error_set(struct leta_error *err, leta_status code, const char *sv, const char *en, ...)
{
	va_list args;

	if (!err)
		return code;
	va_start(args, en);
	fill(err, (struct leta_error){.code = code, .offset = LETA_NO_OFFSET}, sv, en, args);
	va_end(args);
	return code;
}

leta_status error_at(struct leta_error *err, leta_status code, size_t offset, const char *sv,
		     const char *en, ...)
{
	va_list args;

	if (!err)
		return code;
	va_start(args, en);
	fill(err, (struct leta_error){.code = code, .offset = offset}, sv, en, args);
	va_end(args);
	return code;
}

leta_status error_sys(struct leta_error *err, leta_status code, const char *sv, const char *en, ...)
{
	int number = errno;
	va_list args;

	if (!err)
		return code;
	va_start(args, en);
	fill(err, (struct leta_error){.code = code, .sys_errno = number, .offset = LETA_NO_OFFSET},
	     sv, en, args);
	va_end(args);
	return code;
}

leta_status error_nomem(struct leta_error *err)
{
	return error_set(err, LETA_ERR_NOMEM, "minnet räcker inte", "out of memory");
}

leta_status error_in(struct leta_error *err, leta_status status, const char *where, ...)
{
	char outer[CONTEXT_SIZE], joined[CONTEXT_SIZE];
	va_list args;
	int n;

	if (!err || status == LETA_OK)
		return status;
	va_start(args, where);
	format_text(outer, sizeof(outer), where, args);
	va_end(args);
	n = snprintf(joined, sizeof(joined), "%s%s%s", outer, err->context[0] ? ": " : "",
		     err->context);
	tidy(joined, sizeof(joined), n >= 0 && (size_t)n >= sizeof(joined));
	memcpy(err->context, joined, sizeof(joined));
	return status;
}
