/*
 * kwic.c: leta_kwic(): each use of the query's words as a line with context.
 *
 * By document, a line is made, handed out and forgotten. Sorted lines are collected with a key of
 * their context's words; what does not fit any more is counted, and told.
 */
#include "leta/kwic.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/utf8.h"
#include "query/no_room.h"
#include "search/uses.h"
#include "text/fold.h"
#include "text/grapheme.h"

#define QUESTION_MAX ((size_t)1 << 30)   /* bytes of the query, its plan and the list of documents */
#define COLLECTED_MAX ((size_t)256 << 20) /* bytes of lines to sort */
#define LINE_ROOM ((size_t)16 << 20)      /* that the last line collected may need */
#define CONTEXT_BYTES ((size_t)1 << 20)
#define MATCH_BYTES ((size_t)64 << 20)

struct collected {
	struct leta_kwic_line line; /* copied */
	struct str key;
	size_t number; /* in the order of documents */
};

struct kwic {
	const struct leta_query *query;
	const struct leta_kwic_options *options;
	const struct leta_kwic_callbacks *callbacks;
	const struct units *units;
	struct leta_kwic_total *total;
	const struct leta_record *record; /* of the document at hand */
	struct str id;
	struct buf left, match, right, words, key;
	struct arena *lines; /* of those to sort */
	struct collected *collected;
	size_t n_collected, cap;
	const char *last_id, *last_title, *last_section; /* in `lines`: most lines share them */
	bool ended;                                      /* a callback has had enough */
};

/* ---- contexts ---- */

static bool is_blank_before(struct str text, size_t pos)
{
	return pos == 0 || utf8_is_space(utf8_prev(text, &pos));
}

static bool is_blank_at(struct str text, size_t pos)
{
	return pos >= text.len || utf8_is_space(utf8_next(text, &pos));
}

/* Where the left context begins: `width` characters before the match, at a word if there is one. */
static size_t left_start(struct str text, size_t match, size_t width)
{
	size_t pos = match;
	bool blank = false;
	for (size_t n = 0; pos > 0 && n < width;) {
		bool space = utf8_is_space(utf8_prev(text, &pos));
		n += !(space && blank);
		blank = space;
	}
	size_t word = pos;
	while (word < match && !is_blank_before(text, word))
		utf8_next(text, &word);
	if (word == match && pos > 0)
		word = text_grapheme_after(text, pos);
	for (pos = word; pos < match && is_blank_at(text, pos);)
		utf8_next(text, &pos);
	return pos < match ? pos : word;
}

static size_t right_end(struct str text, size_t match, size_t width)
{
	size_t pos = match;
	bool blank = false;
	for (size_t n = 0; pos < text.len && n < width;) {
		bool space = utf8_is_space(utf8_next(text, &pos));
		n += !(space && blank);
		blank = space;
	}
	size_t word = pos;
	while (word > match && !is_blank_at(text, word))
		utf8_prev(text, &word);
	if (word == match && pos < text.len)
		word = text_grapheme_before(text, pos);
	for (pos = word; pos > match && is_blank_before(text, pos);)
		utf8_prev(text, &pos);
	return pos > match ? pos : word;
}

/* ---- sorting ---- */

static bool is_word_char(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') || utf8_is_letter(cp);
	return utf8_is_letter(cp) || (cp >= 0x180 && (cp < 0x2000 || cp > 0x206F));
}

static uint32_t step(struct str text, bool backwards, size_t *pos)
{
	return backwards ? utf8_prev(text, pos) : utf8_next(text, pos);
}

/* Appends the words of a text in lower case, a blank behind each; backwards: the last one first. */
static void append_words(struct str text, bool backwards, struct buf *out)
{
	size_t pos = backwards ? text.len : 0, end = text.len - pos;
	while (pos != end) {
		size_t from = pos, next;
		if (!is_word_char(step(text, backwards, &pos)))
			continue;
		for (next = pos; next != end && is_word_char(step(text, backwards, &next));)
			pos = next;
		struct str word = backwards ? str_sub(text, pos, from) : str_sub(text, from, pos);
		for (size_t i = 0; i < word.len;) {
			char bytes[4];
			buf_append(out, bytes, utf8_put(bytes, utf8_lower(utf8_next(word, &i))));
		}
		buf_char(out, ' ');
	}
}

