/*
 * persons.c: names by labels, shape and addresses.
 *
 * What looks like a name is a run of two to four words with a capital on one line, none of which belongs to an
 * institution. A pair of such words is learnt for the whole document only where something says that it is a person: a
 * label or an address; a run that merely stands before a number is found in that place alone.
 */
#include "record/persons.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "record/word.h"
#include "schema/gazetteer.h"
#include "schema/organisation.h"
#include "text/fold.h"
#include "text/pattern.h"

#define PERSONS_MAX 200   /* of a document */
#define WORDS_MAX 4       /* of a name */
#define NAME_MAX_BYTES 120
#define LABELLED_MAX 10   /* names behind one label */
#define BLOCK_LINES 3     /* between a name and its number */
#define BLOCK_LINE_MAX 80 /* bytes of a line of an address block */
#define SURNAME_MIN 3
#define WORD_MAX 60       /* bytes of a word of a name, */
#define PLAIN_MAX (WORD_MAX * TEXT_FOLD_MAX) /* and of its plain form */
#define NUMBER_MIN 5      /* digits behind "tel." */

struct person {
	struct str words[WORDS_MAX]; /* folded, without accents */
	size_t n;
	bool sure; /* not only made of an address */
};

struct persons {
	struct arena *arena;
	struct person *list;
	size_t n, cap;
	struct persons_span *spans; /* of the text being looked through */
	size_t n_spans, spans_cap;
	bool failed;
};

/* A run of words with capitals. */
struct run {
	struct str words[WORDS_MAX];
	size_t n, start, end; /* bytes in the text */
	bool closed;          /* punctuation follows */
	bool failed;          /* out of memory */
};

static const struct str labels[] = {
	STR_INIT("kontaktperson"), STR_INIT("kontakt"), STR_INIT("kontakta"), STR_INIT("projektledare"),
	STR_INIT("projektansvarig"), STR_INIT("handläggare"), STR_INIT("ansvarig"), STR_INIT("författare"),
	STR_INIT("contact"), STR_INIT("projektägarens kontaktperson"), STR_INIT("kontaktuppgifter"),
	STR_INIT("kontaktpersoner"), STR_INIT("projektledarna"), STR_INIT("ansvariga"), STR_INIT("handläggaren"),
	STR_INIT("projektledaren"), STR_INIT("kontaktpersonen"), STR_INIT("kontaktpersonerna"),
};
static const struct str phone_labels[] = {
	STR_INIT("tel"), STR_INIT("telefon"), STR_INIT("tfn"), STR_INIT("tele"), STR_INIT("mobil"),
	STR_INIT("mobiltelefon"), STR_INIT("telefonnummer"), STR_INIT("mobilnummer"), STR_INIT("phone"),
};
static const struct str particles[] = { STR_INIT("von"), STR_INIT("af"), STR_INIT("av"), STR_INIT("de"),
	                                STR_INIT("van"), STR_INIT("der"), STR_INIT("la"), STR_INIT("el") };
static const struct str joins[] = { STR_INIT("och"), STR_INIT("samt"), STR_INIT("and"), STR_INIT("&") };
/* Ends of words that institutions have, and persons have not. */
static const struct str institutions[] = {
	STR_INIT("kommun"), STR_INIT("kommunen"), STR_INIT("stad"), STR_INIT("region"), STR_INIT("regionen"),
	STR_INIT("förvaltning"), STR_INIT("förvaltningen"), STR_INIT("kontor"), STR_INIT("kontoret"),
	STR_INIT("verket"), STR_INIT("nämnden"), STR_INIT("styrelsen"), STR_INIT("förbund"), STR_INIT("förbundet"),
	STR_INIT("bolaget"), STR_INIT("centrum"), STR_INIT("förening"), STR_INIT("föreningen"), STR_INIT("fonden"),
	STR_INIT("universitet"), STR_INIT("högskola"), STR_INIT("högskolan"), STR_INIT("skolan"), STR_INIT("rådet"),
	STR_INIT("förmedlingen"), STR_INIT("projekt"), STR_INIT("projektet"), STR_INIT("program"), STR_INIT("gruppen"),
	STR_INIT("avdelningen"), STR_INIT("enheten"), STR_INIT("unionen"), STR_INIT("län"), STR_INIT("ab"),
	STR_INIT("landsting"), STR_INIT("landstinget"), STR_INIT("kassan"), STR_INIT("sverige"), STR_INIT("esf"),
};

