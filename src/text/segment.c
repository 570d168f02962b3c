/*
 * segment.c: our rules over Unicode's words, in a fixed order: what begins with a digit, addresses,
 * abbreviations, references, hyphens, and last what is inside a word (colon, full stop, apostrophe).
 *
 * Most words are letters only with a blank after them: they leave at the first test.
 */
#include "text/segment.h"

#include <stdint.h>

#include "base/utf8.h"

void segmenter_begin(struct segmenter *s, struct text_words *words, struct str text)
{
	s->text = text;
	s->words = words;
	s->pos = 0;
	text_words_begin(words, text);
}

static unsigned char at(struct str s, size_t pos)
{
	return pos < s.len ? (unsigned char)s.ptr[pos] : 0;
}

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static bool letter_at(struct str s, size_t pos)
{
	return pos < s.len && utf8_is_letter(utf8_next(s, &pos));
}

/* Bytes of a hyphen at pos: "-", U+2010, U+2011; 0 when there is none. */
static size_t hyphen_at(struct str s, size_t pos)
{
	if (at(s, pos) == '-')
		return 1;
	if (at(s, pos) == 0xE2 && at(s, pos + 1) == 0x80 &&
	    (at(s, pos + 2) == 0x90 || at(s, pos + 2) == 0x91))
		return 3;
	return 0;
}

static bool take(struct segment *out, enum segment_kind kind, size_t start, size_t end)
{
	out->kind = kind;
	out->start = start;
	out->end = out->value_end = end;
	return true;
}

static void part(struct segment *out, size_t start, size_t core, size_t end, bool digits)
{
	out->parts[out->n_parts++] =
		(struct segment_part){ .start = start, .end = end, .core = core, .digits = digits };
}

/* "EU:s", "TV:n", "tv:ns"; not "Datum:Version", nor a glued label such as "Sökande:AS". */
static bool is_genitive(struct str s, size_t start, size_t colon, size_t end)
{
	struct str suffix = str_sub(s, colon + 1, end);
	bool capitals = true;

	if (!pattern_is_colon_suffix(suffix))
		return false;
	for (size_t pos = start; pos < colon;)
		capitals &= utf8_is_upper(utf8_next(s, &pos));
	return capitals || suffix.ptr[0] >= 'a';
}

/* Every piece between full stops is one letter: "U.S.A" → "USA". */
static bool initials(struct str s, const struct text_span *span, struct segment *out)
{
	size_t n = 0;

	out->value.len = 0;
	for (size_t pos = span->start; pos < span->end; n++, pos++) {
		size_t start = pos;

		if (!utf8_is_letter(utf8_next(s, &pos)) || (pos < span->end && at(s, pos) != '.') ||
		    out->value.len + 4 > sizeof(out->value.text))
			return false;
		memcpy(out->value.text + out->value.len, s.ptr + start, pos - start);
		out->value.len += pos - start;
	}
	return n >= 2 && take(out, SEGMENT_INITIALS, span->start, span->end);
}

/* Where the run of letters and digits at pos ends, within a word. */
static size_t run_end(struct str s, size_t pos, size_t end)
{
	while (pos < end) {
		size_t next = pos;
		uint32_t cp = utf8_next(s, &next);

		if (cp == ':' || cp == '.' || cp == ',' || cp == ';' || cp == '\'' || cp == 0x2019 ||
		    cp == 0x2018 || cp == 0xB7)
			break;
		pos = next;
	}
	return pos;
}

/* Cuts a word at the first mark inside it that does not belong there; finds the core. */
static void trim(struct str s, const struct text_span *span, size_t *core, size_t *end)
{
	size_t pos = run_end(s, span->start, span->end);

	*end = *core = span->end;
	while (pos < span->end) {
		size_t next = pos, rest;
		uint32_t cp = utf8_next(s, &next);

		rest = run_end(s, next, span->end);
		if (cp == ':') {
			bool genitive = is_genitive(s, span->start, pos, rest);

			*core = pos;
			*end = genitive ? rest : pos;
			break;
		}
		if ((cp == '\'' || cp == 0x2019) && rest == next + 1 && (at(s, next) | 0x20) == 's') {
			*core = pos;
			*end = rest;
			break;
		}
		if (cp != '\'' && cp != 0x2019 &&
		    !(is_digit(at(s, pos - 1)) && is_digit(at(s, next)))) {
			*core = *end = pos;
			break;
		}
		pos = rest;
	}
	if (*end <= span->start) /* cannot be, by Unicode's rules; but progress must not depend on them */
		*core = *end = span->end;
}

