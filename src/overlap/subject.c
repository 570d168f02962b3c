/*
 * subject.c: one document or draft against all documents of an index, and against itself.
 *
 * The runs of three words of the subject's paragraphs are looked up as every other paragraph is read
 * once. Two paragraphs are alike as far as the shorter one's runs stand in the longer one (containment;
 * Broder 1997): so an inserted sentence, or a paragraph cut in two, does not hide a copy.
 */
#include <stdlib.h>

#include "base/error.h"
#include "indexer/document.h"
#include "overlap/collect.h"
#include "query/no_room.h"
#include "record/read.h"
#include "text/imprint.h"
#include "text/shingle.h"

#define FILTER_BITS 16
#define TEXT_MAX ((size_t)1 << 30)
#define DRAFT_NAME "-"

/* A paragraph of the subject. */
struct known {
	struct paragraph paragraph;
	struct leta_overlap_place place;
	uint32_t runs;   /* of words in it */
	uint32_t shared; /* of them, with the paragraph that is looked up */
};

struct run {
	uint64_t hash;
	uint32_t known;
};

struct subject {
	struct leta_index *index;
	struct collected *out;
	struct arena *scratch;
	const char *id;    /* of a document of the index, or NULL */
	const char *draft; /* the name of a draft, or NULL */
	const char *title;
	unsigned char imprint_bytes[IMPRINT_SIZE];
	struct str imprint;
	struct known *known;
	struct run *runs;
	uint32_t *touched;
	size_t n_known, known_cap, n_runs, runs_cap, touched_cap;
	uint64_t filter[(1u << FILTER_BITS) / 64]; /* runs that are there, by hash: rejects most */
	const struct leta_record *record; /* the one whose paragraphs are read */
};

/* ---- the subject ---- */

static leta_status add_runs(struct subject *s, uint32_t at, struct leta_error *err)
{
	struct shingles shingles;
	struct run run = {.known = at};
	shingles_begin(&shingles, s->known[at].paragraph.text);
	while (shingles_next(&shingles, &run.hash)) {
		struct run *runs =
			arena_grow(s->out->arena, s->runs, s->n_runs, &s->runs_cap, sizeof(*runs));
		if (!runs)
			return no_room(s->out->arena, err);
		s->runs = runs;
		runs[s->n_runs++] = run;
		s->known[at].runs++;
		size_t bit = run.hash >> (64 - FILTER_BITS);
		s->filter[bit / 64] |= UINT64_C(1) << bit % 64;
	}
	return LETA_OK;
}

static leta_status add_known(void *ctx, const struct paragraph *p, struct leta_error *err)
{
	struct subject *s = ctx;
	struct arena *arena = s->out->arena;
	struct known *known = arena_grow(arena, s->known, s->n_known, &s->known_cap, sizeof(*known));
	if (!known)
		return no_room(arena, err);
	s->known = known;
	struct known *k = &known[s->n_known];
	*k = (struct known){.paragraph = *p};
	leta_status st = paragraphs_place(s->record, p, arena, &k->place, err);
	k->paragraph.text.ptr = st == LETA_OK ? arena_strdup(arena, p->text) : NULL;
	if (!k->paragraph.text.ptr)
		return no_room(arena, err);
	if (s->draft)
		k->place.id = s->draft;
	return add_runs(s, (uint32_t)s->n_known++, err);
}

static leta_status add_record(struct subject *s, const struct leta_record *record,
			      struct leta_error *err)
{
	const char *title = leta_record_text(record, LETA_FIELD_TITLE);
	s->record = record;
	s->title = title ? arena_strdup(s->out->arena, str_from(title)) : NULL;
	if (title && !s->title)
		return no_room(s->out->arena, err);
	s->imprint = document_imprint(record, s->imprint_bytes);
	return paragraphs_each(record, add_known, s, err);
}

