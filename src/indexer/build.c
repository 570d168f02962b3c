/*
 * build.c: leta_build(): the run from paths to an index that is up to date.
 *
 *   collect files → for each: read, hash, unchanged? → records → documents → batches → checksums
 *
 * A file whose bytes, id and format are those of the last run is passed over; in a file of many records each row has
 * its own hash. Documents of files that vanished from a folder given, and of rows that vanished from a file, are
 * removed. A bad document is reported and the run goes on.
 */
#include "leta/index.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/map.h"
#include "indexer/catalog.h"
#include "indexer/collect.h"
#include "indexer/document.h"
#include "indexer/writer.h"
#include "record/read.h"
#include "schema/term.h"
#include "store/store.h"

#define RUN_ARENA_MAX ((size_t)1 << 30)

struct run {
	const struct leta_build_options *options;
	struct leta_build_stats *stats;
	struct document_maker *maker;
	struct index_writer *writer;
	struct catalog catalog;
	struct collection files;
	struct map *ids;         /* given out in this run */
	struct buf bytes, key, value;

	/* the file being read */
	const struct collected_file *file;
	struct arena *arena;     /* the entries that it had */
	struct map *before;      /* id → number of its entry */
	struct store_entry *entries;
	size_t n_entries, entries_cap;
	bool *met;               /* which of them are still there */
	struct store_entry other; /* of a document that another file gave */
	uint32_t documents;
	bool faults;
};

static void skip(struct run *run, const char *where, const struct leta_error *fault)
{
	const struct leta_build_callbacks *cb = &run->options->callbacks;
	run->stats->skipped++;
	run->faults = true;
	if (cb->skipped)
		cb->skipped(cb->ctx, where, fault);
}

static leta_status report(struct run *run, struct leta_error *err)
{
	const struct leta_build_callbacks *cb = &run->options->callbacks;
	if (!cb->progress || cb->progress(cb->ctx, run->stats))
		return LETA_OK;
	return error_set(err, LETA_ERR_CANCELLED, "avbrutet; det som bekräftats finns kvar",
	                 "interrupted; what was acknowledged stays");
}

/* ---- the entries that a file had ---- */

static leta_status take_entry(void *ctx, struct str data, struct leta_error *err)
{
	struct run *run = ctx;
	struct store_entry entry;
	if (!store_entry_decode(data, &entry))
		return error_set(err, LETA_ERR_CORRUPT, "en dokumentpost i indexet är skadad",
		                 "a document's entry in the index is damaged");
	struct store_entry *entries = arena_grow(run->arena, run->entries, run->n_entries,
	                                         &run->entries_cap, sizeof(*entries));
	char *id = arena_strdup(run->arena, entry.id);
	if (!entries || !id)
		return arena_status(run->arena, err);
	entry.id.ptr = id;
	uint32_t slot = map_put(run->before, entry.id);
	if (slot == MAP_NONE)
		return error_nomem(err);
	*map_value(run->before, slot) = (uint32_t)run->n_entries;
	run->entries = entries;
	run->entries[run->n_entries++] = entry;
	return LETA_OK;
}

static leta_status load_entries(struct run *run, struct str path, struct leta_error *err)
{
	struct engine_reader *reader = index_writer_before(run->writer);
	arena_reset(run->arena);
	map_clear(run->before);
	run->entries = NULL;
	run->n_entries = run->entries_cap = 0;
	leta_status st = LETA_OK;
	if (reader) {
		term_make(&run->key, TERM_FILE, path);
		st = engine_reader_each(reader, buf_view(&run->key), take_entry, run, err);
	}
	run->met = arena_zalloc(run->arena, run->n_entries + 1, sizeof(*run->met));
	if (st == LETA_OK && !run->met)
		st = arena_status(run->arena, err);
	return st;
}

static leta_status remove_entries(struct run *run, struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < run->n_entries; i++) {
		if (run->met[i])
			continue;
		/* its id may be another file's by now: then that document has replaced it */
		if (map_find(run->ids, run->entries[i].id) != MAP_NONE)
			continue;
		st = index_writer_remove(run->writer, &run->entries[i], err);
		run->stats->removed++;
	}
	return st;
}

/* ---- records ---- */

/* The id of a record, or NULL after telling that it was given out before in this run. */
static leta_status claim_id(struct run *run, const struct record_read *read, struct str *id, bool *taken,
                            struct leta_error *err)
{
	const char *own = leta_record_text(read->record, LETA_FIELD_ID);
	*id = str_from(own ? own : run->file->id);
	*taken = map_find(run->ids, *id) != MAP_NONE;
	if (*taken) {
		struct leta_error fault = { 0 };
		error_set(&fault, LETA_ERR_FORMAT, "id '%s' har redan använts i den här körningen",
		          "id '%s' was already used in this run", id->ptr);
		skip(run, read->where, &fault);
		return LETA_OK;
	}
	return map_put(run->ids, *id) == MAP_NONE ? error_nomem(err) : LETA_OK;
}

