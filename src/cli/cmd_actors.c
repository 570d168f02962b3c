/*
 * cmd_actors.c: `leta actors`.
 */
#include <inttypes.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "present/csv.h"
#include "present/member.h"
#include "present/notation.h"
#include "present/present.h"
#include "present/table.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define TEXT_MAX ((size_t)64 << 10)

enum { TEXT, JSON, CSV };
static const char *const formats[] = {"text", "json", "csv", NULL};

struct values {
	int format;
	size_t limit;
};

#define AT(member) offsetof(struct values, member)

/* clang-format off */
static const struct option options[] = {
	{ NULL, 'n', OPTION_COUNT, AT(limit), { "N", "N" }, NULL, {
		"så många organisationer (20); 0 är alla",
		"so many organisations (20); 0 means all" } },
	{ "format", 0, OPTION_KEYWORD, AT(format), { 0 }, formats, {
		"text: en tabell att läsa; json eller csv för program",
		"text: a table to read; json or csv for programs" } },
	{ 0 }
};

static const struct values defaults = {.limit = 20};

const struct usage actors_usage = {
	.options = options,
	.defaults = &defaults,
	.size = sizeof(defaults),
	.operands = { "[NAMN]", "[NAME]" },
	.max_operands = 1,
	.about = {
		"Visar organisationerna efter antal projekt som de äger, är partner i eller medfinansierar, med "
		"summorna för dem de äger. Med NAMN visas en organisation: dess roller, dess projekt och de dokument "
		"som nämner den. Olika skrivsätt för samma organisation räknas som ett namn.",
		"Shows the organisations by the number of projects that they own, are partners in or co-finance, with "
		"the sums of those that they own. With NAME it shows one organisation: its parts, its projects and the "
		"documents that mention it. Several spellings of one organisation count as one name.",
	},
	.examples = {
		"leta actors Arbetsförmedlingen\n"
		"leta actors -n 0 --format csv",
		"leta actors Arbetsförmedlingen\n"
		"leta actors -n 0 --format csv",
	},
};

static const char *const part_names[2][LETA_PART_COUNT] = {
	[LETA_SV] = { "ägare", "partner", "medfinansiär", "nämns" },
	[LETA_EN] = { "owner", "partner", "co-financier", "mentioned" },
};
static const char *const part_keys[LETA_PART_COUNT] = { "owner", "partner", "cofinancier", "mentioned" };

static const struct table_column list_columns[] = {
	{"projects", {"Projekt", "Projects"}, TABLE_COUNT},
	{"owner", {"Ägare", "Owner"}, TABLE_COUNT},
	{"partner", {"Partner", "Partner"}, TABLE_COUNT},
	{"cofinancier", {"Medfin.", "Co-fin."}, TABLE_COUNT},
	{"grant_sek", {"Stöd (äger)", "Grant (owns)"}, TABLE_TEXT},
	{"budget_sek", {"Budget (äger)", "Budget (owns)"}, TABLE_TEXT},
	{"years", {"År", "Years"}, TABLE_TEXT},
	{"name", {"Organisation", "Organisation"}, TABLE_TEXT},
};
static const struct table_column part_columns[] = {
	{"part", {"Roll", "Part"}, TABLE_TEXT},
	{"projects", {"Projekt", "Projects"}, TABLE_COUNT},
	{"grant_sek", {"Stöd", "Grant"}, TABLE_TEXT},
	{"budget_sek", {"Budget", "Budget"}, TABLE_TEXT},
};
static const struct table_column project_columns[] = {
	{"years", {"År", "Years"}, TABLE_TEXT},
	{"parts", {"Roll", "Part"}, TABLE_TEXT},
	{"id", {"Id", "Id"}, TABLE_TEXT},
	{"title", {"Titel", "Title"}, TABLE_TEXT},
};
/* clang-format on */

/* ---- cells ---- */

static void write_years(struct buf *out, int64_t first, int64_t last)
{
	if (first > 0)
		buf_printf(out, "%" PRId64, first);
	if (last > first)
		buf_printf(out, "–%" PRId64, last);
}

static void write_sum(struct buf *out, size_t n, int64_t sek, enum leta_lang lang)
{
	if (n > 0)
		notation_money(out, sek, lang);
}

