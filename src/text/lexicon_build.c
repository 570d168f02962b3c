/*
 * lexicon_build.c: chooses one lemma for every form and packs all into slots.
 *
 * Every form that hunspell_read() spells out is noted with its headword; the notes are sorted by the form's
 * hash. Of several headwords the form goes to: an irregular one; else itself, if it has inflections of its
 * own; else the one with the most forms. (A headword without inflections is mostly an adverb, "fullt".)
 * How common a word is as a part of compounds is counted in the list itself: no other corpus is needed.
 */
#include "text/lexicon_build.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"
#include "text/compound.h"
#include "text/fold.h"
#include "text/hunspell.h"
#include "text/irregular.h"
#include "text/lexicon_format.h"
#include "text/stopwords.h"

#define FORM_MAX 128
#define FIRST_BITS ((size_t)1 << 20)
#define NOTES_MAX ((size_t)8 << 20)
#define PACK_AHEAD 16
#define FAMILY_MIN ((size_t)3) /* bytes of a part of a headword */
#define CLASSES (LEXICON_NOUN | LEXICON_VERB | LEXICON_ADJECTIVE)

struct note {
	uint64_t hash;
	uint32_t headword; /* entry of the map */
	uint32_t part;     /* a first part's entry of its map */
	uint16_t rule;
	uint8_t flags; /* enum lexicon_flag */
	bool first;    /* a first part rather than a word */
	bool irregular;
	bool genitive; /* it ends in s, as a genitive does */
};

struct headword {
	uint32_t n_forms, heads; /* words in the list that end in it */
	uint8_t flags;           /* classes, name, and LAST */
};

/* The headword of the forms at hand. */
struct lemma {
	char written[FORM_MAX], room[FORM_MAX];
	size_t len;        /* of written; 0: none is kept */
	struct str folded; /* empty: it is no word of letters */
	bool stop;         /* a stop word, which has no other forms */
	bool name;
	uint32_t entry; /* of the map, or MAP_NONE */
};

struct builder {
	struct lemma lemma;
	struct map *headwords, *rules, *firsts; /* firsts: form → words that begin with it */
	struct headword *info;
	size_t cap_info;
	uint64_t may_be_first[FIRST_BITS / 64]; /* a bit for the hashes of all firsts: most beginnings are none */
	struct note *notes;
	size_t n, cap;
	leta_status status;
};

/* Folds a form of letters only. False: it has other characters, or is too long. */
static bool fold_word(struct str s, char room[FORM_MAX], struct str *out)
{
	size_t n = 0;

	for (size_t pos = 0; pos < s.len;) {
		unsigned char c = (unsigned char)s.ptr[pos];
		uint32_t cp;

		if (n + TEXT_FOLD_MAX > FORM_MAX)
			return false;
		if (c >= 'a' && c <= 'z') {
			room[n++] = s.ptr[pos++];
			continue;
		}
		cp = utf8_next(s, &pos);
		if (!utf8_is_letter(cp))
			return false;
		n += text_fold_cp(cp, room + n);
	}
	*out = (struct str){ room, n };
	return n > 0;
}

static size_t common_prefix(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
		n++;
	while (n > 0 && ((n < a.len && ((unsigned char)a.ptr[n] & 0xC0) == 0x80) ||
	                 (n < b.len && ((unsigned char)b.ptr[n] & 0xC0) == 0x80)))
		n--;
	return n;
}

/* The rule from form to lemma; 0, which changes nothing, when there is none. */
static uint16_t rule_of(struct builder *b, struct str form, struct str lemma)
{
	size_t n = common_prefix(form, lemma);
	char key[1 + FORMAT_ADD_MAX];
	uint32_t entry;

	if (form.len - n > 255 || lemma.len - n > FORMAT_ADD_MAX)
		return 0;
	key[0] = (char)(form.len - n);
	memcpy(key + 1, lemma.ptr + n, lemma.len - n);
	entry = map_put(b->rules, (struct str){ key, 1 + lemma.len - n });
	if (entry == MAP_NONE)
		b->status = LETA_ERR_NOMEM;
	return entry < FORMAT_RULES_MAX ? (uint16_t)entry : 0;
}

