/*
 * engine_bulk.c: a database written from its documents in one go.
 *
 * Document data are written as documents come; postings and values are collected, and the postlist table is written in
 * the end, in the order of its keys: metadata, statistics of values, values, lengths of documents, terms. The format is
 * that of Xapian 1.4's backends/glass (glass_postlist, glass_values). Documents get the numbers 1, 2, 3 … There are no
 * lists of a document's terms: a writer makes them when it first needs them (engine_termlists.cpp).
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "engine/bulk_postings.h"
#include "engine/bulk_values.h"
#include "engine/engine_shared.h"
#include "engine/glass_pack.h"
#include "engine/glass_table.h"
#include "engine/glass_version.h"

#define META_ARENA_MAX ((size_t)2 << 30)
#define CHUNK 2000 /* bytes of postings after which glass begins another entry */
#define TAG_MAX ((size_t)1 << 30)

struct meta {
	struct str key, value;
	size_t number; /* the later one counts */
};

struct engine_bulk {
	char dir[PATH_MAX];
	struct glass_version version;
	struct glass_table *docdata, *postlist;
	struct bulk_postings *postings;
	struct bulk_values *values;
	struct glass_statistics statistics;
	uint32_t *lengths; /* of the documents 1, 2 … */
	size_t lengths_cap;
	struct arena *arena; /* of the metadata */
	struct meta *metas;
	size_t n_metas, metas_cap;
	struct engine_value *sorted; /* its values */
	size_t values_cap;
	struct buf key_term, key, tag, packed;
};

static leta_status open_table(struct engine_bulk *b, const char *name, struct glass_table **out,
                              struct leta_error *err)
{
	char path[PATH_MAX];

	if (!file_join(path, sizeof(path), b->dir, name))
		return error_set(err, LETA_ERR_INVALID, "sökvägen är för lång", "the path is too long");
	return glass_table_open(path, out, err);
}

/* The library makes the database, so that it is what this library would write. */
static leta_status make_empty(struct engine_bulk *b, struct leta_error *err)
{
	struct engine_writer *w;
	leta_status st = engine_writer_open(b->dir, &w, err);

	if (st != LETA_OK)
		return st;
	engine_writer_close(w);
	st = glass_version_read(b->dir, &b->version, err);
	if (st != LETA_OK || glass_version_is_new(&b->version))
		return st;
	return b->version.revision > 0
	               ? error_set(err, LETA_ERR_INVALID, "databasen är inte tom", "the database is not empty")
	               : error_set(err, LETA_ERR_VERSION, "sökmotorns bibliotek skriver ett annat format",
	                           "the engine's library writes another format");
}

leta_status engine_bulk_open(const char *dir, size_t memory, struct engine_bulk **out, struct leta_error *err)
{
	struct engine_bulk *b = calloc(1, sizeof(*b));
	leta_status st = LETA_OK;

	if (!b)
		return error_nomem(err);
	buf_init(&b->key_term, ENGINE_TERM_MAX);
	buf_init(&b->key, GLASS_KEY_MAX);
	buf_init(&b->tag, TAG_MAX);
	buf_init(&b->packed, TAG_MAX);
	if (strlen(dir) >= sizeof(b->dir))
		st = error_set(err, LETA_ERR_INVALID, "sökvägen är för lång", "the path is too long");
	else
		memcpy(b->dir, dir, strlen(dir) + 1);
	b->arena = arena_new(META_ARENA_MAX);
	if (st == LETA_OK && !b->arena)
		st = error_nomem(err);
	if (st == LETA_OK)
		st = make_empty(b, err);
	if (st == LETA_OK)
		st = bulk_postings_new(b->dir, memory, &b->postings, err);
	if (st == LETA_OK)
		st = bulk_values_new(b->dir, &b->values, err);
	if (st == LETA_OK)
		st = open_table(b, "postlist.glass", &b->postlist, err);
	if (st != LETA_OK) {
		engine_bulk_close(b);
		return st;
	}
	*out = b;
	return LETA_OK;
}

void engine_bulk_close(struct engine_bulk *b)
{
	if (!b)
		return;
	glass_table_close(b->docdata);
	glass_table_close(b->postlist);
	bulk_postings_free(b->postings);
	bulk_values_free(b->values);
	arena_free(b->arena);
	free(b->lengths);
	free(b->sorted);
	buf_fini(&b->key_term);
	buf_fini(&b->key);
	buf_fini(&b->tag);
	buf_fini(&b->packed);
	free(b);
}

/* ---- a document ---- */