/* Of a record's source: the bytes, and how they were asked to be read. */
static uint64_t row_hash(const struct run *run, const struct record_read *read)
{
	char format = (char)run->options->format;
	return hash64(hash64(HASH64_INIT, (struct str){ &format, 1 }), read->row);
}

static leta_status index_record(struct run *run, const struct record_read *read, struct str id,
                                const struct store_entry *before, struct leta_error *err)
{
	struct document document;
	uint64_t hash = row_hash(run, read);
	leta_status st = document_make(run->maker, read->record, str_from(run->file->path), &document, err);
	if (st == LETA_OK)
		st = index_writer_put(run->writer, &document, id, hash, before, err);
	if (st != LETA_OK)
		return error_in(err, st, "%s", read->where);
	run->stats->indexed++;
	run->stats->text_bytes += read->row.len;
	return LETA_OK;
}

static leta_status take_other(void *ctx, struct str data, struct leta_error *err)
{
	struct run *run = ctx;
	if (store_entry_decode(data, &run->other))
		return LETA_OK;
	return error_set(err, LETA_ERR_CORRUPT, "en dokumentpost i indexet är skadad",
	                 "a document's entry in the index is damaged");
}

/*
 * The entry that an id has in the index so far: one of this file's (*same_file), or another file's, whose document is
 * replaced now.
 */
static leta_status find_before(struct run *run, struct str id, const struct store_entry **before,
                               bool *same_file, struct leta_error *err)
{
	struct leta_error fault = { 0 };
	uint32_t docid, slot = map_find(run->before, id);
	*before = NULL;
	*same_file = slot != MAP_NONE;
	if (*same_file) {
		uint32_t number = *map_value(run->before, slot);
		*before = &run->entries[number];
		run->met[number] = true;
		return LETA_OK;
	}
	struct engine_reader *reader = index_writer_before(run->writer);
	leta_status st = reader ? engine_reader_find(reader, id, &docid, take_other, run, &fault)
	                        : LETA_ERR_NOT_FOUND;
	if (st == LETA_ERR_NOT_FOUND)
		return LETA_OK;
	if (st != LETA_OK && err)
		*err = fault;
	run->other.id = id; /* what was decoded points into bytes that are gone */
	*before = &run->other;
	return st;
}

static leta_status take_record(void *ctx, const struct record_read *read, struct leta_error *err)
{
	struct run *run = ctx;
	struct str id;
	bool taken;
	if (read->fault) {
		skip(run, read->where, read->fault);
		return report(run, err);
	}
	leta_status st = claim_id(run, read, &id, &taken, err);
	if (st != LETA_OK || taken)
		return st;
	run->documents++;
	const struct store_entry *before;
	bool same_file;
	st = find_before(run, id, &before, &same_file, err);
	if (st != LETA_OK)
		return st;
	if (same_file && before->hash == row_hash(run, read))
		run->stats->unchanged++;
	else
		st = index_record(run, read, id, before, err);
	return st == LETA_OK ? report(run, err) : st;
}

/* ---- files ---- */

static leta_status note_file(struct run *run, uint64_t hash, struct leta_error *err)
{
	struct catalog_file entry = {
		.path = str_from(run->file->path),
		.id = str_from(run->file->id),
		.hash = run->faults ? 0 : hash,
		.documents = run->documents,
		.format = (uint32_t)run->options->format,
	};
	catalog_key(entry.path, &run->key);
	catalog_value(&entry, &run->value);
	leta_status st = buf_status(&run->value, err);
	return st == LETA_OK ? index_writer_set_meta(run->writer, buf_view(&run->key),
	                                             buf_view(&run->value), err)
	                     : st;
}

static bool is_unchanged(const struct run *run, const struct catalog_file *known, uint64_t hash)
{
	return known && known->hash == hash && known->format == (uint32_t)run->options->format &&
	       str_eq(known->id, str_from(run->file->id));
}

/* Keeps the ids of an unchanged file taken. */
static leta_status keep_file(struct run *run, const struct catalog_file *known, struct leta_error *err)
{
	run->stats->unchanged += known->documents;
	for (size_t i = 0; i < run->n_entries; i++)
		if (map_put(run->ids, run->entries[i].id) == MAP_NONE)
			return error_nomem(err);
	return report(run, err);
}