static void write_parts(struct buf *out, unsigned parts, const char *const *names)
{
	for (unsigned part = 0; part < LETA_PART_COUNT; part++)
		if (parts & 1u << part)
			buf_printf(out, "%s%s", out->len > 0 ? ", " : "", names[part]);
}

static void years_of(const struct leta_record *record, int64_t *first, int64_t *last)
{
	int64_t start = 0, end = 0;
	leta_record_number(record, LETA_FIELD_START, &start);
	leta_record_number(record, LETA_FIELD_END, &end);
	*first = (start ? start : end) / 10000;
	*last = (end ? end : start) / 10000;
}

/* Three texts for the cells of a row. */
struct texts {
	struct buf text[3];
};

static void texts_init(struct texts *t)
{
	for (size_t i = 0; i < LENGTH(t->text); i++)
		buf_init(&t->text[i], TEXT_MAX);
}

static void texts_fini(struct texts *t)
{
	for (size_t i = 0; i < LENGTH(t->text); i++)
		buf_fini(&t->text[i]);
}

/* ---- text ---- */

static leta_status add_actor(struct table *table, const struct leta_actor *actor,
			     enum leta_lang lang, struct leta_error *err)
{
	const struct leta_part_sum *owned = &actor->parts[LETA_PART_OWNER];
	struct texts t;
	texts_init(&t);
	write_sum(&t.text[0], owned->n_grant, owned->grant, lang);
	write_sum(&t.text[1], owned->n_budget, owned->budget, lang);
	write_years(&t.text[2], actor->first_year, actor->last_year);
	const struct table_cell cells[] = {
		{.count = (int64_t)actor->projects},
		{.count = (int64_t)owned->projects},
		{.count = (int64_t)actor->parts[LETA_PART_PARTNER].projects},
		{.count = (int64_t)actor->parts[LETA_PART_COFINANCIER].projects},
		{.text = t.text[0].data},
		{.text = t.text[1].data},
		{.text = t.text[2].data},
		{.text = actor->name},
	};
	leta_status st = table_add(table, cells, err);
	texts_fini(&t);
	return st;
}

static leta_status text_list(struct cli *cli, const struct leta_actors *all, size_t n,
			     struct sink *sink, struct leta_error *err)
{
	struct table *table = table_new(list_columns, LENGTH(list_columns));
	leta_status st = table ? LETA_OK : error_nomem(err);
	for (size_t i = 0; st == LETA_OK && i < n; i++)
		st = add_actor(table, &all->actors[i], cli->lang, err);
	if (st == LETA_OK)
		table_text(table, &sink->buf, &cli->out);
	if (n < all->n_actors)
		buf_printf(&sink->buf,
			   cli->lang == LETA_EN ? "… and %zu more\n" : "… och %zu till\n",
			   all->n_actors - n);
	table_free(table);
	return st;
}

static leta_status fill_parts(struct table *table, const struct leta_actor *actor,
			      enum leta_lang lang, struct leta_error *err)
{
	leta_status st = table ? LETA_OK : error_nomem(err);
	for (size_t part = 0; st == LETA_OK && part < LETA_PART_COUNT; part++) {
		const struct leta_part_sum *sum = &actor->parts[part];
		struct texts t;
		if (sum->projects == 0)
			continue;
		texts_init(&t);
		write_sum(&t.text[0], sum->n_grant, sum->grant, lang);
		write_sum(&t.text[1], sum->n_budget, sum->budget, lang);
		const struct table_cell cells[] = {{.text = part_names[lang][part]},
						   {.count = (int64_t)sum->projects},
						   {.text = t.text[0].data},
						   {.text = t.text[1].data}};
		st = table_add(table, cells, err);
		texts_fini(&t);
	}
	return st;
}

