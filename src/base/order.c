/*
 * order.c: many strings are spread over groups by their first letters and sorted by insertion, for few of a group are
 * out of order. Groups of many are sorted by merging before (never worse than n log n, whatever the strings).
 */
#include "base/order.h"

#include <stdbool.h>

#define RUN ((size_t)8) /* that is sorted by insertion before it is merged */
#define CLASSES 32
#define SECOND 8 /* classes of a second byte that are told apart */
#define MANY ((size_t)48)
#define PREFIX 8

/* Four bytes as a number, the first one highest: one load for most compilers. */
static inline uint32_t four(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* The first eight bytes, with zeros behind a shorter string; of such a one, halves that overlap. */
static inline uint64_t prefix_of(const struct ordered *one)
{
	const unsigned char *p = (const unsigned char *)one->bytes;
	size_t len = one->len;

	if (len >= PREFIX)
		return (uint64_t)four(p) << 32 | four(p + 4);
	if (len >= 4)
		return (uint64_t)four(p) << 32 | (uint64_t)four(p + len - 4) << 8 * (8 - len);
	if (len == 0)
		return 0;
	return (uint64_t)p[0] << 56 | (uint64_t)p[len / 2] << (56 - 8 * (len / 2)) |
	       (uint64_t)p[len - 1] << (56 - 8 * (len - 1));
}

static inline int compare(const struct ordered *a, const struct ordered *b)
{
	if (a->prefix != b->prefix)
		return a->prefix < b->prefix ? -1 : 1;
	return str_cmp(ordered_text(a), ordered_text(b));
}

/* Sorts from[] into list[], which may be the same. */
static void insert_all(struct ordered *list, const struct ordered *from, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct ordered one = from[i];
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

static void merge_all(struct ordered *list, struct ordered *scratch, size_t n)
{
	struct ordered *from = list, *to = scratch;

	for (size_t at = 0; at < n; at += RUN)
		insert_all(list + at, list + at, n - at < RUN ? n - at : RUN);
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

static inline bool is_letter(unsigned byte)
{
	return byte >= 'a' && byte <= 'z';
}

/* A letter is a class of its own; what else there is has few, in the order of the bytes. */
static inline unsigned class_of(unsigned byte)
{
	return byte < 'a' ? byte / 32 : is_letter(byte) ? byte - 'a' + 4 : byte <= 0xC3 ? 30 : 31;
}

/* Strings of a lower group come before those of a higher one: only behind a letter does the second byte count. */
static inline unsigned group_of(const struct ordered *one)
{
	unsigned first = (unsigned)(one->prefix >> 56), second = (unsigned)(one->prefix >> 48) & 0xFF;

	return class_of(first) * SECOND + (is_letter(first) ? class_of(second) * SECOND / CLASSES : 0);
}

/* Spreads the strings over the scratch by group, in their order; groups of many are sorted. */
static void spread(struct ordered *list, struct ordered *scratch, size_t n)
{
	uint32_t ends[CLASSES * SECOND] = { 0 }, end = 0;

	for (size_t i = 0; i < n; i++)
		ends[group_of(&list[i])]++;
	for (size_t g = 0; g < CLASSES * SECOND; g++) {
		uint32_t count = ends[g];

		ends[g] = end;
		end += count;
	}
	for (size_t i = 0; i < n; i++)
		scratch[ends[group_of(&list[i])]++] = list[i];
	for (size_t g = 0, from = 0; g < CLASSES * SECOND; from = ends[g++])
		if (ends[g] - from > MANY)
			merge_all(scratch + from, list + from, ends[g] - from);
}

void order_sort(struct ordered *list, struct ordered *scratch, size_t n)
{
	for (size_t i = 0; i < n; i++)
		list[i].prefix = prefix_of(&list[i]);
	if (n <= MANY) {
		merge_all(list, scratch, n);
		return;
	}
	spread(list, scratch, n);
	insert_all(list, scratch, n);
}
