/*
 * store.c: documents.leta: appending at the end, reading through a mapping.
 *
 * The writer never writes below the size that it found: whatever lies there may be addressed by
 * somebody's snapshot. What a crash left at the end is unreachable and stays. The reader maps twice
 * the file's size: pages behind the end become readable as the file grows, so a long-lived reader
 * maps anew a few dozen times at most, and can keep every mapping it has handed bytes out of. It reads a
 * blob's checksum once, since a search asks some documents many times. The first blobs that somebody gives
 * memory for are read, not mapped: a process that asks one question pays more for a page of a mapping than
 * for a copy.
 */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/deflate.h"
#include "base/error.h"
#include "base/file.h"
#include "schema/version.h"
#include "store/blob.h"

#define FILE_NAME "documents.leta"
#define HEADER_SIZE 16
#define PREFIX_SIZE 8 /* length and CRC in front of a blob's bytes */
#define ENTRY_SIZE 29 /* CRC of the rest, address, hash, size of the imprint; it and the id follow */
#define MAP_MIN ((size_t)1 << 20)
#define MAPS_MAX 64 /* each is at least twice the one before */
#define COPIES_MAX 16384 /* blobs that are copied; then their pages are asked for again and again */
#define COPY_MAX ((size_t)32 << 10) /* bytes; mapping a larger blob is the cheaper way */
#define CHECKED_SLOTS ((size_t)1 << 13) /* a power of two: more documents than a question asks */

static const char magic[] = "leta store\n";

struct store_writer {
	int fd;
	uint64_t size; /* of what is whole; the next blob goes here */
	bool created;  /* its name is not durable yet */
	char dir[PATH_MAX], path[PATH_MAX];
};

struct store_reader {
	int fd;
	uint64_t size; /* of the file, when last looked at */
	struct {
		void *start;
		size_t size;
	} maps[MAPS_MAX];
	size_t n_maps; /* the last one is in use */
	unsigned n_copies; /* handed out */
	struct dictionary *dictionary;
	uint64_t *checked; /* by hash: the offset of a blob whose checksum was right; 0 = none */
	char path[PATH_MAX];
};

/* ---- numbers ---- */

static void put_number(unsigned char *to, uint64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		to[i] = (unsigned char)(value >> 8 * i);
}

static uint64_t get_number(const char *from, size_t bytes)
{
	uint64_t value = 0;

	for (size_t i = 0; i < bytes; i++)
		value |= (uint64_t)(unsigned char)from[i] << 8 * i;
	return value;
}

void store_entry_encode(const struct store_entry *entry, struct buf *out)
{
	unsigned char fixed[ENTRY_SIZE];
	size_t start = out->len;

	put_number(fixed, 0, 4);
	put_number(fixed + 4, entry->address.offset, 8);
	put_number(fixed + 12, entry->address.length, 4);
	put_number(fixed + 16, entry->address.crc, 4);
	put_number(fixed + 20, entry->hash, 8);
	put_number(fixed + 28, entry->imprint.len, 1);
	buf_append(out, fixed, sizeof(fixed));
	buf_str(out, entry->imprint);
	buf_str(out, entry->id);
	if (buf_status(out, NULL) == LETA_OK)
		put_number((unsigned char *)out->data + start,
			   crc32_of(str_sub(buf_view(out), start + 4, out->len)), 4);
}

bool store_entry_decode(struct str data, struct store_entry *out)
{
	if (data.len < ENTRY_SIZE ||
	    crc32_of(str_sub(data, 4, data.len)) != get_number(data.ptr, 4))
		return false;
	size_t id = ENTRY_SIZE + (size_t)get_number(data.ptr + 28, 1);
	if (id > data.len)
		return false;
	*out = (struct store_entry){
		.address = {.offset = get_number(data.ptr + 4, 8),
			    .length = (uint32_t)get_number(data.ptr + 12, 4),
			    .crc = (uint32_t)get_number(data.ptr + 16, 4)},
		.hash = get_number(data.ptr + 20, 8),
		.imprint = str_sub(data, ENTRY_SIZE, id),
		.id = str_sub(data, id, data.len),
	};
	return true;
}

