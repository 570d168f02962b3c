/*
 * order.h: sorting many byte strings: by their first eight bytes as one number, and by the rest where those are equal.
 */
#ifndef BASE_ORDER_H
#define BASE_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct ordered {
	uint64_t prefix; /* order_sort()'s */
	struct str text;
	uint32_t number; /* the caller's */
};

/* Sorts by the texts' bytes, as str_cmp() does; equal texts keep their order. scratch: room for n. */
void order_sort(struct ordered *list, struct ordered *scratch, size_t n);

#endif
