/*
 * contents.c: reading a table of contents word by word.
 *
 * "Sammanfattning 2 1. Inledning 5 …": a number ends an entry when it does not fall below the page
 * of the entry before. Dots ("Inledning... 5") end one too, with or without a number; so does the
 * number of the next chapter ("2.1"). A number that nothing of this fits stays in the title.
 */
#include "record/contents.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "record/word.h"

#define PAGE_MAX 1000u   /* years are no pages */
#define TITLE_WORDS 60   /* of several titles whose numbers were lost */
#define SENTENCE_WORDS 8 /* a full stop after so many words ends a sentence, not a title */
#define ENTRIES_MAX 2000

size_t contents_heading(struct str s)
{
	static const char *const words[] = {"innehållsförteckning", "innehåll", "table of contents",
					    "contents"};
	if (!word_is_upper(s))
		return 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t len = word_begins(s, str_from(words[i]));
		if (len > 0)
			return len < s.len && s.ptr[len] == ':' ? len + 1 : len;
	}
	return 0;
}

/* An entry in the making. */
struct entry {
	size_t start, end; /* of the title */
	size_t words;
	bool leader; /* dots came after the title */
};

struct parser {
	struct arena *arena;
	struct str text;
	struct contents *out;
	struct entry entry;
	unsigned last_page;
};

static bool close_entry(struct parser *p, unsigned page)
{
	struct entry e = p->entry;
	p->entry = (struct entry){0};
	if (e.words == 0 || p->out->n >= ENTRIES_MAX)
		return true;
	struct contents_entry *list =
		arena_grow(p->arena, p->out->entries, p->out->n, &p->out->cap, sizeof(*list));
	if (!list)
		return false;
	p->out->entries = list;
	list[p->out->n++] =
		(struct contents_entry){.title = str_sub(p->text, e.start, e.end), .page = page};
	p->out->end = e.end;
	p->out->n_leaders += e.leader;
	if (page > 0) {
		p->out->n_paged++;
		p->last_page = page;
	}
	return true;
}

static void add_to_title(struct parser *p, size_t start, size_t end)
{
	if (p->entry.words++ == 0)
		p->entry.start = start;
	p->entry.end = end;
}

/* "2.", "2.1": a number that only chapters have. */
static bool is_chapter(struct str word)
{
	size_t digits = 0, dots = 0;
	for (size_t i = 0; i < word.len; i++) {
		digits += word.ptr[i] >= '0' && word.ptr[i] <= '9';
		dots += word.ptr[i] == '.';
	}
	return digits > 0 && dots > 0 && digits + dots == word.len && word.ptr[0] != '.';
}

/* "Bilaga" and the like: a number after it is its own. */
static bool is_numbered_word(struct str title)
{
	static const char *const words[] = {"bilaga",  "bil", "bil.", "appendix",
					    "kapitel", "del", "fas"};
	size_t pos = title.len;
	struct word w;
	if (!word_prev(title, &pos, &w))
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (word_same(w.text, str_from(words[i])))
			return true;
	return false;
}

static bool take_number(struct parser *p, struct str word, size_t start)
{
	unsigned page = 0;
	size_t used = 0;
	bool number = word_number(word, &page, &used) && used == word.len;
	struct str title = str_sub(p->text, p->entry.start, p->entry.end);
	if (p->entry.words == 0 || is_numbered_word(title)) {
		add_to_title(p, start, start + word.len);
		return true;
	}
	if (!number) { /* the next chapter's, and this entry's page was lost */
		bool done = close_entry(p, 0);
		add_to_title(p, start, start + word.len);
		return done;
	}
	if (page > 0 && page <= PAGE_MAX && page >= p->last_page) {
		bool done = close_entry(p, page);
		p->out->end = start + word.len;
		return done;
	}
	add_to_title(p, start, start + word.len);
	return true;
}

static bool take_word(struct parser *p, struct str word, size_t start)
{
	if (word.len == 0)
		return true;
	if (word_is_number(word) || is_chapter(word))
		return take_number(p, word, start);
	if (p->entry.leader && !close_entry(p, 0))
		return false;
	add_to_title(p, start, start + word.len);
	return true;
}

/* The dots in a word: two or more in a row, or "…". *end = behind them. */
static size_t find_leader(struct str word, size_t *end)
{
	for (size_t i = 0; i < word.len; i++) {
		size_t n = i;
		while (n < word.len && (word.ptr[n] == '.' || word.ptr[n] == '_'))
			n++;
		if (str_starts(str_sub(word, i, word.len), STR("…")))
			n = i + 3;
		if (n > i + 1) {
			*end = n;
			return i;
		}
	}
	return word.len;
}

/* A word with dots in or after it: "Bedömning...7". */
static bool take_piece(struct parser *p, struct str word, size_t start)
{
	size_t end = word.len, dots = find_leader(word, &end);
	if (dots == word.len && !str_eq(word, STR(".")))
		return take_word(p, word, start);
	if (str_eq(word, STR(".")))
		end = 1, dots = 0;
	if (!take_word(p, str_sub(word, 0, dots), start))
		return false;
	p->entry.leader = p->entry.words > 0;
	return take_word(p, str_sub(word, end, word.len), start + end);
}

/* Whether running text has begun: the title is too long, or a sentence ended in it. */
static bool is_text(const struct parser *p, struct str word, struct str next)
{
	return p->entry.words > TITLE_WORDS ||
	       (p->entry.words >= SENTENCE_WORDS && word.len > 4 && word_ends_sentence(word) &&
		word.ptr[word.len - 1] == '.' && word_is_upper(next) && !is_chapter(word));
}

bool contents_parse(struct arena *arena, struct str text, size_t from, size_t to,
		    struct contents *out)
{
	struct parser p = {.arena = arena, .text = text, .out = out};
	struct word w;
	for (size_t i = out->n; i > 0 && p.last_page == 0; i--)
		p.last_page = out->entries[i - 1].page;
	out->end = from;
	for (size_t pos = from, last = from; word_next(text, &pos, &w) && w.start < to;
	     last = pos) {
		bool new_line = memchr(text.ptr + last, '\n', w.start - last) != NULL;
		if (new_line && p.entry.words > 0 && word_is_upper(w.text) && !close_entry(&p, 0))
			return false;
		struct str rest = str_trim(str_sub(text, pos, pos + 40));
		if (word_is_number(w.text) && word_begins(rest, STR("av")) > 0)
			return true; /* "3 av 9": the page's foot */
		if (!take_piece(&p, w.text, w.start))
			return false;
		if (is_text(&p, w.text, rest))
			return true;
	}
	return close_entry(&p, 0);
}

const char *contents_title(struct arena *arena, struct str title)
{
	char *copy = arena_alloc(arena, title.len + 1);
	size_t len = 0, open = 0;
	struct word w;
	if (!copy)
		return NULL;
	for (size_t pos = 0; word_next(title, &pos, &w);) {
		if (w.core.len == 0 && w.text.ptr[0] == '(') {
			open = !memchr(w.text.ptr, ')', w.text.len);
			continue; /* "()" or the first half of "( )" */
		}
		if (open && str_eq(w.text, STR(")"))) {
			open = 0;
			continue;
		}
		if (len > 0)
			copy[len++] = ' ';
		memcpy(copy + len, w.text.ptr, w.text.len);
		len += w.text.len;
	}
	copy[len] = '\0';
	return copy;
}