/* ---- the header ---- */

static void make_header(char header[HEADER_SIZE])
{
	memset(header, 0, HEADER_SIZE);
	snprintf(header, HEADER_SIZE, "%s%d", magic, SCHEMA_FORMAT);
}

static leta_status cannot_read(const char *path, struct leta_error *err)
{
	return error_sys(err, LETA_ERR_IO, "kan inte läsa '%s'", "cannot read '%s'", path);
}

static leta_status check_header(int fd, const char *path, struct leta_error *err)
{
	char header[HEADER_SIZE], found[HEADER_SIZE] = {0};

	if (pread(fd, found, HEADER_SIZE, 0) < 0)
		return cannot_read(path, err);
	make_header(header);
	if (memcmp(found, header, HEADER_SIZE) == 0)
		return LETA_OK;
	if (memcmp(found, magic, sizeof(magic) - 1) != 0)
		return error_set(err, LETA_ERR_CORRUPT,
				 "'%s' är skadad; bygg om indexet med 'leta index --fresh'",
				 "'%s' is damaged; rebuild the index with 'leta index --fresh'",
				 path);
	return error_set(err, LETA_ERR_VERSION,
			 "'%s' har ett annat format; bygg om indexet med 'leta index --fresh'",
			 "'%s' has another format; rebuild the index with 'leta index --fresh'",
			 path);
}

static leta_status file_path(char out[PATH_MAX], const char *dir, struct leta_error *err)
{
	if (!file_join(out, PATH_MAX, dir, FILE_NAME))
		return error_set(err, LETA_ERR_INVALID, "sökvägen '%s' är för lång",
				 "the path '%s' is too long", dir);
	return LETA_OK;
}

static leta_status file_size(int fd, const char *path, uint64_t *size, struct leta_error *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return cannot_read(path, err);
	if (!S_ISREG(st.st_mode))
		return error_set(err, LETA_ERR_CORRUPT, "'%s' är ingen vanlig fil",
				 "'%s' is not a regular file", path);
	*size = (uint64_t)st.st_size;
	return LETA_OK;
}

/* ---- writing ---- */

static leta_status cannot_write(const struct store_writer *w, struct leta_error *err)
{
	return error_sys(err, LETA_ERR_IO, "kan inte skriva '%s'", "cannot write '%s'", w->path);
}

/*
 * Gives back what a failed append wrote. Should that fail too, the bytes that stay are overwritten
 * by the next append: no address names them.
 */
static leta_status cut_back(struct store_writer *w, struct leta_error *err)
{
	leta_status st = cannot_write(w, err);
	int failed = ftruncate(w->fd, (off_t)w->size);

	(void)failed;
	return st;
}

/* Writes two pieces one after the other at w->size, all or nothing. */
static leta_status write_behind(struct store_writer *w, struct str first, struct str second,
				struct leta_error *err)
{
	size_t done = 0, total = first.len + second.len;

	while (done < total) {
		struct str head = str_sub(first, done, first.len);
		struct str tail =
			str_sub(second, done > first.len ? done - first.len : 0, second.len);
		struct iovec pieces[2] = {{(void *)head.ptr, head.len},
					  {(void *)tail.ptr, tail.len}};
		ssize_t n = pwritev(w->fd, pieces, 2, (off_t)(w->size + done));

		if (n < 0 && errno != EINTR)
			return cut_back(w, err);
		done += n > 0 ? (size_t)n : 0;
	}
	w->size += total;
	return LETA_OK;
}

/* A file shorter than its header holds nothing that anybody can address: it is begun anew. */
static leta_status begin(struct store_writer *w, struct leta_error *err)
{
	char header[HEADER_SIZE];
	leta_status st = file_size(w->fd, w->path, &w->size, err);

	if (st != LETA_OK || w->size >= HEADER_SIZE)
		return st == LETA_OK ? check_header(w->fd, w->path, err) : st;
	make_header(header);
	w->created = true;
	w->size = 0;
	return write_behind(w, (struct str){header, HEADER_SIZE}, STR(""), err);
}

