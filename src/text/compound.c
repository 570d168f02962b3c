/*
 * compound.c: the cheapest way from a word's first byte to its last over first parts and one last part.
 *
 * A part costs less the more compounds of the word list have it, three letters cost extra, and so does
 * everything that hunspell's flags do not allow: nouns and names as first parts, tried for words that the
 * list does not have. "processtöd": where a part ends in two equal consonants the next may share the second.
 * Parts are split in their turn, as lemmas.
 */
#include "text/compound.h"

#include <string.h>

#define PART_MIN 3        /* letters */
#define COST_PART 112u    /* of a part in no compound of the list */
#define COST_SHORT 30u
#define COST_UNFLAGGED 30u
#define COST_SHARED 6u
#define COST_RELAXED_MAX 240u /* of a word of the list, when it needs unflagged parts */
#define COST_NAME_LIKE_MAX 160u
#define COST_NONE 0xFFFFu
#define COMMON_LETTERS 6  /* of an end that decides alone */
#define COMMON_FAMILY 40u /* and how common it must be */
#define DEPTH_MAX 3

struct node {
	uint16_t cost;  /* of the way here; COST_NONE: no way */
	uint8_t from;   /* where the part that ends here begins */
	uint8_t before; /* where the part before that one ends */
};

struct search {
	const struct lexicon *lexicon;
	struct str word;
	bool relaxed;     /* unflagged parts too */
	bool headword;    /* the last part must be its own lemma */
	bool name_like;
	unsigned classes; /* of the word, when it is known: LEXICON_… */
	struct node nodes[COMPOUND_WORD_MAX + 1];
	uint16_t lasts[COMPOUND_WORD_MAX + 1]; /* cost of a last part that begins here */
	bool loose[COMPOUND_WORD_MAX + 1];     /* which is one only when relaxed */
	size_t last_max;                       /* the hindmost place where one begins; 0: none */
};

static bool is_boundary(struct str s, size_t pos)
{
	return pos >= s.len || ((unsigned char)s.ptr[pos] & 0xC0) != 0x80;
}

static size_t letters(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
	return n;
}

static unsigned part_cost(unsigned family, size_t n_letters)
{
	unsigned gain = family < COST_PART - 10 ? family : COST_PART - 10;

	return COST_PART - gain + (n_letters == PART_MIN ? COST_SHORT : 0);
}

/*
 * A noun or name of the list as a first part, with or without the link s: cost, or COST_NONE. Only before a
 * last part: of a word's many beginnings few are, and looking each up would cost most of the time.
 */
static unsigned unflagged_cost(const struct search *s, struct str part, uint64_t hash, size_t n_letters)
{
	struct lexicon_entry e;

	if (n_letters < 4 || !lexicon_word(s->lexicon, hash, &e))
		return COST_NONE;
	if (!(e.flags & (LEXICON_NOUN | LEXICON_NAME)) || !(e.flags & LEXICON_WORD))
		return COST_NONE;
	if (!(e.flags & LEXICON_HEADWORD) && part.ptr[part.len - 1] != 's')
		return COST_NONE;
	return part_cost(e.family, n_letters) + COST_UNFLAGGED;
}

static unsigned first_cost(const struct search *s, struct str part, uint64_t hash, size_t n_letters)
{
	size_t end = (size_t)(part.ptr - s->word.ptr) + part.len;
	struct lexicon_entry e;
	unsigned cost = COST_NONE;

	if (lexicon_first(s->lexicon, hash, &e))
		cost = part_cost(e.family, n_letters);
	else if (s->relaxed && s->lasts[end] != COST_NONE)
		cost = unflagged_cost(s, part, hash, n_letters);
	return cost != COST_NONE && compound_is_no_first(part) ? COST_NONE : cost;
}

/*
 * The last part of a headword is one itself. Exceptions: participles ("behovs|prövad"), and plurals without a
 * singular ("skatte|pengar").
 */
static bool may_be_inflected(const struct search *s, struct str part, const struct lexicon_entry *e,
                             size_t n_letters)
{
	if (n_letters < 5)
		return false;
	if (s->classes & LEXICON_ADJECTIVE)
		return e->flags & LEXICON_VERB;
	return n_letters >= 6 && e->flags & LEXICON_NOUN &&
	       (str_ends(part, STR("r")) || str_ends(part, STR("anden")));
}

