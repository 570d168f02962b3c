/*
 * writer.c: the road from a document to an acknowledged batch.
 *
 * The content fingerprint is the sum of a hash of every document's id and source, so it does not depend on the order of
 * indexing and is kept up to date by adding and subtracting.
 */
#include "indexer/writer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/pool.h"
#include "indexer/learning.h"
#include "schema/thesaurus.h"
#include "schema/version.h"
#include "store/generation.h"
#include "store/manifest.h"

#define BATCH_BYTES ((size_t)32 << 20) /* of blobs and terms: bounds memory and what a crash can undo */
#define BATCH_DOCUMENTS 2000
#define ENTRY_MAX 8192

struct index_writer {
	char dir[GENERATION_PATH_MAX];
	char generation[GENERATION_PATH_MAX];
	bool publish;  /* the generation is not yet the current one */
	bool replaces; /* there is another one, which counts until then */
	struct text_analyzer *analyzer;
	struct learning *learning; /* of a new generation */
	struct generation_lock *lock;
	struct engine_reader *before;
	struct engine_stats stats; /* of it */
	struct engine_bulk *bulk;     /* of a new generation; or */
	struct engine_writer *engine;
	struct store_writer *store;
	struct dictionary *dictionary;
	struct buf entry;
	uint64_t content;
	bool without_persons;
	size_t batch_bytes, batch_documents;
	bool changed; /* the checksums on disk no longer hold and are removed */
};

static leta_status commit(struct index_writer *w, struct leta_error *err);

static leta_status take_bytes(void *ctx, struct str bytes, struct leta_error *err)
{
	(void)err;
	struct buf *out = ctx;
	buf_clear(out);
	buf_str(out, bytes);
	return buf_status(out, err);
}

/* Compares a stored property with what this program would write. An empty database has none: that is fine. */
static leta_status check_meta(struct index_writer *w, const char *key, const char *wanted,
                              struct leta_error *err)
{
	leta_status st = engine_reader_meta(w->before, str_from(key), take_bytes, &w->entry, err);
	if (st != LETA_OK || w->entry.len == 0 || str_eq(buf_view(&w->entry), str_from(wanted)))
		return st;
	return error_set(err, LETA_ERR_VERSION,
	                 "indexet är gjort av en annan version eller ordlista; bygg om det med 'leta index --fresh'",
	                 "the index was made by another version or word list; rebuild it with 'leta index --fresh'");
}

/*
 * Opens a reader on what is there. A generation that counts has been committed before: an engine without files or a
 * file that is too short is damage, which a run must neither hide nor build upon.
 */
static leta_status read_before(struct index_writer *w, struct leta_error *err)
{
	char format[16];
	snprintf(format, sizeof(format), "%d", SCHEMA_FORMAT);
	leta_status st = engine_reader_open(w->generation, &w->before, err);
	if (st == LETA_ERR_NOT_FOUND)
		return error_set(err, LETA_ERR_CORRUPT,
		                 "indexet är skadat; bygg om det med 'leta index --fresh'",
		                 "the index is damaged; rebuild it with 'leta index --fresh'");
	if (st == LETA_OK)
		st = engine_reader_stats(w->before, &w->stats, err);
	if (st == LETA_OK)
		st = manifest_check_sizes(w->generation, w->stats.revision, err);
	if (st == LETA_OK)
		st = check_meta(w, "format", format, err);
	if (st == LETA_OK)
		st = dictionary_open(w->generation, &w->dictionary, err);
	if (st == LETA_OK)
		st = engine_reader_meta(w->before, STR("content"), take_bytes, &w->entry, err);
	if (st == LETA_OK && w->entry.len > 0)
		w->content = strtoull(w->entry.data, NULL, 16);
	if (st == LETA_OK)
		st = engine_reader_meta(w->before, STR(SCHEMA_PERSONS), take_bytes, &w->entry, err);
	if (st == LETA_OK)
		w->without_persons = str_eq(buf_view(&w->entry), STR(SCHEMA_PERSONS_NONE));
	return st;
}

/* Picks the generation to write to. */
static leta_status choose_generation(struct index_writer *w, bool fresh, struct leta_error *err)
{
	struct leta_error fault = { 0 };
	leta_status st = generation_current(w->dir, w->generation, &fault);
	w->replaces = st != LETA_ERR_NOT_FOUND;
	if (st != LETA_OK && w->replaces && !fresh) {
		if (err)
			*err = fault;
		return st;
	}
	if (st == LETA_OK && !fresh)
		return read_before(w, err);
	w->publish = true;
	return generation_new(w->dir, w->generation, err);
}