static leta_status take_document(void *ctx, struct str data, struct leta_error *err)
{
	struct subject *s = ctx;
	struct store_entry entry;
	struct leta_record record;
	if (!store_entry_decode(data, &entry))
		return error_set(err, LETA_ERR_CORRUPT, "en dokumentpost i indexet är skadad",
				 "a document's entry in the index is damaged");
	leta_status st = paragraphs_record(s->index, entry.address, s->scratch, &record, err);
	return st == LETA_OK ? add_record(s, &record, err) : st;
}

static leta_status take_draft(void *ctx, const struct record_read *read, struct leta_error *err)
{
	if (!read->fault)
		return add_record(ctx, read->record, err);
	if (err)
		*err = *read->fault;
	return LETA_ERR_FORMAT;
}

static leta_status open_subject(struct subject *s, const struct leta_overlap_query *query,
				struct leta_error *err)
{
	struct session_key key;
	struct record_source source = {
		.path = query->name ? query->name : DRAFT_NAME,
		.id = query->name ? query->name : DRAFT_NAME,
		.bytes = {query->bytes, query->size},
		.format = query->format,
		.draft = true,
	};
	s->draft = query->id ? NULL : arena_strdup(s->out->arena, str_from(source.path));
	if (!query->id && !s->draft)
		return no_room(s->out->arena, err);
	leta_status st = query->id ? session_find(s->index, query->id, &key, take_document, s, err)
				   : record_read(&source, take_draft, s, err);
	if (st != LETA_OK)
		return error_in(err, st, "%s", query->id ? query->id : source.path);
	s->id = query->id ? arena_strdup(s->out->arena, str_from(key.id)) : NULL;
	s->touched = arena_zalloc(s->out->arena, s->n_known + 1, sizeof(*s->touched));
	return s->touched && (s->id || !query->id) ? LETA_OK : no_room(s->out->arena, err);
}

static int by_hash(const void *a, const void *b)
{
	const struct run *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->known > y->known) - (x->known < y->known);
}

/* ---- looking a paragraph up ---- */

static size_t first_run(const struct subject *s, uint64_t hash)
{
	size_t from = 0, to = s->n_runs;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (s->runs[middle].hash < hash)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static double likeness(const struct known *k, const struct paragraph *p, uint32_t runs)
{
	uint32_t least = runs < k->runs ? runs : k->runs;
	double share = (double)k->shared / (double)least;
	if (k->paragraph.hash == p->hash)
		return 1;
	return share < 0.99 ? share : 0.99;
}

/* The subject's paragraph, of the first `before`, that is most like p; NULL when none is like it. */
static const struct known *look_up(struct subject *s, const struct paragraph *p, size_t before,
				   double *like)
{
	struct shingles shingles;
	const struct known *best = NULL;
	size_t n_touched = 0;
	uint32_t runs = 0;
	uint64_t hash;
	shingles_begin(&shingles, p->text);
	for (; shingles_next(&shingles, &hash); runs++) {
		size_t bit = hash >> (64 - FILTER_BITS);
		if (!(s->filter[bit / 64] >> bit % 64 & 1))
			continue;
		for (size_t i = first_run(s, hash); i < s->n_runs && s->runs[i].hash == hash; i++) {
			uint32_t at = s->runs[i].known;
			if (at < before && s->known[at].shared++ == 0)
				s->touched[n_touched++] = at;
		}
	}
	*like = 0;
	for (size_t i = 0; i < n_touched; i++) {
		struct known *k = &s->known[s->touched[i]];
		double found = likeness(k, p, runs);
		if (found >= LETA_OVERLAP_LIKENESS && found > *like) {
			*like = found;
			best = k;
		}
		k->shared = 0;
	}
	return best;
}

/* Tells of the paragraph p, which stands in `place` and is like k. */
static leta_status tell(struct subject *s, const struct known *k, const struct paragraph *p,
			const struct leta_overlap_place *place, double like, struct leta_error *err)
{
	const struct paragraph *shorter = p->words < k->paragraph.words ? p : &k->paragraph;
	struct leta_overlap_passage passage = {
		.place = {k->place, *place}, .words = shorter->words, .likeness = like};
	passage.text = arena_strdup(s->out->arena, shorter->text);
	return passage.text ? collect_passage(s->out, passage, err) : no_room(s->out->arena, err);
}

static leta_status look_inside(struct subject *s, struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 1; st == LETA_OK && i < s->n_known; i++) {
		double like;
		const struct known *own = &s->known[i];
		const struct known *k = look_up(s, &own->paragraph, i, &like);
		if (k && s->out->overlap.found++ < LETA_OVERLAP_MAX)
			st = tell(s, k, &own->paragraph, &own->place, like, err);
	}
	return st;
}