leta_status store_writer_open(const char *dir, struct store_writer **out, struct leta_error *err)
{
	struct store_writer *w = calloc(1, sizeof(*w));
	leta_status st;

	if (!w)
		return error_nomem(err);
	w->fd = -1;
	st = file_path(w->path, dir, err);
	if (st == LETA_OK) {
		snprintf(w->dir, sizeof(w->dir), "%s", dir);
		w->fd = open(w->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0666);
		st = w->fd < 0 ? cannot_write(w, err) : begin(w, err);
	}
	if (st != LETA_OK) {
		store_writer_close(w);
		return st;
	}
	*out = w;
	return LETA_OK;
}

leta_status store_append(struct store_writer *w, struct str bytes, struct store_address *out,
			 struct leta_error *err)
{
	struct store_address address = {.offset = w->size};
	unsigned char prefix[PREFIX_SIZE];
	leta_status st;

	if (bytes.len > UINT32_MAX - PREFIX_SIZE)
		return error_set(err, LETA_ERR_LIMIT, "dokumentet är större än %" PRIu32 " byte",
				 "the document is larger than %" PRIu32 " bytes", UINT32_MAX);
	address.length = (uint32_t)bytes.len;
	address.crc = crc32_of(bytes);
	put_number(prefix, address.length, 4);
	put_number(prefix + 4, address.crc, 4);
	st = write_behind(w, (struct str){(char *)prefix, sizeof(prefix)}, bytes, err);
	if (st == LETA_OK)
		*out = address;
	return st;
}

leta_status store_sync(struct store_writer *w, struct leta_error *err)
{
	leta_status st;

	if (fdatasync(w->fd) != 0)
		return cannot_write(w, err);
	if (!w->created)
		return LETA_OK;
	st = file_sync_dir(w->dir, err);
	w->created = st != LETA_OK;
	return st;
}

uint64_t store_writer_size(const struct store_writer *w)
{
	return w->size;
}

void store_writer_close(struct store_writer *w)
{
	if (!w)
		return;
	if (w->fd >= 0)
		close(w->fd);
	free(w);
}

/* ---- reading ---- */

static leta_status damaged(const struct store_reader *r, uint64_t offset, struct leta_error *err)
{
	return error_set(
		err, LETA_ERR_CORRUPT,
		"'%s' är skadad vid byte %" PRIu64 "; bygg om indexet med 'leta index --fresh'",
		"'%s' is damaged at byte %" PRIu64 "; rebuild the index with 'leta index --fresh'",
		r->path, offset);
}

/* Maps the file as it is now, with room for it to grow. */
static leta_status map(struct store_reader *r, struct leta_error *err)
{
	size_t size;
	void *start;

	if (r->size > SIZE_MAX / 4 || r->n_maps == MAPS_MAX)
		return error_set(err, LETA_ERR_LIMIT, "'%s' är för stor", "'%s' is too large",
				 r->path);
	size = (size_t)r->size * 2;
	size = size < MAP_MIN ? MAP_MIN : size;
	start = mmap(NULL, size, PROT_READ, MAP_SHARED, r->fd, 0);
	if (start == MAP_FAILED)
		return error_sys(err, errno == ENOMEM ? LETA_ERR_NOMEM : LETA_ERR_IO,
				 "kan inte läsa '%s'", "cannot read '%s'", r->path);
	r->maps[r->n_maps].start = start;
	r->maps[r->n_maps++].size = size;
	return LETA_OK;
}

