/*
 * clean.h: bytes of any origin → clean text: UTF-8, NFC, LF line ends.
 *
 * Encoding: byte order mark, else strict UTF-8, else ICU's detection with windows-1252 as the last resort.
 * Repaired and counted: double-encoded UTF-8 (mojibake), ligatures and long s, soft hyphens (deleted), NUL and
 * control characters (deleted; TAB becomes a blank), bidirectional controls (deleted), CR and CR LF (→ LF),
 * U+2028/2029 (→ LF), symbol fonts' bullets (→ U+2022), invalid sequences (→ U+FFFD). U+00A0 and its kin
 * are kept: readers of amounts need them; so are form feeds, which end pages.
 */
#ifndef TEXT_CLEAN_H
#define TEXT_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "leta/error.h"

struct text_clean {
	struct str text;      /* in the arena */
	const char *encoding; /* IANA name of what was read, static or in the arena */
	size_t replaced;      /* invalid sequences */
	size_t controls;      /* NUL and control characters removed */
	size_t soft_hyphens;
	size_t ligatures;
	size_t mojibake;      /* double-encoded sequences repaired */
	bool decomposed;      /* it was not NFC */
	bool binary;          /* more control characters than any text has: do not index it */
};

/* Whether bytes are clean text already: text_clean() would copy them. */
bool text_is_clean(struct str bytes);
leta_status text_clean(struct str bytes, struct arena *arena, struct text_clean *out,
                       struct leta_error *err);

#endif
