/*
 * learning.c: one vocabulary an analyzer, which need no lock; they are put together at the end.
 */
#include "indexer/learning.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/file.h"
#include "engine/engine.h"
#include "store/generation.h"
#include "text/learn.h"

#define ANALYZERS_MAX 64
#define LEARNING_MAX ((size_t)512 << 20)

struct learning {
	struct vocabulary *vocabularies[ANALYZERS_MAX];
	size_t n;
};

leta_status learning_new(struct learning **out, struct leta_error *err)
{
	*out = calloc(1, sizeof(**out));
	return *out ? LETA_OK : error_nomem(err);
}

void learning_free(struct learning *l)
{
	for (size_t i = 0; l && i < l->n; i++)
		vocabulary_free(l->vocabularies[i]);
	free(l);
}

leta_status learning_note(struct learning *l, struct text_analyzer *analyzer, struct leta_error *err)
{
	if (l->n == ANALYZERS_MAX)
		return error_set(err, LETA_ERR_INTERNAL, "för många trådar", "too many threads");
	l->vocabularies[l->n] = vocabulary_new();
	if (!l->vocabularies[l->n])
		return error_nomem(err);
	text_analyzer_note(analyzer, l->vocabularies[l->n++]);
	return LETA_OK;
}

static leta_status count(void *ctx, struct str term, uint32_t *documents, struct leta_error *err)
{
	struct engine_count found = { 0 };
	leta_status st = engine_reader_counts(ctx, &term, 1, &found, err);
	*documents = found.documents;
	return st;
}

static leta_status learn(const struct vocabulary *vocabulary, const struct lexicon *lexicon, const char *generation,
                         struct arena *arena, struct leta_error *err)
{
	char path[GENERATION_PATH_MAX];
	struct engine_reader *reader;
	struct learned_word *words = NULL;
	size_t n = 0;
	if (!file_join(path, sizeof(path), generation, LEARNED_FILE))
		return error_set(err, LETA_ERR_INVALID, "sökvägen är för lång", "the path is too long");
	leta_status st = engine_reader_open(generation, &reader, err);
	if (st != LETA_OK)
		return st;
	st = learn_compounds(lexicon, vocabulary, count, reader, arena, &words, &n, err);
	if (st == LETA_OK)
		st = learned_write(words, n, path, err);
	engine_reader_close(reader);
	return st;
}

leta_status learning_finish(struct learning *l, const struct lexicon *lexicon, const char *generation,
                            struct leta_error *err)
{
	for (size_t i = 1; i < l->n; i++)
		vocabulary_add(l->vocabularies[0], l->vocabularies[i]);
	leta_status st = l->n > 0 ? vocabulary_status(l->vocabularies[0], err) : LETA_OK;
	if (st != LETA_OK || l->n == 0)
		return st;
	struct arena *arena = arena_new(LEARNING_MAX);
	if (!arena)
		return error_nomem(err);
	st = learn(l->vocabularies[0], lexicon, generation, arena, err);
	arena_free(arena);
	return st;
}
