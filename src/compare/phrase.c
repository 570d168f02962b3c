/*
 * phrase.c: see phrase.h.
 */
#include "compare/phrase.h"

#include <inttypes.h>
#include <math.h>

#define NBSP "\xC2\xA0"
#define DASH "\xE2\x80\x93"
#define DAYS_OF_MONTH 30.4375 /* of the Gregorian calendar, on average */
#define DAYS_SHORT 61         /* shorter spans are told in days */

static const char *const numbers[2][13] = {
	[LETA_SV] = {"", "", "", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva",
		     "tolv"},
	[LETA_EN] = {"", "", "", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
		     "eleven", "twelve"},
};
static const char *const parts[2][11] = {
	[LETA_SV] = {"", "", "hälften", "en tredjedel", "en fjärdedel", "en femtedel",
		     "en sjättedel", "en sjundedel", "en åttondel", "en niondel", "en tiondel"},
	[LETA_EN] = {"", "", "half", "a third", "a quarter", "a fifth", "a sixth", "a seventh",
		     "an eighth", "a ninth", "a tenth"},
};

void phrase_money(struct buf *out, int64_t sek, enum leta_lang lang)
{
	bool english = lang == LETA_EN, millions = sek >= 999500;
	int64_t tenths = millions ? (sek + 50000) / 100000 : (sek + 500) / 1000 * 10;
	if (sek < 10000) {
		buf_printf(out, english ? "SEK" NBSP "%" PRId64 : "%" PRId64 NBSP "kr", sek);
		return;
	}
	buf_cstr(out, english ? "SEK" NBSP : "");
	buf_printf(out, "%" PRId64, tenths / 10);
	if (tenths % 10 != 0 && tenths < 1000)
		buf_printf(out, "%c%" PRId64, english ? '.' : ',', tenths % 10);
	buf_cstr(out, english ? (millions ? "m" : "k") : (millions ? NBSP "mkr" : NBSP "tkr"));
}

void phrase_days(struct buf *out, int64_t days, enum leta_lang lang)
{
	if (days < DAYS_SHORT)
		buf_printf(out, "%" PRId64 NBSP "%s", days,
			   lang == LETA_EN ? (days == 1 ? "day" : "days")
					   : (days == 1 ? "dag" : "dagar"));
	else
		buf_printf(out, "%.0f" NBSP "%s", (double)days / DAYS_OF_MONTH,
			   lang == LETA_EN ? "months" : "månader");
}

void phrase_years(struct buf *out, int64_t first, int64_t last)
{
	buf_printf(out, "%" PRId64, first);
	if (last > first && last / 100 == first / 100)
		buf_printf(out, DASH "%02" PRId64, last % 100);
	else if (last > first)
		buf_printf(out, DASH "%" PRId64, last);
}

void phrase_percent(struct buf *out, double share, enum leta_lang lang)
{
	buf_printf(out, "%.0f%s", share * 100, lang == LETA_EN ? "%" : NBSP "%");
}

static void larger(struct buf *out, double ratio, const struct phrase_noun *noun,
		   enum leta_lang lang)
{
	const char *name = noun->name[lang];
	const char *as_large = lang == LETA_EN ? noun->as_large[lang] : noun->larger[lang];
	if (ratio < 1.75)
		buf_printf(out, "%s %s", noun->larger[lang], name);
	else if (ratio < 2.5)
		buf_printf(out, lang == LETA_EN ? "twice as %s a %s" : "dubbelt så %s %s",
			   noun->as_large[lang], name);
	else if (ratio < 12.5)
		buf_printf(out, lang == LETA_EN ? "%s times as %s a %s" : "%s gånger %s %s",
			   numbers[lang][(size_t)(ratio + 0.5)], as_large, name);
	else
		buf_printf(out, lang == LETA_EN ? "%.0f times as %s a %s" : "%.0f gånger %s %s", ratio,
			   as_large, name);
}

static void smaller(struct buf *out, double ratio, const struct phrase_noun *noun,
		    enum leta_lang lang)
{
	const char *name = noun->name[lang], *as_large = noun->as_large[lang];
	bool english = lang == LETA_EN;
	if (ratio < 1.75)
		buf_printf(out, "%s %s", noun->smaller[lang], name);
	else if (ratio < 10.5)
		buf_printf(out, english ? "%s as %s a %s" : "%s så %s %s",
			   parts[lang][(size_t)(ratio + 0.5)], as_large, name);
	else
		buf_printf(out,
			   english ? "less than a tenth as %s a %s"
				   : "mindre än en tiondel så %s %s",
			   as_large, name);
}

void phrase_ratio(struct buf *out, double ratio, const struct phrase_noun *noun,
		  enum leta_lang lang)
{
	if (ratio >= 1)
		larger(out, ratio, noun, lang);
	else
		smaller(out, 1 / ratio, noun, lang);
}
