/*
 * words.c: see words.h. Weights of sections are those of the index (schema/section.c), in words of
 * plain text.
 */
#include "compare/words.h"

#include "base/utf8.h"
#include "query/no_room.h"
#include "schema/section.h"
#include "text/token.h"

#define WEIGHT_OF_TEXT 4.0 /* section weights are in quarters */
#define WORTH_PART 0.5     /* a part of a compound */
#define WORTH_JOINED 0.5   /* a form that is joined or rebuilt from words that are there */

static double field_worth(uint32_t which)
{
	if (which != LETA_FIELD_TITLE && which != LETA_FIELD_OBJECTIVE)
		return 0;
	return leta_field_info((enum leta_field_id)which)->weight / WEIGHT_OF_TEXT;
}

/* What every report has, or what is not its own. */
static bool is_boilerplate(enum leta_section_role role)
{
	return role == LETA_ROLE_HORIZONTAL || role == LETA_ROLE_FRONT ||
	       role == LETA_ROLE_CONTENTS || role == LETA_ROLE_SOURCES;
}

double words_stream_worth(const struct leta_record *record, const struct forward_stream *stream)
{
	if (stream->kind == FORWARD_FIELD)
		return field_worth(stream->which);
	if (stream->which >= record->n_sections)
		return 0;
	const struct leta_section *section = &record->sections[stream->which];
	if (section->copied || is_boilerplate(section->role))
		return 0;
	return section_info(section->role)->weight / WEIGHT_OF_TEXT;
}

static double token_worth(const struct forward_token *token)
{
	if (token->stop)
		return 0;
	switch ((enum text_kind)token->kind) {
	case TEXT_WORD:
		return 1;
	case TEXT_PART:
		return WORTH_PART;
	case TEXT_JOINED:
		return WORTH_JOINED;
	case TEXT_NUMBER:
	case TEXT_CODE:
	case TEXT_EMAIL:
	case TEXT_PHONE:
		break;
	}
	return 0;
}

leta_status words_of(const struct leta_record *record, const struct forward *forward,
		     struct arena *arena, struct words *out, struct leta_error *err)
{
	struct words words = {.record = record, .forward = forward};
	words.uses = arena_zalloc(arena, forward->n_terms + 1, sizeof(*words.uses));
	if (!words.uses)
		return no_room(arena, err);
	for (size_t s = 0; s < forward->n_streams; s++) {
		const struct forward_stream *stream = &forward->streams[s];
		double worth = words_stream_worth(record, stream);
		for (size_t i = 0; worth > 0 && i < stream->n_tokens; i++)
			words.uses[stream->tokens[i].term] +=
				worth * token_worth(&stream->tokens[i]);
	}
	for (size_t i = 0; i < forward->n_terms; i++) {
		words.length += words.uses[i];
		words.n += words.uses[i] > 0;
	}
	*out = words;
	return LETA_OK;
}

/* ---- names ---- */

struct capitals {
	unsigned *large, *all; /* of each term, inside sentences */
};

static bool is_large(struct str word)
{
	size_t pos = 0;
	uint32_t letter = word.len > 0 ? utf8_next(word, &pos) : 0;
	return utf8_is_upper(letter);
}

/* Whether a byte stands inside a sentence: behind a word or a comma. */
static bool is_inside(struct str text, size_t start)
{
	while (start > 0 && text.ptr[start - 1] == ' ')
		start--;
	if (start == 0)
		return false;
	uint32_t before = utf8_prev(text, &start);
	return utf8_is_letter(before) || before == ',' || (before >= '0' && before <= '9');
}

static void count_capitals(const struct forward_stream *stream, struct str text,
			   struct capitals *out)
{
	for (size_t i = 0; i < stream->n_tokens; i++) {
		const struct forward_token *token = &stream->tokens[i];
		if (token->kind != TEXT_WORD || token->start >= text.len ||
		    !is_inside(text, token->start))
			continue;
		out->all[token->term]++;
		out->large[token->term] +=
			is_large(str_sub(text, token->start, token->start + token->length));
	}
}

leta_status words_names(struct view *view, const struct words *words, struct arena *arena,
			bool **out, struct leta_error *err)
{
	const struct forward *forward = words->forward;
	const struct leta_record *record;
	struct capitals capitals = {
		arena_zalloc(arena, forward->n_terms + 1, sizeof(*capitals.large)),
		arena_zalloc(arena, forward->n_terms + 1, sizeof(*capitals.all)),
	};
	bool *names = arena_zalloc(arena, forward->n_terms + 1, sizeof(*names));
	if (!capitals.large || !capitals.all || !names)
		return no_room(arena, err);
	leta_status st = view_record(view, &record, err);
	for (size_t s = 0; st == LETA_OK && s < forward->n_streams; s++) {
		const struct forward_stream *stream = &forward->streams[s];
		struct str text;
		if (stream->kind != FORWARD_SECTION || words_stream_worth(record, stream) <= 0)
			continue;
		st = view_stream_text(view, stream, &text, err);
		if (st == LETA_OK)
			count_capitals(stream, text, &capitals);
	}
	for (size_t i = 0; i < forward->n_terms; i++)
		names[i] = 2 * capitals.large[i] > capitals.all[i];
	*out = names;
	return st;
}
