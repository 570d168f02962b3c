/*
 * hunspell.c: two passes over lines: the rules of the .aff file into an array by flag, then every line of
 * the .dic file through the rules of its flags.
 *
 * A rule's condition is a string of characters and bracketed sets that the end of the word must match;
 * it is kept as text and matched from its end backwards, character by character.
 */
#include "text/hunspell.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"

#define FILE_MAX_BYTES ((size_t)64 << 20)
#define RULES_MAX 4096
#define FORM_MAX 256
#define FORBIDDEN '%'
#define ONLY_IN_COMPOUND 'Z'

struct rule {
	struct str strip, add, condition;
	bool word, first; /* what it makes stands alone, begins compounds */
	uint64_t ends[4]; /* a bit for each byte that a word may end in to meet the condition */
};

struct affixes {
	struct rule *rules; /* grouped by flag */
	size_t n;
	struct {
		uint32_t first, n;
	} by_flag[256];
};

static struct str next_field(struct str *line)
{
	struct str field;
	size_t n = 0;

	while (line->len > 0 && (line->ptr[0] == ' ' || line->ptr[0] == '\t'))
		*line = str_sub(*line, 1, line->len);
	while (n < line->len && line->ptr[n] != ' ' && line->ptr[n] != '\t')
		n++;
	field = str_sub(*line, 0, n);
	*line = str_sub(*line, n, line->len);
	return field;
}

/* Splits "form/FLAGS" at the slash. */
static struct str cut_flags(struct str *form)
{
	size_t slash = str_find(*form, STR("/"), 1);
	struct str flags = { "", 0 };

	if (slash == (size_t)-1)
		return flags;
	flags = str_sub(*form, slash + 1, form->len);
	*form = str_sub(*form, 0, slash);
	return flags;
}

static struct str zero_is_empty(struct str field)
{
	return str_eq(field, STR("0")) ? (struct str){ "", 0 } : field;
}

static bool has_flag(struct str flags, char flag)
{
	return memchr(flags.ptr, flag, flags.len) != NULL;
}

static bool has_any(struct str flags, const char *wanted)
{
	for (; *wanted; wanted++) {
		if (has_flag(flags, *wanted))
			return true;
	}
	return false;
}

/* Whether a set between brackets, "[^aeo]" without them, has the character. */
static bool in_set(struct str set, uint32_t cp)
{
	bool inverted = set.len > 0 && set.ptr[0] == '^', found = false;

	for (size_t pos = inverted; pos < set.len;)
		found |= utf8_next(set, &pos) == cp;
	return found != inverted;
}

/* The last bytes of words that may meet a condition. Of letters of several bytes all are let through. */
static void find_ends(struct str condition, uint64_t ends[4])
{
	size_t end = condition.len, start = end;
	struct str set;

	utf8_prev(condition, &start);
	if (condition.ptr[end - 1] == ']') {
		for (end--, start = end; start > 0 && condition.ptr[start - 1] != '[';)
			start--;
	}
	set = str_sub(condition, start, end);
	for (unsigned c = 0; c < 256; c++) {
		if (c >= 0x80 || str_eq(set, STR(".")) || in_set(set, c))
			ends[c / 64] |= UINT64_C(1) << c % 64;
	}
}

/* "SFX  C  el  let  [^m]el": the line after the keyword. The header line has two fields after its flag. */
static leta_status add_rule(struct affixes *a, struct str line, struct leta_error *err)
{
	struct str flag = next_field(&line), strip = next_field(&line), add = next_field(&line);
	struct str condition = next_field(&line), flags;
	struct rule *rule;
	unsigned char key;

	if (flag.len == 0 || condition.len == 0)
		return LETA_OK;
	key = (unsigned char)flag.ptr[0];
	if (a->n == RULES_MAX)
		return error_set(err, LETA_ERR_LIMIT, "för många regler", "too many rules");
	if (a->by_flag[key].n == 0)
		a->by_flag[key].first = (uint32_t)a->n;
	if (a->by_flag[key].first + a->by_flag[key].n != a->n)
		return error_set(err, LETA_ERR_FORMAT, "reglerna för '%c' är delade",
		                 "the rules of '%c' are apart", key);
	flags = cut_flags(&add);
	rule = &a->rules[a->n++];
	*rule = (struct rule){ .strip = zero_is_empty(strip), .add = zero_is_empty(add), .condition = condition,
		               .word = !has_flag(flags, ONLY_IN_COMPOUND), .first = has_any(flags, "XU") };
	find_ends(condition, rule->ends);
	a->by_flag[key].n++;
	return LETA_OK;
}

