/*
 * fold.c: the table of equal letters, and ICU for what the table does not hold.
 *
 * The table covers U+00C0–017F: capitals to small letters, marks off, except that å ä ö are letters of
 * their own and that Danish and German letters go to their Swedish neighbours.
 */
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/error.h"
#include "base/utf8.h"
#include "text/collate.h"

#define TABLE_FIRST 0xC0u
#define TABLE_LAST 0x17Fu

static const char FOLDED[TABLE_LAST - TABLE_FIRST + 1][3] = {
	"a", "a", "a", "a", "ä", "å", "ä", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d",
	"n", "o", "o", "o", "o", "ö", "×", "ö", "u", "u", "u", "u", "y", "th", "ss", "a", "a",
	"a", "a", "ä", "å", "ä", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o",
	"o", "o", "o", "ö", "÷", "ö", "u", "u", "u", "u", "y", "th", "y", "a", "a", "a", "a",
	"a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d", "d", "d", "e", "e", "e",
	"e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g", "g", "g", "g", "g", "h", "h",
	"h", "h", "i", "i", "i", "i", "i", "i", "i", "i", "i", "i", "ij", "ij", "j", "j", "k",
	"k", "k", "l", "l", "l", "l", "l", "l", "l", "l", "l", "l", "n", "n", "n", "n", "n",
	"n", "n", "n", "n", "o", "o", "o", "o", "o", "o", "oe", "oe", "r", "r", "r", "r", "r",
	"r", "s", "s", "s", "s", "s", "s", "s", "s", "t", "t", "t", "t", "t", "t", "u", "u",
	"u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "w", "w", "y", "y", "y", "z", "z",
	"z", "z", "z", "z", "s",
};

/* The letter under the marks of Latin Extended-B and Additional; others stay. */
static uint32_t base_letter(uint32_t cp)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	UChar parts[16];
	int32_t n;

	if (cp < 0x180 || (cp > 0x24F && cp < 0x1E00) || cp > 0x1EFF)
		return cp;
	n = unorm2_getDecomposition(nfc, (UChar32)cp, parts, 16, &status);
	return U_SUCCESS(status) && n > 0 ? parts[0] : cp; /* a Latin letter: one unit */
}

size_t text_fold_cp(uint32_t cp, char *out)
{
	if (cp < 0x80) {
		out[0] = (char)(cp >= 'A' && cp <= 'Z' ? cp + 0x20 : cp);
		return 1;
	}
	if (cp >= TABLE_FIRST && cp <= TABLE_LAST) {
		size_t n = strlen(FOLDED[cp - TABLE_FIRST]);

		memcpy(out, FOLDED[cp - TABLE_FIRST], n);
		return n;
	}
	if ((cp >= 0x300 && cp <= 0x36F) || cp == 0xAD)
		return 0;
	if (cp == 0x2010 || cp == 0x2011 || cp == 0x2019 || cp == 0x2018) {
		out[0] = cp <= 0x2011 ? '-' : '\'';
		return 1;
	}
	cp = base_letter((uint32_t)u_tolower((UChar32)cp));
	return utf8_put(out, cp);
}

void text_fold(struct str s, struct buf *out)
{
	size_t begin = out->len;
	bool blank = false;

	for (size_t pos = 0; pos < s.len;) {
		uint32_t cp = utf8_next(s, &pos);
		char folded[TEXT_FOLD_MAX];
		size_t n;

		if (utf8_is_space(cp)) {
			blank = true;
			continue;
		}
		n = text_fold_cp(cp, folded);
		if (n > 0 && blank && out->len > begin)
			buf_char(out, ' ');
		blank = blank && n == 0;
		buf_append(out, folded, n);
	}
}

leta_status text_sort_key(struct str s, struct buf *out, struct leta_error *err)
{
	struct collator *collator = NULL;
	leta_status st = collate_open(&collator, err);

	if (st == LETA_OK)
		st = collate_key(collator, s, out, err);
	collate_close(collator);
	return st;
}
