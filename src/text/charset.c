/*
 * charset.c: encodings by byte order mark, by UTF-8's own shape, by the Swedish letters, by ICU.
 *
 * ICU's detector knows no DOS or Macintosh code pages and often calls short Swedish texts Czech or
 * Turkish, so the Swedish letters are counted first: a byte above 127 between two letters is nearly
 * always å, ä, ö or é, and each code page has them at places of its own. Only when no code page explains
 * most of these bytes is ICU asked, and of its answers only those listed here are believed.
 */
#include "text/charset.h"

#include <stdbool.h>
#include <stdint.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "base/error.h"
#include "base/utf8.h"

#define SAMPLE_MAX ((size_t)64 << 10) /* bytes looked at where statistics are enough */

struct page {
	const char *name;
	const char *letters; /* å ä ö é Å Ä Ö É ü */
};

static const struct page PAGES[] = {
	{ "windows-1252", "\xE5\xE4\xF6\xE9\xC5\xC4\xD6\xC9\xFC" },
	{ "IBM850", "\x86\x84\x94\x82\x8F\x8E\x99\x90\x81" },
	{ "macintosh", "\x8C\x8A\x9A\x8E\x81\x80\x85\x83\x9F" },
};
#define N_PAGES (sizeof(PAGES) / sizeof(PAGES[0]))

/* What ICU's detector may answer, and what we then read it as. */
static const struct {
	const char *detected, *name;
} BELIEVED[] = {
	{ "UTF-16LE", "UTF-16LE" },         { "UTF-16BE", "UTF-16BE" },
	{ "UTF-32LE", "UTF-32LE" },         { "UTF-32BE", "UTF-32BE" },
	{ "windows-1250", "windows-1250" }, { "ISO-8859-2", "ISO-8859-2" },
	{ "windows-1251", "windows-1251" }, { "KOI8-R", "KOI8-R" },
	{ "windows-1253", "windows-1253" }, { "windows-1256", "windows-1256" },
	{ "Shift_JIS", "Shift_JIS" },       { "GB18030", "GB18030" },
};

static const struct {
	const char *mark;
	size_t len;
	const char *name;
} MARKS[] = {
	{ "\xEF\xBB\xBF", 3, "UTF-8" },
	{ "\xFF\xFE\0\0", 4, "UTF-32LE" },
	{ "\0\0\xFE\xFF", 4, "UTF-32BE" },
	{ "\xFF\xFE", 2, "UTF-16LE" },
	{ "\xFE\xFF", 2, "UTF-16BE" },
};

static bool is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Valid sequences of several bytes against bytes that are none: damaged UTF-8 has many of the former. */
static bool mostly_utf8(struct str s)
{
	size_t valid = 0, invalid = 0;

	for (size_t pos = 0; pos < s.len;) {
		size_t start = pos;
		uint32_t cp;

		if ((unsigned char)s.ptr[pos] < 0x80) {
			pos++;
			continue;
		}
		cp = utf8_next(s, &pos);
		if (cp == 0xFFFD && pos - start == 1)
			invalid++;
		else
			valid++;
	}
	return valid > 2 * invalid;
}

/* The code page whose Swedish letters explain four fifths of the high bytes inside words, or NULL. */
static const char *swedish_page(struct str s)
{
	size_t hits[N_PAGES] = { 0 }, inside = 0, best = 0;

	for (size_t i = 0; i < s.len; i++) {
		bool before = i > 0 && is_ascii_letter(s.ptr[i - 1]);
		bool after = i + 1 < s.len && is_ascii_letter(s.ptr[i + 1]);

		if ((unsigned char)s.ptr[i] < 0x80 || !(before || after))
			continue;
		inside += before && after ? 2 : 1;
		for (size_t p = 0; p < N_PAGES; p++) {
			if (memchr(PAGES[p].letters, s.ptr[i], strlen(PAGES[p].letters)))
				hits[p] += before && after ? 2 : 1;
		}
	}
	for (size_t p = 1; p < N_PAGES; p++)
		best = hits[p] > hits[best] ? p : best;
	return inside > 0 && hits[best] * 5 >= inside * 4 ? PAGES[best].name : NULL;
}

/* UTF-16 without a mark: Latin text in it has a NUL in every second byte. */
static const char *wide_page(struct str s)
{
	size_t zeros[2] = { 0, 0 };

	for (size_t i = 0; i < s.len; i++)
		zeros[i % 2] += s.ptr[i] == '\0';
	if (s.len < 4 || s.len % 2 != 0)
		return NULL;
	if (zeros[1] * 3 > s.len && zeros[0] * 20 < s.len)
		return "UTF-16LE";
	return zeros[0] * 3 > s.len && zeros[1] * 20 < s.len ? "UTF-16BE" : NULL;
}

