/*
 * test_esf.c: one project on pages of all generations gives one record; what looks like a label and
 * is none; banners, calls, news, Interreg pages; sections, lists, sub-headings, references and
 * goals.
 */
#include "support/unit.h"

#include <stdlib.h>

#include "esf_page.h"
#include "record/read.h"

static struct buf page, digest;

static int set_up(void **state)
{
	(void)state;
	buf_init(&page, (size_t)1 << 20);
	buf_init(&digest, (size_t)1 << 20);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	buf_fini(&page);
	buf_fini(&digest);
	return 0;
}

static bool depends_on_page(int id)
{
	return id == LETA_FIELD_LAYOUT || id == LETA_FIELD_STRIPPED || id == LETA_FIELD_QUALITY;
}

static bool is_numeric(int id)
{
	enum leta_field_type type = leta_field_info((enum leta_field_id)id)->type;

	return type == LETA_TYPE_MONEY || type == LETA_TYPE_DATE || type == LETA_TYPE_NUMBER ||
	       type == LETA_TYPE_RATE || type == LETA_TYPE_FLAG;
}

/* Everything that two pages of one project must agree on, as lines of text. */
static leta_status digest_record(void *ctx, const struct record_read *read, struct leta_error *err)
{
	const struct leta_record *r = read->record;
	struct buf *out = ctx;

	(void)err;
	assert_null(read->fault);
	for (int id = 0; id < LETA_FIELD_COUNT; id++) {
		const struct leta_field *f = &r->fields[id];

		if (f->presence == LETA_UNKNOWN || depends_on_page(id))
			continue;
		buf_printf(out, "%s:", leta_field_info((enum leta_field_id)id)->json);
		for (size_t i = 0; i < f->n_items; i++)
			if (is_numeric(id))
				buf_printf(out, " %lld;", (long long)f->items[i].number);
			else
				buf_printf(out, " %s;", f->items[i].text);
		buf_char(out, '\n');
	}
	for (size_t i = 0; i < r->n_sections; i++)
		buf_printf(out, "[%s %d %zu]\n%s\n", r->sections[i].heading,
			   (int)r->sections[i].role, r->sections[i].chars, r->sections[i].text);
	for (size_t i = 0; i < r->n_references; i++)
		buf_printf(out, "ref %u %s, %s, %u\n", r->references[i].no, r->references[i].title,
			   r->references[i].publishers[0], r->references[i].year);
	return LETA_OK;
}

static void read_with(struct str bytes, record_fn *fn, void *ctx)
{
	struct record_source source = {.id = "broar", .bytes = bytes, .format = LETA_FORMAT_AUTO};
	struct leta_error err;

	if (record_read(&source, fn, ctx, &err) != LETA_OK)
		fail_msg("%s", err.message[LETA_EN]);
}

static const char *digest_of(const struct esf_options *options)
{
	buf_clear(&page);
	buf_clear(&digest);
	esf_render(&page, options);
	read_with(buf_view(&page), digest_record, &digest);
	assert_int_equal(digest.status, LETA_OK);
	return digest.data;
}

/* The digest of the plain page, kept for comparison; the caller frees it. */
static char *reference(const struct esf_options *options)
{
	return strdup(digest_of(options));
}

/* cmocka cuts long strings: shows the first line that differs. */
static void assert_digest(const char *got, const char *wanted, const char *what)
{
	struct str a = str_from(got), b = str_from(wanted), left, right;
	bool more = true;

	while (more) {
		bool more_right = str_line(&b, &right);

		more = str_line(&a, &left);
		if (more != more_right || (more && !str_eq(left, right)))
			fail_msg("%s: '" STR_FMT "', not '" STR_FMT "'", what,
				 STR_ARG(more ? left : STR("")),
				 STR_ARG(more_right ? right : STR("")));
	}
}

static const char *const style_names[ESF_STYLES] = {
	"glued", "lines", "colon", "colon on the line", "spaced", "tabs", "plus",
};

