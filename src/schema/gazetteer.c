/*
 * gazetteer.c: looks names of places up in the tables that tools/embed.py makes of
 * index/gazetteer.tsv.
 *
 * The tables are constant and sorted, so there is nothing to set up and nothing to free. A name is
 * tried as it stands first, then without what kind of place it is ("Malmö stad", "Region Skåne"),
 * and last without a genitive -s: "Borås" must be found before anybody thinks of "Borå". å and a
 * stay different letters: Håbo and Habo are two municipalities.
 */
#include "schema/gazetteer.h"

#include <stdint.h>

#include "base/utf8.h"

#define NAME_MAX_BYTES 96

struct place_key {
	const char *key; /* folded as by fold_name() */
	uint16_t place;
};

#include "schema/gazetteer_data.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

struct places {
	const struct place_key *keys; /* sorted by bytes */
	size_t n_keys;
	const char *prefixes[4], *suffixes[5]; /* the longer ones first, up to NULL */
};

static const struct places region_names = {
	.keys = region_keys,
	.n_keys = LENGTH(region_keys),
	.prefixes = {"esf region ", "esf regionen ", "region "},
};

static const struct places county_names = {
	.keys = county_keys,
	.n_keys = LENGTH(county_keys),
	.prefixes = {"region "},
	.suffixes = {" läns", " län"},
};

static const struct places municipality_names = {
	.keys = municipality_keys,
	.n_keys = LENGTH(municipality_keys),
	.suffixes = {" kommuns", " kommun", " stads", " stad"},
};

static const struct places district_names = {
	.keys = district_keys,
	.n_keys = LENGTH(district_keys),
};

static bool is_separator(uint32_t cp)
{
	return utf8_is_space(cp) || cp == '-' || cp == '/' || cp == 0x2010 || cp == 0x2011 ||
	       cp == 0x2013;
}

/* Lower case, each run of blanks, hyphens and slashes one blank, trimmed. Empty when it is too
 * long. */
static struct str fold_name(struct str name, char out[NAME_MAX_BYTES])
{
	size_t len = 0;
	bool blank = false;

	for (size_t pos = 0; pos < name.len;) {
		uint32_t cp = utf8_next(name, &pos);

		if (is_separator(cp)) {
			blank = len > 0;
			continue;
		}
		if (len + 5 > NAME_MAX_BYTES) /* a blank and four bytes */
			return (struct str){out, 0};
		if (blank)
			out[len++] = ' ';
		blank = false;
		len += utf8_put(out + len, utf8_lower(cp));
	}
	return (struct str){out, len};
}

static const struct place_key *find_key(const struct places *places, struct str key)
{
	size_t low = 0, high = places->n_keys;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_cmp(key, str_from(places->keys[middle].key));

		if (order == 0)
			return &places->keys[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* Takes off the word that says what kind of place it is. */
static struct str bare_name(const struct places *places, struct str key)
{
	for (size_t i = 0; places->prefixes[i]; i++) {
		struct str prefix = str_from(places->prefixes[i]);

		if (str_starts(key, prefix)) {
			key = str_sub(key, prefix.len, key.len);
			break;
		}
	}
	for (size_t i = 0; places->suffixes[i]; i++) {
		struct str suffix = str_from(places->suffixes[i]);

		if (str_ends(key, suffix))
			return str_sub(key, 0, key.len - suffix.len);
	}
	return key;
}

static const struct place_key *find_name(const struct places *places, struct str name)
{
	char text[NAME_MAX_BYTES];
	struct str key = fold_name(name, text);
	const struct place_key *found = find_key(places, key);

	if (!found) {
		key = bare_name(places, key);
		found = find_key(places, key);
	}
	if (!found && str_ends(key, STR("s")))
		found = find_key(places, str_sub(key, 0, key.len - 1));
	return found;
}

/* ---- names typed without å, ä and ö ---- */

static uint32_t bare_letter(uint32_t cp)
{
	return cp == 0xE5 || cp == 0xE4 ? 'a' : cp == 0xF6 ? 'o' : cp == 0xE9 ? 'e' : cp;
}

static bool same_bare(struct str key, struct str plain)
{
	size_t i = 0, j = 0;

	while (i < key.len && j < plain.len)
		if (bare_letter(utf8_next(key, &i)) != utf8_next(plain, &j))
			return false;
	return i == key.len && j == plain.len;
}

/* The one place that is called so without å, ä and ö; NULL when there are several. */
static const struct place_key *find_plain(const struct places *places, struct str name)
{
	char text[NAME_MAX_BYTES];
	struct str key = fold_name(name, text), bare = bare_name(places, key);
	const struct place_key *found = NULL;

	for (size_t i = 0; i < places->n_keys; i++) {
		struct str other = str_from(places->keys[i].key);
		struct str less = str_sub(bare, 0, str_ends(bare, STR("s")) ? bare.len - 1 : bare.len);

		if (!same_bare(other, key) && !same_bare(other, bare) && !same_bare(other, less))
			continue;
		if (found && found->place != places->keys[i].place)
			return NULL;
		found = &places->keys[i];
	}
	return found;
}

const char *gazetteer_name(enum gazetteer_kind kind, struct str name)
{
	static const struct places *const places[] = {
		[GAZETTEER_REGION] = &region_names,
		[GAZETTEER_COUNTY] = &county_names,
		[GAZETTEER_MUNICIPALITY] = &municipality_names,
	};
	const struct place_key *found = find_name(places[kind], name);

	if (!found)
		found = find_plain(places[kind], name);
	if (!found)
		return NULL;
	switch (kind) {
	case GAZETTEER_REGION:
		return regions[found->place].name;
	case GAZETTEER_COUNTY:
		return counties[found->place].name;
	case GAZETTEER_MUNICIPALITY:
		break;
	}
	return municipalities[found->place].name;
}

const struct gazetteer_municipality *gazetteer_municipality(struct str name)
{
	const struct place_key *found = find_name(&municipality_names, name);

	return found ? &municipalities[found->place] : NULL;
}

const struct gazetteer_county *gazetteer_county(struct str name)
{
	const struct place_key *found = find_name(&county_names, name);

	return found ? &counties[found->place] : NULL;
}

const struct gazetteer_region *gazetteer_region(struct str name_or_nuts2)
{
	const struct place_key *found = find_name(&region_names, name_or_nuts2);

	return found ? &regions[found->place] : NULL;
}

const struct gazetteer_municipality *gazetteer_district(struct str name)
{
	char text[NAME_MAX_BYTES];
	const struct place_key *found = find_key(&district_names, fold_name(name, text));

	return found ? &municipalities[found->place] : NULL;
}
