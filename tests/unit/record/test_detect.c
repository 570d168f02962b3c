/* test_detect.c: which reader gets a text; pages and transcripts must not claim plain reports, nor
 * the other way. */
#include "support/unit.h"

#include "record/read.h"

#define TEN_WORDS "ett tu tre fyra fem sex sju åtta nio tio "
#define PAGE TEN_WORDS TEN_WORDS TEN_WORDS TEN_WORDS TEN_WORDS TEN_WORDS TEN_WORDS TEN_WORDS

static const struct {
	const char *what, *text, *name;
	enum leta_format format;
} table[] = {
	{"glued labels",
	 "Broar\n\nProgramområdeProgramområde 2 X\nProjektägareNorra kansliet\nRegionStockholm\n",
	 NULL, LETA_FORMAT_ESF},
	{"glued labels without the fund's own",
	 "Broar\n\nProjektägareNorra kansliet\nKontaktpersonVera\nRegionStockholm\n", NULL,
	 LETA_FORMAT_ESF},
	{"labels on lines",
	 "Broar\n\nProgramområde\n2 X\nRegion\nStockholm\nProjektägare\nNorra kansliet\n", NULL,
	 LETA_FORMAT_ESF},
	{"labels with colons",
	 "Diarienummer:\n2016/1\nNamn:\nBroar\nProjektägare:\nX\nInterventionstyp:\n109\n", "a.csv",
	 LETA_FORMAT_ESF},
	{"labels in capitals",
	 "Broar\n\nText.\n\nINSATSOMRÅDE Arbete\nSVENSK PROJEKTÄGARE X\nPROJEKTTID 2018-2020\n",
	 NULL, LETA_FORMAT_ESF},
	{"labels and tabs",
	 "Broar\n\nProgramområde 2 X\nProjektfas Genomförande\nRegion Stockholm\n", NULL,
	 LETA_FORMAT_ESF},
	{"a sentence that begins like a label",
	 "Programområde Två är stort.\nRegion Skåne är med.\nKontaktperson Vera svarar.\n", NULL,
	 LETA_FORMAT_TEXT},
	{"logo", "\nLogotyp på utskrifter\n\nNyhet\n", NULL, LETA_FORMAT_ESF},
	{"cookie text", "information (1)\nCookies\n\nNyhet\n", NULL, LETA_FORMAT_ESF},
	{"front page of a report",
	 "Slutrapport\n\nProjektnamn: Broar\nProjektägare: X\nProjektperiod: 2010-2011\n", NULL,
	 LETA_FORMAT_TEXT},
	{"contact box", "Rapport\n\nNamn: Vera\nE-post: v@x.se\nTelefon: 08-1234567\n", NULL,
	 LETA_FORMAT_TEXT},
	{"prose that begins lines with labels",
	 "Regionförbundet gör.\nProjektägaren svarar.\nKontaktpersonen är ny.\nProgramområdet är "
	 "stort.\n",
	 NULL, LETA_FORMAT_TEXT},
	{"viewer chrome", "T\n\nStorlek: px\nStarta visningen från sidan:\n\nTranskript\n\n1 T 1\n",
	 NULL, LETA_FORMAT_TRANSCRIPT},
	{"numbered pages", "1 " PAGE "1\n\n2 " PAGE "2\n\n3 " PAGE "3\n", NULL,
	 LETA_FORMAT_TRANSCRIPT},
	{"5dok", "Broar\n\nAcademic year: 2012\n\nCopied!\n\nFull text\n\n(1)\n\nText.\n", NULL,
	 LETA_FORMAT_TRANSCRIPT},
	{"pdfslide", "Broar\n\n• Upload\n\nEmbed Size (px)\n\nCitation preview\n\nText.\n", NULL,
	 LETA_FORMAT_TRANSCRIPT},
	{"one line like a site's", "Broar\n\nStorlek: 30 meter\nStorlek: 50 meter\n\nText.\n",
	 NULL, LETA_FORMAT_TEXT},
	{"pages without numbers", PAGE PAGE "\n\nfem " PAGE PAGE "\n\nsju " PAGE PAGE "\n", NULL,
	 LETA_FORMAT_TRANSCRIPT},
	{"long paragraphs", "Ett " PAGE PAGE ".\n\nFem " PAGE PAGE ".\n\nSju " PAGE PAGE ".\n",
	 NULL, LETA_FORMAT_TEXT},
	{"numbered list", "Mål\n\n1 Bygga\n2 Riva\n3 Bygga igen\n4 Vila\n", NULL, LETA_FORMAT_TEXT},
	{"rows of JSON", "\n{\"id\":\"1\",\"title\":\"a\"}\n{\"id\":\"2\"}\n", NULL,
	 LETA_FORMAT_JSONL},
	{"a damaged first row", "{\"id\":\"1\",\n{\"id\":\"2\"}\n", "a.jsonl", LETA_FORMAT_JSONL},
	{"a row with braces in its text", "{\"id\":\"}\\\"{\",\"text\":[\"a\"]}\n", NULL,
	 LETA_FORMAT_JSONL},
	{"JSON over several lines", "{\n\"id\":\"1\"\n}\n", NULL, LETA_FORMAT_TEXT},
	{"braces that are no JSON", "{fet} text\n", "a.jsonl", LETA_FORMAT_TEXT},
	{"known columns", "id;title;owner;start\n1;Broar;X;2010\n", NULL, LETA_FORMAT_CSV},
	{"known columns, commas, quotes", "id,titel,\"budget\"\n1,\"Broar, nu\",5\n", NULL,
	 LETA_FORMAT_CSV},
	{"unknown columns, but its name", "a;b;c\n1;2;3\n", "register.csv", LETA_FORMAT_CSV},
	{"unknown columns", "a;b;c\n1;2;3\n", "register.txt", LETA_FORMAT_TEXT},
	{"prose with commas", "Start, slut, budget och text är viktiga.\nSå är det.\n", NULL,
	 LETA_FORMAT_TEXT},
	{"prose", "En rapport.\n", NULL, LETA_FORMAT_TEXT},
};

static void test_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++) {
		enum leta_format format = record_detect(str_from(table[i].text), table[i].name);

		if (format != table[i].format)
			fail_msg("%s: %d", table[i].what, (int)format);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