/* ---- the other documents ---- */

static leta_status look_one(void *ctx, const struct paragraph *p, struct leta_error *err)
{
	struct subject *s = ctx;
	struct leta_overlap_place place;
	double like;
	const struct known *k = look_up(s, p, s->n_known, &like);
	if (!k || s->out->overlap.found++ >= LETA_OVERLAP_MAX)
		return LETA_OK;
	leta_status st = paragraphs_place(s->record, p, s->out->arena, &place, err);
	return st == LETA_OK ? tell(s, k, p, &place, like, err) : st;
}

static leta_status note_copy(struct subject *s, const struct leta_record *record, struct str imprint,
			     struct leta_error *err)
{
	double like = imprint_resemblance(s->imprint, imprint);
	const char *title = leta_record_text(record, LETA_FIELD_TITLE);
	struct arena *arena = s->out->arena;
	if (like < LETA_OVERLAP_LIKENESS)
		return LETA_OK;
	struct leta_overlap_pair pair = {.id = {s->id ? s->id : s->draft},
					 .title = {s->title},
					 .likeness = like};
	pair.id[1] = arena_strdup(arena, str_from(leta_record_text(record, LETA_FIELD_ID)));
	pair.title[1] = title ? arena_strdup(arena, str_from(title)) : NULL;
	if (!pair.id[1] || (title && !pair.title[1]))
		return no_room(arena, err);
	return collect_pair(s->out, pair, err);
}

static leta_status take_other(void *ctx, struct str data, struct leta_error *err)
{
	struct subject *s = ctx;
	struct store_entry entry;
	struct leta_record record;
	if (!store_entry_decode(data, &entry))
		return error_set(err, LETA_ERR_CORRUPT, "en dokumentpost i indexet är skadad",
				 "a document's entry in the index is damaged");
	if (s->id && str_eq(entry.id, str_from(s->id)))
		return LETA_OK;
	s->out->overlap.documents++;
	arena_reset(s->scratch);
	leta_status st = paragraphs_record(s->index, entry.address, s->scratch, &record, err);
	s->record = &record;
	if (st == LETA_OK)
		st = note_copy(s, &record, entry.imprint, err);
	if (st == LETA_OK)
		st = paragraphs_each(&record, look_one, s, err);
	s->record = NULL;
	return st;
}

leta_status overlap_subject(struct leta_index *index, const struct leta_overlap_query *query,
			    struct collected *c, struct leta_error *err)
{
	struct subject *s = calloc(1, sizeof(*s));
	leta_status st = LETA_ERR_NOMEM;
	if (!s || !(s->scratch = arena_new(TEXT_MAX))) {
		free(s);
		return error_nomem(err);
	}
	s->index = index;
	s->out = c;
	st = open_subject(s, query, err);
	if (st == LETA_OK && s->n_runs > 0)
		qsort(s->runs, s->n_runs, sizeof(*s->runs), by_hash);
	if (st == LETA_OK)
		st = look_inside(s, err);
	if (st == LETA_OK)
		st = engine_reader_each(index->engine, STR(""), take_other, s, err);
	arena_free(s->scratch);
	free(s);
	return st;
}