static leta_status read_records(struct run *run, uint64_t hash, struct leta_error *err)
{
	struct leta_error fault = { 0 };
	struct record_source source = {
		.path = run->file->shown,
		.id = run->file->id,
		.bytes = buf_view(&run->bytes),
		.format = run->options->format,
	};
	leta_status st = record_read(&source, take_record, run, &fault);
	if (st == LETA_ERR_FORMAT || st == LETA_ERR_LIMIT) {
		skip(run, run->file->shown, &fault);
		return LETA_OK; /* what was indexed of an earlier state of the file stays */
	}
	if (st != LETA_OK) {
		if (err)
			*err = fault;
		return st;
	}
	st = remove_entries(run, err);
	return st == LETA_OK ? note_file(run, hash, err) : st;
}

static leta_status index_file(struct run *run, const struct collected_file *file, struct leta_error *err)
{
	struct leta_error fault = { 0 };
	run->file = file;
	run->documents = 0;
	run->faults = false;
	buf_clear(&run->bytes);
	leta_status st = file_read(file->path, &run->bytes, &fault);
	if (st == LETA_ERR_NOMEM) {
		if (err)
			*err = fault;
		return st;
	}
	if (st != LETA_OK) {
		skip(run, file->shown, &fault);
		return report(run, err);
	}
	uint64_t hash = hash64(HASH64_INIT, buf_view(&run->bytes));
	const struct catalog_file *known = catalog_find(&run->catalog, str_from(file->path));
	st = load_entries(run, str_from(file->path), err);
	if (st != LETA_OK)
		return st;
	return is_unchanged(run, known, hash) ? keep_file(run, known, err) : read_records(run, hash, err);
}

/* Forgets a file that lay in a folder given and is gone. */
static leta_status forget_file(struct run *run, struct str path, struct leta_error *err)
{
	leta_status st = load_entries(run, path, err);
	if (st == LETA_OK)
		st = remove_entries(run, err);
	if (st != LETA_OK)
		return st;
	catalog_key(path, &run->key);
	return index_writer_set_meta(run->writer, buf_view(&run->key), STR(""), err);
}

static leta_status forget_vanished(struct run *run, struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < run->catalog.n_files; i++) {
		struct str path = run->catalog.files[i].path;
		if (!collection_has(&run->files, path) && collection_covers(&run->files, path))
			st = forget_file(run, path, err);
	}
	return st;
}

/* ---- the run ---- */

static leta_status run_files(struct run *run, struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < run->files.n_files; i++)
		st = index_file(run, &run->files.files[i], err);
	if (st == LETA_OK)
		st = forget_vanished(run, err);
	if (st == LETA_OK)
		return index_writer_finish(run->writer, err);
	if (st == LETA_ERR_CANCELLED) /* keep what was done so far; the next run goes on from there */
		index_writer_commit(run->writer, NULL);
	return st;
}

static leta_status open_run(struct run *run, const char *dir, const char *const *paths, size_t n_paths,
                            struct leta_error *err)
{
	struct text_analyzer *analyzer = NULL;
	leta_status st = index_writer_open(dir, run->options->fresh, &run->writer, err);
	if (st == LETA_OK)
		st = index_writer_analyzer(run->writer, run->options->lexicon_dir, &analyzer, err);
	if (st == LETA_OK)
		st = document_maker_new(analyzer, &run->maker, err);
	if (st == LETA_OK)
		st = catalog_load(&run->catalog, index_writer_before(run->writer), err);
	if (st == LETA_OK)
		st = collect(&run->files, paths, n_paths, dir, &run->catalog, &run->options->callbacks, err);
	if (st == LETA_OK)
		run->stats->skipped = run->files.skipped;
	return st;
}

static void close_run(struct run *run)
{
	collection_fini(&run->files);
	catalog_fini(&run->catalog);
	document_maker_free(run->maker);
	index_writer_close(run->writer);
	map_free(run->ids);
	map_free(run->before);
	arena_free(run->arena);
	buf_fini(&run->bytes);
	buf_fini(&run->key);
	buf_fini(&run->value);
}

leta_status leta_build(const char *dir, const char *const *paths, size_t n_paths,
                       const struct leta_build_options *options, struct leta_build_stats *stats,
                       struct leta_error *err)
{
	*stats = (struct leta_build_stats){ 0 };
	struct run run = {
		.options = options,
		.stats = stats,
		.ids = map_new(),
		.before = map_new(),
		.arena = arena_new(RUN_ARENA_MAX),
	};
	buf_init(&run.bytes, RECORD_FILE_MAX);
	buf_init(&run.key, 4096);
	buf_init(&run.value, 65536);
	leta_status st = run.ids && run.before && run.arena ? LETA_OK : error_nomem(err);
	if (st == LETA_OK)
		st = collect_check_paths(paths, n_paths, err);
	if (st == LETA_OK)
		st = open_run(&run, dir, paths, n_paths, err);
	if (st == LETA_OK)
		st = run_files(&run, err);
	close_run(&run);
	return st;
}
