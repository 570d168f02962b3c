/*
 * build.c: leta_build(), leta_build_source(): the run from paths or a program's documents to an index that is up to
 * date.
 *
 *   collect files → for each: looks as before? → read, hash, unchanged? → tasks → documents → batches → checksums
 *
 * Tasks (task.h) are done by several threads; all else happens in the caller's, in the order of the files, so the
 * index does not depend on how the threads were scheduled.
 *
 * A file whose bytes, id and format are those of the last run is passed over, and it is not read when it looks as it
 * did then (stamps.h); in a file of many records each row has its own hash. Documents of files that vanished from a
 * folder given, and of rows that vanished from a file, are removed. A bad document is reported and the run goes on.
 */
#include "leta/index.h"

#include <stdlib.h>
#include <time.h>

#include "base/error.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/utf8.h"
#include "indexer/catalog.h"
#include "indexer/collect.h"
#include "indexer/entries.h"
#include "indexer/forgotten.h"
#include "indexer/input.h"
#include "indexer/kept.h"
#include "indexer/stamps.h"
#include "indexer/task.h"
#include "indexer/workers.h"
#include "indexer/writer.h"
#include "record/read.h"
#include "store/store.h"

#define PENDING_MAX ((size_t)32 << 20) /* bytes of the tasks that wait, work or wait to be taken back */

/* A file whose records are being read or wait to be taken into the index. */
struct reading {
	const struct collected_file *file;
	size_t number;              /* of the file in the run */
	struct input input;
	struct file_entries before; /* what the index has of it */
	uint32_t documents;
	bool faults, broken;       /* something in it could not be read; it as a whole */
	bool forgets;              /* a document of it is kept out */
	size_t n_tasks;            /* given and not yet taken back */
	uint64_t counted;          /* of the file's size, as done */
	bool given;                /* all of its tasks */
	struct reading *before_it, *after_it; /* among the open ones */
};

struct run {
	const struct leta_build_options *options;
	const struct leta_source *source; /* NULL: files */
	struct leta_build_stats *stats;
	struct index_writer *writer;
	struct workers *workers;
	struct pool *pool;       /* theirs, from the first task on */
	struct task *spare[POOL_TASKS_MAX]; /* that were taken back */
	size_t n_spare;
	size_t pending_bytes;    /* of the tasks in the pool */
	struct reading *open;    /* files not yet done with, the newest first */
	struct catalog catalog;
	struct collection files;
	struct forgotten *forgotten;
	struct stamps *stamps;
	struct map *ids;         /* given out in this run */
	size_t n_met;            /* files */
	struct kept *kept;
	struct buf key, value;
	struct store_entry other; /* of a document that another file gave */
};

static void skip(struct run *run, const char *where, const struct leta_error *fault)
{
	const struct leta_build_callbacks *cb = &run->options->callbacks;
	run->stats->skipped++;
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

/* ---- files being read ---- */

/* A part of a file's bytes is done; of a file that is compressed on disk, as large a part of its size. */
static void count_part(struct run *run, struct reading *reading, size_t bytes)
{
	double part = reading->input.size > 0 ? (double)bytes / (double)reading->input.size : 0;
	uint64_t n = (uint64_t)(part * (double)reading->file->size), left = reading->file->size - reading->counted;
	n = n < left ? n : left;
	reading->counted += n;
	run->stats->bytes_done += n;
}

static void reading_free(struct run *run, struct reading *reading)
{
	if (reading->file)
		run->stats->bytes_done += reading->file->size - reading->counted;
	if (reading->before_it)
		reading->before_it->after_it = reading->after_it;
	else
		run->open = reading->after_it;
	if (reading->after_it)
		reading->after_it->before_it = reading->before_it;
	input_fini(&reading->input);
	entries_fini(&reading->before);
	free(reading);
}

/* `file` may be NULL: then it is about the entries only. NULL: out of memory. */
static struct reading *reading_new(struct run *run, const struct collected_file *file)
{
	struct reading *reading = calloc(1, sizeof(*reading));
	if (!reading)
		return NULL;
	reading->after_it = run->open;
	if (run->open)
		run->open->before_it = reading;
	run->open = reading;
	reading->file = file;
	reading->number = run->n_met;
	input_init(&reading->input, file);
	return reading;
}

static leta_status remove_entries(struct run *run, const struct reading *reading, struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < reading->before.n; i++) {
		const struct store_entry *entry = &reading->before.list[i];
		/* its id may be another file's by now: then that document has replaced it */
		if (reading->before.met[i] || map_find(run->ids, entry->id) != MAP_NONE)
			continue;
		st = index_writer_remove(run->writer, entry, err);
		run->stats->removed++;
	}
	return st;
}

