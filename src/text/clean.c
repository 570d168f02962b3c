/*
 * clean.c: the way of bytes to clean text: decode, repair double encoding, drop and replace, compose.
 *
 * One look over the bytes decides which of these steps are needed; ordinary text needs none and is copied.
 * Every step is linear: composition works on short stretches between ASCII characters, which nothing
 * composes across, and cuts longer ones.
 */
#include "text/clean.h"

#include <stdint.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/buf.h"
#include "base/eight.h"
#include "base/error.h"
#include "base/utf8.h"
#include "text/charset.h"
#include "text/mojibake.h"

#define REPLACEMENT 0xFFFDu /* what stands in the text for it, or what utf8_next() makes of other bytes */
#define STRETCH_MAX 2048u /* bytes composed at once */
#define PASSES_MAX 3      /* of mojibake repair */

struct needs {
	bool mojibake, filter, composition;
};

/* Code points that text in NFC has as they are and that never join with the one before. */
static bool is_composed(uint32_t cp)
{
	return cp < 0x300 || (cp >= 0x2000 && cp < 0x2126) || (cp >= 0x2190 && cp < 0x2ADC) ||
	       cp == 0xFFFD || (cp >= 0xE000 && cp < 0xF900) || (cp >= 0x1F000 && cp < 0x20000) ||
	       (cp >= 0x400 && cp < 0x482);
}

