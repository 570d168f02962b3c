/*
 * field.c: THE table of fields, and look-ups in it.
 *
 * One row per enum leta_field_id, in its order (a test holds the two together). A new field is a row here and an
 * enumerator in field.h; readers, index, query language, JSON and index/README.md follow from it.
 * Slots 0–15 hold numbers and sort keys, 20–39 the values that are counted as facets; dates are counted by year.
 */
#include "leta/field.h"

#include "base/str.h"
#include "base/utf8.h"
#include "leta/record.h"

#define NO_SLOT (-1)

/* clang-format off */
#define ROW(ID, TYPE, SV, EN, ALIAS, JSON, PREFIX, SLOT, WEIGHT, FACET, PERSONAL, LABEL_SV, LABEL_EN) \
	[LETA_FIELD_##ID] = { LETA_FIELD_##ID, LETA_TYPE_##TYPE, SV, EN, ALIAS, JSON, PREFIX, SLOT, WEIGHT, \
	                      FACET, PERSONAL, LABEL_SV, LABEL_EN }

static const struct leta_field_info table[LETA_FIELD_COUNT] = {
	/*  id               type     query sv          query en        aliases           json                        prefix  slot     w  facet  personal label */
	ROW(ID,              KEYWORD, "id",             NULL,           NULL,             "id",                       "XI",   NO_SLOT, 0, false, false, "Id", "Id"),
	ROW(KIND,            KEYWORD, "typ",            "kind",         "type",           "kind",                     "XK",   20,      0, true,  false, "Typ", "Kind"),
	ROW(DOCTYPE,         KEYWORD, NULL,             NULL,           NULL,             "doctype",                  "XK",   NO_SLOT, 0, false, false, "Dokumenttyp", "Document type"),
	ROW(LAYOUT,          KEYWORD, "layout",         NULL,           NULL,             "layout",                   "XL",   NO_SLOT, 0, false, false, "Sidtyp", "Layout"),
	ROW(TITLE,           TEXT,    NULL,             NULL,           NULL,             "title",                    NULL,   4,      10, false, false, "Titel", "Title"),
	ROW(SOURCE_URL,      KEYWORD, NULL,             NULL,           NULL,             "source_url_known",         NULL,   NO_SLOT, 0, false, false, "Adress", "Address"),
	ROW(PATH,            KEYWORD, NULL,             NULL,           NULL,             "path",                     NULL,   NO_SLOT, 0, false, false, "Fil", "File"),
	ROW(FUND,            KEYWORD, "fond",           "fund",         NULL,             "fund",                     "XF",   29,      0, true,  false, "Fond", "Fund"),
	ROW(PROGRAMME,       KEYWORD, "program",        "programme",    "programperiod",  "programme_period",         "XM",   28,      0, true,  false, "Programperiod", "Programme period"),
	ROW(AREA_NO,         KEYWORD, NULL,             NULL,           NULL,             "programme_area.no",        "XA",   NO_SLOT, 0, false, false, "Programområde nr", "Programme area no."),
	ROW(AREA,            TEXT,    "område",         "area",         "programområde",  "programme_area.name",      "XA",   30,      0, true,  false, "Programområde", "Programme area"),
	ROW(OBJECTIVE,       TEXT,    NULL,             NULL,           NULL,             "specific_objective",       NULL,   NO_SLOT, 2, false, false, "Specifikt mål", "Specific objective"),
	ROW(CALL,            KEYWORD, "utlysning",      "call",         NULL,             "call",                     "XC",   NO_SLOT, 0, false, false, "Utlysning", "Call"),
	ROW(DNR,             KEYWORD, "dnr",            NULL,           "diarienummer",   "dnr",                      "XN",   NO_SLOT, 0, false, false, "Diarienummer", "Reference number"),
	ROW(PHASE,           TEXT,    "fas",            "phase",        "projektfas",     "phase",                    "XJ",   27,      0, true,  false, "Projektfas", "Phase"),
	ROW(OWNER,           TEXT,    "ägare",          "owner",        "projektägare",   "owner",                    "XO",   24,      4, true,  false, "Projektägare", "Owner"),
	ROW(OWNER_UNIT,      TEXT,    NULL,             NULL,           NULL,             "owner.unit",               "XO",   NO_SLOT, 2, false, false, "Enhet", "Unit"),
	ROW(OWNER_ORGNO,     KEYWORD, "orgnr",          "orgno",        NULL,             "owner_orgno",              "XB",   NO_SLOT, 0, false, false, "Organisationsnummer", "Organisation number"),
	ROW(OWNER_INFERRED,  TEXT,    NULL,             NULL,           NULL,             "owner_inferred",           "XO",   NO_SLOT, 0, false, false, "Trolig ägare", "Probable owner"),
	ROW(CONTACT,         TEXT,    "kontakt",        "contact",      "kontaktperson",  "contact.name",             "XE",   NO_SLOT, 0, false, true,  "Kontaktperson", "Contact"),
	ROW(CONTACT_EMAIL,   TEXT,    NULL,             NULL,           NULL,             "contact.email",            "XE",   NO_SLOT, 0, false, true,  "E-post", "E-mail"),
	ROW(CONTACT_PHONE,   TEXT,    NULL,             NULL,           NULL,             "contact.phone",            "XE",   NO_SLOT, 0, false, true,  "Telefon", "Phone"),
	ROW(CONTACT_ROLE,    TEXT,    NULL,             NULL,           NULL,             "contact.role",             NULL,   NO_SLOT, 0, false, true,  "Kontaktens roll", "Contact's role"),
	ROW(VERSION,         KEYWORD, NULL,             NULL,           NULL,             "version",                  NULL,   NO_SLOT, 0, false, false, "Version", "Version"),
	ROW(DOCUMENT_DATE,   DATE,    NULL,             NULL,           NULL,             "document_date",            NULL,   NO_SLOT, 0, false, false, "Dokumentets datum", "Document date"),
	ROW(DECISION_DATE,   LIST,    NULL,             NULL,           NULL,             "decision_dates",           NULL,   NO_SLOT, 0, false, false, "Beslut", "Decisions"),
	ROW(GRANT,           MONEY,   "stöd",           "grant",        "bidrag",         "grant_sek",                NULL,   2,       0, false, false, "Beviljat stöd", "Grant"),
	ROW(BUDGET,          MONEY,   "budget",         NULL,           NULL,             "budget_sek",               NULL,   3,       0, false, false, "Total budget", "Budget"),
	ROW(CALL_AMOUNT,     MONEY,   "utlyst",         "offered",      NULL,             "call_amount_sek",          NULL,   5,       0, false, false, "Utlyst belopp", "Amount of the call"),
	ROW(START,           DATE,    "start",          NULL,           "startdatum år year", "period.start",           NULL,   0,       0, true, false, "Start", "Start"),
	ROW(END,             DATE,    "slut",           "end",          "slutdatum slutår", "period.end",               NULL,   1,       0, true, false, "Slut", "End"),
	ROW(DAYS,            NUMBER,  "längd",          "length",       NULL,             "period.days",              NULL,   6,       0, false, false, "Längd i dagar", "Length in days"),
	ROW(REGION,          TEXT,    "region",         NULL,           NULL,             "region.name",              "XR",   21,      0, true,  false, "Region", "Region"),
	ROW(NUTS2,           KEYWORD, "nuts",           "nuts2",        NULL,             "region.nuts2",             "XU",   NO_SLOT, 0, false, false, "NUTS-2", "NUTS 2"),
	ROW(MUNICIPALITY,    LIST,    "kommun",         "municipality", NULL,             "municipalities",           "XY",   23,      1, true,  false, "Kommuner", "Municipalities"),
	ROW(DISTRICT,        LIST,    "stadsdel",       "district",     NULL,             "districts",                "XD",   NO_SLOT, 0, false, false, "Stadsdelar", "Districts"),
	ROW(COFINANCIER,     LIST,    "medfinansiär",   "cofinancier",  NULL,             "cofinanciers",             "XG",   26,      2, true,  false, "Medfinansiärer", "Co-financiers"),
	ROW(PARTNER,         LIST,    "partner",        NULL,           "samarbetspartner", "partners",               "XP",   25,      2, true,  false, "Samarbetspartners", "Partners"),
	ROW(PARTICIPANTS,    NUMBER,  "deltagare",      "participants", NULL,             "participants",             NULL,   7,       0, false, false, "Planerade deltagare", "Planned participants"),
	ROW(EU_RATE,         RATE,    NULL,             NULL,           NULL,             "eu_rate",                  NULL,   8,       0, false, false, "Unionens medfinansieringsgrad", "Union co-financing rate"),
	ROW(POSTCODE,        KEYWORD, NULL,             NULL,           NULL,             "postcode",                 NULL,   NO_SLOT, 0, false, false, "Postnummer", "Postcode"),
	ROW(TOWN,            TEXT,    "ort",            "town",         NULL,             "town",                     "XW",   NO_SLOT, 0, false, false, "Ort", "Town"),
	ROW(INTERVENTION,    TEXT,    NULL,             NULL,           NULL,             "intervention",             NULL,   NO_SLOT, 1, false, false, "Interventionstyp", "Type of intervention"),
	ROW(PRIORITY,        TEXT,    "prioritering",   "priority",     "insatsområde",   "priority",                 "XV",   33,      0, true,  false, "Insatsområde", "Priority"),
	ROW(COFINANCING,     MONEY,   "medfinansiering", "cofinancing", NULL,             "derived.cofinancing_sek",  NULL,   9,       0, false, false, "Medfinansiering", "Co-financing"),
	ROW(GRANT_SHARE,     RATE,    "stödandel",      "grantshare",   NULL,             "derived.grant_share",      NULL,   10,      0, false, false, "Stödets andel av budgeten", "Grant's share of the budget"),
	ROW(COFIN_RATE,      RATE,    "medfin",         "cofin",        NULL,             "derived.cofinancing_share", NULL,  11,      0, false, false, "Medfinansieringens andel", "Co-financing's share"),
	ROW(COUNTY,          LIST,    "län",            "county",       NULL,             "derived.counties",         "XQ",   22,      0, true,  false, "Län", "County"),
	ROW(WHOLE_COUNTY,    FLAG,    NULL,             NULL,           NULL,             "derived.covers_whole_county", NULL, NO_SLOT, 0, false, false, "Hela länet", "Whole county"),
	ROW(KIND_INFERRED,   KEYWORD, NULL,             NULL,           NULL,             "derived.kind_inferred",    "XK",   NO_SLOT, 0, false, false, "Trolig projekttyp", "Probable kind of project"),
	ROW(TOPIC,           LIST,    "ämne",           "topic",        NULL,             "topics",                   "XT",   31,      0, true,  false, "Ämnen", "Topics"),
	ROW(CITED,           LIST,    "källa",          "source",       NULL,             "cited_sources",            "XX",   NO_SLOT, 0, false, false, "Källor", "Cited sources"),
	ROW(GOAL,            LIST,    NULL,             NULL,           NULL,             "measurable_goals",         NULL,   NO_SLOT, 0, false, false, "Mätbara mål", "Measurable goals"),
	ROW(SUBHEADING,      LIST,    NULL,             NULL,           NULL,             "subheadings",              NULL,   NO_SLOT, 0, false, false, "Underrubriker", "Subheadings"),
	ROW(MISSING_SECTION, LIST,    NULL,             NULL,           NULL,             "missing_sections",         NULL,   NO_SLOT, 0, false, false, "Avsnitt som saknas", "Missing sections"),
	ROW(PHOTO_CREDIT,    LIST,    NULL,             NULL,           NULL,             "photo_credits_removed",    NULL,   NO_SLOT, 0, false, true,  "Borttagna fotobylines", "Photo credits removed"),
	ROW(STRIPPED,        LIST,    NULL,             NULL,           NULL,             "stripped",                 NULL,   NO_SLOT, 0, false, false, "Borttaget", "Stripped"),
	ROW(QUALITY,         KEYWORD, "kvalitet",       "quality",      NULL,             "quality",                  "XZ",   32,      0, true,  false, "Kvalitet", "Quality"),
};
/* clang-format on */