#define LENGTH(list) (sizeof(list) / sizeof((list)[0]))

static bool is_among(struct str word, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (word_same(word, list[i]))
			return true;
	return false;
}

static bool is_label(struct str word)
{
	return is_among(word, labels, LENGTH(labels));
}

static bool has_capital(struct str word)
{
	return word_is_upper(word) && !is_label(word) && !is_among(word, phone_labels, LENGTH(phone_labels));
}

/* Letters, hyphens and apostrophes. */
static bool is_name_word(struct str word)
{
	for (size_t pos = 0; pos < word.len;) {
		uint32_t cp = utf8_next(word, &pos);
		if (!utf8_is_letter(cp) && cp != '-' && cp != '\'' && cp != 0x2019)
			return false;
	}
	return word.len > 0;
}

/* A word folded, with å ä ö as an address has them; empty when it is too long for a name. */
static struct str plain(struct str word, char out[PLAIN_MAX])
{
	size_t n = 0;
	for (size_t pos = 0; pos < word.len && word.len <= WORD_MAX;) {
		uint32_t cp = utf8_next(word, &pos);
		if (utf8_lower(cp) == 0xE5 || utf8_lower(cp) == 0xE4)
			cp = 'a';
		else if (utf8_lower(cp) == 0xF6)
			cp = 'o';
		n += text_fold_cp(cp, out + n);
	}
	return (struct str){ out, n };
}

static bool ends_like_institution(struct str word)
{
	for (size_t i = 0; i < LENGTH(institutions); i++) {
		size_t n = institutions[i].len;
		if (word.len < n || !word_same(str_sub(word, word.len - n, word.len), institutions[i]))
			continue;
		if (word.len == n || n >= 6)
			return true;
	}
	return false;
}

static bool is_place(struct str name)
{
	return gazetteer_municipality(name) || gazetteer_county(name) || gazetteer_region(name);
}

/* *failed: out of memory. */
static bool is_institution(struct str name, bool *failed)
{
	struct buf scratch;
	struct word w;
	size_t pos = 0;
	while (word_next(name, &pos, &w))
		if (ends_like_institution(w.core))
			return true;
	buf_init(&scratch, NAME_MAX_BYTES * 8);
	enum organisation_kind kind = organisation_canonical(name, &scratch);
	*failed = *failed || scratch.status == LETA_ERR_NOMEM;
	buf_fini(&scratch);
	return (kind != ORGANISATION_OTHER && kind != ORGANISATION_UNIT) || is_place(name);
}

static bool has_line_end(struct str text, size_t from, size_t to)
{
	return from < to && memchr(text.ptr + from, '\n', to - from);
}

/* The run that begins with the word at or behind pos. False: there is none, or it is too short to be a name. */
static bool take_run(struct str text, size_t pos, struct run *out)
{
	struct word w;
	size_t capitals = 0;
	*out = (struct run){ 0 };
	while (out->n < WORDS_MAX && word_next(text, &pos, &w)) {
		size_t core = (size_t)(w.core.ptr - text.ptr);
		bool particle = out->n > 0 && is_among(w.core, particles, LENGTH(particles));
		bool initial = w.core.len == 1 && word_is_upper(w.core);
		if (out->n > 0 && (has_line_end(text, out->end, w.start) || core != w.start))
			break;
		if (!is_name_word(w.core) || (!particle && !has_capital(w.core)))
			break;
		if (out->n == 0)
			out->start = core;
		out->words[out->n++] = w.core;
		out->end = core + w.core.len;
		capitals += !particle && !initial;
		if (!initial && core + w.core.len < w.start + w.text.len) {
			out->closed = true;
			break;
		}
	}
	return capitals >= 2 && out->end - out->start <= NAME_MAX_BYTES &&
	       !is_institution(str_sub(text, out->start, out->end), &out->failed);
}

bool persons_is_name(struct str text, bool *failed)
{
	struct run run;
	bool is = take_run(text, 0, &run) && run.start == 0 && run.end == text.len;
	*failed = *failed || run.failed;
	return is;
}

/* ---- what is known ---- */

static bool is_same(const struct person *a, const struct person *b)
{
	bool same = a->n == b->n;
	for (size_t i = 0; same && i < a->n; i++)
		same = str_eq(a->words[i], b->words[i]);
	return same;
}