static bool is_bidi(uint32_t cp)
{
	return cp == 0x61C || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

static bool is_invisible(uint32_t cp)
{
	return cp == 0x200B || cp == 0x2060 || cp == 0xFEFF;
}

static bool is_ligature(uint32_t cp)
{
	return cp == 0x17F || (cp >= 0xFB00 && cp <= 0xFB06);
}

/* Characters of symbol fonts, which PDF files keep as private ones: bullets, nearly all of them. */
static bool is_symbol_bullet(uint32_t cp)
{
	return cp >= 0xF020 && cp <= 0xF0FF;
}

static bool is_control(uint32_t cp)
{
	return (cp < 0x20 && cp != '\n' && cp != '\f') || (cp >= 0x7F && cp <= 0x9F);
}

static bool is_special(uint32_t cp)
{
	return is_control(cp) || cp == 0xAD || cp == 0x2028 || cp == 0x2029 || is_bidi(cp) ||
	       is_invisible(cp) || is_ligature(cp) || is_symbol_bullet(cp);
}

/* Ã Â â ï ð Ì: Swedish has none of them, double-encoded text has one before every repairable character. */
static bool is_suspicious(uint32_t cp)
{
	return cp == 0xC3 || cp == 0xC2 || cp == 0xE2 || cp == 0xEF || cp == 0xF0 || cp == 0xCC;
}

static void look_at(struct str s, struct needs *needs)
{
	*needs = (struct needs){ .filter = false };
	for (size_t pos = utf8_printable(s, 0); pos < s.len; pos = utf8_printable(s, pos)) {
		uint32_t cp = utf8_next(s, &pos);

		needs->filter |= is_special(cp);
		needs->mojibake |= is_suspicious(cp);
		needs->composition |= !is_composed(cp);
	}
}

/*
 * The high bits of those of eight bytes that need a look before they are called clean: all but the printable of ASCII
 * and åäöéüôþ, small or capital. before: the bytes from one earlier on.
 */
static uint64_t odd_bytes(uint64_t eight, uint64_t before)
{
	uint64_t seven = eight & EIGHT(0x7F), small = eight | EIGHT(0x20);
	uint64_t lead = eight_zero(eight ^ EIGHT(0xC3)), after = eight_zero(before ^ EIGHT(0xC3));
	uint64_t letter = eight_zero((small | EIGHT(0x01)) ^ EIGHT(0xA5)) | eight_zero(small ^ EIGHT(0xA9)) |
	                  eight_zero((small & ~EIGHT(0x0A)) ^ EIGHT(0xB4));

	return ((~(seven + EIGHT(0x60)) | (seven + EIGHT(1))) & ~eight & EIGHT(0x80)) |
	       (eight & EIGHT(0x80) & ~lead & ~(after & letter)) | (after & ~letter);
}

/* The end of what is clean from pos (> 0) on without a look, as far as whole steps go. */
static size_t skip_clean(struct str s, size_t pos)
{
	uint64_t odd = 0;

	for (; s.len - pos >= 8; pos += 8) {
		odd = odd_bytes(eight_load(s.ptr + pos), eight_load(s.ptr + pos - 1));
		if (odd)
			break;
	}
	if (odd)
		pos += eight_first(odd);
	return pos - ((unsigned char)s.ptr[pos - 1] >= 0xC0); /* of a character that is not whole yet */
}

/*
 * Nothing that would tell of another encoding than UTF-8 is let through: no NUL, no other control character, no byte
 * that is no UTF-8, no mark.
 */
bool text_is_clean(struct str s)
{
	for (size_t pos = 0; pos < s.len; pos = skip_clean(s, pos)) {
		uint32_t cp = utf8_next(s, &pos);

		if (cp != '\n' && (cp == REPLACEMENT || is_special(cp) || is_suspicious(cp) || !is_composed(cp)))
			return false;
	}
	return true;
}

static void put_ligature(uint32_t cp, struct buf *out)
{
	static const char *const LETTERS[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };

	buf_cstr(out, cp == 0x17F ? "s" : LETTERS[cp - 0xFB00]);
}

/* What stands for a special character. */
static void replace(uint32_t cp, bool lf_follows, struct buf *out, struct text_clean *counts)
{
	if (cp == '\t') {
		buf_char(out, ' ');
	} else if (cp == '\v' || cp == 0x85 || cp == 0x2028 || cp == 0x2029) {
		buf_char(out, '\n');
	} else if (cp == '\r') {
		if (!lf_follows)
			buf_char(out, '\n');
	} else if (is_symbol_bullet(cp)) {
		buf_cstr(out, "•");
	} else if (cp == 0xAD) {
		counts->soft_hyphens++;
	} else if (is_ligature(cp)) {
		put_ligature(cp, out);
		counts->ligatures++;
	} else {
		counts->controls++;
	}
}

static void filter(struct str s, struct buf *out, struct text_clean *counts)
{
	size_t copied = 0, odd = 0;

	for (size_t pos = utf8_printable(s, 0); pos < s.len; pos = utf8_printable(s, pos)) {
		size_t start = pos;
		uint32_t cp = utf8_next(s, &pos);

		if (!is_special(cp))
			continue;
		buf_str(out, str_sub(s, copied, start));
		replace(cp, pos < s.len && s.ptr[pos] == '\n', out, counts);
		odd += cp < 0x20 && cp != '\t' && cp != '\r';
		copied = pos;
	}
	buf_str(out, str_sub(s, copied, s.len));
	counts->binary = odd > 3 && odd > s.len / 50;
}

static leta_status compose_stretch(const UNormalizer2 *nfc, struct str s, struct buf *out,
                                   struct leta_error *err)
{
	UChar wide[STRETCH_MAX + 8], composed[3 * STRETCH_MAX + 24];
	char back[9 * STRETCH_MAX];
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0, len = 0;

	u_strFromUTF8(wide, STRETCH_MAX + 8, &n, s.ptr, (int32_t)s.len, &status);
	n = unorm2_normalize(nfc, wide, n, composed, 3 * STRETCH_MAX + 24, &status);
	u_strToUTF8(back, (int32_t)sizeof(back), &len, composed, n, &status);
	if (status == U_MEMORY_ALLOCATION_ERROR)
		return error_nomem(err);
	if (U_FAILURE(status))
		return error_set(err, LETA_ERR_INTERNAL, "normalisering misslyckades: %s",
		                 "normalisation failed: %s", u_errorName(status));
	buf_append(out, back, (size_t)len);
	return LETA_OK;
}

/* The end of the stretch from start: the next ASCII character, or a whole character at the maximum. */
static size_t stretch_end(struct str s, size_t pos, size_t start)
{
	while (pos < s.len && (unsigned char)s.ptr[pos] >= 0x80 && pos - start < STRETCH_MAX - 4)
		utf8_next(s, &pos);
	return pos;
}

static leta_status compose(struct str s, struct buf *out, struct leta_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	size_t copied = 0;

	if (U_FAILURE(status))
		return error_set(err, LETA_ERR_INTERNAL, "ICU saknar NFC: %s", "ICU lacks NFC: %s",
		                 u_errorName(status));
	for (size_t pos = utf8_skip_ascii(s, 0); pos < s.len; pos = utf8_skip_ascii(s, pos)) {
		size_t start = pos, end;
		leta_status st;

		if (is_composed(utf8_next(s, &pos)))
			continue;
		if (start > copied) /* the letter that a mark goes with */
			utf8_prev(s, &start);
		end = stretch_end(s, pos, start);
		buf_str(out, str_sub(s, copied, start));
		st = compose_stretch(nfc, str_sub(s, start, end), out, err);
		if (st != LETA_OK)
			return st;
		copied = pos = end;
	}
	buf_str(out, str_sub(s, copied, s.len));
	return buf_status(out, err);
}

static leta_status repair(struct buf *text, struct buf *spare, struct text_clean *out,
                          struct leta_error *err)
{
	for (int pass = 0; pass < PASSES_MAX; pass++) {
		struct buf swap;
		size_t n;

		buf_clear(spare);
		n = text_mojibake_repair(buf_view(text), spare);
		if (n == 0 || spare->status != LETA_OK)
			break;
		out->mojibake += n;
		swap = *text;
		*text = *spare;
		*spare = swap;
	}
	return buf_status(spare, err);
}

/* The steps that the text needs, from one buffer to the other and back. */
static leta_status improve(struct buf *text, struct buf *spare, struct text_clean *out,
                           struct leta_error *err)
{
	struct buf swap;
	struct needs needs;
	leta_status st = LETA_OK;

	look_at(buf_view(text), &needs);
	if (needs.mojibake) {
		st = repair(text, spare, out, err);
		look_at(buf_view(text), &needs);
	}
	if (st == LETA_OK && needs.filter) {
		buf_clear(spare);
		filter(buf_view(text), spare, out);
		st = buf_status(spare, err);
		swap = *text;
		*text = *spare;
		*spare = swap;
	}
	if (st == LETA_OK && needs.composition) {
		buf_clear(spare);
		st = compose(buf_view(text), spare, err);
		out->decomposed = st == LETA_OK && !str_eq(buf_view(text), buf_view(spare));
		swap = *text;
		*text = *spare;
		*spare = swap;
	}
	return st;
}

static leta_status keep(struct str text, struct arena *arena, struct text_clean *out,
                        struct leta_error *err)
{
	char *copy = arena_strdup(arena, text);

	if (!copy)
		return arena_status(arena, err);
	out->text = (struct str){ copy, text.len };
	return LETA_OK;
}

leta_status text_clean(struct str bytes, struct arena *arena, struct text_clean *out,
                       struct leta_error *err)
{
	struct text_clean result = { .encoding = "UTF-8" };
	struct buf text, spare;
	leta_status st;
	size_t bom;

	if (text_is_clean(bytes)) {
		st = keep(bytes, arena, &result, err);
		if (st == LETA_OK)
			*out = result;
		return st;
	}
	/* UTF-16 of ideographs grows by half, code pages by at most three bytes for one */
	buf_init(&text, bytes.len > SIZE_MAX / 8 ? SIZE_MAX : bytes.len * 4 + 64);
	buf_init(&spare, text.max);
	st = text_charset_detect(bytes, &result.encoding, &bom, err);
	if (st != LETA_OK)
		return st;
	bytes = str_sub(bytes, bom, bytes.len);
	st = text_charset_convert(bytes, result.encoding, &text, &result.replaced, err);
	if (st == LETA_OK)
		st = improve(&text, &spare, &result, err);
	if (st == LETA_OK)
		st = keep(buf_view(&text), arena, &result, err);
	buf_fini(&text);
	buf_fini(&spare);
	if (st == LETA_OK)
		*out = result;
	return st;
}
