/*
 * words.c: a hand-written scanner for Latin text and ICU for the rest.
 *
 * The scanner knows Unicode's word-break classes of ASCII, Latin-1, Latin Extended and the punctuation
 * that Swedish texts have. A stretch for ICU begins where the last word ended and stops before a blank:
 * blanks are boundaries on both sides, so the two never see different context.
 */
#include "text/words.h"

#include <stdint.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/eight.h"
#include "base/error.h"
#include "base/utf8.h"

#define BLOCK ((size_t)64) /* bytes looked at together: as many as a number has bits */
#define STRETCH_MAX ((size_t)64 << 10) /* bytes given to ICU at once */

enum class {
	OTHER,
	BLANK,
	LETTER,
	DIGIT,
	MID_LETTER, /* inside words: : · */
	MID_NUMBER, /* inside numbers: , ; */
	MID_BOTH,   /* . ' ’ */
	UNKNOWN     /* ask ICU */
};

struct text_words {
	struct str text;
	UBreakIterator *icu;
	UText utext;
	size_t block;     /* where the bytes begin that were looked at last; SIZE_MAX: none were */
	uint64_t letters; /* a bit for each of them that is of a common letter */
	size_t stretch, stretch_end; /* what ICU has in hand; empty: nothing */
	bool icu_only;
	UErrorCode status; /* the first failure of ICU in this text */
};

#define O OTHER
#define B BLANK
#define L LETTER
#define D DIGIT
static const unsigned char ASCII[128] = {
	O, O, O, O, O, O, O, O, O, B, B, B, B, B, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
	B, O, O, O, O, O, O, MID_BOTH, O, O, O, O, MID_NUMBER, O, MID_BOTH, O,
	D, D, D, D, D, D, D, D, D, D, MID_LETTER, MID_NUMBER, O, O, O, O,
	B, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, B,
	O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O,
};
#undef O
#undef B
#undef L
#undef D