/* What ICU believes, or NULL. */
static leta_status icu_page(struct str s, const char **found, struct leta_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	UCharsetDetector *detector = ucsdet_open(&status);
	const UCharsetMatch **matches;
	const char *name = "";
	int32_t n = 0;

	*found = NULL;
	ucsdet_setText(detector, s.ptr, (int32_t)s.len, &status);
	matches = ucsdet_detectAll(detector, &n, &status);
	if (U_SUCCESS(status) && n > 0 && ucsdet_getConfidence(matches[0], &status) >= 30)
		name = ucsdet_getName(matches[0], &status);
	for (size_t i = 0; i < sizeof(BELIEVED) / sizeof(BELIEVED[0]); i++) {
		if (U_SUCCESS(status) && strcmp(name, BELIEVED[i].detected) == 0)
			*found = BELIEVED[i].name;
	}
	ucsdet_close(detector);
	return status == U_MEMORY_ALLOCATION_ERROR ? error_nomem(err) : LETA_OK;
}

static const char *by_mark(struct str bytes, size_t *bom)
{
	*bom = 0;
	for (size_t i = 0; i < sizeof(MARKS) / sizeof(MARKS[0]); i++) {
		if (str_starts(bytes, (struct str){ MARKS[i].mark, MARKS[i].len })) {
			*bom = MARKS[i].len;
			return MARKS[i].name;
		}
	}
	return NULL;
}

leta_status text_charset_detect(struct str bytes, const char **encoding, size_t *bom,
                                struct leta_error *err)
{
	struct str sample = str_sub(bytes, 0, SAMPLE_MAX);
	const char *name = by_mark(bytes, bom);
	leta_status st = LETA_OK;

	if (!name)
		name = wide_page(sample);
	if (!name && (utf8_validate(bytes) == bytes.len || mostly_utf8(bytes)))
		name = "UTF-8";
	if (!name)
		name = swedish_page(bytes);
	if (!name)
		st = icu_page(sample, &name, err);
	if (st == LETA_OK)
		*encoding = name ? name : "windows-1252";
	return st;
}

static void repair_utf8(struct str s, struct buf *out, size_t *replaced)
{
	while (s.len > 0) {
		size_t good = utf8_validate(s), pos = good;

		buf_str(out, str_sub(s, 0, good));
		if (good == s.len)
			return;
		/* one mark for a whole broken sequence: its lead byte and what continues it */
		for (pos++; pos < s.len && ((unsigned char)s.ptr[pos] & 0xC0) == 0x80;)
			pos++;
		buf_cstr(out, "\xEF\xBF\xBD");
		++*replaced;
		s = str_sub(s, pos, s.len);
	}
}

static size_t count_replacements(struct str s)
{
	size_t n = 0;

	for (size_t at = 0; (at = str_find(s, STR("\xEF\xBF\xBD"), at)) != (size_t)-1; at += 3)
		n++;
	return n;
}

leta_status text_charset_convert(struct str bytes, const char *encoding, struct buf *out,
                                 size_t *replaced, struct leta_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *from, *to;
	UChar pivot[1024], *source = pivot, *target = pivot;
	const char *in = bytes.ptr, *end = bytes.ptr + bytes.len;
	size_t before = out->len;

	if (strcmp(encoding, "UTF-8") == 0) {
		repair_utf8(bytes, out, replaced);
		return buf_status(out, err);
	}
	from = ucnv_open(encoding, &status);
	to = ucnv_open("UTF-8", &status);
	do {
		char chunk[8192], *put = chunk;

		if (U_FAILURE(status))
			break;
		status = U_ZERO_ERROR;
		ucnv_convertEx(to, from, &put, chunk + sizeof(chunk), &in, end, pivot, &source, &target,
		               pivot + 1024, false, true, &status);
		buf_append(out, chunk, (size_t)(put - chunk));
		if (status == U_BUFFER_OVERFLOW_ERROR && out->status == LETA_OK) {
			status = U_ZERO_ERROR;
			continue;
		}
		break;
	} while (true);
	ucnv_close(from);
	ucnv_close(to);
	if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR)
		return error_set(err, status == U_MEMORY_ALLOCATION_ERROR ? LETA_ERR_NOMEM : LETA_ERR_INTERNAL,
		                 "kan inte läsa teckenkodningen '%s': %s",
		                 "cannot read the encoding '%s': %s", encoding, u_errorName(status));
	*replaced += count_replacements(str_sub(buf_view(out), before, out->len));
	return buf_status(out, err);
}
