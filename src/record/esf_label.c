/*
 * esf_label.c: the table of labels and the ways a line can hold one; the longest that fits counts.
 *
 * A label may be glued to its value ("RegionStockholm", 2007–2013), stand alone on the line before
 * it (2014), have a colon, or a blank behind it (Interreg). Case does not matter but the first
 * letter must be a capital.
 */
#include "record/esf_label.h"

#include "base/utf8.h"
#include "record/word.h"

/* clang-format off */
#define ROW(LABEL, VALUE, FIELD, FLAGS) { LABEL, ESF_VALUE_##VALUE, LETA_FIELD_##FIELD, FLAGS }
#define STRONG ESF_LABEL_STRONG
#define OURS (ESF_LABEL_STRONG | ESF_LABEL_OURS)
#define PLUS (OURS | ESF_LABEL_PLUS)
#define CALL (OURS | ESF_LABEL_CALL)
#define INTERREG ESF_LABEL_INTERREG
#define COLON ESF_LABEL_COLON
#define DRAFT (ESF_LABEL_COLON | ESF_LABEL_DRAFT)

static const struct esf_label labels[] = {
	/*  label, lower case                 value     field             flags */
	ROW("programområde",                     AREA,     AREA,             OURS),
	ROW("projektfas",                        TEXT,     PHASE,            OURS),
	ROW("projektägare",                      OWNER,    OWNER,            STRONG),
	ROW("svensk projektägare",               OWNER,    OWNER,            OURS | INTERREG),
	ROW("norsk prosjekteier",                TEXT,     PARTNER,          OURS | INTERREG),
	ROW("projektägare organisationsnummer",  TEXT,     OWNER_ORGNO,      PLUS),
	ROW("organisationsnummer",               TEXT,     OWNER_ORGNO,      0),
	ROW("kontaktperson",                     CONTACT,  CONTACT,          0),
	ROW("kontaktpersoner",                   CONTACT,  CONTACT,          0),
	ROW("e-post",                            EMAIL,    CONTACT_EMAIL,    0),
	ROW("e-postadress",                      EMAIL,    CONTACT_EMAIL,    0),
	ROW("epost",                             EMAIL,    CONTACT_EMAIL,    0),
	ROW("telefonnummer",                     PHONE,    CONTACT_PHONE,    0),
	ROW("telefon",                           PHONE,    CONTACT_PHONE,    0),
	ROW("tel.",                              PHONE,    CONTACT_PHONE,    0),
	ROW("beviljat esf-stöd",                 MONEY,    GRANT,            OURS),
	ROW("beviljat eu-stöd",                  MONEY,    GRANT,            STRONG),
	ROW("beviljat stöd",                     MONEY,    GRANT,            STRONG),
	ROW("eu-stöd",                           MONEY,    GRANT,            STRONG | INTERREG),
	ROW("statlige ir-midler",                IGNORED,  COUNT,            OURS | INTERREG),
	ROW("total projektbudget",               MONEY,    BUDGET,           OURS),
	ROW("totalbudget",                       MONEY,    BUDGET,           STRONG | INTERREG),
	ROW("total budget",                      MONEY,    BUDGET,           STRONG),
	ROW("projektperiod",                     PERIOD,   START,            STRONG),
	ROW("projekttid",                        PERIOD,   START,            STRONG | INTERREG),
	ROW("startdatum",                        DATE,     START,            0),
	ROW("slutdatum",                         DATE,     END,              0),
	ROW("region",                            TEXT,     REGION,           0),
	ROW("utlysning",                         TEXT,     CALL,             0),
	ROW("utlyst belopp",                     MONEY,    CALL_AMOUNT,      CALL),
	ROW("projektnummer",                     TEXT,     DNR,              STRONG),
	ROW("diarienummer",                      TEXT,     DNR,              0),
	ROW("namn",                              TEXT,     TITLE,            0),
	ROW("projektnamn",                       TEXT,     TITLE,            0),
	ROW("planerat antal deltagare",          NUMBER,   PARTICIPANTS,     OURS),
	ROW("antal deltagare",                   NUMBER,   PARTICIPANTS,     0),
	ROW("specifikt mål",                     TEXT,     OBJECTIVE,        0),
	ROW("unionens medfinansieringsgrad",     RATE,     EU_RATE,          OURS),
	ROW("interventionstyp",                  TEXT,     INTERVENTION,     OURS),
	ROW("stödmottagare postnr",              TEXT,     POSTCODE,         OURS),
	ROW("stödmottagare ort",                 TEXT,     TOWN,             OURS),
	ROW("stödmottagarens address",           IGNORED,  COUNT,            OURS),
	ROW("stödmottagarens adress",            IGNORED,  COUNT,            OURS),
	ROW("insatsområde",                      TEXT,     PRIORITY,         INTERREG),
	ROW("budget",                            MONEY,    BUDGET,           COLON),
	ROW("fond",                              FUND,     FUND,             COLON),
	ROW("finansiär",                         FUND,     FUND,             COLON),
	ROW("kommun",                            PLACES,   MUNICIPALITY,     COLON),
	ROW("kommuner",                          PLACES,   MUNICIPALITY,     COLON),
	ROW("medfinansiär",                      TEXT,     COFINANCIER,      COLON),
	ROW("medfinansiärer",                    TEXT,     COFINANCIER,      COLON),
	ROW("samarbetspartner",                  TEXT,     PARTNER,          COLON),
	ROW("samarbetspartners",                 TEXT,     PARTNER,          COLON),
	ROW("sökande",                           OWNER,    OWNER,            DRAFT),
	ROW("sökande organisation",              OWNER,    OWNER,            DRAFT),
	ROW("sökt stöd",                         MONEY,    GRANT,            DRAFT),
	ROW("sökt esf-stöd",                     MONEY,    GRANT,            DRAFT),
	ROW("sökt eu-stöd",                      MONEY,    GRANT,            DRAFT),
	ROW("sökt belopp",                       MONEY,    GRANT,            DRAFT),
	ROW("projektets namn",                   TEXT,     TITLE,            DRAFT),
	ROW("projektstart",                      DATE,     START,            DRAFT),
	ROW("projektslut",                       DATE,     END,              DRAFT),
	ROW("land som berörs",                   IGNORED,  COUNT,            PLUS),
	ROW("berörd fond",                       FUND,     FUND,             PLUS),
	ROW("program cci",                       IGNORED,  COUNT,            PLUS),
	ROW("nuts-2 kod",                        NUTS2,    NUTS2,            PLUS),
	ROW("sekundärtema",                      IGNORED,  COUNT,            PLUS),
	ROW("insats av strategisk betydelse",    IGNORED,  COUNT,            PLUS),
};
/* clang-format on */

