/*
 * read.c: bytes of a file → records: make text of what is none, clean, find the format, read,
 * finish. Large registers of JSON lines are cut before they are cleaned.
 *
 * The cleaned text lives in one arena for the whole file; each record has another, with the cap of
 * one document, so that a register of a million rows needs no more memory than its largest row.
 */
#include "record/read.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "record/outside.h"
#include "record/word.h"
#include "text/clean.h"

/* Cleaning needs a few copies of the text at a time. */
#define CLEAN_FACTOR 8
/* A record needs its text, its lines and sections, and what finds its pages and copies. */
#define RECORD_FACTOR 4
#define CLEAN_EXTRA ((size_t)1 << 20)
#define MEMBER_PATH_MAX 8192 /* bytes of an archive's path and a member's name */

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

static leta_status clean(struct str bytes, struct arena *arena, struct text_clean *out,
			 struct leta_error *err)
{
	if (bytes.len == 0)
		return error_set(err, LETA_ERR_FORMAT, "filen är tom", "the file is empty");
	leta_status status = text_clean(bytes, arena, out, err);
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
	b.draft = source->draft;
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
		.record = b.record, .row = source->bytes, .raw = source->bytes, .where = source->path};
	return status;
}

/* How to read a text: as asked for, or as it looks. What was made of a web page is no register; what
 * was made of anything else is a report. */
static const struct format *format_of(const struct record_source *source, struct str text,
				      enum outside kind)
{
	bool made = kind != OUTSIDE_NONE;
	enum leta_format wanted = source->format;
	bool own = wanted == LETA_FORMAT_ESF || wanted == LETA_FORMAT_TRANSCRIPT ||
		   wanted == LETA_FORMAT_TEXT || wanted == LETA_FORMAT_JSONL ||
		   wanted == LETA_FORMAT_CSV;
	if (!own)
		wanted = made && kind != OUTSIDE_HTML ? LETA_FORMAT_TEXT
						      : record_detect(text, source->path);
	/* Clean text has no tabs: a table of them is only one before cleaning. */
	if (!own && !made && wanted == LETA_FORMAT_TEXT &&
	    memchr(source->bytes.ptr, '\t', source->bytes.len) &&
	    record_detect(source->bytes, source->path) == LETA_FORMAT_CSV)
		wanted = LETA_FORMAT_CSV;
	if (made && (wanted == LETA_FORMAT_JSONL || wanted == LETA_FORMAT_CSV))
		wanted = LETA_FORMAT_TEXT;
	for (size_t i = 0; i < N_FORMATS; i++)
		if (formats[i].format == wanted)
			return &formats[i];
	return NULL;
}

struct record_file {
	const struct record_source *source;
	enum outside kind;
	const struct format *format; /* NULL: an archive */
	struct arena *arena;         /* of the cleaned text */
	struct text_clean cleaned;
	struct buf made; /* what the helper made: the text, or the members of an archive */
	struct str rest; /* not yet cut off */
	unsigned line;   /* before it */
	bool raw;        /* its parts are yet to be cleaned */
};

/* Only reports have pages: elsewhere a form feed is a line end. */
static leta_status without_feeds(struct str *text, struct arena *arena, struct leta_error *err)
{
	if (!memchr(text->ptr, '\f', text->len))
		return LETA_OK;
	char *copy = arena_strdup(arena, *text);
	if (!copy)
		return arena_status(arena, err);
	for (size_t i = 0; i < text->len; i++)
		if (copy[i] == '\f')
			copy[i] = '\n';
	text->ptr = copy;
	return LETA_OK;
}

/* The text that the helper makes of a document, cleaned. A page is cleaned before, too: the helper
 * reads UTF-8. */
static leta_status make_text(enum outside kind, const struct record_source *source, struct arena *arena,
			     struct buf *made, struct text_clean *out, struct leta_error *err)
{
	struct str bytes = source->bytes;
	leta_status status = LETA_OK;
	*out = (struct text_clean){.encoding = "UTF-8"};
	if (kind == OUTSIDE_HTML) {
		status = clean(bytes, arena, out, err);
		bytes = out->text;
	}
	if (status == LETA_OK)
		status = outside_extract(kind, bytes, source->helper, made, err);
	if (status == LETA_OK && str_trim(buf_view(made)).len == 0)
		return error_set(err, LETA_ERR_FORMAT,
				 kind == OUTSIDE_PDF ? "filen har ingen text (inskannad?)"
						     : "filen har ingen text",
				 kind == OUTSIDE_PDF ? "the file has no text (scanned?)"
						     : "the file has no text");
	const char *encoding = out->encoding;
	if (status == LETA_OK)
		status = clean(buf_view(made), arena, out, err);
	if (kind == OUTSIDE_HTML && status == LETA_OK)
		out->encoding = encoding;
	return status;
}