/* Makes room for n elements in an array of the heap. */
static leta_status grow(void **array, size_t *cap, size_t n, size_t size, struct leta_error *err)
{
	size_t wanted = *cap > 0 ? *cap : 256;
	void *larger;

	if (n <= *cap)
		return LETA_OK;
	while (wanted < n)
		wanted *= 2;
	larger = realloc(*array, wanted * size);
	if (!larger)
		return error_nomem(err);
	*array = larger;
	*cap = wanted;
	return LETA_OK;
}

/* The document's length; its key's term has no weight. */
static leta_status length_of(const struct engine_bulk *b, const struct engine_document *document, uint32_t *out,
                             struct leta_error *err)
{
	uint64_t length = 0;

	for (size_t i = 0; i < document->n_terms; i++)
		length += document->terms[i].wdf;
	if (length > INT32_MAX || b->statistics.documents >= INT32_MAX)
		return error_set(err, LETA_ERR_LIMIT, "dokumentet är för långt, eller det är för många",
		                 "the document is too long, or there are too many");
	*out = (uint32_t)length;
	return LETA_OK;
}

/* The document's values by slot; of two for one slot the later counts. */
static leta_status sort_values(struct engine_bulk *b, const struct engine_document *document, size_t *n,
                               struct leta_error *err)
{
	void *sorted = b->sorted;
	leta_status st = grow(&sorted, &b->values_cap, document->n_values, sizeof(*b->sorted), err);

	*n = 0;
	b->sorted = sorted;
	for (size_t i = 0; st == LETA_OK && i < document->n_values; i++) {
		struct engine_value value = document->values[i];
		size_t at = *n;

		while (at > 0 && b->sorted[at - 1].slot > value.slot)
			at--;
		if (at > 0 && b->sorted[at - 1].slot == value.slot) {
			b->sorted[at - 1] = value;
			continue;
		}
		memmove(b->sorted + at + 1, b->sorted + at, (*n - at) * sizeof(*b->sorted));
		b->sorted[at] = value;
		++*n;
	}
	return st;
}

static leta_status add_values(struct engine_bulk *b, const struct engine_document *document, uint32_t docid,
                              struct leta_error *err)
{
	size_t n;
	leta_status st = sort_values(b, document, &n, err);

	for (size_t i = 0; st == LETA_OK && i < n; i++) {
		const struct engine_value *value = &b->sorted[i];
		char number[ENGINE_SORTABLE_MAX];
		struct str bytes = value->bytes;

		if (value->numeric)
			bytes = (struct str){ number, engine_sortable(value->number, number) };
		if (bytes.len > 0)
			st = bulk_values_add(b->values, value->slot, docid, bytes, err);
	}
	return st;
}

static leta_status add_data(struct engine_bulk *b, struct str data, struct leta_error *err)
{
	leta_status st = LETA_OK;

	if (data.len == 0)
		return st;
	if (!b->docdata) /* glass makes this table with its first entry */
		st = open_table(b, "docdata.glass", &b->docdata, err);
	return st == LETA_OK ? glass_table_add(b->docdata, buf_view(&b->key), data, false, err) : st;
}

static leta_status count(struct engine_bulk *b, uint32_t length, struct leta_error *err)
{
	struct glass_statistics *s = &b->statistics;
	void *lengths = b->lengths;
	leta_status st = grow(&lengths, &b->lengths_cap, (size_t)s->documents + 1, sizeof(*b->lengths), err);

	b->lengths = lengths;
	if (st != LETA_OK)
		return st;
	b->lengths[s->documents++] = length;
	s->length += length;
	if (length > 0 && (s->length_least == 0 || length < s->length_least))
		s->length_least = length;
	if (length > s->length_greatest)
		s->length_greatest = length;
	return LETA_OK;
}

leta_status engine_bulk_add(struct engine_bulk *b, const struct engine_document *document,
                            struct leta_error *err)
{
	uint32_t docid = b->statistics.documents + 1, length = 0;
	leta_status st = engine_key_check(document->key, err);

