/*
 * read_transcript.c: a report that a site turned from PDF into text → record. The steps are in
 * transcript.h; here is their order, and what a transcript as such tells: kind, title, quality.
 *
 * Sections come from the table of contents when the report has one; pages before the first of them,
 * and reports without a table, from known headings and from phrases at the top of pages.
 */
#include "base/error.h"
#include "record/facts.h"
#include "record/lessons.h"
#include "record/read.h"
#include "record/subheadings.h"
#include "record/transcript.h"
#include "record/word.h"
#include "schema/section.h"

#define FRONT_MAX 1200  /* bytes of a title page */
#define FRONT_READ 1500 /* bytes of a page in which labels may stand */
#define TITLE_MAX 100   /* bytes of a title taken from the first page */

struct transcript {
	struct record_builder *b;
	struct stretch body;
	struct pages pages;
	struct outline outline;
	struct map *common, *credits;
	struct transcript_front front;
};

/* What was taken out page by page and teaser by teaser, as the record lists it. */
static bool note_stripped(struct transcript *t)
{
	bool numbered = t->pages.marks != PAGE_MARKS_NONE && t->pages.marks != PAGE_MARKS_LINES;
	const char *numbers = arena_printf(t->b->arena, "%zu page numbers", t->pages.n);
	const char *footers = arena_printf(t->b->arena, "%zu page footers", t->pages.n_footers);
	const char *teasers = arena_printf(t->b->arena, "%zu × Läs mer blocks", t->body.n_teasers);
	return numbers && footers && teasers &&
	       (!numbered || record_strip(t->b, str_from(numbers))) &&
	       (t->pages.n_footers == 0 || record_strip(t->b, str_from(footers))) &&
	       (t->body.n_teasers == 0 || record_strip(t->b, str_from(teasers)));
}

static size_t page_bytes(const struct pages *pages)
{
	size_t n = 0;
	for (size_t i = 0; i < pages->n; i++)
		n += pages->list[i].text.len;
	return n;
}

static bool split_pages(struct transcript *t)
{
	if (!pages_split(t->b->arena, t->body.text, t->body.line, true, &t->pages))
		return false;
	pages_strip_numbers(&t->pages);
	size_t before = page_bytes(&t->pages);
	if (!transcript_strip_heads(t->b, &t->pages))
		return false;
	if (page_bytes(&t->pages) < before)
		pages_strip_numbers(&t->pages); /* they stood inside the running heads */
	return true;
}

static bool note_credits(struct transcript *t)
{
	for (uint32_t i = 0; i < map_size(t->credits); i++) {
		struct str name = map_key(t->credits, i);
		uint32_t n = *map_value(t->credits, i);
		const char *text =
			n > 1 ? arena_printf(t->b->arena, STR_FMT " (%u)", STR_ARG(name), n)
			      : arena_strdup(t->b->arena, name);
		if (!text || !record_add_text(t->b, LETA_FIELD_PHOTO_CREDIT, str_from(text), 0))
			return false;
	}
	return true;
}

static bool join_pages(struct transcript *t)
{
	t->common = word_common(t->body.text);
	t->credits = map_new();
	if (!t->common || !t->credits)
		return false;
	t->outline.prose.width = prose_width(t->body.text);
	for (size_t i = 0; i < t->pages.n; i++) {
		struct page *page = &t->pages.list[i];
		if (!transcript_strip_photos(t->b->arena, page->text, t->common, t->credits,
					     &page->text) ||
		    !outline_add_page(&t->outline, page))
			return false;
	}
	t->outline.common = t->common;
	return note_credits(t);
}

/* Whether the first page is a title page: short, and neither contents nor a known heading begins on
 * it. */
static bool has_front(const struct transcript *t)
{
	const struct outline *o = &t->outline;
	struct str text = outline_text(o),
		   first = t->pages.n ? t->pages.list[0].text : (struct str){0};
	struct word w;
	bool known;
	if (o->n_pages < 2 || first.len > FRONT_MAX)
		return false;
	for (size_t i = 0; i < o->n_heads; i++)
		if (o->heads[i].start < o->pages[1].start &&
		    (section_role(o->heads[i].title, &known), known))
			return false;
	for (size_t pos = 0; word_next(text, &pos, &w) && w.start < o->pages[1].start;)
		if (word_same(w.core, STR("Sammanfattning")) ||
		    word_same(w.core, STR("Innehållsförteckning")))
			return false;
	return true;
}

static bool add_front(struct transcript *t, size_t *end)
{
	struct outline *o = &t->outline;
	size_t n = 0;
	*end = 0;
	if (!has_front(t))
		return true;
	*end = o->front_end = o->pages[1].start;
	for (size_t i = 0; i < o->n_heads; i++)
		if (o->heads[i].start >= *end)
			o->heads[n++] = o->heads[i];
	o->n_heads = n;
	return outline_add_head(o, (struct outline_head){.role = LETA_ROLE_FRONT}) &&
	       outline_add_head(o, (struct outline_head){.start = *end, .body = *end});
}

