/*
 * owner.c: which organisation is behind an e-mail address. Pages often give an internal unit as the
 * owner
 * ("Avdelning för …"), and the address tells whose unit it is.
 *
 * Facts: domains of authorities and regions below; a municipality's domain is its name without å ä
 * ö and blanks; the county boards had <county letter>.lst.se until 2010 and share lansstyrelsen.se
 * since, where the county must come from the municipalities or the text.
 */
#include "base/utf8.h"
#include "record/finish.h"
#include "schema/gazetteer.h"

static const struct {
	const char *domain, *name;
} organisations[] = {
	{"abf.se", "ABF"},
	{"arbetsformedlingen.se", "Arbetsförmedlingen"},
	{"boverket.se", "Boverket"},
	{"esf.se", "Svenska ESF-rådet"},
	{"folkuniversitetet.se", "Folkuniversitetet"},
	{"forsakringskassan.se", "Försäkringskassan"},
	{"goteborg.se", "Göteborgs Stad"},
	{"gu.se", "Göteborgs universitet"},
	{"helsingborg.se", "Helsingborgs stad"},
	{"kfsk.se", "Kommunförbundet Skåne"},
	{"kriminalvarden.se", "Kriminalvården"},
	{"ksl.se", "Kommunförbundet Stockholms Län"},
	{"liu.se", "Linköpings universitet"},
	{"lu.se", "Lunds universitet"},
	{"mah.se", "Malmö högskola"},
	{"malmo.se", "Malmö stad"},
	{"migrationsverket.se", "Migrationsverket"},
	{"ostsam.se", "Regionförbundet Östsam"},
	{"regionostergotland.se", "Region Östergötland"},
	{"skane.se", "Region Skåne"},
	{"skl.se", "Sveriges Kommuner och Landsting"},
	{"skr.se", "Sveriges Kommuner och Regioner"},
	{"sll.se", "Stockholms läns landsting"},
	{"stockholm.se", "Stockholms stad"},
	{"su.se", "Stockholms universitet"},
	{"tillvaxtverket.se", "Tillväxtverket"},
	{"umu.se", "Umeå universitet"},
	{"uu.se", "Uppsala universitet"},
	{"vgregion.se", "Västra Götalandsregionen"},
};

static const struct {
	const char *letters, *name;
} counties[] = {
	{"ab", "Stockholms län"},   {"c", "Uppsala län"},        {"d", "Södermanlands län"},
	{"e", "Östergötlands län"}, {"f", "Jönköpings län"},     {"g", "Kronobergs län"},
	{"h", "Kalmar län"},        {"i", "Gotlands län"},       {"k", "Blekinge län"},
	{"m", "Skåne län"},         {"n", "Hallands län"},       {"o", "Västra Götalands län"},
	{"s", "Värmlands län"},     {"t", "Örebro län"},         {"u", "Västmanlands län"},
	{"w", "Dalarnas län"},      {"x", "Gävleborgs län"},     {"y", "Västernorrlands län"},
	{"z", "Jämtlands län"},     {"ac", "Västerbottens län"}, {"bd", "Norrbottens län"},
};

#define N_COUNTIES (sizeof(counties) / sizeof(counties[0]))
#define COUNTY_BOARD "Länsstyrelsen i "

static size_t count_in_text(const struct leta_record *r, struct str needle)
{
	size_t n = 0;
	for (size_t i = 0; i < r->n_sections; i++) {
		struct str text = {r->sections[i].text, r->sections[i].text_len};
		for (size_t at = 0; (at = str_find(text, needle, at)) != (size_t)-1;
		     at += needle.len)
			n++;
	}
	return n;
}