static leta_status open_archive(struct record_file *file, struct leta_error *err)
{
	leta_status status = outside_extract(OUTSIDE_ZIP, file->source->bytes, file->source->helper,
					     &file->made, err);
	if (status == LETA_OK && file->made.len == 0)
		return error_set(err, LETA_ERR_FORMAT, "arkivet har inga dokument",
				 "the archive has no documents");
	if (status == LETA_OK)
		file->rest = buf_view(&file->made);
	return status;
}

/* Line separators of Unicode are allowed inside the strings of JSON, where they end no line; cleaning
 * would make line feeds of them. */
static leta_status without_separators(struct str *bytes, struct arena *arena, struct leta_error *err)
{
	static const struct str separators[] = {STR_INIT("\u2028"), STR_INIT("\u2029")};
	char *copy = NULL;
	for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++) {
		size_t at = str_find(*bytes, separators[i], 0);
		if (at == (size_t)-1)
			continue;
		if (!copy && !(copy = arena_strdup(arena, *bytes)))
			return arena_status(arena, err);
		bytes->ptr = copy;
		for (; at != (size_t)-1; at = str_find(*bytes, separators[i], at))
			memset(copy + at, ' ', separators[i].len);
	}
	return LETA_OK;
}

/* Whether a file's bytes are lines of JSON, as far as they tell before they are clean. */
static bool may_be_jsonl(const struct record_source *source)
{
	struct str start = str_trim(str_sub(source->bytes, 0, 1000));
	return source->format == LETA_FORMAT_JSONL ||
	       (source->format == LETA_FORMAT_AUTO && str_starts(start, STR("{")));
}

/* Whether a byte of a text is a control character that a clean text has not, but for tabs and line ends. */
static bool has_controls(struct str s)
{
	uint64_t eight;
	for (size_t pos = 0, end; pos < s.len; pos = end) {
		end = s.len - pos < sizeof(eight) ? s.len : pos + sizeof(eight);
		if (end - pos == sizeof(eight)) {
			memcpy(&eight, s.ptr + pos, sizeof(eight));
			/* a high bit where a byte is less than a blank; or more than one, which costs a look */
			if (!((eight - UINT64_C(0x2020202020202020)) & ~eight & UINT64_C(0x8080808080808080)))
				continue;
		}
		for (size_t i = pos; i < end; i++) {
			bool line_end = s.ptr[i] == '\r' && i + 1 < s.len && s.ptr[i + 1] == '\n';
			if ((unsigned char)s.ptr[i] < ' ' && s.ptr[i] != '\n' && s.ptr[i] != '\t' && !line_end)
				return true;
		}
	}
	return false;
}

/* The line with the first record, and the blank ones before it. */
static struct str head_of(struct str text)
{
	struct str rest = text, line;
	while (str_line(&rest, &line) && str_trim(line).len == 0)
		;
	return str_sub(text, 0, (size_t)(rest.ptr - text.ptr));
}

bool record_is_plain(struct str bytes)
{
	return utf8_validate(bytes) == bytes.len && !has_controls(bytes) &&
	       str_find(bytes, STR("\xC2\x85"), 0) == (size_t)-1;
}

/*
 * Leaves the cleaning of JSON lines to the threads that read them, where it gives the same lines: where they are
 * plain. *raw: it does.
 */
static leta_status leave_raw(struct record_file *file, bool *raw, struct leta_error *err)
{
	const struct record_source *source = file->source;
	struct str bytes = source->bytes;
	struct text_clean head;
	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		bytes = str_sub(bytes, 3, bytes.len);
	*raw = may_be_jsonl(source) && str_trim(bytes).len > 0 && record_is_plain(bytes);
	if (!*raw)
		return LETA_OK;
	leta_status status = text_clean(head_of(bytes), file->arena, &head, err);
	if (status != LETA_OK)
		return status;
	file->format = format_of(source, head.text, OUTSIDE_NONE);
	*raw = file->raw = file->format && file->format->format == LETA_FORMAT_JSONL;
	file->rest = bytes;
	return LETA_OK;
}

static leta_status clean_text(struct record_file *file, struct leta_error *err)
{
	struct str bytes = file->source->bytes;
	leta_status status = LETA_OK;
	if (may_be_jsonl(file->source))
		status = without_separators(&bytes, file->arena, err);
	return status == LETA_OK ? clean(bytes, file->arena, &file->cleaned, err) : status;
}

