/*
 * writer.h: an index opened for writing: lock, generation, store and engine as one thing with one commit.
 *
 * Order of a commit: store synced, engine committed, directory synced: then it is acknowledged. A build from nothing
 * over an existing index writes a new generation and publishes it in index_writer_finish(). A new generation is written
 * in bulk (engine_bulk_open()): its one commit is the last thing before that, and the store is synced meanwhile.
 */
#ifndef INDEXER_WRITER_H
#define INDEXER_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/engine.h"
#include "indexer/document.h"
#include "leta/error.h"
#include "store/dictionary.h"
#include "store/store.h"
#include "text/analyzer.h"

struct index_writer;

/*
 * Opens the current generation, or makes a new one when there is none or `fresh` is asked for. Errors: LOCKED,
 * INVALID (a foreign directory), VERSION (analysis or format differ: build afresh), CORRUPT, IO.
 */
leta_status index_writer_open(const char *dir, bool fresh, struct index_writer **out, struct leta_error *err);
/*
 * Makes a new index one without contact persons, which it then stays: its maker is to hand in documents without them.
 * Former generations are removed when it is published. Call it before index_writer_analyzer(). INVALID: the index is
 * not new and has them.
 */
leta_status index_writer_leave_persons_out(struct index_writer *w, struct leta_error *err);
bool index_writer_leaves_persons_out(const struct index_writer *w);
/*
 * Gives a new generation what its documents are packed with; the writer keeps it from then on, also after a failure.
 * Call it once for a new one, before the first document, and never for another.
 */
leta_status index_writer_set_dictionary(struct index_writer *w, struct dictionary *dictionary,
                                        struct leta_error *err);
bool index_writer_is_new(const struct index_writer *w); /* the generation has nothing yet */
/* That of the generation; NULL before it was set. */
const struct dictionary *index_writer_dictionary(const struct index_writer *w);
/*
 * The analyzer of the generation: with the lexicon that lies in it; for a new one, with the lexicon at `lexicon`
 * (and cache, as for text_analyzer_new_cached()), of which it then keeps a copy. Call it once, before the first
 * document. The writer owns it.
 */
leta_status index_writer_analyzer(struct index_writer *w, const char *lexicon, const char *cache,
                                  struct text_analyzer **out, struct leta_error *err);
/* One more analyzer of the same kind, for another thread. The caller's to free. */
leta_status index_writer_another_analyzer(struct index_writer *w, struct text_analyzer **out,
                                          struct leta_error *err);
/* Drops what is not committed. Accepts NULL. */
void index_writer_close(struct index_writer *w);

/* A reader on the state before this run, or NULL when the index is new. Belongs to the writer. */
struct engine_reader *index_writer_before(struct index_writer *w);

/* Adds or replaces a document; `before` is its entry in the index so far, or NULL. Commits when the batch is full. */
leta_status index_writer_put(struct index_writer *w, struct document *document, struct str id, uint64_t hash,
                             const struct store_entry *before, struct leta_error *err);
leta_status index_writer_remove(struct index_writer *w, const struct store_entry *entry,
                                struct leta_error *err);
leta_status index_writer_set_meta(struct index_writer *w, struct str key, struct str value,
                                  struct leta_error *err);
/* Commits, learns compounds from a new generation (learning.h), writes the checksums and publishes it. */
leta_status index_writer_finish(struct index_writer *w, struct leta_error *err);
/*
 * Keeps what a run that ends before its time has done, so that the next one goes on from there; unless it was to
 * replace another index, which then stays.
 */
leta_status index_writer_interrupt(struct index_writer *w, struct leta_error *err);

#endif