/* ---- documents ---- */

static leta_status take_other(void *ctx, struct str data, struct leta_error *err)
{
	struct run *run = ctx;
	return entry_decode(data, &run->other, err);
}

/* The entry that an id has in the index so far: one of the file's, or another file's, which is replaced now. */
static leta_status find_before(struct run *run, struct reading *reading, struct str id,
                               const struct store_entry **before, struct leta_error *err)
{
	struct leta_error fault = { 0 };
	uint32_t docid, number = entries_find(&reading->before, id);
	*before = NULL;
	if (number != MAP_NONE) {
		*before = &reading->before.list[number];
		reading->before.met[number] = true;
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

/* Whether an id is another document's in this run, and else what the index has under it. */
static leta_status claim_id(struct run *run, struct reading *reading, struct str id, bool *taken,
                            const struct store_entry **before, struct leta_error *err)
{
	*taken = map_find(run->ids, id) != MAP_NONE;
	if (*taken)
		return LETA_OK;
	if (map_put(run->ids, id) == MAP_NONE)
		return error_nomem(err);
	leta_status st = find_before(run, reading, id, before, err);
	if (st != LETA_OK || *before != &run->other)
		return st;
	return kept_has(run->kept, index_writer_before(run->writer), id, reading->number, taken, err);
}

static void tell_taken(struct run *run, struct reading *reading, const struct task_document *d)
{
	struct leta_error fault = { 0 };
	error_set(&fault, LETA_ERR_FORMAT, "id '%s' har redan använts i den här körningen",
	          "id '%s' was already used in this run", d->id.ptr);
	skip(run, d->where.ptr, &fault);
	reading->faults = true;
}

static leta_status take_document(struct run *run, struct reading *reading, struct task_document *d,
                                 struct leta_error *err)
{
	const struct store_entry *before = NULL;
	bool taken;
	if (d->fault) {
		skip(run, d->where.ptr, d->fault);
		reading->faults = true;
		return report(run, err);
	}
	if (d->forgotten) {
		run->stats->forgotten++;
		reading->forgets = true;
		return report(run, err);
	}
	leta_status st = claim_id(run, reading, d->id, &taken, &before, err);
	if (st == LETA_OK && taken) {
		tell_taken(run, reading, d);
		return LETA_OK;
	}
	reading->documents++;
	if (st == LETA_OK && !d->unchanged)
		st = index_writer_put(run->writer, &d->document, d->id, d->hash, before, err);
	if (st != LETA_OK)
		return error_in(err, st, "%s", d->where.ptr);
	if (d->unchanged) {
		run->stats->unchanged++;
	} else {
		run->stats->indexed++;
		run->stats->text_bytes += d->row_bytes;
	}
	return report(run, err);
}

static leta_status note_file(struct run *run, const struct reading *reading, struct leta_error *err)
{
	struct catalog_file entry = {
		.path = str_from(reading->file->path),
		.id = str_from(reading->file->id),
		.hash = reading->faults || reading->forgets ? 0 : reading->input.hash,
		.documents = reading->documents,
		.format = (uint32_t)reading->file->format,
	};
	catalog_key(entry.path, &run->key);
	catalog_value(&entry, &run->value);
	leta_status st = buf_status(&run->value, err);
	if (st == LETA_OK)
		st = index_writer_set_meta(run->writer, buf_view(&run->key), buf_view(&run->value), err);
	return st == LETA_OK ? stamps_note(run->stamps, entry.path, &reading->file->stamp, entry.hash, err) : st;
}

/* After the last task of a file. What was indexed of an earlier state stays when it could not be read. */
static leta_status finish_file(struct run *run, struct reading *reading, struct leta_error *err)
{
	leta_status st = LETA_OK;
	if (!reading->broken) {
		st = remove_entries(run, reading, err);
		if (st == LETA_OK)
			st = note_file(run, reading, err);
	}
	reading_free(run, reading);
	return st;
}

/* ---- tasks ---- */

static leta_status new_task(struct run *run, struct task **out, struct leta_error *err)
{
	if (run->n_spare == 0)
		return task_new(out, err);
	*out = run->spare[--run->n_spare];
	return LETA_OK;
}

static void spare_task(struct run *run, struct task *task)
{
	if (run->n_spare == POOL_TASKS_MAX) {
		task_free(task);
		return;
	}
	task_clear(task);
	run->spare[run->n_spare++] = task;
}

/* What a task found, taken into the index. */
static leta_status take_results(struct run *run, struct task *task, struct leta_error *err)
{
	struct reading *reading = task->owner;
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < task->n; i++)
		st = take_document(run, reading, &task->documents[i], err);
	if (st != LETA_OK || task->status == LETA_OK)
		return st;
	if (task->status == LETA_ERR_FORMAT || task->status == LETA_ERR_LIMIT) {
		skip(run, reading->file->shown, &task->error);
		reading->broken = true;
		return LETA_OK;
	}
	if (err)
		*err = task->error;
	return task->status;
}

/* Takes the oldest task back. *idle: none was there, or, without `wait`, none was done. */
static leta_status take_back(struct run *run, bool wait, bool *idle, struct leta_error *err)
{
	struct task *task = pool_take(run->pool, wait);
	*idle = !task;
	if (!task)
		return LETA_OK;
	struct reading *reading = task->owner;
	count_part(run, reading, task->bytes);
	leta_status st = take_results(run, task, err);
	run->pending_bytes -= task->bytes;
	spare_task(run, task);
	reading->n_tasks--;
	if (st == LETA_OK && reading->given && reading->n_tasks == 0)
		st = finish_file(run, reading, err);
	return st;
}

/* Waits for all tasks: what follows must find the index as the files before left it. */
static leta_status drain(struct run *run, struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (bool idle = false; st == LETA_OK && !idle;)
		st = take_back(run, true, &idle, err);
	return st;
}

/* Makes room in the pool, and takes what is done. */
static leta_status make_room(struct run *run, size_t bytes, struct leta_error *err)
{
	leta_status st = LETA_OK;
	bool idle = false;
	while (st == LETA_OK && !idle)
		st = take_back(run, pool_pending(run->pool) == POOL_TASKS_MAX ||
		                            run->pending_bytes + bytes > PENDING_MAX, &idle, err);
	return st;
}

static leta_status give(struct run *run, struct reading *reading, const struct record_part *part,
                        struct leta_error *err)
{
	const struct input *input = &reading->input;
	struct task *task = NULL;
	reading->n_tasks++;
	leta_status st = run->pool ? LETA_OK : workers_open(run->workers, &run->pool, err);
	if (st == LETA_OK)
		st = make_room(run, part->text.len, err);
	if (st == LETA_OK)
		st = new_task(run, &task, err);
	if (st != LETA_OK)
		return st;
	task->owner = reading;
	task->source = &input->source;
	task->path = str_from(reading->file->path);
	task->before = &reading->before;
	task->forgotten = run->forgotten;
	task->file = input->parts;
	task->without_persons = run->stats->without_personal_data;
	task->bytes = part->text.len;
	task->part = *part;
	if (input->stretches) /* which are gone when the next is read */
		task->part.text.ptr = arena_strdup(task->arena, part->text);
	if (!task->part.text.ptr) {
		spare_task(run, task);
		return error_nomem(err);
	}
	run->pending_bytes += task->bytes;
	pool_put(run->pool, task);
	return LETA_OK;
}

/* A file that ends, or cannot be read on, before its last part. */
static leta_status break_off(struct run *run, struct reading *reading, const struct leta_error *fault,
                             struct leta_error *err)
{
	leta_status st = drain(run, err);
	if (st == LETA_OK && fault) {
		skip(run, reading->file->shown, fault);
		reading->broken = true;
	}
	return st == LETA_OK ? finish_file(run, reading, err) : st;
}

/* Gives the records of a file to the pool, which may be done with them before this returns. */
static leta_status give_file(struct run *run, struct reading *reading, struct leta_error *err)
{
	struct leta_error fault = { 0 };
	struct record_part part;
	leta_status st = LETA_OK;
	if (!reading->input.more) /* an archive with nothing in it */
		return break_off(run, reading, NULL, err);
	for (bool more = true; st == LETA_OK && more;) {
		st = input_next(&reading->input, &part, &fault);
		if (st != LETA_OK)
			return st == LETA_ERR_NOMEM ? error_nomem(err) : break_off(run, reading, &fault, err);
		more = reading->input.more;
		reading->given = !more;
		st = give(run, reading, &part, err);
	}
	return st;
}

/* ---- files ---- */

static bool is_unchanged(const struct catalog_file *known, const struct collected_file *file, uint64_t hash)
{
	return known && hash != 0 && known->hash == hash && known->format == (uint32_t)file->format &&
	       str_eq(known->id, str_from(file->id));
}

/* A file that is as it was keeps its documents and their ids. */
static leta_status keep_file(struct run *run, const struct collected_file *file, const struct catalog_file *known,
                             struct leta_error *err)
{
	run->stats->unchanged += known->documents;
	leta_status st = kept_add(run->kept, known->path, run->n_met, err);
	if (st == LETA_OK)
		st = stamps_note(run->stamps, known->path, &file->stamp, known->hash, err);
	return st == LETA_OK ? report(run, err) : st;
}

/* A file that cannot be read, for a fault of its own. */
static leta_status skip_file(struct run *run, struct reading *reading, const struct leta_error *fault,
                             struct leta_error *err)
{
	leta_status st = drain(run, err);
	if (st == LETA_OK)
		skip(run, reading->file->shown, fault);
	reading_free(run, reading);
	return st == LETA_OK ? report(run, err) : st;
}

/* The records of a file that was read or looked through. */
static leta_status index_records(struct run *run, struct reading *reading, struct leta_error *err)
{
	struct leta_error fault = { 0 };
	leta_status st = entries_load(&reading->before, index_writer_before(run->writer),
	                              str_from(reading->file->path), &fault);
	if (st == LETA_OK) {
		st = input_open(&reading->input, run->options->helper, reading->before.n > 0 ? task_knows : NULL,
		                &fault);
		if (st == LETA_ERR_FORMAT || st == LETA_ERR_LIMIT)
			return skip_file(run, reading, &fault, err);
	}
	if (st == LETA_OK)
		return give_file(run, reading, err);
	if (err)
		*err = fault;
	return st;
}

static leta_status read_file(struct run *run, const struct collected_file *file, const struct leta_input *input,
                             const struct catalog_file *known, struct leta_error *err)
{
	struct leta_error fault = { 0 };
	struct reading *reading = reading_new(run, file);
	if (!reading)
		return error_nomem(err);
	leta_status st = input_load(&reading->input, input, &fault);
	if (st == LETA_ERR_NOMEM)
		return error_nomem(err);
	if (st != LETA_OK)
		return skip_file(run, reading, &fault, err);
	if (!is_unchanged(known, file, reading->input.hash))
		return index_records(run, reading, err);
	reading_free(run, reading);
	return keep_file(run, file, known, err);
}

static leta_status index_file(struct run *run, const struct collected_file *file, const struct leta_input *input,
                              struct leta_error *err)
{
	struct str path = str_from(file->path);
	const struct catalog_file *known = catalog_find(&run->catalog, path);
	leta_status st;
	if (is_unchanged(known, file, stamps_hash(run->stamps, path, &file->stamp))) {
		run->stats->bytes_done += file->size;
		st = keep_file(run, file, known, err);
	} else {
		st = read_file(run, file, input, known, err);
	}
	run->n_met++;
	return st;
}

/* Forgets a file that lay in a folder given and is gone. */
static leta_status forget_file(struct run *run, struct str path, struct leta_error *err)
{
	struct reading *reading = reading_new(run, NULL);
	if (!reading)
		return error_nomem(err);
	leta_status st = entries_load(&reading->before, index_writer_before(run->writer), path, err);
	if (st == LETA_OK)
		st = remove_entries(run, reading, err);
	reading_free(run, reading);
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

static leta_status index_files(struct run *run, struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < run->files.n_files; i++)
		st = index_file(run, &run->files.files[i], NULL, err);
	return st;
}

static leta_status check_input(const struct leta_input *input, struct leta_error *err)
{
	struct str id = str_from(input->id);
	bool good = id.len > 0 && utf8_validate(id) == id.len && (input->bytes || input->size == 0);
	for (size_t i = 0; good && i < id.len; i++)
		good = (unsigned char)id.ptr[i] >= ' ';
	return good ? LETA_OK
	            : error_set(err, LETA_ERR_INVALID, "källan gav ett dokument utan giltigt id eller innehåll",
	                        "the source gave a document without a valid id or content");
}

static leta_status index_inputs(struct run *run, struct leta_error *err)
{
	const struct leta_source *source = run->source;
	const struct collected_file *file;
	leta_status st = LETA_OK;
	while (st == LETA_OK) {
		struct leta_input input = { 0 };
		leta_status given = source->next(source->ctx, &input);
		if (given == LETA_ERR_NOT_FOUND)
			return LETA_OK;
		if (given != LETA_OK)
			return error_set(err, given, "källan '%s' gav upp", "the source '%s' gave up", source->name);
		st = check_input(&input, err);
		if (st == LETA_OK)
			st = collect_input(&run->files, source, &input, &file, err);
		if (st == LETA_OK)
			st = index_file(run, file, &input, err);
	}
	return st;
}

/* What files looked like, for the next run. It can do without. */
static leta_status save_stamps(struct run *run, const char *dir, struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t i = 0; st == LETA_OK && i < run->catalog.n_files; i++) {
		struct str path = run->catalog.files[i].path;
		if (!collection_has(&run->files, path) && !collection_covers(&run->files, path))
			st = stamps_keep(run->stamps, path, err);
	}
	if (st == LETA_OK)
		stamps_save(run->stamps, dir, NULL);
	return st;
}

