/*
 * bulk_values.c: one spool for each slot: gap to the document, length, bytes, and so on.
 */
#include "engine/bulk_values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "engine/bulk_file.h"
#include "engine/glass_pack.h"

#define SLOTS_MAX 256
#define CHUNK 2000 /* bytes after which glass begins another entry */
#define VALUE_MAX ((size_t)80 << 20)
#define SPOOL_BYTES ((size_t)512 << 10)

struct slot {
	uint32_t number;
	uint32_t documents, first_docid, last_docid;
	struct buf least, greatest;
	struct buf key; /* of its statistics, to sort by */
	FILE *file;     /* NULL: all is in `spool` */
	struct buf spool;
};

struct bulk_values {
	const char *dir;
	struct slot slots[SLOTS_MAX];
	size_t n;
	struct buf key, tag, value;
};

leta_status bulk_values_new(const char *dir, struct bulk_values **out, struct leta_error *err)
{
	struct bulk_values *v = calloc(1, sizeof(*v));

	if (!v)
		return error_nomem(err);
	v->dir = dir;
	buf_init(&v->key, GLASS_KEY_MAX);
	buf_init(&v->tag, 2 * VALUE_MAX);
	buf_init(&v->value, VALUE_MAX);
	*out = v;
	return LETA_OK;
}

void bulk_values_free(struct bulk_values *v)
{
	if (!v)
		return;
	for (size_t i = 0; i < v->n; i++) {
		struct slot *s = &v->slots[i];

		if (s->file)
			fclose(s->file);
		buf_fini(&s->least);
		buf_fini(&s->greatest);
		buf_fini(&s->key);
		buf_fini(&s->spool);
	}
	buf_fini(&v->key);
	buf_fini(&v->tag);
	buf_fini(&v->value);
	free(v);
}

static struct slot *find(struct bulk_values *v, uint32_t number)
{
	struct slot *s = v->slots;

	for (; s < v->slots + v->n; s++)
		if (s->number == number)
			return s;
	if (v->n == SLOTS_MAX)
		return NULL;
	v->n++;
	*s = (struct slot){ .number = number };
	buf_init(&s->least, VALUE_MAX);
	buf_init(&s->greatest, VALUE_MAX);
	buf_init(&s->key, GLASS_KEY_MAX);
	buf_init(&s->spool, SPOOL_BYTES + 2 * VALUE_MAX);
	return s;
}

static void replace(struct buf *buf, struct str bytes)
{
	buf_clear(buf);
	buf_str(buf, bytes);
}

static leta_status spool_out(struct bulk_values *v, struct slot *s, struct leta_error *err)
{
	leta_status st = s->file ? LETA_OK : bulk_file_open(v->dir, &s->file, err);

	if (st == LETA_OK && fwrite(s->spool.data, 1, s->spool.len, s->file) != s->spool.len)
		st = bulk_file_failed(v->dir, err);
	buf_clear(&s->spool);
	return st;
}

leta_status bulk_values_add(struct bulk_values *v, uint32_t slot, uint32_t docid, struct str value,
                            struct leta_error *err)
{
	struct slot *s = find(v, slot);
	leta_status st;

	if (!s)
		return error_set(err, LETA_ERR_LIMIT, "fler än %d fack", "more than %d slots", SLOTS_MAX);
	if (s->documents == 0 || str_cmp(value, buf_view(&s->least)) < 0)
		replace(&s->least, value);
	if (s->documents == 0 || str_cmp(value, buf_view(&s->greatest)) > 0)
		replace(&s->greatest, value);
	if (s->documents++ == 0)
		s->first_docid = docid;
	else
		buf_varint(&s->spool, docid - s->last_docid - 1);
	s->last_docid = docid;
	glass_string(&s->spool, value);
	st = buf_status(&s->least, err);
	if (st == LETA_OK)
		st = buf_status(&s->greatest, err);
	if (st == LETA_OK)
		st = buf_status(&s->spool, err);
	return st == LETA_OK && s->spool.len > SPOOL_BYTES ? spool_out(v, s, err) : st;
}

/* ---- writing ---- */

static int by_key(const void *a, const void *b)
{
	return str_cmp(buf_view(&((const struct slot *)a)->key), buf_view(&((const struct slot *)b)->key));
}

/* Keys are made by fn, and the slots sorted by them. */
static leta_status sort(struct bulk_values *v, void (*pack)(struct buf *, uint32_t), const char *prefix,
                        struct leta_error *err)
{
	for (size_t i = 0; i < v->n; i++) {
		struct slot *s = &v->slots[i];

		buf_clear(&s->key);
		buf_append(&s->key, prefix, 2);
		pack(&s->key, s->number);
		if (buf_status(&s->key, err) != LETA_OK)
			return s->key.status;
	}
	qsort(v->slots, v->n, sizeof(v->slots[0]), by_key);
	return LETA_OK;
}

