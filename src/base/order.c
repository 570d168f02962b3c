/*
 * order.c: merge sort from below (never worse than n log n, whatever the strings), over runs sorted by insertion.
 */
#include "base/order.h"

#define RUN ((size_t)8)

static uint64_t prefix_of(struct str s)
{
	uint64_t prefix = 0;

	if (s.len >= sizeof(prefix)) {
		const unsigned char *p = (const unsigned char *)s.ptr; /* one load for most compilers */

		return (uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 | (uint64_t)p[2] << 40 | (uint64_t)p[3] << 32 |
		       (uint64_t)p[4] << 24 | (uint64_t)p[5] << 16 | (uint64_t)p[6] << 8 | p[7];
	}
	for (size_t i = 0; i < 8; i++)
		prefix = prefix << 8 | (i < s.len ? (unsigned char)s.ptr[i] : 0);
	return prefix;
}

static inline int compare(const struct ordered *a, const struct ordered *b)
{
	if (a->prefix != b->prefix)
		return a->prefix < b->prefix ? -1 : 1;
	return str_cmp(a->text, b->text);
}

static void insert_all(struct ordered *list, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct ordered one = list[i];
		size_t at = i;

		for (; at > 0 && compare(&list[at - 1], &one) > 0; at--)
			list[at] = list[at - 1];
		list[at] = one;
	}
}

/* Merges from[0..middle) and from[middle..n) into to. */
static void merge(const struct ordered *from, size_t middle, size_t n, struct ordered *to)
{
	size_t i = 0, j = middle;

	while (i < middle && j < n)
		*to++ = compare(&from[i], &from[j]) <= 0 ? from[i++] : from[j++];
	while (i < middle)
		*to++ = from[i++];
	while (j < n)
		*to++ = from[j++];
}

void order_sort(struct ordered *list, struct ordered *scratch, size_t n)
{
	struct ordered *from = list, *to = scratch;

	for (size_t i = 0; i < n; i++)
		list[i].prefix = prefix_of(list[i].text);
	for (size_t at = 0; at < n; at += RUN)
		insert_all(list + at, n - at < RUN ? n - at : RUN);
	for (size_t run = RUN; run < n; run *= 2) {
		struct ordered *other = from;

		for (size_t at = 0; at < n; at += 2 * run) {
			size_t left = n - at;

			merge(from + at, left < run ? left : run, left < 2 * run ? left : 2 * run, to + at);
		}
		from = to;
		to = other;
	}
	if (from != list)
		memcpy(list, from, n * sizeof(*list));
}
