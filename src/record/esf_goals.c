/*
 * esf_goals.c: measurable goals: the items below "Mätbara mål", and number targets in running text.
 *
 * A target is an infinitive, a number and a noun ("presentera 20 projektidéer") in a sentence that
 * speaks of what shall be, or "minst", a number and a noun. Years, shares and ages are no targets.
 */
#include "record/esf.h"
#include "record/word.h"

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

/* A word in small letters that can be counted; not a unit that makes the number a share, an age or
 * a time. */
static bool is_counted(const struct word *w)
{
	static const char *const others[] = {
		"procent", "år",      "åringar",  "månader", "veckor", "dagar",
		"timmar",  "timmars", "miljoner", "miljon",  "kronor", "mkr",
		"tkr",     "och",     "till",     "eller",   "gånger", "respektive",
		"stycken", "går",     "vidare",   "ännu",
	};
	return w->core.len >= 4 && word_is_lower(w->core) && w->core.ptr == w->text.ptr &&
	       !IS_ONE_OF(w->core, others);
}

/* Reads what is counted behind a number: a noun, with an adjective in -a before it ("lokala
 * företag"). */
static bool read_counted(struct str text, size_t *pos, struct word *last)
{
	struct word next;
	if (!word_next(text, pos, last) || !is_counted(last))
		return false;
	size_t end = *pos;
	bool adjective =
		last->core.ptr[last->core.len - 1] == 'a' && str_eq(last->core, last->text);
	if (adjective && word_next(text, &end, &next) && is_counted(&next) &&
	    !IS_ONE_OF(next.core, future_words)) {
		*last = next;
		*pos = end;
	}
	return true;
}

static bool ends_sentence(const struct word *w)
{
	return word_ends_sentence(w->text) && w->text.ptr[w->text.len - 1] != ':';
}

/* Whether the sentence that goes on at `pos` has told of plans before it. */
static bool tells_of_plans(struct str text, size_t pos)
{
	struct word w;
	while (word_prev(text, &pos, &w) && !ends_sentence(&w))
		if (IS_ONE_OF(w.core, future_words))
			return true;
	return false;
}

/* Where the target whose number stands at `number` begins: at "minst" or the infinitive; number
 * when there is none. */
static size_t target_start(struct str text, size_t number)
{
	size_t pos = number, start = number;
	struct word w;
	bool before = word_prev(text, &pos, &w);
	while (before && (IS_ONE_OF(w.core, quantifiers) || word_same(w.text, STR("minst")))) {
		start = word_same(w.text, STR("minst")) ? w.start : start;
		before = word_prev(text, &pos, &w);
	}
	bool verb = before && str_eq(w.core, w.text) && is_infinitive(w.core);
	return verb && tells_of_plans(text, w.start) ? w.start : start;
}

/* The target from `start` to its noun. */
static struct str target(struct str text, size_t start, const struct word *noun)
{
	size_t end = (size_t)(noun->core.ptr - text.ptr) + noun->core.len;
	return str_sub(text, start, end);
}

/* The next digit that a word begins with, at or after pos; text.len when there is none. */
static size_t next_number(struct str text, size_t pos)
{
	for (; pos < text.len; pos++) {
		bool digit = text.ptr[pos] >= '0' && text.ptr[pos] <= '9';
		if (digit && (pos == 0 || text.ptr[pos - 1] == ' ' || text.ptr[pos - 1] == '\n'))
			break;
	}
	return pos;
}

static bool find_in_text(struct record_builder *b, struct str text)
{
	struct word number, noun;
	size_t pos = next_number(text, 0);
	for (; pos < text.len; pos = next_number(text, pos)) {
		if (!word_next(text, &pos, &number) || !is_count(&number))
			continue;
		size_t next = pos, start = target_start(text, number.start);
		if (start < number.start && read_counted(text, &next, &noun) &&
		    !record_add_text(b, LETA_FIELD_GOAL, target(text, start, &noun), 0))
			return false;
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
	return is_count(&w) && read_counted(item, &pos, &noun) ? target(item, 0, &noun) : item;
}

bool esf_add_goal(struct record_builder *b, struct str item, unsigned line)
{
	return record_add_text(b, LETA_FIELD_GOAL, bare_target(item), line);
}