/* Keeps what was done so far; the next run goes on from there. Compounds are learnt from what the threads noted. */
static void keep_so_far(struct run *run)
{
	pool_stop(run->pool);
	if (workers_await_dictionary(run->workers, NULL) == LETA_OK)
		index_writer_interrupt(run->writer, NULL);
}

static leta_status run_all(struct run *run, const char *dir, struct leta_error *err)
{
	leta_status st = run->source ? index_inputs(run, err) : index_files(run, err);
	if (st == LETA_OK)
		st = drain(run, err);
	if (st == LETA_OK)
		st = workers_await_dictionary(run->workers, err);
	if (st == LETA_OK)
		st = forget_vanished(run, err);
	if (st == LETA_OK)
		st = index_writer_finish(run->writer, err);
	if (st == LETA_OK)
		return save_stamps(run, dir, err);
	if (st == LETA_ERR_CANCELLED)
		keep_so_far(run);
	return st;
}

/* Nanoseconds since 1970. */
static int64_t time_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static leta_status open_run(struct run *run, const char *dir, struct leta_error *err)
{
	leta_status st = index_writer_open(dir, run->options->fresh, &run->writer, err);
	if (st == LETA_OK && run->options->without_personal_data)
		st = index_writer_leave_persons_out(run->writer, err);
	if (st == LETA_OK)
		run->stats->without_personal_data = index_writer_leaves_persons_out(run->writer);
	if (st == LETA_OK)
		st = forgotten_load(dir, &run->forgotten, err);
	if (st == LETA_OK)
		st = stamps_load(dir, time_now(), &run->stamps, err);
	if (st == LETA_OK)
		st = catalog_load(&run->catalog, index_writer_before(run->writer), err);
	return st;
}