/* A new generation is written in bulk, unless the engine's library has another format than we write. */
static leta_status open_engine(struct index_writer *w, struct leta_error *err)
{
	struct leta_error fault = { 0 };
	leta_status st = w->before ? LETA_ERR_VERSION
	                           : engine_bulk_open(w->generation, ENGINE_BULK_MEMORY, &w->bulk, &fault);
	if (st == LETA_ERR_VERSION || st == LETA_ERR_INVALID)
		return engine_writer_open(w->generation, &w->engine, err);
	if (st != LETA_OK && err)
		*err = fault;
	return st;
}

leta_status index_writer_open(const char *dir, bool fresh, struct index_writer **out, struct leta_error *err)
{
	struct index_writer *w = calloc(1, sizeof(*w));
	if (!w)
		return error_nomem(err);
	buf_init(&w->entry, ENTRY_MAX);
	leta_status st = LETA_OK;
	if ((size_t)snprintf(w->dir, sizeof(w->dir), "%s", dir) >= sizeof(w->dir))
		st = error_set(err, LETA_ERR_INVALID, "sökvägen är för lång", "the path is too long");
	if (st == LETA_OK)
		st = generation_lock(dir, &w->lock, err);
	if (st == LETA_OK)
		st = choose_generation(w, fresh, err);
	if (st == LETA_OK)
		st = open_engine(w, err);
	if (st == LETA_OK)
		st = store_writer_open(w->generation, &w->store, err);
	if (st != LETA_OK) {
		index_writer_close(w);
		return st;
	}
	*out = w;
	return LETA_OK;
}

leta_status index_writer_leave_persons_out(struct index_writer *w, struct leta_error *err)
{
	if (w->before && !w->without_persons)
		return error_set(err, LETA_ERR_INVALID,
		                 "indexet har redan personuppgifter; bygg om det med 'leta index --fresh "
		                 "--without-personal-data'",
		                 "the index has personal data already; rebuild it with 'leta index --fresh "
		                 "--without-personal-data'");
	w->without_persons = true;
	return LETA_OK;
}

bool index_writer_leaves_persons_out(const struct index_writer *w)
{
	return w->without_persons;
}

leta_status index_writer_set_dictionary(struct index_writer *w, struct dictionary *dictionary,
                                        struct leta_error *err)
{
	w->dictionary = dictionary;
	return dictionary_write(dictionary, w->generation, err);
}

bool index_writer_is_new(const struct index_writer *w)
{
	return !w->before;
}

const struct dictionary *index_writer_dictionary(const struct index_writer *w)
{
	return w->dictionary;
}

/*
 * What an empty generation gets before its first document. A first one that is not written in bulk is published at
 * once, so it can be resumed.
 */
static leta_status begin_generation(struct index_writer *w, const char *lexicon_path, struct leta_error *err)
{
	char format[16], analysis[THESAURUS_SIGNATURE_MAX];
	snprintf(format, sizeof(format), "%d", SCHEMA_FORMAT);
	thesaurus_sign(text_analyzer_fingerprint(w->analyzer), analysis);
	leta_status st = text_analyzer_write_lexicon(w->analyzer, lexicon_path, err);
	if (st == LETA_OK)
		st = index_writer_set_meta(w, STR("format"), str_from(format), err);
	if (st == LETA_OK)
		st = index_writer_set_meta(w, STR("analysis"), str_from(analysis), err);
	if (st == LETA_OK && w->without_persons)
		st = index_writer_set_meta(w, STR(SCHEMA_PERSONS), STR(SCHEMA_PERSONS_NONE), err);
	if (st != LETA_OK || w->bulk || !w->publish || w->replaces)
		return st;
	st = commit(w, err);
	if (st == LETA_OK)
		st = generation_publish(w->dir, w->generation, err);
	w->publish = false;
	return st;
}

static leta_status lexicon_file(const struct index_writer *w, char path[GENERATION_PATH_MAX],
                                struct leta_error *err)
{
	return file_join(path, GENERATION_PATH_MAX, w->generation, TEXT_LEXICON_FILE)
	               ? LETA_OK
	               : error_set(err, LETA_ERR_INVALID, "sökvägen är för lång", "the path is too long");
}

leta_status index_writer_analyzer(struct index_writer *w, const char *lexicon, const char *cache,
                                  struct text_analyzer **out, struct leta_error *err)
{
	char path[GENERATION_PATH_MAX], analysis[THESAURUS_SIGNATURE_MAX];
	leta_status st = lexicon_file(w, path, err);
	if (st == LETA_OK)
		st = text_analyzer_new_cached(w->before ? path : lexicon, w->before ? NULL : cache, &w->analyzer, err);
	if (st == LETA_OK && w->before)
		st = check_meta(w, "analysis", thesaurus_sign(text_analyzer_fingerprint(w->analyzer), analysis),
		                err);
	else if (st == LETA_OK)
		st = begin_generation(w, path, err);
	if (st == LETA_OK && !w->before)
		st = learning_new(&w->learning, err);
	if (st == LETA_OK && w->learning)
		st = learning_note(w->learning, w->analyzer, err);
	if (st == LETA_OK)
		*out = w->analyzer;
	return st;
}

