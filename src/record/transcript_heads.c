/*
 * transcript_heads.c: running heads and feet: what most pages begin or end with.
 *
 * A phrase is compared by its words, without case and with every number alike, so that "Slutrapport
 * sid 3 (12)" is one phrase on all pages. The longest phrase that enough pages share is taken off
 * each page that has it. Phrases are counted on a sample of the pages, spread evenly.
 */
#include "record/transcript.h"

#include "base/utf8.h"
#include "record/word.h"

#define PHRASE_WORDS 16
#define PHRASE_BYTES 300
#define PHRASE_LETTERS 8 /* shorter phrases repeat by chance */
#define SHORT_LETTERS 3  /* even with a number in them */
#define PAGES_MIN 3      /* that share a phrase */
#define SAMPLE 400

/* The words of a page's top (or bottom, from the end), as far as a phrase may reach. */
struct phrase {
	char key[PHRASE_BYTES + 8];
	size_t key_len[PHRASE_WORDS]; /* of the key up to this word */
	size_t end[PHRASE_WORDS];     /* bytes of the page up to this word */
	size_t letters[PHRASE_WORDS];
	unsigned number[PHRASE_WORDS]; /* the first number in the phrase up to this word */
	size_t n;
};

/* Appends a word as it is compared. False when the key is full. */
static bool add_word(struct phrase *p, struct str word, bool bottom)
{
	size_t len = p->n ? p->key_len[p->n - 1] : 0, letters = p->n ? p->letters[p->n - 1] : 0;
	unsigned number = p->n ? p->number[p->n - 1] : 0;
	if (len + word.len + 4 > PHRASE_BYTES)
		return false;
	p->key[len++] = ' ';
	for (size_t pos = 0; pos < word.len;) {
		unsigned value;
		size_t used;
		if (word_number(str_sub(word, pos, word.len), &value, &used)) {
			number = bottom || number == 0 ? value : number;
			p->key[len++] = '#';
			pos += used;
			continue;
		}
		uint32_t cp = utf8_next(word, &pos);
		letters += utf8_is_letter(cp);
		len += utf8_put(p->key + len, utf8_lower(cp));
	}
	p->key_len[p->n] = len;
	p->letters[p->n] = letters;
	p->number[p->n++] = number;
	return true;
}

static void read_top(struct str page, struct phrase *out)
{
	struct word w;
	out->n = 0;
	for (size_t pos = 0; out->n < PHRASE_WORDS && word_next(page, &pos, &w);) {
		if (w.text.len > PHRASE_BYTES || !add_word(out, w.text, false))
			return;
		out->end[out->n - 1] = pos;
	}
}

static void read_bottom(struct str page, struct phrase *out)
{
	struct word w;
	out->n = 0;
	for (size_t pos = page.len; out->n < PHRASE_WORDS && word_prev(page, &pos, &w);) {
		if (w.text.len > PHRASE_BYTES || !add_word(out, w.text, true))
			return;
		out->end[out->n - 1] = page.len - pos;
	}
}

static bool count_phrases(const struct pages *pages, bool bottom, struct map *counts, size_t *n)
{
	size_t step = pages->n > SAMPLE ? pages->n / SAMPLE : 1;
	struct phrase p;
	*n = 0;
	for (size_t i = 0; i < pages->n; i += step) {
		(bottom ? read_bottom : read_top)(pages->list[i].text, &p);
		*n += p.n > 0;
		for (size_t k = 0; k < p.n; k++) {
			uint32_t entry = map_put(counts, (struct str){p.key, p.key_len[k]});
			if (entry == MAP_NONE)
				return false;
			++*map_value(counts, entry);
		}
	}
	return true;
}

/* The number of words of the longest phrase of p that enough pages share. */
static size_t shared_words(struct map *counts, const struct phrase *p, size_t needed)
{
	for (size_t k = p->n; k > 0; k--) {
		bool is_short = p->letters[k - 1] < PHRASE_LETTERS; /* "22 maj 2014" */
		if (is_short && (p->number[k - 1] == 0 || p->letters[k - 1] < SHORT_LETTERS))
			return 0;
		uint32_t entry = map_find(counts, (struct str){p->key, p->key_len[k - 1]});
		if (entry != MAP_NONE &&
		    *map_value(counts, entry) >= (is_short ? needed * 3 / 2 : needed))
			return k;
	}
	return 0;
}

/* Takes the phrase off one page; *first = the phrase as it stood. */
static bool strip_page(struct page *page, bool bottom, struct map *counts, size_t needed,
		       struct str *cut)
{
	struct phrase p;
	(bottom ? read_bottom : read_top)(page->text, &p);
	size_t words = shared_words(counts, &p, needed);
	if (words == 0)
		return false;
	size_t len = p.end[words - 1], size = page->text.len;
	unsigned number = p.number[words - 1];
	*cut = bottom ? str_sub(page->text, size - len, size) : str_sub(page->text, 0, len);
	page->text = str_trim(bottom ? str_sub(page->text, 0, size - len)
				     : str_sub(page->text, len, size));
	if (number > 0 && number < 10000 && page->printed == 0)
		page->printed = number;
	return true;
}

/* One note for all pages that had the phrase: "12 × Slutrapport 2011". */
static bool strip_side(struct record_builder *b, struct pages *pages, bool bottom)
{
	struct map *counts = map_new();
	struct str cut, sample = {0};
	size_t n = 0, stripped = 0;
	bool done = counts && count_phrases(pages, bottom, counts, &n);
	size_t needed = n * 2 / 5 > PAGES_MIN ? n * 2 / 5 : PAGES_MIN;
	for (size_t i = 0; done && n >= PAGES_MIN && i < pages->n; i++) {
		if (!strip_page(&pages->list[i], bottom, counts, needed, &cut))
			continue;
		sample = stripped++ == 0 ? cut : sample;
	}
	map_free(counts);
	if (!done || stripped == 0)
		return done;
	const char *note = arena_printf(b->arena, "%zu × " STR_FMT, stripped, STR_ARG(sample));
	return note && record_strip(b, str_from(note));
}

bool transcript_strip_heads(struct record_builder *b, struct pages *pages)
{
	return strip_side(b, pages, false) && strip_side(b, pages, true);
}