bool esf_is_dash(uint32_t cp)
{
	return cp == '-' || (cp >= 0x2010 && cp <= 0x2015);
}

size_t esf_label_length(struct str line, struct str label)
{
	size_t i = 0, j = 0;
	while (j < label.len) {
		uint32_t wanted = utf8_next(label, &j), cp;
		if (i >= line.len)
			return 0;
		cp = utf8_next(line, &i);
		if (wanted == ' ' && utf8_is_space(cp)) {
			size_t next = i;
			while (next < line.len && utf8_is_space(utf8_next(line, &next)))
				i = next;
		} else if (utf8_lower(cp) != wanted && !(wanted == '-' && esf_is_dash(cp))) {
			return 0;
		}
	}
	return i;
}

/* Whether what stands right behind a label can be its value, rather than the rest of a word. */
static bool is_glued_value(const struct esf_match *m, struct str rest)
{
	size_t pos = 0;
	uint32_t cp = utf8_next(rest, &pos);
	if (m->label->kind == ESF_VALUE_EMAIL)
		return memchr(rest.ptr, '@', rest.len) != NULL;
	if (m->caps && utf8_is_letter(cp))
		return false;
	return utf8_is_upper(cp) || (cp >= '0' && cp <= '9') || cp == '+' || cp == '"' ||
	       cp == 0x201D;
}

static enum esf_label_style style_of(const struct esf_match *m, struct str rest)
{
	if (m->value.len == 0)
		return ESF_STYLE_BARE;
	if (m->value.ptr[0] == ':' || m->name.ptr[m->name.len - 1] == '.')
		return ESF_STYLE_COLON; /* "Tel. 08-…" */
	if (m->value.ptr == rest.ptr)
		return is_glued_value(m, rest) ? ESF_STYLE_GLUED : ESF_STYLE_NONE;
	bool sentence = word_is_lower(m->value) && m->label->kind != ESF_VALUE_EMAIL;
	return sentence ? ESF_STYLE_NONE : ESF_STYLE_SPACED;
}

struct esf_match esf_match_label(struct str line)
{
	struct esf_match m = {.style = ESF_STYLE_NONE};
	size_t length = 0, pos = 0;
	bool item = str_starts(line, STR("• ")); /* facts as a list: "• Region: Skåne" */
	if (item)
		line = str_trim(str_sub(line, sizeof("• ") - 1, line.len));
	if (line.len == 0 || !utf8_is_upper(utf8_next(line, &pos)))
		return m;
	char first = (char)(line.ptr[0] | 0x20);
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		if (labels[i].text[0] != first)
			continue; /* most lines are told apart here */
		size_t n = esf_label_length(line, str_from(labels[i].text));
		if (n > length) {
			length = n;
			m.label = &labels[i];
		}
	}
	if (!m.label)
		return m;
	struct str rest = str_sub(line, length, line.len);
	m.name = str_sub(line, 0, length);
	m.value = str_trim(rest);
	m.caps = word_is_caps(m.name);
	m.style = style_of(&m, rest);
	if (m.value.len > 0 && m.value.ptr[0] == ':')
		m.value = str_trim(str_sub(m.value, 1, m.value.len));
	if ((item || (m.label->flags & ESF_LABEL_COLON)) && (m.style != ESF_STYLE_COLON || m.value.len == 0))
		m.style = ESF_STYLE_NONE;
	return m;
}
