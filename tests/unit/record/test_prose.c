/* test_prose.c: what is repaired in a line, wherever it stands, and what is left. */
#include "support/unit.h"

#include <stdio.h>

#include "record/prose.h"

#define LINE_MAX 400

/* A word of n letters, a plain text, a piece, and more of the plain text. */
static struct str line_with(char line[LINE_MAX], int n, const char *piece)
{
	snprintf(line, LINE_MAX, "%.*s små kommuner på Åland, eller där omkring (se nedan) %s och så fick fler stöd. Då",
	         n, "Xbcdefghijklmnopqrstuvwxyz", piece);
	return str_from(line);
}

/* Steps of eight bytes see what single ones do, wherever they begin. */
static void test_everywhere(void **state)
{
	static const struct {
		const char *from, *to;
	} pieces[] = {
		{ "plain", "plain" },
		{ "två  blanka", "två blanka" },
		{ "två\xC2\xA0" "blanka", "två blanka" },
		{ "två\u2003blanka", "två blanka" },
		{ "två\tblanka", "två blanka" },
		{ "utveck- ling", "utveckling" },
		{ "metod- och", "metod- och" },
		{ "ESF- stöd", "ESF-stöd" },
		{ "- ett -", "- ett -" },
		{ "emellan.mötet", "emellan. mötet" },
		{ "emellan..mötet", "emellan.. mötet" },
		{ "till t.ex. den", "till t.ex. den" },
		{ ".net ... slut.", ".net ... slut." },
		{ "www.leta.example", "www.leta.example" },
		{ "S L U T R A P P O R T", "SLUTRAPPORT" },
		{ "å ä ö å ä ö", "åäöåäö" },
		{ "ö i å", "ö i å" },
		{ "i Dal i vår i S", "i Dal i vår i S" },
		{ "A B C D Ef", "A B C D Ef" },
		{ "A B  C D E Fg", "AB CDE Fg" },
		{ "”citat” – § ł €", "”citat” – § ł €" },
	};
	char line[LINE_MAX], wanted[LINE_MAX];
	struct buf out;

	(void)state;
	buf_init(&out, 2 * LINE_MAX);
	for (size_t i = 0; i < LENGTH(pieces); i++) {
		for (int n = 2; n <= 20; n++) {
			buf_clear(&out);
			prose_repair(&out, line_with(line, n, pieces[i].from));
			assert_string_equal(out.data, line_with(wanted, n, pieces[i].to).ptr);
		}
	}
	buf_fini(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_everywhere) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
