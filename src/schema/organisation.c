/*
 * organisation.c: the normal form of an organisation's name.
 *
 * A name is cut into words and, at commas, brackets and lone dashes, into pieces. Each piece is
 * tried against the table of known organisations and the rules for county boards, regions and
 * municipalities; the first that is recognised names the organisation, and what stands beside it is
 * its unit or office. Nothing is guessed from likeness: "Umeå Kommunföretag AB" and "LTU Business
 * AB" are companies of their own.
 */
#include "schema/organisation.h"

#include <stdint.h>

#include "base/utf8.h"
#include "schema/gazetteer.h"

#define NAME_MAX_BYTES 400
#define WORDS_MAX 48
#define PART_CONFIDENCE 0.9 /* of an inferred owner that outweighs a stated name */
#define SHORT_NAME_BYTES 4  /* "LTU", "MIUN" */
#define NONE SIZE_MAX

struct known_organisation {
	const char *name, *place;
	enum organisation_kind kind;
};

struct organisation_key {
	const char *key; /* folded as by read_words() */
	uint16_t organisation;
};

#include "schema/organisation_data.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

struct word {
	size_t start, end;         /* in the name */
	size_t key_start, key_end; /* in the folded name */
	unsigned piece;
};

struct name {
	struct str text;
	char key[NAME_MAX_BYTES + 8];
	size_t key_len;
	struct word words[WORDS_MAX];
	size_t n_words;
};

/* Words [first, end) of a name. */
struct span {
	const struct name *name;
	size_t first, end;
};

/* ---- words ---- */

static bool is_separator(uint32_t cp)
{
	return utf8_is_space(cp) || cp == '-' || cp == '/' || cp == 0x2010 || cp == 0x2011 ||
	       cp == 0x2013;
}

static bool is_dropped(uint32_t cp)
{
	return cp == '.' || cp == ':' || cp == '&' || cp == '"' || cp == '\'' || cp == 0x201D ||
	       cp == 0x2019;
}

/* Whether the sign that ends at `end` stands between blanks: " - ". */
static bool stands_alone(struct str s, size_t start, size_t end)
{
	size_t before = start, after = end;
	return start > 0 && end < s.len && utf8_is_space(utf8_prev(s, &before)) &&
	       utf8_is_space(utf8_next(s, &after));
}

static bool begins_piece(struct str s, size_t start, size_t end, uint32_t cp)
{
	return cp == ',' || cp == ';' || cp == '(' || cp == ')' || cp == '/' ||
	       (is_separator(cp) && !utf8_is_space(cp) && stands_alone(s, start, end));
}

/* Fills words and key; false when there is no room. */
static bool read_words(struct str text, struct name *out)
{
	unsigned piece = 0;
	bool inside = false;
	out->text = text;
	out->n_words = out->key_len = 0;
	for (size_t pos = 0; pos < text.len;) {
		size_t start = pos;
		uint32_t cp = utf8_next(text, &pos);
		bool next_piece = begins_piece(text, start, pos, cp);
		piece += next_piece;
		if (next_piece || is_separator(cp)) {
			inside = false;
			continue;
		}
		if (is_dropped(cp))
			continue;
		if ((!inside && out->n_words == WORDS_MAX) || out->key_len + 5 > sizeof(out->key))
			return false;
		if (!inside) {
			if (out->n_words > 0)
				out->key[out->key_len++] = ' ';
			out->words[out->n_words++] =
				(struct word){start, start, out->key_len, 0, piece};
		}
		inside = true;
		out->key_len += utf8_put(out->key + out->key_len, utf8_lower(cp));
		out->words[out->n_words - 1].end = pos;
		out->words[out->n_words - 1].key_end = out->key_len;
	}
	return true;
}

static struct str key_of(struct span s)
{
	if (s.first >= s.end)
		return STR("");
	size_t start = s.name->words[s.first].key_start;
	return (struct str){s.name->key + start, s.name->words[s.end - 1].key_end - start};
}

static struct str word_key(struct span s, size_t i)
{
	return key_of((struct span){s.name, i, i + 1});
}

static bool is_one_of(struct str key, const char *const *list)
{
	for (; *list; list++)
		if (str_eq(key, str_from(*list)))
			return true;
	return false;
}