/* *loose: it is one only when relaxed. */
static unsigned last_cost(const struct search *s, struct str part, uint64_t hash, size_t n_letters, bool *loose)
{
	char room[LEXICON_WORD_MAX];
	struct lexicon_entry e;

	*loose = false;
	if (!lexicon_word(s->lexicon, hash, &e) || e.flags & LEXICON_NAME)
		return COST_NONE;
	if (s->headword && !(e.flags & LEXICON_HEADWORD)) {
		if (!may_be_inflected(s, part, &e, n_letters))
			return COST_NONE;
		*loose = true;
	} else if (!(e.flags & LEXICON_LAST)) {
		if (n_letters < 4 || !(e.flags & LEXICON_NOUN))
			return COST_NONE;
		*loose = true;
	}
	if (compound_is_no_last(lexicon_lemma(s->lexicon, &e, part, room)))
		return COST_NONE;
	return (*loose ? COST_UNFLAGGED : 0) + part_cost(e.family, n_letters);
}

/* The cost of a last part from start on, or COST_NONE. */
static unsigned last_from(const struct search *s, size_t start)
{
	return s->loose[start] && !s->relaxed ? COST_NONE : s->lasts[start];
}

static void reach(struct search *s, size_t end, size_t from, size_t before, unsigned cost)
{
	if (cost < s->nodes[end].cost)
		s->nodes[end] = (struct node){ .cost = (uint16_t)cost, .from = (uint8_t)from,
			                       .before = (uint8_t)before };
}

/* The hashes of a word's ends that may be parts: all at once, since one alone would wait for each multiplication. */
static void hash_ends(struct str word, uint64_t hashes[COMPOUND_WORD_MAX])
{
	for (size_t i = 0; i < word.len; i++) {
		hashes[i] = LEXICON_HASH_INIT;
		for (size_t start = 0; start <= i && start + PART_MIN <= word.len; start++)
			hashes[start] = lexicon_hash_byte(hashes[start], word.ptr[i]);
	}
}

void compound_prefetch(const struct lexicon *lexicon, struct str word)
{
	uint64_t hashes[COMPOUND_WORD_MAX];

	if (word.len > COMPOUND_WORD_MAX)
		return;
	hash_ends(word, hashes);
	for (size_t i = 0; i + PART_MIN <= word.len; i++) {
		if (is_boundary(word, i))
			lexicon_prefetch(lexicon, hashes[i]);
	}
}

/* Where last parts may begin. */
static void find_lasts(struct search *s)
{
	uint64_t hashes[COMPOUND_WORD_MAX];
	size_t n_letters = 0;

	hash_ends(s->word, hashes);
	s->last_max = 0;
	for (size_t i = s->word.len; i > 0; i--) {
		struct str part = { s->word.ptr + i, s->word.len - i };
		unsigned cost = COST_NONE;

		s->lasts[i] = COST_NONE;
		s->loose[i] = false;
		if (!is_boundary(s->word, i))
			continue;
		if (n_letters >= PART_MIN)
			cost = last_cost(s, part, hashes[i], n_letters, &s->loose[i]);
		s->lasts[i] = (uint16_t)cost;
		if (cost != COST_NONE && s->last_max == 0)
			s->last_max = i;
		n_letters++;
	}
}

/* All first parts that begin at start, after a part that ended at before with this cost. */
static void extend(struct search *s, size_t start, size_t before, unsigned cost)
{
	uint64_t hash = LEXICON_HASH_INIT;
	size_t n_letters = 0;

	/* one consonant may be shared with the last part */
	for (size_t end = start; end <= s->last_max;) {
		struct str part;
		unsigned more;

		hash = lexicon_hash_byte(hash, s->word.ptr[end++]);
		if (!is_boundary(s->word, end))
			continue;
		n_letters++;
		if (n_letters < PART_MIN)
			continue;
		part = (struct str){ s->word.ptr + start, end - start };
		more = first_cost(s, part, hash, n_letters);
		if (more != COST_NONE)
			reach(s, end, start, before, cost + more);
	}
}

