/*
 * present_json.c: results as one JSON object, and as one object a line (jsonl).
 *
 * The shape is the contract's: every key is always there, an unknown value is null, a list without
 * members is []. Nothing here depends on the language.
 */
#include "present/comparables.h"
#include "present/member.h"
#include "present/present.h"

/* ---- a hit ---- */

static void write_fields(struct json *j, const struct leta_record *record)
{
	member_text(j, "title", record, LETA_FIELD_TITLE);
	member_text(j, "kind", record, LETA_FIELD_KIND);
	member_text(j, "owner", record, LETA_FIELD_OWNER);
	member_text(j, "region", record, LETA_FIELD_REGION);
	member_text(j, "programme_area", record, LETA_FIELD_AREA);
	member_text(j, "phase", record, LETA_FIELD_PHASE);
	member_date(j, "start", record, LETA_FIELD_START);
	member_date(j, "end", record, LETA_FIELD_END);
	member_number(j, "grant_sek", record, LETA_FIELD_GRANT);
	member_number(j, "budget_sek", record, LETA_FIELD_BUDGET);
	member_list(j, "municipalities", record, LETA_FIELD_MUNICIPALITY);
	member_list(j, "topics", record, LETA_FIELD_TOPIC);
}

static void write_snippet(struct json *j, const struct leta_snippet *snippet)
{
	json_open_object(j);
	json_key(j, "section");
	json_cstr(j, snippet->section);
	json_key(j, "page");
	if (snippet->page)
		json_int(j, snippet->page);
	else
		json_put_null(j);
	json_key(j, "last_page");
	if (snippet->page)
		json_int(j,
			 snippet->last_page > snippet->page ? snippet->last_page : snippet->page);
	else
		json_put_null(j);
	json_key(j, "text");
	json_cstr(j, snippet->text);
	json_key(j, "marks");
	json_open_array(j);
	for (size_t i = 0; i < snippet->n_marks; i++) {
		json_open_array(j);
		json_int(j, (int64_t)snippet->marks[i].start);
		json_int(j, (int64_t)snippet->marks[i].end);
		json_close_array(j);
	}
	json_close_array(j);
	json_close_object(j);
}

static void write_reason(struct json *j, const struct leta_reason *reason)
{
	json_open_object(j);
	json_key(j, "kind");
	json_cstr(j, reason->kind);
	json_key(j, "text");
	json_cstr(j, reason->text);
	json_key(j, "weight");
	json_double(j, reason->weight, 4);
	json_close_object(j);
}

static void write_differences(struct json *j, const struct leta_hit *hit)
{
	json_key(j, "differences");
	json_open_array(j);
	for (size_t i = 0; i < hit->n_differences; i++)
		write_reason(j, &hit->differences[i]);
	json_close_array(j);
}

/* The members of a hit, without the braces. */
static void write_members(struct presenter *p, const struct leta_hit *hit)
{
	struct json *j = &p->json;
	json_key(j, "rank");
	json_int(j, (int64_t)hit->rank);
	member_text(j, "id", hit->record, LETA_FIELD_ID);
	json_key(j, "score");
	json_double(j, hit->score, 4);
	write_fields(j, hit->record);
	json_key(j, "snippets");
	json_open_array(j);
	for (size_t i = 0; i < hit->n_snippets; i++)
		write_snippet(j, &hit->snippets[i]);
	json_close_array(j);
	json_key(j, "reasons");
	json_open_array(j);
	for (size_t i = 0; i < hit->n_reasons; i++)
		write_reason(j, &hit->reasons[i]);
	json_close_array(j);
	if (hit->differences)
		write_differences(j, hit);
}

static void write_hit(struct presenter *p, const struct leta_hit *hit)
{
	json_open_object(&p->json);
	write_members(p, hit);
	json_close_object(&p->json);
}

/* ---- what stands around the hits ---- */

