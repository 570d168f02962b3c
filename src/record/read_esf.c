/*
 * read_esf.c: a page of the Swedish ESF council or of Interreg → record.
 *
 *     chrome, banners | title | header | sections | lists        projects and calls
 *     chrome, banners | title | date | text                      news
 *     title | text | header                                      Interreg
 *
 * Whatever stands between the logo and the title is a banner, known or not: the title is the last
 * block above the header. Only what is above a late header is text.
 */
#include "base/date.h"
#include "base/error.h"
#include "base/utf8.h"
#include "record/esf.h"
#include "record/outline.h"
#include "record/read.h"
#include "record/value.h"
#include "record/word.h"

#define LINES_MAX ((size_t)1 << 20)
#define TITLE_MAX 200    /* characters */
#define SENTENCE_MIN 120 /* characters: so long a line with a full stop is no title */
#define DATE_MAX 40      /* bytes */
#define BANNER_MAX 12    /* lines of text in a pop-up */

static leta_status split_lines(struct esf_page *page, struct str text, struct leta_error *err)
{
	struct str rest = text, line;
	size_t n = 0;
	while (n <= LINES_MAX && str_line(&rest, &line))
		n++;
	if (n > LINES_MAX)
		return error_set(err, LETA_ERR_LIMIT, "fler än %zu rader", "more than %zu lines",
				 LINES_MAX);
	page->lines = arena_zalloc(page->b->arena, n + 1, sizeof(*page->lines));
	if (!page->lines)
		return record_builder_status(page->b, err);
	for (rest = text; page->n < n && str_line(&rest, &line); page->n++) {
		struct esf_line *out = &page->lines[page->n];
		struct str trimmed = str_trim(line);
		out->text = outline_marked_heading(trimmed, &out->level);
		if (out->level == 0)
			out->text = trimmed;
		out->kind = out->text.len > 0 ? ESF_LINE_TEXT : ESF_LINE_BLANK;
	}
	return LETA_OK;
}

static bool is_text(const struct esf_page *page, size_t i)
{
	return i < page->n && page->lines[i].kind == ESF_LINE_TEXT;
}

static size_t next_text(const struct esf_page *page, size_t i)
{
	while (i < page->n && !is_text(page, i))
		i++;
	return i;
}

/* Whether a line can be a title by its length. */
static bool is_title(struct str line)
{
	size_t chars = line.len <= TITLE_MAX * 4 ? utf8_count(line) : TITLE_MAX + 1;
	return line.len > 0 && chars <= TITLE_MAX &&
	       (chars < SENTENCE_MIN || line.ptr[line.len - 1] != '.');
}

/* The line of the title above the header, or page->n: the last text that no tool of the page
 * follows. */
static size_t title_above(const struct esf_page *page, size_t header)
{
	for (size_t i = header; i-- > 0;) {
		if (!is_text(page, i))
			continue;
		enum esf_chrome chrome = esf_chrome(page->lines[i].text);
		if (chrome == ESF_CHROME_NONE)
			return i;
		if (chrome != ESF_CHROME_TOOL)
			break;
	}
	return page->n;
}

/* Strips banners from the top and returns the first line that is text of the page. */
static size_t skip_banners(struct esf_page *page, bool *ok)
{
	size_t i = next_text(page, 0);
	while (i < page->n && *ok) {
		enum esf_chrome chrome = esf_chrome(page->lines[i].text);
		if (chrome == ESF_CHROME_NONE)
			break;
		size_t to = i + 1, texts = 0;
		if (chrome == ESF_CHROME_OPENER) {
			for (size_t k = i + 1; k < page->n && to == i + 1 && texts < BANNER_MAX;
			     k++) {
				texts += is_text(page, k);
				if (esf_chrome(page->lines[k].text) == ESF_CHROME_CLOSER)
					to = k + 1;
			}
		}
		for (; i < to; i++)
			*ok = *ok && (!is_text(page, i) || esf_strip(page, i));
		i = next_text(page, i);
	}
	return i;
}

/* "2016/00403 - Name", "22-009-S02 - Name": the length of number and dash, or 0. */
static size_t number_prefix(struct str title)
{
	struct word number, dash;
	size_t pos = 0, digits = 0;
	if (!word_next(title, &pos, &number) || !word_next(title, &pos, &dash) || dash.core.len > 0)
		return 0;
	for (size_t i = 0; i < number.text.len; i++)
		digits += number.text.ptr[i] >= '0' && number.text.ptr[i] <= '9';
	bool old =
		number.text.len >= 8 && digits == number.text.len - 1 && number.text.ptr[4] == '/';
	bool plus = number.text.len >= 8 && digits >= 6 && number.text.ptr[2] == '-' &&
		    number.text.ptr[6] == '-';
	return old || plus ? pos : 0;
}