static void add_person(struct persons *p, const struct str *words, size_t n, bool sure)
{
	struct person person = { .n = n, .sure = sure };
	char out[PLAIN_MAX];
	if (p->n == PERSONS_MAX)
		return;
	for (size_t i = 0; i < n; i++) {
		struct str word = plain(words[i], out);
		person.words[i] = (struct str){ arena_strdup(p->arena, word), word.len };
		if (word.len == 0)
			return;
		p->failed = p->failed || !person.words[i].ptr;
	}
	for (size_t i = 0; !p->failed && i < p->n; i++) {
		if (is_same(&p->list[i], &person)) {
			p->list[i].sure = p->list[i].sure || sure;
			return;
		}
	}
	struct person *list = arena_grow(p->arena, p->list, p->n, &p->cap, sizeof(*list));
	if (!list)
		p->failed = true;
	if (p->failed)
		return;
	p->list = list;
	p->list[p->n++] = person;
}

struct persons *persons_new(struct arena *arena)
{
	struct persons *p = arena_zalloc(arena, 1, sizeof(*p));
	if (p)
		p->arena = arena;
	return p;
}

/* The words of one name, as many as fit. */
static size_t name_words(struct str name, struct str *words)
{
	struct word w;
	size_t n = 0, pos = 0;
	while (n < WORDS_MAX && word_next(name, &pos, &w))
		if (is_name_word(w.core))
			words[n++] = w.core;
	return n;
}

/* A piece of a field's value without commas; `held` is a single word before it: a surname, when this is one, too. */
static void learn_piece(struct persons *p, struct str piece, struct str *held)
{
	struct str words[WORDS_MAX + 1];
	size_t n = name_words(piece, words);
	if (n == 1 && held->len > 0) {
		words[n++] = *held;
		*held = (struct str){ 0 };
	} else if (n == 1 && word_is_upper(words[0])) {
		*held = words[0];
		return;
	}
	if (n >= 2 && word_is_upper(words[0]) && !is_institution(piece, &p->failed))
		add_person(p, words, n, true);
}

/* Takes the next person off a value: up to ";" or a word that joins two. */
static bool next_person(struct str *rest, struct str *person)
{
	struct str part;
	struct word w;
	if (!str_cut(rest, ';', person))
		return false;
	for (size_t pos = 0; word_next(*person, &pos, &w);) {
		if (!is_among(w.text, joins, LENGTH(joins)))
			continue;
		part = str_sub(*person, 0, w.start);
		rest->ptr = person->ptr + pos;
		rest->len += person->len - pos + (rest->len > 0);
		*person = part;
		break;
	}
	return true;
}