static leta_status make_key(struct kwic *k, struct leta_error *err)
{
	bool left = k->options->order == LETA_KWIC_BY_LEFT;
	buf_clear(&k->words);
	buf_clear(&k->key);
	append_words(buf_view(left ? &k->left : &k->right), left, &k->words);
	buf_char(&k->words, '\t'); /* less than a blank: a context that ends here comes first */
	append_words(buf_view(left ? &k->right : &k->left), !left, &k->words);
	leta_status st = buf_status(&k->words, err);
	return st == LETA_OK ? text_sort_key(buf_view(&k->words), &k->key, err) : st;
}

static const char *keep_shared(struct kwic *k, const char **last, const char *text)
{
	if (text && (!*last || strcmp(*last, text) != 0))
		*last = arena_strdup(k->lines, str_from(text));
	return text ? *last : NULL;
}

static leta_status collect(struct kwic *k, const struct leta_kwic_line *line,
			   struct leta_error *err)
{
	if (k->total->left_out > 0 || arena_used(k->lines) > COLLECTED_MAX) {
		k->total->left_out++;
		return LETA_OK;
	}
	leta_status st = make_key(k, err);
	if (st != LETA_OK)
		return st;
	struct collected *list = arena_grow(k->lines, k->collected, k->n_collected, &k->cap,
					    sizeof(*list));
	if (!list)
		return no_room(k->lines, err);
	k->collected = list;
	struct collected *to = &list[k->n_collected];
	*to = (struct collected){.line = *line, .number = k->n_collected++};
	to->line.id = keep_shared(k, &k->last_id, line->id);
	to->line.title = keep_shared(k, &k->last_title, line->title);
	to->line.section = keep_shared(k, &k->last_section, line->section);
	to->line.left = arena_strdup(k->lines, str_from(line->left));
	to->line.match = arena_strdup(k->lines, str_from(line->match));
	to->line.right = arena_strdup(k->lines, str_from(line->right));
	to->key = (struct str){arena_strdup(k->lines, buf_view(&k->key)), k->key.len};
	return arena_failed(k->lines) ? no_room(k->lines, err) : LETA_OK;
}

static int by_key(const void *a, const void *b)
{
	const struct collected *x = a, *y = b;
	int order = str_cmp(x->key, y->key);
	return order != 0 ? order : x->number < y->number ? -1 : x->number > y->number;
}

/* ---- lines ---- */

static void hand_out(struct kwic *k, const struct leta_kwic_line *line)
{
	size_t limit = k->options->limit;
	if (k->ended || (limit > 0 && k->total->shown >= limit))
		return;
	k->total->shown++;
	k->ended = !k->callbacks->line(k->callbacks->ctx, line);
}

static void hand_out_sorted(struct kwic *k)
{
	if (k->n_collected > 1)
		qsort(k->collected, k->n_collected, sizeof(*k->collected), by_key);
	for (size_t i = 0; !k->ended && i < k->n_collected; i++)
		hand_out(k, &k->collected[i].line);
}

static void cut_line(struct kwic *k, struct str text, const struct use *use)
{
	size_t width = k->options->width > 0 ? k->options->width : LETA_KWIC_WIDTH;
	size_t from = left_start(text, use->start, width), to = right_end(text, use->end, width);
	buf_clear(&k->left);
	buf_clear(&k->match);
	buf_clear(&k->right);
	buf_collapsed(&k->left, str_sub(text, from, use->start));
	buf_collapsed(&k->match, str_sub(text, use->start, use->end));
	buf_collapsed(&k->right, str_sub(text, use->end, to));
}

static const char *text_of(const struct buf *b)
{
	return b->len > 0 ? b->data : "";
}

/* Title pages are shown by themselves and have no number. */
static size_t section_number(const struct leta_record *record, size_t section)
{
	size_t n = 0;
	if (record->sections[section].role == LETA_ROLE_FRONT)
		return 0;
	for (size_t i = 0; i <= section; i++)
		n += record->sections[i].role != LETA_ROLE_FRONT;
	return n;
}

static leta_status take_use(struct kwic *k, const struct uses_place *place, struct str text,
			    const struct use *use, struct leta_error *err)
{
	cut_line(k, text, use);
	struct leta_kwic_line line = {
		.id = leta_record_text(k->record, LETA_FIELD_ID),
		.title = leta_record_text(k->record, LETA_FIELD_TITLE),
		.section = view_stream_name(k->record, place->stream, k->query->lang),
		.start = use->start,
		.end = use->end,
		.left = text_of(&k->left),
		.match = text_of(&k->match),
		.right = text_of(&k->right),
		.word = k->units->items[use->unit].label,
	};
	if (place->stream->kind == FORWARD_SECTION) {
		size_t section = place->stream->which;
		line.section_no = section_number(k->record, section);
		line.page = view_page_of(k->record, section, use->start);
		line.last_page = view_page_of(k->record, section, use->end - 1);
	}
	leta_status st = buf_status(&k->match, err);
	if (st == LETA_OK && k->options->order != LETA_KWIC_BY_DOCUMENT)
		return collect(k, &line, err);
	if (st == LETA_OK)
		hand_out(k, &line);
	return st;
}

