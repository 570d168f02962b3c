/*
 * esf_page.c: one invented project on pages of each generation, and its text in other encodings.
 *
 * Everything about the project is made up. The body holds what has fooled readers: lines that begin
 * like labels, a heading word inside a paragraph, bullets, a hard wrap, a bibliography with marks.
 */
#include "esf_page.h"

#include "base/utf8.h"

#define TITLE "Broar till arbete"

static const struct {
	const char *label, *value, *other;
} labels[ESF_LABELS] = {
	{"Programområde", "2 Ökat arbetskraftsutbud", "1 Kompetensförsörjning"},
	{"Projektfas", "Förprojektering", "Genomförande"},
	{"Projektägare", "Näringslivskontoret, enheten för etablering", "Någon annan"},
	{"Kontaktperson", "Vera Lind", "Olle Ek"},
	{"E-post", "vera.lind@kansliet.example", "olle@kansliet.example"},
	{"Telefonnummer", "08-785 00 00", "08-785 00 01"},
	{"Beviljat ESF-stöd", "1_137_500", "1"},
	{"Total projektbudget", "2_275_000", "2"},
	{"Projektperiod", "2010-02-01 till 2010-09-30", "2011-01-01 till 2011-02-01"},
	{"Region", "Östra Mellansverige", "Stockholm"},
};

static const char body[] = "Sammanfattning\n"
			   "\n"
			   "Projektet prövar hur företag och kommuner tillsammans kan öppna\n"
			   "vägar till arbete (1). Regionförbundet bidrar.\n"
			   "\n"
			   "Bakgrund\n"
			   "\n"
			   "Regionförbundet Exempel har sett att många står utanför.\n"
			   "Kommunerna rekommenderas att delta – det gäller ”alla”.\n"
			   "Projektägare är ett ord som kan börja en mening (1, 2).\n"
			   "\n"
			   "Källförteckning\n"
			   "1) Vägar in, Verket för exempel, 2008\n"
			   "2) Vägar ut, Region Exempel, 2009\n"
			   "\n"
			   "Målsättning\n"
			   "\n"
			   "Förstudien ska kunna presentera 12 förslag.\n"
			   "\n"
			   "Mätbara mål\n"
			   "- Minst 40 deltagare i träffarna\n"
			   "- En plan för fortsättningen\n"
			   "\n"
			   "Samarbetspartners\n"
			   "\n"
			   "  • Verket för exempel, norra enheten\n"
			   "  • Stöd,råd,handling\n"
			   "\n"
			   "Kommun\n"
			   "\n"
			   " • Linköping\n"
			   " • Åtvidaberg\n";

const char *esf_label(unsigned i)
{
	return labels[i].label;
}

static void add_value(struct buf *out, unsigned i, const struct esf_options *o, bool other)
{
	const char *group = o->group ? o->group : "\xC2\xA0";
	if (i == 0 && o->style == ESF_GLUED)
		buf_cstr(out, "Programområde ");
	for (const char *c = other ? labels[i].other : labels[i].value; *c; c++) {
		if (*c == '_')
			buf_cstr(out, group);
		else
			buf_char(out, *c);
	}
	bool amount = i == 6 || i == 7;
	if (amount && o->style != ESF_COLON && o->style != ESF_COLON_SAME)
		buf_cstr(out, " kr");
}

static void add_label(struct buf *out, unsigned i, const struct esf_options *o, bool other)
{
	static const char *const between[ESF_STYLES] = {"", "\n", ":\n", ": ", "", "\t", "\n"};
	bool empty = (o->empty >> i & 1) && !other;
	buf_cstr(out, labels[i].label);
	if (empty) {
		bool colon = o->style == ESF_COLON || o->style == ESF_COLON_SAME;
		buf_cstr(out, colon ? ":\n" : "\n");
	} else {
		buf_cstr(out, o->style == ESF_SPACED && i % 2 ? " " : between[o->style]);
		add_value(out, i, o, other);
		buf_char(out, '\n');
	}
	if (o->blank_between)
		buf_char(out, '\n');
}

static void add_header(struct buf *out, const struct esf_options *o, bool other)
{
	if (o->style == ESF_PLUS)
		buf_cstr(out, "Land som berörs\nSverige\n");
	for (unsigned k = 0; k < ESF_LABELS; k++) {
		unsigned i = (k + o->rotate) % ESF_LABELS;
		if (!(o->missing >> i & 1))
			add_label(out, i, o, other);
	}
}

void esf_render(struct buf *out, const struct esf_options *o)
{
	if (o->top)
		buf_cstr(out, o->top);
	else if (o->style == ESF_PLUS)
		buf_cstr(out, "information (1)\nCookies\n\nDen här hemsidan använder cookies.\n\n"
			      "Lär dig mer\n\n" TITLE "\n\n");
	else
		buf_cstr(out, "Logotyp på utskrifter\n\n" TITLE "\n\n");
	add_header(out, o, false);
	if (o->repeat)
		add_header(out, o, true);
	buf_cstr(out, o->no_english ? "\n" : "In English\n\n");
	buf_cstr(out, body);
}

/* What windows-1252 has at 0x80–0x9F. */
static const uint16_t high[32] = {
	0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

static void put(struct buf *out, uint32_t cp)
{
	char bytes[4];
	buf_append(out, bytes, utf8_put(bytes, cp));
}

static void put_decomposed(struct buf *out, uint32_t cp)
{
	static const struct {
		uint32_t whole;
		char base;
		uint32_t mark;
	} letters[] = {
		{0xE5, 'a', 0x30A}, {0xE4, 'a', 0x308}, {0xF6, 'o', 0x308},
		{0xC5, 'A', 0x30A}, {0xC4, 'A', 0x308}, {0xD6, 'O', 0x308},
	};
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (letters[i].whole == cp) {
			buf_char(out, letters[i].base);
			put(out, letters[i].mark);
			return;
		}
	put(out, cp);
}

static void put_cp1252(struct buf *out, uint32_t cp)
{
	for (unsigned i = 0; i < 32; i++)
		if (high[i] == cp)
			cp = 0x80 + i;
	buf_char(out, cp > 0xFF ? '?' : (char)cp);
}

static void put_utf16(struct buf *out, uint32_t cp, bool big)
{
	buf_char(out, (char)(big ? cp >> 8 : cp & 0xFF));
	buf_char(out, (char)(big ? cp & 0xFF : cp >> 8));
}

void esf_encode(struct buf *out, struct str text, enum esf_encoding encoding)
{
	bool utf16 = encoding == ESF_UTF16LE || encoding == ESF_UTF16BE;
	if (encoding == ESF_BOM)
		put(out, 0xFEFF);
	if (utf16)
		put_utf16(out, 0xFEFF, encoding == ESF_UTF16BE);
	for (size_t pos = 0, from = 0; pos < text.len; from = pos) {
		uint32_t cp = utf8_next(text, &pos);
		if (utf16)
			put_utf16(out, cp, encoding == ESF_UTF16BE);
		else if (encoding == ESF_NFD)
			put_decomposed(out, cp);
		else if (encoding == ESF_CP1252)
			put_cp1252(out, cp);
		else if (encoding == ESF_CRLF && cp == '\n')
			buf_cstr(out, "\r\n");
		else if (encoding == ESF_DOUBLE)
			for (; from < pos; from++) {
				unsigned char byte = (unsigned char)text.ptr[from];
				put(out, byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte);
			}
		else
			put(out, cp);
	}
}