/* "ola@Ab.Lst.se" → "ab.lst.se" in the arena; empty when there is none. */
static struct str domain_of(struct record_builder *b)
{
	struct str mail = str_from(leta_record_text(b->record, LETA_FIELD_CONTACT_EMAIL));
	size_t at = mail.len;
	while (at > 0 && mail.ptr[at - 1] != '@')
		at--;
	char *domain = at > 0 ? arena_strdup(b->arena, str_sub(mail, at, mail.len)) : NULL;
	for (char *c = domain; c && *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return str_from(domain);
}

/* The county whose board the text names most often; among equals the record's own one. */
static const char *county_in_text(const struct leta_record *r)
{
	bool one = r->fields[LETA_FIELD_COUNTY].n_items == 1;
	const char *own = one ? leta_record_text(r, LETA_FIELD_COUNTY) : NULL, *best = own;
	unsigned found[N_COUNTIES] = {0}, most = 0;
	for (size_t i = 0; i < r->n_sections; i++) {
		struct str text = {r->sections[i].text, r->sections[i].text_len};
		for (size_t at = 0; (at = str_find(text, STR(COUNTY_BOARD), at)) != (size_t)-1;) {
			at += sizeof(COUNTY_BOARD) - 1;
			for (size_t k = 0; k < N_COUNTIES; k++)
				found[k] += str_starts(str_sub(text, at, text.len),
						       str_from(counties[k].name));
		}
	}
	for (size_t k = 0; k < N_COUNTIES; k++) {
		bool is_own = own && strcmp(own, counties[k].name) == 0;
		if (found[k] > most || (found[k] == most && most > 0 && is_own)) {
			best = counties[k].name;
			most = found[k];
		}
	}
	return best;
}

static const char *county_board(const struct record_builder *b, struct str domain)
{
	const char *county = NULL;
	struct str old = STR(".lst.se");
	if (str_eq(domain, STR("lansstyrelsen.se"))) {
		county = county_in_text(b->record);
	} else if (str_ends(domain, old)) {
		struct str letters = str_sub(domain, 0, domain.len - old.len);
		for (size_t i = 0; i < N_COUNTIES; i++)
			if (str_eq(letters, str_from(counties[i].letters)))
				county = counties[i].name;
	}
	return county ? arena_printf(b->arena, COUNTY_BOARD "%s", county) : NULL;
}

/* Whether a municipality's name without å ä ö, blanks and hyphens is the label. */
static bool is_label(struct str name, struct str label)
{
	size_t j = 0;
	for (size_t i = 0; i < name.len;) {
		uint32_t cp = utf8_lower(utf8_next(name, &i));
		if (cp == ' ' || cp == '-')
			continue;
		char c = cp == 0xE5 || cp == 0xE4 ? 'a'
			 : cp == 0xF6             ? 'o'
			 : cp == 0xE9             ? 'e'
						  : (char)cp;
		if (j == label.len || label.ptr[j++] != c)
			return false;
	}
	return j == label.len && j > 0;
}

/* "Täby" → "Täby kommun", or "Borås stad" when the text calls it so. A final consonant takes the
 * genitive's s. */
static const char *municipality_name(const struct record_builder *b, const char *name)
{
	struct str s = str_from(name);
	size_t end = s.len;
	uint32_t last = utf8_lower(utf8_prev(s, &end));
	bool vowel = last == 'a' || last == 'e' || last == 'i' || last == 'o' || last == 'u' ||
		     last == 'y' || last == 0xE5 || last == 0xE4 || last == 0xF6;
	const char *genitive = vowel || last == 's' || last == 'x' || last == 'z' ? "" : "s";
	const char *town = arena_printf(b->arena, "%s%s stad", name, genitive);
	if (town && count_in_text(b->record, str_from(town)) > 0)
		return town;
	return arena_printf(b->arena, "%s%s kommun", name, genitive);
}

static const char *municipality(const struct record_builder *b, struct str domain)
{
	const struct leta_field *field = &b->record->fields[LETA_FIELD_MUNICIPALITY];
	struct str rest = domain, label = STR(""), next;
	while (str_cut(&rest, '.', &next) && rest.ptr) /* the label before the last point */
		label = next;
	for (size_t i = 0; i < field->n_items; i++)
		if (is_label(str_from(field->items[i].text), label))
			return municipality_name(b, field->items[i].text);
	return NULL;
}

static const char *organisation(const struct record_builder *b, struct str domain)
{
	for (size_t i = 0; i < sizeof(organisations) / sizeof(organisations[0]); i++) {
		struct str known = str_from(organisations[i].domain);
		bool below = domain.len > known.len && str_ends(domain, known) &&
			     domain.ptr[domain.len - known.len - 1] == '.';
		if (below || str_eq(domain, known))
			return organisations[i].name;
	}
	const char *board = county_board(b, domain);
	return board ? board : municipality(b, domain);
}

bool record_infer_owner(struct record_builder *b)
{
	struct str owner = str_from(leta_record_text(b->record, LETA_FIELD_OWNER));
	struct str domain = domain_of(b), first_word;
	const char *name = domain.len > 0 ? organisation(b, domain) : NULL;
	if (!name)
		return !arena_failed(b->arena);
	struct str rest = str_from(name);
	str_cut(&rest, ' ', &first_word);
	if (first_word.len > 4 && str_ends(first_word, STR("s")))
		first_word.len--; /* "Region Gotland" is not to be called "Gotlands kommun" */
	if (str_find(owner, first_word, 0) != (size_t)-1)
		return true;
	bool in_text = count_in_text(b->record, str_from(name)) > 0;
	return record_infer_text(b, LETA_FIELD_OWNER_INFERRED, str_from(name), in_text ? 0.9 : 0.7,
				 in_text ? STR("e-mail domain + text") : STR("e-mail domain"), 0);
}
