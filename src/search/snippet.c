/*
 * snippet.c: the few lines of a document that show best why it was found.
 *
 * Windows are chosen on tokens alone; only the texts of the chosen ones are unpacked. A window's
 * worth is the rarity of the different units in it, repeats add little, and sections that every
 * page has count less. The cut begins where a sentence begins when one does nearby. Runs of blanks
 * become one, so marks are moved along.
 *
 * A hit without any place in its text shows the value of the field where it was found.
 */
#include "search/hit.h"

#include "base/utf8.h"
#include "query/no_room.h"

#define WINDOW_WORDS 30
#define WORDS_BEFORE 10  /* the first mark, when no sentence begins nearby */
#define SENTENCE_BACK 14 /* words that a sentence's begin may lie before the first mark */
#define SNIPPETS_MAX 3
#define SNIPPET_BYTES 700
#define REPEAT_WORTH 0.15
#define SECOND_WORTH 0.3 /* of the first, that a further snippet must have */

struct window {
	size_t from, to; /* places, `to` excluded */
	uint64_t units;  /* one bit each */
	double worth;
};

/* ---- choosing ---- */

static double role_factor(const struct leta_section *section)
{
	double factor = 1;
	switch (section->role) {
	case LETA_ROLE_HORIZONTAL:
		factor = 0.4;
		break;
	case LETA_ROLE_SOURCES:
		factor = 0.3;
		break;
	case LETA_ROLE_FRONT:
		factor = 0.6;
		break;
	case LETA_ROLE_BODY:
	case LETA_ROLE_TITLE:
	case LETA_ROLE_SUMMARY:
	case LETA_ROLE_BACKGROUND:
	case LETA_ROLE_PURPOSE:
	case LETA_ROLE_GOALS:
	case LETA_ROLE_RESULTS:
	case LETA_ROLE_LESSONS:
	case LETA_ROLE_CONTENTS:
	case LETA_ROLE_COUNT:
		break;
	}
	return section->copied ? factor * 0.2 : factor;
}

static bool is_section(const struct hit *h, size_t place)
{
	return h->forward->streams[h->places[place].stream].kind == FORWARD_SECTION &&
	       !h->units->items[h->places[place].unit].field;
}

/* The window that begins at a place. `shown`: units that an earlier snippet shows already. */
static struct window window_at(const struct hit *h, size_t from, uint64_t shown)
{
	const struct place *first = &h->places[from];
	struct window w = {.from = from, .to = from};
	for (; w.to < h->n_places && h->places[w.to].stream == first->stream &&
	       h->places[w.to].span.hi < first->span.lo + WINDOW_WORDS;
	     w.to++) {
		uint64_t bit = (uint64_t)1 << h->places[w.to].unit;
		double weight = h->units->items[h->places[w.to].unit].weight;
		w.worth += (w.units | shown) & bit ? weight * REPEAT_WORTH : weight;
		w.units |= bit;
	}
	if (w.to == from) /* a span longer than a window: it is one all the same */
		w.to = from + 1;
	const struct forward_stream *stream = &h->forward->streams[first->stream];
	w.worth *= role_factor(&h->record->sections[stream->which]);
	return w;
}

static bool overlap(const struct hit *h, const struct window *a, const struct window *b)
{
	return h->places[a->from].stream == h->places[b->from].stream && a->from < b->to &&
	       b->from < a->to;
}

/* The best window that overlaps none of the chosen ones; worth 0 when there is none. */
static struct window best_window(const struct hit *h, const struct window *chosen, size_t n,
				 uint64_t shown)
{
	struct window best = {0};
	for (size_t i = 0; i < h->n_places; i++) {
		if (!is_section(h, i))
			continue;
		struct window w = window_at(h, i, shown);
		bool free = true;
		for (size_t k = 0; free && k < n; k++)
			free = !overlap(h, &w, &chosen[k]);
		if (free && w.worth > best.worth)
			best = w;
	}
	return best;
}

static bool other_section(const struct hit *h, const struct window *w, const struct window *chosen,
			  size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (h->places[chosen[i].from].stream == h->places[w->from].stream)
			return false;
	return true;
}