/* Whether the lines of a place will be looked at: else they are counted only. */
static bool is_wanted(const struct kwic *k)
{
	size_t limit = k->options->limit;
	if (k->options->order != LETA_KWIC_BY_DOCUMENT)
		return k->total->left_out == 0;
	return limit == 0 || k->total->shown < limit;
}

static leta_status take_place(void *ctx, const struct uses_place *place, struct leta_error *err)
{
	struct kwic *k = ctx;
	struct str text;
	leta_status st = LETA_OK;
	k->total->occurrences += place->n_uses;
	k->total->documents += place->new_document ? 1 : 0;
	if (!is_wanted(k)) {
		k->total->left_out +=
			k->options->order != LETA_KWIC_BY_DOCUMENT ? place->n_uses : 0;
		return LETA_OK;
	}
	st = view_record(place->view, &k->record, err);
	if (st == LETA_OK)
		st = view_stream_text(place->view, place->stream, &text, err);
	for (size_t i = 0; st == LETA_OK && !k->ended && i < place->n_uses; i++)
		st = take_use(k, place, text, &place->uses[i], err);
	return st == LETA_OK && k->ended ? LETA_ERR_CANCELLED : st;
}

/* ---- the whole ---- */

static bool tell_head(struct kwic *k, struct ask *a)
{
	struct leta_kwic_head head = {
		.query = arena_strdup(a->arena, a->text),
		.understood = ask_understood(a),
		.index = leta_index_fingerprint(a->index),
		.documents = a->match->total,
		.notices = a->notices,
		.n_notices = a->n_notices,
	};
	return !k->callbacks->head || k->callbacks->head(k->callbacks->ctx, &head);
}

static leta_status walk(struct kwic *k, struct ask *a, struct leta_error *err)
{
	if (!tell_head(k, a))
		return LETA_OK;
	leta_status st = uses_each(a->index, a->match, k->units, a->arena, take_place, k, err);
	if (st == LETA_ERR_CANCELLED && k->ended)
		return LETA_OK;
	if (st == LETA_OK)
		hand_out_sorted(k);
	return st;
}

static leta_status ask_and_walk(struct kwic *k, struct ask *a, struct leta_error *err)
{
	struct engine_match_options options = {.bm25 = session_bm25(), .limit = UINT32_MAX};
	struct units units;
	leta_status st = ask_match(a, &options, err);
	if (st == LETA_OK)
		st = uses_units(a, &units, err);
	k->units = &units;
	return st == LETA_OK ? walk(k, a, err) : st;
}

static leta_status run(struct kwic *k, struct leta_index *index, struct leta_error *err)
{
	struct arena *arena = arena_new(QUESTION_MAX);
	struct ask ask = {0};
	k->lines = arena_new(COLLECTED_MAX * 2 + LINE_ROOM);
	leta_status st = arena && k->lines ? LETA_OK : error_nomem(err);
	if (st == LETA_OK)
		st = ask_open(&ask, index, k->query, arena, err);
	if (st == LETA_OK)
		st = ask_and_walk(k, &ask, err);
	ask_fini(&ask);
	arena_free(k->lines);
	arena_free(arena);
	return st;
}

leta_status leta_kwic(leta_index *index, const struct leta_query *query,
		      const struct leta_kwic_options *options,
		      const struct leta_kwic_callbacks *callbacks, struct leta_kwic_total *total,
		      struct leta_error *err)
{
	struct kwic k = {
		.query = query, .options = options, .callbacks = callbacks, .total = total};
	if (options->width > LETA_KWIC_WIDTH_MAX)
		return error_set(err, LETA_ERR_INVALID, "sammanhanget får vara högst %d tecken",
				 "the context may be %d characters at most", LETA_KWIC_WIDTH_MAX);
	*total = (struct leta_kwic_total){0};
	buf_init(&k.left, CONTEXT_BYTES);
	buf_init(&k.match, MATCH_BYTES);
	buf_init(&k.right, CONTEXT_BYTES);
	buf_init(&k.words, CONTEXT_BYTES);
	buf_init(&k.key, CONTEXT_BYTES);
	leta_status st = run(&k, index, err);
	buf_fini(&k.left);
	buf_fini(&k.match);
	buf_fini(&k.right);
	buf_fini(&k.words);
	buf_fini(&k.key);
	return st;
}
