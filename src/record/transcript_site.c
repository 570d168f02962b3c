/*
 * transcript_site.c: what the sites that turn PDF files into text put in front of it.
 *
 * A marker line ("Transkript", "Full text") ends it; all before the marker is the site's, except
 * the title. Without a marker only lines that are known go. A list of other documents' titles may
 * stand there too: they are related.
 */
#include "record/transcript.h"

#include "base/utf8.h"
#include "record/word.h"

#define HEAD_LINES 400     /* the marker stands among the first lines */
#define PROBE_LINES 60     /* that tell a site */
#define TITLE_LINE_MAX 400 /* longer lines are text */

struct site_line {
	const char *text;
	bool prefix;        /* the line only begins so */
	bool marker;        /* the report begins after it */
	const char *layout; /* whose line it is; NULL = many sites' */
};

static const struct site_line site_lines[] = {
	{"Transkript", false, true, "docplayer"},
	{"Transcript", false, true, "docplayer"},
	{"Save this PDF as:", false, false, "docplayer"},
	{"WORD PNG TXT JPG", false, false, "docplayer"},
	{"Storlek: px", false, false, "docplayer"},
	{"Storlek:", true, false, "docplayer"},
	{"Starta visningen från sidan:", true, false, "docplayer"},
	{"Visningar:", true, false, "docplayer"},
	{"Relevanta dokument", false, false, "docplayer"},
	{"Full text", false, true, "5dok"},
	{"• No results found", false, false, "5dok"},
	{"Academic year:", true, false, "5dok"},
	{"Share \"", true, false, "5dok"},
	{"Copied!", false, false, "5dok"},
	{"Protected", false, false, "5dok"},
	{"N/A", false, false, "5dok"},
	{"Show more", false, false, "5dok"},
	{"Citation preview", false, true, "pdfslide"},
	{"Embed Size (px)", false, false, "pdfslide"},
	{"• Upload", false, false, "pdfslide"},
	{"• View", false, false, "pdfslide"},
	{"• Download", false, false, "pdfslide"},
	{"Document related concepts", true, false, "studylib"},
	{"abcdocz", true, false, "abcdocz"},
	{"spotidoc", true, false, "spotidoc"},
	{"Download \"", true, false, NULL},
	{"Ladda ner \"", true, false, NULL},
	{"Download", false, false, NULL},
	{"Ladda ner", false, false, NULL},
	{"Loading...", true, false, NULL},
	{"Advertisement", false, false, NULL},
	{"Log in", false, false, NULL},
	{"Create new account", false, false, NULL},
	{"Add to collection", true, false, NULL},
	{"Add to favorites", true, false, NULL},
	{"|", false, false, NULL},
};

/* Case and runs of blanks do not count. */
static bool is_line(struct str line, const struct site_line *wanted)
{
	struct str text = str_from(wanted->text);
	struct word a, b;
	size_t i = 0, j = 0;
	if (wanted->prefix)
		return line.len >= text.len && word_same(str_sub(line, 0, text.len), text);
	while (word_next(text, &j, &b))
		if (!word_next(line, &i, &a) || !word_same(a.text, b.text))
			return false;
	return !word_next(line, &i, &a);
}

static const struct site_line *find_line(struct str line)
{
	for (size_t i = 0; line.len > 0 && line.len < TITLE_LINE_MAX &&
			   i < sizeof(site_lines) / sizeof(site_lines[0]);
	     i++)
		if (is_line(line, &site_lines[i]))
			return &site_lines[i];
	return NULL;
}

/* 'Download "Title"' → Title; empty when the line is no such thing. */
static struct str quoted_title(struct str line)
{
	size_t open = str_find(line, STR("\""), 0);
	if (!str_ends(line, STR("\"")) || open == (size_t)-1 || open + 2 > line.len)
		return (struct str){0};
	return str_trim(str_sub(line, open + 1, line.len - 1));
}

static bool has_letters(struct str line)
{
	size_t letters = 0;
	for (size_t pos = 0; pos < line.len && letters < 3;)
		letters += utf8_is_letter(utf8_next(line, &pos));
	return letters >= 3;
}

