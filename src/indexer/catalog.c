/*
 * catalog.c: encoding and reading the list of indexed files.
 *
 * Key: "F" + path, cut like a term; so the value repeats the path. Value: hash, documents, format, length of the id,
 * id, path; numbers as varints.
 */
#include "indexer/catalog.h"

#include "base/error.h"
#include "base/map.h"
#include "schema/term.h"

#define CATALOG_PREFIX "F"
#define CATALOG_ARENA_MAX ((size_t)1 << 30)

void catalog_key(struct str path, struct buf *out)
{
	term_make(out, CATALOG_PREFIX, path);
}

void catalog_value(const struct catalog_file *file, struct buf *out)
{
	buf_clear(out);
	buf_varint(out, file->hash);
	buf_varint(out, file->documents);
	buf_varint(out, file->format);
	buf_varint(out, file->id.len);
	buf_str(out, file->id);
	buf_str(out, file->path);
}

static bool parse_value(struct str value, struct catalog_file *out)
{
	size_t pos = 0;
	uint64_t hash, documents, format, id_len;
	if (!varint_read(value, &pos, &hash) || !varint_read(value, &pos, &documents) ||
	    !varint_read(value, &pos, &format) || !varint_read(value, &pos, &id_len) ||
	    id_len > value.len - pos)
		return false;
	*out = (struct catalog_file){
		.hash = hash,
		.documents = (uint32_t)documents,
		.format = (uint32_t)format,
		.id = str_sub(value, pos, pos + id_len),
		.path = str_sub(value, pos + id_len, value.len),
	};
	return true;
}

static leta_status take_meta(void *ctx, struct str key, struct str value, struct leta_error *err)
{
	struct catalog *c = ctx;
	struct catalog_file file;
	if (!parse_value(value, &file))
		return error_set(err, LETA_ERR_CORRUPT, "filförteckningen är skadad vid '" STR_FMT "'",
		                 "the list of files is damaged at '" STR_FMT "'", STR_ARG(key));
	struct catalog_file *files =
		arena_grow(c->arena, c->files, c->n_files, &c->cap, sizeof(*files));
	char *copy = arena_strdup(c->arena, value);
	uint32_t entry = map_put(c->by_path, file.path);
	if (!files || !copy || entry == MAP_NONE)
		return error_nomem(err);
	file.id.ptr = copy + (file.id.ptr - value.ptr);
	file.path.ptr = copy + (file.path.ptr - value.ptr);
	*map_value(c->by_path, entry) = (uint32_t)c->n_files;
	c->files = files;
	c->files[c->n_files++] = file;
	return LETA_OK;
}

leta_status catalog_load(struct catalog *c, struct engine_reader *reader, struct leta_error *err)
{
	*c = (struct catalog){ .arena = arena_new(CATALOG_ARENA_MAX), .by_path = map_new() };
	if (!c->arena || !c->by_path)
		return error_nomem(err);
	if (!reader)
		return LETA_OK;
	return engine_reader_metas(reader, STR(CATALOG_PREFIX), take_meta, c, err);
}

void catalog_fini(struct catalog *c)
{
	arena_free(c->arena);
	map_free(c->by_path);
	*c = (struct catalog){ 0 };
}

const struct catalog_file *catalog_find(const struct catalog *c, struct str path)
{
	uint32_t entry = map_find(c->by_path, path);
	return entry == MAP_NONE ? NULL : &c->files[*map_value(c->by_path, entry)];
}