static bool add_title(struct esf_page *page, size_t line)
{
	struct record_builder *b = page->b;
	struct str title = page->lines[line].text;
	size_t n = number_prefix(title), from = line;
	if (n > 0) {
		struct word number;
		size_t pos = 0;
		word_next(title, &pos, &number);
		if (!record_add_text(b, LETA_FIELD_DNR, number.text, (unsigned)line + 1))
			return false;
		title = str_sub(title, n, title.len);
	}
	page->lines[line].kind = ESF_LINE_TITLE;
	while (n == 0 && word_is_lower(title) && from > 0 && is_text(page, from - 1) &&
	       !word_ends_sentence(page->lines[from - 1].text)) { /* wrapped */
		from--;
		page->lines[from].kind = ESF_LINE_TITLE;
		title.len += (size_t)(title.ptr - page->lines[from].text.ptr);
		title.ptr = page->lines[from].text.ptr;
	}
	return record_add_text(b, LETA_FIELD_TITLE, title, (unsigned)from + 1);
}

/* "13 november 2019", "Publicerad: 2019-11-13" */
static bool read_date(struct esf_page *page, size_t i)
{
	static const char *const words[] = {"publicerad", "publicerat", "datum", "uppdaterad"};
	struct str line = page->lines[i].text;
	char text[11];
	int64_t date;
	for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
		line = str_trim(str_sub(line, word_begins(line, str_from(words[k])), line.len));
	if (line.len > 0 && line.ptr[0] == ':')
		line = str_sub(line, 1, line.len);
	if (line.len > DATE_MAX || !value_date(line, &date))
		return true;
	page->lines[i].kind = ESF_LINE_HEADER;
	date_format_iso(date, text);
	return record_add_number(page->b, LETA_FIELD_DOCUMENT_DATE, date, str_from(text),
				 (unsigned)i + 1);
}

/* A page whose header, if any, comes after its text: the title comes first, perhaps again, then a
 * date. */
static bool read_top(struct esf_page *page, size_t header)
{
	bool ok = true;
	size_t i = skip_banners(page, &ok);
	if (!ok || i == page->n || !is_title(page->lines[i].text))
		return ok;
	struct str title = page->lines[i].text;
	if (!add_title(page, i))
		return false;
	while ((i = next_text(page, i)) < page->n && word_same(page->lines[i].text, title))
		page->lines[i].kind = ESF_LINE_TITLE;
	ok = i == page->n || read_date(page, i);
	for (i = header; ok && header < page->n && i-- > 0;) { /* "Fakta" above the header */
		if (page->lines[i].kind == ESF_LINE_BLANK)
			continue;
		if (is_text(page, i) && word_begins(page->lines[i].text, STR("Fakta")) > 0)
			ok = esf_strip(page, i);
		break;
	}
	return ok;
}

/* The line of a title that is marked as one: a heading of the first level that the page begins with,
 * or the only one; or page->n. */
static size_t marked_title(const struct esf_page *page)
{
	size_t found = next_text(page, 0);
	if (found < page->n && page->lines[found].level == 1)
		return found;
	found = page->n;
	for (size_t i = 0; i < page->n; i++) {
		if (page->lines[i].level != 1 || !is_text(page, i))
			continue;
		if (found < page->n)
			return page->n;
		found = i;
	}
	return found;
}

static bool is_facts(struct str line)
{
	return word_same(line, STR("Fakta")) || word_same(line, STR("Fakta om projektet")) ||
	       word_same(line, STR("Projektfakta"));
}

/* A page whose title is marked: what stands above it is the site's, and so is the name of the box
 * with the header. */
static bool read_marked_title(struct esf_page *page, const struct esf_header *header, size_t title)
{
	bool ok = add_title(page, title);
	for (size_t i = 0; ok && i < page->n; i++)
		if (is_text(page, i) &&
		    (i < title || (i < header->first && is_facts(page->lines[i].text))))
			ok = esf_strip(page, i);
	size_t next = next_text(page, title);
	return ok && (next == page->n || read_date(page, next));
}

static bool read_title(struct esf_page *page, const struct esf_header *header)
{
	size_t marked = marked_title(page);
	if (marked < page->n)
		return read_marked_title(page, header, marked);
	size_t title = title_above(page, header->first);
	bool late = header->first == page->n;
	if (!late && title < page->n) {
		struct str line = page->lines[title].text;
		late = !is_title(line) || is_facts(line);
	}
	if (late)
		return read_top(page, header->first);
	if (title < page->n && !add_title(page, title))
		return false;
	for (size_t i = 0; i < header->first; i++)
		if (is_text(page, i) && !esf_strip(page, i))
			return false;
	return true;
}