static bool ends_in_one_of(struct str key, const char *const *list)
{
	for (; *list; list++)
		if (str_ends(key, str_from(*list)))
			return true;
	return false;
}

/* ---- what words tell ---- */

/* The number of words at the span's end that only say what form of company or association it is. */
static size_t legal_form(struct span s)
{
	static const char *const forms[] = {
		"ab",
		"aktiebolag",
		"ab publ",
		"ab svb",
		"hb",
		"handelsbolag",
		"kb",
		"ek för",
		"ek fören",
		"ek förening",
		"ekonomisk för",
		"ekonomisk fören",
		"ekonomisk förening",
		"ideell förening",
		"ideella förening",
		"publ",
		"svb",
		NULL,
	};
	for (size_t n = 2; n > 0; n--)
		if (s.end - s.first >= n &&
		    is_one_of(key_of((struct span){s.name, s.end - n, s.end}), forms))
			return n;
	return 0;
}

/* "Ekonomi-AB": the form is part of a compound. */
static bool is_joined(struct span s, size_t n)
{
	size_t end = s.name->words[s.end - n - 1].end;
	return end < s.name->text.len && s.name->text.ptr[end] == '-';
}

static bool is_company(struct span s)
{
	return legal_form(s) > 0;
}

/* "Enheten för …", "Socialförvaltningen", "Stadsledningskontoret": part of an organisation. */
static bool is_unit(struct span s)
{
	static const char *const first[] = {
		"avd",     "avdelning",   "avdelningen",   "enhet",
		"enheten", "förvaltning", "förvaltningen", "institutionen",
		"inst",    "kansliet",    "kontoret",      "nämnden",
		"sdf",     "sektion",     "sektionen",     "stab",
		"staben",  NULL,
	};
	static const char *const last[] = {
		"avdelning",
		"avdelningen",
		"enhet",
		"enheten",
		"förvaltning",
		"förvaltningen",
		"förvaltningar",
		"kansli",
		"kansliet",
		"ledningskontor",
		"ledningskontoret",
		"marknadskontor",
		"marknadskontoret",
		"nämnd",
		"nämnden",
		"byggnadskontor",
		"byggnadskontoret",
		"sektionen",
		"stadsdel",
		"stadskontor",
		"stadskontoret",
		"kommunkontor",
		"kommunkontoret",
		"kommunstyrelse",
		"kommunstyrelsen",
		"regionstyrelsen",
		"landstingsstyrelsen",
		"näringslivskontoret",
		"kommunkansliet",
		NULL,
	};
	return s.first < s.end && (is_one_of(word_key(s, s.first), first) ||
				   ends_in_one_of(word_key(s, s.end - 1), last));
}

static bool is_link(struct str key)
{
	static const char *const links[] = {"i", "vid", "på", "inom", "av", "hos", NULL};
	return is_one_of(key, links);
}

/* What stands before a name may be a unit of it: "Socialförvaltningen i", "Institutionen för
 * pedagogik vid". */
static bool leads_to_owner(struct span before)
{
	if (before.first == before.end)
		return true;
	bool linked = is_link(word_key(before, before.end - 1));
	return is_unit((struct span){before.name, before.first, before.end - linked});
}

/* ---- the table ---- */

