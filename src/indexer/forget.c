/*
 * forget.c: leta_forget(): documents leave the index, and nothing of them stays in its files.
 *
 * The engine's free blocks and the store's dead bytes keep what was removed, so removing in place
 * proves nothing. Instead:
 *
 *   list of the forgotten, durable → new generation of all other documents, published → every other
 *   generation removed
 *
 * The others are made from their stored records, in the order they had, so no source is read. Killed
 * at any point, the index is whole, and the same call again does the rest: an id that is on the list
 * need not be in the index any more.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "indexer/catalog.h"
#include "indexer/collect.h"
#include "indexer/document.h"
#include "indexer/entries.h"
#include "indexer/forgotten.h"
#include "indexer/writer.h"
#include "leta/index.h"
#include "schema/term.h"
#include "schema/version.h"
#include "store/blob.h"
#include "store/dictionary_maker.h"
#include "store/generation.h"
#include "store/store.h"

#define DOCUMENT_MAX ((size_t)2 << 30)
#define PATHS_MAX ((size_t)1 << 30)
#define STDIN_PATH "-"

struct forget {
	char old[GENERATION_PATH_MAX]; /* the generation that counts */
	struct engine_reader *reader;
	struct store_reader *store;
	struct forgotten *list;
	struct index_writer *writer;
	struct document_maker *maker;
	struct dictionary_maker *sample;
	struct arena *arena; /* of one document */
	struct arena *paths_arena;
	struct map *paths;   /* id → number of its path */
	struct str *path_list;
	size_t n_paths, paths_cap;
	struct map *lost;    /* path of a file that had forgotten ones → how many */
	struct buf key, value;
	struct str id; /* being looked up */
	uint64_t source;
	struct leta_forget_stats *stats;
};

/* ---- what is there ---- */

static void close_old(struct forget *f)
{
	store_reader_close(f->store);
	engine_reader_close(f->reader);
	forgotten_free(f->list);
	f->store = NULL;
	f->reader = NULL;
	f->list = NULL;
}

static leta_status take_source(void *ctx, struct str data, struct leta_error *err)
{
	struct forget *f = ctx;
	struct store_entry entry;
	leta_status st = entry_decode(data, &entry, err);

	if (st == LETA_OK)
		f->source = entry.hash;
	return st;
}

/* Puts an id on the list, unless it stands there. NOT_FOUND: neither there nor in the index. */
static leta_status enter(struct forget *f, struct str id, struct leta_error *err)
{
	uint32_t docid;
	leta_status st = engine_reader_find(f->reader, id, &docid, take_source, f, err);

	if (st == LETA_OK)
		return forgotten_has(f->list, id, 0) ? LETA_OK
						     : forgotten_add(f->list, id, f->source, err);
	if (st != LETA_ERR_NOT_FOUND || forgotten_has(f->list, id, 0))
		return st == LETA_ERR_NOT_FOUND ? LETA_OK : st;
	return error_set(err, LETA_ERR_NOT_FOUND, "inget dokument heter '" STR_FMT "'",
			 "no document has the id '" STR_FMT "'", STR_ARG(id));
}

/* Opens what counts now, and enters the ids in the list, which is not saved yet. */
static leta_status open_old(struct forget *f, const char *dir, const char *const *ids, size_t n,
			    struct leta_error *err)
{
	leta_status st = generation_current(dir, f->old, err);

	if (st == LETA_OK)
		st = engine_reader_open(f->old, &f->reader, err);
	if (st == LETA_OK)
		st = store_reader_open(f->old, &f->store, err);
	if (st == LETA_OK)
		st = forgotten_load(dir, &f->list, err);
	for (size_t i = 0; st == LETA_OK && i < n; i++)
		st = enter(f, str_from(ids[i]), err);
	return st;
}

/* ---- which file each document came from ---- */

static leta_status take_of_path(void *ctx, struct str data, struct leta_error *err)
{
	struct forget *f = ctx;
	struct store_entry entry;
	leta_status st = entry_decode(data, &entry, err);
	uint32_t slot = st == LETA_OK ? map_put(f->paths, entry.id) : 0;

	if (st == LETA_OK && slot == MAP_NONE)
		st = error_nomem(err);
	if (st == LETA_OK)
		*map_value(f->paths, slot) = (uint32_t)f->n_paths - 1;
	return st;
}

static leta_status take_path(void *ctx, struct str term, uint32_t documents, struct leta_error *err)
{
	struct forget *f = ctx;
	struct str *list =
		arena_grow(f->paths_arena, f->path_list, f->n_paths, &f->paths_cap, sizeof(*list));
	char *copy = arena_strdup(f->paths_arena, term);

	(void)documents;
	if (!list || !copy)
		return arena_status(f->paths_arena, err);
	f->path_list = list;
	list[f->n_paths++] =
		(struct str){copy + strlen(TERM_FILE), term.len - strlen(TERM_FILE)};
	return engine_reader_each(f->reader, (struct str){copy, term.len}, take_of_path, f, err);
}

