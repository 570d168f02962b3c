/*
 * bulk_postings.c: a hash table of terms over lists that grow in slices of one pool.
 *
 * A term that one document has, as most do, needs no slice. Slices of a list grow with it, and the last four bytes of
 * each lead to the next (as in Lucene's byte block pool). Adding waits for the memory and for little else: a list's
 * state and its term lie side by side, and what a group of terms needs is asked for together.
 */
#include "engine/bulk_postings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/order.h"
#include "base/pages.h"
#include "engine/bulk_file.h"

#define LINK sizeof(uint32_t)
#define SLOTS_FIRST ((size_t)1 << 16)
#define POOL_FIRST ((size_t)4 << 20)
#define POOL_MAX ((size_t)3 << 30) /* places in it have 32 bits */
#define RUNS_MAX 200               /* more are merged into one: each is an open file */
#define LIST_MAX ((size_t)2 << 30)
#define GROUP 64                   /* terms whose entries are fetched at a time */
#define ENTRY 64                   /* bytes, as those that a processor fetches at a time */
#define SHORT 24                   /* bytes of a term that its entry has room for: 99 % of the postings' */

/* Bytes of a list's first slice, its second … and of all after the last named. */
static const uint16_t slice_bytes[] = { 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024 };
#define N_SLICES (sizeof(slice_bytes) / sizeof(slice_bytes[0]))

struct entry {
	uint64_t wdf;
	uint32_t documents, first_docid, first_wdf;
	uint32_t last_docid, last_wdf; /* this wdf may still grow, and is not yet in a slice */
	uint32_t first_slice, at;      /* at: where the next byte goes */
	uint16_t left;                 /* bytes from there to the end of the slice, where the link is */
	uint8_t slices;                /* how many, at most N_SLICES */
	uint8_t term_len;
	union {
		char term[SHORT];
		uint32_t place; /* of a longer one, in the pool */
	};
};
_Static_assert(sizeof(struct entry) == ENTRY, "an entry is fetched at once");

/* The hash tells most other terms apart without a look at their entries, which lie all over the memory. */
struct slot {
	uint32_t hash, entry; /* entry: its number + 1; 0: free */
};

/* A run being read back. */
struct run {
	FILE *file;
	struct bulk_list list;
	struct buf bytes; /* of the term and the rest */
	bool more;
};

struct bulk_postings {
	const char *dir;
	size_t memory;
	unsigned char *pool;
	size_t used, pool_cap;
	struct entry *entries;
	size_t n, cap;
	struct slot *slots;
	size_t n_slots;
	struct run runs[RUNS_MAX];
	size_t n_runs;
	struct buf rest, merged;
};

leta_status bulk_postings_new(const char *dir, size_t memory, struct bulk_postings **out,
                              struct leta_error *err)
{
	struct bulk_postings *p = calloc(1, sizeof(*p));

	if (!p)
		return error_nomem(err);
	buf_init(&p->rest, LIST_MAX);
	buf_init(&p->merged, LIST_MAX);
	p->memory = memory < POOL_MAX / 2 ? memory : POOL_MAX / 2;
	p->dir = dir;
	p->n_slots = SLOTS_FIRST;
	p->slots = calloc(p->n_slots, sizeof(*p->slots));
	if (!p->slots) {
		bulk_postings_free(p);
		return error_nomem(err);
	}
	*out = p;
	return LETA_OK;
}

void bulk_postings_free(struct bulk_postings *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->n_runs; i++) {
		if (p->runs[i].file)
			fclose(p->runs[i].file);
		buf_fini(&p->runs[i].bytes);
	}
	buf_fini(&p->rest);
	buf_fini(&p->merged);
	free(p->pool);
	free(p->entries);
	free(p->slots);
	free(p);
}

/* ---- collecting ---- */

static uint32_t hash_of(struct str term)
{
	return (uint32_t)(hash_bytes(0, term) >> 32);
}

static struct str term_of(const struct bulk_postings *p, const struct entry *e)
{
	return (struct str){ e->term_len > SHORT ? (const char *)p->pool + e->place : e->term, e->term_len };
}

/* Room for n bytes; *place is where they are. */
static bool reserve(struct bulk_postings *p, size_t n, uint32_t *place)
{
	if (n > p->pool_cap - p->used) {
		size_t cap = p->pool_cap ? p->pool_cap * 2 : POOL_FIRST;
		unsigned char *pool = cap <= POOL_MAX ? realloc(p->pool, cap) : NULL;

		if (!pool)
			return false;
		pages_large(pool, cap);
		p->pool = pool;
		p->pool_cap = cap;
	}
	*place = (uint32_t)p->used;
	p->used += n;
	return true;
}

