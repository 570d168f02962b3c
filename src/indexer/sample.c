/*
 * sample.c: see sample.h. One task of a pool.
 */
#include "indexer/sample.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/pool.h"
#include "indexer/task.h"
#include "record/outside.h"
#include "record/personal.h"
#include "record/read.h"
#include "store/dictionary_maker.h"

#define HEAD_ALONE ((size_t)2 << 20)      /* bytes that are read of the only file */
#define HEAD ((size_t)256 << 10)          /* of each of several: one should not be all */
#define HEADS_MAX ((size_t)32 << 20)      /* of all: then it is enough, whatever they were */
#define FILES ((size_t)256)               /* that are looked at, or up to twice as many, spread over all */
#define CLEARED_ARENA_MAX ((size_t)1 << 30)

struct sample {
	const struct collection *files;
	const struct forgotten *forgotten;
	struct arena *cleared; /* of one record without persons; NULL: they stay */
	struct dictionary_maker *maker;
	struct pool *pool;
	const struct record_source *source; /* being read */
	struct dictionary *made;
	leta_status status;
	struct leta_error error;
};

static leta_status take_record(void *ctx, const struct record_read *read, struct leta_error *err)
{
	struct sample *s = ctx;
	struct leta_record cleared;
	const struct leta_record *record = read->record;
	leta_status st = LETA_OK;

	if (read->fault)
		return LETA_OK;
	const char *own = leta_record_text(record, LETA_FIELD_ID);
	if (task_forgets(s->forgotten, str_from(own ? own : s->source->id), s->source->format, read))
		return LETA_OK;
	if (s->cleared) {
		arena_reset(s->cleared);
		st = record_without_persons(record, s->cleared, &cleared, err);
		record = &cleared;
	}
	if (st == LETA_OK)
		st = dictionary_maker_add(s->maker, record, err);
	return st == LETA_OK && dictionary_maker_full(s->maker) ? LETA_ERR_CANCELLED : st;
}

static leta_status read_head(struct sample *s, const struct collected_file *file, struct buf *head,
                             struct leta_error *err)
{
	struct record_source source = { .path = file->shown, .id = file->id, .format = file->format };
	leta_status st = file_read_head(file->path, head->max, head, err);

	source.bytes = buf_view(head);
	if (st != LETA_OK || outside_detect(source.bytes, source.format) != OUTSIDE_NONE)
		return st;
	s->source = &source;
	return record_read(&source, take_record, s, err);
}

static void run(void *worker, void *task)
{
	struct sample *s = task;
	struct buf head;
	size_t bytes = 0, n = s->files->n_files, step = n > FILES ? n / FILES : 1;
	leta_status st = LETA_OK;

	(void)worker;
	buf_init(&head, n > 1 ? HEAD : HEAD_ALONE);
	for (size_t i = 0; i < n && bytes < HEADS_MAX; i += step) {
		buf_clear(&head);
		st = read_head(s, &s->files->files[i], &head, &s->error);
		bytes += head.len;
		if (st == LETA_ERR_CANCELLED || st == LETA_ERR_NOMEM)
			break;
	}
	buf_fini(&head);
	s->status = st == LETA_ERR_NOMEM ? st : dictionary_make(s->maker, &s->made, &s->error);
}

leta_status sample_begin(const struct collection *files, const struct forgotten *forgotten, bool without_persons,
                         size_t threads, struct sample **out, struct leta_error *err)
{
	struct sample *s = calloc(1, sizeof(*s));
	leta_status st;

	if (!s)
		return error_nomem(err);
	s->files = files;
	s->forgotten = forgotten;
	s->cleared = without_persons ? arena_new(CLEARED_ARENA_MAX) : NULL;
	st = without_persons && !s->cleared ? error_nomem(err) : dictionary_maker_new(&s->maker, err);
	if (st == LETA_OK)
		st = pool_aside(run, s, threads > 1, &s->pool, err);
	if (st != LETA_OK) {
		sample_free(s);
		return st;
	}
	*out = s;
	return LETA_OK;
}

leta_status sample_end(struct sample *s, struct dictionary **out, struct leta_error *err)
{
	pool_take(s->pool, true);
	if (s->status != LETA_OK) {
		if (err)
			*err = s->error;
		return s->status;
	}
	*out = s->made;
	s->made = NULL;
	return LETA_OK;
}

void sample_free(struct sample *s)
{
	if (!s)
		return;
	pool_free(s->pool);
	dictionary_free(s->made);
	dictionary_maker_free(s->maker);
	arena_free(s->cleared);
	free(s);
}
