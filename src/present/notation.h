/*
 * notation.h: numbers, money, dates and sizes as people write them, in Swedish and English.
 *
 * Swedish: "1 137 500 kr" with U+00A0, "14 sep 2009–14 maj 2010", decimal comma. Machine formats
 * never use this.
 */
#ifndef PRESENT_NOTATION_H
#define PRESENT_NOTATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "leta/error.h"
#include "leta/record.h"

void notation_number(struct buf *out, int64_t n, enum leta_lang lang);
/* A document's id; "utkastet" for a draft on standard input. */
const char *notation_id(const char *id, enum leta_lang lang);
void notation_money(struct buf *out, int64_t sek, enum leta_lang lang);
void notation_date(struct buf *out, int64_t yyyymmdd, enum leta_lang lang);
/* A score or weight with two decimals: "12,34". */
void notation_real(struct buf *out, double real, enum leta_lang lang);
/* Points with one decimal: "12,3", "−0,5". */
void notation_tenths(struct buf *out, double real, enum leta_lang lang);
/* A rate in per cent × 100, as "48,8 %". */
void notation_rate(struct buf *out, int64_t rate, enum leta_lang lang);
/* A count of bytes: "812 kB", "3,4 MB". */
void notation_bytes(struct buf *out, uint64_t bytes, enum leta_lang lang);
/* Pages: "s. 6" or "s. 6–7". */
void notation_pages(struct buf *out, unsigned first, unsigned last, enum leta_lang lang);

/* The project's period; "från …" or "till …" when one end is unknown. False when both are. */
bool notation_period(struct buf *out, const struct leta_record *record, enum leta_lang lang);
/* What the project got and cost: "250 000 kr av 512 435 kr". False when both are unknown. */
bool notation_funding(struct buf *out, const struct leta_record *record, enum leta_lang lang);

#endif