static bool grow_slots(struct bulk_postings *p)
{
	size_t n_slots = p->n_slots * 2;
	struct slot *slots = calloc(n_slots, sizeof(*slots));

	if (!slots)
		return false;
	pages_large(slots, n_slots * sizeof(*slots));
	for (size_t i = 0; i < p->n_slots; i++) {
		size_t slot = p->slots[i].hash & (n_slots - 1);

		if (p->slots[i].entry == 0)
			continue;
		while (slots[slot].entry)
			slot = (slot + 1) & (n_slots - 1);
		slots[slot] = p->slots[i];
	}
	free(p->slots);
	p->slots = slots;
	p->n_slots = n_slots;
	return true;
}

/* The slot that holds a term, or the free one where it belongs. */
static size_t slot_of(const struct bulk_postings *p, struct str term, uint32_t hash)
{
	size_t slot = hash & (p->n_slots - 1);

	for (; p->slots[slot].entry; slot = (slot + 1) & (p->n_slots - 1))
		if (p->slots[slot].hash == hash &&
		    hash_same(term_of(p, &p->entries[p->slots[slot].entry - 1]), term))
			break;
	return slot;
}

/* More room for entries, each in one line of the processor's cache. */
static bool grow_entries(struct bulk_postings *p)
{
	size_t cap = p->cap ? p->cap * 2 : SLOTS_FIRST / 2;
	struct entry *entries = aligned_alloc(ENTRY, cap * sizeof(*entries));

	if (!entries)
		return false;
	pages_large(entries, cap * sizeof(*entries));
	if (p->n > 0)
		memcpy(entries, p->entries, p->n * sizeof(*entries));
	free(p->entries);
	p->entries = entries;
	p->cap = cap;
	return true;
}

/* An entry with no documents. False: no memory. */
static bool add_entry(struct bulk_postings *p, struct str term)
{
	struct entry e = { .term_len = (uint8_t)term.len };

	if (term.len > SHORT) {
		if (!reserve(p, term.len, &e.place))
			return false;
		memcpy(p->pool + e.place, term.ptr, term.len);
	} else if (term.len > 0) {
		memcpy(e.term, term.ptr, term.len);
	}
	if (p->n == p->cap && !grow_entries(p))
		return false;
	p->entries[p->n++] = e;
	return true;
}

/* The entry of a term; made when it is new. NULL: no memory. */
static struct entry *find(struct bulk_postings *p, struct str term, uint32_t hash)
{
	size_t slot = slot_of(p, term, hash);

	if (p->slots[slot].entry)
		return &p->entries[p->slots[slot].entry - 1];
	if (!add_entry(p, term))
		return NULL;
	p->slots[slot] = (struct slot){ .hash = hash, .entry = (uint32_t)p->n };
	if (p->n * 2 > p->n_slots && !grow_slots(p))
		return NULL;
	return &p->entries[p->n - 1];
}

/* number: from 1. */
static size_t size_of_slice(size_t number)
{
	return slice_bytes[(number < N_SLICES ? number : N_SLICES) - 1];
}

static bool add_slice(struct bulk_postings *p, struct entry *e)
{
	size_t number = e->slices + (size_t)(e->slices < N_SLICES), size = size_of_slice(number);
	uint32_t place;

	if (!reserve(p, size + LINK, &place))
		return false;
	if (e->slices == 0)
		e->first_slice = place;
	else
		memcpy(p->pool + e->at, &place, LINK);
	e->slices = (uint8_t)number;
	e->at = place;
	e->left = (uint16_t)size;
	return true;
}

static bool put_byte(struct bulk_postings *p, struct entry *e, unsigned char byte)
{
	if (e->left == 0 && !add_slice(p, e))
		return false;
	p->pool[e->at++] = byte;
	e->left--;
	return true;
}

static bool put_number(struct bulk_postings *p, struct entry *e, uint32_t value)
{
	for (; value >= 0x80; value >>= 7)
		if (!put_byte(p, e, (unsigned char)(value | 0x80)))
			return false;
	return put_byte(p, e, (unsigned char)value);
}

static leta_status spill(struct bulk_postings *p, struct leta_error *err);

