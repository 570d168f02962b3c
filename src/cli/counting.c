/*
 * counting.c: finding fields to count by, and saying which there are.
 */
#include "cli/counting.h"

#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "cli/nearest.h"

/* The known names in both languages, and the nearest one. */
struct known {
	struct nearest nearest;
	struct buf list[2];
};

static void add_name(struct known *k, const char *sv, const char *en)
{
	nearest_try(&k->nearest, sv);
	nearest_try(&k->nearest, en);
	buf_printf(&k->list[LETA_SV], "%s%s", k->list[LETA_SV].len > 0 ? ", " : "", sv);
	buf_printf(&k->list[LETA_EN], "%s%s", k->list[LETA_EN].len > 0 ? ", " : "", en);
}

static bool is_money(const struct leta_field_info *info)
{
	return info->type == LETA_TYPE_MONEY && info->slot >= 0;
}

static void known_init(struct known *k, const char *word, bool money)
{
	*k = (struct known){.nearest = {.word = word}};
	buf_init(&k->list[LETA_SV], 1024);
	buf_init(&k->list[LETA_EN], 1024);
	for (int id = 0; id < LETA_FIELD_COUNT; id++) {
		const struct leta_field_info *info = leta_field_info((enum leta_field_id)id);
		bool years = info->type == LETA_TYPE_DATE;
		if (info->sv && !years && (money ? is_money(info) : info->facet))
			add_name(k, info->sv, info->en ? info->en : info->sv);
	}
	if (money)
		return;
	add_name(k, "år", "year");
	add_name(k, "slutår", "endyear");
}

static void known_fini(struct known *k)
{
	buf_fini(&k->list[LETA_SV]);
	buf_fini(&k->list[LETA_EN]);
}

/* The list is of the message's own language, so each message is made by itself. */
static void say(const struct known *k, enum leta_lang lang, bool money, struct leta_error *err)
{
	const char *name = k->nearest.word, *list = buf_view(&k->list[lang]).ptr;
	if (money)
		error_set(err, LETA_ERR_INVALID, "kan inte summera '%s'; det går med %s",
			  "cannot sum '%s'; possible are %s", name, list);
	else if (k->nearest.best)
		error_set(err, LETA_ERR_INVALID,
			  "kan inte räkna per '%s'; menade du %s? det går per %s",
			  "cannot count by '%s'; did you mean %s? possible are %s", name,
			  k->nearest.best, list);
	else
		error_set(err, LETA_ERR_INVALID, "kan inte räkna per '%s'; det går per %s",
			  "cannot count by '%s'; possible are %s", name, list);
}

static leta_status cannot(const char *name, bool money, struct leta_error *err)
{
	struct known known;
	struct leta_error english;
	known_init(&known, name, money);
	say(&known, LETA_SV, money, err);
	say(&known, LETA_EN, money, &english);
	memcpy(err->message[LETA_EN], english.message[LETA_EN], sizeof(english.message[LETA_EN]));
	known_fini(&known);
	return LETA_ERR_INVALID;
}

leta_status counting_find(const char *name, struct leta_dimension *out, struct leta_error *err)
{
	return leta_dimension_find(name, out) ? LETA_OK : cannot(name, false, err);
}

leta_status counting_find_facet(const char *name, enum leta_field_id *out, struct leta_error *err)
{
	struct leta_dimension by;
	if (!leta_dimension_find(name, &by) || by.running)
		return cannot(name, false, err);
	*out = by.field;
	return LETA_OK;
}

leta_status counting_find_money(const char *name, enum leta_field_id *out, struct leta_error *err)
{
	const struct leta_field_info *info = leta_field_find(name);
	if (!info || !is_money(info))
		return cannot(name, true, err);
	*out = info->id;
	return LETA_OK;
}