/* Where the first heading of the table of contents stands behind the table. */
static size_t first_listed(const struct outline *o)
{
	size_t first = o->text.len;
	for (size_t i = 0; i < o->n_heads; i++)
		if (o->heads[i].title.len > 0 && o->heads[i].start >= o->contents_end &&
		    o->heads[i].start < first)
			first = o->heads[i].start;
	return first;
}

static bool find_heads(struct transcript *t)
{
	struct outline *o = &t->outline;
	bool guided;
	size_t front, until;
	if (!add_front(t, &front) || !transcript_use_contents(t->b, o, &guided))
		return false;
	until = guided ? first_listed(o) : o->text.len;
	if (!guided && !outline_find_known(o, front, o->text.len))
		return false;
	for (size_t page = front > 0 ? 1 : 0; page < o->n_pages && o->pages[page].start < until;
	     page++)
		if (!outline_find_at_top(o, page))
			return false;
	return true;
}

static bool read_front(struct transcript *t)
{
	for (size_t i = 0; i < t->pages.n && i < 2; i++) {
		const struct page *page = &t->pages.list[i];
		struct str text = str_sub(page->text, 0, FRONT_READ);
		if (!transcript_read_front(t->b, text, page->line, &t->front))
			return false;
	}
	return true;
}

/* Whether the site's title names the project, and not only the form that was filled in. */
static bool names_project(struct str title, struct str project)
{
	struct word w;
	for (size_t pos = 0; word_next(title, &pos, &w);)
		if (word_same(str_sub(title, w.start, w.start + project.len), project))
			return true;
	return false;
}

/* The site's title, the project's name or the first words of the first page. */
static bool set_title(struct transcript *t)
{
	struct str first = t->pages.n ? t->pages.list[0].text : (struct str){0};
	struct word w;
	size_t end = 0;
	struct str title = t->body.title, project = t->front.project;
	if (project.len > 0 && !names_project(title, project))
		return record_add_text(t->b, LETA_FIELD_TITLE, project, t->pages.list[0].line);
	if (title.len > 0)
		return record_add_text(t->b, LETA_FIELD_TITLE, title, 1);
	for (size_t pos = 0; word_next(first, &pos, &w) && pos <= TITLE_MAX;) {
		if (end > 0 && memchr(first.ptr + end, '\n', w.start - end))
			break;
		end = pos;
		if (word_ends_sentence(w.text) && w.core.len > 3 &&
		    w.text.ptr[w.text.len - 1] != ':')
			break;
	}
	return record_infer_text(t->b, LETA_FIELD_TITLE, str_sub(first, 0, end), 0.5, STR("s. 1"),
				 1);
}

static bool set_kind(struct transcript *t)
{
	struct record_builder *b = t->b;
	struct str own = str_from(leta_record_text(b->record, LETA_FIELD_TITLE));
	const char *type = facts_report_type(t->body.title);
	if (!type)
		type = facts_report_type(own);
	return record_add_text(b, LETA_FIELD_KIND, STR("rapport"), 0) &&
	       record_add_text(b, LETA_FIELD_DOCTYPE, str_from(type ? type : "rapport"), 0);
}

/* Empty brackets are where a transcript lost its digits. */
static bool misses_years(const struct outline *o)
{
	struct str text = outline_text(o);
	for (size_t at = 0; (at = str_find(text, STR("( )"), at)) != (size_t)-1; at++)
		if (at < o->contents_start || at >= o->contents_end)
			return true;
	return false;
}

static bool set_quality(struct transcript *t)
{
	bool docplayer = str_eq(str_from(leta_record_text(t->b->record, LETA_FIELD_LAYOUT)),
				STR("docplayer"));
	if (docplayer && !record_flag(t->b, "digits_unreliable", (struct str){0}))
		return false;
	if (t->b->record->related_chars > 0 &&
	    !record_flag(t->b, "foreign_tail_removed", (struct str){0}))
		return false;
	return !misses_years(&t->outline) || record_flag(t->b, "years_missing", (struct str){0});
}

static bool read_all(struct transcript *t, struct str text)
{
	struct record_builder *b = t->b;
	if (!transcript_strip_site(b, text, &t->body) || !transcript_cut_tail(b, &t->body) ||
	    !split_pages(t) || !note_stripped(t) || !join_pages(t) || !find_heads(t) ||
	    !outline_write(&t->outline, b) || !lessons_mark(b, t->common) ||
	    !subheadings_infer(b, t->common) || !read_front(t) || !set_title(t) || !set_kind(t) ||
	    !set_quality(t))
		return false;
	struct str layout = str_from(leta_record_text(b->record, LETA_FIELD_LAYOUT));
	struct facts_options options = {.common = t->common,
					.office = t->front.office,
					.digits_unreliable = str_eq(layout, STR("docplayer"))};
	return facts_infer(b, &options);
}

leta_status record_read_transcript(struct record_builder *b, struct str text,
				   struct leta_error *err)
{
	struct transcript t = {.b = b};
	outline_init(&t.outline, b->arena);
	bool done = read_all(&t, text);
	leta_status status = buf_status(&t.outline.text, err);
	if (status == LETA_OK)
		status = record_builder_status(b, err);
	if (status == LETA_OK && !done)
		status = error_nomem(err);
	outline_fini(&t.outline);
	map_free(t.common);
	map_free(t.credits);
	return status;
}
