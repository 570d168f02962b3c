/*
 * esf_label.h: the labels that headers of project pages and reports have, and how a line holds one.
 * One table for all generations of pages.
 */
#ifndef RECORD_ESF_LABEL_H
#define RECORD_ESF_LABEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "leta/field.h"
#include "record/build.h"

enum esf_value {
	ESF_VALUE_IGNORED, /* a label whose value has no field */
	ESF_VALUE_TEXT,
	ESF_VALUE_OWNER,
	ESF_VALUE_CONTACT,
	ESF_VALUE_EMAIL,
	ESF_VALUE_PHONE,
	ESF_VALUE_AREA,
	ESF_VALUE_FUND,
	ESF_VALUE_PLACES,
	ESF_VALUE_NUTS2,
	ESF_VALUE_MONEY,
	ESF_VALUE_DATE,
	ESF_VALUE_PERIOD,
	ESF_VALUE_NUMBER,
	ESF_VALUE_RATE
};

/* What else a label tells. */
enum esf_label_flag {
	ESF_LABEL_STRONG = 1, /* about a project or call */
	ESF_LABEL_OURS = 2,   /* on the funds' pages only */
	ESF_LABEL_PLUS = 4,   /* of the programme of 2021–2027 only */
	ESF_LABEL_CALL = 8,
	ESF_LABEL_INTERREG = 16,
	ESF_LABEL_COLON = 32, /* a heading, too: a label only before a colon and a value */
	ESF_LABEL_DRAFT = 64  /* of applications: a label of drafts only */
};

struct esf_label {
	const char *text;
	enum esf_value kind;
	enum leta_field_id field;
	unsigned flags;
};

enum esf_label_style {
	ESF_STYLE_NONE,
	ESF_STYLE_BARE,  /* alone on the line */
	ESF_STYLE_COLON, /* before a colon */
	ESF_STYLE_GLUED, /* before a value, without a blank */
	ESF_STYLE_SPACED /* before a value, with a blank */
};

struct esf_match {
	const struct esf_label *label;
	struct str name; /* the label as written */
	enum esf_label_style style;
	bool caps;
	struct str value;
};

/* What label a line begins with, and how; an item of a list only before a colon and a value. The
 * style is ESF_STYLE_NONE when it is no label. */
struct esf_match esf_match_label(struct str line);

/*
 * The length of `label` (lower case) at the start of a line, in any case and with any blanks and
 * dashes; 0 when it is not there.
 */
size_t esf_label_length(struct str line, struct str label);

bool esf_is_dash(uint32_t cp);

/* Puts the value of a label into the record. False: no memory. */
bool esf_add_value(struct record_builder *b, const struct esf_match *match, unsigned line);

#endif