static bool is_known(const struct leta_record *r, enum leta_field_id id)
{
	return r->fields[id].presence == LETA_KNOWN;
}

static bool is_call(const struct leta_record *r, const struct esf_header *h)
{
	return h->call || (is_known(r, LETA_FIELD_CALL) && !is_known(r, LETA_FIELD_OWNER) &&
			   !is_known(r, LETA_FIELD_BUDGET) && !is_known(r, LETA_FIELD_GRANT));
}

static bool is_letter_area(const struct leta_record *r)
{
	const char *no = leta_record_text(r, LETA_FIELD_AREA_NO);
	return no && no[0] >= 'A' && no[0] <= 'Z';
}

static bool set_layout(struct record_builder *b, const struct esf_page *page,
		       const struct esf_header *h)
{
	const char *layout = "esf-2007-glued", *kind = "projekt", *doctype = kind;
	const char *fund = "ESF";
	if (h->first == page->n) {
		layout = "esf-news";
		kind = "text";
		doctype = "nyhet";
	} else if (is_call(b->record, h)) {
		layout = "esf-call";
		kind = doctype = "utlysning";
	} else if (h->n_interreg >= 2) {
		layout = "interreg";
		fund = "ERUF";
	} else if (h->plus || is_letter_area(b->record)) {
		layout = "esf-plus";
	} else if (h->n_colon > h->n_glued && h->n_colon >= h->n_bare) {
		layout = "esf-2014-colon";
	} else if (h->n_bare > h->n_glued) {
		layout = "esf-2014-lines";
	}
	return record_add_text(b, LETA_FIELD_LAYOUT, str_from(layout), 0) &&
	       record_add_text(b, LETA_FIELD_KIND, str_from(kind), 0) &&
	       record_add_text(b, LETA_FIELD_DOCTYPE, str_from(doctype), 0) &&
	       record_add_text(b, LETA_FIELD_FUND, str_from(fund), 0);
}

#define P2007 "2007-2013"
#define P2014 "2014-2020"
#define P2021 "2021-2027"

/* Areas 1 and 2 exist in two programmes: what tells them apart, besides their names, is when they
 * were decided. */
static const char *programme_of_area(const struct leta_record *r, const char *no)
{
	struct str name = str_from(leta_record_text(r, LETA_FIELD_AREA));
	struct str objective = str_from(leta_record_text(r, LETA_FIELD_OBJECTIVE));
	struct str dnr = str_from(leta_record_text(r, LETA_FIELD_DNR));
	struct str call = str_from(leta_record_text(r, LETA_FIELD_CALL));
	int64_t start = 0;
	if (no[0] >= 'A' && no[0] <= 'Z')
		return P2021;
	if (strchr(no, '.'))
		return P2014;
	if (word_begins(name, STR("Ökat arbetskraftsutbud")) > 0)
		return P2007;
	if (word_begins(name, STR("Ökade övergångar")) > 0)
		return P2014;
	leta_record_number(r, LETA_FIELD_START, &start);
	bool numbered = (dnr.len > 4 && dnr.ptr[4] == '/' && str_cmp(dnr, STR("2014")) > 0) ||
			(call.len > 4 && call.ptr[4] == '/' && str_cmp(call, STR("2014")) > 0);
	bool objective_2014 =
		memchr(objective.ptr ? objective.ptr : "", '.', objective.len) != NULL;
	return numbered || objective_2014 || start >= 20150101 ? P2014 : P2007;
}

static bool infer_programme(struct record_builder *b, const struct esf_header *h)
{
	const char *no = leta_record_text(b->record, LETA_FIELD_AREA_NO);
	if (no)
		return record_infer_text(b, LETA_FIELD_PROGRAMME,
					 str_from(programme_of_area(b->record, no)), 1,
					 STR("programområde"), 0);
	return !h->plus ||
	       record_infer_text(b, LETA_FIELD_PROGRAMME, STR(P2021), 1, STR("sidans rubriker"), 0);
}

leta_status record_read_esf(struct record_builder *b, struct str text, struct leta_error *err)
{
	struct esf_page page = {.b = b};
	struct esf_header header;
	leta_status status = split_lines(&page, text, err);
	if (status != LETA_OK)
		return status;
	bool done = esf_read_header(&page, &header) && read_title(&page, &header) &&
		    set_layout(b, &page, &header) && infer_programme(b, &header) &&
		    esf_read_sections(&page) && esf_find_goals(b);
	status = record_builder_status(b, err);
	return done || status != LETA_OK ? status : error_nomem(err);
}
