/*
 * field.h: the fields of a report, as one table.
 *
 * The table (src/schema/field.c) is the only list of fields: it drives the readers' records, the index's
 * term prefixes and value slots, the query language's field names, the JSON names and index/README.md.
 */
#ifndef LETA_FIELD_H
#define LETA_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "leta/export.h"

LETA_BEGIN_DECLS

enum leta_field_id {
	LETA_FIELD_ID,
	LETA_FIELD_KIND,              /* projekt, rapport, utlysning, register, text */
	LETA_FIELD_DOCTYPE,           /* finer than kind: slutrapport, nyhet … */
	LETA_FIELD_LAYOUT,            /* esf-2007-glued, esf-2014-lines, esf-2014-colon, esf-plus, docplayer … */
	LETA_FIELD_TITLE,
	LETA_FIELD_SOURCE_URL,
	LETA_FIELD_PATH,              /* the file read, as given */
	LETA_FIELD_FUND,
	LETA_FIELD_PROGRAMME,         /* programme period, "2007-2013" */
	LETA_FIELD_AREA_NO,
	LETA_FIELD_AREA,
	LETA_FIELD_OBJECTIVE,         /* specific objective */
	LETA_FIELD_CALL,              /* number of the call (utlysning) */
	LETA_FIELD_DNR,               /* reference number of the decision */
	LETA_FIELD_PHASE,
	LETA_FIELD_OWNER,
	LETA_FIELD_OWNER_UNIT,
	LETA_FIELD_OWNER_ORGNO,
	LETA_FIELD_OWNER_INFERRED,
	LETA_FIELD_CONTACT,
	LETA_FIELD_CONTACT_EMAIL,
	LETA_FIELD_CONTACT_PHONE,
	LETA_FIELD_CONTACT_ROLE,
	LETA_FIELD_VERSION,
	LETA_FIELD_DOCUMENT_DATE,
	LETA_FIELD_DECISION_DATE,
	LETA_FIELD_GRANT,
	LETA_FIELD_BUDGET,
	LETA_FIELD_CALL_AMOUNT,
	LETA_FIELD_START,
	LETA_FIELD_END,
	LETA_FIELD_DAYS,
	LETA_FIELD_REGION,
	LETA_FIELD_NUTS2,
	LETA_FIELD_MUNICIPALITY,
	LETA_FIELD_DISTRICT,
	LETA_FIELD_COFINANCIER,
	LETA_FIELD_PARTNER,
	LETA_FIELD_PARTICIPANTS,      /* planned number of participants */
	LETA_FIELD_EU_RATE,           /* the Union's co-financing rate, per cent × 100 */
	LETA_FIELD_POSTCODE,
	LETA_FIELD_TOWN,
	LETA_FIELD_INTERVENTION,
	LETA_FIELD_PRIORITY,
	LETA_FIELD_COFINANCING,       /* derived: budget − grant */
	LETA_FIELD_GRANT_SHARE,       /* derived: grant ÷ budget × 10 000 */
	LETA_FIELD_COFIN_RATE,        /* derived: cofinancing ÷ budget × 10 000 */
	LETA_FIELD_COUNTY,
	LETA_FIELD_WHOLE_COUNTY,      /* derived: the municipalities are all of a county's */
	LETA_FIELD_KIND_INFERRED,     /* derived: förstudie, genomförande … from the title and phase */
	LETA_FIELD_TOPIC,
	LETA_FIELD_CITED,             /* sources that the document cites, a line each */
	LETA_FIELD_GOAL,              /* measurable goals */
	LETA_FIELD_SUBHEADING,
	LETA_FIELD_MISSING_SECTION,   /* named in the table of contents, not in the text */
	LETA_FIELD_PHOTO_CREDIT,
	LETA_FIELD_STRIPPED,          /* boilerplate lines taken out of the text */
	LETA_FIELD_QUALITY,
	LETA_FIELD_COUNT
};

enum leta_field_type {
	LETA_TYPE_TEXT,    /* words, one value */
	LETA_TYPE_LIST,    /* words, several values */
	LETA_TYPE_KEYWORD, /* short values, each compared whole, case-insensitively */
	LETA_TYPE_MONEY,   /* SEK, whole kronor */
	LETA_TYPE_DATE,    /* yyyymmdd */
	LETA_TYPE_NUMBER,  /* integer */
	LETA_TYPE_RATE,    /* per cent × 100 */
	LETA_TYPE_FLAG     /* 0 or 1 */
};

struct leta_field_info {
	enum leta_field_id id;
	enum leta_field_type type;
	const char *sv;      /* query name and facet name, "ägare"; NULL when it is not searched */
	const char *en;      /* English alias, "owner" */
	const char *alias;   /* further query names, separated by blanks, or NULL */
	const char *json;    /* name in JSON; "contact.name" nests */
	const char *prefix;  /* prefix of its terms in the index, "XO"; NULL when it has none */
	int slot;            /* value slot in the index; -1 when it has none */
	unsigned weight;     /* wdf of one of its words in the default text; 0 = outside it */
	bool facet;          /* can be counted: by value, a date by year */
	bool personal;       /* personal data */
	const char *label_sv; /* label for people: "Projektägare" */
	const char *label_en;
};

/* The row of a field. Never NULL for an id below LETA_FIELD_COUNT; static storage. */
LETA_API const struct leta_field_info *leta_field_info(enum leta_field_id id);

/* The field with this query name (Swedish, English or alias; UTF-8, any case of a–z å ä ö), or NULL. */
LETA_API const struct leta_field_info *leta_field_find(const char *name);

/* What the columns of a register (CSV headers, JSONL keys) may be called. Other columns are ignored. */
struct leta_column_info {
	const char *names;        /* small letters, separated by "|"; blank, "." "_" and "-" are alike */
	enum leta_field_id field; /* that the cells fill; LETA_FIELD_COUNT: a section of text */
	const char *heading;      /* the section's heading, or NULL */
};

/* The i-th kind of column, counted from 0; false behind the last. Names are in static storage. */
LETA_API bool leta_column_info(size_t i, struct leta_column_info *out);

LETA_END_DECLS

#endif
