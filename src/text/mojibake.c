/*
 * mojibake.c: finds double-encoded sequences one by one, so that a text damaged in parts is repaired too.
 *
 * Each character is taken back to the byte that windows-1252 (or ISO-8859-1, for U+0080–009F) has for it.
 * Where such bytes form UTF-8 of a character that Swedish documents have, they are replaced by it.
 * Some pairs could also be meant: a capital and a closing quote or a dash ("PÅ–", “Ã”). Those need a
 * witness: a sequence elsewhere in the text that cannot be anything else, or, for Ã, a letter after them.
 */
#include "text/mojibake.h"

#include <stdint.h>

#include "base/utf8.h"

#define NOT_A_BYTE 256u

/* windows-1252, 0x80–0x9F; 0 = undefined there */
static const uint16_t CP1252[32] = {
	0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

enum verdict { NONE, CERTAIN, NEEDS_LETTER, NEEDS_WITNESS };

struct match {
	uint32_t cp; /* what it was; 0 = nothing at all */
	size_t end;  /* offset behind it */
	enum verdict verdict;
};

static unsigned byte_of(uint32_t cp)
{
	if (cp < 0x100)
		return cp;
	for (unsigned i = 0; i < 32; i++) {
		if (CP1252[i] == cp)
			return 0x80 + i;
	}
	return NOT_A_BYTE;
}

/* A continuation byte at *pos, or NOT_A_BYTE; moves *pos behind it. */
static unsigned take(struct str s, size_t *pos, uint32_t *cp)
{
	size_t at = *pos;
	unsigned byte;

	if (at >= s.len)
		return NOT_A_BYTE;
	*cp = utf8_next(s, &at);
	byte = byte_of(*cp);
	if (byte < 0x80 || byte > 0xBF)
		return NOT_A_BYTE;
	*pos = at;
	return byte;
}

/* Characters that may stand after a word by right: quotes, dashes, ellipsis, bullet, », no-break space. */
static bool is_after_word(uint32_t cp)
{
	return cp == 0x2026 || (cp >= 0x2018 && cp <= 0x201E) || cp == 0x2013 || cp == 0x2014 ||
	       cp == 0x2022 || cp == 0x2039 || cp == 0x203A || cp == 0xAB || cp == 0xBB || cp == 0xA0;
}

static bool is_common_symbol(uint32_t cp)
{
	return (cp >= 0x2010 && cp <= 0x205E) || cp == 0x20AC || cp == 0x2122 || cp == 0x2116 ||
	       (cp >= 0x2190 && cp <= 0x2193) || cp == 0x2212 || cp == 0x2248 || cp == 0x2264 ||
	       cp == 0x2265 || (cp >= 0x25A0 && cp <= 0x25FF) || cp == 0xFEFF ||
	       (cp >= 0xFB00 && cp <= 0xFB06) || cp == 0xFFFD;
}

static struct match two_bytes(struct str s, unsigned lead, size_t pos)
{
	struct match m = { .end = pos, .verdict = NONE };
	uint32_t second = 0;
	unsigned byte = take(s, &m.end, &second);
	bool mark = (lead == 0xCC && (byte == 0x88 || byte == 0x8A || byte == 0x81));

	if (byte == NOT_A_BYTE || (lead == 0xCC && !mark))
		return m;
	m.cp = (lead & 0x1Fu) << 6 | (byte & 0x3Fu);
	if (lead == 0xC2 && second >= 0x100)
		m.verdict = NONE; /* would be a control character */
	else if (lead == 0xC4 || lead == 0xC5)
		m.verdict = is_after_word(second) ? NONE : NEEDS_WITNESS;
	else if (lead == 0xC3 && is_after_word(second))
		m.verdict = NEEDS_LETTER;
	else
		m.verdict = CERTAIN;
	return m;
}

static struct match three_bytes(struct str s, unsigned lead, size_t pos)
{
	struct match m = { .end = pos, .verdict = NONE };
	uint32_t second = 0, third = 0;
	unsigned b1 = take(s, &m.end, &second), b2;

	if (b1 == NOT_A_BYTE)
		return m;
	b2 = take(s, &m.end, &third);
	if (b2 == NOT_A_BYTE) {
		/* “â€” is what is left of ” when the undefined byte 9D was dropped */
		m.cp = 0x201D;
		m.verdict = lead == 0xE2 && b1 == 0x80 && second == 0x20AC ? CERTAIN : NONE;
		return m;
	}
	m.cp = (lead & 0x0Fu) << 12 | (b1 & 0x3Fu) << 6 | (b2 & 0x3Fu);
	m.verdict = is_common_symbol(m.cp) ? CERTAIN : NONE;
	return m;
}

static struct match four_bytes(struct str s, size_t pos)
{
	struct match m = { .end = pos, .verdict = NONE };
	uint32_t cp = 0;
	unsigned b1 = take(s, &m.end, &cp);
	unsigned b2 = b1 == 0x9F ? take(s, &m.end, &cp) : NOT_A_BYTE;
	unsigned b3 = b2 != NOT_A_BYTE ? take(s, &m.end, &cp) : NOT_A_BYTE;

	if (b3 == NOT_A_BYTE)
		return m;
	m.cp = 0x1F000 | (b2 & 0x3Fu) << 6 | (b3 & 0x3Fu);
	m.verdict = CERTAIN;
	return m;
}

/* The double-encoded sequence at pos, whose first character is cp and ends at after. */
static struct match match_at(struct str s, uint32_t cp, size_t after)
{
	switch (cp) {
	case 0xC2: case 0xC3: case 0xC4: case 0xC5: case 0xCC:
		return two_bytes(s, cp, after);
	case 0xE2: case 0xEF:
		return three_bytes(s, cp, after);
	case 0xF0:
		return four_bytes(s, after);
	default:
		return (struct match){ .verdict = NONE };
	}
}

static bool has_witness(struct str s)
{
	for (size_t pos = utf8_skip_ascii(s, 0); pos < s.len; pos = utf8_skip_ascii(s, pos)) {
		uint32_t cp = utf8_next(s, &pos);

		if (cp >= 0xC2 && cp <= 0xF0 && match_at(s, cp, pos).verdict == CERTAIN)
			return true;
	}
	return false;
}

static bool letter_follows(struct str s, size_t pos)
{
	return pos < s.len && utf8_is_letter(utf8_next(s, &pos));
}

static bool holds(struct str s, const struct match *m, bool witness)
{
	switch (m->verdict) {
	case CERTAIN:
		return true;
	case NEEDS_LETTER:
		return witness || letter_follows(s, m->end);
	case NEEDS_WITNESS:
		return witness && utf8_is_letter(m->cp);
	case NONE:
		break;
	}
	return false;
}

size_t text_mojibake_repair(struct str s, struct buf *out)
{
	bool witness = has_witness(s);
	size_t n = 0, copied = 0;

	for (size_t pos = utf8_skip_ascii(s, 0); pos < s.len; pos = utf8_skip_ascii(s, pos)) {
		size_t start = pos;
		uint32_t cp = utf8_next(s, &pos);
		struct match m = match_at(s, cp, pos);
		char bytes[4];

		/* "Â " is a no-break space that became a blank on its way */
		if (cp == 0xC2 && m.verdict == NONE && witness && pos < s.len && s.ptr[pos] == ' ')
			m = (struct match){ .cp = 0xA0, .end = pos + 1, .verdict = CERTAIN };
		if (!holds(s, &m, witness))
			continue;
		buf_str(out, str_sub(s, copied, start));
		buf_append(out, bytes, utf8_put(bytes, m.cp));
		copied = pos = m.end;
		n++;
	}
	buf_str(out, str_sub(s, copied, s.len));
	return n;
}
