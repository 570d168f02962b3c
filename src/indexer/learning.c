/*
 * learning.c: one vocabulary an analyzer, which need no lock; they are put together at the end.
 */
#include "indexer/learning.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/file.h"
#include "base/pool.h"
#include "store/generation.h"

#define ANALYZERS_MAX 64
#define LEARNING_MAX ((size_t)512 << 20)

struct learning {
	struct vocabulary *vocabularies[ANALYZERS_MAX];
	size_t n;
	const struct lexicon *lexicon;
	const char *generation;
	learn_count_fn *count;
	void *ctx;
	struct pool *pool;
	leta_status status;
	struct leta_error error;
};

leta_status learning_new(struct learning **out, struct leta_error *err)
{
	*out = calloc(1, sizeof(**out));
	return *out ? LETA_OK : error_nomem(err);
}

void learning_free(struct learning *l)
{
	if (l)
		pool_free(l->pool);
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

static leta_status learn(const struct learning *l, struct arena *arena, struct leta_error *err)
{
	char path[GENERATION_PATH_MAX];
	struct learned_word *words = NULL;
	size_t n = 0;
	if (!file_join(path, sizeof(path), l->generation, LEARNED_FILE))
		return error_set(err, LETA_ERR_INVALID, "sökvägen är för lång", "the path is too long");
	leta_status st = learn_compounds(l->lexicon, l->vocabularies[0], l->count, l->ctx, arena, &words, &n, err);
	return st == LETA_OK ? learned_write(words, n, path, err) : st;
}

static void run(void *worker, void *task)
{
	struct learning *l = task;
	(void)worker;
	for (size_t i = 1; i < l->n; i++)
		vocabulary_add(l->vocabularies[0], l->vocabularies[i]);
	l->status = vocabulary_status(l->vocabularies[0], &l->error);
	if (l->status != LETA_OK)
		return;
	struct arena *arena = arena_new(LEARNING_MAX);
	l->status = arena ? learn(l, arena, &l->error) : error_nomem(&l->error);
	arena_free(arena);
}

leta_status learning_begin(struct learning *l, const struct lexicon *lexicon, const char *generation,
                           learn_count_fn *count, void *ctx, struct leta_error *err)
{
	l->lexicon = lexicon;
	l->generation = generation;
	l->count = count;
	l->ctx = ctx;
	if (l->n == 0)
		return LETA_OK;
	return pool_aside(run, l, l->n > 1, &l->pool, err);
}

leta_status learning_end(struct learning *l, struct leta_error *err)
{
	pool_take(l->pool, true);
	pool_free(l->pool);
	l->pool = NULL;
	if (l->status != LETA_OK && err)
		*err = l->error;
	return l->status;
}
