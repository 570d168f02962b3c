/*
 * esf_chrome.c: lines of the fund's web pages that are no part of any document: logo, language
 * link, print tools, pop-ups, cookie text, the covid-19 banner.
 *
 * A line is chrome only as a whole line. Banners nobody has listed are found by their place,
 * between logo and title (read_esf.c).
 */
#include "record/esf.h"
#include "record/word.h"

static const struct {
	const char *text;
	enum esf_chrome chrome;
	bool prefix;
} table[] = {
	{"logotyp på utskrifter", ESF_CHROME_TOOL, false},
	{"in english", ESF_CHROME_TOOL, false},
	{"på svenska", ESF_CHROME_TOOL, false},
	{"läs mer", ESF_CHROME_TOOL, false},
	{"visa mer", ESF_CHROME_TOOL, false},
	{"lyssna", ESF_CHROME_TOOL, false},
	{"skriv ut", ESF_CHROME_TOOL, false},
	{"skriv ut sidan", ESF_CHROME_TOOL, false},
	{"tipsa om sidan", ESF_CHROME_TOOL, false},
	{"dela sidan", ESF_CHROME_TOOL, false},
	{"till toppen", ESF_CHROME_TOOL, false},
	{"tillbaka till toppen", ESF_CHROME_TOOL, false},
	{"bild i högerkolumn", ESF_CHROME_TOOL, false},
	{"senast uppdaterad", ESF_CHROME_TOOL, true},
	{"sidansvarig", ESF_CHROME_TOOL, true},
	{"stäng", ESF_CHROME_OPENER, false},
	{"cookies", ESF_CHROME_OPENER, false},
	{"information (1)", ESF_CHROME_OPENER, false},
	{"den här hemsidan använder cookies", ESF_CHROME_BANNER, true},
	{"den här webbplatsen använder cookies", ESF_CHROME_BANNER, true},
	{"information med anledning av covid-19", ESF_CHROME_BANNER, true},
	{"information med anledning av corona", ESF_CHROME_BANNER, true},
	{"uppdaterad information", ESF_CHROME_BANNER, true},
	{"mer information och anmälan", ESF_CHROME_CLOSER, true},
	{"lär dig mer", ESF_CHROME_CLOSER, false},
};

enum esf_chrome esf_chrome(struct str line)
{
	char first = line.len > 0 ? (char)(line.ptr[0] | 0x20) : '\0';
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (table[i].text[0] != first)
			continue; /* most lines are told apart here */
		struct str text = str_from(table[i].text);
		if (table[i].prefix ? word_begins(line, text) > 0 : word_same(line, text))
			return table[i].chrome;
	}
	return ESF_CHROME_NONE;
}

bool esf_strip(struct esf_page *page, size_t line)
{
	page->lines[line].kind = ESF_LINE_STRIPPED;
	return record_strip(page->b, page->lines[line].text);
}
