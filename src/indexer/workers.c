/*
 * workers.c: see workers.h.
 */
#include "indexer/workers.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "indexer/document.h"
#include "indexer/sample.h"
#include "indexer/task.h"

#define THREADS_MAX 32

struct workers {
	struct index_writer *writer;
	size_t n;
	struct text_analyzer *analyzers[THREADS_MAX]; /* the first is the writer's */
	struct document_maker *makers[THREADS_MAX];
	struct sample *sample; /* of a new index, until its dictionary is there */
	struct pool *pool;
};

static size_t count_threads(const struct leta_build_options *options)
{
	long processors = options->threads > 0 ? (long)options->threads : sysconf(_SC_NPROCESSORS_ONLN);
	return processors < 1 ? 1 : processors > THREADS_MAX ? THREADS_MAX : (size_t)processors;
}

leta_status workers_new(struct index_writer *writer, const struct collection *files,
                        const struct forgotten *forgotten, const struct leta_build_options *options,
                        struct workers **out, struct leta_error *err)
{
	struct workers *w = calloc(1, sizeof(*w));
	leta_status st = LETA_OK;
	if (!w)
		return error_nomem(err);
	w->writer = writer;
	w->n = count_threads(options);
	if (index_writer_is_new(writer))
		st = sample_begin(files, forgotten, index_writer_leaves_persons_out(writer), w->n, &w->sample, err);
	if (st == LETA_OK)
		st = index_writer_analyzer(writer, options->lexicon_dir, options->cache_dir, &w->analyzers[0], err);
	if (st != LETA_OK) {
		workers_free(w);
		return st;
	}
	*out = w;
	return LETA_OK;
}

leta_status workers_await_dictionary(struct workers *w, struct leta_error *err)
{
	struct dictionary *dictionary;
	if (!w->sample)
		return LETA_OK;
	leta_status st = sample_end(w->sample, &dictionary, err);
	if (st == LETA_OK)
		st = index_writer_set_dictionary(w->writer, dictionary, err);
	sample_free(w->sample);
	w->sample = NULL;
	return st;
}

leta_status workers_open(struct workers *w, struct pool **out, struct leta_error *err)
{
	void *makers[THREADS_MAX];
	leta_status st = workers_await_dictionary(w, err);
	for (size_t i = 0; st == LETA_OK && i < w->n; i++) {
		if (i > 0)
			st = index_writer_another_analyzer(w->writer, &w->analyzers[i], err);
		if (st == LETA_OK)
			st = document_maker_new(w->analyzers[i], index_writer_dictionary(w->writer), &w->makers[i],
			                        err);
		makers[i] = w->makers[i];
	}
	if (st == LETA_OK)
		st = pool_new(makers, w->n, task_run, &w->pool, err);
	if (st == LETA_OK)
		*out = w->pool;
	return st;
}

void workers_free(struct workers *w)
{
	if (!w)
		return;
	sample_free(w->sample);
	pool_free(w->pool);
	for (size_t i = 0; i < w->n; i++) {
		document_maker_free(w->makers[i]);
		if (i > 0)
			text_analyzer_free(w->analyzers[i]);
	}
	free(w);
}
