/*
 * paragraphs.c: see paragraphs.h.
 */
#include "overlap/paragraphs.h"

#include "base/hash.h"
#include "query/no_room.h"
#include "schema/section.h"
#include "store/blob.h"
#include "text/shingle.h"

static void read_words(struct paragraph *p)
{
	uint64_t word;
	p->hash = HASH64_INIT;
	p->words = 0;
	for (size_t pos = 0; shingle_word(p->text, &pos, &word); p->words++)
		p->hash = hash64(p->hash, (struct str){(const char *)&word, sizeof(word)});
}

leta_status paragraphs_each(const struct leta_record *record, paragraph_fn *fn, void *ctx,
			    struct leta_error *err)
{
	for (size_t i = 0; i < record->n_sections; i++) {
		const struct leta_section *section = &record->sections[i];
		struct str rest = {section->text, section->text_len};
		if (section_info(section->role)->weight == 0)
			continue;
		for (uint32_t number = 1; rest.len > 0; number++) {
			size_t end = str_find(rest, STR("\n\n"), 0);
			end = end == (size_t)-1 ? rest.len : end;
			struct paragraph p = {.section = (uint32_t)i,
					      .number = number,
					      .text = str_trim(str_sub(rest, 0, end))};
			rest = str_sub(rest, end + 2, rest.len);
			read_words(&p);
			if (p.words < LETA_OVERLAP_WORDS)
				continue;
			leta_status st = fn(ctx, &p, err);
			if (st != LETA_OK)
				return st;
		}
	}
	return LETA_OK;
}

leta_status paragraphs_record(struct leta_index *index, struct store_address address,
			      struct arena *arena, struct leta_record *out, struct leta_error *err)
{
	struct blob blob;
	leta_status st = store_read(index->store, address, &blob, err);
	if (st == LETA_OK)
		st = blob_record(blob, arena, out, err);
	return st == LETA_OK ? blob_texts(blob, arena, out, err) : st;
}

/* The page that a place in a section's text lies on; 0 when there are none. */
static unsigned page_of(const struct leta_record *record, const struct paragraph *p)
{
	const struct leta_section *section = &record->sections[p->section];
	size_t offset = (size_t)(p->text.ptr - section->text);
	unsigned page = section->first_page;
	for (size_t i = 0; i < record->n_pages; i++)
		if (record->pages[i].section == p->section && record->pages[i].offset <= offset)
			page = record->pages[i].number;
	return page;
}

leta_status paragraphs_place(const struct leta_record *record, const struct paragraph *p,
			     struct arena *arena, struct leta_overlap_place *out,
			     struct leta_error *err)
{
	const char *id = leta_record_text(record, LETA_FIELD_ID);
	const char *title = leta_record_text(record, LETA_FIELD_TITLE);
	const char *heading = record->sections[p->section].heading;
	out->id = arena_strdup(arena, str_from(id));
	out->title = title ? arena_strdup(arena, str_from(title)) : NULL;
	out->section = heading ? arena_strdup(arena, str_from(heading)) : NULL;
	out->page = page_of(record, p);
	out->paragraph = p->number;
	bool whole = out->id && (!title || out->title) && (!heading || out->section);
	return whole ? LETA_OK : no_room(arena, err);
}
