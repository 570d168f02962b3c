/*
 * esf_goals.c: measurable goals: the items below "Mätbara mål", and number targets in running text.
 *
 * A target is an infinitive, a number and a noun ("presentera 20 projektidéer") in a sentence that
 * speaks of what shall be, or "minst", a number and a noun. Years, shares and ages are no targets.
 */
#include "record/esf.h"
#include "record/word.h"

/* The words of a sentence in the making that matter. */
struct sentence {
	struct word before; /* the last word that was neither number nor quantifier */
	size_t target;      /* where "minst" or the infinitive stands */
	bool least;         /* "minst" was the last word */
	bool future;        /* a word that tells of plans was there */
};

static bool is_one_of(struct str core, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (word_same(core, str_from(words[i])))
			return true;
	return false;
}

#define IS_ONE_OF(core, words) is_one_of(core, words, sizeof(words) / sizeof((words)[0]))

static const char *const future_words[] = {
	"ska",      "skall",      "skulle", "kunna",    "mål",       "målet",    "målsättningen",
	"ambition", "ambitionen", "avser",  "planerar", "förväntas", "beräknas",
};
static const char *const quantifiers[] = {"ca",     "cirka",      "omkring",
					  "totalt", "sammanlagt", "ytterligare"};
/* End in a, and are no infinitives. */
static const char *const no_verbs[] = {
	"alla",     "andra", "bara",  "båda",     "dessa",  "dryga",  "flera", "första",
	"närmaste", "några", "samma", "samtliga", "sista",  "nästa",  "deras", "våra",
	"egna",     "nya",   "kring", "sina",     "minsta", "högsta",
};

static bool is_infinitive(struct str core)
{
	return core.len >= 3 && core.ptr[core.len - 1] == 'a' && word_is_lower(core) &&
	       !IS_ONE_OF(core, no_verbs) && !IS_ONE_OF(core, future_words) &&
	       !IS_ONE_OF(core, quantifiers);
}

/* "20", "1200"; no year. */
static bool is_count(const struct word *w)
{
	unsigned n;
	size_t used;
	if (!str_eq(w->text, w->core) || !word_number(w->core, &n, &used) || used != w->core.len)
		return false;
	return n > 0 && !(used == 4 && n >= 1900 && n < 2100);
}

/* A noun in small letters; not a unit that makes the number a share, an age or a time. */
static bool is_counted(const struct word *w)
{
	static const char *const units[] = {"procent", "år",         "månader",  "veckor",
					    "dagar",   "timmar",     "miljoner", "kronor",
					    "mkr",     "tkr",        "och",      "till",
					    "eller",   "respektive", "av",       "åringar"};
	return w->core.len >= 4 && word_is_lower(w->core) && w->core.ptr == w->text.ptr &&
	       !IS_ONE_OF(w->core, units);
}

/* The target that begins with `first` and ends with the counted noun `last`. */
static struct str target(struct str text, size_t start, const struct word *last)
{
	size_t end = (size_t)(last->core.ptr - text.ptr) + last->core.len;
	return str_sub(text, start, end);
}

/* Takes the next word into account. True when a number target may begin at s->target and w is its
 * number. */
static bool is_target_number(struct sentence *s, const struct word *w)
{
	if (is_count(w) && (s->least || (s->future && is_infinitive(s->before.core) &&
					 str_eq(s->before.core, s->before.text)))) {
		s->target = s->least ? s->target : s->before.start;
		return true;
	}
	bool least = word_same(w->text, STR("minst"));
	if (least && !(s->future && is_infinitive(s->before.core)))
		s->target = w->start;
	else if (least)
		s->target = s->before.start;
	s->least = least || (s->least && IS_ONE_OF(w->core, quantifiers));
	s->future = s->future || IS_ONE_OF(w->core, future_words);
	if (!least && !IS_ONE_OF(w->core, quantifiers))
		s->before = *w;
	return false;
}

static bool find_in_text(struct record_builder *b, struct str text)
{
	struct sentence s = {.least = false};
	struct word w, noun;
	for (size_t pos = 0; word_next(text, &pos, &w);) {
		size_t next = pos;
		if (is_target_number(&s, &w) && word_next(text, &next, &noun) &&
		    is_counted(&noun)) {
			if (!record_add_text(b, LETA_FIELD_GOAL, target(text, s.target, &noun), 0))
				return false;
			w = noun;
			pos = next;
			s.least = false;
		}
		if (word_ends_sentence(w.text) && w.text.ptr[w.text.len - 1] != ':')
			s = (struct sentence){.least = false};
	}
	return true;
}

bool esf_find_goals(struct record_builder *b)
{
	const struct leta_record *r = b->record;
	for (size_t i = 0; i < r->n_sections; i++)
		if (!find_in_text(b, (struct str){r->sections[i].text, r->sections[i].text_len}))
			return false;
	return true;
}

/* "Minst 75 deltagare på aktiviteterna" → "Minst 75 deltagare"; other items stay whole. */
static struct str bare_target(struct str item)
{
	struct word w, noun;
	size_t pos = 0;
	if (!word_next(item, &pos, &w))
		return item;
	if (word_same(w.text, STR("minst")) && !word_next(item, &pos, &w))
		return item;
	return is_count(&w) && word_next(item, &pos, &noun) && is_counted(&noun)
		       ? target(item, 0, &noun)
		       : item;
}

bool esf_add_goal(struct record_builder *b, struct str item, unsigned line)
{
	return record_add_text(b, LETA_FIELD_GOAL, bare_target(item), line);
}
