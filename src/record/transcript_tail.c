/*
 * transcript_tail.c: the foreign tail: teasers for other documents after the report.
 *
 * A teaser is a title on a line, then a line that begins with that title and goes on, then "Läs
 * mer". Nothing of a report looks so. Without "Läs mer" three of them in a row are needed. What
 * follows the last teaser is the site's foot, unless it is long: then the teasers stood in front of
 * the report.
 */
#include "record/transcript.h"

#include "base/utf8.h"
#include "record/word.h"

#define TITLE_MIN 4       /* bytes */
#define DOUBLED_MIN 3     /* teasers without "Läs mer" that make a tail */
#define FOOT_LINE_MAX 400 /* longer lines after the tail are text */

/* A line that is not blank. */
struct line {
	struct str text;
	size_t start, end; /* in the body; end is behind the line feed */
	unsigned no;
};

struct lines {
	struct str body;
	size_t pos;
	unsigned no; /* of the line at pos */
};

static bool next_line(struct lines *l, struct line *out)
{
	while (l->pos < l->body.len) {
		struct str rest = str_sub(l->body, l->pos, l->body.len), line;
		size_t start = l->pos;
		str_line(&rest, &line);
		l->pos = l->body.len - rest.len;
		*out = (struct line){str_trim(line), start, l->pos, l->no++};
		if (out->text.len > 0)
			return true;
	}
	return false;
}

static bool is_more(struct str line)
{
	return word_same(line, STR("Läs mer")) || word_same(line, STR("Läs mer »")) ||
	       word_same(line, STR("Read more"));
}

/* Whether b is "a and on". */
static bool goes_on(struct str a, struct str b)
{
	return a.len >= TITLE_MIN && b.len > a.len && str_starts(b, a);
}

bool transcript_add_related(struct record_builder *b, struct str title, struct str excerpt,
			    unsigned line)
{
	struct leta_record *r = b->record;
	struct leta_related *list =
		arena_grow(b->arena, r->related, r->n_related, &b->related_cap, sizeof(*list));
	const char *name = arena_strdup(b->arena, title);
	const char *text = excerpt.len > 0 ? arena_strdup(b->arena, excerpt) : NULL;
	if (!list || !name || (excerpt.len > 0 && !text))
		return false;
	r->related = list;
	list[r->n_related++] = (struct leta_related){name, text, line};
	return true;
}

/* Reads the teaser that begins with `first`; `l` is behind it. On failure `l` is where it was. */
static bool read_teaser(struct lines *l, const struct line *first, struct line *excerpt, bool *more)
{
	struct lines after = *l;
	struct line end;
	if (!next_line(&after, excerpt) || !goes_on(first->text, excerpt->text))
		return false;
	*l = after;
	*more = next_line(&after, &end) && is_more(end.text);
	if (*more)
		*l = after;
	return true;
}

struct tail {
	size_t from, to; /* of the body */
	unsigned line;   /* after it */
	size_t n, n_more;
};

/* The first run of teasers that counts; lines between teasers belong to it. */
static bool find_tail(struct stretch body, struct tail *out)
{
	struct lines l = {body.text, 0, body.line};
	struct line line, excerpt;
	struct tail tail = {0};
	while (next_line(&l, &line)) {
		bool more = false;
		if (!read_teaser(&l, &line, &excerpt, &more)) {
			if (tail.n_more == 0 && tail.n < DOUBLED_MIN)
				tail = (struct tail){0};
			continue;
		}
		if (tail.n == 0)
			tail.from = line.start;
		tail.n++;
		tail.n_more += more;
		tail.to = l.pos;
		tail.line = l.no;
	}
	*out = tail;
	return tail.n_more > 0 || tail.n >= DOUBLED_MIN;
}

static bool take_tail(struct record_builder *b, struct lines *l, size_t *n)
{
	struct line line, excerpt;
	while (next_line(l, &line)) {
		bool more = false;
		struct lines before = *l;
		b->record->related_chars += utf8_count(line.text);
		if (!read_teaser(l, &line, &excerpt, &more)) {
			*l = before;
			continue;
		}
		b->record->related_chars +=
			utf8_count(excerpt.text) + (more ? utf8_count(STR("Läs mer")) : 0);
		*n += more;
		if (!transcript_add_related(b, line.text, excerpt.text, line.no))
			return false;
	}
	return true;
}

/* Short lines after the tail are the site's; a long one is text. */
static bool is_foot(struct str after)
{
	struct str line;
	while (str_line(&after, &line))
		if (line.len > FOOT_LINE_MAX)
			return false;
	return true;
}

static bool strip_foot(struct record_builder *b, struct str foot)
{
	struct str line;
	while (str_line(&foot, &line))
		if (!record_strip(b, line))
			return false;
	return true;
}

bool transcript_cut_tail(struct record_builder *b, struct stretch *body)
{
	struct tail tail;
	if (!find_tail(*body, &tail))
		return true;
	struct str after = str_sub(body->text, tail.to, body->text.len);
	struct str before = str_sub(body->text, 0, tail.from);
	struct lines l = {str_sub(body->text, 0, tail.to), tail.from, body->line};
	for (size_t i = 0; i < tail.from; i++)
		l.no += body->text.ptr[i] == '\n';
	if (!take_tail(b, &l, &body->n_teasers))
		return false;
	if (is_foot(after)) {
		body->text = before;
		return strip_foot(b, after);
	}
	if (str_trim(before).len < FOOT_LINE_MAX) {
		body->text = after;
		body->line = tail.line;
		return strip_foot(b, before);
	}
	body->text = before;
	return true;
}