static void close_tasks(struct run *run)
{
	pool_stop(run->pool);
	for (struct task *task; (task = pool_take(run->pool, false)) != NULL;)
		task_free(task);
	while (run->n_spare > 0)
		task_free(run->spare[--run->n_spare]);
	while (run->open)
		reading_free(run, run->open);
}

static void close_run(struct run *run)
{
	close_tasks(run);
	workers_free(run->workers);
	collection_fini(&run->files);
	forgotten_free(run->forgotten);
	stamps_free(run->stamps);
	catalog_fini(&run->catalog);
	index_writer_close(run->writer);
	map_free(run->ids);
	kept_free(run->kept);
	buf_fini(&run->key);
	buf_fini(&run->value);
}

static leta_status init_run(struct run *run, const struct leta_build_options *options,
                            struct leta_build_stats *stats, struct leta_error *err)
{
	*stats = (struct leta_build_stats){ 0 };
	*run = (struct run){ .options = options, .stats = stats, .ids = map_new(), .kept = kept_new() };
	buf_init(&run->key, 4096);
	buf_init(&run->value, 65536);
	return run->ids && run->kept ? LETA_OK : error_nomem(err);
}

/* With what is collected so far; documents that a source gives later are no sample. */
static leta_status run_collected(struct run *run, const char *dir, struct leta_error *err)
{
	leta_status st = workers_new(run->writer, &run->files, run->forgotten, run->options, &run->workers, err);
	if (st == LETA_OK && run->source)
		st = workers_await_dictionary(run->workers, err);
	if (st != LETA_OK)
		return st;
	run->stats->skipped = run->files.skipped;
	run->stats->bytes_total = run->files.bytes;
	return run_all(run, dir, err);
}