static leta_status open_text(struct record_file *file, struct leta_error *err)
{
	const struct record_source *source = file->source;
	bool raw = false;
	leta_status status = file->kind == OUTSIDE_NONE ? leave_raw(file, &raw, err) : LETA_OK;
	if (status != LETA_OK || raw)
		return status;
	status = file->kind == OUTSIDE_NONE ? clean_text(file, err)
					    : make_text(file->kind, source, file->arena, &file->made,
							&file->cleaned, err);
	if (status != LETA_OK)
		return status;
	file->format = format_of(source, file->cleaned.text, file->kind);
	if (!file->format)
		return error_set(err, LETA_ERR_INVALID, "okänt format", "unknown format");
	if (file->format->format != LETA_FORMAT_TEXT)
		status = without_feeds(&file->cleaned.text, file->arena, err);
	file->rest = file->cleaned.text;
	return status;
}

static leta_status new_file(const struct record_source *source, struct record_file **out, struct leta_error *err)
{
	struct record_file *file = calloc(1, sizeof(*file));
	if (!file)
		return error_nomem(err);
	file->source = source;
	file->kind = outside_detect(source->bytes, source->format);
	bool zip = file->kind == OUTSIDE_ZIP, made = file->kind != OUTSIDE_NONE;
	size_t room = made && source->bytes.len < RECORD_TEXT_MAX ? RECORD_TEXT_MAX : source->bytes.len;
	file->arena = arena_new(room * CLEAN_FACTOR + CLEAN_EXTRA);
	buf_init(&file->made, zip ? RECORD_FILE_MAX : RECORD_TEXT_MAX);
	*out = file;
	return file->arena ? LETA_OK : error_nomem(err);
}

leta_status record_file_open(const struct record_source *source, struct record_file **out,
			     struct leta_error *err)
{
	struct record_file *file = NULL;
	if (source->bytes.len > RECORD_FILE_MAX)
		return error_set(err, LETA_ERR_LIMIT, "filen är större än %zu byte",
				 "the file is larger than %zu bytes", RECORD_FILE_MAX);
	leta_status status = new_file(source, &file, err);
	if (status == LETA_OK)
		status = outside_refuse(source->bytes, err);
	if (status == LETA_OK)
		status = file->kind == OUTSIDE_ZIP ? open_archive(file, err) : open_text(file, err);
	if (status != LETA_OK) {
		record_file_close(file);
		return status;
	}
	*out = file;
	return LETA_OK;
}

leta_status record_file_open_lines(const struct record_source *source, struct record_file **out,
				   struct leta_error *err)
{
	struct record_file *file = NULL;
	bool raw = false;
	leta_status status = new_file(source, &file, err);
	if (status == LETA_OK && file->kind == OUTSIDE_NONE)
		status = leave_raw(file, &raw, err);
	if (status == LETA_OK && raw) {
		file->rest = STR("");
		*out = file;
		return LETA_OK;
	}
	record_file_close(file);
	*out = NULL;
	return status;
}

unsigned record_count_lines(struct str text)
{
	unsigned n = 0;
	for (const char *p = text.ptr, *end = p + text.len; (p = memchr(p, '\n', (size_t)(end - p))); p++)
		n++;
	return n;
}

bool record_file_next(struct record_file *file, size_t bytes, struct record_part *out)
{
	struct str rest = file->rest, name, member;
	size_t n = rest.len;
	if (rest.len == 0)
		return false;
	if (!file->format) {
		if (!outside_member(&file->rest, &name, &member))
			return false;
		n -= file->rest.len;
	} else if (file->format->format == LETA_FORMAT_JSONL && bytes < n) {
		const char *end = memchr(rest.ptr + bytes, '\n', n - bytes);
		n = end ? (size_t)(end - rest.ptr) + 1 : n;
	}
	*out = (struct record_part){.text = str_sub(rest, 0, n), .line = file->line};
	file->rest = str_sub(rest, n, rest.len);
	if (file->format && file->rest.len > 0)
		file->line += record_count_lines(out->text);
	return true;
}

/* A member that cannot be read is told and passed over, like a row. */
static leta_status read_member(const struct record_source *archive, struct str name, struct str bytes,
			       record_fn *fn, void *ctx, struct leta_error *err)
{
	struct leta_error fault = {0};
	struct buf path, id;
	size_t base = name.len, dot;
	while (base > 0 && name.ptr[base - 1] != '/')
		base--;
	for (dot = name.len; dot > base && name.ptr[dot - 1] != '.';)
		dot--;
	buf_init(&path, MEMBER_PATH_MAX);
	buf_init(&id, MEMBER_PATH_MAX);
	buf_printf(&path, "%s/" STR_FMT, archive->path ? archive->path : "-", STR_ARG(name));
	buf_str(&id, str_sub(name, base, dot > base ? dot - 1 : name.len));
	struct record_source member = {.path = path.data,
				       .id = id.data,
				       .bytes = bytes,
				       .format = archive->format,
				       .helper = archive->helper,
				       .draft = archive->draft};
	leta_status status = buf_status(&path, &fault);
	if (status == LETA_OK && outside_detect(bytes, LETA_FORMAT_AUTO) == OUTSIDE_ZIP)
		status = error_set(&fault, LETA_ERR_FORMAT, "ett arkiv i ett arkiv läses inte",
				   "an archive in an archive is not read");
	else if (status == LETA_OK)
		status = record_read(&member, fn, ctx, &fault);
	if (status == LETA_ERR_FORMAT || status == LETA_ERR_LIMIT) {
		struct record_read read = {.where = path.data, .fault = &fault, .row = bytes, .raw = bytes};
		status = fn(ctx, &read, err);
	} else if (status != LETA_OK && err) {
		*err = fault;
	}
	buf_fini(&path);
	buf_fini(&id);
	return status;
}