/* The bit of a first part in b->may_be_first. */
static uint64_t *first_bit(struct builder *b, uint64_t hash, uint64_t *bit)
{
	uint64_t mixed = format_mix(hash);

	*bit = UINT64_C(1) << (mixed & 63);
	return &b->may_be_first[mixed >> 6 & (FIRST_BITS / 64 - 1)];
}

static uint32_t first_of(struct builder *b, struct str form, uint64_t hash)
{
	uint32_t entry = map_put(b->firsts, form);
	uint64_t bit, *bits = first_bit(b, hash, &bit);

	*bits |= bit;
	if (entry == MAP_NONE)
		b->status = LETA_ERR_NOMEM;
	return entry;
}

static uint32_t headword_of(struct builder *b, struct str word)
{
	uint32_t entry = map_put(b->headwords, word);

	if (entry == MAP_NONE) {
		b->status = LETA_ERR_NOMEM;
		return 0;
	}
	if (entry >= b->cap_info) {
		size_t cap = b->cap_info ? b->cap_info * 2 : 1024;
		struct headword *info = realloc(b->info, cap * sizeof(*info));

		if (!info) {
			b->status = LETA_ERR_NOMEM;
			return 0;
		}
		memset(info + b->cap_info, 0, (cap - b->cap_info) * sizeof(*info));
		b->info = info;
		b->cap_info = cap;
	}
	return entry;
}

static void add_note(struct builder *b, struct note note)
{
	if (b->status != LETA_OK)
		return;
	if (b->n == b->cap) {
		size_t cap = b->cap ? b->cap * 2 : 1 << 16;
		struct note *notes = cap <= NOTES_MAX ? realloc(b->notes, cap * sizeof(*notes)) : NULL;

		if (!notes) {
			b->status = cap <= NOTES_MAX ? LETA_ERR_NOMEM : LETA_ERR_LIMIT;
			return;
		}
		b->notes = notes;
		b->cap = cap;
	}
	b->notes[b->n++] = note;
}

static uint8_t class_flags(unsigned classes)
{
	unsigned flags = 0;

	flags |= classes & HUNSPELL_NOUN ? LEXICON_NOUN : 0;
	flags |= classes & HUNSPELL_VERB ? LEXICON_VERB : 0;
	flags |= classes & HUNSPELL_ADJECTIVE ? LEXICON_ADJECTIVE : 0;
	return (uint8_t)flags;
}

/* Forms come headword by headword: what is known of the last one is kept. */
static struct lemma *lemma_of(struct builder *b, struct str headword)
{
	struct lemma *l = &b->lemma;

	if (l->len > 0 && str_eq((struct str){ l->written, l->len }, headword))
		return l;
	l->len = headword.len <= sizeof(l->written) ? headword.len : 0;
	memcpy(l->written, headword.ptr, l->len);
	if (!fold_word(headword, l->room, &l->folded))
		l->folded.len = 0;
	l->stop = text_is_stopword(l->folded);
	l->name = utf8_is_upper(utf8_next(headword, &(size_t){ 0 }));
	l->entry = MAP_NONE;
	return l;
}

/* The headword's entry, made when it has none. */
static struct headword *info_of(struct builder *b, struct lemma *l)
{
	if (l->entry == MAP_NONE)
		l->entry = headword_of(b, l->folded);
	return &b->info[l->entry];
}

static void note_first(struct builder *b, struct note note, struct str form)
{
	note.first = true;
	note.part = first_of(b, form, note.hash);
	add_note(b, note);
}

