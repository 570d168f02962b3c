/*
 * read.c: bytes of a file → records: refuse what is no text, clean, find the format, read, finish.
 *
 * The cleaned text lives in one arena for the whole file; each record has another, with the cap of
 * one document, so that a register of a million rows needs no more memory than its largest row.
 */
#include "record/read.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "record/word.h"
#include "text/clean.h"

/* Cleaning needs a few copies of the text at a time. */
#define CLEAN_FACTOR 8
#define CLEAN_EXTRA ((size_t)1 << 20)

typedef leta_status one_reader(struct record_builder *b, struct str text, struct leta_error *err);
typedef leta_status row_reader(const struct record_source *source, const struct record_part *part,
			       struct arena *arena, record_fn *fn, void *ctx,
			       struct leta_error *err);

static const struct format {
	enum leta_format format;
	one_reader *one;  /* one record a file, */
	row_reader *rows; /* or many */
} formats[] = {
	{LETA_FORMAT_ESF, record_read_esf, NULL},
	{LETA_FORMAT_TRANSCRIPT, record_read_transcript, NULL},
	{LETA_FORMAT_TEXT, record_read_text, NULL},
	{LETA_FORMAT_JSONL, NULL, record_read_jsonl},
	{LETA_FORMAT_CSV, NULL, record_read_csv},
};

#define N_FORMATS (sizeof(formats) / sizeof(formats[0]))

/* Files that are documents but no text, by their first bytes. */
static leta_status refuse_binary(struct str bytes, struct leta_error *err)
{
	if (str_starts(bytes, STR("%PDF-")))
		return error_set(err, LETA_ERR_FORMAT,
				 "PDF: gör om filen till text först (pdftotext)",
				 "PDF: turn the file into text first (pdftotext)");
	if (str_starts(bytes, STR("PK\x03\x04")))
		return error_set(err, LETA_ERR_FORMAT,
				 "zip, docx eller odt: spara dokumentet som ren text först",
				 "zip, docx or odt: save the document as plain text first");
	if (str_starts(bytes, STR("\xD0\xCF\x11\xE0")))
		return error_set(err, LETA_ERR_FORMAT,
				 "äldre Word- eller Excelfil: spara dokumentet som ren text först",
				 "old Word or Excel file: save the document as plain text first");
	return LETA_OK;
}

static leta_status clean(const struct record_source *source, struct arena *arena,
			 struct text_clean *out, struct leta_error *err)
{
	leta_status status = refuse_binary(source->bytes, err);
	if (status != LETA_OK)
		return status;
	if (source->bytes.len == 0)
		return error_set(err, LETA_ERR_FORMAT, "filen är tom", "the file is empty");
	status = text_clean(source->bytes, arena, out, err);
	if (status != LETA_OK)
		return status;
	if (out->binary)
		return error_set(err, LETA_ERR_FORMAT, "filen är inte text",
				 "the file is not text");
	if (str_trim(out->text).len == 0)
		return error_set(err, LETA_ERR_FORMAT, "filen har ingen text",
				 "the file has no text");
	return LETA_OK;
}

static bool add_quality(struct record_builder *b, const struct text_clean *c)
{
	bool utf8 = word_same(str_from(c->encoding), STR("UTF-8")) ||
		    word_same(str_from(c->encoding), STR("US-ASCII"));
	return (utf8 || record_flag(b, "encoding", str_from(c->encoding))) &&
	       (c->mojibake == 0 || record_flag(b, "mojibake_repaired", STR(""))) &&
	       (c->replaced == 0 || record_flag(b, "invalid_bytes", STR(""))) &&
	       (c->controls == 0 || record_flag(b, "control_characters", STR("")));
}

static leta_status read_one(const struct format *format, const struct record_source *source,
			    const struct text_clean *cleaned, struct arena *arena,
			    struct record_read *out, struct leta_error *err)
{
	struct record_builder b;
	if (!record_builder_init(&b, arena))
		return arena_status(arena, err);
	leta_status status = format->one(&b, cleaned->text, err);
	if (status != LETA_OK)
		return status;
	bool done = (!source->id || record_add_text(&b, LETA_FIELD_ID, str_from(source->id), 0)) &&
		    (!source->path ||
		     record_add_text(&b, LETA_FIELD_PATH, str_from(source->path), 0)) &&
		    add_quality(&b, cleaned);
	status = record_builder_status(&b, err);
	if (status != LETA_OK || !done)
		return status != LETA_OK ? status : error_nomem(err);
	status = record_finish(&b, err);
	*out = (struct record_read){
		.record = b.record, .row = source->bytes, .where = source->path};
	return status;
}