/* e: the term's, NULL: there was no memory for it. */
static leta_status add(struct bulk_postings *p, struct entry *e, uint32_t docid, uint32_t wdf, struct leta_error *err)
{
	if (!e)
		return error_nomem(err);
	e->wdf += wdf;
	if (e->documents > 0 && e->last_docid == docid) {
		e->last_wdf += wdf;
		e->first_wdf += e->documents == 1 ? wdf : 0;
		return LETA_OK;
	}
	if (e->documents == 0) {
		e->first_docid = docid;
		e->first_wdf = wdf;
	} else if ((e->documents > 1 && !put_number(p, e, e->last_wdf)) ||
	           !put_number(p, e, docid - e->last_docid - 1)) {
		return error_nomem(err);
	}
	e->documents++;
	e->last_docid = docid;
	e->last_wdf = wdf;
	return LETA_OK;
}

/* Makes room by a run when the memory is used up. */
static leta_status make_room(struct bulk_postings *p, struct leta_error *err)
{
	return p->used + p->n * sizeof(struct entry) > p->memory ? spill(p, err) : LETA_OK;
}

leta_status bulk_postings_add(struct bulk_postings *p, struct str term, uint32_t docid, uint32_t wdf,
                              struct leta_error *err)
{
	leta_status st = make_room(p, err);

	return st == LETA_OK ? add(p, find(p, term, hash_of(term)), docid, wdf, err) : st;
}

/*
 * Terms of a document, and the entries that are theirs by the hashes: numbers + 1, or 0. Finding them has the processor
 * fetch what adding will look at, which is all over the memory.
 */
struct group {
	const struct engine_term *terms;
	size_t n;
	uint32_t hashes[GROUP], entries[GROUP];
};

static void look_up(const struct bulk_postings *p, struct group *g)
{
	for (size_t i = 0; i < g->n; i++) {
		g->hashes[i] = hash_of(g->terms[i].term);
		__builtin_prefetch(&p->slots[g->hashes[i] & (p->n_slots - 1)]);
	}
	for (size_t i = 0; i < g->n; i++) {
		size_t slot = g->hashes[i] & (p->n_slots - 1);

		while (p->slots[slot].entry && p->slots[slot].hash != g->hashes[i])
			slot = (slot + 1) & (p->n_slots - 1);
		g->entries[i] = p->slots[slot].entry;
		if (g->entries[i])
			__builtin_prefetch(&p->entries[g->entries[i] - 1], 1);
	}
	for (size_t i = 0; i < g->n; i++)
		if (g->entries[i] && p->entries[g->entries[i] - 1].slices > 0)
			__builtin_prefetch(&p->pool[p->entries[g->entries[i] - 1].at], 1);
}

/* The entry of a group's term. NULL: no memory. */
static struct entry *entry_of(struct bulk_postings *p, const struct group *g, size_t i)
{
	struct entry *e = g->entries[i] ? &p->entries[g->entries[i] - 1] : NULL;

	return e && hash_same(term_of(p, e), g->terms[i].term) ? e : find(p, g->terms[i].term, g->hashes[i]);
}

leta_status bulk_postings_add_document(struct bulk_postings *p, uint32_t docid, const struct engine_term *terms,
                                       size_t n, struct leta_error *err)
{
	leta_status st = make_room(p, err);

	for (size_t from = 0; st == LETA_OK && from < n; from += GROUP) {
		struct group g;

		g.terms = terms + from;
		g.n = n - from < GROUP ? n - from : GROUP;
		look_up(p, &g);
		for (size_t i = 0; st == LETA_OK && i < g.n; i++)
			st = add(p, entry_of(p, &g, i), docid, g.terms[i].wdf, err);
	}
	return st;
}

bool bulk_postings_in_memory(const struct bulk_postings *p)
{
	return p->n_runs == 0;
}

uint32_t bulk_postings_documents(const struct bulk_postings *p, struct str term)
{
	uint32_t number = p->slots[slot_of(p, term, hash_of(term))].entry;

	return number ? p->entries[number - 1].documents : 0;
}

/* ---- the lists in memory, sorted ---- */

/* The entries' numbers in the order of their terms; the caller's to free. NULL: no memory. */
static struct ordered *sort(const struct bulk_postings *p)
{
	struct ordered *places = malloc((2 * p->n + 1) * sizeof(*places));

	for (size_t i = 0; places && i < p->n; i++)
		places[i] = ordered_new(term_of(p, &p->entries[i]), (uint32_t)i);
	if (places)
		order_sort(places, places + p->n, p->n);
	return places;
}