static void pack_last(struct buf *out, uint32_t number)
{
	glass_uint_last(out, number);
}

static void pack_inner(struct buf *out, uint32_t number)
{
	glass_uint(out, number);
}

static leta_status write_statistics(struct bulk_values *v, struct glass_table *postlist, struct leta_error *err)
{
	leta_status st = sort(v, pack_last, "\0\xd0", err);

	for (size_t i = 0; st == LETA_OK && i < v->n; i++) {
		struct slot *s = &v->slots[i];

		buf_clear(&v->tag);
		glass_uint(&v->tag, s->documents);
		glass_string(&v->tag, buf_view(&s->least));
		if (!str_eq(buf_view(&s->least), buf_view(&s->greatest)))
			buf_str(&v->tag, buf_view(&s->greatest));
		st = buf_status(&v->tag, err);
		if (st == LETA_OK)
			st = glass_table_add(postlist, buf_view(&s->key), buf_view(&v->tag), false, err);
	}
	return st;
}

/* Reads a slot's spool from its beginning. */
struct reader {
	struct bulk_values *v;
	struct slot *slot;
	size_t at; /* in the spool in memory */
};

static bool read_byte(struct reader *r, unsigned char *out)
{
	if (r->slot->file) {
		int c = getc_unlocked(r->slot->file); /* one thread has it */

		*out = (unsigned char)c;
		return c != EOF;
	}
	if (r->at == r->slot->spool.len)
		return false;
	*out = (unsigned char)r->slot->spool.data[r->at++];
	return true;
}

static bool read_number(struct reader *r, uint64_t *out)
{
	unsigned char byte = 0x80;

	*out = 0;
	for (unsigned shift = 0; byte & 0x80 && shift < 64; shift += 7) {
		if (!read_byte(r, &byte))
			return false;
		*out |= (uint64_t)(byte & 0x7F) << shift;
	}
	return true;
}

static bool read_value(struct reader *r)
{
	struct buf *out = &r->v->value;
	uint64_t len;

	buf_clear(out);
	if (!read_number(r, &len) || !buf_reserve(out, (size_t)len))
		return false;
	for (uint64_t i = 0; i < len; i++) {
		unsigned char byte;

		if (!read_byte(r, &byte))
			return false;
		buf_char(out, (char)byte);
	}
	return true;
}

static leta_status write_chunk(struct reader *r, uint32_t first, struct glass_table *postlist,
                               struct leta_error *err)
{
	struct bulk_values *v = r->v;

	buf_clear(&v->key);
	buf_str(&v->key, buf_view(&r->slot->key));
	glass_uint_sorted(&v->key, first);
	leta_status st = buf_status(&v->key, err);
	if (st == LETA_OK)
		st = buf_status(&v->tag, err);
	if (st == LETA_OK)
		st = glass_table_add(postlist, buf_view(&v->key), buf_view(&v->tag), false, err);
	buf_clear(&v->tag);
	return st;
}

static leta_status write_values(struct bulk_values *v, struct slot *s, struct glass_table *postlist,
                                struct leta_error *err)
{
	struct reader r = { .v = v, .slot = s };
	uint32_t docid = s->first_docid, first = 0;
	leta_status st = s->file ? spool_out(v, s, err) : LETA_OK;

	if (st == LETA_OK && s->file && (fflush(s->file) != 0 || fseek(s->file, 0, SEEK_SET) != 0))
		st = bulk_file_failed(v->dir, err);
	buf_clear(&v->tag);
	for (uint32_t i = 0; st == LETA_OK && i < s->documents; i++) {
		uint64_t gap = 0;

		if ((i > 0 && !read_number(&r, &gap)) || !read_value(&r)) {
			st = buf_status(&v->value, err);
			return st == LETA_OK ? bulk_file_failed(v->dir, err) : st;
		}
		docid += i > 0 ? (uint32_t)gap + 1 : 0;
		if (v->tag.len == 0)
			first = docid;
		else
			glass_uint(&v->tag, gap);
		glass_string(&v->tag, buf_view(&v->value));
		if (v->tag.len >= CHUNK || i + 1 == s->documents)
			st = write_chunk(&r, first, postlist, err);
	}
	return st;
}

leta_status bulk_values_write(struct bulk_values *v, struct glass_table *postlist, struct leta_error *err)
{
	leta_status st = write_statistics(v, postlist, err);

	if (st == LETA_OK)
		st = sort(v, pack_inner, "\0\xd8", err);
	for (size_t i = 0; st == LETA_OK && i < v->n; i++)
		st = write_values(v, &v->slots[i], postlist, err);
	return st;
}
