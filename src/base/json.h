/*
 * json.h: a streaming JSON writer (RFC 8259) into a struct buf. Commas and escapes are its business;
 * nesting is the caller's. Text is UTF-8; "<" is written as \u003c so that JSON is safe inside HTML.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct json {
	struct buf *out;
	bool comma;      /* the next value needs one */
	bool after_key;  /* the next value belongs to a key */
	unsigned depth;
	bool pretty;     /* indent by two blanks */
};

void json_init(struct json *j, struct buf *out, bool pretty);
void json_open_object(struct json *j);     /* { */
void json_close_object(struct json *j); /* } */
void json_open_array(struct json *j);      /* [ */
void json_close_array(struct json *j);  /* ] */
void json_key(struct json *j, const char *key);
void json_str(struct json *j, struct str s);
void json_cstr(struct json *j, const char *z); /* null when z is NULL */
void json_int(struct json *j, int64_t n);
void json_double(struct json *j, double d, int decimals); /* trailing zeros cut; null when not finite */
void json_bool(struct json *j, bool b);
void json_put_null(struct json *j);

#endif