static const struct known_organisation *find_key(struct str key)
{
	size_t low = 0, high = LENGTH(organisation_keys);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_cmp(key, str_from(organisation_keys[middle].key));
		if (order == 0)
			return &organisations[organisation_keys[middle].organisation];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static const struct known_organisation *find_genitive(struct str key)
{
	const struct known_organisation *found = find_key(key);
	return found || !str_ends(key, STR("s")) ? found : find_key(str_sub(key, 0, key.len - 1));
}

static const struct known_organisation *find_place(enum organisation_kind kind, const char *place)
{
	for (size_t i = 0; i < LENGTH(organisations); i++)
		if (organisations[i].kind == kind && strcmp(organisations[i].place, place) == 0)
			return &organisations[i];
	return NULL;
}

/* "Arbetsförmedlingen Malmö", "AF Malmö", "Lunds universitet LTH"; "LTU Business" is a company. */
static bool takes_office(const struct known_organisation *known, struct str key)
{
	return known->kind == ORGANISATION_AUTHORITY ||
	       (known->kind != ORGANISATION_OTHER && known->kind != ORGANISATION_MUNICIPALITY &&
		key.len > SHORT_NAME_BYTES);
}

/* The known organisation that the span names whole, in front of an office, or behind a unit. */
static const struct known_organisation *find_known(struct span s)
{
	const struct known_organisation *found = find_key(key_of(s));
	if (!found && is_company(s)) {
		struct span bare = {s.name, s.first, s.end - legal_form(s)};
		found = find_key(key_of(bare));
		return found && found->kind == ORGANISATION_AUTHORITY ? NULL : found;
	}
	for (size_t end = s.end - 1; !found && end > s.first; end--) {
		struct str key = key_of((struct span){s.name, s.first, end});
		found = find_genitive(key);
		if (found && !takes_office(found, key))
			found = NULL;
	}
	for (size_t first = s.first + 1; !found && first < s.end; first++)
		if (leads_to_owner((struct span){s.name, s.first, first}))
			found = find_key(key_of((struct span){s.name, first, s.end}));
	return found;
}

/* ---- county boards and regions ---- */

/* The county that the span begins with, the longest name first. */
static const struct gazetteer_county *county_at(struct span s)
{
	const struct gazetteer_county *found = NULL;
	while (s.first < s.end && is_link(word_key(s, s.first)))
		s.first++;
	for (size_t end = s.end < s.first + 4 ? s.end : s.first + 4; !found && end > s.first; end--)
		found = gazetteer_county(key_of((struct span){s.name, s.first, end}));
	return found;
}

/* "Länsstyrelsen i Skåne län", "Skåne länsstyrelse": where the county's name stands; false when it
 * is no board. */
static bool is_county_board(struct span s, struct span *county)
{
	static const char *const boards[] = {"länsstyrelsen", "länsstyrelse", "länsstyrelsens",
					     NULL};
	for (size_t i = s.first; i < s.end && i <= s.first + 3; i++) {
		struct span before = {s.name, s.first, i};
		if (!is_one_of(word_key(s, i), boards))
			continue;
		if (i > s.first && county_at(before)) {
			*county = before;
			return true;
		}
		*county = (struct span){s.name, i + 1, s.name->n_words};
		return leads_to_owner(before);
	}
	return false;
}

static const struct known_organisation *find_region(struct span s)
{
	static const char *const heads[] = {"landstinget", "region", "regionförbundet", "regionen",
					    NULL};
	static const char *const tails[] = {"landsting", "landstinget", "regionförbund",
					    "landstings", NULL};
	const struct gazetteer_county *county = NULL;
	for (size_t i = s.first; !county && i < s.end; i++) {
		struct span before = {s.name, s.first, i}, after = {s.name, i + 1, s.end};
		if (is_one_of(word_key(s, i), heads) && leads_to_owner(before))
			county = county_at(after);
		else if (is_one_of(word_key(s, i), tails) && i > s.first)
			county = gazetteer_county(key_of(before));
	}
	return county ? find_place(ORGANISATION_REGION, county->code) : NULL;
}

/* ---- municipalities ---- */

static const struct gazetteer_municipality *municipality_before(struct span s, size_t end)
{
	for (size_t first = s.first; first < end; first++) {
		struct span before = {s.name, s.first, first};
		const struct gazetteer_municipality *found =
			leads_to_owner(before)
				? gazetteer_municipality(key_of((struct span){s.name, first, end}))
				: NULL;
		if (found)
			return found;
	}
	return NULL;
}

/* "Rosengårds stadsdelsförvaltning", "SDF Rosengård". */
static const struct gazetteer_municipality *municipality_of_district(struct span s)
{
	static const char *const words[] = {"stadsdelsförvaltning",
					    "stadsdelsförvaltningen",
					    "stadsdelsnämnd",
					    "stadsdelsnämnden",
					    "sdf",
					    "stadsdelen",
					    NULL};
	for (size_t i = s.first; i < s.end; i++) {
		if (!is_one_of(word_key(s, i), words))
			continue;
		bool head = i == s.first;
		struct str key =
			key_of((struct span){s.name, head ? i + 1 : s.first, head ? s.end : i});
		const struct gazetteer_municipality *found = gazetteer_district(key);
		if (!found && str_ends(key, STR("s")))
			found = gazetteer_district(str_sub(key, 0, key.len - 1));
		return found;
	}
	return NULL;
}

static const struct gazetteer_municipality *find_municipality(struct span s)
{
	static const char *const names[] = {"kommun", "stad", NULL};
	static const char *const genitives[] = {"kommuns", "stads", NULL};
	const struct gazetteer_municipality *found = NULL;
	if (is_company(s))
		return NULL;
	for (size_t i = s.first + 1; !found && i < s.end; i++) {
		bool unit = i + 1 == s.end || is_unit((struct span){s.name, i + 1, s.end});
		if (is_one_of(word_key(s, i), names) ||
		    (unit && is_one_of(word_key(s, i), genitives)))
			found = municipality_before(s, i);
	}
	if (!found && s.end - s.first > 1 && is_unit(s)) /* "Malmö stadskontor" */
		found = gazetteer_municipality(key_of((struct span){s.name, s.first, s.end - 1}));
	return found ? found : municipality_of_district(s);
}

/* Names that end in a vowel, s, x or z have no further genitive. */
static bool takes_genitive(struct str name)
{
	size_t end = name.len;
	uint32_t last = utf8_lower(utf8_prev(name, &end));
	return last != 0xE5 && last != 0xE4 && last != 0xF6 &&
	       !(last < 0x80 && strchr("aeiouysxz", (int)last));
}

static void put_municipality(const struct gazetteer_municipality *m, struct buf *out)
{
	const struct known_organisation *known = find_place(ORGANISATION_MUNICIPALITY, m->name);
	if (known)
		buf_cstr(out, known->name);
	else
		buf_printf(out, "%s%s kommun", m->name,
			   takes_genitive(str_from(m->name)) ? "s" : "");
}

/* ---- the whole ---- */

static enum organisation_kind put_known(const struct known_organisation *known, struct buf *out)
{
	buf_cstr(out, known->name);
	return known->kind;
}

/* Writes the normal form of a piece that is recognised; OTHER and nothing when it is not. */
static enum organisation_kind recognise(struct span piece, struct buf *out)
{
	struct span place = {NULL, 0, 0};
	const struct known_organisation *known = find_known(piece);
	if (known)
		return put_known(known, out);
	if (is_county_board(piece, &place)) {
		const struct gazetteer_county *county = county_at(place);
		buf_printf(out, county ? "Länsstyrelsen i %s" : "Länsstyrelsen",
			   county ? county->name : "");
		return ORGANISATION_COUNTY_BOARD;
	}
	const struct gazetteer_municipality *municipality = find_municipality(piece);
	if (municipality) {
		put_municipality(municipality, out);
		return ORGANISATION_MUNICIPALITY;
	}
	known = is_company(piece) && legal_form(piece) == 1 &&
				str_eq(word_key(piece, piece.end - 1), STR("ab"))
			? NULL
			: find_region(piece);
	return known ? put_known(known, out) : ORGANISATION_OTHER;
}

/* The piece that the word at `first` begins. */
static struct span piece_at(const struct name *name, size_t first)
{
	struct span s = {name, first, first};
	while (s.end < name->n_words && name->words[s.end].piece == name->words[first].piece)
		s.end++;
	return s;
}

/* The stretch of the name that is neither a unit nor a legal form at its ends; all of it when
 * nothing is left. */
static struct span without_additions(const struct name *name)
{
	struct span all = {name, 0, name->n_words}, s = all;
	while (s.first < s.end) {
		struct span piece = piece_at(name, s.first);
		if (piece.end == s.end || !is_unit(piece))
			break;
		s.first = piece.end;
	}
	for (;;) {
		size_t last = s.end, n;
		while (last > s.first &&
		       name->words[last - 1].piece == name->words[s.end - 1].piece)
			last--;
		if (last > s.first && is_unit((struct span){name, last, s.end}))
			s.end = last;
		else if ((n = legal_form(s)) > 0 && s.end - s.first > n && !is_joined(s, n))
			s.end -= n;
		else
			break;
	}
	if (s.end - s.first > 1 && str_eq(word_key(s, s.first), STR("ab")))
		s.first++;
	return s.first < s.end ? s : all;
}

static void put_other(const struct name *name, struct buf *out)
{
	struct span s = without_additions(name);
	size_t start = name->words[s.first].start, end = name->words[s.end - 1].end;
	struct str first = word_key(s, s.first), text = str_sub(name->text, start, end);
	if (s.end == name->n_words) /* keep a closing bracket or point */
		text = str_trim(str_sub(name->text, start, name->text.len));
	else if (end < name->text.len && name->text.ptr[end] == ')')
		text.len++;
	if (str_eq(first, STR("stift")) || str_eq(first, STR("fören"))) {
		buf_cstr(out, str_eq(first, STR("stift")) ? "Stiftelsen" : "Föreningen");
		text = str_sub(name->text, name->words[s.first].end, start + text.len);
	}
	buf_str(out, text);
}

enum organisation_kind organisation_canonical(struct str text, struct buf *out)
{
	struct name name;
	enum organisation_kind kind = ORGANISATION_OTHER;
	buf_clear(out);
	text = str_trim(text);
	if (text.len > NAME_MAX_BYTES || !read_words(text, &name) || name.n_words == 0) {
		buf_str(out, text);
		return kind;
	}
	for (size_t i = 0; kind == ORGANISATION_OTHER && i < name.n_words;
	     i = piece_at(&name, i).end) {
		kind = recognise(piece_at(&name, i), out);
		if (out->len > 0)
			return kind;
	}
	if (is_unit(without_additions(&name)))
		kind = ORGANISATION_UNIT;
	put_other(&name, out);
	return kind;
}

/* Whether what the page calls its owner may be a part of another: a unit, or a name without any
 * form. */
static bool may_be_part(enum organisation_kind kind, struct str stated, struct str canonical,
			const struct leta_field *inferred)
{
	if (kind == ORGANISATION_UNIT)
		return true;
	return kind == ORGANISATION_OTHER && str_eq(stated, canonical) &&
	       inferred->confidence >= PART_CONFIDENCE;
}

bool organisation_of_record(const struct leta_record *record, struct buf *out)
{
	const struct leta_field *counties = &record->fields[LETA_FIELD_COUNTY];
	const char *stated = leta_record_text(record, LETA_FIELD_OWNER);
	const char *inferred = leta_record_text(record, LETA_FIELD_OWNER_INFERRED);
	buf_clear(out);
	if (!stated) {
		if (inferred)
			organisation_canonical(str_from(inferred), out);
		return out->len > 0;
	}
	enum organisation_kind kind = organisation_canonical(str_from(stated), out);
	bool any_board =
		kind == ORGANISATION_COUNTY_BOARD && str_eq(buf_view(out), STR("Länsstyrelsen"));
	if (inferred && (any_board || may_be_part(kind, str_from(stated), buf_view(out),
						  &record->fields[LETA_FIELD_OWNER_INFERRED])))
		organisation_canonical(str_from(inferred), out);
	else if (any_board && counties->presence == LETA_KNOWN && counties->n_items == 1)
		buf_printf(out, " i %s", counties->items[0].text);
	return out->len > 0;
}

const struct gazetteer_county *organisation_county(struct str name, struct buf *scratch)
{
	const struct gazetteer_municipality *municipality;
	struct str board = STR("Länsstyrelsen i ");
	enum organisation_kind kind = organisation_canonical(name, scratch);
	struct str canonical = buf_view(scratch);
	if (kind == ORGANISATION_REGION)
		return gazetteer_county(canonical);
	if (kind == ORGANISATION_COUNTY_BOARD && str_starts(canonical, board))
		return gazetteer_county(str_sub(canonical, board.len, canonical.len));
	if (kind != ORGANISATION_MUNICIPALITY)
		return NULL;
	municipality = gazetteer_municipality(canonical);
	return municipality ? municipality->county : NULL;
}

bool organisation_field(enum leta_field_id id)
{
	return id == LETA_FIELD_OWNER || id == LETA_FIELD_PARTNER || id == LETA_FIELD_COFINANCIER;
}