	if (st == LETA_OK)
		st = engine_document_check(document, err);
	if (st != LETA_OK)
		return st;
	buf_clear(&b->key_term);
	buf_char(&b->key_term, 'Q');
	buf_str(&b->key_term, document->key);
	st = buf_status(&b->key_term, err);
	if (st == LETA_OK)
		st = length_of(b, document, &length, err);
	if (st != LETA_OK)
		return st;
	buf_clear(&b->key);
	glass_uint_sorted(&b->key, docid);
	st = buf_status(&b->key, err);
	if (st == LETA_OK)
		st = add_data(b, document->data, err);
	if (st == LETA_OK)
		st = add_values(b, document, docid, err);
	if (st == LETA_OK)
		st = bulk_postings_add_document(b->postings, docid, document->terms, document->n_terms, err);
	if (st == LETA_OK)
		st = bulk_postings_add(b->postings, buf_view(&b->key_term), docid, 0, err);
	return st == LETA_OK ? count(b, length, err) : st;
}

bool engine_bulk_knows(const struct engine_bulk *b)
{
	return bulk_postings_in_memory(b->postings);
}

uint32_t engine_bulk_documents(const struct engine_bulk *b, struct str term)
{
	return bulk_postings_documents(b->postings, term);
}

/* ---- metadata ---- */

leta_status engine_bulk_set_meta(struct engine_bulk *b, struct str key, struct str value,
                                 struct leta_error *err)
{
	leta_status st = engine_meta_check(key, value, err);

	if (st != LETA_OK)
		return st;
	struct meta *metas = arena_grow(b->arena, b->metas, b->n_metas, &b->metas_cap, sizeof(*metas));
	char *name = arena_strdup(b->arena, key), *bytes = arena_strdup(b->arena, value);
	if (!metas || !name || !bytes)
		return arena_status(b->arena, err);
	b->metas = metas;
	b->metas[b->n_metas] = (struct meta){ { name, key.len }, { bytes, value.len }, b->n_metas };
	b->n_metas++;
	return LETA_OK;
}

static int by_key(const void *a, const void *b)
{
	const struct meta *x = a, *y = b;
	int order = str_cmp(x->key, y->key);

	return order != 0 ? order : x->number < y->number ? -1 : 1;
}

static leta_status write_metas(struct engine_bulk *b, struct leta_error *err)
{
	leta_status st = LETA_OK;

	if (b->n_metas > 0)
		qsort(b->metas, b->n_metas, sizeof(*b->metas), by_key);
	for (size_t i = 0; st == LETA_OK && i < b->n_metas; i++) {
		const struct meta *m = &b->metas[i];

		if (m->value.len == 0 || (i + 1 < b->n_metas && str_eq(m->key, m[1].key)))
			continue;
		buf_clear(&b->key);
		buf_append(&b->key, "\0\xc0", 2);
		buf_str(&b->key, m->key);
		st = buf_status(&b->key, err);
		if (st == LETA_OK)
			st = glass_table_add(b->postlist, buf_view(&b->key), m->value, false, err);
	}
	return st;
}

/* ---- lists of postings ---- */

/* A list being written, chunk by chunk. */
struct chunks {
	struct engine_bulk *b;
	struct str term; /* empty: the lengths of the documents */
	uint32_t documents;
	uint64_t wdf;
	bool begun; /* the first chunk is written */
	uint32_t first, last; /* documents of this chunk */
};

/* A chunk: its head, which in the first one has the list's numbers in front, and its postings. */
static leta_status end_chunk(struct chunks *c, bool is_last, struct leta_error *err)
{
	struct engine_bulk *b = c->b;

	buf_clear(&b->key);
	if (c->term.len == 0)
		buf_append(&b->key, "\0\xe0", 2);
	else
		glass_string_sorted(&b->key, c->term, !c->begun);
	if (c->begun)
		glass_uint_sorted(&b->key, c->first);
	buf_clear(&b->tag);
	if (!c->begun) {
		glass_uint(&b->tag, c->documents);
		glass_uint(&b->tag, c->wdf);
		glass_uint(&b->tag, c->first - 1);
	}
	glass_bool(&b->tag, is_last);
	glass_uint(&b->tag, c->last - c->first);
	buf_str(&b->tag, buf_view(&b->packed));
	c->begun = true;
	leta_status st = buf_status(&b->packed, err);
	buf_clear(&b->packed);
	if (st == LETA_OK)
		st = buf_status(&b->key, err);
	if (st == LETA_OK)
		st = buf_status(&b->tag, err);
	return st == LETA_OK ? glass_table_add(b->postlist, buf_view(&b->key), buf_view(&b->tag), false, err) : st;
}

static void begin_chunk(struct chunks *c, uint32_t docid, uint64_t wdf)
{
	c->first = c->last = docid;
	glass_uint(&c->b->packed, wdf);
}

static leta_status damaged(const struct engine_bulk *b, struct leta_error *err)
{
	return error_set(err, LETA_ERR_IO, "en tillfällig fil i '%s' är skadad",
	                 "a temporary file in '%s' is damaged", b->dir);
}

