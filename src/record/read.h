/*
 * read.h: a file's bytes → records: the table of formats, detection, and what every reader must do.
 *
 * A reader gets clean text and fills a record; read.c adds what holds for all formats (id, path, derived values,
 * quality flags, section roles, copied sections). JSONL and CSV hold many records, archives many files: each is
 * handed out in turn. Web pages, PDF and office documents are made text first (outside.h).
 */
#ifndef RECORD_READ_H
#define RECORD_READ_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "leta/error.h"
#include "leta/index.h"
#include "leta/record.h"
#include "record/build.h"

/* Caps: a source file (after inflating) and the arena of one document. */
#define RECORD_FILE_MAX ((size_t)256 << 20)
#define RECORD_TEXT_MAX ((size_t)64 << 20)

/*
 * Whether the caller has a row with these bytes already, so that it need not be read; which: a number of the caller's.
 * ctx is record_fn's. head: as in struct record_read. Called for rows of tables, and for lines of JSON before they are
 * cleaned where they can be cleaned one by one.
 */
typedef bool record_known_fn(void *ctx, struct str row, struct str head, unsigned line, uint32_t *which);

struct record_source {
	const char *path; /* as given; "-" for standard input */
	const char *id;   /* for formats with one record a file */
	struct str bytes;
	enum leta_format format;
	const char *helper; /* the program that reads what is no text (outside.h); NULL = as installed */
	bool draft; /* an application: what is sought counts as granted, and a few labels are enough */
	record_known_fn *known; /* NULL: every row is read. Not asked about files in archives */
};

/*
 * Called once for each record. `fault` is non-NULL instead of `record` when one row cannot be read: `where`
 * is then "path:line". Neither is there of a row that is `known`. The record lies in an arena that is reused for the
 * next one. Returning anything but LETA_OK ends the reading with that status.
 */
struct record_read {
	const struct leta_record *record;
	struct str row;  /* its bytes, cleaned; the whole file when it holds one record */
	struct str raw;  /* as it lies there, when it is cleaned by itself; else the row: for its content hash */
	struct str head; /* what else gives the row its meaning: the first line of a table */
	uint32_t known;  /* of a row that record_source.known knew */
	const char *where;
	const struct leta_error *fault;
};
typedef leta_status record_fn(void *ctx, const struct record_read *read, struct leta_error *err);

/* Reads all records of a source. Errors: FORMAT (empty, binary, nothing readable), LIMIT, NOMEM, and fn's. */
leta_status record_read(const struct record_source *source, record_fn *fn, void *ctx,
                        struct leta_error *err);

/*
 * A source cut into parts, which several threads may read at a time: lines of a JSONL file; any other file is one
 * part. The source and its bytes are borrowed until the file is closed. Errors of opening: as of record_read().
 */
struct record_file;
struct record_part {
	struct str text; /* clean, or to be cleaned by record_file_read() */
	unsigned line;   /* of the file, before the text */
	struct str raw;  /* the text's lines before cleaning, or empty: record_file_read()'s own */
};
leta_status record_file_open(const struct record_source *source, struct record_file **out,
                             struct leta_error *err);
/* The next part: of whole lines, and of about `bytes` when there is a choice. False when there is none. */
bool record_file_next(struct record_file *file, size_t bytes, struct record_part *out);
leta_status record_file_read(const struct record_file *file, const struct record_part *part, record_fn *fn,
                             void *ctx, struct leta_error *err);
void record_file_close(struct record_file *file); /* accepts NULL */

/*
 * The same for lines of JSON that are not all in memory: the source's bytes are the first lines, and only until this
 * returns. The caller makes the parts, of whole lines that are all plain. *out: NULL when it must be opened whole.
 */
leta_status record_file_open_lines(const struct record_source *source, struct record_file **out,
                                   struct leta_error *err);
/* Whether lines are in UTF-8, without anything that is judged by the whole file or ends a line but LF. */
bool record_is_plain(struct str bytes);

/* What a text looks like; AUTO is never returned. name may be NULL. */
enum leta_format record_detect(struct str text, const char *name);

/* One reader per format with one record a file. */
leta_status record_read_esf(struct record_builder *b, struct str text, struct leta_error *err);
leta_status record_read_transcript(struct record_builder *b, struct str text, struct leta_error *err);
leta_status record_read_text(struct record_builder *b, struct str text, struct leta_error *err);

/* Row formats: call fn for each row themselves, with `arena` reset before each. */
leta_status record_read_jsonl(const struct record_source *source, const struct record_part *part,
                              struct arena *arena, record_fn *fn, void *ctx, struct leta_error *err);
leta_status record_read_csv(const struct record_source *source, const struct record_part *part,
                            struct arena *arena, record_fn *fn, void *ctx, struct leta_error *err);

/* Line ends in a text. */
unsigned record_count_lines(struct str text);

/* "path:line" of a row. */
#define RECORD_PLACE_MAX 640
void record_place(const struct record_source *source, unsigned line, char out[RECORD_PLACE_MAX]);

/* What holds for every record: derived values, roles, flags (finish.c). Every path ends with it. */
leta_status record_finish(struct record_builder *b, struct leta_error *err);

#endif