static void check_page(const struct esf_options *options, const char *wanted)
{
	assert_digest(digest_of(options), wanted, style_names[options->style]);
}

static const char expected[] =
	"id: broar;\n"
	"kind: projekt;\n"
	"doctype: projekt;\n"
	"title: Broar till arbete;\n"
	"fund: ESF;\n"
	"programme_period: 2007-2013;\n"
	"programme_area.no: 2;\n"
	"programme_area.name: Ökat arbetskraftsutbud;\n"
	"phase: Förprojektering;\n"
	"owner: Näringslivskontoret, enheten för etablering;\n"
	"contact.name: Vera Lind;\n"
	"contact.email: vera.lind@kansliet.example;\n"
	"contact.phone: 08-785 00 00;\n"
	"grant_sek: 1137500;\n"
	"budget_sek: 2275000;\n"
	"period.start: 20100201;\n"
	"period.end: 20100930;\n"
	"period.days: 242;\n"
	"region.name: Östra Mellansverige;\n"
	"region.nuts2: SE12;\n"
	"municipalities: Linköping; Åtvidaberg;\n"
	"partners: Verket för exempel, norra enheten; Stöd,råd,handling;\n"
	"derived.cofinancing_sek: 1137500;\n"
	"derived.grant_share: 5000;\n"
	"derived.cofinancing_share: 5000;\n"
	"derived.counties: Östergötlands län;\n"
	"derived.covers_whole_county: 0;\n"
	"derived.kind_inferred: förstudie;\n"
	"cited_sources: Vägar in, Verket för exempel, 2008; Vägar ut, Region Exempel, 2009;\n"
	"measurable_goals: Minst 40 deltagare; En plan för fortsättningen; presentera 12 förslag;\n"
	"subheadings: Källförteckning; Mätbara mål;\n"
	"[Sammanfattning 2 110]\n"
	"Projektet prövar hur företag och kommuner tillsammans kan öppna vägar till arbete. "
	"Regionförbundet bidrar.\n"
	"[Bakgrund 3 257]\n"
	"Regionförbundet Exempel har sett att många står utanför.\n"
	"Kommunerna rekommenderas att delta – det gäller ”alla”.\n"
	"Projektägare är ett ord som kan börja en mening.\n"
	"\n"
	"Källförteckning\n"
	"1) Vägar in, Verket för exempel, 2008\n"
	"2) Vägar ut, Region Exempel, 2009\n"
	"[Målsättning 5 118]\n"
	"Förstudien ska kunna presentera 12 förslag.\n"
	"\n"
	"Mätbara mål\n"
	"- Minst 40 deltagare i träffarna\n"
	"- En plan för fortsättningen\n"
	"ref 1 Vägar in, Verket för exempel, 2008\n"
	"ref 2 Vägar ut, Region Exempel, 2009\n";

static void test_generations_agree(void **state)
{
	(void)state;
	for (int style = 0; style < ESF_STYLES; style++)
		check_page(&(struct esf_options){.style = (enum esf_style)style}, expected);
}

static void test_order_and_blanks(void **state)
{
	(void)state;
	for (int style = 0; style < ESF_STYLES; style++) {
		struct esf_options o = {.style = (enum esf_style)style};

		for (o.rotate = 1; o.rotate < ESF_LABELS; o.rotate += 4)
			check_page(&o, expected);
		o.no_english = true;
		check_page(&o, expected);
		o.blank_between = style != ESF_SPACED && style != ESF_TABS;
		check_page(&o, expected);
	}
}

static void test_repeats(void **state)
{
	(void)state;
	for (int style = 0; style < ESF_STYLES; style++)
		check_page(&(struct esf_options){.style = (enum esf_style)style, .repeat = true},
			   expected);
}

