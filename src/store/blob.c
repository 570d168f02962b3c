/*
 * blob.c: a document's parts, packed and unpacked one by one.
 *
 * The forward index is packed already, bit by bit. Reading meets bytes that may be anything, so sizes
 * are held against the blob's before they are believed, and everything that a caller uses as an index into
 * sections or texts is checked here.
 */
#include "store/blob.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/error.h"
#include "store/layout.h"

#define NO_SECTION SIZE_MAX

struct part {
	size_t offset; /* in the blob */
	size_t raw, packed;
};

struct table {
	struct part record, forward;
	struct part chunk; /* of the section asked for */
	size_t within;     /* where its text begins in the chunk */
	size_t length;     /* of its text */
	size_t n_sections;
	size_t lengths; /* where the lengths of the texts begin in the blob */
};

static leta_status corrupt(struct leta_error *err)
{
	return error_set(err, LETA_ERR_CORRUPT, "dokumentets lagrade data är skadade",
			 "the document's stored data are damaged");
}

/* ---- what holds for every record ---- */

static bool place_valid(const struct leta_record *r, size_t section, size_t offset)
{
	return section < r->n_sections && offset <= r->sections[section].text_len;
}

static bool places_valid(const struct leta_record *r)
{
	for (size_t i = 0; i < r->n_pages; i++) {
		if (!place_valid(r, r->pages[i].section, r->pages[i].offset))
			return false;
	}
	for (size_t i = 0; i < r->n_lessons; i++) {
		const struct leta_lesson *lesson = &r->lessons[i];

		if (lesson->start > lesson->end || !place_valid(r, lesson->section, lesson->end))
			return false;
	}
	return true;
}

static bool stream_valid(const struct forward_stream *s, size_t n_sections)
{
	return s->which < (s->kind == FORWARD_FIELD ? LETA_FIELD_COUNT : n_sections);
}

/* lengths: of the sections' texts. */
static bool tokens_valid(const struct forward *f, const size_t *lengths, size_t n_sections)
{
	for (size_t i = 0; i < f->n_streams; i++) {
		const struct forward_stream *s = &f->streams[i];
		size_t end = 0;

		if (!stream_valid(s, n_sections))
			return false;
		for (size_t j = 0; s->kind == FORWARD_SECTION && j < s->n_tokens; j++) {
			size_t token_end = (size_t)s->tokens[j].start + s->tokens[j].length;

			end = token_end > end ? token_end : end;
		}
		if (s->kind == FORWARD_SECTION && end > lengths[s->which])
			return false;
	}
	return true;
}

/* ---- encoding ---- */

struct blob_encoder {
	struct packer *packers[DICTIONARY_KINDS]; /* NULL without a dictionary */
	struct forward_writer *forward;
	struct buf table, chunks, data; /* the table, its last numbers, the parts */
	struct buf raw;                 /* a part that is not packed yet */
};

leta_status blob_encoder_new(const struct dictionary *dictionary, struct blob_encoder **out,
			     struct leta_error *err)
{
	struct blob_encoder *e = calloc(1, sizeof(*e));
	leta_status st = e ? forward_writer_new(&e->forward, err) : error_nomem(err);

	for (int i = 0; st == LETA_OK && dictionary && i < DICTIONARY_KINDS; i++)
		st = dictionary_packer(dictionary, (enum dictionary_kind)i, &e->packers[i], err);
	if (st != LETA_OK) {
		blob_encoder_free(e);
		return st;
	}
	*out = e;
	return LETA_OK;
}

void blob_encoder_free(struct blob_encoder *e)
{
	if (!e)
		return;
	for (size_t i = 0; i < DICTIONARY_KINDS; i++)
		packer_free(e->packers[i]);
	forward_writer_free(e->forward);
	buf_fini(&e->table);
	buf_fini(&e->chunks);
	buf_fini(&e->data);
	buf_fini(&e->raw);
	free(e);
}

static void begin(struct blob_encoder *e, size_t max)
{
	struct buf *all[] = {&e->table, &e->chunks, &e->data, &e->raw};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		all[i]->max = max;
		buf_clear(all[i]);
	}
}