/*
 * A path is absolute, that of standard input, or a source's; other terms with the prefix are partners' names.
 */
static leta_status find_paths(struct forget *f, struct leta_error *err)
{
	static const struct str beginnings[] = {STR_INIT(TERM_FILE "/"),
						STR_INIT(TERM_FILE COLLECT_SOURCE),
						STR_INIT(TERM_FILE STDIN_PATH)};
	leta_status st = LETA_OK;

	for (size_t i = 0; st == LETA_OK && i < sizeof(beginnings) / sizeof(*beginnings); i++)
		st = engine_reader_terms(f->reader, beginnings[i], take_path, f, err);
	return st;
}

static struct str path_of(const struct forget *f, struct str id)
{
	uint32_t slot = map_find(f->paths, id);

	return slot == MAP_NONE ? STR(STDIN_PATH) : f->path_list[*map_value(f->paths, slot)];
}

/* ---- the new generation ---- */

/* What was counted from the text is counted anew, as when the document was read. */
static void drop_counted(struct leta_record *record)
{
	struct leta_field *topics = &record->fields[LETA_FIELD_TOPIC];

	if (topics->confidence < 1)
		*topics = (struct leta_field){0};
}

/* A stored record with its texts, as the document was read. */
static leta_status read_document(struct forget *f, const struct store_entry *entry,
				 struct leta_record *record, struct leta_error *err)
{
	struct blob blob;

	arena_reset(f->arena);
	leta_status st = store_read(f->store, entry->address, &blob, err);
	if (st == LETA_OK)
		st = blob_record(blob, f->arena, record, err);
	if (st == LETA_OK)
		st = blob_texts(blob, f->arena, record, err);
	if (st == LETA_OK)
		drop_counted(record);
	return st;
}

static leta_status copy_document(struct forget *f, const struct store_entry *entry,
				 struct leta_error *err)
{
	struct leta_record record;
	struct document document;

	leta_status st = read_document(f, entry, &record, err);
	if (st != LETA_OK)
		return st;
	st = document_make(f->maker, &record, path_of(f, entry->id), &document, err);
	return st == LETA_OK ? index_writer_put(f->writer, &document, entry->id, entry->hash, NULL,
						err)
			     : st;
}

static leta_status take_document(void *ctx, struct str data, struct leta_error *err)
{
	struct forget *f = ctx;
	struct store_entry entry;
	leta_status st = entry_decode(data, &entry, err);

	if (st != LETA_OK)
		return st;
	if (!forgotten_has(f->list, entry.id, 0)) {
		f->stats->kept++;
		return copy_document(f, &entry, err);
	}
	f->stats->forgotten++;
	uint32_t slot = map_put(f->lost, path_of(f, entry.id));
	if (slot == MAP_NONE)
		return error_nomem(err);
	++*map_value(f->lost, slot);
	return LETA_OK;
}

/* Documents that stay, until there are enough for the dictionary: then CANCELLED. */
static leta_status take_sample(void *ctx, struct str data, struct leta_error *err)
{
	struct forget *f = ctx;
	struct store_entry entry;
	struct leta_record record;
	leta_status st = entry_decode(data, &entry, err);

	if (st != LETA_OK || forgotten_has(f->list, entry.id, 0))
		return st;
	st = read_document(f, &entry, &record, err);
	if (st == LETA_OK)
		st = dictionary_maker_add(f->sample, &record, err);
	return st == LETA_OK && dictionary_maker_full(f->sample) ? LETA_ERR_CANCELLED : st;
}

/* What the forgotten had lies in the old dictionary, too. */
static leta_status make_dictionary(struct forget *f, struct leta_error *err)
{
	struct dictionary *dictionary;
	leta_status st = dictionary_maker_new(&f->sample, err);

	if (st == LETA_OK)
		st = engine_reader_each(f->reader, STR(""), take_sample, f, err);
	if (st == LETA_OK || st == LETA_ERR_CANCELLED)
		st = dictionary_make(f->sample, &dictionary, err);
	return st == LETA_OK ? index_writer_set_dictionary(f->writer, dictionary, err) : st;
}

/* The list of files goes along; one that had a forgotten document is to be read again. */
static leta_status copy_catalog(struct forget *f, struct leta_error *err)
{
	struct catalog catalog;
	leta_status st = catalog_load(&catalog, f->reader, err);

	for (size_t i = 0; st == LETA_OK && i < catalog.n_files; i++) {
		struct catalog_file file = catalog.files[i];
		term_make(&f->key, "", file.path);
		uint32_t slot = map_find(f->lost, buf_view(&f->key));
		if (slot != MAP_NONE) {
			file.hash = 0;
			file.documents -= *map_value(f->lost, slot);
		}
		catalog_key(file.path, &f->key);
		catalog_value(&file, &f->value);
		st = buf_status(&f->value, err);
		if (st == LETA_OK)
			st = index_writer_set_meta(f->writer, buf_view(&f->key),
						   buf_view(&f->value), err);
	}
	catalog_fini(&catalog);
	return st;
}