static void test_groups_of_digits(void **state)
{
	static const char *const groups[] = {"\xE2\x80\xAF", "\xE2\x80\x89", " ", ".", ""};

	(void)state;
	for (size_t i = 0; i < LENGTH(groups); i++)
		for (int style = 0; style < ESF_STYLES; style++)
			check_page(&(struct esf_options){.style = (enum esf_style)style,
							 .group = groups[i]},
				   expected);
}

/* A label that is missing changes the record in the same way whatever the page looks like. */
static void test_missing(void **state)
{
	(void)state;
	for (unsigned i = 0; i < ESF_LABELS; i++) {
		struct esf_options o = {.missing = 1u << i};
		char *glued = reference(&o);

		if (strcmp(glued, expected) == 0)
			fail_msg("%s was not missed", esf_label(i));
		for (int style = 1; style < ESF_STYLES; style++) {
			o.style = (enum esf_style)style;
			/* a page of 2021–2027 without an area tells its programme by its labels */
			if (i > 0 || style != ESF_PLUS)
				check_page(&o, glued);
		}
		free(glued);
	}
}

static leta_status check_empty(void *ctx, const struct record_read *read, struct leta_error *err)
{
	unsigned label = *(unsigned *)ctx;
	static const enum leta_field_id fields[ESF_LABELS] = {
		LETA_FIELD_AREA,    LETA_FIELD_PHASE,         LETA_FIELD_OWNER,
		LETA_FIELD_CONTACT, LETA_FIELD_CONTACT_EMAIL, LETA_FIELD_CONTACT_PHONE,
		LETA_FIELD_GRANT,   LETA_FIELD_BUDGET,        LETA_FIELD_START,
		LETA_FIELD_REGION,
	};

	(void)err;
	for (unsigned i = 0; i < ESF_LABELS; i++)
		assert_int_equal(read->record->fields[fields[i]].presence,
				 i == label ? LETA_EMPTY : LETA_KNOWN);
	return LETA_OK;
}

static void test_empty_is_not_unknown(void **state)
{
	(void)state;
	for (unsigned label = 0; label + 1 < ESF_LABELS; label++)
		for (int style = 0; style < ESF_STYLES; style++) {
			buf_clear(&page);
			esf_render(&page, &(struct esf_options){.style = (enum esf_style)style,
								.empty = 1u << label});
			read_with(buf_view(&page), check_empty, &label);
		}
}

static void test_encodings(void **state)
{
	static const char *const encoding_names[ESF_ENCODINGS] = {
		"NFD", "double-encoded", "CR LF", "BOM", "UTF-16LE", "UTF-16BE", "windows-1252",
	};
	struct buf encoded;

	(void)state;
	buf_init(&encoded, (size_t)1 << 20);
	for (int style = 0; style < ESF_STYLES; style++)
		for (int encoding = 0; encoding < ESF_ENCODINGS; encoding++) {
			buf_clear(&page);
			buf_clear(&encoded);
			buf_clear(&digest);
			esf_render(&page, &(struct esf_options){.style = (enum esf_style)style});
			esf_encode(&encoded, buf_view(&page), (enum esf_encoding)encoding);
			read_with(buf_view(&encoded), digest_record, &digest);
			assert_digest(digest.data, expected, encoding_names[encoding]);
		}
	buf_fini(&encoded);
}

/* What a page with this text on top of its header gives. */
struct top {
	const char *text, *title;
	unsigned stripped;
};

static leta_status check_top(void *ctx, const struct record_read *read, struct leta_error *err)
{
	const struct top *top = ctx;
	const char *title = leta_record_text(read->record, LETA_FIELD_TITLE);

	(void)err;
	if (top->title)
		assert_string_equal(title, top->title);
	else
		assert_null(title);
	assert_int_equal(read->record->fields[LETA_FIELD_STRIPPED].n_items, top->stripped + 1);
	return LETA_OK;
}