static leta_status end(const struct blob_encoder *e, struct buf *out, struct leta_error *err)
{
	const struct buf *all[] = {&e->table, &e->chunks, &e->data};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		if (all[i]->status != LETA_OK)
			return buf_status(all[i], err);
		buf_str(out, buf_view(all[i]));
	}
	return buf_status(out, err);
}

static void put_sizes(struct blob_encoder *e, size_t raw, size_t packed)
{
	buf_varint(&e->table, raw);
	buf_varint(&e->table, packed);
}

/* Moves what is raw to the parts, packed if that is smaller. */
static leta_status pack(struct blob_encoder *e, enum dictionary_kind kind, size_t *packed, struct leta_error *err)
{
	size_t before = e->data.len;
	bool smaller = false;
	leta_status st = buf_status(&e->raw, err);

	if (st == LETA_OK && e->packers[kind])
		st = packer_run(e->packers[kind], buf_view(&e->raw), &e->data, &smaller, err);
	if (st == LETA_OK && !smaller)
		buf_str(&e->data, buf_view(&e->raw));
	*packed = e->data.len - before;
	buf_clear(&e->raw);
	return st;
}

/* Whether a chunk of so many bytes ends with this section. */
static bool ends_chunk(uint64_t bytes, size_t section, size_t n_sections)
{
	return bytes >= BLOB_CHUNK || section + 1 == n_sections;
}

static leta_status put_record(struct blob_encoder *e, const struct leta_record *r, struct leta_error *err)
{
	size_t raw, packed;
	leta_status st;

	layout_encode(r, &e->raw);
	raw = e->raw.len;
	st = pack(e, DICTIONARY_RECORDS, &packed, err);
	put_sizes(e, raw, packed);
	return st;
}

/* The lengths of all texts, the size of each chunk, and the texts. */
static leta_status put_texts(struct blob_encoder *e, const struct leta_record *r, struct leta_error *err)
{
	leta_status st = LETA_OK;

	buf_varint(&e->table, r->n_sections);
	for (size_t i = 0; st == LETA_OK && i < r->n_sections; i++) {
		size_t packed;

		buf_varint(&e->table, r->sections[i].text_len);
		buf_append(&e->raw, r->sections[i].text, r->sections[i].text_len);
		buf_char(&e->raw, '\0');
		if (!ends_chunk(e->raw.len, i, r->n_sections))
			continue;
		st = pack(e, DICTIONARY_TEXTS, &packed, err);
		buf_varint(&e->chunks, packed);
	}
	return st;
}

/* Refuses what no reader of the blob would accept. */
static leta_status check(const struct leta_record *record, const struct forward *forward,
			 struct leta_error *err)
{
	size_t *lengths = calloc(record->n_sections + 1, sizeof(*lengths));
	bool valid = places_valid(record);

	if (!lengths)
		return error_nomem(err);
	for (size_t i = 0; i < record->n_sections; i++) {
		lengths[i] = record->sections[i].text_len;
		valid = valid && (lengths[i] == 0 || record->sections[i].text);
	}
	valid = valid && tokens_valid(forward, lengths, record->n_sections);
	free(lengths);
	if (!valid)
		return error_set(err, LETA_ERR_INVALID,
				 "dokumentet pekar utanför sina egna avsnitt",
				 "the document points outside its own sections");
	return LETA_OK;
}

leta_status blob_encode(struct blob_encoder *e, const struct leta_record *record,
			const struct forward *forward, const uint32_t *ranks, struct buf *out,
			struct leta_error *err)
{
	leta_status st = check(record, forward, err);
	size_t from;

	if (st != LETA_OK)
		return st;
	begin(e, out->max);
	st = put_record(e, record, err);
	if (st != LETA_OK)
		return st;
	from = e->data.len;
	st = forward_encode(e->forward, forward, ranks, &e->data, err);
	if (st != LETA_OK)
		return st;
	put_sizes(e, e->data.len - from, e->data.len - from);
	st = put_texts(e, record, err);
	return st == LETA_OK ? end(e, out, err) : st;
}

/* ---- the table ---- */