leta_status index_writer_another_analyzer(struct index_writer *w, struct text_analyzer **out,
                                          struct leta_error *err)
{
	leta_status st = text_analyzer_new_beside(w->analyzer, out, err);
	return st == LETA_OK && w->learning ? learning_note(w->learning, *out, err) : st;
}

void index_writer_close(struct index_writer *w)
{
	if (!w)
		return;
	engine_bulk_close(w->bulk);
	engine_writer_close(w->engine);
	engine_reader_close(w->before);
	store_writer_close(w->store);
	dictionary_free(w->dictionary);
	text_analyzer_free(w->analyzer);
	learning_free(w->learning);
	generation_unlock(w->lock);
	buf_fini(&w->entry);
	free(w);
}

struct engine_reader *index_writer_before(struct index_writer *w)
{
	return w->before;
}

static uint64_t content_hash(const struct store_entry *entry)
{
	char hash[24];
	int n = snprintf(hash, sizeof(hash), "%016" PRIx64 ":", entry->hash);
	return hash64(hash64(HASH64_INIT, (struct str){ hash, (size_t)n }), entry->id);
}

/*
 * Before the first change of a run: what is there must be whole, for new checksums would hide its damage; and checksums
 * that no longer hold must not be found after a crash.
 */
static leta_status begin_change(struct index_writer *w, struct leta_error *err)
{
	bool covered;
	uint64_t bytes;
	if (w->changed)
		return LETA_OK;
	leta_status st = w->before ? manifest_check(w->generation, w->stats.revision, NULL, NULL, &covered, &bytes, err)
	                           : LETA_OK;
	if (st == LETA_OK)
		st = manifest_remove(w->generation, err);
	w->changed = st == LETA_OK;
	return st;
}

static leta_status count_batch(struct index_writer *w, size_t bytes, struct leta_error *err)
{
	w->batch_bytes += bytes;
	w->batch_documents++;
	if (w->bulk)
		return LETA_OK; /* it bounds its memory itself, and counts when it is finished */
	if (w->batch_bytes < BATCH_BYTES && w->batch_documents < BATCH_DOCUMENTS)
		return LETA_OK;
	return commit(w, err);
}

leta_status index_writer_put(struct index_writer *w, struct document *document, struct str id, uint64_t hash,
                             const struct store_entry *before, struct leta_error *err)
{
	struct store_entry entry = { .hash = hash, .imprint = document->imprint, .id = id };
	leta_status st = begin_change(w, err);
	if (st == LETA_OK)
		st = store_append(w->store, document->blob, &entry.address, err);
	if (st != LETA_OK)
		return st;
	buf_clear(&w->entry);
	store_entry_encode(&entry, &w->entry);
	st = buf_status(&w->entry, err);
	if (st != LETA_OK)
		return st;
	document->engine.key = id;
	document->engine.data = buf_view(&w->entry);
	st = w->bulk ? engine_bulk_add(w->bulk, &document->engine, err)
	             : engine_writer_replace(w->engine, &document->engine, err);
	if (st != LETA_OK)
		return st;
	w->content += content_hash(&entry) - (before ? content_hash(before) : 0);
	size_t term_bytes = document->engine.n_terms * 64; /* what the engine keeps for each until the commit */
	return count_batch(w, document->blob.len + term_bytes, err);
}

leta_status index_writer_remove(struct index_writer *w, const struct store_entry *entry,
                                struct leta_error *err)
{
	leta_status st = begin_change(w, err);
	if (st == LETA_OK)
		st = w->bulk ? error_set(err, LETA_ERR_INTERNAL, "ett nytt index har inget att ta bort",
		                         "a new index has nothing to remove")
		             : engine_writer_remove(w->engine, entry->id, err);
	if (st != LETA_OK)
		return st;
	w->content -= content_hash(entry);
	return count_batch(w, 0, err);
}

leta_status index_writer_set_meta(struct index_writer *w, struct str key, struct str value,
                                  struct leta_error *err)
{
	leta_status st = begin_change(w, err);
	if (st != LETA_OK)
		return st;
	return w->bulk ? engine_bulk_set_meta(w->bulk, key, value, err)
	               : engine_writer_set_meta(w->engine, key, value, err);
}

