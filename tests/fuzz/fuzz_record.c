/*
 * fuzz_record.c: any bytes as a file of any format: an error or records whose text is valid UTF-8 and whose pointers
 * can be followed. The first byte chooses the format when it is below 6, so that every reader gets every shape.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "record/personal.h"
#include "record/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void check_text(const char *text)
{
	struct str s = str_from(text);
	require(text != NULL && utf8_validate(s) == s.len);
}

static void check_field(const struct leta_field *f)
{
	require((f->presence == LETA_KNOWN) == (f->n_items > 0));
	for (size_t i = 0; i < f->n_items; i++)
		check_text(f->items[i].text);
}

static void check_record(const struct leta_record *r)
{
	for (int id = 0; id < LETA_FIELD_COUNT; id++)
		if (id != LETA_FIELD_PATH && id != LETA_FIELD_ID)
			check_field(&r->fields[id]);
	for (size_t i = 0; i < r->n_sections; i++) {
		check_text(r->sections[i].text);
		require(strlen(r->sections[i].text) == r->sections[i].text_len);
	}
	for (size_t i = 0; i < r->n_pages; i++)
		require(r->pages[i].section < r->n_sections &&
		        r->pages[i].offset <= r->sections[r->pages[i].section].text_len);
	for (size_t i = 0; i < r->n_lessons; i++)
		require(r->lessons[i].section < r->n_sections && r->lessons[i].start <= r->lessons[i].end &&
		        r->lessons[i].end <= r->sections[r->lessons[i].section].text_len);
}

static leta_status check(void *ctx, const struct record_read *read, struct leta_error *err)
{
	struct leta_record cleared;
	(void)ctx;
	(void)err;
	if (!read->record)
		return LETA_OK;
	check_record(read->record);
	struct arena *arena = arena_new((size_t)256 << 20);
	require(arena && record_without_persons(read->record, arena, &cleared, NULL) == LETA_OK);
	check_record(&cleared);
	arena_free(arena);
	return LETA_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct record_source source = { .path = "-", .id = "x", .format = LETA_FORMAT_AUTO };
	struct leta_error err;
	if (size > 0 && data[0] < 6) {
		source.format = (enum leta_format)data[0];
		data++;
		size--;
	}
	source.bytes = (struct str){ (const char *)data, size };
	record_read(&source, check, NULL, &err);
	return 0;
}