/* hunspell_fn */
static leta_status note_form(void *ctx, const struct hunspell_form *f, struct leta_error *err)
{
	struct builder *b = ctx;
	struct lemma *lemma = lemma_of(b, f->headword);
	struct note note = { .flags = class_flags(f->classes) | (lemma->name ? LEXICON_NAME : 0) };
	char room[FORM_MAX];
	struct headword *info;
	struct str form;
	bool same;

	if (lemma->folded.len == 0 || !fold_word(f->form, room, &form))
		return LETA_OK;
	same = str_eq(form, lemma->folded);
	if (!same && lemma->stop)
		return LETA_OK; /* "vit" is no form of vi, nor "dna" of den */
	info = info_of(b, lemma);
	note.hash = lexicon_hash(form);
	note.genitive = f->genitive;
	note.headword = lemma->entry;
	note.rule = rule_of(b, form, lemma->folded);
	if (b->status != LETA_OK)
		return error_nomem(err);
	if (f->word) {
		info->n_forms++;
		info->flags |= note.flags;
		note.flags |= LEXICON_WORD;
	}
	if (same && f->word) {
		note.flags |= LEXICON_HEADWORD;
		info->flags |= LEXICON_HEADWORD;
	}
	if (f->last) {
		note.flags |= LEXICON_LAST;
		info->flags |= LEXICON_LAST;
	}
	if (f->word || f->last)
		add_note(b, note);
	if (f->first)
		note_first(b, note, form);
	return b->status == LETA_OK ? LETA_OK : error_nomem(err);
}

/* ---- what the list lacks ---- */

static void note_irregular(struct builder *b, uint32_t headword, struct str stem, struct str forms)
{
	struct str form, word = map_key(b->headwords, headword);
	uint8_t flags = (uint8_t)(b->info[headword].flags & ~LEXICON_HEADWORD) | LEXICON_WORD;

	while (str_cut(&forms, ' ', &form)) {
		char room[FORM_MAX];
		struct str whole = { room, stem.len + form.len };

		if (whole.len > FORM_MAX)
			continue;
		memcpy(room, stem.ptr, stem.len);
		memcpy(room + stem.len, form.ptr, form.len);
		add_note(b, (struct note){ .hash = lexicon_hash(whole), .headword = headword,
			                   .rule = rule_of(b, whole, word), .flags = flags,
			                   .irregular = true });
		b->info[headword].n_forms++;
	}
}

static bool is_particle(struct str s)
{
	return compound_is_no_first(s) || str_eq(s, STR("an")) || str_eq(s, STR("av")) ||
	       str_eq(s, STR("del")) || str_eq(s, STR("iakt")) || str_eq(s, STR("åta"));
}

/* The irregular forms of every headword that ends in an irregular one: "bostad", "tillsätta". */
static void add_irregulars(struct builder *b)
{
	size_t n = map_size(b->headwords);

	for (uint32_t h = 0; h < n && b->status == LETA_OK; h++) {
		struct str word = map_key(b->headwords, h);

		if (!(b->info[h].flags & LEXICON_HEADWORD) || b->info[h].flags & LEXICON_NAME)
			continue;
		for (size_t i = 0; i < N_IRREGULARS; i++) {
			struct str lemma = { IRREGULARS[i].lemma, IRREGULARS[i].len }, stem;

			if (word.ptr[word.len - 1] != lemma.ptr[lemma.len - 1] || !str_ends(word, lemma))
				continue;
			stem = str_sub(word, 0, word.len - lemma.len);
			/* not every word that ends in "ta" or "ge" is made of that verb */
			if (stem.len == 0 || lemma.len > 2 || is_particle(stem))
				note_irregular(b, h, stem, str_from(IRREGULARS[i].forms));
		}
	}
}

/* A headword made of stem and ending that is a noun or verb of the list, or MAP_NONE. */
static uint32_t base_with(struct builder *b, struct str stem, const char *ending)
{
	char room[FORM_MAX];
	size_t n = strlen(ending);
	uint32_t h;

	if (stem.len + n > FORM_MAX || stem.len < 2)
		return MAP_NONE;
	memcpy(room, stem.ptr, stem.len);
	memcpy(room + stem.len, ending, n);
	h = map_find(b->headwords, (struct str){ room, stem.len + n });
	if (h == MAP_NONE || !(b->info[h].flags & LEXICON_HEADWORD) || b->info[h].flags & LEXICON_NAME)
		return MAP_NONE;
	return h;
}

/* "samverkans" is of samverkan, which hunspell has as a form of the verb samverka; MAP_NONE: of no verb. */
static uint32_t verb_of_an(struct builder *b, struct str first)
{
	if (!str_ends(first, STR("ans")))
		return MAP_NONE;
	uint32_t verb = base_with(b, str_sub(first, 0, first.len - 2), "");
	return verb != MAP_NONE && b->info[verb].flags & LEXICON_VERB ? verb : MAP_NONE;
}