static enum class class_of(uint32_t cp)
{
	if (cp < 0x80)
		return ASCII[cp];
	if (cp <= 0x24F) {
		if (cp >= 0xC0)
			return cp == 0xD7 || cp == 0xF7 ? OTHER : LETTER;
		if (cp == 0xAA || cp == 0xB5 || cp == 0xBA)
			return LETTER;
		if (cp == 0xAD)
			return UNKNOWN;
		if (cp == 0xB7)
			return MID_LETTER;
		return cp == 0xA0 || cp == 0x85 ? BLANK : OTHER;
	}
	if (cp == 0x2018 || cp == 0x2019)
		return MID_BOTH;
	if ((cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F)
		return BLANK;
	if ((cp >= 0x2010 && cp <= 0x2023) || cp == 0x2025 || cp == 0x2026 ||
	    (cp >= 0x2030 && cp <= 0x203E) || (cp >= 0x20A0 && cp <= 0x20BF) || cp == 0xFFFD ||
	    (cp >= 0x2190 && cp <= 0x2193) || cp == 0x2212 || cp == 0x25A0 || cp == 0x25CF)
		return OTHER;
	return UNKNOWN;
}

/* The class of the character at *pos; moves *pos behind it. BLANK at the end of the text. */
static inline enum class take(struct str s, size_t *pos)
{
	unsigned char c;

	if (*pos >= s.len)
		return BLANK;
	c = (unsigned char)s.ptr[*pos];
	if (c < 0x80) {
		++*pos;
		return ASCII[c];
	}
	if (c >= 0xC4 && c <= 0xC8) { /* U+0100–023F */
		*pos += 2;
		return LETTER;
	}
	return class_of(utf8_next(s, pos));
}

/* 1 for bytes of common letters: ASCII, 0xC3, and what follows that one, but for the second bytes of × and ÷. Or 0. */
static inline unsigned char is_of_letter(unsigned char c)
{
	unsigned char ascii = (unsigned char)((c | 0x20) - 'a') < 26, following = (c & 0xC0) == 0x80;
	unsigned char sign = (c | 0x20) == 0xB7, lead = c == 0xC3;

	return ascii | (following & !sign) | lead;
}

/* Whether a letter's second byte lies at pos. */
static bool is_following(struct str s, size_t pos)
{
	return pos < s.len && ((unsigned char)s.ptr[pos] & 0xC0) == 0x80;
}

/* Finds out which bytes of a block are of common letters: words are short, and it costs less than to look at each. */
static void look_at_block(struct text_words *w, size_t block)
{
	char room[BLOCK] = { 0 };
	unsigned char is_letter[BLOCK];
	const char *bytes = w->text.ptr + block;

	if (w->text.len - block < BLOCK) {
		memcpy(room, bytes, w->text.len - block);
		bytes = room;
	}
	w->block = block;
	w->letters = 0;
	for (size_t i = 0; i < BLOCK; i++) /* most compilers take sixteen at a time */
		is_letter[i] = is_of_letter((unsigned char)bytes[i]);
	for (size_t i = 0; i < BLOCK; i += 8)
		w->letters |= eight_bits(eight_load((const char *)is_letter + i)) << i;
}

/* The end of the run of common letters from pos: ASCII and U+00C0–00FF, nothing that needs more thought. */
static size_t skip_letters(struct text_words *w, size_t pos)
{
	while (pos < w->text.len) {
		uint64_t others;

		if (w->block != pos / BLOCK * BLOCK)
			look_at_block(w, pos / BLOCK * BLOCK);
		others = ~w->letters >> pos % BLOCK;
		if (others == 0) {
			pos = w->block + BLOCK;
			continue;
		}
		pos += (size_t)__builtin_ctzll(others);
		break;
	}
	return pos - is_following(w->text, pos); /* of × or ÷ */
}

static leta_status icu_failed(UErrorCode status, struct leta_error *err)
{
	if (status == U_MEMORY_ALLOCATION_ERROR)
		return error_nomem(err);
	return error_set(err, LETA_ERR_INTERNAL, "ICU kan inte dela svensk text i ord: %s",
	                 "ICU cannot break Swedish text into words: %s", u_errorName(status));
}

leta_status text_words_new(bool icu_only, struct text_words **out, struct leta_error *err)
{
	struct text_words *w = calloc(1, sizeof(*w));
	UErrorCode status = U_ZERO_ERROR;

	if (!w)
		return error_nomem(err);
	w->icu_only = icu_only;
	w->utext = (UText)UTEXT_INITIALIZER;
	w->icu = ubrk_open(UBRK_WORD, "sv", NULL, 0, &status);
	if (U_FAILURE(status)) {
		free(w);
		return icu_failed(status, err);
	}
	*out = w;
	return LETA_OK;
}

leta_status text_words_status(const struct text_words *w, struct leta_error *err)
{
	return U_FAILURE(w->status) ? icu_failed(w->status, err) : LETA_OK;
}

void text_words_free(struct text_words *w)
{
	if (!w)
		return;
	ubrk_close(w->icu);
	utext_close(&w->utext);
	free(w);
}

void text_words_begin(struct text_words *w, struct str text)
{
	w->text = text;
	w->block = SIZE_MAX;
	w->stretch = w->stretch_end = 0;
	w->status = U_ZERO_ERROR;
}

/* Gives ICU the text from a boundary to the first blank at or after pos. */
static bool open_stretch(struct text_words *w, size_t from, size_t pos)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t end = pos;

	while (end < w->text.len && end - from < STRETCH_MAX) {
		size_t next = end;

		if (take(w->text, &next) == BLANK)
			break;
		end = next;
	}
	utext_openUTF8(&w->utext, w->text.ptr + from, (int64_t)(end - from), &status);
	ubrk_setUText(w->icu, &w->utext, &status);
	w->stretch = from;
	w->stretch_end = U_SUCCESS(status) ? end : from;
	w->status = status;
	return U_SUCCESS(status) && end > from;
}

