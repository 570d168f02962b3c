/*
 * all.c: all documents of an index against each other.
 *
 * Documents: two whose sketches agree in one of sixteen bands of four bins are compared (locality
 * sensitive hashing; Indyk, Motwani, STOC 1998): of two with a resemblance of .8 all but one in a
 * thousand are. Paragraphs: one hash each, sorted. Every document is read once, and those with passages
 * that are told once more.
 */
#include <stdlib.h>

#include "base/error.h"
#include "overlap/collect.h"
#include "query/no_room.h"
#include "store/blob.h"
#include "text/imprint.h"

#define BAND 4 /* bins */
#define BUCKET_ALL 64 /* in a bucket of more, each is compared with the first ones only */
#define BUCKET_FIRST 4
#define TEXT_MAX ((size_t)1 << 30)
#define WORK_MAX ((size_t)768 << 20) /* hashes and imprints: about 25 million paragraphs */

struct other {
	struct store_address address;
	struct str id, imprint;
};

struct place {
	uint64_t hash;
	uint32_t document, words, section, number;
};

struct key {
	uint64_t key;
	uint32_t document;
};

struct all {
	struct leta_index *index;
	struct collected *out;
	struct arena *work, *text;
	struct other *others;
	struct place *places;
	struct key *keys;  /* of bands */
	uint64_t *copies;  /* pairs of documents that are nearly the same, sorted: first << 32 | second */
	size_t n_others, others_cap, n_places, places_cap, n_keys, keys_cap, n_copies, copies_cap;
};

/* ---- reading ---- */

static leta_status add_place(void *ctx, const struct paragraph *p, struct leta_error *err)
{
	struct all *a = ctx;
	struct place *places =
		arena_grow(a->work, a->places, a->n_places, &a->places_cap, sizeof(*places));
	if (!places)
		return no_room(a->work, err);
	a->places = places;
	places[a->n_places++] =
		(struct place){p->hash, (uint32_t)a->n_others, p->words, p->section, p->number};
	return LETA_OK;
}

static leta_status add_keys(struct all *a, struct str imprint, struct leta_error *err)
{
	if (imprint.len != IMPRINT_SIZE)
		return LETA_OK;
	const unsigned char *sketch = (const unsigned char *)imprint.ptr + IMPRINT_SIZE - SKETCH_BINS;
	for (size_t at = 0; at < SKETCH_BINS; at += BAND) {
		struct key *keys = arena_grow(a->work, a->keys, a->n_keys, &a->keys_cap, sizeof(*keys));
		uint64_t key = at;
		if (!keys)
			return no_room(a->work, err);
		for (size_t i = 0; i < BAND; i++)
			key = key << 8 | sketch[at + i];
		a->keys = keys;
		keys[a->n_keys++] = (struct key){key, (uint32_t)a->n_others};
	}
	return LETA_OK;
}

static leta_status take_document(void *ctx, struct str data, struct leta_error *err)
{
	struct all *a = ctx;
	struct store_entry entry;
	struct leta_record record;
	if (!store_entry_decode(data, &entry))
		return error_set(err, LETA_ERR_CORRUPT, "en dokumentpost i indexet är skadad",
				 "a document's entry in the index is damaged");
	struct other *others =
		arena_grow(a->work, a->others, a->n_others, &a->others_cap, sizeof(*others));
	char *id = arena_strdup(a->work, entry.id), *imprint = arena_strdup(a->work, entry.imprint);
	if (!others || !id || !imprint)
		return no_room(a->work, err);
	a->others = others;
	others[a->n_others] = (struct other){
		entry.address, {id, entry.id.len}, {imprint, entry.imprint.len}};
	arena_reset(a->text);
	leta_status st = paragraphs_record(a->index, entry.address, a->text, &record, err);
	if (st == LETA_OK)
		st = add_keys(a, others[a->n_others].imprint, err);
	if (st == LETA_OK)
		st = paragraphs_each(&record, add_place, a, err);
	a->n_others++;
	return st;
}

/* ---- documents ---- */

static int by_key(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->document > y->document) - (x->document < y->document);
}

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static leta_status try_pair(struct all *a, uint32_t first, uint32_t second, struct leta_error *err)
{
	struct str x = a->others[first].imprint, y = a->others[second].imprint;
	if (imprint_resemblance(x, y) < LETA_OVERLAP_LIKENESS)
		return LETA_OK;
	uint64_t *copies =
		arena_grow(a->work, a->copies, a->n_copies, &a->copies_cap, sizeof(*copies));
	if (!copies)
		return no_room(a->work, err);
	a->copies = copies;
	copies[a->n_copies++] = (uint64_t)first << 32 | second;
	return LETA_OK;
}

static leta_status try_bucket(struct all *a, const struct key *keys, size_t n,
			      struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; i < n && (n <= BUCKET_ALL || i < BUCKET_FIRST); i++)
		for (size_t k = i + 1; st == LETA_OK && k < n; k++)
			st = try_pair(a, keys[i].document, keys[k].document, err);
	return st;
}

/* The id and title of one of a pair. */
static leta_status name_one(struct all *a, const struct other *other, const char **id,
			    const char **title, struct leta_error *err)
{
	struct arena *arena = a->out->arena;
	struct leta_record record;
	struct blob blob;
	arena_reset(a->text);
	leta_status st = store_read(a->index->store, other->address, &blob, err);
	if (st == LETA_OK)
		st = blob_record(blob, a->text, &record, err);
	if (st != LETA_OK)
		return st;
	const char *stored = leta_record_text(&record, LETA_FIELD_TITLE);
	*id = arena_strdup(arena, other->id);
	*title = stored ? arena_strdup(arena, str_from(stored)) : NULL;
	return *id && (!stored || *title) ? LETA_OK : no_room(arena, err);
}