/* A size that can be one: sizes of 32 bits keep all sums small. */
static bool get_size(struct str blob, size_t *pos, size_t *out)
{
	uint64_t n;

	if (!varint_read(blob, pos, &n) || n > UINT32_MAX)
		return false;
	*out = (size_t)n;
	return true;
}

/* Reads past the lengths, counts the chunks and finds in which one the wanted section lies. */
static bool read_lengths(struct str blob, size_t *pos, size_t wanted, struct table *t,
			 size_t *n_chunks, size_t *wanted_chunk)
{
	uint64_t filled = 0;
	bool found = false;

	*n_chunks = 0;
	*wanted_chunk = SIZE_MAX;
	for (size_t i = 0; i < t->n_sections; i++) {
		size_t length;

		if (!get_size(blob, pos, &length))
			return false;
		if (i == wanted) {
			found = true;
			t->within = (size_t)filled;
			t->length = length;
		}
		filled += (uint64_t)length + 1;
		if (filled > UINT32_MAX)
			return false;
		if (!ends_chunk(filled, i, t->n_sections))
			continue;
		if (found) {
			found = false;
			t->chunk.raw = (size_t)filled;
			*wanted_chunk = *n_chunks;
		}
		++*n_chunks;
		filled = 0;
	}
	return true;
}

static bool read_table(struct str blob, size_t wanted, struct table *t)
{
	size_t pos = 0, n_chunks, wanted_chunk;
	uint64_t offset = 0; /* from the first byte behind the table */

	*t = (struct table){0};
	if (!get_size(blob, &pos, &t->record.raw) || !get_size(blob, &pos, &t->record.packed) ||
	    !get_size(blob, &pos, &t->forward.raw) || !get_size(blob, &pos, &t->forward.packed) ||
	    !get_size(blob, &pos, &t->n_sections) || t->n_sections > blob.len)
		return false;
	t->lengths = pos;
	if (!read_lengths(blob, &pos, wanted, t, &n_chunks, &wanted_chunk))
		return false;
	offset = (uint64_t)t->record.packed + t->forward.packed;
	for (size_t i = 0; i < n_chunks; i++) {
		size_t packed;

		if (!get_size(blob, &pos, &packed))
			return false;
		if (i == wanted_chunk) {
			t->chunk.packed = packed;
			t->chunk.offset = (size_t)offset;
		}
		offset += packed;
	}
	t->record.offset = pos;
	t->forward.offset = pos + t->record.packed;
	t->chunk.offset += pos;
	return offset == blob.len - pos;
}

/* ---- unpacking ---- */

/* The raw bytes of a part, with a NUL behind them, in the arena. */
static leta_status unpack(struct blob blob, enum dictionary_kind kind, const struct part *part,
			  struct arena *arena, struct str *out, struct leta_error *err)
{
	struct str packed = str_sub(blob.bytes, part->offset, part->offset + part->packed);
	struct buf raw = {.max = part->raw, .cap = part->raw + 1};
	leta_status st;

	if (part->packed == part->raw)
		raw.data = arena_strdup(arena, packed);
	else if (part->packed < part->raw && part->raw / PACK_RATIO <= part->packed)
		raw.data = arena_alloc(arena, raw.cap);
	else
		return corrupt(err);
	if (!raw.data)
		return arena_status(arena, err);
	if (part->packed < part->raw) {
		/* The buffer has just the room it needs, so nothing moves its bytes out of the
		 * arena. */
		st = dictionary_unpack(blob.dictionary, kind, packed, part->raw, &raw, err);
		if (st != LETA_OK)
			return st;
	}
	*out = (struct str){raw.data, part->raw};
	return LETA_OK;
}

leta_status blob_unpack_record(struct blob blob, struct arena *arena, struct str *out,
			       struct leta_error *err)
{
	struct table t;

	if (!read_table(blob.bytes, NO_SECTION, &t))
		return corrupt(err);
	return unpack(blob, DICTIONARY_RECORDS, &t.record, arena, out, err);
}

leta_status blob_read_record(struct blob blob, struct str bytes, struct arena *arena,
			     struct leta_record *out, struct leta_error *err)
{
	struct leta_record record;
	struct table t;

