/*
 * task.c: runs one task: records are read, made into documents and copied into the task's arena.
 *
 * A record that cannot be made into a document is a fault of its own; only running out of memory ends the task.
 */
#include "indexer/task.h"

#include <stdio.h>
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

uint64_t task_row_hash(enum leta_format format, struct str row, struct str head)
{
	return hash_bytes(hash_bytes(hash_mix(HASH64_INIT, (uint64_t)format), head), row);
}

/* The list of the forgotten outlives all formats: in format 6 and before, rows were hashed like this. */
static uint64_t former_row_hash(enum leta_format format, struct str row, struct str head)
{
	char how = (char)format;
	return hash64(hash64(hash64(HASH64_INIT, (struct str){ &how, 1 }), head), row);
}

bool task_forgets(const struct forgotten *forgotten, struct str id, enum leta_format format,
                  const struct record_read *read)
{
	return forgotten_size(forgotten) > 0 &&
	       (forgotten_has(forgotten, id, task_row_hash(format, read->raw, read->head)) ||
	        forgotten_has(forgotten, id, former_row_hash(format, read->raw, read->head)));
}

/* The digits behind the last colon of an id that ends in them; empty when there are none. */
static struct str line_of(struct str id)
{
	size_t start = id.len;
	while (start > 0 && id.ptr[start - 1] >= '0' && id.ptr[start - 1] <= '9')
		start--;
	return start > 0 && id.ptr[start - 1] == ':' ? str_sub(id, start, id.len) : STR("");
}

bool task_knows(void *ctx, struct str row, struct str head, unsigned line, uint32_t *which)
{
	const struct run *run = ctx;
	const struct task *t = run->task;
	char place[16];
	uint32_t number = entries_find_hash(t->before, task_row_hash(t->source->format, row, head));
	if (number == MAP_NONE)
		return false;
	struct str id = t->before->list[number].id, told = line_of(id), file = str_from(t->source->id);
	snprintf(place, sizeof(place), "%u", line);
	bool same_line = str_eq(told, str_from(place)) && id.len == file.len + 1 + told.len && str_starts(id, file);
	*which = number;
	return told.len == 0 || same_line;
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
	d->hash = task_row_hash(t->source->format, read->raw, read->head);
	d->row_bytes = read->row.len;
	if (!d->id.ptr)
		return arena_status(t->arena, err);
	d->forgotten = task_forgets(t->forgotten, d->id, t->source->format, read);
	d->unchanged = is_unchanged(t->before, d);
	if (d->forgotten || d->unchanged)
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

/* A row that task_knows(). */
static leta_status take_known(struct task *t, const struct record_read *read, struct task_document *d,
                              struct leta_error *err)
{
	const struct store_entry *entry = &t->before->list[read->known];
	d->id = keep(t->arena, entry->id);
	d->hash = entry->hash;
	d->row_bytes = read->row.len;
	d->unchanged = true;
	d->forgotten = d->id.ptr && task_forgets(t->forgotten, d->id, t->source->format, read);
	return d->id.ptr ? LETA_OK : arena_status(t->arena, err);
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
	leta_status st = read->fault    ? take_fault(t, d, read->fault, err)
	                 : read->record ? make(run, read, d, err)
	                                : take_known(t, read, d, err);
	t->n += st == LETA_OK;
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
