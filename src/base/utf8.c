/*
 * utf8.c: decoding by Unicode 15 table 3-7 and letter case by rule.
 *
 * Latin Extended-A pairs capital and small letters on even/odd code points, with the parity turned
 * between U+0139 and U+0148 and again from U+0179; the letters without such a pair are listed.
 */
#include "base/utf8.h"

#include "base/eight.h"

#define REPLACEMENT 0xFFFDu

static unsigned char byte_at(struct str s, size_t i)
{
	return i < s.len ? (unsigned char)s.ptr[i] : 0;
}

/* The length of the well-formed sequence at pos (its code point in *cp), or 0. */
static size_t decode(struct str s, size_t pos, uint32_t *cp)
{
	unsigned char lead = byte_at(s, pos), low = 0x80, high = 0xBF;
	size_t n;

	if (lead < 0x80) {
		*cp = lead;
		return 1;
	}
	if (lead < 0xC2 || lead > 0xF4)
		return 0;
	n = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	if (lead == 0xE0)
		low = 0xA0; /* overlong */
	else if (lead == 0xED)
		high = 0x9F; /* surrogates */
	else if (lead == 0xF0)
		low = 0x90; /* overlong */
	else if (lead == 0xF4)
		high = 0x8F; /* above U+10FFFF */
	*cp = lead & (0xFFu >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		unsigned char c = byte_at(s, pos + i);

		if (c < low || c > high)
			return 0;
		low = 0x80;
		high = 0xBF;
		*cp = *cp << 6 | (c & 0x3Fu);
	}
	return n;
}

size_t utf8_printable(struct str s, size_t pos)
{
	/* to seven bits, 0x60 more sets the high bit from 0x20 on, and 1 more that of 0x7F: nothing is carried over */
	for (; s.len - pos >= 8; pos += 8) {
		uint64_t eight = eight_load(s.ptr + pos), low = eight & EIGHT(0x7F);
		uint64_t high = (eight | ~(low + EIGHT(0x60)) | (low + EIGHT(1))) & EIGHT(0x80);

		if (high)
			return pos + eight_first(high);
	}
	while (pos < s.len && s.ptr[pos] >= 0x20 && s.ptr[pos] < 0x7F)
		pos++;
	return pos;
}

size_t utf8_skip_ascii(struct str s, size_t pos)
{
	for (; s.len - pos >= 8; pos += 8) {
		uint64_t high = eight_load(s.ptr + pos) & EIGHT(0x80);

		if (high)
			return pos + eight_first(high);
	}
	while (pos < s.len && (unsigned char)s.ptr[pos] < 0x80)
		pos++;
	return pos;
}

/*
 * The end of the run of ASCII and characters of two bytes from pos (> 0) on, as far as whole steps go. Each byte that
 * goes on in a character must stand behind one that begins such a character, and no other.
 */
static size_t skip_narrow(struct str s, size_t pos)
{
	uint64_t odd = 0;

	for (; s.len - pos >= 8; pos += 8) {
		uint64_t eight = eight_load(s.ptr + pos), before = eight_load(s.ptr + pos - 1);
		uint64_t lead = eight & eight << 1, longer = eight << 2;
		uint64_t overlong = ~((eight & EIGHT(0x1E)) + EIGHT(0x7F));

		odd = ((eight & ~(eight << 1)) ^ (before & before << 1)) | (lead & (longer | overlong));
		odd &= EIGHT(0x80);
		if (odd)
			break;
	}
	if (odd)
		pos += eight_first(odd);
	return pos - ((unsigned char)s.ptr[pos - 1] >= 0xC0); /* of a character that is not whole yet */
}

size_t utf8_validate(struct str s)
{
	size_t pos = 0;
	uint32_t cp;

	while (pos < s.len) {
		size_t n = decode(s, pos, &cp);

		if (n == 0)
			break;
		pos = skip_narrow(s, pos + n);
	}
	return pos;
}