/* The last part from start on, if there is one. */
static void finish(struct search *s, size_t start, size_t before, unsigned cost)
{
	if (last_from(s, start) != COST_NONE)
		reach(s, s->word.len, start, before, cost + s->lasts[start]);
}

static bool ends_double(struct str s, size_t end)
{
	return end >= 2 && s.ptr[end - 1] == s.ptr[end - 2] && strchr("bcdfgklmnprst", s.ptr[end - 1]);
}

/* Fills in the ends of the cheapest parts; returns their number, 0 when there is no way. */
static size_t cheapest(struct search *s, struct compound_part *parts, unsigned *cost)
{
	size_t n = 0, end = s->word.len;

	for (size_t i = 0; i <= s->word.len; i++)
		s->nodes[i] = (struct node){ .cost = COST_NONE };
	extend(s, 0, 0, 0);
	for (size_t i = PART_MIN; i <= s->last_max + 1 && i < s->word.len; i++) {
		unsigned here = s->nodes[i].cost;

		if (here == COST_NONE)
			continue;
		extend(s, i, i, here);
		finish(s, i, i, here);
		if (!s->relaxed && ends_double(s->word, i)) {
			extend(s, i - 1, i, here + COST_SHARED);
			finish(s, i - 1, i, here + COST_SHARED);
		}
	}
	*cost = s->nodes[end].cost;
	if (*cost == COST_NONE)
		return 0;
	for (; end > 0 && n < COMPOUND_PARTS_MAX; n++) {
		parts[n].start = s->nodes[end].from;
		parts[n].end = (uint16_t)end;
		end = s->nodes[end].before;
	}
	if (end > 0 || n < 2)
		return 0;
	for (size_t i = 0; i < n / 2; i++) {
		struct compound_part swap = parts[i];

		parts[i] = parts[n - 1 - i];
		parts[n - 1 - i] = swap;
	}
	return n;
}

static void set_lemma(struct compound_part *part, struct str lemma)
{
	part->len = (uint16_t)(lemma.len < sizeof(part->lemma) ? lemma.len : 0);
	memcpy(part->lemma, lemma.ptr, part->len);
}

static void find_lemma(const struct lexicon *lexicon, struct str word, bool last,
                       struct compound_part *part)
{
	struct str form = { word.ptr + part->start, (size_t)part->end - part->start };
	uint64_t hash = lexicon_hash(form);
	char room[LEXICON_WORD_MAX];
	struct lexicon_entry e;

	if ((!last && lexicon_first(lexicon, hash, &e)) || lexicon_word(lexicon, hash, &e))
		form = lexicon_lemma(lexicon, &e, form, room);
	set_lemma(part, form);
}

static size_t common_prefix(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
		n++;
	return n;
}

static bool split(const struct lexicon *lexicon, struct str word, const struct lexicon_entry *known,
                  int depth, struct compound *out);

/* Puts the parts of a part in its place. */
static void split_part(const struct lexicon *lexicon, struct str word, size_t i, int depth,
                       struct compound *out)
{
	struct compound_part *part = &out->parts[i];
	struct str lemma = { part->lemma, part->len };
	size_t start = part->start, end = part->end;
	struct lexicon_entry e;
	struct compound inner;

	if (!lexicon_word(lexicon, lexicon_hash(lemma), &e) || !(e.flags & LEXICON_HEADWORD) ||
	    !split(lexicon, lemma, &e, depth + 1, &inner) || out->n + inner.n - 1 > COMPOUND_PARTS_MAX)
		return;
	if (inner.parts[inner.n - 1].start >= common_prefix(str_sub(word, start, end), lemma))
		return; /* the boundary lies behind where form and lemma part */
	for (size_t k = 0; k < inner.n; k++) {
		inner.parts[k].start = (uint16_t)(inner.parts[k].start + start);
		inner.parts[k].end = (uint16_t)(inner.parts[k].end + start);
	}
	inner.parts[inner.n - 1].end = (uint16_t)end;
	memmove(&out->parts[i + inner.n], &out->parts[i + 1], (out->n - i - 1) * sizeof(out->parts[0]));
	memcpy(&out->parts[i], inner.parts, inner.n * sizeof(out->parts[0]));
	out->n += inner.n - 1;
}

