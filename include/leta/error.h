/*
 * error.h: how every fallible function of leta reports a failure.
 *
 * A function returns a leta_status and takes `struct leta_error *err` as its last parameter
 * (NULL is allowed). The struct lies on the caller's stack, is filled on failure only and needs
 * no freeing. The place that detects a fault writes one line in Swedish and one in English;
 * places on the way out only add where it happened (`context`), outermost first.
 */
#ifndef LETA_ERROR_H
#define LETA_ERROR_H

#include <stddef.h>

#include "leta/export.h"

LETA_BEGIN_DECLS

typedef enum leta_status {
	LETA_OK = 0,
	LETA_ERR_NOMEM,     /* out of memory */
	LETA_ERR_INVALID,   /* an argument that the caller must change */
	LETA_ERR_NOT_FOUND, /* no such file, index or document */
	LETA_ERR_IO,        /* reading or writing failed: sys_errno says why */
	LETA_ERR_FORMAT,    /* input that is not what it should be */
	LETA_ERR_SYNTAX,    /* a query that cannot be read: offset says where */
	LETA_ERR_LOCKED,    /* another process writes to the index */
	LETA_ERR_STALE,     /* the index changed faster than it could be read; try again */
	LETA_ERR_CORRUPT,   /* the index is damaged */
	LETA_ERR_VERSION,   /* the index was made by another version or analysis */
	LETA_ERR_LIMIT,     /* a limit was reached */
	LETA_ERR_CANCELLED, /* the caller's callback asked to stop */
	LETA_ERR_INTERNAL   /* a bug in leta or a library below it */
} leta_status;

/* The language of messages: Swedish is the default. */
enum leta_lang { LETA_SV = 0, LETA_EN = 1 };

#define LETA_NO_OFFSET ((size_t)-1)

struct leta_error {
	leta_status code;
	int sys_errno;          /* errno of the failed system call, or 0 */
	size_t offset;          /* byte in the query or file; LETA_NO_OFFSET when it has none */
	char message[2][320];   /* by enum leta_lang: one line, lower case, no full stop; UTF-8 */
	char context[512];      /* where: "path", "path:line", "id"; "" when unknown */
};

/* A short stable name of a status: "ok", "locked", "corrupt" … Never NULL; static storage. */
LETA_API const char *leta_status_name(leta_status status);

LETA_END_DECLS

#endif
