/*
 * gazetteer.h: Sweden's municipalities, counties and ESF/NUTS-2 regions (facts in index/gazetteer.tsv,
 * embedded at build time), with old names and aliases.
 */
#ifndef SCHEMA_GAZETTEER_H
#define SCHEMA_GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct gazetteer_region {
	const char *nuts2; /* "SE11" */
	const char *name;  /* "Stockholm": the ESF region's name */
};

struct gazetteer_county {
	const char *code; /* "AB" */
	const char *name; /* "Stockholms län" */
	const struct gazetteer_region *region;
	size_t n_municipalities;
};

struct gazetteer_municipality {
	const char *name; /* official: "Upplands Väsby" */
	const struct gazetteer_county *county;
};

/*
 * Look-ups ignore case, hyphen versus blank, "kommun"/"stad"/"län"/genitive -s where that is unambiguous,
 * and know aliases. NULL when there is no such place.
 */
const struct gazetteer_municipality *gazetteer_municipality(struct str name);
const struct gazetteer_county *gazetteer_county(struct str name);
const struct gazetteer_region *gazetteer_region(struct str name_or_nuts2);

enum gazetteer_kind { GAZETTEER_REGION, GAZETTEER_COUNTY, GAZETTEER_MUNICIPALITY };

/*
 * The official name of a place as people type it: as above, and also without å, ä and ö where only one
 * place is meant ("malmo"). For queries; in running text "hor" is not Höör. NULL when there is none.
 */
const char *gazetteer_name(enum gazetteer_kind kind, struct str name);

/* A city district ("Rosengård", "Tensta"): the municipality it lies in, or NULL. Exact name. */
const struct gazetteer_municipality *gazetteer_district(struct str name);

#endif