	if (!read_table(blob.bytes, NO_SECTION, &t))
		return corrupt(err);
	if (!layout_decode(bytes, arena, &record))
		return arena_failed(arena) ? arena_status(arena, err) : corrupt(err);
	if (record.n_sections != t.n_sections)
		return corrupt(err);
	for (size_t i = 0, pos = t.lengths; i < t.n_sections; i++) {
		if (!get_size(blob.bytes, &pos, &record.sections[i].text_len))
			return corrupt(err);
	}
	if (!places_valid(&record))
		return corrupt(err);
	*out = record;
	return LETA_OK;
}

leta_status blob_record(struct blob blob, struct arena *arena, struct leta_record *out,
			struct leta_error *err)
{
	struct str bytes;
	leta_status st = blob_unpack_record(blob, arena, &bytes, err);

	return st == LETA_OK ? blob_read_record(blob, bytes, arena, out, err) : st;
}

leta_status blob_text(struct blob blob, size_t section, struct arena *arena, struct str *out,
		      struct leta_error *err)
{
	struct table t;
	struct str chunk, text;
	leta_status st;

	if (!read_table(blob.bytes, section, &t) || section >= t.n_sections)
		return corrupt(err);
	st = unpack(blob, DICTIONARY_TEXTS, &t.chunk, arena, &chunk, err);
	if (st != LETA_OK)
		return st;
	text = str_sub(chunk, t.within, t.within + t.length);
	if (text.ptr[text.len] != '\0')
		return corrupt(err);
	*out = text;
	return LETA_OK;
}

leta_status blob_texts(struct blob blob, struct arena *arena, struct leta_record *record,
		       struct leta_error *err)
{
	size_t i = 0;

	while (i < record->n_sections) {
		struct table t;
		struct str chunk;
		leta_status st;

		if (!read_table(blob.bytes, i, &t) || t.n_sections != record->n_sections)
			return corrupt(err);
		st = unpack(blob, DICTIONARY_TEXTS, &t.chunk, arena, &chunk, err);
		if (st != LETA_OK)
			return st;
		for (size_t at = 0; at < chunk.len; at += record->sections[i++].text_len + 1) {
			record->sections[i].text = chunk.ptr + at;
			if (chunk.ptr[at + record->sections[i].text_len] != '\0')
				return corrupt(err);
		}
	}
	return LETA_OK;
}

leta_status blob_forward(struct blob blob, struct arena *arena, struct forward *out,
			 struct leta_error *err)
{
	struct forward forward;
	struct table t;
	struct str bytes;
	size_t *lengths;
	leta_status st;

	if (!read_table(blob.bytes, NO_SECTION, &t) || t.forward.raw != t.forward.packed)
		return corrupt(err);
	bytes = str_sub(blob.bytes, t.forward.offset, t.forward.offset + t.forward.raw);
	st = forward_decode(bytes, arena, &forward, err);
	if (st != LETA_OK)
		return st;
	lengths = arena_zalloc(arena, t.n_sections, sizeof(*lengths));
	if (!lengths)
		return arena_status(arena, err);
	for (size_t i = 0, pos = t.lengths; i < t.n_sections; i++)
		get_size(blob.bytes, &pos, &lengths[i]);
	if (!tokens_valid(&forward, lengths, t.n_sections))
		return corrupt(err);
	*out = forward;
	return LETA_OK;
}

leta_status blob_pick(struct blob blob, const struct forward_wish *wish, struct arena *arena,
		      struct forward *out, struct leta_error *err)
{
	struct forward forward;
	struct table t;
	leta_status st;

	if (!read_table(blob.bytes, NO_SECTION, &t) || t.forward.raw != t.forward.packed)
		return corrupt(err);
	st = forward_pick(str_sub(blob.bytes, t.forward.offset, t.forward.offset + t.forward.raw), wish,
			  arena, &forward, err);
	if (st != LETA_OK)
		return st;
	for (size_t i = 0; i < forward.n_streams; i++)
		if (!stream_valid(&forward.streams[i], t.n_sections))
			return corrupt(err);
	*out = forward;
	return LETA_OK;
}