static leta_status read_rules(struct str text, struct affixes *a, struct leta_error *err)
{
	struct str line;

	while (str_line(&text, &line)) {
		leta_status st = LETA_OK;

		if (str_eq(next_field(&line), STR("SFX")))
			st = add_rule(a, line, err);
		if (st != LETA_OK)
			return st;
	}
	return LETA_OK;
}

static bool matches(struct str condition, struct str word)
{
	size_t c = condition.len, w = word.len;

	while (c > 0) {
		uint32_t cp, want;

		if (w == 0)
			return false;
		cp = utf8_prev(word, &w);
		if (condition.ptr[c - 1] == ']') {
			size_t end = c - 1;

			while (c > 0 && condition.ptr[c - 1] != '[')
				c--;
			if (c == 0 || !in_set(str_sub(condition, c, end), cp))
				return false;
			c--;
			continue;
		}
		want = utf8_prev(condition, &c);
		if (want != '.' && want != cp)
			return false;
	}
	return true;
}

static bool ends_in_vowel(struct str s)
{
	size_t pos = s.len;
	uint32_t last = utf8_prev(s, &pos);

	return last == 'a' || last == 'e' || last == 'i' || last == 'o' || last == 'u' || last == 'y' ||
	       last == 0xE5 || last == 0xE4 || last == 0xF6 || last == 0xE9;
}

/* Most rules of a flag are for other ends, which one byte tells. */
static bool may_match(const struct rule *rule, struct str word)
{
	unsigned char last = (unsigned char)word.ptr[word.len - 1];

	return rule->ends[last / 64] >> last % 64 & 1;
}

/* Word classes, from the inflections that only one class has. */
static unsigned classes_of(struct str headword, struct str flags)
{
	unsigned classes = 0;

	if (has_flag(flags, 'A') && has_any(flags, "BCDEFGHIJ"))
		classes |= HUNSPELL_NOUN;
	if (has_any(flags, "jmKL") && (str_ends(headword, STR("a")) || has_any(flags, "M")))
		classes |= HUNSPELL_VERB;
	if (has_any(flags, "kOQ") || (has_any(flags, "LMP") && !ends_in_vowel(headword)))
		classes |= HUNSPELL_ADJECTIVE;
	if (classes == 0 && has_flag(flags, 'A'))
		classes = HUNSPELL_NOUN;
	return classes;
}

/*
 * Words that hunspell takes for forms of another: the agent ("lära" → "lärare") and what is done ("lärande").
 * Here they are headwords. Returns how much of what the rule adds belongs to them.
 */
static size_t derived_length(struct str headword, const struct rule *rule)
{
	if (!str_ends(headword, STR("a")) || rule->strip.len > 0)
		return 0;
	if (str_starts(rule->add, STR("nde")))
		return 3;
	return str_starts(rule->add, STR("re")) || str_starts(rule->add, STR("rna")) ? 2 : 0;
}

/* The forms that one rule makes of a headword, if it does. */
static leta_status apply(const struct rule *rule, const struct hunspell_form *base, hunspell_fn *fn, void *ctx,
                         struct leta_error *err)
{
	struct hunspell_form derived = *base, *f = &derived;
	char room[FORM_MAX], headword[FORM_MAX];
	size_t stem, n_derived;