static void test_banners(void **state)
{
	static struct top tops[] = {
		{"Logotyp på utskrifter\n\nBroar\n\n", "Broar", 1},
		{"Logotyp på utskrifter\n\nStäng\n\n4 maj - Ett möte\n\nMer information och "
		 "anmälan.\n\nBroar\n\n",
		 "Broar", 4},
		{"Logotyp på utskrifter\n\nInformation med anledning av covid-19\n\nUppdaterad "
		 "information.\n\nBroar\n\n",
		 "Broar", 3},
		{"Logotyp på utskrifter\n\nEn ny banderoll\n\nMed egna ord. Och flera.\nPå "
		 "rader.\n\nBroar\n\n",
		 "Broar", 4},
		{"Broar\n\n", "Broar", 0},
		{"Broar som är så långa\natt titeln bryts\n\n",
		 "Broar som är så långa att titeln bryts", 0},
		{"Logotyp på utskrifter\n\n", NULL, 1},
		{"Stäng\n\n4 maj - Ett möte\n\nMer information och anmälan.\n\n", NULL, 3},
		{"2016/00403 - Broar\n\n", "Broar", 0},
		{"22-009-S02 – Broar\n\n", "Broar", 0},
		{"2014-2020 - en blick tillbaka\n\n", "2014-2020 - en blick tillbaka", 0},
		{"", NULL, 0},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(tops); i++) {
		buf_clear(&page);
		esf_render(&page, &(struct esf_options){.top = tops[i].text});
		read_with(buf_view(&page), check_top, &tops[i]);
	}
}

/* A whole page and what must come out of it: field, text; a field with NULL is unknown. */
struct expectation {
	enum leta_field_id id;
	const char *text;
};

static leta_status check_fields(void *ctx, const struct record_read *read, struct leta_error *err)
{
	(void)err;
	for (const struct expectation *e = ctx; e->id != LETA_FIELD_COUNT; e++) {
		const char *text = leta_record_text(read->record, e->id);

		if ((text == NULL) != (e->text == NULL) || (text && strcmp(text, e->text) != 0))
			fail_msg("%s is '%s'", leta_field_info(e->id)->json,
				 text ? text : "(null)");
	}
	return LETA_OK;
}

static void expect(const char *text, struct expectation *expectations)
{
	read_with(str_from(text), check_fields, expectations);
}

static void test_colon_page(void **state)
{
	struct expectation wanted[] = {
		{LETA_FIELD_LAYOUT, "esf-2014-colon"},
		{LETA_FIELD_TITLE, "Nya steg"},
		{LETA_FIELD_DNR, "2016/00999"},
		{LETA_FIELD_OWNER, "Förbundet Exempel"},
		{LETA_FIELD_AREA_NO, "2"},
		{LETA_FIELD_AREA, NULL},
		{LETA_FIELD_OBJECTIVE, "2.3"},
		{LETA_FIELD_PROGRAMME, "2014-2020"},
		{LETA_FIELD_PARTICIPANTS, "2 500"},
		{LETA_FIELD_EU_RATE, "50%"},
		{LETA_FIELD_START, "2016-12-01"},
		{LETA_FIELD_INTERVENTION, "109"},
		{LETA_FIELD_COUNT, NULL},
	};

	(void)state;
	expect("2016/00999 - Nya steg\n\nDiarienummer:\n2016/00999\nNamn:\nNya "
	       "steg\nStartdatum:\nSlutdatum:\n"
	       "Projektnummer:\n2016/00999\nProjektägare:\nFörbundet Exempel, Förbundet Exempel\n"
	       "Planerat antal deltagare:\n2 500\nProjektperiod:\n2016-12-01 - 2020-08-31\n"
	       "Stödmottagarens address:\nProgramområde:\n2\nSpecifikt mål:\n2.3\n"
	       "Unionens medfinansieringsgrad:\n50%\nInterventionstyp:\n109\n\nText utan rubrik.\n",
	       wanted);
}