void record_place(const struct record_source *source, unsigned line, char out[RECORD_PLACE_MAX])
{
	snprintf(out, RECORD_PLACE_MAX, "%s:%u", source->path ? source->path : "-", line);
}

/* Lines that are cleaned and read one after the other. */
struct raw_lines {
	const struct record_source *source;
	struct arena *text;   /* what is cleaned, */
	struct arena *record; /* of one row */
	record_fn *fn;
	void *ctx;
};

static leta_status clean_lines(const struct raw_lines *r, struct record_part *part, struct leta_error *err)
{
	struct text_clean cleaned;
	struct str lines = part->text, text = lines;
	leta_status status = without_separators(&text, r->text, err);
	if (status == LETA_OK)
		status = text_clean(text, r->text, &cleaned, err);
	if (status != LETA_OK)
		return status;
	part->text = cleaned.text;
	if (record_count_lines(cleaned.text) == record_count_lines(lines))
		part->raw = lines;
	return LETA_OK;
}

static leta_status read_stretch(const struct raw_lines *r, struct str lines, unsigned line, struct leta_error *err)
{
	struct record_part part = {.text = lines, .line = line};
	if (lines.len == 0)
		return LETA_OK;
	leta_status status = text_is_clean(lines) ? LETA_OK : clean_lines(r, &part, err);
	return status == LETA_OK ? record_read_jsonl(r->source, &part, r->record, r->fn, r->ctx, err) : status;
}

/* Those that the caller has are passed over. */
static leta_status read_raw(const struct raw_lines *r, const struct record_part *part, struct leta_error *err)
{
	struct str rest = part->text, from = rest, line;
	char where[RECORD_PLACE_MAX];
	struct record_read read = {.where = where};
	unsigned first = part->line, number = part->line;
	leta_status status = LETA_OK;
	while (status == LETA_OK && r->source->known) {
		struct str before = rest;
		if (!str_line(&rest, &line))
			break;
		number++;
		read.row = read.raw = str_trim(line);
		if (!r->source->known(r->ctx, read.raw, read.head, number, &read.known))
			continue;
		status = read_stretch(r, str_sub(from, 0, (size_t)(before.ptr - from.ptr)), first, err);
		record_place(r->source, number, where);
		if (status == LETA_OK)
			status = r->fn(r->ctx, &read, err);
		from = rest;
		first = number;
	}
	return status == LETA_OK ? read_stretch(r, from, first, err) : status;
}

/* Bytes for one record: more for a file that is one long text; what the helper made may be meant to be much. */
static size_t record_room(const struct record_file *file)
{
	bool one = file->format->one && file->kind == OUTSIDE_NONE;
	return RECORD_TEXT_MAX + (one ? file->cleaned.text.len * RECORD_FACTOR : 0);
}

leta_status record_file_read(const struct record_file *file, const struct record_part *part,
			     record_fn *fn, void *ctx, struct leta_error *err)
{
	struct str rest = part->text, name, bytes;
	struct record_read read;
	if (!file->format)
		return outside_member(&rest, &name, &bytes)
			       ? read_member(file->source, name, bytes, fn, ctx, err)
			       : LETA_OK;
	struct arena *arena = arena_new(record_room(file));
	struct arena *text = arena_new(part->text.len * CLEAN_FACTOR + CLEAN_EXTRA);
	leta_status status = arena && text ? LETA_OK : error_nomem(err);
	if (status == LETA_OK && file->raw) {
		struct raw_lines lines = {file->source, text, arena, fn, ctx};
		status = read_raw(&lines, part, err);
	} else if (status == LETA_OK && file->format->rows) {
		status = file->format->rows(file->source, part, arena, fn, ctx, err);
	} else if (status == LETA_OK) {
		status = read_one(file->format, file->source, &file->cleaned, arena, &read, err);
		if (status == LETA_OK)
			status = fn(ctx, &read, err);
	}
	arena_free(text);
	arena_free(arena);
	return status;
}

void record_file_close(struct record_file *file)
{
	if (!file)
		return;
	buf_fini(&file->made);
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
