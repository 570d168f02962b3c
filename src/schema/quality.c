/*
 * quality.c: the table of quality flags. A flag that a reader sets and this table lacks is still searchable by
 * its English name.
 */
#include "schema/quality.h"

#include <stddef.h>

static const struct {
	const char *flag, *sv;
} names[] = {
	{ "truncated", "trunkerad" },
	{ "digits_unreliable", "osäkra_siffror" },
	{ "foreign_tail_removed", "främmande_svans" },
	{ "years_missing", "årtal_saknas" },
	{ "runs_after_programme_period", "efter_programperioden" },
	{ "phase_contradicts_title", "fas_motsäger_titel" },
	{ "copied_section", "kopierat_avsnitt" },
	{ "near_copy", "nästan_kopia" },
	{ "mojibake_repaired", "reparerad_teckenkodning" },
	{ "invalid_bytes", "ogiltiga_tecken" },
	{ "control_characters", "styrtecken" },
	{ "empty_document", "tomt_dokument" },
	{ "unread_value", "oläst_värde" },
	{ "encoding", "annan_teckenkodning" },
	{ "ends_before_start", "slutar_före_start" },
	{ "grant_exceeds_budget", "stöd_över_budget" },
};

struct str quality_flag(struct str value)
{
	size_t colon = str_find(value, STR(":"), 0);
	return colon == (size_t)-1 ? value : str_sub(value, 0, colon);
}

const char *quality_swedish(struct str flag)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_eq(flag, str_from(names[i].flag)))
			return names[i].sv;
	return NULL;
}