static void test_wrapped_value(void **state)
{
	struct expectation wanted[] = {
		{LETA_FIELD_OWNER, "Verket för exempel, enheten för långa namn"},
		{LETA_FIELD_REGION, "Skåne"},
		{LETA_FIELD_COUNT, NULL},
	};

	(void)state;
	expect("T\n\nProjektfasX\nProjektägareVerket för exempel,\nenheten för långa "
	       "namn\nRegionSkåne\n\nText.\n",
	       wanted);
	expect("T\n\nProjektfas:\nX\nProjektägare:\nVerket för exempel,\nenheten för långa "
	       "namn\nRegion:\n"
	       "Skåne\n\nText.\n",
	       wanted);
}

static void test_labels_that_are_headings(void **state)
{
	struct expectation wanted[] = {
		{LETA_FIELD_MUNICIPALITY, "Lund"}, {LETA_FIELD_PARTNER, "Verket, norra enheten"},
		{LETA_FIELD_BUDGET, "2 mkr"},      {LETA_FIELD_FUND, "ERUF"},
		{LETA_FIELD_COUNT, NULL},
	};

	(void)state;
	expect("T\n\nProjektfas: X\nProjektägare: Y\nKommun: Lund, Eslöv\nBudget: 2 mkr\n"
	       "Samarbetspartners: Verket, norra enheten\n"
	       "Finansiär: Europeiska regionala utvecklingsfonden\n\nText.\n",
	       wanted);
}

static void test_plus_page(void **state)
{
	struct expectation wanted[] = {
		{LETA_FIELD_LAYOUT, "esf-plus"},
		{LETA_FIELD_TITLE, "Nya steg"},
		{LETA_FIELD_FUND, "ESF"},
		{LETA_FIELD_OWNER, "Region Skåne"},
		{LETA_FIELD_OWNER_ORGNO, "111111-1111"},
		{LETA_FIELD_AREA_NO, "A"},
		{LETA_FIELD_PROGRAMME, "2021-2027"},
		{LETA_FIELD_NUTS2, "SE22"},
		{LETA_FIELD_REGION, "Sydsverige"},
		{LETA_FIELD_TOWN, "Lund"},
		{LETA_FIELD_COUNT, NULL},
	};

	(void)state;
	expect("information (1)\nCookies\n\nDen här hemsidan använder cookies för allt.\n\nLär dig "
	       "mer\n\n"
	       "Land som berörs\nSverige\nBerörd fond\nEuropeiska socialfonden+\nProgram "
	       "CCI\n2021SE\n"
	       "Projektägare organisationsnummer\n111111-1111\nProjektägare\nRegion "
	       "Skåne\nNamn\nNya steg\n"
	       "Programområde\nA\nSekundärtema – barn\nNej\nNUTS-2 kod\nSE22\nStödmottagare "
	       "ort\nLund\n\nText.\n",
	       wanted);
}

static void test_call_page(void **state)
{
	struct expectation wanted[] = {
		{LETA_FIELD_LAYOUT, "esf-call"},   {LETA_FIELD_KIND, "utlysning"},
		{LETA_FIELD_DOCTYPE, "utlysning"}, {LETA_FIELD_TITLE, "Fler steg"},
		{LETA_FIELD_CALL, "2020/00999"},   {LETA_FIELD_CALL_AMOUNT, "42 000 000 kr"},
		{LETA_FIELD_GRANT, NULL},          {LETA_FIELD_PROGRAMME, "2014-2020"},
		{LETA_FIELD_START, NULL},          {LETA_FIELD_KIND_INFERRED, NULL},
		{LETA_FIELD_END, NULL},
		{LETA_FIELD_COUNT, NULL},
	};

	(void)state;
	expect("Logotyp på utskrifter\n\nFler steg\n\nUtlysning\n2020/00999\nProgramområde\n1 "
	       "Kompetensförsörjning\n"
	       "Region\nStockholm\nStartdatum\n2020-05-08\nSlutdatum\n2020-06-11\nUtlyst belopp\n"
	       "42 000 000 kr\n\nSammanfattning\n\nNu kan ni söka.\n",
	       wanted);
}