/* The next word of ICU's stretch at or after from. */
static bool next_by_icu(struct text_words *w, size_t from, struct text_span *out)
{
	int32_t start, end = (int32_t)(from - w->stretch);

	if (!ubrk_isBoundary(w->icu, end)) { /* inside what ICU calls one word: it is split by a rule of ours */
		if (!open_stretch(w, from, from))
			return false;
		end = ubrk_first(w->icu);
	}
	while (end != UBRK_DONE) {
		start = end;
		end = ubrk_next(w->icu);
		if (end != UBRK_DONE && ubrk_getRuleStatus(w->icu) >= UBRK_WORD_NONE_LIMIT) {
			*out = (struct text_span){ .start = w->stretch + (size_t)start,
				                   .end = w->stretch + (size_t)end };
			return true;
		}
	}
	return false;
}

/* Whether a mark in the middle holds a word together, given the classes before and after it. */
static bool holds(enum class mark, enum class before, enum class after)
{
	if (before == LETTER && after == LETTER)
		return mark != MID_NUMBER;
	return before == DIGIT && after == DIGIT && mark != MID_LETTER;
}

enum scan { FOUND, END, GAVE_UP };

/* Extends a word that begins at start with class c over pos. GAVE_UP: ICU must decide. */
static enum scan scan_word(struct text_words *w, enum class c, size_t start, size_t pos, struct text_span *out)
{
	struct str s = w->text;
	bool plain = c == LETTER, digits = c == DIGIT;

	for (;;) {
		size_t next, after;
		enum class d, e;

		if (c == LETTER)
			pos = skip_letters(w, pos);
		next = pos;
		d = take(s, &next);
		if (d == LETTER || d == DIGIT) {
			plain &= d == LETTER;
			digits &= d == DIGIT;
			c = d;
			pos = next;
			continue;
		}
		if (d == UNKNOWN)
			return GAVE_UP;
		if (d == OTHER || d == BLANK)
			break;
		after = next;
		e = take(s, &after);
		if (e == UNKNOWN)
			return GAVE_UP;
		if (!holds(d, c, e))
			break;
		plain = digits = false;
		c = e;
		pos = after;
	}
	*out = (struct text_span){ .start = start, .end = pos, .plain = plain, .digits = digits };
	return FOUND;
}

/* Finds the next word by hand from *from on, which follows the last blank; *at tells where it gave up. */
static enum scan next_by_hand(struct text_words *w, size_t *from, size_t *at, struct text_span *out)
{
	struct str s = w->text;
	size_t pos = *from;

	while (pos < s.len) {
		size_t start = pos;
		enum class c = take(s, &pos);

		*at = pos;
		if (c == UNKNOWN)
			return GAVE_UP;
		if (c == BLANK)
			*from = pos;
		if (c == LETTER || c == DIGIT)
			return scan_word(w, c, start, pos, out);
	}
	return END;
}

/* Most words: common letters, between two blanks. */
static bool next_between_blanks(struct text_words *w, size_t from, struct text_span *out)
{
	struct str s = w->text;
	size_t end;

	if (from >= s.len || s.ptr[from] != ' ' || w->icu_only)
		return false;
	end = skip_letters(w, from + 1);
	if (end <= from + 1 || end >= s.len || s.ptr[end] != ' ')
		return false;
	*out = (struct text_span){ .start = from + 1, .end = end, .plain = true };
	return true;
}

bool text_words_next(struct text_words *w, size_t from, struct text_span *out)
{
	size_t at;

	if (from >= w->stretch_end && next_between_blanks(w, from, out))
		return true;
	for (;;) {
		if (from >= w->stretch && from < w->stretch_end) {
			if (next_by_icu(w, from, out))
				return true;
			from = w->stretch_end;
		}
		if (from >= w->text.len)
			return false;
		at = from;
		if (w->icu_only) {
			while (at < w->text.len && take(w->text, &at) == BLANK)
				from = at;
			if (!open_stretch(w, from, from))
				return false;
			continue;
		}
		switch (next_by_hand(w, &from, &at, out)) {
		case FOUND:
			return true;
		case END:
			return false;
		case GAVE_UP:
			if (!open_stretch(w, from, at))
				return false;
			break;
		}
	}
}