/*
 * First parts that the list has as words of their own ("arbets", "skol") get the lemma of the word that they
 * come from: by the link taken off, then by the vowel put back.
 */
static uint32_t base_of_first(struct builder *b, struct str first)
{
	static const char *const ENDINGS[] = { "", "e", "a", "um" };
	char last = first.ptr[first.len - 1];
	bool link = last == 's' || last == 'o' || last == 'u' || last == 'e' || last == 'a';

	for (int off = link ? 1 : 0; off >= 0; off--) {
		for (size_t i = 0; i < sizeof(ENDINGS) / sizeof(ENDINGS[0]); i++) {
			uint32_t h = base_with(b, str_sub(first, 0, first.len - (size_t)off), ENDINGS[i]);

			/* "riks" is of rike, not of the adjective rik */
			if (h == MAP_NONE || (off == 0 && i == 0) ||
			    (last == 's' && off && !(b->info[h].flags & LEXICON_NOUN)))
				continue;
			return h;
		}
	}
	return verb_of_an(b, first);
}

/* "försvars" comes from the noun försvar, where hunspell makes it of the verb försvara; else MAP_NONE. */
static uint32_t noun_of_verb(struct builder *b, struct str first, uint32_t verb)
{
	uint32_t noun;

	if (!(b->info[verb].flags & LEXICON_VERB) || !str_ends(first, STR("s")))
		return MAP_NONE;
	noun = base_with(b, str_sub(first, 0, first.len - 1), "");
	return noun != MAP_NONE && b->info[noun].flags & LEXICON_NOUN ? noun : MAP_NONE;
}

static void relate_firsts(struct builder *b)
{
	for (size_t i = 0; i < b->n; i++) {
		struct note *note = &b->notes[i];
		struct str first = map_key(b->headwords, note->headword);
		uint32_t base;

		if (!note->first || note->irregular)
			continue;
		if (note->rule == 0 && b->info[note->headword].n_forms <= 1 &&
		    !(b->info[note->headword].flags & CLASSES))
			base = base_of_first(b, first);
		else
			base = noun_of_verb(b, map_key(b->firsts, note->part), note->headword);
		if (base == MAP_NONE)
			continue;
		note->rule = rule_of(b, map_key(b->firsts, note->part), map_key(b->headwords, base));
		note->headword = base;
		note->flags = (uint8_t)(b->info[base].flags & ~(LEXICON_HEADWORD | LEXICON_LAST));
	}
}

/* Lets the words of COMPOUND_EXTRA_LAST, in all their forms, end compounds. */
static void allow_extra_lasts(struct builder *b)
{
	for (size_t i = 0; COMPOUND_EXTRA_LAST[i]; i++) {
		uint32_t h = map_find(b->headwords, str_from(COMPOUND_EXTRA_LAST[i]));

		if (h != MAP_NONE)
			b->info[h].flags |= LEXICON_LAST;
	}
	for (size_t i = 0; i < b->n; i++) {
		if (!b->notes[i].first && b->info[b->notes[i].headword].flags & LEXICON_LAST)
			b->notes[i].flags |= LEXICON_LAST;
	}
}

/* "allmänt", listed as an adverb, goes to the adjective it is made of. */
static void relate_adverbs(struct builder *b)
{
	for (size_t i = 0; i < b->n; i++) {
		struct note *note = &b->notes[i];
		struct str word = map_key(b->headwords, note->headword);
		uint32_t base;

		if (note->first || note->rule != 0 || b->info[note->headword].n_forms > 1 ||
		    !str_ends(word, STR("t")))
			continue;
		base = base_with(b, str_sub(word, 0, word.len - 1), "");
		if (base == MAP_NONE || !(b->info[base].flags & LEXICON_ADJECTIVE))
			continue;
		note->rule = rule_of(b, word, map_key(b->headwords, base));
		note->headword = base;
		note->flags &= (uint8_t)~LEXICON_HEADWORD;
	}
}

