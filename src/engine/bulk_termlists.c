/*
 * bulk_termlists.c: lists of terms as glass packs them (backends/glass/glass_termlisttable): the document's length, the
 * number of terms, then each term after the one before it.
 */
#include "engine/bulk_termlists.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/deflate.h"
#include "base/error.h"
#include "engine/bulk_postings.h"
#include "engine/glass_pack.h"
#include "engine/glass_table.h"

#define TERMS_ARENA_MAX ((size_t)4 << 30)
#define LEVEL 1
#define TAG_MAX ((size_t)1 << 30)

struct bulk_termlists {
	struct bulk_postings *postings; /* by the keys of the table's entries */
	struct arena *arena; /* of the terms */
	struct str *terms;
	size_t n_terms, terms_cap;
	struct buf key, tag, packed;
	struct deflater *deflater;
	struct glass_table *table;
};

leta_status bulk_termlists_new(const char *dir, size_t memory, struct bulk_termlists **out, struct leta_error *err)
{
	struct bulk_termlists *t = calloc(1, sizeof(*t));
	leta_status st;

	if (!t)
		return error_nomem(err);
	buf_init(&t->key, GLASS_KEY_MAX);
	buf_init(&t->tag, TAG_MAX);
	buf_init(&t->packed, TAG_MAX);
	t->arena = arena_new(TERMS_ARENA_MAX);
	st = t->arena ? bulk_postings_new(dir, memory, &t->postings, err) : error_nomem(err);
	if (st == LETA_OK)
		st = deflater_new(LEVEL, &t->deflater, err);
	if (st != LETA_OK) {
		bulk_termlists_free(t);
		return st;
	}
	*out = t;
	return LETA_OK;
}

void bulk_termlists_free(struct bulk_termlists *t)
{
	if (!t)
		return;
	glass_table_close(t->table);
	bulk_postings_free(t->postings);
	deflater_free(t->deflater);
	arena_free(t->arena);
	buf_fini(&t->key);
	buf_fini(&t->tag);
	buf_fini(&t->packed);
	free(t);
}

leta_status bulk_termlists_term(struct bulk_termlists *t, struct str term, struct leta_error *err)
{
	struct str *terms = arena_grow(t->arena, t->terms, t->n_terms, &t->terms_cap, sizeof(*terms));
	char *copy = arena_strdup(t->arena, term);

	if (!terms || !copy)
		return arena_status(t->arena, err);
	t->terms = terms;
	terms[t->n_terms++] = (struct str){ copy, term.len };
	return LETA_OK;
}

leta_status bulk_termlists_posting(struct bulk_termlists *t, uint32_t docid, uint32_t wdf, struct leta_error *err)
{
	buf_clear(&t->key);
	glass_uint_sorted(&t->key, docid);
	return bulk_postings_add(t->postings, buf_view(&t->key), (uint32_t)(t->n_terms - 1), wdf, err);
}

leta_status bulk_termlists_value(struct bulk_termlists *t, uint32_t slot, uint32_t docid, struct leta_error *err)
{
	buf_clear(&t->key);
	glass_uint_sorted(&t->key, docid);
	buf_char(&t->key, '\0');
	return bulk_postings_add(t->postings, buf_view(&t->key), slot, 0, err);
}

/*
 * A term after the one before it: how many bytes they share and its wdf in one byte when that is possible, else in two
 * numbers around the rest of the term.
 */
static void pack_term(struct buf *out, struct str before, struct str term, uint64_t wdf)
{
	size_t shared = 0;
	uint64_t both;

	while (shared < before.len && shared < term.len && before.ptr[shared] == term.ptr[shared])
		shared++;
	both = wdf < 127 ? (wdf + 1) * (before.len + 1) + shared : 256;
	buf_char(out, (char)(both < 256 ? both : shared));
	buf_char(out, (char)(term.len - shared));
	buf_str(out, str_sub(term, shared, term.len));
	if (both >= 256)
		glass_uint(out, wdf);
}

/* Steps through a list: term numbers and wdfs, or slots. */
static bool next(const struct bulk_list *list, size_t *pos, uint64_t *number, uint64_t *wdf)
{
	uint64_t gap;

	if (*pos >= list->rest.len || !varint_read(list->rest, pos, &gap) || !varint_read(list->rest, pos, wdf))
		return false;
	*number += gap + 1;
	return true;
}

static void pack_terms(struct bulk_termlists *t, const struct bulk_list *list)
{
	uint64_t number = list->first_docid, wdf = list->first_wdf;
	struct str term = t->terms[number];
	size_t pos = 0;

	glass_uint(&t->tag, list->wdf); /* the document's length */
	glass_uint(&t->tag, list->documents);
	buf_char(&t->tag, (char)term.len);
	buf_str(&t->tag, term);
	glass_uint(&t->tag, wdf);
	while (next(list, &pos, &number, &wdf) && number < t->n_terms) {
		pack_term(&t->tag, term, t->terms[number], wdf);
		term = t->terms[number];
	}
}

static void pack_slots(struct bulk_termlists *t, const struct bulk_list *list)
{
	uint64_t slot = list->first_docid, before = slot, wdf;
	size_t pos = 0;

	glass_uint(&t->tag, slot);
	for (; next(list, &pos, &slot, &wdf); before = slot)
		glass_uint(&t->tag, slot - before - 1);
}

static leta_status write_entry(void *ctx, const struct bulk_list *list, struct leta_error *err)
{
	struct bulk_termlists *t = ctx;
	bool slots = glass_sorted_size(list->term) < list->term.len, smaller = false;
	leta_status st;

	buf_clear(&t->tag);
	buf_clear(&t->packed);
	if (slots)
		pack_slots(t, list);
	else
		pack_terms(t, list);
	st = buf_status(&t->tag, err);
	if (st == LETA_OK && !slots)
		st = deflater_run(t->deflater, buf_view(&t->tag), &t->packed, &smaller, err);
	if (st == LETA_OK)
		st = glass_table_add(t->table, list->term, buf_view(smaller ? &t->packed : &t->tag), smaller, err);
	return st;
}

leta_status bulk_termlists_write(struct bulk_termlists *t, const char *path, uint32_t compress_min, struct buf *root,
                                 struct leta_error *err)
{
	leta_status st = glass_table_open(path, &t->table, err);

	if (st == LETA_OK)
		st = bulk_postings_each(t->postings, write_entry, t, err);
	return st == LETA_OK ? glass_table_finish(t->table, compress_min, root, err) : st;
}
