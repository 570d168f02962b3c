/*
 * task.c: runs one task: records are read, made into documents and copied into the task's arena.
 *
 * A record that cannot be made into a document is a fault of its own; only running out of memory ends the task.
 */
#include "indexer/task.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/hash.h"
#include "record/personal.h"

#define TASK_ARENA_MAX ((size_t)4 << 30)
#define CLEARED_ARENA_MAX ((size_t)1 << 30)

struct run {
	struct task *task;
	struct document_maker *maker;
	struct arena *cleared; /* of one record without persons; NULL: they stay */
};

leta_status task_new(struct task **out, struct leta_error *err)
{
	struct task *t = calloc(1, sizeof(*t));
	if (!t)
		return error_nomem(err);
	t->arena = arena_new(TASK_ARENA_MAX);
	if (!t->arena) {
		free(t);
		return error_nomem(err);
	}
	*out = t;
	return LETA_OK;
}

void task_clear(struct task *t)
{
	arena_reset(t->arena);
	*t = (struct task){ .arena = t->arena };
}

void task_free(struct task *t)
{
	if (!t)
		return;
	arena_free(t->arena);
	free(t);
}

uint64_t task_row_hash(enum leta_format format, struct str row)
{
	char how = (char)format;
	return hash64(hash64(HASH64_INIT, (struct str){ &how, 1 }), row);
}

static bool is_unchanged(const struct file_entries *before, const struct task_document *d)
{
	uint32_t number = entries_find(before, d->id);
	return number != MAP_NONE && before->list[number].hash == d->hash;
}

static struct str keep(struct arena *arena, struct str s)
{
	return (struct str){ arena_strdup(arena, s), s.len };
}

/* Fills d->fault with a copy. */
static leta_status take_fault(struct task *t, struct task_document *d, const struct leta_error *fault,
                              struct leta_error *err)
{
	struct leta_error *copy = arena_alloc(t->arena, sizeof(*copy));
	if (!copy)
		return arena_status(t->arena, err);
	*copy = *fault;
	d->fault = copy;
	return LETA_OK;
}

static leta_status make_document(struct run *run, const struct leta_record *record, struct document *out,
                                 struct leta_error *err)
{
	struct leta_record cleared;
	if (!run->cleared)
		return document_make(run->maker, record, run->task->path, out, err);
	arena_reset(run->cleared);
	leta_status st = record_without_persons(record, run->cleared, &cleared, err);
	return st == LETA_OK ? document_make(run->maker, &cleared, run->task->path, out, err) : st;
}

static leta_status make(struct run *run, const struct record_read *read, struct task_document *d,
                        struct leta_error *err)
{
	struct task *t = run->task;
	struct leta_error fault = { 0 };
	struct document document;
	const char *own = leta_record_text(read->record, LETA_FIELD_ID);
	d->id = keep(t->arena, str_from(own ? own : t->source->id));
	d->hash = task_row_hash(t->source->format, read->row);
	d->row_bytes = read->row.len;
	if (!d->id.ptr)
		return arena_status(t->arena, err);
	d->unchanged = is_unchanged(t->before, d);
	if (d->unchanged)
		return LETA_OK;
	leta_status st = make_document(run, read->record, &document, &fault);
	if (st == LETA_OK)
		return document_copy(&document, t->arena, &d->document, err);
	if (st == LETA_ERR_LIMIT || st == LETA_ERR_INVALID || st == LETA_ERR_FORMAT)
		return take_fault(t, d, &fault, err);
	if (err)
		*err = fault;
	return error_in(err, st, "%s", read->where);
}

static leta_status take_record(void *ctx, const struct record_read *read, struct leta_error *err)
{
	struct run *run = ctx;
	struct task *t = run->task;
	struct task_document *documents = arena_grow(t->arena, t->documents, t->n, &t->cap, sizeof(*documents));
	if (!documents)
		return arena_status(t->arena, err);
	t->documents = documents;
	struct task_document *d = &documents[t->n];
	*d = (struct task_document){ .where = keep(t->arena, str_from(read->where)) };
	if (!d->where.ptr)
		return arena_status(t->arena, err);
	leta_status st = read->fault ? take_fault(t, d, read->fault, err) : make(run, read, d, err);
	if (st == LETA_OK)
		t->n++;
	return st;
}

void task_run(void *worker, void *task)
{
	struct task *t = task;
	struct run run = { .task = t, .maker = worker };
	if (t->without_persons && !(run.cleared = arena_new(CLEARED_ARENA_MAX))) {
		t->status = error_nomem(&t->error);
		return;
	}
	t->status = t->file ? record_file_read(t->file, &t->part, take_record, &run, &t->error)
	                    : record_read(t->source, take_record, &run, &t->error);
	arena_free(run.cleared);
}