static void add_extra_firsts(struct builder *b)
{
	for (const struct compound_extra_first *x = COMPOUND_EXTRA_FIRST; x->part; x++) {
		struct str part = str_from(x->part), lemma = str_from(x->lemma);
		struct note note = { .hash = lexicon_hash(part), .headword = map_find(b->headwords, lemma),
			             .first = true, .irregular = true };

		note.part = first_of(b, part, note.hash);
		if (note.headword == MAP_NONE || note.part == MAP_NONE)
			continue;
		note.rule = rule_of(b, part, lemma);
		note.flags = (uint8_t)(b->info[note.headword].flags & CLASSES);
		add_note(b, note);
	}
}

/* Counts the first and the last part for every place where the word may be cut in two. */
static void count_parts(struct builder *b, uint32_t headword, struct str word)
{
	uint64_t hash = lexicon_hash(str_sub(word, 0, FAMILY_MIN - 1)), bit;

	for (size_t k = FAMILY_MIN; k + FAMILY_MIN <= word.len; k++) {
		uint32_t first, last;

		hash = lexicon_hash_byte(hash, word.ptr[k - 1]);
		if (((unsigned char)word.ptr[k] & 0xC0) == 0x80 || !(*first_bit(b, hash, &bit) & bit))
			continue;
		first = map_find(b->firsts, str_sub(word, 0, k));
		if (first == MAP_NONE)
			continue;
		last = map_find(b->headwords, str_sub(word, k, word.len));
		if (last == MAP_NONE || !(b->info[last].flags & LEXICON_LAST))
			continue;
		++*map_value(b->firsts, first);
		b->info[last].heads++;
		b->info[headword].flags |= LEXICON_COMPOUND;
	}
}

/* Counts, for every headword, the first and the last parts that it can be made of. */
static void count_families(struct builder *b)
{
	for (uint32_t h = 0; h < map_size(b->headwords); h++) {
		struct str word = map_key(b->headwords, h);

		if (!(b->info[h].flags & LEXICON_HEADWORD) || b->info[h].flags & LEXICON_NAME)
			continue;
		count_parts(b, h, word);
	}
}

/* ---- packing ---- */

/* 8 × log2(1 + n), by halves and linear between powers of two. */
static unsigned family_of(uint32_t n)
{
	unsigned log = 0;
	uint32_t value = n + 1;

	while (value >> (log + 1))
		log++;
	return log * 8 + (unsigned)((((uint64_t)value << 3) >> log) - 8);
}

static bool is_noun_only(const struct headword *h)
{
	return h->flags & LEXICON_NOUN && !(h->flags & LEXICON_VERB);
}

/*
 * A headword that stands by itself: it has inflections, or the other reading is a noun's ("förra" is not the
 * plural of förrum). A bare one next to an adjective or verb is an adverb or the like: "fullt", "kommit".
 */
static bool is_own(const struct builder *b, const struct note *x, const struct note *other)
{
	const struct headword *h = &b->info[x->headword], *o = &b->info[other->headword];

	if (!(x->flags & LEXICON_HEADWORD))
		return false;
	return h->n_forms > 2 || (!(o->flags & (LEXICON_VERB | LEXICON_ADJECTIVE)) && !other->genitive);
}

/* "jämställda" is a form of jämställd rather than of jämställa. */
static bool is_participle(const struct builder *b, const struct note *x, const struct note *other)
{
	const struct headword *h = &b->info[x->headword], *o = &b->info[other->headword];

	return h->flags & LEXICON_ADJECTIVE && !(h->flags & LEXICON_VERB) && o->flags & LEXICON_VERB &&
	       str_ends(map_key(b->headwords, x->headword), STR("d"));
}

/* Which of two notes of one form tells its lemma better: see the top of the file. */
static bool is_better(const struct builder *b, const struct note *x, const struct note *y)
{
	const struct headword *hx = &b->info[x->headword], *hy = &b->info[y->headword];
	bool name_x = x->flags & LEXICON_NAME, name_y = y->flags & LEXICON_NAME;
	bool noun_x = is_noun_only(hx), noun_y = is_noun_only(hy);
	bool own_x = is_own(b, x, y), own_y = is_own(b, y, x);
	bool participle_x = is_participle(b, x, y), participle_y = is_participle(b, y, x);

	if (x->irregular != y->irregular)
		return x->irregular;
	if (name_x != name_y)
		return name_y;
	if (x->first && noun_x != noun_y) /* "försvars" is of försvar, not of försvara */
		return noun_x;
	if (own_x != own_y)
		return own_x;
	if (participle_x != participle_y)
		return participle_x;
	if (hx->n_forms != hy->n_forms)
		return hx->n_forms > hy->n_forms;
	return x->rule < y->rule || (x->rule == y->rule && x->headword < y->headword);
}