static bool number(struct segmenter *s, const struct text_span *span, struct segment *out)
{
	size_t end = pattern_number(s->text, span->start, &out->value);

	if (end == 0 || letter_at(s->text, end) || end < span->end)
		return false;
	return take(out, SEGMENT_NUMBER, span->start, end);
}

/* "3:e", "1:a", "21:an" → the number. */
static bool ordinal(struct segmenter *s, const struct text_span *span, struct segment *out)
{
	size_t colon = span->end, end = colon + 1;

	if (!span->digits || at(s->text, colon) != ':' || span->end - span->start > 24)
		return false;
	while (letter_at(s->text, end) && end - colon < 5)
		end++;
	if (!pattern_is_colon_suffix(str_sub(s->text, colon + 1, end)) || letter_at(s->text, end))
		return false;
	pattern_number(s->text, span->start, &out->value);
	return take(out, SEGMENT_NUMBER, span->start, end);
}

/* The pieces of a reference: its words, each for itself. */
static bool code(struct segmenter *s, const struct text_span *span, struct segment *out)
{
	size_t end = pattern_code(s->text, span->start, &out->value);
	struct text_span piece;

	if (end == 0)
		return false;
	for (size_t pos = span->start; pos < end && out->n_parts < SEGMENT_PARTS_MAX; pos = piece.end) {
		if (!text_words_next(s->words, pos, &piece) || piece.start >= end)
			break;
		piece.end = piece.end > end ? end : piece.end;
		part(out, piece.start, piece.end, piece.end, piece.digits);
	}
	return take(out, SEGMENT_CODE, span->start, end);
}

/* A line that ends in a hyphen: where its word goes on, in small letters, or 0. */
static size_t next_line(struct str s, size_t pos)
{
	static const struct str CONJUNCTIONS[] = { { "och", 3 }, { "eller", 5 }, { "samt", 4 },
		                                   { "respektive", 10 }, { "till", 4 } };

	if (at(s, pos) != '\n')
		return 0;
	pos++;
	while (at(s, pos) == ' ')
		pos++;
	for (size_t i = 0; i < sizeof(CONJUNCTIONS) / sizeof(CONJUNCTIONS[0]); i++) {
		if (str_starts(str_sub(s, pos, s.len), CONJUNCTIONS[i]) &&
		    !letter_at(s, pos + CONJUNCTIONS[i].len))
			return 0;
	}
	if (pos < s.len) {
		size_t next = pos;

		return utf8_is_lower(utf8_next(s, &next)) ? pos : 0;
	}
	return 0;
}

/* Where the word after a hyphen begins, or 0; *suspended when the hyphen waits for a later word. */
static size_t after_hyphen(struct str s, size_t pos, bool *suspended)
{
	size_t n = hyphen_at(s, pos), next;

	if (n == 0)
		return 0;
	if (letter_at(s, pos + n) || is_digit(at(s, pos + n)))
		return pos + n;
	next = next_line(s, pos + n);
	*suspended = next == 0 && (at(s, pos + n) == ' ' || at(s, pos + n) == '\n' ||
	                           at(s, pos + n) == ',' || at(s, pos + n) == '/' ||
	                           at(s, pos + n) == 0xC2);
	return next;
}

/* A word, and the words that hang on it by hyphens. */
static bool word(struct segmenter *s, const struct text_span *first, struct segment *out)
{
	struct text_span span = *first;
	size_t core, end, next;

	out->value.len = 0;
	for (;;) {
		trim(s->text, &span, &core, &end);
		part(out, span.start, core, end, span.digits);
		if (out->n_parts == SEGMENT_PARTS_MAX || end < span.end)
			break;
		next = after_hyphen(s->text, end, &out->suspended);
		if (next == 0 || !text_words_next(s->words, next, &span) || span.start != next)
			break;
		if (span.digits && out->parts[out->n_parts - 1].digits)
			break; /* "2007-2013": two numbers */
	}
	return take(out, out->n_parts > 1 ? SEGMENT_HYPHENATED : SEGMENT_WORD, first->start, end);
}