const struct leta_field_info *leta_field_info(enum leta_field_id id)
{
	return (unsigned)id < LETA_FIELD_COUNT ? &table[id] : NULL;
}

static bool same_letter(uint32_t a, uint32_t b)
{
	return utf8_lower(a) == utf8_lower(b);
}

static bool same_name(struct str a, struct str b)
{
	size_t i = 0, j = 0;
	while (i < a.len && j < b.len)
		if (!same_letter(utf8_next(a, &i), utf8_next(b, &j)))
			return false;
	return i == a.len && j == b.len;
}

static bool is_alias(struct str name, const char *aliases)
{
	struct str rest = str_from(aliases), alias;
	while (str_cut(&rest, ' ', &alias))
		if (same_name(name, alias))
			return true;
	return false;
}

const struct leta_field_info *leta_field_find(const char *name)
{
	struct str wanted = str_from(name);
	for (size_t i = 0; i < LETA_FIELD_COUNT; i++) {
		const struct leta_field_info *f = &table[i];
		if ((f->sv && same_name(wanted, str_from(f->sv))) ||
		    (f->en && same_name(wanted, str_from(f->en))) ||
		    (f->alias && is_alias(wanted, f->alias)))
			return f;
	}
	return NULL;
}

const char *leta_record_text(const struct leta_record *record, enum leta_field_id id)
{
	const struct leta_field *field = &record->fields[id];
	return field->presence == LETA_KNOWN && field->n_items > 0 ? field->items[0].text : NULL;
}

bool leta_record_number(const struct leta_record *record, enum leta_field_id id, int64_t *out)
{
	const struct leta_field *field = &record->fields[id];
	if (field->presence != LETA_KNOWN || field->n_items == 0)
		return false;
	*out = field->items[0].number;
	return true;
}