/* The order of notes: words before first parts, forms by hash, and within a form always the same. */
static bool precedes(const struct note *a, const struct note *b)
{
	if (a->first != b->first)
		return b->first;
	if (a->hash != b->hash)
		return a->hash < b->hash;
	if (a->headword != b->headword)
		return a->headword < b->headword;
	return a->rule < b->rule;
}

#define BUCKET_BITS 16
#define LOW_BITS 8
#define N_LOW ((size_t)1 << LOW_BITS)
#define N_HIGH ((size_t)2 << (BUCKET_BITS - LOW_BITS))

static size_t bucket_of(const struct note *note)
{
	return (size_t)note->first << BUCKET_BITS | note->hash >> (64 - BUCKET_BITS);
}

static size_t low_of(const struct note *note)
{
	return bucket_of(note) & (N_LOW - 1);
}

static size_t high_of(const struct note *note)
{
	return bucket_of(note) >> LOW_BITS;
}

/* One pass of a radix sort, which keeps the order of equal digits. */
static void distribute(const struct note *from, size_t n, struct note *to, size_t (*digit)(const struct note *))
{
	size_t begins[N_HIGH > N_LOW ? N_HIGH : N_LOW] = { 0 }, sum = 0;

	for (size_t i = 0; i < n; i++)
		begins[digit(&from[i])]++;
	for (size_t k = 0; k < sizeof(begins) / sizeof(begins[0]); k++) {
		size_t here = begins[k];

		begins[k] = sum;
		sum += here;
	}
	for (size_t i = 0; i < n; i++)
		to[begins[digit(&from[i])]++] = from[i];
}

/*
 * Sorts by buckets of the hash's first bits, which hold a dozen notes each, then inside them. Two passes over few piles
 * write to few places at a time, which the processor's caches hold.
 */
static leta_status sort_notes(struct builder *b, struct leta_error *err)
{
	struct note *other = malloc((b->n ? b->n : 1) * sizeof(*other));

	if (!other)
		return error_nomem(err);
	distribute(b->notes, b->n, other, low_of);
	distribute(other, b->n, b->notes, high_of);
	free(other);
	for (size_t i = 1; i < b->n; i++) {
		struct note note = b->notes[i];
		size_t k = i;

		for (; k > 0 && precedes(&note, &b->notes[k - 1]); k--)
			b->notes[k] = b->notes[k - 1];
		b->notes[k] = note;
	}
	return LETA_OK;
}

struct table {
	uint64_t *slots;
	uint32_t bits; /* log2 of how many */
};

static size_t slot_of(const struct table *t, uint64_t mixed)
{
	return mixed & (((size_t)1 << t->bits) - 1);
}

static void put_slot(const struct table *t, uint64_t hash, const struct lexicon_entry *e)
{
	uint64_t mixed = format_mix(hash);
	size_t i = slot_of(t, mixed);

	while (t->slots[i])
		i = slot_of(t, i + 1);
	t->slots[i] = format_slot(mixed, e);
}

/* One slot for all notes of a form; returns how many notes those are. */
static size_t pack_form(const struct builder *b, size_t from, const struct table *t)
{
	const struct note *best = &b->notes[from];
	struct lexicon_entry e = { .flags = 0 };
	unsigned may = 0;
	size_t i = from;

	for (; i < b->n && b->notes[i].hash == b->notes[from].hash && b->notes[i].first == best->first; i++) {
		may |= b->notes[i].flags & (LEXICON_LAST | LEXICON_WORD);
		if (is_better(b, &b->notes[i], best))
			best = &b->notes[i];
	}
	e.rule = best->rule;
	e.flags = best->flags | may | (b->info[best->headword].flags & LEXICON_COMPOUND);
	e.family = family_of(best->first ? *map_value(b->firsts, best->part) :
	                                   b->info[best->headword].heads);
	put_slot(t, best->hash, &e);
	return i - from;
}