static bool matched(size_t end, enum segment_kind kind, size_t start, struct segment *out)
{
	return end > 0 && take(out, kind, start, end);
}

static bool begins_with_digit(struct segmenter *s, const struct text_span *span, struct segment *out)
{
	size_t start = span->start, hyphen;

	if (start > 0 && at(s->text, start - 1) == '+' && !(start > 1 && letter_at(s->text, start - 2)) &&
	    matched(pattern_phone(s->text, start - 1, &out->value), SEGMENT_PHONE, start - 1, out))
		return true;
	if (matched(pattern_email(s->text, start, &out->value), SEGMENT_EMAIL, start, out) ||
	    matched(pattern_phone(s->text, start, &out->value), SEGMENT_PHONE, start, out) ||
	    matched(pattern_date(s->text, start, &out->value), SEGMENT_DATE, start, out) ||
	    code(s, span, out) || ordinal(s, span, out))
		return true;
	hyphen = hyphen_at(s->text, span->end);
	if (hyphen > 0 && !is_digit(at(s->text, span->end + hyphen)))
		return word(s, span, out); /* "40-talet", "40- och 50-talet" */
	return number(s, span, out) || word(s, span, out);
}

/* Letters, with something after or inside them that may mean more. */
static bool begins_with_letter(struct segmenter *s, const struct text_span *span, struct segment *out)
{
	struct str text = s->text;
	size_t start = span->start, end;
	unsigned char next = at(text, span->end);

	if (next == '@' || next == '.' || next == '-' || next == '_' || next == '+' || next == '%' ||
	    next == ':' || !span->plain) {
		if (matched(pattern_email(text, start, &out->value), SEGMENT_EMAIL, start, out) ||
		    matched(pattern_host(text, start, &out->value), SEGMENT_HOST, start, out))
			return true;
	}
	if (span->end - start <= 5 &&
	    matched(pattern_abbreviation(text, start, &out->value), SEGMENT_ABBREVIATION, start, out))
		return true;
	if (initials(text, span, out))
		return true;
	if ((next == '/' || next == '-' || next == ':') && code(s, span, out))
		return true;
	word(s, span, out);
	end = span->plain ? pattern_series(text, start, span->end, &out->value) : 0;
	if (end > 0)
		out->value_end = end;
	else
		out->value.len = 0;
	return true;
}

/* A blank, comma or the like after letters only: nothing can follow that concerns the word. */
static bool is_lonely(struct str s, const struct text_span *span)
{
	struct pattern_value ignored;
	size_t next = span->end;

	if (!span->plain)
		return false;
	switch (at(s, next)) {
	case ' ':
		/* "SOU 2007:104", "t ex" */
		return !is_digit(at(s, next + 1)) &&
		       (next - span->start > 2 || pattern_abbreviation(s, span->start, &ignored) == 0);
	case '.':
		return span->end - span->start > 4 && (at(s, next + 1) == ' ' || at(s, next + 1) == '\n') &&
		       !is_digit(at(s, next + 2));
	case '\n': case ',': case ')': case '!': case '?': case ';': case '"':
		return true;
	default:
		return false;
	}
}

bool segmenter_next(struct segmenter *s, struct segment *out)
{
	struct text_span span;

	if (!text_words_next(s->words, s->pos, &span))
		return false;
	out->n_parts = 0;
	out->value.len = 0;
	out->suspended = false;
	if (is_lonely(s->text, &span)) {
		part(out, span.start, span.end, span.end, false);
		take(out, SEGMENT_WORD, span.start, span.end);
	} else if (is_digit(at(s->text, span.start))) {
		begins_with_digit(s, &span, out);
	} else {
		begins_with_letter(s, &span, out);
	}
	s->pos = out->end;
	return true;
}
