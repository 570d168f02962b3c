/*
 * organisation.h: which organisation a name means, however a report writes it.
 *
 * The normal form is for counting, grouping and comparing; what the report wrote is kept and shown.
 * Facts are in index/organisations.tsv and index/gazetteer.tsv, rules in organisation.c.
 */
#ifndef SCHEMA_ORGANISATION_H
#define SCHEMA_ORGANISATION_H

#include "base/buf.h"
#include "base/str.h"
#include "leta/record.h"
#include "schema/gazetteer.h"

enum organisation_kind {
	ORGANISATION_OTHER, /* in no table and under no rule: its name without "AB" and the like */
	ORGANISATION_UNIT,  /* a unit that does not say whose: "Avdelning för tillväxt" */
	ORGANISATION_AUTHORITY, /* "Arbetsförmedlingen" */
	ORGANISATION_COUNTY_BOARD, /* "Länsstyrelsen i Skåne län"; "Länsstyrelsen" when nothing says
				      which */
	ORGANISATION_REGION, /* "Region Skåne", also for the county council and the association
				before it */
	ORGANISATION_MUNICIPALITY, /* "Malmö kommun", also for "Malmö stad" */
	ORGANISATION_UNIVERSITY
};

/*
 * Replaces *out by the normal form of a name (UTF-8, any length; over 400 bytes it stays as it is):
 * "Af Malmö" → "Arbetsförmedlingen", "Stadskontoret, Malmö stad" → "Malmö kommun". The normal form
 * of a normal form is itself. Empty only when the name is blank. buf_status() tells when memory ran
 * out.
 */
enum organisation_kind organisation_canonical(struct str name, struct buf *out);

/*
 * The same for a record's owner: the one that it states, or the inferred one where it states a unit
 * or what is likely to be one. A county board that does not say of which county is that of the
 * record's only county. False when the record has no owner (*out is empty).
 */
bool organisation_of_record(const struct leta_record *record, struct buf *out);

/* The county of a municipality, a region or a county board, or NULL. scratch is overwritten. */
const struct gazetteer_county *organisation_county(struct str name, struct buf *scratch);

/* Whether a field's values are names of organisations: owner, partners, co-financiers. */
bool organisation_field(enum leta_field_id id);

#endif