/* A list as it is handed out; what follows its first posting in one piece. */
static leta_status gather(struct bulk_postings *p, const struct entry *e, struct bulk_list *out,
                          struct leta_error *err)
{
	uint32_t at = e->first_slice;
	bool last = e->slices == 0;

	buf_clear(&p->rest);
	for (size_t i = 1; !last; i++) {
		size_t size = size_of_slice(i);

		last = e->at >= at && e->at - at <= size; /* where the next byte goes lies in no other */
		buf_append(&p->rest, p->pool + at, last ? e->at - at : size);
		if (!last)
			memcpy(&at, p->pool + at + size, LINK);
	}
	if (e->documents > 1)
		buf_varint(&p->rest, e->last_wdf);
	*out = (struct bulk_list){ .term = term_of(p, e), .documents = e->documents,
		                   .first_docid = e->first_docid, .first_wdf = e->first_wdf,
		                   .last_docid = e->last_docid, .wdf = e->wdf, .rest = buf_view(&p->rest) };
	return buf_status(&p->rest, err);
}

/* ---- runs ---- */

/* The head of a list in a run: these numbers as they lie in memory; then the term and the rest. */
struct head {
	uint32_t term_len, documents, first_docid, first_wdf, last_docid;
	uint64_t wdf, rest_len;
};

static leta_status write_list(void *ctx, const struct bulk_list *list, struct leta_error *err)
{
	struct head head = { (uint32_t)list->term.len, list->documents,  list->first_docid, list->first_wdf,
		             list->last_docid,         list->wdf,        list->rest.len };
	FILE *file = ctx;

	(void)err;
	if (fwrite(&head, sizeof(head), 1, file) != 1 ||
	    fwrite(list->term.ptr, 1, list->term.len, file) != list->term.len ||
	    fwrite(list->rest.ptr, 1, list->rest.len, file) != list->rest.len)
		return LETA_ERR_IO;
	return LETA_OK;
}

/* Reads a run's next list into run->list; run->more tells whether there was one. */
static leta_status read_list(struct bulk_postings *p, struct run *run, struct leta_error *err)
{
	struct head head;
	size_t bytes;

	run->more = fread(&head, sizeof(head), 1, run->file) == 1;
	if (!run->more)
		return ferror(run->file) ? bulk_file_failed(p->dir, err) : LETA_OK;
	buf_clear(&run->bytes);
	bytes = head.term_len + (size_t)head.rest_len;
	if (!buf_reserve(&run->bytes, bytes))
		return buf_status(&run->bytes, err);
	if (fread(run->bytes.data, 1, bytes, run->file) != bytes)
		return bulk_file_failed(p->dir, err);
	run->list = (struct bulk_list){ .term = { run->bytes.data, head.term_len },
		                        .documents = head.documents, .first_docid = head.first_docid,
		                        .first_wdf = head.first_wdf, .last_docid = head.last_docid,
		                        .wdf = head.wdf,
		                        .rest = { run->bytes.data + head.term_len, (size_t)head.rest_len } };
	return LETA_OK;
}

static leta_status rewind_run(struct bulk_postings *p, struct run *run, struct leta_error *err)
{
	if (fflush(run->file) != 0 || fseek(run->file, 0, SEEK_SET) != 0)
		return bulk_file_failed(p->dir, err);
	return read_list(p, run, err);
}

/* Appends a list of later documents to p->merged. */
static void append(struct bulk_postings *p, struct bulk_list *to, const struct bulk_list *list)
{
	if (to->documents == 0) {
		*to = *list;
		buf_clear(&p->merged);
	} else {
		buf_varint(&p->merged, list->first_docid - to->last_docid - 1);
		buf_varint(&p->merged, list->first_wdf);
		to->documents += list->documents;
		to->last_docid = list->last_docid;
		to->wdf += list->wdf;
	}
	buf_str(&p->merged, list->rest);
}

/* The runs with the least term: the first of them, and that there are others. */
static struct run *least(struct bulk_postings *p, bool *others)
{
	struct run *best = NULL;

	*others = false;
	for (size_t i = 0; i < p->n_runs; i++) {
		struct run *run = &p->runs[i];
		int order = run->more && best ? str_cmp(run->list.term, best->list.term) : -1;

		if (!run->more || order > 0)
			continue;
		*others = order == 0;
		if (order < 0)
			best = run;
	}
	return best;
}