bool persons_learn(struct persons *p, struct str value)
{
	struct str rest = value, person, piece;
	while (next_person(&rest, &person)) {
		struct str held = { 0 };
		while (str_cut(&person, ',', &piece))
			learn_piece(p, str_trim(piece), &held);
		if (held.len >= SURNAME_MIN && !is_place(held))
			add_person(p, &held, 1, true);
	}
	return !p->failed;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_local(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || strchr("._%+-", c);
}

/* The address around the next "@" at or after *pos, which moves behind it. */
static bool next_email(struct str text, size_t *pos, size_t *start, size_t *end)
{
	struct pattern_value value;
	for (size_t at; (at = str_find(text, STR("@"), *pos)) != (size_t)-1;) {
		for (*start = at; *start > *pos && text.ptr[*start - 1] && is_local(text.ptr[*start - 1]);)
			--*start;
		*end = pattern_email(text, *start, &value);
		*pos = *end > at ? *end : at + 1;
		if (*end > at)
			return true;
	}
	return false;
}

/* "anna.ek@…": a name perhaps. */
static void learn_address(struct persons *p, struct str local)
{
	struct str words[WORDS_MAX];
	size_t n = 0, start = 0;
	for (size_t i = 0; i <= local.len && n < WORDS_MAX; i++) {
		if (i < local.len && !strchr("._", local.ptr[i]))
			continue;
		if (i - start >= 2)
			words[n++] = str_sub(local, start, i);
		start = i + 1;
	}
	if (n >= 2)
		add_person(p, words, n, false);
}

/* The names behind a label that ends at pos; several only where the label is in the plural. */
static void learn_labelled(struct persons *p, struct str text, struct str label, size_t pos)
{
	struct word w;
	struct run run;
	size_t after = pos, room = str_ends(label, STR("r")) || str_ends(label, STR("a")) ? LABELLED_MAX : 1;
	if (word_next(text, &after, &w) && word_is_lower(w.core) && w.core.len <= 4)
		pos = after; /* "är", "hos" */
	while (room-- > 0 && take_run(text, pos, &run)) {
		add_person(p, run.words, run.n, true);
		pos = run.end;
		after = pos;
		if (word_next(text, &after, &w) && w.core.len == 0)
			word_next(text, &after, &w);
		if (is_among(w.text, joins, LENGTH(joins)))
			pos = after;
		else
			while (pos < text.len && strchr(",;/\n ", text.ptr[pos]))
				pos++;
	}
}

/* ---- in a text ---- */

static void add_span(struct persons *p, size_t start, size_t end)
{
	struct persons_span *spans =
		arena_grow(p->arena, p->spans, p->n_spans, &p->spans_cap, sizeof(*spans));
	if (!spans) {
		p->failed = true;
		return;
	}
	p->spans = spans;
	p->spans[p->n_spans++] = (struct persons_span){ start, end };
}

/* Whether the word is a known one, or its genitive. */
static bool is_word(struct str word, struct str known)
{
	return str_eq(word, known) ||
	       (word.len == known.len + 1 && word.ptr[known.len] == 's' && str_starts(word, known));
}

/* Whether nothing but a blank stands between a word and the next; or a comma, when a surname comes first. */
static bool goes_on(const struct word *w, bool backwards)
{
	struct str rest = str_sub(w->text, (size_t)(w->core.ptr - w->text.ptr) + w->core.len, w->text.len);
	return rest.len == 0 || (backwards && str_eq(rest, STR(",")));
}

/* Whether the words from pos on are the person's name, with one other name between at most; *end is behind it. */
static bool is_name_at(const struct person *person, bool backwards, struct str text, size_t pos, size_t *end)
{
	char out[PLAIN_MAX];
	struct word w;
	bool other = person->n < 2, on = true;
	for (size_t i = 0; i < person->n; on = goes_on(&w, backwards)) {
		if (!on || !word_next(text, &pos, &w) || w.core.len == 0)
			return false;
		struct str known = person->words[backwards ? person->n - 1 - i : i];
		struct str word = plain(w.core, out);
		*end = (size_t)(w.core.ptr - text.ptr) + w.core.len;
		if (is_word(word, known))
			i++;
		else if (i == 0 || other || !has_capital(w.core))
			return false;
		else
			other = true;
	}
	return true;
}

/* Adds the person's name at pos, or the surname alone. `word` is the plain form of the first word there, `core`. */
static void find_name(struct persons *p, struct person *person, struct str text, size_t pos, struct str core,
                      struct str word)
{
	size_t start = (size_t)(core.ptr - text.ptr), end;
	struct str last = person->words[person->n - 1];
	bool surname = is_word(word, last);
	if (!surname && !is_word(word, person->words[0]))
		return;
	if (is_name_at(person, false, text, pos, &end) || is_name_at(person, true, text, pos, &end)) {
		person->sure = true;
		add_span(p, start, end);
	} else if (person->sure && surname && last.len >= SURNAME_MIN && !is_place(core)) {
		add_span(p, start, start + core.len);
	}
}

static void find_names(struct persons *p, struct str text)
{
	char out[PLAIN_MAX];
	struct word w;
	for (size_t pos = 0; p->n > 0 && word_next(text, &pos, &w);) {
		struct str word = word_is_upper(w.core) ? plain(w.core, out) : (struct str){ 0 };
		for (size_t i = 0; word.len > 0 && i < p->n; i++)
			find_name(p, &p->list[i], text, w.start, w.core, word);
	}
}

/* Behind "tel.": any digits that are enough for a number; returns their end or 0. */
static size_t labelled_number(struct str text, size_t pos)
{
	size_t digits = 0, end = 0;
	while (pos < text.len && strchr(".: \n", text.ptr[pos]))
		pos++;
	for (; pos < text.len && strchr("0123456789+-/() ", text.ptr[pos]); pos++) {
		if (!is_digit(text.ptr[pos]))
			continue;
		digits++;
		end = pos + 1;
	}
	return digits >= NUMBER_MIN ? end : 0;
}

/* Whether a number may begin at pos: not in the middle of a reference, but behind a label glued to it. */
static bool begins_number(struct str text, size_t pos)
{
	size_t start = pos;
	char c = text.ptr[pos], before = pos > 0 ? text.ptr[pos - 1] : ' ';
	if ((c != '+' && (c < '0' || c > '9')) || is_digit(before) || strchr("-/,+", before) ||
	    (strchr(":.", before) && pos > 1 && is_digit(text.ptr[pos - 2])))
		return false;
	while (start > 0 && utf8_is_letter(utf8_prev(text, &(size_t){ start })))
		utf8_prev(text, &start);
	return start == pos || is_among(str_sub(text, start, pos), phone_labels, LENGTH(phone_labels));
}

static void find_numbers(struct persons *p, struct str text)
{
	struct pattern_value value;
	struct word w;
	for (size_t pos = 0; pos < text.len;) {
		size_t end = begins_number(text, pos) ? pattern_phone(text, pos, &value) : 0;
		if (end > 0)
			add_span(p, pos, end);
		pos = end > 0 ? end : pos + 1;
	}
	for (size_t pos = 0; word_next(text, &pos, &w);) {
		if (!is_among(w.core, phone_labels, LENGTH(phone_labels)))
			continue;
		size_t from = (size_t)(w.core.ptr - text.ptr) + w.core.len, end = labelled_number(text, from);
		if (end > 0)
			add_span(p, from, end);
	}
}

/* The last run of a stretch of one line. */
static bool last_run(struct str line, struct run *out)
{
	struct run run;
	struct word w;
	bool found = false;
	for (size_t pos = 0, next; next = pos, word_next(line, &next, &w);) {
		bool is = word_is_upper(w.core) && take_run(line, pos, &run);
		if (is)
			*out = run;
		found = found || is;
		pos = is ? run.end : next;
	}
	return found;
}

/* The name before an address or number: on its line or, in a block of short lines, on one of those above. */
static void find_owner(struct persons *p, struct str text, size_t pos)
{
	struct run run;
	size_t end = pos;
	for (size_t i = 0; i <= BLOCK_LINES; i++) {
		size_t start = end;
		while (start > 0 && end - start <= BLOCK_LINE_MAX && text.ptr[start - 1] != '\n')
			start--;
		bool is_long = end - start > BLOCK_LINE_MAX;
		if (i > 0 && is_long)
			return;
		struct str line = str_sub(text, is_long ? utf8_floor(text, start) : start, end);
		if (last_run(line, &run)) {
			size_t base = (size_t)(line.ptr - text.ptr);
			add_span(p, base + run.start, base + run.end);
			return;
		}
		if (start == 0 || is_long)
			return;
		end = start - 1;
	}
}

static int by_place(const void *a, const void *b)
{
	const struct persons_span *x = a, *y = b;
	return x->start != y->start ? (x->start < y->start ? -1 : 1) : (x->end < y->end) - (x->end > y->end);
}

static void merge_spans(struct persons *p)
{
	size_t n = 0;
	if (p->n_spans > 0)
		qsort(p->spans, p->n_spans, sizeof(*p->spans), by_place);
	for (size_t i = 0; i < p->n_spans; i++) {
		struct persons_span *last = n > 0 ? &p->spans[n - 1] : NULL;
		if (!last || p->spans[i].start > last->end)
			p->spans[n++] = p->spans[i];
		else if (p->spans[i].end > last->end)
			last->end = p->spans[i].end;
	}
	p->n_spans = n;
}

bool persons_learn_text(struct persons *p, struct str text)
{
	struct word w;
	size_t start, end;
	for (size_t pos = 0; word_next(text, &pos, &w);)
		if (is_label(w.core))
			learn_labelled(p, text, w.core, pos);
	for (size_t pos = 0; next_email(text, &pos, &start, &end);)
		learn_address(p, str_sub(text, start, str_find(text, STR("@"), start)));
	p->spans = NULL;
	p->n_spans = p->spans_cap = 0;
	find_names(p, text); /* makes sure of names */
	return !p->failed;
}

bool persons_find(struct persons *p, struct str text, struct persons_span **out, size_t *n)
{
	size_t start, end;
	p->spans = NULL;
	p->n_spans = p->spans_cap = 0;
	for (size_t pos = 0; next_email(text, &pos, &start, &end);)
		add_span(p, start, end);
	find_numbers(p, text);
	for (size_t i = p->n_spans; i-- > 0;)
		find_owner(p, text, p->spans[i].start);
	find_names(p, text);
	merge_spans(p);
	*out = p->spans;
	*n = p->n_spans;
	return !p->failed;
}
