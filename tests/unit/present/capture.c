/*
 * capture.c: a sink into memory.
 */
#include "capture.h"

#include <stdlib.h>
#include <string.h>

#include "present/present.h"

static const char *const facet_names[] = {"region"};

static char *finish(struct sink *sink, FILE *file, char **text)
{
	if (sink_finish(sink, NULL) != LETA_OK)
		abort();
	fclose(file);
	return *text;
}

static const struct present_backend *backend(const char *format)
{
	static const struct present_backend *const all[] = {
		&present_text, &present_json, &present_jsonl, &present_csv,
		&present_bibtex, &present_ris};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (strcmp(all[i]->format, format) == 0)
			return all[i];
	abort();
}

char *capture_results(const char *format, const struct leta_results *results,
		      struct present_style style)
{
	char *text = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&text, &size);
	struct sink sink;
	struct presenter p = {.backend = backend(format),
			      .sink = &sink,
			      .style = style,
			      .facet_names = facet_names,
			      .date = "2026-01-01T00:00:00+00:00",
			      .program = "leta 0.1.0"};

	sink_init(&sink, file);
	present_begin(&p, results);
	present_hits(&p, results);
	present_end(&p, results);
	return finish(&sink, file, &text);
}

char *capture_record(const struct leta_record *record, bool json, struct present_style style)
{
	char *text = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&text, &size);
	struct sink sink;

	sink_init(&sink, file);
	if (json)
		present_record_json(&sink, record);
	else
		present_record_text(&sink, record, &style);
	return finish(&sink, file, &text);
}