/*
 * The last resort for a word of which only the end is known: "leader|programmet". The end must be long and
 * that of many compounds.
 */
static size_t known_end(const struct search *s, struct compound_part *parts)
{
	for (size_t i = PART_MIN + 1; i < s->word.len; i++) {
		struct str end = { s->word.ptr + i, s->word.len - i };
		struct lexicon_entry e;

		if (s->lasts[i] == COST_NONE || s->loose[i] || letters(end) < COMMON_LETTERS)
			continue;
		if (lexicon_word(s->lexicon, lexicon_hash(end), &e) && e.family >= COMMON_FAMILY) {
			parts[0] = (struct compound_part){ .end = (uint16_t)i };
			parts[1] = (struct compound_part){ .start = (uint16_t)i,
				                           .end = (uint16_t)s->word.len };
			return 2;
		}
	}
	return 0;
}

/* Whether the parts found speak for a compound rather than for a name. */
static bool is_convincing(const struct search *s, const struct compound *c)
{
	const struct compound_part *last = &c->parts[c->n - 1];
	struct str lemma = { last->lemma, last->len };
	size_t n = letters(str_sub(s->word, last->start, last->end));

	if (s->classes & LEXICON_NAME)
		return compound_is_institution(lemma);
	return !s->name_like || n >= COMMON_LETTERS || (n > PART_MIN && c->cost <= COST_NAME_LIKE_MAX);
}

/* Fills in the ends of the parts that are given for the word; returns their number. */
static size_t given_parts(const struct search *s, bool known, struct compound_part *parts)
{
	const char *given = compound_given(s->word, !known);
	size_t n = 0, at = 0;

	for (; given && *given; given++) {
		if (*given != '|') {
			at++;
			continue;
		}
		parts[n].end = (uint16_t)at;
		parts[++n].start = (uint16_t)at;
	}
	if (n == 0)
		return 0;
	parts[0].start = 0;
	parts[n].end = (uint16_t)s->word.len;
	return n + 1;
}

static void search_parts(struct search *s, bool known, struct compound *out)
{
	out->cost = 0;
	out->n = given_parts(s, known, out->parts);
	if (out->n > 0)
		return;
	find_lasts(s);
	if (s->last_max == 0)
		return;
	out->n = cheapest(s, out->parts, &out->cost);
	if (out->n > 0 || s->classes & LEXICON_NAME)
		return;
	s->relaxed = true;
	out->n = cheapest(s, out->parts, &out->cost);
	if (known && out->cost > COST_RELAXED_MAX)
		out->n = 0;
	if (out->n == 0 && !known)
		out->n = known_end(s, out->parts);
}

static bool split(const struct lexicon *lexicon, struct str word, const struct lexicon_entry *known,
                  int depth, struct compound *out)
{
	struct search s = { .lexicon = lexicon, .word = word, .name_like = depth < 0 };
	char room[LEXICON_WORD_MAX];

	out->n = 0;
	if (known) {
		s.word = lexicon_lemma(lexicon, known, word, room);
		s.headword = !(known->flags & LEXICON_NAME);
		s.classes = known->flags;
	}
	if (depth > DEPTH_MAX || word.len > COMPOUND_WORD_MAX || s.word.len > COMPOUND_WORD_MAX ||
	    letters(word) < 2 * PART_MIN)
		return false;
	search_parts(&s, known != NULL, out);
	if (out->n > 0 && (out->parts[out->n - 1].start > common_prefix(word, s.word) || compound_is_whole(s.word)))
		out->n = 0;
	for (size_t i = 0; i < out->n; i++)
		find_lemma(lexicon, s.word, i + 1 == out->n, &out->parts[i]);
	if (out->n == 0 || !is_convincing(&s, out)) {
		out->n = 0;
		return false;
	}
	out->parts[out->n - 1].end = (uint16_t)word.len;
	for (size_t i = out->n; i-- > 0;)
		split_part(lexicon, word, i, depth, out);
	return true;
}

bool compound_split(const struct lexicon *lexicon, struct str word, const struct lexicon_entry *known,
                    bool name_like, struct compound *out)
{
	return split(lexicon, word, known, name_like ? -1 : 0, out);
}