void present_understood(struct json *j, const struct leta_results *results)
{
	json_key(j, "understood");
	json_open_object(j);
	json_key(j, "text");
	json_cstr(j, results->understood);
	json_key(j, "expansions");
	json_open_array(j);
	for (size_t i = 0; i < results->n_expansions; i++) {
		const struct leta_expansion *expansion = &results->expansions[i];
		json_open_object(j);
		json_key(j, "of");
		json_cstr(j, expansion->of);
		json_key(j, "to");
		json_cstr(j, expansion->to);
		json_key(j, "kind");
		json_cstr(j, expansion->kind);
		json_key(j, "weight");
		json_double(j, expansion->weight, 4);
		json_close_object(j);
	}
	json_close_array(j);
	json_close_object(j);
}

static void write_facets(struct presenter *p, const struct leta_results *results)
{
	struct json *j = &p->json;
	json_key(j, "facets");
	json_open_object(j);
	for (size_t i = 0; i < results->n_facets; i++) {
		const struct leta_facet *facet = &results->facets[i];
		json_key(j, p->facet_names[i]);
		json_open_array(j);
		for (size_t v = 0; v < facet->n_values; v++) {
			json_open_object(j);
			json_key(j, "value");
			json_cstr(j, facet->values[v].value);
			json_key(j, "count");
			json_int(j, (int64_t)facet->values[v].count);
			json_key(j, "query");
			json_cstr(j, facet->values[v].query);
			json_close_object(j);
		}
		json_close_array(j);
	}
	json_close_object(j);
}

void present_notices(struct json *j, const struct leta_results *results)
{
	json_key(j, "notices");
	json_open_array(j);
	for (size_t i = 0; i < results->n_notices; i++) {
		json_open_object(j);
		json_key(j, "kind");
		json_cstr(j, results->notices[i].kind);
		json_key(j, "text");
		json_cstr(j, results->notices[i].text);
		json_key(j, "query");
		json_cstr(j, results->notices[i].query);
		json_close_object(j);
	}
	json_close_array(j);
}

static void begin(struct presenter *p, const struct leta_results *results)
{
	struct json *j = &p->json;
	json_init(j, &p->sink->buf, true);
	json_open_object(j);
	json_key(j, "leta");
	json_int(j, PRESENT_JSON_VERSION);
	json_key(j, "query");
	json_cstr(j, results->query);
	json_key(j, "index");
	json_cstr(j, results->index);
	json_key(j, "date");
	json_cstr(j, p->date);
	json_key(j, "total");
	json_int(j, (int64_t)results->total);
	json_key(j, "offset");
	json_int(j, (int64_t)results->offset);
	present_understood(j, results);
	json_key(j, "hits");
	json_open_array(j);
}

static void end(struct presenter *p, const struct leta_results *results)
{
	struct json *j = &p->json;
	json_close_array(j);
	write_facets(p, results);
	present_notices(j, results);
	if (results->comparables) {
		json_key(j, "comparables");
		comparables_json(j, results->comparables);
	}
	json_close_object(j);
	buf_char(&p->sink->buf, '\n');
}

const struct present_backend present_json = {
	.format = "json", .begin = begin, .hit = write_hit, .end = end};

/* ---- one hit a line ---- */

static void nothing(struct presenter *p, const struct leta_results *results)
{
	(void)p;
	(void)results;
}

/* There is no head that could say how the hits were found: every line does. */
static void write_search(struct presenter *p)
{
	struct json *j = &p->json;
	json_key(j, "search");
	json_open_object(j);
	json_key(j, "query");
	json_cstr(j, p->head->query);
	json_key(j, "understood");
	json_cstr(j, p->head->understood);
	json_key(j, "total");
	json_int(j, (int64_t)p->head->total);
	json_key(j, "index");
	json_cstr(j, p->head->index);
	json_key(j, "date");
	json_cstr(j, p->date);
	json_close_object(j);
}

static void line(struct presenter *p, const struct leta_hit *hit)
{
	struct json *j = &p->json;
	json_init(j, &p->sink->buf, false);
	json_open_object(j);
	write_members(p, hit);
	write_search(p);
	json_close_object(j);
	buf_char(&p->sink->buf, '\n');
}

const struct present_backend present_jsonl = {
	.format = "jsonl", .begin = nothing, .hit = line, .end = nothing};