leta_status leta_build(const char *dir, const char *const *paths, size_t n_paths,
                       const struct leta_build_options *options, struct leta_build_stats *stats,
                       struct leta_error *err)
{
	struct run run;
	leta_status st = init_run(&run, options, stats, err);
	if (st == LETA_OK)
		st = collect_check_paths(paths, n_paths, err);
	if (st == LETA_OK)
		st = open_run(&run, dir, err);
	if (st == LETA_OK)
		st = collect(&run.files, paths, n_paths, dir, &run.catalog, options, err);
	if (st == LETA_OK)
		st = run_collected(&run, dir, err);
	close_run(&run);
	return st;
}

static leta_status check_source(const struct leta_source *source, struct leta_error *err)
{
	struct str name = str_from(source->name);
	if (name.len > 0 && source->next && !memchr(name.ptr, '/', name.len))
		return LETA_OK;
	return error_set(err, LETA_ERR_INVALID, "källan har inget giltigt namn", "the source has no valid name");
}

leta_status leta_build_source(const char *dir, const struct leta_source *source,
                              const struct leta_build_options *options, struct leta_build_stats *stats,
                              struct leta_error *err)
{
	struct run run;
	leta_status st = init_run(&run, options, stats, err);
	run.source = source;
	if (st == LETA_OK)
		st = check_source(source, err);
	if (st == LETA_OK)
		st = open_run(&run, dir, err);
	if (st == LETA_OK)
		st = collect_source(&run.files, source, options, err);
	if (st == LETA_OK)
		st = run_collected(&run, dir, err);
	close_run(&run);
	return st;
}
