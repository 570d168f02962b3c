/*
 * str.h: a view of bytes: pointer and length, owned by somebody else, not NUL-terminated.
 * A `const char *` in this code base is NUL-terminated; everything else is a struct str.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *ptr;
	size_t len;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
#define STR_INIT(literal) { (literal), sizeof(literal) - 1 } /* for static tables */
#define STR_FMT "%.*s"
#define STR_ARG(s) (int)(s).len, (s).ptr

static inline struct str str_from(const char *z)
{
	return (struct str){ z, z ? strlen(z) : 0 };
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

/* The last byte is compared first: it tells most texts apart. */
static inline bool str_ends(struct str s, struct str suffix)
{
	return suffix.len == 0 || (s.len >= suffix.len && s.ptr[s.len - 1] == suffix.ptr[suffix.len - 1] &&
	                           memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

/* The bytes from `from` to `to`, as far as there are any. */
static inline struct str str_sub(struct str s, size_t from, size_t to)
{
	to = to < s.len ? to : s.len;
	from = from < to ? from : to;
	return (struct str){ from ? s.ptr + from : s.ptr, to - from };
}

int str_cmp(struct str a, struct str b);               /* by bytes; shorter first */
/* Byte offset of the first `needle` at or after `from`, or (size_t)-1. */
size_t str_find(struct str s, struct str needle, size_t from);
struct str str_trim(struct str s);                     /* blanks, tabs, CR, LF, FF, U+00A0, U+202F, U+2009, U+FEFF */
/* Takes the next line off *rest into *line, without its LF (or CR LF). False when *rest is empty. */
bool str_line(struct str *rest, struct str *line);
/* Takes the next piece up to `sep` off *rest. False when *rest is exhausted (ptr == NULL). */
bool str_cut(struct str *rest, char sep, struct str *piece);

#endif
