/*
 * check.c: leta_check(): reading everything that an index holds.
 *
 * First the checksums of the files, when they are of this revision; then every document: its blob's checksum, its
 * record, texts and forward index. Where no checksum covers the engine's files (a run was killed before it wrote them),
 * the engine checks itself.
 */
#include "leta/index.h"

#include "base/arena.h"
#include "base/error.h"
#include "engine/engine.h"
#include "store/blob.h"
#include "store/generation.h"
#include "store/manifest.h"
#include "store/store.h"

#define CHECK_ARENA_MAX ((size_t)2 << 30)

struct check {
	struct store_reader *store;
	struct arena *arena;
	leta_fault_fn *fn;
	void *ctx;
	struct leta_check_stats *stats;
	size_t faults;
};

static void tell(struct check *check, const char *where, const struct leta_error *fault)
{
	check->faults++;
	if (check->fn)
		check->fn(check->ctx, where, fault);
}

static leta_status read_blob(struct check *check, struct blob blob, struct leta_error *err)
{
	struct leta_record record;
	struct forward forward;
	struct str text;
	leta_status st = blob_record(blob, check->arena, &record, err);
	for (size_t i = 0; st == LETA_OK && i < record.n_sections; i++)
		st = blob_text(blob, i, check->arena, &text, err);
	return st == LETA_OK ? blob_forward(blob, check->arena, &forward, err) : st;
}

static leta_status take_document(void *ctx, struct str data, struct leta_error *err)
{
	struct check *check = ctx;
	struct leta_error fault = { 0 };
	struct store_entry entry;
	struct blob blob = { 0 };
	leta_status st = LETA_OK;
	arena_reset(check->arena);
	if (!store_entry_decode(data, &entry)) {
		entry.id = STR("?");
		st = error_set(&fault, LETA_ERR_CORRUPT, "dokumentets post är skadad",
		               "the document's entry is damaged");
	}
	if (st == LETA_OK)
		st = store_read(check->store, entry.address, &blob, &fault);
	if (st == LETA_OK)
		st = read_blob(check, blob, &fault);
	if (st == LETA_ERR_NOMEM) {
		if (err)
			*err = fault;
		return st;
	}
	if (st != LETA_OK) {
		char *where = arena_strdup(check->arena, entry.id);
		tell(check, where ? where : "?", &fault);
	}
	check->stats->documents++;
	return LETA_OK;
}

static leta_status check_engine(struct check *check, const char *generation)
{
	struct leta_error fault = { 0 };
	leta_status st = engine_check(generation, &fault);
	if (st != LETA_OK)
		tell(check, generation, &fault);
	return st == LETA_ERR_NOMEM ? st : LETA_OK;
}

static leta_status check_generation(struct check *check, const char *generation, struct leta_error *err)
{
	struct leta_error fault = { 0 };
	struct engine_reader *reader = NULL;
	struct engine_stats stats = { 0 };
	bool covered = false;
	leta_status st = engine_reader_open(generation, &reader, &fault);
	if (st == LETA_OK)
		st = engine_reader_stats(reader, &stats, &fault);
	if (st == LETA_OK)
		st = manifest_check(generation, stats.revision, check->fn, check->ctx, &covered,
		                    &check->stats->bytes, &fault);
	if (st == LETA_ERR_CORRUPT && covered)
		check->faults++;
	if (st == LETA_OK && !covered)
		st = check_engine(check, generation);
	if (st == LETA_OK)
		st = store_reader_open(generation, &check->store, &fault);
	if (st == LETA_OK)
		st = engine_reader_each(reader, STR(""), take_document, check, &fault);
	engine_reader_close(reader);
	if (st != LETA_OK && err)
		*err = fault;
	return st;
}

leta_status leta_check(const char *dir, leta_fault_fn *fn, void *ctx, struct leta_check_stats *stats,
                       struct leta_error *err)
{
	char generation[GENERATION_PATH_MAX];
	*stats = (struct leta_check_stats){ 0 };
	struct check check = { .arena = arena_new(CHECK_ARENA_MAX), .fn = fn, .ctx = ctx, .stats = stats };
	leta_status st = check.arena ? generation_current(dir, generation, err) : error_nomem(err);
	if (st == LETA_OK)
		st = check_generation(&check, generation, err);
	if (st == LETA_OK && check.faults > 0)
		st = error_set(err, LETA_ERR_CORRUPT,
		               "indexet är skadat (%zu fel); bygg om det med 'leta index --fresh'",
		               "the index is damaged (%zu faults); rebuild it with 'leta index --fresh'",
		               check.faults);
	store_reader_close(check.store);
	arena_free(check.arena);
	return st;
}