static leta_status note_content(struct index_writer *w, struct leta_error *err)
{
	char content[24];
	int n = snprintf(content, sizeof(content), "%016" PRIx64, w->content);
	return index_writer_set_meta(w, STR("content"), (struct str){ content, (size_t)n }, err);
}

struct syncing {
	struct store_writer *store;
	leta_status status;
	struct leta_error error;
};

static void sync_store(void *worker, void *task)
{
	struct syncing *s = task;
	(void)worker;
	s->status = store_sync(s->store, &s->error);
}

/* Documents become durable, which waits for the disk, while the tables are written: nobody sees either yet. */
static leta_status finish_bulk(struct index_writer *w, struct leta_error *err)
{
	struct syncing syncing = { .store = w->store };
	struct pool *pool;
	leta_status st = pool_aside(sync_store, &syncing, true, &pool, err);
	if (st != LETA_OK)
		return st;
	st = engine_bulk_finish(w->bulk, err);
	pool_take(pool, true);
	pool_free(pool);
	if (st == LETA_OK && syncing.status != LETA_OK && err)
		*err = syncing.error;
	return st == LETA_OK ? syncing.status : st;
}

static leta_status commit(struct index_writer *w, struct leta_error *err)
{
	leta_status st = w->bulk ? LETA_OK : store_sync(w->store, err);
	if (st == LETA_OK)
		st = note_content(w, err);
	if (st == LETA_OK)
		st = w->bulk ? finish_bulk(w, err) : engine_writer_commit(w->engine, err);
	w->batch_bytes = w->batch_documents = 0;
	return st;
}

/* Checksums of what now lies on disk, for this revision. */
static leta_status write_checksums(struct index_writer *w, struct leta_error *err)
{
	struct engine_reader *reader;
	struct engine_stats stats;
	leta_status st = engine_reader_open(w->generation, &reader, err);
	if (st != LETA_OK)
		return st;
	st = engine_reader_stats(reader, &stats, err);
	engine_reader_close(reader);
	return st == LETA_OK ? manifest_write(w->generation, stats.revision, err) : st;
}

static leta_status count_in_bulk(void *ctx, struct str term, uint32_t *documents, struct leta_error *err)
{
	(void)err;
	*documents = engine_bulk_documents(ctx, term);
	return LETA_OK;
}

static leta_status count_in_database(void *ctx, struct str term, uint32_t *documents, struct leta_error *err)
{
	struct engine_count found = { 0 };
	leta_status st = engine_reader_counts(ctx, &term, 1, &found, err);
	*documents = found.documents;
	return st;
}

static leta_status learn(struct index_writer *w, learn_count_fn *count, void *ctx, struct leta_error *err)
{
	return learning_begin(w->learning, text_analyzer_lexicon(w->analyzer), w->generation, count, ctx, err);
}

static leta_status learn_afterwards(struct index_writer *w, struct leta_error *err)
{
	struct engine_reader *reader;
	leta_status st = engine_reader_open(w->generation, &reader, err);
	if (st != LETA_OK)
		return st;
	st = learn(w, count_in_database, reader, err);
	if (st == LETA_OK)
		st = learning_end(w->learning, err);
	engine_reader_close(reader);
	return st;
}

/* Commits and learns: at the same time where the bulk can still tell how many documents have a word. */
static leta_status commit_and_learn(struct index_writer *w, struct leta_error *err)
{
	if (!w->learning)
		return commit(w, err);
	bool at_once = w->bulk && engine_bulk_knows(w->bulk);
	leta_status st = at_once ? learn(w, count_in_bulk, w->bulk, err) : LETA_OK;
	if (st != LETA_OK)
		return st;
	st = commit(w, err);
	if (!at_once)
		return st == LETA_OK ? learn_afterwards(w, err) : st;
	struct leta_error fault;
	leta_status learnt = learning_end(w->learning, &fault); /* also after a failure: it reads the bulk */
	if (st == LETA_OK && learnt != LETA_OK && err)
		*err = fault;
	return st == LETA_OK ? learnt : st;
}

leta_status index_writer_finish(struct index_writer *w, struct leta_error *err)
{
	if (!w->changed)
		return LETA_OK;
	leta_status st = commit_and_learn(w, err);
	if (st == LETA_OK)
		st = write_checksums(w, err);
	if (st == LETA_OK && w->publish)
		st = generation_publish(w->dir, w->generation, err);
	if (st == LETA_OK && w->publish && w->without_persons) /* the one before may have them */
		st = generation_keep_current(w->dir, err);
	return st;
}

leta_status index_writer_interrupt(struct index_writer *w, struct leta_error *err)
{
	if (w->publish && w->replaces)
		return LETA_OK;
	return w->bulk ? index_writer_finish(w, err) : commit(w, err);
}
