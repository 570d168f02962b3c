/*
 * stopwords.c: the list, in order of its bytes. Made by hand: pronouns, articles, prepositions, conjunctions,
 * auxiliary verbs and the abbreviations of pattern.c. No word that a report could be about ("utanför").
 */
#include "text/stopwords.h"

#include "text/wordlist.h"

static const char *const STOPWORDS[] = {
	"all", "alla", "allt", "att", "av", "bara", "bla", "bland", "blev", "bli", "blir",
	"blivit", "båda", "både", "bör", "ca", "cirka", "de", "dels", "dem", "den", "denna",
	"denne", "deras", "dess", "dessa", "dessutom", "desto", "det", "detta", "dig", "din",
	"dina", "ditt", "dock", "du", "dvs", "där", "därför", "då", "efter",
	"eftersom", "ej", "eller", "emot", "en", "endast", "ens", "er", "era", "etc", "ett",
	"exkl", "fastän", "fd", "fom", "från", "fö", "för", "före", "genom", "ha",
	"hade", "han", "hans", "har", "henne", "hennes", "hon", "honom", "hos", "hur", "här",
	"i", "icke", "in", "inkl", "inom", "inte", "ja", "jag", "ju", "kan",
	"kommer", "kunde", "kunna", "man", "med", "medan", "mellan", "men", "mer",
	"mera", "mest", "mfl", "mha", "mig", "min", "mina", "mitt", "mm", "mot", "mycket",
	"måste", "nej", "ni", "nog", "nu", "när", "någon", "något", "några", "och", "också",
	"om", "oss", "osv", "pga", "på", "redan", "resp", "respektive", "samma",
	"samt", "sedan", "sig", "sin", "sina", "sitt", "själv", "sk", "ska", "skall",
	"skulle", "som", "så", "sådan", "sådana", "sådant", "sådär", "tex", "till", "ty",
	"under", "upp", "ur", "ut", "utan", "vad", "var", "vara", "vare", "varit",
	"varje", "varken", "vars", "vart", "vem", "vi", "vid", "vilka", "vilken",
	"vilket", "vill", "vår", "våra", "vårt", "ytterligare", "än", "ändå", "ännu", "är",
	"även", "över",
};
#define N_STOPWORDS (sizeof(STOPWORDS) / sizeof(STOPWORDS[0]))

bool text_is_stopword(struct str folded)
{
	return wordlist_has(STOPWORDS, N_STOPWORDS, folded);
}

uint64_t text_stopwords_hash(void)
{
	return wordlist_hash(HASH64_INIT, STOPWORDS, N_STOPWORDS);
}
