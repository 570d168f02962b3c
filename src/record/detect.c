/*
 * detect.c: what a text is, by its content; the file's name only decides where content leaves it
 * open.
 *
 * A probe must not claim what another reader does better: registers first (their rows can hold
 * anything), then transcripts (which can quote a page), then pages, and plain text for all the
 * rest.
 */
#include "record/columns.h"
#include "record/esf.h"
#include "record/read.h"
#include "record/transcript.h"
#include "record/word.h"

#define PAGE_RUN 3      /* pages in a row */
#define PAGES_BYTES 900 /* of such a run: shorter ones are numbered lists */
#define LONG_LINE 400   /* mean bytes of lines that are pages */
#define BREAKS_MIN 2    /* sentences that such lines break */
#define COLUMNS_MAX 200

/* Whether a line is one JSON object by its quotes and braces: nothing is allocated, so memory
 * cannot decide. */
static bool is_json_object(struct str line)
{
	size_t depth = 0, i = 0;
	bool quoted = false;
	struct str inside = str_trim(str_sub(line, 1, line.len));
	if (line.len < 2 || line.ptr[0] != '{' || (inside.ptr[0] != '"' && inside.ptr[0] != '}'))
		return false;
	for (; i < line.len; i++) {
		char c = line.ptr[i];
		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '{' || c == '['))
			depth++;
		else if (!quoted && (c == '}' || c == ']') && --depth == 0)
			break;
	}
	return i + 1 == line.len;
}

/* The first line that is not blank. */
static struct str first_line(struct str text, struct str *rest)
{
	struct str line = STR("");
	*rest = text;
	while (str_line(rest, &line))
		if (str_trim(line).len > 0)
			return str_trim(line);
	return STR("");
}

/* The number of separators outside quotes. */
static size_t count_separators(struct str line, char separator)
{
	size_t n = 0;
	bool quoted = false;
	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == '"')
			quoted = !quoted;
		n += !quoted && line.ptr[i] == separator;
	}
	return n;
}

static bool has_extension(const char *name, const char *extension)
{
	struct str s = str_from(name), wanted = str_from(extension);
	return s.len > wanted.len && word_same(str_sub(s, s.len - wanted.len, s.len), wanted);
}

/* One JSON object on the first line, or a damaged one in a file that is called so. */
static bool is_jsonl(struct str text, const char *name)
{
	struct str rest, line = first_line(text, &rest);
	bool named = has_extension(name, ".jsonl") || has_extension(name, ".ndjson");
	return is_json_object(line) || (named && str_starts(line, STR("{\"")));
}

static struct str unquoted(struct str cell)
{
	cell = str_trim(cell);
	bool quoted = cell.len >= 2 && cell.ptr[0] == '"' && cell.ptr[cell.len - 1] == '"';
	return quoted ? str_sub(cell, 1, cell.len - 1) : cell;
}

/* Two known columns, or any when the file is called so, and a second line with as many separators.
 */
static bool is_csv(struct str text, const char *name)
{
	struct str rest, header = first_line(text, &rest), ignored;
	struct str second = first_line(rest, &ignored), column;
	bool named = has_extension(name, ".csv") || has_extension(name, ".tsv");
	static const char separators[] = {';', '\t', ','};
	for (size_t i = 0; i < sizeof(separators); i++) {
		size_t n = count_separators(header, separators[i]), known = 0;
		if (n == 0 || n > COLUMNS_MAX)
			continue;
		for (struct str columns = header; str_cut(&columns, separators[i], &column);)
			known += columns_find(unquoted(column)) != NULL;
		bool same = count_separators(second, separators[i]) == n ||
			    memchr(second.ptr, '"', second.len);
		if (same && (known >= 2 || named))
			return true;
	}
	return false;
}

/* "7 Text of the page …", one long line for each page, the numbers rising one by one. */
static bool has_numbered_pages(struct str text)
{
	unsigned last = 0, run = 0;
	size_t bytes = 0;
	struct str line;
	while (str_line(&text, &line)) {
		unsigned number;
		size_t used;
		line = str_trim(line);
		if (line.len == 0)
			continue;
		bool numbered = word_number(line, &number, &used) && used < line.len &&
				line.ptr[used] == ' ';
		if (!numbered || number != last + 1 || run == 0) {
			run = numbered ? 1 : 0;
			bytes = 0;
		} else {
			run++;
		}
		last = numbered ? number : 0;
		bytes += line.len;
		if (run >= PAGE_RUN && bytes >= PAGES_BYTES)
			return true;
	}
	return false;
}

/* Long lines that break sentences, as paragraphs never do: pages without numbers. */
static bool has_broken_pages(struct str text)
{
	size_t lines = 0, bytes = 0, breaks = 0;
	struct str line, last = STR("");
	while (str_line(&text, &line)) {
		line = str_trim(line);
		if (line.len == 0)
			continue;
		breaks += last.len > 0 && !word_ends_sentence(last) && word_is_lower(line);
		lines++;
		bytes += line.len;
		last = line;
	}
	return breaks >= BREAKS_MIN && breaks * 3 >= lines && bytes / lines >= LONG_LINE;
}

enum leta_format record_detect(struct str text, const char *name)
{
	if (is_jsonl(text, name))
		return LETA_FORMAT_JSONL;
	if (transcript_has_site(text) || has_numbered_pages(text))
		return LETA_FORMAT_TRANSCRIPT;
	if (esf_detect(text))
		return LETA_FORMAT_ESF;
	if (is_csv(text, name))
		return LETA_FORMAT_CSV;
	return has_broken_pages(text) ? LETA_FORMAT_TRANSCRIPT : LETA_FORMAT_TEXT;
}
