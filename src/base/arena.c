/*
 * arena.c: a bump allocator.
 *
 * Blocks grow from 16 KiB, doubling up to 1 MiB, and survive a reset, up to 4 MiB of them. An object
 * of more than a quarter of a megabyte gets a block of its own on another list, so that it does not
 * waste the rest of the block in use.
 * Sizes are rounded up to the strictest alignment; the limit counts the rounded bytes. A failure
 * sticks until the next reset: one check at the end of a step is then enough.
 */
#include "base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define BLOCK_FIRST ((size_t)16 << 10)
#define BLOCK_MAX ((size_t)1 << 20)
#define OBJECT_LARGE (BLOCK_MAX / 4)
#define KEPT_MAX (4 * BLOCK_MAX)
#define ALIGNMENT _Alignof(max_align_t)

struct block {
	struct block *next; /* the one before this in time */
	size_t size, used;  /* of data */
	max_align_t data[];
};

struct arena {
	struct block *blocks; /* the newest first */
	struct block *spare;  /* from before the last reset, the smallest first */
	struct block *large;
	size_t limit, used;
	leta_status status;
};

struct arena *arena_new(size_t limit_bytes)
{
	struct arena *a = malloc(sizeof(*a));

	if (a)
		*a = (struct arena){.limit = limit_bytes};
	return a;
}

static void free_blocks(struct block *b)
{
	while (b) {
		struct block *next = b->next;

		free(b);
		b = next;
	}
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	free_blocks(a->blocks);
	free_blocks(a->spare);
	free_blocks(a->large);
	free(a);
}

/* Puts the blocks in use before the spare ones, the oldest first. */
static void spare_blocks(struct arena *a)
{
	size_t kept = 0;

	for (struct block *b = a->blocks, *next; b; b = next) {
		next = b->next;
		b->next = a->spare;
		a->spare = b;
	}
	for (struct block *b = a->spare; b; b = b->next)
		kept += b->size;
	while (kept > KEPT_MAX) {
		struct block *first = a->spare;

		a->spare = first->next;
		kept -= first->size;
		free(first);
	}
}

void arena_reset(struct arena *a)
{
	spare_blocks(a);
	free_blocks(a->large);
	*a = (struct arena){.spare = a->spare, .limit = a->limit};
}

static void *fail(struct arena *a, leta_status status)
{
	a->status = status;
	return NULL;
}

/* False on overflow. */
static bool round_up(size_t size, size_t *rounded)
{
	if (size > SIZE_MAX - ALIGNMENT)
		return false;
	*rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	return true;
}

/* Takes the first spare block that is large enough off its list; NULL when there is none. */
static struct block *take_spare(struct arena *a, size_t size)
{
	for (struct block **at = &a->spare; *at; at = &(*at)->next) {
		struct block *b = *at;

		if (b->size < size)
			continue;
		*at = b->next;
		return b;
	}
	return NULL;
}

static struct block *add_block(struct arena *a, size_t size)
{
	struct block **list = size > OBJECT_LARGE ? &a->large : &a->blocks;
	struct block *b = list == &a->blocks ? take_spare(a, size) : NULL;

	if (list == &a->blocks && !b) {
		size_t grown = a->blocks ? a->blocks->size * 2 : BLOCK_FIRST;

		grown = grown > BLOCK_MAX ? BLOCK_MAX : grown;
		size = size > grown ? size : grown;
	}
	if (!b) {
		b = size < SIZE_MAX - sizeof(*b) ? malloc(sizeof(*b) + size) : NULL;
		if (!b)
			return NULL;
		b->size = size;
	}
	b->used = 0;
	b->next = *list;
	*list = b;
	return b;
}

void *arena_alloc(struct arena *a, size_t size)
{
	struct block *b = a->blocks;
	void *object;

	if (a->status != LETA_OK)
		return NULL;
	if (!round_up(size ? size : 1, &size) || size > a->limit - a->used)
		return fail(a, LETA_ERR_LIMIT);
	if (!b || size > b->size - b->used)
		b = add_block(a, size);
	if (!b)
		return fail(a, LETA_ERR_NOMEM);
	object = (char *)b->data + b->used;
	b->used += size;
	a->used += size;
	return object;
}

void *arena_zalloc(struct arena *a, size_t count, size_t size)
{
	void *object;

	if (a->status != LETA_OK)
		return NULL;
	if (size && count > SIZE_MAX / size)
		return fail(a, LETA_ERR_LIMIT);
	object = arena_alloc(a, count * size);
	if (object)
		memset(object, 0, count * size);
	return object;
}

char *arena_strdup(struct arena *a, struct str s)
{
	char *copy = s.len < SIZE_MAX ? arena_alloc(a, s.len + 1) : NULL;

	if (!copy)
		return NULL;
	if (s.len)
		memcpy(copy, s.ptr, s.len);
	copy[s.len] = '\0';
	return copy;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list args;
	char *text;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		return fail(a, LETA_ERR_LIMIT);
	text = arena_alloc(a, (size_t)n + 1);
	if (!text)
		return NULL;
	va_start(args, format);
	vsnprintf(text, (size_t)n + 1, format, args);
	va_end(args);
	return text;
}

/* Makes the newest object of the block in use larger without moving it. */
static bool extend_last(struct arena *a, const void *object, size_t old_size, size_t new_size)
{
	struct block *b = a->blocks;
	size_t more;

	if (!b || old_size > b->used ||
	    (const char *)object != (const char *)b->data + b->used - old_size)
		return false;
	more = new_size - old_size;
	if (more > b->size - b->used || more > a->limit - a->used)
		return false;
	b->used += more;
	a->used += more;
	return true;
}

void *arena_extend(struct arena *a, void *array, size_t n, size_t *cap, size_t size)
{
	size_t new_cap = *cap ? *cap * 2 : 8;
	size_t old_bytes, new_bytes;
	void *moved;

	if (a->status != LETA_OK)
		return NULL;
	if (new_cap < *cap || (size && new_cap > SIZE_MAX / size) ||
	    !round_up(new_cap * size, &new_bytes) || !round_up(*cap * size, &old_bytes))
		return fail(a, LETA_ERR_LIMIT);
	if (array && *cap && extend_last(a, array, old_bytes, new_bytes)) {
		*cap = new_cap;
		return array;
	}
	moved = arena_alloc(a, new_bytes);
	if (!moved)
		return NULL;
	if (n)
		memcpy(moved, array, n * size);
	*cap = new_cap;
	return moved;
}

size_t arena_used(const struct arena *a)
{
	return a->used;
}

bool arena_failed(const struct arena *a)
{
	return a->status != LETA_OK;
}

leta_status arena_status(const struct arena *a, struct leta_error *err)
{
	if (a->status == LETA_ERR_LIMIT)
		return error_set(err, LETA_ERR_LIMIT, "mer än %zu byte arbetsminne behövs",
				 "more than %zu bytes of working memory are needed", a->limit);
	return a->status == LETA_OK ? LETA_OK : error_nomem(err);
}