static void test_news_page(void **state)
{
	struct expectation wanted[] = {
		{LETA_FIELD_LAYOUT, "esf-news"},
		{LETA_FIELD_KIND, "text"},
		{LETA_FIELD_DOCTYPE, "nyhet"},
		{LETA_FIELD_TITLE, "Nya datum"},
		{LETA_FIELD_DOCUMENT_DATE, "2019-11-13"},
		{LETA_FIELD_OWNER, NULL},
		{LETA_FIELD_COUNT, NULL},
	};

	(void)state;
	expect("Logotyp på utskrifter\n\nNya datum\n\n13 november 2019\n\nDatumet är nytt.\n",
	       wanted);
	expect("Logotyp på utskrifter\n\nNya datum\n\nPublicerad: 2019-11-13\n\nDatumet är nytt.\n",
	       wanted);
	expect("Logotyp på utskrifter\n\nStäng\n\n4 maj - Ett möte\n\nMer information och "
	       "anmälan.\n\n"
	       "Nya datum\n\n2019-11-13\n\nDatumet är nytt.\n\nMer information och anmälan.\n",
	       wanted);
	expect("information (1)\nCookies\n\nDen här hemsidan använder cookies.\n\nLär dig "
	       "mer\n\nNya datum\n\n"
	       "13 november 2019\n\nDatumet är nytt.\n",
	       wanted);
}

static void test_interreg_page(void **state)
{
	struct expectation wanted[] = {
		{LETA_FIELD_LAYOUT, "interreg"},
		{LETA_FIELD_TITLE, "Över gränsen"},
		{LETA_FIELD_FUND, "ERUF"},
		{LETA_FIELD_PRIORITY, "Sysselsättning"},
		{LETA_FIELD_OWNER, "Exempel kommun"},
		{LETA_FIELD_PARTNER, "Eksempel AS"},
		{LETA_FIELD_GRANT, NULL}, /* in euro */
		{LETA_FIELD_BUDGET, NULL},
		{LETA_FIELD_START, "2018-01-01"},
		{LETA_FIELD_END, "2020-12-31"},
		{LETA_FIELD_CONTACT, "Vera Lind"},
		{LETA_FIELD_CONTACT_ROLE, "Projektledare"},
		{LETA_FIELD_CONTACT_PHONE, "0647-000 00"},
		{LETA_FIELD_CONTACT_EMAIL, "vera@exempel.example"},
		{LETA_FIELD_QUALITY, "unread_value: EU-STÖD 372 226 EUR €"},
		{LETA_FIELD_COUNT, NULL},
	};

	(void)state;
	expect("Över gränsen\n\nÖver gränsen\n\nTvå länder arbetar tillsammans.\n\nFakta\n\n"
	       "INSATSOMRÅDE Sysselsättning\nSVENSK PROJEKTÄGARE Exempel kommun\n"
	       "NORSK PROSJEKTEIER Eksempel AS\nEU-STÖD 372 226 EUR €\nTOTALBUDGET 1 217 757 EUR "
	       "€\n"
	       "PROJEKTTID 1 jan 2018 – 31 dec 2020\nKONTAKTPERSON Vera Lind, Projektledare\n"
	       "Tel. 0647-000 00 Mail vera@exempel.example\n",
	       wanted);
}