static leta_status tell_copies(struct all *a, struct leta_error *err)
{
	leta_status st = LETA_OK;
	size_t n = 0;
	for (size_t i = 0; i < a->n_copies; i++)
		if (n == 0 || a->copies[n - 1] != a->copies[i])
			a->copies[n++] = a->copies[i];
	a->n_copies = n;
	for (size_t i = 0; st == LETA_OK && i < n; i++) {
		const struct other *x = &a->others[a->copies[i] >> 32];
		const struct other *y = &a->others[a->copies[i] & UINT32_MAX];
		struct leta_overlap_pair pair = {
			.likeness = imprint_resemblance(x->imprint, y->imprint)};
		st = name_one(a, x, &pair.id[0], &pair.title[0], err);
		if (st == LETA_OK)
			st = name_one(a, y, &pair.id[1], &pair.title[1], err);
		if (st == LETA_OK)
			st = collect_pair(a->out, pair, err);
	}
	return st;
}

static leta_status find_copies(struct all *a, struct leta_error *err)
{
	leta_status st = LETA_OK;
	if (a->n_keys > 0)
		qsort(a->keys, a->n_keys, sizeof(*a->keys), by_key);
	for (size_t from = 0, to; st == LETA_OK && from < a->n_keys; from = to) {
		for (to = from + 1; to < a->n_keys && a->keys[to].key == a->keys[from].key; to++)
			;
		st = try_bucket(a, a->keys + from, to - from, err);
	}
	if (st == LETA_OK && a->n_copies > 0)
		qsort(a->copies, a->n_copies, sizeof(*a->copies), by_number);
	return st == LETA_OK ? tell_copies(a, err) : st;
}

/* ---- paragraphs ---- */

static int by_hash(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->document != y->document)
		return x->document < y->document ? -1 : 1;
	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

/* A paragraph and the first one of the same words. */
struct match {
	const struct place *place[2];
};

/* The longest first; then as they stand. */
static int by_words(const void *a, const void *b)
{
	const struct match *x = a, *y = b;
	if (x->place[0]->words != y->place[0]->words)
		return x->place[0]->words < y->place[0]->words ? 1 : -1;
	return (x->place[1] > y->place[1]) - (x->place[1] < y->place[1]);
}

static bool is_copy(const struct all *a, const struct place *x, const struct place *y)
{
	uint64_t pair = (uint64_t)x->document << 32 | y->document;
	return a->n_copies > 0 &&
	       bsearch(&pair, a->copies, a->n_copies, sizeof(pair), by_number) != NULL;
}

struct finding {
	const struct place *wanted;
	const struct leta_record *record;
	struct arena *arena;
	struct leta_overlap_place *out;
	const char **text; /* or NULL */
};

static leta_status take_wanted(void *ctx, const struct paragraph *p, struct leta_error *err)
{
	struct finding *f = ctx;
	if (p->section != f->wanted->section || p->number != f->wanted->number)
		return LETA_OK;
	if (f->text && !(*f->text = arena_strdup(f->arena, p->text)))
		return no_room(f->arena, err);
	return paragraphs_place(f->record, p, f->arena, f->out, err);
}

static leta_status tell_passage(struct all *a, const struct match *match, struct leta_error *err)
{
	const struct place *const *places = match->place;
	struct leta_overlap_passage passage = {.words = places[0]->words, .likeness = 1};
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < 2; i++) {
		struct leta_record record;
		struct finding f = {places[i], &record, a->out->arena, &passage.place[i],
				    i == 0 ? &passage.text : NULL};
		arena_reset(a->text);
		st = paragraphs_record(a->index, a->others[places[i]->document].address, a->text,
				       &record, err);
		if (st == LETA_OK)
			st = paragraphs_each(&record, take_wanted, &f, err);
	}
	return st == LETA_OK ? collect_passage(a->out, passage, err) : st;
}

static leta_status find_passages(struct all *a, size_t limit, struct leta_error *err)
{
	struct match *matches = NULL;
	size_t n = 0, cap = 0;
	leta_status st = LETA_OK;
	if (a->n_places > 0)
		qsort(a->places, a->n_places, sizeof(*a->places), by_hash);
	for (size_t first = 0, i = 1; i < a->n_places; i++) {
		const struct place *x = &a->places[first], *y = &a->places[i];
		if (x->hash != y->hash) {
			first = i;
			continue;
		}
		if (is_copy(a, x, y))
			continue;
		struct match *grown = arena_grow(a->work, matches, n, &cap, sizeof(*matches));
		if (!grown)
			return no_room(a->work, err);
		matches = grown;
		matches[n++] = (struct match){{x, y}};
	}
	a->out->overlap.found = n;
	if (n > 0)
		qsort(matches, n, sizeof(*matches), by_words);
	limit = limit == 0 || limit > LETA_OVERLAP_MAX ? LETA_OVERLAP_MAX : limit;
	for (size_t i = 0; st == LETA_OK && i < n && i < limit; i++)
		st = tell_passage(a, &matches[i], err);
	return st;
}

leta_status overlap_all(struct leta_index *index, const struct leta_overlap_query *query,
			struct collected *c, struct leta_error *err)
{
	struct all a = {.index = index, .out = c};
	a.work = arena_new(WORK_MAX);
	a.text = arena_new(TEXT_MAX);
	leta_status st = a.work && a.text ? LETA_OK : error_nomem(err);
	if (st == LETA_OK)
		st = engine_reader_each(index->engine, STR(""), take_document, &a, err);
	c->overlap.documents = a.n_others;
	if (st == LETA_OK)
		st = find_copies(&a, err);
	if (st == LETA_OK)
		st = find_passages(&a, query->limit, err);
	arena_free(a.work);
	arena_free(a.text);
	return st;
}
