/*
 * protect.c: the list, in order of its bytes: "fastighet" would become "fast", "styrelse" the stem of styra,
 * "intern" that of inte. Made by hand from what the stemmer does to the lemmas of the word list.
 */
#include "text/protect.h"

#include "text/wordlist.h"

static const char *const PROTECTED[] = {
	"bilda", "billig", "borde", "botten", "extern", "faktor", "fara", "farlig", "fasa",
	"fasad", "fastighet", "fattig", "format", "färdas", "färdig", "färdighet", "hamna",
	"helig", "hemlig", "hemlighet", "heta", "hets", "händelse", "inta", "intern", "kalla",
	"kosta", "kund", "kunde", "laga", "lager", "ledig", "ledighet", "lita", "liter", "längs",
	"mana", "manlig", "mena", "menlig", "mode", "moder", "modern", "modig", "myndig",
	"myndighet", "märklig", "ovanlig", "papper", "passa", "poster", "rike", "riklig",
	"riktig", "roller", "rättelse", "rättighet", "råda", "rådande", "rörelse", "rörlig",
	"rörlighet", "saklig", "samtlig", "sektor", "skicka", "skicklig", "skicklighet",
	"stadig", "styrelse", "tidig", "timmer", "ungern", "vanlig", "verklig", "verkligen",
	"verklighet", "vidare", "viktig", "viktor", "villa", "villig",
};
#define N_PROTECTED (sizeof(PROTECTED) / sizeof(PROTECTED[0]))

bool text_is_protected(struct str lemma)
{
	return wordlist_has(PROTECTED, N_PROTECTED, lemma);
}

uint64_t text_protect_hash(void)
{
	return wordlist_hash(HASH64_INIT, PROTECTED, N_PROTECTED);
}