static void test_programme_of_area(void **state)
{
	static const struct {
		const char *labels, *programme;
	} table[] = {
		{"Programområde\n1 "
		 "Kompetensförsörjning\nProjektfas\nGenomförande\nProjektperiod\n2009-01-01 till "
		 "2010-01-01\n",
		 "2007-2013"},
		{"Programområde\n2 Ökat "
		 "arbetskraftsutbud\nProjektfas\nGenomförande\nProjektperiod\n2014-02-01 till "
		 "2014-12-01\n",
		 "2007-2013"},
		{"Programområde\n3\nProjektfas\nGenomförande\nRegion\nStockholm\n", "2007-2013"},
		{"Programområde\n1.1 "
		 "Kompetensförsörjning\nProjektfas\nGenomförande\nRegion\nStockholm\n",
		 "2014-2020"},
		{"Programområde\n1\nProjektnummer\n2015/00001\nRegion\nStockholm\n", "2014-2020"},
		{"Programområde\n1\nProjektfas\nX\nProjektperiod\n2016-01-01 - 2017-01-01\n",
		 "2014-2020"},
		{"Programområde\nProgramområde B: Ökade "
		 "möjligheter\nProjektfas\nX\nRegion\nStockholm\n",
		 "2021-2027"},
		{"Projektfas\nX\nProjektägare\nY\nRegion\nStockholm\n", NULL},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++) {
		struct expectation wanted[] = {
			{LETA_FIELD_PROGRAMME, table[i].programme},
			{LETA_FIELD_COUNT, NULL},
		};

		buf_clear(&page);
		buf_printf(&page, "Titel\n\n%s\nSammanfattning\n\nText.\n", table[i].labels);
		expect(page.data, wanted);
	}
}

/* The sections of a body below a plain header: "heading|text|" for each. */
static leta_status join_sections(void *ctx, const struct record_read *read, struct leta_error *err)
{
	const struct leta_record *r = read->record;

	(void)err;
	for (size_t i = 0; i < r->n_sections; i++)
		buf_printf(ctx, "%s|%s|", r->sections[i].heading ? r->sections[i].heading : "",
			   r->sections[i].text);
	for (size_t i = 0; i < r->fields[LETA_FIELD_MUNICIPALITY].n_items; i++)
		buf_printf(ctx, "<%s>", r->fields[LETA_FIELD_MUNICIPALITY].items[i].text);
	return LETA_OK;
}