static leta_status open_file(struct store_reader *r, const char *dir, struct leta_error *err)
{
	leta_status st = file_path(r->path, dir, err);

	if (st != LETA_OK)
		return st;
	r->fd = open(r->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (r->fd < 0 && errno == ENOENT)
		return error_set(err, LETA_ERR_CORRUPT,
				 "'%s' saknas; bygg om indexet med 'leta index --fresh'",
				 "'%s' is missing; rebuild the index with 'leta index --fresh'",
				 r->path);
	if (r->fd < 0)
		return cannot_read(r->path, err);
	st = file_size(r->fd, r->path, &r->size, err);
	if (st == LETA_OK)
		st = check_header(r->fd, r->path, err);
	return st == LETA_OK ? map(r, err) : st;
}

leta_status store_reader_open(const char *dir, struct store_reader **out, struct leta_error *err)
{
	struct store_reader *r = calloc(1, sizeof(*r));
	leta_status st;

	if (!r)
		return error_nomem(err);
	r->fd = -1;
	r->checked = calloc(CHECKED_SLOTS, sizeof(*r->checked));
	st = r->checked ? open_file(r, dir, err) : error_nomem(err);
	if (st == LETA_OK)
		st = dictionary_open(dir, &r->dictionary, err);
	if (st != LETA_OK) {
		store_reader_close(r);
		return st;
	}
	*out = r;
	return LETA_OK;
}

/* Makes sure that the mapping reaches to `end`. */
static leta_status reach(struct store_reader *r, uint64_t offset, uint64_t end,
			 struct leta_error *err)
{
	leta_status st;

	if (end <= r->size)
		return LETA_OK;
	st = file_size(r->fd, r->path, &r->size, err);
	if (st != LETA_OK)
		return st;
	if (end > r->size)
		return damaged(r, offset, err);
	return r->size > r->maps[r->n_maps - 1].size ? map(r, err) : LETA_OK;
}

/* Whether the checksum is right. A blob is remembered until another takes its slot. */
static bool is_whole(struct store_reader *r, struct store_address address, struct str bytes)
{
	/* Fibonacci hashing (Knuth, TAOCP 3, 6.4) */
	uint64_t *slot = &r->checked[address.offset * UINT64_C(0x9E3779B97F4A7C15) >> 48 & (CHECKED_SLOTS - 1)];

	if (*slot == address.offset)
		return true;
	if (crc32_of(bytes) != address.crc)
		return false;
	*slot = address.offset;
	return true;
}

/* Sees whether the blob lies within the file. */
static leta_status find(struct store_reader *r, struct store_address address, struct leta_error *err)
{
	if (address.offset < HEADER_SIZE || address.offset > INT64_MAX)
		return damaged(r, address.offset, err);
	return reach(r, address.offset, address.offset + PREFIX_SIZE + address.length, err);
}

/* Hands out what stands behind the prefix, when it is what the address tells. */
static leta_status take(struct store_reader *r, struct store_address address, const char *prefix,
			struct blob *out, struct leta_error *err)
{
	struct str bytes = {prefix + PREFIX_SIZE, address.length};

	if (get_number(prefix, 4) != address.length || get_number(prefix + 4, 4) != address.crc ||
	    !is_whole(r, address, bytes))
		return damaged(r, address.offset, err);
	*out = (struct blob){bytes, r->dictionary};
	return LETA_OK;
}

leta_status store_read(struct store_reader *r, struct store_address address, struct blob *out,
		       struct leta_error *err)
{
	leta_status st = find(r, address, err);

	return st == LETA_OK
		       ? take(r, address, (const char *)r->maps[r->n_maps - 1].start + address.offset, out, err)
		       : st;
}

leta_status store_copy(struct store_reader *r, struct store_address address, struct arena *arena,
		       struct blob *out, struct leta_error *err)
{
	size_t size = PREFIX_SIZE + (size_t)address.length;
	leta_status st = find(r, address, err);

	if (st != LETA_OK || size > COPY_MAX || r->n_copies == COPIES_MAX)
		return st == LETA_OK ? store_read(r, address, out, err) : st;
	char *prefix = arena_alloc(arena, size);
	if (!prefix)
		return arena_status(arena, err);
	ssize_t n = pread(r->fd, prefix, size, (off_t)address.offset);
	if (n < 0)
		return cannot_read(r->path, err);
	if ((size_t)n < size)
		return damaged(r, address.offset, err);
	r->n_copies++;
	return take(r, address, prefix, out, err);
}

struct dictionary *store_reader_dictionary(const struct store_reader *r)
{
	return r->dictionary;
}

void store_reader_close(struct store_reader *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->n_maps; i++)
		munmap(r->maps[i].start, r->maps[i].size);
	if (r->fd >= 0)
		close(r->fd);
	dictionary_free(r->dictionary);
	free(r->checked);
	free(r);
}