/* One snippet; a second for other words or another section; a third for other words only. */
static size_t choose_windows(const struct hit *h, struct window chosen[SNIPPETS_MAX])
{
	uint64_t shown = 0;
	size_t n = 0;
	while (n < SNIPPETS_MAX) {
		struct window w = best_window(h, chosen, n, shown);
		bool news = (w.units & ~shown) != 0;
		bool enough = n == 0 || w.worth >= chosen[0].worth * SECOND_WORTH ||
			      (n == 1 && !news && w.worth > 0 && chosen[0].units == w.units);
		bool wanted = n == 0 || news || (n == 1 && other_section(h, &w, chosen, n));
		if (w.worth <= 0 || !enough || !wanted)
			break;
		shown |= w.units;
		chosen[n++] = w;
	}
	return n;
}

/* ---- cutting ---- */

struct cut {
	struct str text;  /* of the section or the field */
	const char *name; /* its heading or name */
	const struct forward_stream *stream;
	size_t start, end;         /* bytes */
	bool open_start, open_end; /* inside a sentence */
};

static bool is_blank_at(struct str text, size_t pos)
{
	size_t next = pos;
	return pos >= text.len || utf8_is_space(utf8_next(text, &next));
}

/* Whether a sentence or paragraph ends between two neighbouring tokens. */
static bool sentence_ends(struct str text, size_t from, size_t to)
{
	bool stop = false;
	for (size_t i = from; i < to; i++) {
		char c = text.ptr[i];
		if (c == '\n' && i + 1 < to && text.ptr[i + 1] == '\n')
			return true;
		if (c == '.' || c == '!' || c == '?')
			stop = true;
	}
	return stop && to > from && is_blank_at(text, to - 1);
}

static size_t token_end(const struct forward_token *token)
{
	return (size_t)token->start + token->length;
}

static bool begins_sentence(const struct cut *c, size_t token)
{
	if (token == 0)
		return true;
	return sentence_ends(c->text, token_end(&c->stream->tokens[token - 1]),
			     c->stream->tokens[token].start);
}

/* The token where the cut begins: the nearest sentence's begin before the mark, else a few words
 * before it. */
static size_t first_token(const struct cut *c, size_t mark)
{
	const struct forward_token *tokens = c->stream->tokens;
	size_t plain = mark;
	for (size_t t = mark + 1; t-- > 0;) {
		uint32_t back = tokens[mark].position - tokens[t].position;
		if (back > SENTENCE_BACK)
			break;
		if (!tokens[t].colocated && begins_sentence(c, t))
			return t;
		if (back <= WORDS_BEFORE && !tokens[t].colocated)
			plain = t;
	}
	return plain;
}

/* The last token: the window's words are used up, or a sentence ends in the last third of it. */
static size_t last_token(const struct cut *c, size_t first, size_t mark)
{
	const struct forward_token *tokens = c->stream->tokens;
	size_t last = mark;
	for (size_t t = mark + 1; t < c->stream->n_tokens; t++) {
		uint32_t words = tokens[t].position - tokens[first].position;
		if (words > WINDOW_WORDS)
			break;
		if (words > WINDOW_WORDS * 2 / 3 && !tokens[t].colocated && begins_sentence(c, t))
			break;
		last = t;
	}
	return last;
}

/* Takes in the quotes and points that touch the first and last word. */
static void widen(struct cut *c)
{
	for (int i = 0; i < 8 && c->start > 0; i++) {
		size_t before = c->start;
		if (utf8_is_space(utf8_prev(c->text, &before)))
			break;
		c->start = before;
	}
	for (int i = 0; i < 8 && !is_blank_at(c->text, c->end); i++)
		utf8_next(c->text, &c->end);
}

static void cut_at(struct cut *c, size_t first_mark, size_t last_mark)
{
	const struct forward_token *tokens = c->stream->tokens;
	size_t first = first_token(c, first_mark);
	size_t last = last_token(c, first, last_mark);
	c->open_start = !begins_sentence(c, first);
	c->start = tokens[first].start;
	c->end = token_end(&tokens[first]);
	for (size_t t = first; t <= last; t++) /* a part ends before its word */
		if (token_end(&tokens[t]) > c->end)
			c->end = token_end(&tokens[t]);
	size_t word_end = c->end;
	widen(c);
	c->open_end = c->end < c->text.len && !sentence_ends(c->text, word_end, c->end + 1);
	if (c->end - c->start > SNIPPET_BYTES) {
		c->end = utf8_floor(c->text, c->start + SNIPPET_BYTES);
		c->open_end = true;
	}
}