uint32_t utf8_next_wide(struct str s, size_t *pos)
{
	unsigned char lead = (unsigned char)s.ptr[*pos], next = byte_at(s, *pos + 1);
	uint32_t cp;
	size_t n;

	if (lead >= 0xC2 && lead < 0xE0 && (next & 0xC0) == 0x80) { /* as most are */
		*pos += 2;
		return (lead & 0x1Fu) << 6 | (next & 0x3Fu);
	}
	n = decode(s, *pos, &cp);

	*pos += n ? n : 1;
	return n ? cp : REPLACEMENT;
}

uint32_t utf8_prev_wide(struct str s, size_t *pos)
{
	size_t end = *pos;

	for (size_t n = 1; n <= 4 && n <= end; n++) {
		uint32_t cp;

		if (((unsigned char)s.ptr[end - n] & 0xC0) == 0x80)
			continue;
		if (decode((struct str){s.ptr, end}, end - n, &cp) != n)
			break;
		*pos = end - n;
		return cp;
	}
	*pos = end - 1;
	return REPLACEMENT;
}

size_t utf8_put(char *out, uint32_t cp)
{
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		cp = REPLACEMENT;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

/* How many bytes of eight times `steps` go on in a character. steps < 256: each place has its own sum of eight bits. */
static size_t count_inner(const char *bytes, size_t steps)
{
	uint64_t sums = 0, pairs;

	for (size_t i = 0; i < steps; i++) {
		uint64_t eight = eight_load(bytes + 8 * i);

		sums += eight >> 7 & ~eight >> 6 & EIGHT(1);
	}
	pairs = (sums & UINT64_C(0x00FF00FF00FF00FF)) + (sums >> 8 & UINT64_C(0x00FF00FF00FF00FF));
	return (size_t)(pairs * UINT64_C(0x0001000100010001) >> 48);
}

size_t utf8_count(struct str s)
{
	size_t n = s.len, pos = 0;

	for (size_t steps; (steps = (s.len - pos) / 8) > 0; pos += 8 * steps) {
		steps = steps < 256 ? steps : 255;
		n -= count_inner(s.ptr + pos, steps);
	}
	for (; pos < s.len; pos++)
		n -= ((unsigned char)s.ptr[pos] & 0xC0) == 0x80;
	return n;
}

size_t utf8_offset(struct str s, size_t n)
{
	size_t pos = 0;

	for (; n > 0 && pos < s.len; n--)
		utf8_next(s, &pos);
	return pos;
}

size_t utf8_floor(struct str s, size_t offset)
{
	if (offset >= s.len)
		return s.len;
	for (size_t back = 0; back < 4 && back <= offset; back++) {
		if (((unsigned char)s.ptr[offset - back] & 0xC0) != 0x80)
			return offset - back;
	}
	return offset;
}

bool utf8_is_upper_wide(uint32_t cp)
{
	if (cp <= 0xFF)
		return cp >= 0xC0 && cp <= 0xDE && cp != 0xD7;
	if (cp > 0x17F || cp == 0x138 || cp == 0x149 || cp == 0x17F)
		return false;
	if (cp == 0x178)
		return true;
	if ((cp >= 0x139 && cp <= 0x148) || cp >= 0x179)
		return cp % 2 == 1;
	return cp % 2 == 0;
}

uint32_t utf8_lower(uint32_t cp)
{
	if (!utf8_is_upper(cp))
		return cp;
	if (cp <= 0xFF)
		return cp + 0x20;
	if (cp == 0x130)
		return 'i'; /* I with dot: its pair on the odd place is the dotless i */
	if (cp == 0x178)
		return 0xFF;
	return cp + 1;
}

bool utf8_is_lower(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'a' && cp <= 'z';
	if (cp <= 0xFF)
		return cp == 0xB5 || (cp >= 0xDF && cp != 0xF7);
	return cp <= 0x17F && !utf8_is_upper(cp);
}

bool utf8_is_letter_wide(uint32_t cp)
{
	if (utf8_is_upper(cp) || utf8_is_lower(cp))
		return true;
	return cp == 0xAA || cp == 0xBA || (cp >= 0x180 && cp <= 0x24F) ||
	       (cp >= 0x1E00 && cp <= 0x1EFF) || (cp >= 0xFB00 && cp <= 0xFB06);
}

bool utf8_is_space(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == 0xA0 ||
	       (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x3000 || cp == 0xFEFF;
}
