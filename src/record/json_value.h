/*
 * json_value.h: a JSON text (RFC 8259) → its values, in an arena.
 *
 * Strings without escapes are views of the text. Of members with the same name the last one counts, in the place of the
 * first. Integers have 64 bits.
 */
#ifndef RECORD_JSON_VALUE_H
#define RECORD_JSON_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "leta/error.h"

enum json_type {
	JSON_TYPE_NULL,
	JSON_TYPE_FALSE,
	JSON_TYPE_TRUE,
	JSON_TYPE_INTEGER,
	JSON_TYPE_REAL,
	JSON_TYPE_STRING,
	JSON_TYPE_ARRAY,
	JSON_TYPE_OBJECT
};

struct json_value {
	enum json_type type;
	struct str name; /* of a member of an object */
	union {
		struct str string;
		int64_t integer;
		struct str real; /* a number with a fraction or an exponent, as it is written */
		struct json_value *first; /* element or member; NULL: empty */
	};
	struct json_value *next; /* in the same array or object */
};

/*
 * Errors: FORMAT, with the byte where the text stops being JSON (also: not UTF-8, more than 2048 arrays or objects
 * inside each other, an integer of more than 64 bits, a NUL in a name); NOMEM, LIMIT (the arena's).
 */
leta_status json_parse(struct str text, struct arena *arena, const struct json_value **out,
                       struct leta_error *err);

/* The member of an object with this name, or NULL; NULL also when the value is no object. */
const struct json_value *json_member(const struct json_value *value, const char *name);

#endif