static size_t collapsed_length(struct str text)
{
	size_t n = 0;
	bool blank = false;
	for (size_t i = 0; i < text.len;) {
		size_t from = i;
		bool space = utf8_is_space(utf8_next(text, &i));
		n += space ? (blank ? 0 : 1) : i - from;
		blank = space;
	}
	return n;
}

/* ---- marks and pages ---- */

/* Merges marks that overlap or touch. */
static size_t merge_marks(struct leta_mark *marks, size_t n)
{
	size_t kept = 0;
	for (size_t i = 1; i < n; i++) /* nearly sorted already */
		for (size_t k = i; k > 0 && marks[k].start < marks[k - 1].start; k--) {
			struct leta_mark swap = marks[k];
			marks[k] = marks[k - 1];
			marks[k - 1] = swap;
		}
	for (size_t i = 0; i < n; i++) {
		if (kept > 0 && marks[i].start <= marks[kept - 1].end) {
			if (marks[i].end > marks[kept - 1].end)
				marks[kept - 1].end = marks[i].end;
		} else {
			marks[kept++] = marks[i];
		}
	}
	return kept;
}

static leta_status marks_in(struct hit *h, const struct cut *c, const struct window *w,
			    struct hit_marks *out, struct leta_error *err)
{
	uint32_t stream = h->places[w->from].stream;
	size_t kept = 0, from = w->from;
	leta_status st = LETA_OK;
	while (from > 0 && h->places[from - 1].stream == stream)
		from--;
	for (size_t i = from; st == LETA_OK && i < h->n_places && h->places[i].stream == stream;
	     i++) {
		const struct span *span = &h->places[i].span;
		if (c->stream->tokens[span->first].start < c->end &&
		    token_end(&c->stream->tokens[span->last]) > c->start)
			st = hit_mark(h, &h->places[i], out, err);
	}
	for (size_t i = 0; i < out->n; i++)
		if (out->items[i].start >= c->start && out->items[i].end <= c->end)
			out->items[kept++] = out->items[i];
	out->n = merge_marks(out->items, kept);
	return st;
}

/* ---- snippets ---- */

#define ELLIPSIS "… "
#define ELLIPSIS_END " …"

static leta_status write_text(const struct cut *c, struct arena *results, const char **out,
			      struct leta_error *err)
{
	struct buf text;
	buf_init(&text, SNIPPET_BYTES * 2);
	if (c->open_start)
		buf_cstr(&text, ELLIPSIS);
	buf_collapsed(&text, str_sub(c->text, c->start, c->end));
	if (c->open_end)
		buf_cstr(&text, ELLIPSIS_END);
	leta_status st = buf_status(&text, err);
	if (st == LETA_OK && !(*out = arena_strdup(results, buf_view(&text))))
		st = no_room(results, err);
	buf_fini(&text);
	return st;
}

static leta_status write_snippet(const struct leta_record *record, const struct cut *c,
				 const struct hit_marks *marks, struct arena *results,
				 struct leta_snippet *out, struct leta_error *err)
{
	size_t section = c->stream->which, shift = c->open_start ? sizeof(ELLIPSIS) - 1 : 0;
	size_t first = marks->n > 0 ? marks->items[0].start : c->start;
	size_t last = marks->n > 0 ? marks->items[marks->n - 1].end - 1 : c->start;
	*out = (struct leta_snippet){.section = c->name};
	if (c->stream->kind == FORWARD_SECTION) {
		out->page = view_page_of(record, section, first);
		out->last_page = view_page_of(record, section, last);
	}
	out->marks = arena_zalloc(results, marks->n + 1, sizeof(*out->marks));
	if (!out->marks)
		return no_room(results, err);
	for (size_t i = 0; i < marks->n; i++)
		out->marks[out->n_marks++] = (struct leta_mark){
			shift + collapsed_length(str_sub(c->text, c->start, marks->items[i].start)),
			shift + collapsed_length(str_sub(c->text, c->start, marks->items[i].end)),
		};
	return write_text(c, results, &out->text, err);
}

