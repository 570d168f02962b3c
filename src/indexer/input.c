/*
 * input.c: see input.h. A large file of JSON lines is looked through once, for its hash and whether its lines can be
 * read one by one, and read again for its parts, each into memory that a part before has left: it is in the system's
 * cache by then, and new memory for all of it costs more than reading twice.
 */
#include "indexer/input.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"

#define SPLIT_MIN ((size_t)256 << 10)   /* bytes of a file that several threads read */
#define PART_BYTES ((size_t)128 << 10)  /* of such a file that one task reads */

void input_init(struct input *in, const struct collected_file *file)
{
	*in = (struct input){ .file = file };
	buf_init(&in->bytes, RECORD_FILE_MAX);
}

void input_fini(struct input *in)
{
	record_file_close(in->parts);
	stretches_close(in->stretches);
	buf_fini(&in->bytes);
}

static void set_source(struct input *in, struct str bytes)
{
	in->source = (struct record_source){
		.path = in->file->shown,
		.id = in->file->id,
		.bytes = bytes,
		.format = in->file->format,
	};
}

/* Whether all lines are plain lines of JSON: then in->parts is open. */
static leta_status look_at_lines(struct input *in, bool *plain, struct leta_error *err)
{
	struct str lines;
	leta_status st = LETA_OK;

	in->size = 0;
	in->hash = HASH64_INIT;
	for (*plain = true; st == LETA_OK && *plain && stretches_more(in->stretches);) {
		st = stretches_next(in->stretches, PART_BYTES, &lines, err);
		if (st != LETA_OK)
			return st;
		if (!in->parts) {
			set_source(in, lines);
			st = record_file_open_lines(&in->source, &in->parts, err);
			in->source.bytes = STR("");
		}
		*plain = st == LETA_OK && in->parts && record_is_plain(lines);
		in->size += lines.len;
		in->hash = hash_bytes(in->hash, lines);
	}
	return st;
}

/* Leaves in->stretches open when the file can be read in parts. */
static leta_status look_through(struct input *in, struct leta_error *err)
{
	bool plain = false;
	leta_status st = stretches_open(in->file->path, &in->stretches, err);

	if (st == LETA_OK)
		st = look_at_lines(in, &plain, err);
	if (st == LETA_OK && plain)
		return stretches_again(in->stretches, err);
	if (st == LETA_ERR_LIMIT) /* a line that has no end is none of JSON */
		st = LETA_OK;
	record_file_close(in->parts);
	stretches_close(in->stretches);
	in->parts = NULL;
	in->stretches = NULL;
	return st;
}

static leta_status load_whole(struct input *in, const struct leta_input *given, struct leta_error *err)
{
	leta_status st;

	if (given) {
		buf_append(&in->bytes, given->bytes, given->size);
		st = buf_status(&in->bytes, err);
	} else {
		st = file_read(in->file->path, &in->bytes, err);
	}
	if (st == LETA_ERR_LIMIT)
		return error_set(err, st, "filen är större än %zu MB: dela den i flera",
		                 "the file is larger than %zu MB: split it", RECORD_FILE_MAX >> 20);
	in->size = in->bytes.len;
	in->hash = hash_bytes(HASH64_INIT, buf_view(&in->bytes));
	return st;
}

leta_status input_load(struct input *in, const struct leta_input *given, struct leta_error *err)
{
	leta_status st = LETA_OK;

	if (!given && in->file->size >= SPLIT_MIN && strcmp(in->file->path, "-") != 0)
		st = look_through(in, err);
	return st == LETA_OK && !in->stretches ? load_whole(in, given, err) : st;
}

leta_status input_open(struct input *in, const char *helper, record_known_fn *known, struct leta_error *err)
{
	leta_status st = LETA_OK;

	in->more = true;
	if (!in->stretches)
		set_source(in, buf_view(&in->bytes));
	in->source.helper = helper;
	in->source.known = known;
	in->next = (struct record_part){ .text = in->source.bytes };
	if (!in->stretches && in->bytes.len >= SPLIT_MIN) {
		st = record_file_open(&in->source, &in->parts, err);
		in->more = st == LETA_OK && record_file_next(in->parts, PART_BYTES, &in->next);
	}
	return st;
}

leta_status input_next(struct input *in, struct record_part *out, struct leta_error *err)
{
	struct str lines;

	if (!in->stretches) {
		*out = in->next;
		in->more = in->parts && record_file_next(in->parts, PART_BYTES, &in->next);
		return LETA_OK;
	}
	leta_status st = stretches_next(in->stretches, PART_BYTES, &lines, err);
	if (st != LETA_OK)
		return st;
	*out = (struct record_part){ .text = lines, .line = in->line };
	in->more = stretches_more(in->stretches);
	if (in->more)
		in->line += record_count_lines(lines);
	else if (stretches_changed(in->stretches))
		in->hash = 0;
	return LETA_OK;
}
