/*
 * order.h: sorting many byte strings: by their first eight bytes as one number, and by the rest where those are equal.
 */
#ifndef BASE_ORDER_H
#define BASE_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* A text and the caller's number; small, since sorting moves them. */
struct ordered {
	uint64_t prefix; /* order_sort()'s */
	const char *bytes;
	uint32_t len, number;
};

/* text: of fewer than 2^32 bytes */
static inline struct ordered ordered_new(struct str text, uint32_t number)
{
	return (struct ordered){ .bytes = text.ptr, .len = (uint32_t)text.len, .number = number };
}

static inline struct str ordered_text(const struct ordered *one)
{
	return (struct str){ one->bytes, one->len };
}

/* Sorts by the texts' bytes, as str_cmp() does; equal texts keep their order. scratch: room for n. */
void order_sort(struct ordered *list, struct ordered *scratch, size_t n);

#endif
