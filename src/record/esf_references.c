/*
 * esf_references.c: lines of a bibliography: "3) Title, Publisher, Publisher, 2011".
 *
 * Titles and publishers are both parted by commas. From the end, the year; then publishers as long
 * as a piece names an organisation; the rest is the title. "Title! Publisher" lacks the comma.
 */
#include "base/utf8.h"
#include "record/esf.h"
#include "record/word.h"

#define PIECES_MAX 32
#define PUBLISHER_MAX 80 /* bytes of a name that no word shows to be an organisation's */

/* In any case; a word of the name begins or ends so. */
static const char *const organisation_words[] = {
	"landsting",     "länsstyrelse", "kommun",      "kommunförbund", "region",
	"regionförbund", "myndighet",    "universitet", "högskola",      "departement",
	"institut",      "förlag",       "förbund",     "styrelse",      "nämnd",
	"råd",           "stiftelse",    "förening",    "verk",          "verket",
	"rådet",         "kommissionen", "stad",        "ministeriet",   "myndigheten",
	"styrelsen",     "institutet",   "högskolan",   "universitetet", "nämnden",
};

static bool ends_or_begins(struct str word, struct str part)
{
	if (word.len < part.len)
		return false;
	return word_same(str_sub(word, 0, part.len), part) ||
	       word_same(str_sub(word, word.len - part.len, word.len), part);
}

static bool is_organisation(struct str piece)
{
	struct word w;
	for (size_t pos = 0; word_next(piece, &pos, &w);) {
		if (word_is_caps(w.core) && w.core.len >= 3 && w.start == 0)
			return true; /* "OECD" */
		for (size_t i = 0; i < sizeof(organisation_words) / sizeof(organisation_words[0]);
		     i++)
			if (ends_or_begins(w.core, str_from(organisation_words[i])))
				return true;
	}
	return false;
}

/* "2011" → 2011; 0 when it is no year. */
static unsigned year_of(struct str piece)
{
	unsigned year;
	size_t used;
	while (piece.len > 4 && piece.ptr[piece.len - 1] == '.')
		piece.len--;
	if (piece.len != 4 || !word_number(piece, &year, &used) || used != 4)
		return 0;
	return year >= 1500 && year <= 2100 ? year : 0;
}

/* Takes "3) ", "3. ", "[3] " off a line. */
static unsigned take_number(struct str *line)
{
	unsigned no;
	size_t used, skip = line->len > 0 && (line->ptr[0] == '[' || line->ptr[0] == '(') ? 1 : 0;
	if (!word_number(str_sub(*line, skip, line->len), &no, &used) ||
	    skip + used + 1 >= line->len)
		return 0;
	char after = line->ptr[skip + used];
	if (after != ')' && after != ']' && after != '.')
		return 0;
	*line = str_trim(str_sub(*line, skip + used + 1, line->len));
	return no;
}

/* Where "Title! Publisher" parts, or 0. */
static size_t title_end(struct str piece)
{
	for (size_t i = 0; i + 2 < piece.len; i++)
		if ((piece.ptr[i] == '!' || piece.ptr[i] == '?' || piece.ptr[i] == '.') &&
		    piece.ptr[i + 1] == ' ' && is_organisation(str_sub(piece, i + 2, piece.len)) &&
		    word_is_upper(str_sub(piece, i + 2, piece.len)))
			return i + 1;
	return 0;
}

struct pieces {
	struct str list[PIECES_MAX];
	size_t n;
};

static struct pieces split(struct str line)
{
	struct pieces p = {.n = 0};
	for (size_t from = 0; from <= line.len && p.n < PIECES_MAX;) {
		size_t end = p.n + 1 < PIECES_MAX ? str_find(line, STR(", "), from) : (size_t)-1;
		end = end == (size_t)-1 ? line.len : end;
		p.list[p.n++] = str_trim(str_sub(line, from, end));
		from = end + 2;
	}
	return p;
}

/* The number of pieces that the title takes up. */
static size_t title_pieces(const struct pieces *p)
{
	size_t n = p->n;
	while (n > 1 && is_organisation(p->list[n - 1]))
		n--;
	/* The name of a firm or a person tells nothing by its words. */
	if (n == p->n && n > 1 && word_is_upper(p->list[n - 1]) &&
	    p->list[n - 1].len <= PUBLISHER_MAX)
		n--;
	return n;
}

static bool add(struct record_builder *b, const struct leta_reference *reference)
{
	struct leta_record *r = b->record;
	struct leta_reference *list = arena_grow(b->arena, r->references, r->n_references,
						 &b->references_cap, sizeof(*list));
	if (!list)
		return false;
	r->references = list;
	list[r->n_references++] = *reference;
	return true;
}

bool esf_add_reference(struct record_builder *b, struct str line)
{
	struct leta_reference reference = {.no = take_number(&line)};
	struct str cited = line;
	const char *publishers[PIECES_MAX];
	struct pieces p = split(line);
	if (p.n > 1 && (reference.year = year_of(p.list[p.n - 1])) > 0)
		p.n--;
	if (reference.no == 0 && reference.year == 0)
		return true;
	size_t n = title_pieces(&p), count = 0;
	struct str last = p.list[n - 1];
	size_t end = n < p.n || p.n == 1 ? title_end(last) : 0;
	struct str title = {line.ptr, (size_t)(last.ptr - line.ptr) + (end ? end : last.len)};
	if (end)
		publishers[count++] =
			arena_strdup(b->arena, str_trim(str_sub(last, end, last.len)));
	for (; n < p.n; n++)
		publishers[count++] = arena_strdup(b->arena, p.list[n]);
	const char **list = arena_alloc(b->arena, (count + 1) * sizeof(*list));
	reference.title = arena_strdup(b->arena, title);
	if (arena_failed(b->arena))
		return false;
	memcpy(list, publishers, count * sizeof(*list));
	reference.publishers = list;
	reference.n_publishers = count;
	return add(b, &reference) && record_add_text(b, LETA_FIELD_CITED, cited, 0);
}

bool esf_has_reference(const struct leta_record *record, unsigned no)
{
	for (size_t i = 0; no > 0 && i < record->n_references; i++)
		if (record->references[i].no == no)
			return true;
	return false;
}