static leta_status fill_projects(struct table *table, const struct leta_actor *actor, size_t limit,
				 enum leta_lang lang, struct leta_error *err)
{
	leta_status st = table ? LETA_OK : error_nomem(err);
	for (size_t i = 0; st == LETA_OK && i < actor->n_engagements && (limit == 0 || i < limit);
	     i++) {
		const struct leta_engagement *e = &actor->engagements[i];
		int64_t first, last;
		struct texts t;
		texts_init(&t);
		years_of(e->record, &first, &last);
		write_years(&t.text[0], first, last);
		write_parts(&t.text[1], e->parts, part_names[lang]);
		const struct table_cell cells[] = {
			{.text = t.text[0].data},
			{.text = t.text[1].data},
			{.text = leta_record_text(e->record, LETA_FIELD_ID)},
			{.text = leta_record_text(e->record, LETA_FIELD_TITLE)}};
		st = table_add(table, cells, err);
		texts_fini(&t);
	}
	return st;
}

static leta_status text_one(struct cli *cli, const struct leta_actor *actor, size_t limit,
			    struct sink *sink, struct leta_error *err)
{
	struct table *parts = table_new(part_columns, LENGTH(part_columns));
	struct table *projects = table_new(project_columns, LENGTH(project_columns));
	leta_status st = fill_parts(parts, actor, cli->lang, err);
	if (st == LETA_OK)
		st = fill_projects(projects, actor, limit, cli->lang, err);
	if (st == LETA_OK) {
		struct flow flow;
		flow_begin(&flow, &sink->buf, &cli->out, 0);
		flow_bold(&flow, str_from(actor->name));
		flow_end(&flow);
		buf_char(&sink->buf, '\n');
		table_text(parts, &sink->buf, &cli->out);
		buf_char(&sink->buf, '\n');
		table_text(projects, &sink->buf, &cli->out);
	}
	table_free(parts);
	table_free(projects);
	return st;
}

/* ---- JSON ---- */

static void json_engagement(struct json *j, const struct leta_engagement *e)
{
	int64_t first, last, sek = 0;
	years_of(e->record, &first, &last);
	json_open_object(j);
	json_key(j, "id");
	json_cstr(j, leta_record_text(e->record, LETA_FIELD_ID));
	json_key(j, "title");
	json_cstr(j, leta_record_text(e->record, LETA_FIELD_TITLE));
	json_key(j, "parts");
	json_open_array(j);
	for (unsigned part = 0; part < LETA_PART_COUNT; part++)
		if (e->parts & 1u << part)
			json_cstr(j, part_keys[part]);
	json_close_array(j);
	member_known(j, "first_year", first > 0, first);
	member_known(j, "last_year", last > 0, last);
	member_known(j, "grant_sek", leta_record_number(e->record, LETA_FIELD_GRANT, &sek), sek);
	member_known(j, "budget_sek", leta_record_number(e->record, LETA_FIELD_BUDGET, &sek), sek);
	json_close_object(j);
}

static void json_actor(struct json *j, const struct leta_actor *actor, bool one)
{
	json_open_object(j);
	json_key(j, "name");
	json_cstr(j, actor->name);
	json_key(j, "projects");
	json_int(j, (int64_t)actor->projects);
	for (size_t part = 0; part < LETA_PART_COUNT; part++) {
		const struct leta_part_sum *sum = &actor->parts[part];
		if (part == LETA_PART_MENTIONED && !one)
			continue;
		json_key(j, part_keys[part]);
		json_open_object(j);
		json_key(j, "projects");
		json_int(j, (int64_t)sum->projects);
		member_known(j, "grant_sek", sum->n_grant > 0, sum->grant);
		member_known(j, "budget_sek", sum->n_budget > 0, sum->budget);
		json_close_object(j);
	}
	member_known(j, "first_year", actor->first_year > 0, actor->first_year);
	member_known(j, "last_year", actor->last_year > 0, actor->last_year);
	if (one) {
		json_key(j, "documents");
		json_open_array(j);
		for (size_t i = 0; i < actor->n_engagements; i++)
			json_engagement(j, &actor->engagements[i]);
		json_close_array(j);
	}
	json_close_object(j);
}