/* Forms lie anywhere in the tables, and so do their headwords: each is asked for a while before it is needed. */
static void pack_slots(const struct builder *b, const struct table *words, const struct table *firsts)
{
	for (size_t i = 0, ahead = 0, n; i < b->n; i += n) {
		for (; ahead < b->n && ahead < i + PACK_AHEAD; ahead++) {
			const struct note *note = &b->notes[ahead];
			const struct table *t = note->first ? firsts : words;

			__builtin_prefetch(&t->slots[slot_of(t, format_mix(note->hash))], 1);
			__builtin_prefetch(&b->info[note->headword]);
		}
		n = pack_form(b, i, b->notes[i].first ? firsts : words);
	}
}

static uint32_t bits_for(size_t n)
{
	uint32_t bits = 4;

	while (((size_t)13 << bits) / 16 < n)
		bits++;
	return bits;
}

static void pack_rules(const struct builder *b, struct format_rule *rules, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		struct str key = map_key(b->rules, i);

		rules[i].strip = (uint8_t)key.ptr[0];
		rules[i].n_add = (uint8_t)(key.len - 1);
		memcpy(rules[i].add, key.ptr + 1, key.len - 1);
	}
}

static void finish_header(struct buf *out, struct format_header *h)
{
	h->content = hash64(HASH64_INIT, str_sub(buf_view(out), sizeof(*h), out->len));
	memcpy(out->data, h, sizeof(*h));
	h->header = hash64(HASH64_INIT,
	                   (struct str){ out->data, offsetof(struct format_header, header) });
	memcpy(out->data, h, sizeof(*h));
}

static leta_status pack(struct builder *b, struct buf *out, struct leta_error *err)
{
	struct format_header h = { .magic = FORMAT_MAGIC, .order = FORMAT_ORDER };
	size_t n_words = 0, n_firsts = 0;
	uint64_t *slots;
	leta_status st = sort_notes(b, err);

	if (st != LETA_OK)
		return st;
	for (size_t i = 0; i < b->n; i++) {
		if (i > 0 && b->notes[i].hash == b->notes[i - 1].hash &&
		    b->notes[i].first == b->notes[i - 1].first)
			continue;
		*(b->notes[i].first ? &n_firsts : &n_words) += 1;
	}
	h.n_rules = (uint32_t)map_size(b->rules);
	h.n_rules = h.n_rules < FORMAT_RULES_MAX ? h.n_rules : FORMAT_RULES_MAX;
	h.word_bits = bits_for(n_words);
	h.first_bits = bits_for(n_firsts);
	h.size = format_size(h.n_rules, h.word_bits, h.first_bits);
	if (!buf_reserve(out, h.size))
		return buf_status(out, err);
	memset(out->data, 0, h.size);
	out->len = h.size;
	pack_rules(b, (struct format_rule *)(void *)(out->data + sizeof(h)), h.n_rules);
	slots = (uint64_t *)(void *)(out->data + sizeof(h) + h.n_rules * sizeof(struct format_rule));
	pack_slots(b, &(struct table){ slots, h.word_bits },
	           &(struct table){ slots + ((size_t)1 << h.word_bits), h.first_bits });
	finish_header(out, &h);
	return LETA_OK;
}

leta_status lexicon_build(const char *dir, struct buf *out, struct leta_error *err)
{
	struct builder b = { .headwords = map_new(), .rules = map_new(), .firsts = map_new() };
	leta_status st;

	st = b.headwords && b.rules && b.firsts ? LETA_OK : error_nomem(err);
	if (st == LETA_OK) {
		rule_of(&b, STR("a"), STR("a")); /* rule 0 */
		st = hunspell_read(dir, note_form, &b, err);
	}
	if (st == LETA_OK) {
		allow_extra_lasts(&b);
		add_extra_firsts(&b);
		add_irregulars(&b);
		count_families(&b);
		relate_firsts(&b);
		relate_adverbs(&b);
		st = b.status == LETA_OK ? pack(&b, out, err) : error_nomem(err);
	}
	map_free(b.headwords);
	map_free(b.rules);
	map_free(b.firsts);
	free(b.info);
	free(b.notes);
	return st;
}