static void test_sections(void **state)
{
	static const struct {
		const char *body, *sections;
	} table[] = {
		{"Text först.\n\nBakgrund\n\nMera.\n", "|Text först.|Bakgrund|Mera.|"},
		{"Sammanfattning\nUtan luft.\nMål\nHär också.\n",
		 "Sammanfattning|Utan luft.|Mål|Här också.|"},
		{"Bakgrund:\n\nEtt.\n\nSyfte\n\nTvå.\n", "Bakgrund|Ett.|Syfte|Två.|"},
		{"Bakgrund\n\nEtt.\n\nSyfte\nTvå.\n", "Bakgrund|Ett.|Syfte|Två.|"},
		/* a heading of its own; then a sentence and short lines, which are none */
		{"Bakgrund\n\nEtt.\n\nVår egen rubrik\n\nEn lång rad som är mycket längre än "
		 "rubriken ovanför den på sidan.\n",
		 "Bakgrund|Ett.|Vår egen rubrik|En lång rad som är mycket längre än rubriken "
		 "ovanför den på sidan.|"},
		{"Bakgrund\n\nEtt.\n\nVem får söka?\n\n- kommuner\n- byar\n",
		 "Bakgrund|Ett.|Vem får söka?|- kommuner\n- byar|"},
		{"Bakgrund\n\nEtt.\n\nKort mening.\n\nEn lång rad som är mycket längre än rubriken "
		 "ovanför den på sidan.\n",
		 "Bakgrund|Ett.\n\nKort mening.\n\nEn lång rad som är mycket längre än rubriken "
		 "ovanför den på sidan.|"},
		{"Bakgrund\n\nEtt\n\nTvå\n\nTre\n", "Bakgrund|Ett\n\nTvå\n\nTre|"},
		{"Bakgrund\n\nEn rad bryts\nhär.\nNästa\n- punkt\n1. siffra\na. bokstav\n",
		 "Bakgrund|En rad bryts här.\nNästa\n- punkt\n1. siffra\na. bokstav|"},
		{"Bakgrund\n\n\xC2\xA0\n\nEtt.\n\n \n\nTvå.\n\nLäs mer\n\nStäng\n",
		 "Bakgrund|Ett.\n\nTvå.|"},
		{"Bakgrund\n\nEtt.\n\nKommun\n\n • Lund\n • Upplands-Väsby\n\nText bakom.\n",
		 "Bakgrund|Ett.||Text bakom.|<Lund><Upplands-Väsby>"},
		{"Bakgrund\n\nEtt.\n\nKommun\n\nLund\nEslöv\n", "Bakgrund|Ett.|<Lund><Eslöv>"},
		{"1. Bakgrund\n\nEtt.\n\n2. Mål\n\nTvå:\n\n1. Resultat\n2. Metod\n",
		 "1. Bakgrund|Ett.|2. Mål|Två:\n\n1. Resultat\n2. Metod|"},
		{"Bakgrund\n\nKommun är ett ord.\n", "Bakgrund|Kommun är ett ord.|"},
		{"Bakgrund\n\nEtt (1) och (3).\n\nKällor\n\n1. Bok, Verket, 2001.\n2. Bok två, "
		 "Rådet\n",
		 "Bakgrund|Ett och (3).|Källor|1. Bok, Verket, 2001.\n2. Bok två, Rådet|"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++) {
		buf_clear(&page);
		buf_clear(&digest);
		buf_printf(&page, "Titel\n\nProjektfas\nX\nProjektägare\nY\nRegion\nSkåne\n\n%s",
			   table[i].body);
		read_with(buf_view(&page), join_sections, &digest);
		assert_string_equal(digest.data, table[i].sections);
	}
}

static leta_status join_goals(void *ctx, const struct record_read *read, struct leta_error *err)
{
	const struct leta_field *goals = &read->record->fields[LETA_FIELD_GOAL];

	(void)err;
	buf_cstr(ctx, "");
	for (size_t i = 0; i < goals->n_items; i++)
		buf_printf(ctx, "%s|", goals->items[i].text);
	return LETA_OK;
}

static void test_goals(void **state)
{
	static const struct {
		const char *text, *goals;
	} table[] = {
		{"Vi ska kunna starta 5 företag.", "starta 5 företag|"},
		{"Målet är att nå minst 30 ungdomar.", "minst 30 ungdomar|"},
		{"Projektet ska utbilda ca 40 handledare och hålla 3 seminarier.",
		 "utbilda ca 40 handledare|hålla 3 seminarier|"},
		{"Målet är minst 30 lokala företag i dalen.", "minst 30 lokala företag|"},
		{"Målet är att minst 60 går vidare.", ""},
		{"Förra året startade vi 5 företag.", ""},
		{"Planen ska gälla 2014 och framåt.", ""},
		{"Vi ska satsa 50 procent av tiden.", ""},
		{"Team på 6-8 personer ska skapa idéer.", ""},
		{"I länet finns 26 kommuner.", ""},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(table); i++) {
		buf_clear(&page);
		buf_clear(&digest);
		buf_printf(&page, "Titel\n\nProjektfas\nX\nProjektägare\nY\nRegion\nSkåne\n\n%s\n",
			   table[i].text);
		read_with(buf_view(&page), join_goals, &digest);
		assert_string_equal(digest.data, table[i].goals);
	}
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_generations_agree),
		UNIT(test_order_and_blanks),
		UNIT(test_repeats),
		UNIT(test_groups_of_digits),
		UNIT(test_missing),
		UNIT(test_empty_is_not_unknown),
		UNIT(test_encodings),
		UNIT(test_banners),
		UNIT(test_colon_page),
		UNIT(test_wrapped_value),
		UNIT(test_labels_that_are_headings),
		UNIT(test_plus_page),
		UNIT(test_call_page),
		UNIT(test_news_page),
		UNIT(test_interreg_page),
		UNIT(test_programme_of_area),
		UNIT(test_sections),
		UNIT(test_goals),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