static void write_json(const struct leta_actors *all, size_t n, bool one, struct sink *sink)
{
	struct json j;
	json_init(&j, &sink->buf, true);
	json_open_object(&j);
	json_key(&j, "leta");
	json_int(&j, PRESENT_JSON_VERSION);
	json_key(&j, "total");
	json_int(&j, (int64_t)all->n_actors);
	json_key(&j, "actors");
	json_open_array(&j);
	for (size_t i = 0; i < n; i++)
		json_actor(&j, &all->actors[i], one);
	json_close_array(&j);
	json_close_object(&j);
	buf_char(&sink->buf, '\n');
}

/* ---- CSV ---- */

static void csv_number(struct buf *out, bool known, int64_t value)
{
	buf_char(out, ',');
	if (known)
		buf_printf(out, "%" PRId64, value);
}

static void csv_list(const struct leta_actors *all, size_t n, struct buf *out)
{
	static const char *const names[] = {"name",       "projects",    "owner",
					    "partner",    "cofinancier", "grant_sek",
					    "budget_sek", "first_year",  "last_year"};
	csv_begin(out, names, LENGTH(names));
	for (size_t i = 0; i < n; i++) {
		const struct leta_actor *a = &all->actors[i];
		const struct leta_part_sum *owned = &a->parts[LETA_PART_OWNER];
		csv_cell(out, a->name);
		csv_number(out, true, (int64_t)a->projects);
		for (size_t part = 0; part < LETA_PART_MENTIONED; part++)
			csv_number(out, true, (int64_t)a->parts[part].projects);
		csv_number(out, owned->n_grant > 0, owned->grant);
		csv_number(out, owned->n_budget > 0, owned->budget);
		csv_number(out, a->first_year > 0, a->first_year);
		csv_number(out, a->last_year > 0, a->last_year);
		csv_end_row(out);
	}
}

static void csv_one(const struct leta_actor *actor, struct buf *out)
{
	static const char *const names[] = {"id",        "title",     "parts",     "first_year",
					    "last_year", "grant_sek", "budget_sek"};
	csv_begin(out, names, LENGTH(names));
	for (size_t i = 0; i < actor->n_engagements; i++) {
		const struct leta_engagement *e = &actor->engagements[i];
		int64_t first, last, sek = 0;
		struct texts t;
		texts_init(&t);
		years_of(e->record, &first, &last);
		write_parts(&t.text[0], e->parts, part_keys);
		csv_cell(out, leta_record_text(e->record, LETA_FIELD_ID));
		buf_char(out, ',');
		csv_cell(out, leta_record_text(e->record, LETA_FIELD_TITLE));
		buf_char(out, ',');
		csv_cell(out, t.text[0].data);
		csv_number(out, first > 0, first);
		csv_number(out, last > 0, last);
		csv_number(out, leta_record_number(e->record, LETA_FIELD_GRANT, &sek), sek);
		csv_number(out, leta_record_number(e->record, LETA_FIELD_BUDGET, &sek), sek);
		csv_end_row(out);
		texts_fini(&t);
	}
}

/* ---- the command ---- */

int cmd_actors(struct cli *cli, const struct arguments *arguments)
{
	const struct values *values = arguments->values;
	const char *name = arguments->n_operands > 0 ? arguments->operands[0] : NULL;
	struct leta_actors *all;
	struct leta_error error;
	struct sink sink;
	leta_status st = leta_list_actors(cli->index, name, &all, &error);

	if (st == LETA_ERR_NOT_FOUND) {
		exit_report(cli, &error, NULL);
		return EXIT_NOTHING;
	}
	if (st != LETA_OK)
		return exit_report(cli, &error, NULL);
	size_t n =
		values->limit == 0 || all->n_actors < values->limit ? all->n_actors : values->limit;
	sink_init(&sink, stdout);
	if (values->format == JSON)
		write_json(all, n, name != NULL, &sink);
	else if (values->format == CSV && name)
		csv_one(&all->actors[0], &sink.buf);
	else if (values->format == CSV)
		csv_list(all, n, &sink.buf);
	else if (name)
		st = text_one(cli, &all->actors[0], values->limit, &sink, &error);
	else
		st = text_list(cli, all, n, &sink, &error);
	int code = st != LETA_OK ? exit_report(cli, &error, NULL)
		   : n > 0       ? EXIT_FOUND
				 : EXIT_NOTHING;
	leta_actors_free(all);
	return exit_finish(cli, &sink, code);
}