/* An index without contact persons stays one. */
static leta_status take_persons(void *ctx, struct str value, struct leta_error *err)
{
	struct forget *f = ctx;

	return str_eq(value, STR(SCHEMA_PERSONS_NONE))
		       ? index_writer_leave_persons_out(f->writer, err)
		       : LETA_OK;
}

static leta_status open_new(struct forget *f, struct leta_error *err)
{
	char lexicon[GENERATION_PATH_MAX];
	struct text_analyzer *analyzer;

	if (!file_join(lexicon, sizeof(lexicon), f->old, TEXT_LEXICON_FILE))
		return error_set(err, LETA_ERR_INVALID, "sökvägen är för lång",
				 "the path is too long");
	leta_status st = engine_reader_meta(f->reader, STR(SCHEMA_PERSONS), take_persons, f, err);
	if (st == LETA_OK)
		st = make_dictionary(f, err);
	if (st == LETA_OK)
		st = index_writer_analyzer(f->writer, lexicon, NULL, &analyzer, err);
	return st == LETA_OK ? document_maker_new(analyzer, index_writer_dictionary(f->writer),
						  &f->maker, err)
			     : st;
}

static leta_status rebuild(struct forget *f, const char *dir, struct leta_error *err)
{
	leta_status st = open_new(f, err);

	if (st == LETA_OK)
		st = find_paths(f, err);
	if (st == LETA_OK)
		st = engine_reader_each(f->reader, STR(""), take_document, f, err);
	if (st == LETA_OK)
		st = copy_catalog(f, err);
	if (st == LETA_OK)
		st = index_writer_finish(f->writer, err);
	return st == LETA_OK ? generation_keep_current(dir, err) : st;
}

/* ---- the calls ---- */

static leta_status open_forget(struct forget *f, struct leta_error *err)
{
	f->arena = arena_new(DOCUMENT_MAX);
	f->paths_arena = arena_new(PATHS_MAX);
	f->paths = map_new();
	f->lost = map_new();
	buf_init(&f->key, 65536);
	buf_init(&f->value, 65536);
	return f->arena && f->paths_arena && f->paths && f->lost ? LETA_OK : error_nomem(err);
}

static void close_forget(struct forget *f)
{
	document_maker_free(f->maker);
	dictionary_maker_free(f->sample);
	index_writer_close(f->writer);
	close_old(f);
	map_free(f->lost);
	map_free(f->paths);
	arena_free(f->paths_arena);
	arena_free(f->arena);
	buf_fini(&f->key);
	buf_fini(&f->value);
}

leta_status leta_forget(const char *dir, const char *const *ids, size_t n,
			struct leta_forget_stats *stats, struct leta_error *err)
{
	struct forget f = {.stats = stats};
	leta_status st = open_forget(&f, err);

	*stats = (struct leta_forget_stats){0};
	if (st == LETA_OK)
		st = open_old(&f, dir, ids, n, err); /* a wrong id must not cost a generation */
	close_old(&f);
	if (st == LETA_OK)
		st = index_writer_open(dir, true, &f.writer, err);
	if (st == LETA_OK)
		st = open_old(&f, dir, ids, n, err); /* again, with the lock */
	if (st == LETA_OK && n > 0)
		st = forgotten_save(f.list, dir, err);
	if (st == LETA_OK)
		st = rebuild(&f, dir, err);
	close_forget(&f);
	return st;
}

leta_status leta_remember(const char *dir, const char *const *ids, size_t n, struct leta_error *err)
{
	char generation[GENERATION_PATH_MAX];
	struct generation_lock *lock = NULL;
	struct forgotten *list = NULL;
	leta_status st = generation_current(dir, generation, err);

	if (st == LETA_OK)
		st = generation_lock(dir, &lock, err);
	if (st == LETA_OK)
		st = forgotten_load(dir, &list, err);
	for (size_t i = 0; st == LETA_OK && i < n; i++)
		st = forgotten_take_away(list, str_from(ids[i]), err);
	if (st == LETA_OK)
		st = forgotten_save(list, dir, err);
	forgotten_free(list);
	generation_unlock(lock);
	return st;
}

leta_status leta_forgotten(const char *dir, leta_forgotten_fn *fn, void *ctx,
			   struct leta_error *err)
{
	struct forgotten *list;
	leta_status st = forgotten_load(dir, &list, err);

	if (st != LETA_OK)
		return st;
	for (size_t i = 0; i < forgotten_size(list); i++)
		fn(ctx, forgotten_id(list, i));
	forgotten_free(list);
	return LETA_OK;
}