struct head {
	struct record_builder *b;
	struct str title, quoted;
	const char *layout;
	bool related; /* titles of other documents follow */
};

/* 'Download "Title"' is kept without the title, which the record has. */
static bool strip_quoted(struct head *h, struct str line)
{
	size_t open = str_find(line, STR("\""), 0);
	const char *kept =
		arena_printf(h->b->arena, STR_FMT "\"…\"", STR_ARG(str_sub(line, 0, open)));
	return kept && record_strip(h->b, str_from(kept));
}

static bool take_line(struct head *h, struct str line, const struct site_line *known,
		      unsigned line_no)
{
	struct str quoted = known ? quoted_title(line) : (struct str){0};
	if (known && known->layout && (!h->layout || known->marker))
		h->layout = known->layout;
	if (known && is_line(line, &(struct site_line){.text = "Relevanta dokument"})) {
		h->related = true;
		return record_strip(h->b, line);
	}
	if (quoted.len > 0) {
		h->quoted = quoted;
		return strip_quoted(h, line);
	}
	if (!known && h->title.len == 0 && has_letters(line)) {
		h->title = line;
		return true;
	}
	if (!known && h->related)
		return transcript_add_related(h->b, line, (struct str){0}, line_no);
	return str_eq(line, h->title) || !has_letters(line) || record_strip(h->b, line);
}

/* Whether a marker ends the head of this text. */
static bool has_marker(struct str text)
{
	struct str line;
	for (int i = 0; i < HEAD_LINES && str_line(&text, &line); i++) {
		const struct site_line *known = find_line(str_trim(line));
		if (known && known->marker)
			return true;
	}
	return false;
}

/* Known lines beside `first` that make a site certain: another one of its own, or its quoted title.
 */
static bool confirms(const struct site_line *first, const struct site_line *known, struct str line)
{
	if (known == first)
		return false;
	return known->layout ? strcmp(known->layout, first->layout) == 0
			     : quoted_title(line).len > 0;
}

bool transcript_has_site(struct str text)
{
	for (int i = 0; i < PROBE_LINES; i++) {
		struct str line, rest;
		if (!str_line(&text, &line))
			return false;
		const struct site_line *first = find_line(str_trim(line));
		bool named = first && first->layout;
		rest = text;
		for (int k = 0; named && k < PROBE_LINES && str_line(&rest, &line); k++) {
			const struct site_line *known = find_line(str_trim(line));
			if (known && confirms(first, known, str_trim(line)))
				return true;
		}
	}
	return false;
}

static struct str title_of(const struct head *h)
{
	struct str title = h->quoted.len > 0 ? h->quoted : h->title;
	struct str prefix = STR("Microsoft Word - ");
	size_t suffix = str_find(title, STR(".pdf"), 0);
	if (str_starts(title, prefix))
		title = str_sub(title, prefix.len, title.len);
	return suffix == (size_t)-1 || suffix < prefix.len ? title : str_sub(title, 0, suffix);
}

bool transcript_strip_site(struct record_builder *b, struct str text, struct stretch *body)
{
	struct head h = {.b = b};
	struct str rest = text, line;
	bool marker = has_marker(text), any = false;
	unsigned line_no = 0;
	*body = (struct stretch){.text = text, .line = 1};
	while (str_line(&rest, &line)) {
		struct str bare = str_trim(line);
		const struct site_line *known = find_line(bare);
		bool title = !marker && h.title.len == 0 && bare.len < TITLE_LINE_MAX;
		line_no++;
		if (bare.len > 0 && !marker && !known && !title &&
		    !(h.related && bare.len < TITLE_LINE_MAX))
			break;
		if (bare.len > 0 && !take_line(&h, bare, known, line_no))
			return false;
		any = any || known;
		if (any || marker)
			*body = (struct stretch){.text = rest, .line = line_no + 1};
		if (known && known->marker)
			break;
	}
	const char *layout = h.layout ? h.layout : "transcript";
	if (any)
		body->title = title_of(&h);
	return record_add_text(b, LETA_FIELD_LAYOUT, str_from(layout), 0);
}