static const struct format *format_of(const struct record_source *source, struct str text)
{
	enum leta_format wanted = source->format;
	if (wanted == LETA_FORMAT_AUTO)
		wanted = record_detect(text, source->path);
	/* Clean text has no tabs: a table of them is only one before cleaning. */
	if (source->format == LETA_FORMAT_AUTO && wanted == LETA_FORMAT_TEXT &&
	    memchr(source->bytes.ptr, '\t', source->bytes.len) &&
	    record_detect(source->bytes, source->path) == LETA_FORMAT_CSV)
		wanted = LETA_FORMAT_CSV;
	for (size_t i = 0; i < N_FORMATS; i++)
		if (formats[i].format == wanted)
			return &formats[i];
	return NULL;
}

struct record_file {
	const struct record_source *source;
	const struct format *format;
	struct arena *arena; /* of the cleaned text */
	struct text_clean cleaned;
	struct str rest;     /* not yet cut off */
	unsigned line;       /* before it */
};

static leta_status open_file(struct record_file *file, struct leta_error *err)
{
	leta_status status = clean(file->source, file->arena, &file->cleaned, err);
	if (status != LETA_OK)
		return status;
	file->rest = file->cleaned.text;
	file->format = format_of(file->source, file->cleaned.text);
	return file->format ? LETA_OK
			    : error_set(err, LETA_ERR_INVALID, "okänt format", "unknown format");
}

leta_status record_file_open(const struct record_source *source, struct record_file **out,
			     struct leta_error *err)
{
	if (source->bytes.len > RECORD_FILE_MAX)
		return error_set(err, LETA_ERR_LIMIT, "filen är större än %zu byte",
				 "the file is larger than %zu bytes", RECORD_FILE_MAX);
	struct record_file *file = calloc(1, sizeof(*file));
	if (!file)
		return error_nomem(err);
	file->source = source;
	file->arena = arena_new(source->bytes.len * CLEAN_FACTOR + CLEAN_EXTRA);
	leta_status status = file->arena ? open_file(file, err) : error_nomem(err);
	if (status != LETA_OK) {
		record_file_close(file);
		return status;
	}
	*out = file;
	return LETA_OK;
}

static unsigned count_lines(struct str text)
{
	unsigned n = 0;
	for (const char *p = text.ptr, *end = p + text.len; (p = memchr(p, '\n', (size_t)(end - p))); p++)
		n++;
	return n;
}

bool record_file_next(struct record_file *file, size_t bytes, struct record_part *out)
{
	struct str rest = file->rest;
	if (rest.len == 0)
		return false;
	size_t n = rest.len;
	if (file->format->format == LETA_FORMAT_JSONL && bytes < n) {
		const char *end = memchr(rest.ptr + bytes, '\n', n - bytes);
		n = end ? (size_t)(end - rest.ptr) + 1 : n;
	}
	*out = (struct record_part){str_sub(rest, 0, n), file->line};
	file->rest = str_sub(rest, n, rest.len);
	if (file->rest.len > 0)
		file->line += count_lines(out->text);
	return true;
}

leta_status record_file_read(const struct record_file *file, const struct record_part *part,
			     record_fn *fn, void *ctx, struct leta_error *err)
{
	struct arena *arena = arena_new(RECORD_TEXT_MAX);
	struct record_read read;
	leta_status status;
	if (!arena)
		return error_nomem(err);
	if (file->format->rows) {
		status = file->format->rows(file->source, part, arena, fn, ctx, err);
	} else {
		status = read_one(file->format, file->source, &file->cleaned, arena, &read, err);
		if (status == LETA_OK)
			status = fn(ctx, &read, err);
	}
	arena_free(arena);
	return status;
}

void record_file_close(struct record_file *file)
{
	if (!file)
		return;
	arena_free(file->arena);
	free(file);
}

leta_status record_read(const struct record_source *source, record_fn *fn, void *ctx,
			struct leta_error *err)
{
	struct record_file *file;
	struct record_part part;
	leta_status status = record_file_open(source, &file, err);
	if (status != LETA_OK)
		return status;
	while (status == LETA_OK && record_file_next(file, SIZE_MAX, &part))
		status = record_file_read(file, &part, fn, ctx, err);
	record_file_close(file);
	return status;
}