/* varint_read(), for numbers of which most are small. */
static inline bool read_number(struct str s, size_t *pos, uint64_t *value)
{
	if (*pos >= s.len || (unsigned char)s.ptr[*pos] >= 0x80)
		return varint_read(s, pos, value);
	*value = (unsigned char)s.ptr[(*pos)++];
	return true;
}

/* The list's bytes are what glass wants; they are gone through to see where a chunk ends. */
static leta_status write_list(void *ctx, const struct bulk_list *list, struct leta_error *err)
{
	struct engine_bulk *b = ctx;
	struct chunks c = { .b = b, .term = list->term, .documents = list->documents, .wdf = list->wdf };
	uint64_t gap, wdf, greatest = list->first_wdf;
	size_t done = 0;

	begin_chunk(&c, list->first_docid, list->first_wdf);
	for (size_t pos = 0; pos < list->rest.len;) {
		size_t from = pos;

		if (!read_number(list->rest, &pos, &gap) || !read_number(list->rest, &pos, &wdf))
			return damaged(b, err);
		uint32_t docid = c.last + (uint32_t)gap + 1;
		if (b->packed.len + (from - done) >= CHUNK) {
			buf_str(&b->packed, str_sub(list->rest, done, from));
			leta_status st = end_chunk(&c, false, err);
			if (st != LETA_OK)
				return st;
			begin_chunk(&c, docid, wdf);
			done = pos;
		}
		c.last = docid;
		greatest = wdf > greatest ? wdf : greatest;
	}
	buf_str(&b->packed, str_sub(list->rest, done, list->rest.len));
	if (greatest > b->statistics.wdf_greatest)
		b->statistics.wdf_greatest = (uint32_t)greatest;
	return end_chunk(&c, true, err);
}

static leta_status write_lengths(struct engine_bulk *b, struct leta_error *err)
{
	struct chunks c = { .b = b };
	leta_status st = LETA_OK;

	for (uint32_t i = 0; st == LETA_OK && i < b->statistics.documents; i++) {
		if (b->packed.len >= CHUNK)
			st = end_chunk(&c, false, err);
		if (b->packed.len == 0) {
			begin_chunk(&c, i + 1, b->lengths[i]);
			continue;
		}
		glass_uint(&b->packed, 0); /* documents between */
		glass_uint(&b->packed, b->lengths[i]);
		c.last = i + 1;
	}
	return st == LETA_OK && b->statistics.documents > 0 ? end_chunk(&c, true, err) : st;
}

/* ---- the end ---- */

/*
 * The library has made an empty table of term lists, which this database does not have. Should it stay, the next writer
 * removes it.
 */
static leta_status drop_termlists(const struct engine_bulk *b, struct leta_error *err)
{
	char path[PATH_MAX];

	if (b->statistics.documents == 0)
		return LETA_OK;
	if (file_join(path, sizeof(path), b->dir, "termlist.glass"))
		unlink(path);
	return file_sync_dir(b->dir, err);
}

leta_status engine_bulk_finish(struct engine_bulk *b, struct leta_error *err)
{
	struct buf roots[GLASS_DOCDATA + 1];
	const struct buf *found[GLASS_TABLES] = { NULL };
	struct glass_table *tables[] = { b->postlist, b->docdata };
	leta_status st;

	buf_clear(&b->packed);
	st = write_metas(b, err);
	if (st == LETA_OK)
		st = bulk_values_write(b->values, b->postlist, err);
	if (st == LETA_OK)
		st = write_lengths(b, err);
	if (st == LETA_OK)
		st = bulk_postings_each(b->postings, write_list, b, err);
	for (size_t i = GLASS_POSTLIST; i <= GLASS_DOCDATA; i++) {
		buf_init(&roots[i], 256);
		if (st != LETA_OK || !tables[i])
			continue;
		st = glass_table_finish(tables[i], b->version.roots[i].compress_min, &roots[i], err);
		found[i] = &roots[i];
	}
	if (st == LETA_OK) /* the tables' names must be there before the file that names them */
		st = file_sync_dir(b->dir, err);
	if (st == LETA_OK)
		st = glass_version_write(b->dir, &b->version, found, &b->statistics, err);
	if (st == LETA_OK)
		st = drop_termlists(b, err);
	for (size_t i = GLASS_POSTLIST; i <= GLASS_DOCDATA; i++)
		buf_fini(&roots[i]);
	return st;
}
