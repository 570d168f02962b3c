/*
 * phrase.h: amounts, spans and proportions in the words of a sentence: "2,9 mkr", "8 månader",
 * "fyra gånger större".
 */
#ifndef COMPARE_PHRASE_H
#define COMPARE_PHRASE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "leta/error.h"

/* "450 tkr", "2,9 mkr"; English "SEK 450k", "SEK 2.9m". */
void phrase_money(struct buf *out, int64_t sek, enum leta_lang lang);
/* "8 månader"; below two months "40 dagar". */
void phrase_days(struct buf *out, int64_t days, enum leta_lang lang);
/* "2008–10", "2009". */
void phrase_years(struct buf *out, int64_t first, int64_t last);
/* "34 %" of a share 0–1. */
void phrase_percent(struct buf *out, double share, enum leta_lang lang);

/*
 * What a thing is beside one that is ratio times smaller: "fyra gånger större budget", "hälften så
 * stor budget", for the noun in both languages. large[] and small[] are the comparatives: "större"
 * / "larger".
 */
struct phrase_noun {
	const char *name[2];   /* "budget" */
	const char *larger[2]; /* "större", "larger" */
	const char *smaller[2];
	const char *as_large[2]; /* "stor", "large" */
};
void phrase_ratio(struct buf *out, double ratio, const struct phrase_noun *noun,
		  enum leta_lang lang);

#endif