	if (!may_match(rule, f->headword) || !str_ends(f->headword, rule->strip) ||
	    !matches(rule->condition, f->headword))
		return LETA_OK;
	stem = f->headword.len - rule->strip.len;
	if (stem + rule->add.len == 0 || stem + rule->add.len > sizeof(room))
		return LETA_OK;
	memcpy(room, f->headword.ptr, stem);
	memcpy(room + stem, rule->add.ptr, rule->add.len);
	f->form = (struct str){ room, stem + rule->add.len };
	n_derived = derived_length(f->headword, rule);
	if (n_derived > 0 && stem + 3 <= sizeof(headword)) {
		memcpy(headword, room, stem);
		memcpy(headword + stem, n_derived == 3 ? "nde" : "re", n_derived);
		f->headword = (struct str){ headword, stem + n_derived };
		f->classes = HUNSPELL_NOUN;
	}
	f->word = rule->word;
	f->first = rule->first;
	f->last = f->last && f->word;
	f->genitive = str_ends(f->form, STR("s")) && f->word;
	return fn(ctx, f, err);
}

static leta_status expand(const struct affixes *a, struct str headword, struct str flags,
                          hunspell_fn *fn, void *ctx, struct leta_error *err)
{
	struct hunspell_form f = { .form = headword, .headword = headword };
	leta_status st;

	if (has_flag(flags, FORBIDDEN) || headword.len == 0)
		return LETA_OK;
	f.classes = classes_of(headword, flags);
	f.word = !has_flag(flags, ONLY_IN_COMPOUND);
	f.first = has_any(flags, "XU");
	f.last = has_flag(flags, 'Y');
	st = fn(ctx, &f, err);
	for (size_t i = 0; i < flags.len && st == LETA_OK; i++) {
		unsigned char key = (unsigned char)flags.ptr[i];

		if (key >= '0' && key <= '9')
			continue; /* numerals: hunspell makes compounds of them ("tredjedel") */
		for (uint32_t k = 0; k < a->by_flag[key].n && st == LETA_OK; k++)
			st = apply(&a->rules[a->by_flag[key].first + k], &f, fn, ctx, err);
	}
	return st;
}

static leta_status read_words(struct str text, const struct affixes *a, hunspell_fn *fn, void *ctx,
                              struct leta_error *err)
{
	struct str line;

	str_line(&text, &line); /* the number of words */
	while (str_line(&text, &line)) {
		struct str headword = next_field(&line), flags = cut_flags(&headword);
		leta_status st = expand(a, headword, flags, fn, ctx, err);

		if (st != LETA_OK)
			return st;
	}
	return LETA_OK;
}

static leta_status read_file(const char *dir, const char *name, struct buf *out, struct leta_error *err)
{
	char path[4096];

	if (!file_join(path, sizeof(path), dir, name))
		return error_set(err, LETA_ERR_INVALID, "för lång sökväg '%s'", "path too long '%s'", dir);
	return file_read(path, out, err);
}

leta_status hunspell_files(const char *dir, struct buf *aff, struct buf *dic, struct leta_error *err)
{
	buf_init(aff, FILE_MAX_BYTES);
	buf_init(dic, FILE_MAX_BYTES);
	leta_status st = read_file(dir, "sv_SE.aff", aff, err);
	return st == LETA_OK ? read_file(dir, "sv_SE.dic", dic, err) : st;
}

leta_status hunspell_read(const char *dir, hunspell_fn *fn, void *ctx, struct leta_error *err)
{
	struct affixes affixes = { .n = 0 };
	struct buf aff, dic;
	leta_status st = hunspell_files(dir, &aff, &dic, err);

	affixes.rules = malloc(RULES_MAX * sizeof(*affixes.rules));
	if (st == LETA_OK && !affixes.rules)
		st = error_nomem(err);
	if (st == LETA_OK && utf8_validate(buf_view(&dic)) != dic.len)
		st = error_set(err, LETA_ERR_FORMAT, "'%s/sv_SE.dic' är inte UTF-8",
		               "'%s/sv_SE.dic' is not UTF-8", dir);
	if (st == LETA_OK)
		st = read_rules(buf_view(&aff), &affixes, err);
	if (st == LETA_OK)
		st = read_words(buf_view(&dic), &affixes, fn, ctx, err);
	free(affixes.rules);
	buf_fini(&aff);
	buf_fini(&dic);
	return st;
}