static leta_status cut_window(struct hit *h, const struct leta_record *record,
			      const struct window *w, struct arena *results,
			      struct leta_snippet *out, struct leta_error *err)
{
	struct cut c = {.stream = &h->forward->streams[h->places[w->from].stream]};
	struct hit_marks marks = {0};
	uint32_t last = h->places[w->from].span.last;
	for (size_t i = w->from; i < w->to; i++)
		if (h->places[i].span.last > last)
			last = h->places[i].span.last;
	leta_status st = view_stream_text(h->view, c.stream, &c.text, err);
	if (st != LETA_OK)
		return st;
	c.name = view_stream_name(record, c.stream, h->lang);
	cut_at(&c, h->places[w->from].span.first, last);
	st = marks_in(h, &c, w, &marks, err);
	return st == LETA_OK ? write_snippet(record, &c, &marks, results, out, err) : st;
}

/* Where a document is best begun when nothing in its text was asked for. */
static const enum leta_section_role lead_roles[] = {
	LETA_ROLE_SUMMARY,
	LETA_ROLE_PURPOSE,
	LETA_ROLE_BACKGROUND,
	LETA_ROLE_BODY,
};

static const struct forward_stream *lead_stream(const struct hit *h)
{
	for (size_t r = 0; r < sizeof(lead_roles) / sizeof(lead_roles[0]); r++)
		for (size_t i = 0; i < h->forward->n_streams; i++) {
			const struct forward_stream *stream = &h->forward->streams[i];
			if (stream->kind == FORWARD_SECTION && stream->n_tokens > 0 &&
			    h->record->sections[stream->which].role == lead_roles[r])
				return stream;
		}
	return NULL;
}

static leta_status cut_lead(struct hit *h, const struct leta_record *record, struct arena *results,
			    struct leta_hit *out, struct leta_error *err)
{
	struct cut c = {.stream = lead_stream(h)};
	struct hit_marks none = {0};
	if (!c.stream)
		return LETA_OK;
	leta_status st = view_section_text(h->view, c.stream->which, &c.text, err);
	if (st != LETA_OK)
		return st;
	c.name = view_stream_name(record, c.stream, h->lang);
	cut_at(&c, 0, 0);
	st = write_snippet(record, &c, &none, results, &out->snippets[out->n_snippets], err);
	out->n_snippets += st == LETA_OK ? 1 : 0;
	return st;
}

/* The first place in a field other than the title, which every hit shows. */
static bool field_window(const struct hit *h, struct window *out)
{
	for (size_t i = 0; i < h->n_places; i++) {
		const struct forward_stream *stream = &h->forward->streams[h->places[i].stream];
		if (stream->kind != FORWARD_FIELD || stream->which == LETA_FIELD_TITLE ||
		    h->units->items[h->places[i].unit].field)
			continue;
		*out = (struct window){.from = i, .to = i + 1};
		return true;
	}
	return false;
}

/* Nothing in the text: the value that was found, then how the text begins. */
static leta_status cut_without_text(struct hit *h, const struct leta_record *record,
				    struct arena *results, struct leta_hit *out,
				    struct leta_error *err)
{
	struct window w;
	leta_status st = LETA_OK;
	if (field_window(h, &w)) {
		st = cut_window(h, record, &w, results, &out->snippets[0], err);
		out->n_snippets = st == LETA_OK ? 1 : 0;
	}
	return st == LETA_OK ? cut_lead(h, record, results, out, err) : st;
}

leta_status snippets_cut(struct hit *h, const struct leta_record *record, struct arena *results,
			 struct leta_hit *out, struct leta_error *err)
{
	struct window chosen[SNIPPETS_MAX];
	size_t n = choose_windows(h, chosen);
	leta_status st = hit_unpack(h, err);
	if (st != LETA_OK)
		return st;
	out->snippets = arena_zalloc(results, SNIPPETS_MAX, sizeof(*out->snippets));
	if (!out->snippets)
		return no_room(results, err);
	if (n == 0)
		return cut_without_text(h, record, results, out, err);
	for (size_t i = 0; st == LETA_OK && i < n; i++) {
		st = cut_window(h, record, &chosen[i], results, &out->snippets[i], err);
		out->n_snippets = i + (st == LETA_OK ? 1 : 0);
	}
	return st;
}