/* Hands out the lists of all runs, each term's put together. */
static leta_status merge(struct bulk_postings *p, bulk_list_fn *fn, void *ctx, struct leta_error *err)
{
	leta_status st = LETA_OK;
	struct buf name;

	buf_init(&name, 256);
	for (size_t i = 0; st == LETA_OK && i < p->n_runs; i++)
		st = rewind_run(p, &p->runs[i], err);
	while (st == LETA_OK) {
		struct bulk_list list = { .documents = 0 };
		bool others;
		struct run *first = least(p, &others);

		if (!first)
			break;
		buf_clear(&name);
		buf_str(&name, first->list.term);
		for (size_t i = (size_t)(first - p->runs); st == LETA_OK && i < p->n_runs; i++) {
			struct run *run = &p->runs[i];

			if (!run->more || !str_eq(run->list.term, buf_view(&name)))
				continue;
			append(p, &list, &run->list);
			st = read_list(p, run, err);
			if (!others)
				break;
		}
		list.term = buf_view(&name);
		list.rest = buf_view(&p->merged);
		if (st == LETA_OK)
			st = buf_status(&p->merged, err);
		if (st == LETA_OK)
			st = fn(ctx, &list, err);
	}
	buf_fini(&name);
	return st;
}

/* Makes one run of all, in place of them. */
static leta_status join_runs(struct bulk_postings *p, struct leta_error *err)
{
	struct run joined = { .more = true };
	leta_status st = bulk_file_open(p->dir, &joined.file, err);

	if (st != LETA_OK)
		return st;
	st = merge(p, write_list, joined.file, err);
	if (st != LETA_OK) {
		fclose(joined.file);
		return st == LETA_ERR_IO ? bulk_file_failed(p->dir, err) : st;
	}
	for (size_t i = 0; i < p->n_runs; i++) {
		fclose(p->runs[i].file);
		buf_fini(&p->runs[i].bytes);
	}
	buf_init(&joined.bytes, LIST_MAX);
	p->runs[0] = joined;
	p->n_runs = 1;
	return LETA_OK;
}

/* Has the processor fetch the lists to come, which lie all over the memory. */
static void prefetch_list(const struct bulk_postings *p, const struct ordered *places, size_t i)
{
	if (i + 2 * GROUP < p->n)
		__builtin_prefetch(&p->entries[places[i + 2 * GROUP].number]);
	if (i + GROUP < p->n) {
		const struct entry *e = &p->entries[places[i + GROUP].number];

		__builtin_prefetch(places[i + GROUP].bytes);
		if (e->slices > 0) /* else there may be no pool yet */
			__builtin_prefetch(&p->pool[e->first_slice]);
	}
}

/* Hands out the lists in memory. */
static leta_status each_in_memory(struct bulk_postings *p, bulk_list_fn *fn, void *ctx, struct leta_error *err)
{
	struct ordered *places = sort(p);
	leta_status st = places ? LETA_OK : error_nomem(err);

	for (size_t i = 0; st == LETA_OK && i < p->n; i++) {
		struct bulk_list list;

		prefetch_list(p, places, i);
		st = gather(p, &p->entries[places[i].number], &list, err);
		if (st == LETA_OK)
			st = fn(ctx, &list, err);
	}
	free(places);
	return st;
}

/* Writes the lists in memory to a run and forgets them. */
static leta_status spill(struct bulk_postings *p, struct leta_error *err)
{
	struct run *run;
	leta_status st = p->n_runs == RUNS_MAX ? join_runs(p, err) : LETA_OK;

	if (st != LETA_OK || p->n == 0)
		return st;
	run = &p->runs[p->n_runs];
	*run = (struct run){ .more = true };
	st = bulk_file_open(p->dir, &run->file, err);
	if (st != LETA_OK)
		return st;
	buf_init(&run->bytes, LIST_MAX);
	p->n_runs++;
	st = each_in_memory(p, write_list, run->file, err);
	if (st != LETA_OK)
		return st == LETA_ERR_IO ? bulk_file_failed(p->dir, err) : st;
	memset(p->slots, 0, p->n_slots * sizeof(*p->slots));
	p->n = p->used = 0;
	return LETA_OK;
}

leta_status bulk_postings_each(struct bulk_postings *p, bulk_list_fn *fn, void *ctx, struct leta_error *err)
{
	leta_status st;

	if (p->n_runs == 0)
		return each_in_memory(p, fn, ctx, err);
	st = spill(p, err);
	return st == LETA_OK ? merge(p, fn, ctx, err) : st;
}
