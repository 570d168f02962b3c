/*
 * glass_table.c: blocks of a packed B-tree.
 *
 * A block: revision (4 bytes, high first, as all numbers here), level, largest free stretch (2), all free bytes (2),
 * end of the directory (2), then the directory: two bytes for each item, its place in the block. Items are put in from
 * the block's end.
 *   leaf item:   size - 3 with three flags in its high bits (2), key length (1), key, [number of the part (2)], tag
 *   branch item: number of the block below (4), key length (1), key, number of the part (2)
 * The first item of a table has the empty key; so has the first of each branch block, whatever lies below it. A branch
 * item's key is the shortest that tells the first item below it from the one before that.
 */
#include "engine/glass_table.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "engine/glass_pack.h"

#define LEVELS_MAX 10
#define DIRECTORY 11  /* where it begins */
#define SLOT 2        /* bytes of the directory for an item */
#define ITEM_MAX ((GLASS_BLOCK - DIRECTORY - 4 * SLOT) / 4)
#define LEAF_HEAD 3   /* size, key length */
#define PART 2        /* number of a part */
#define PARTS_MAX 65535
#define FILL_MIN 64   /* bytes of a tag that are worth an item of their own at the end of a block */
#define WRITE_BYTES ((size_t)1 << 20)

enum { FLAG_COMPRESSED = 0x80, FLAG_LAST = 0x40, FLAG_FIRST = 0x20 };

/* The key of an item, and which part of its tag it has. */
struct key {
	unsigned char bytes[GLASS_KEY_MAX];
	size_t len;
	unsigned part;
};

/* A block being filled. */
struct level {
	unsigned char bytes[GLASS_BLOCK];
	size_t directory_end, items; /* items: where the last one put in begins */
	struct key first; /* what separates it from the block before it */
	bool used;
};

struct glass_table {
	int fd;
	struct buf out;    /* blocks not yet written */
	uint32_t n_blocks; /* written or in `out` */
	uint64_t n_entries;
	unsigned n_levels; /* of which something is known: 0 is the leaves */
	struct level *levels[LEVELS_MAX];
	struct key last; /* that was added */
	char path[PATH_MAX];
};

static void put16(unsigned char *to, size_t value)
{
	to[0] = (unsigned char)(value >> 8);
	to[1] = (unsigned char)value;
}

static void put32(unsigned char *to, uint32_t value)
{
	put16(to, value >> 16);
	put16(to + 2, value & 0xFFFF);
}

static void begin_block(struct level *l, unsigned number)
{
	memset(l->bytes, 0, sizeof(l->bytes));
	put32(l->bytes, GLASS_REVISION);
	l->bytes[4] = (unsigned char)number;
	l->directory_end = DIRECTORY;
	l->items = GLASS_BLOCK;
	l->used = true;
}

static size_t room(const struct level *l)
{
	return l->items - l->directory_end;
}

/* Room for an item of this size, entered in the directory. The caller has looked that there is room. */
static unsigned char *new_item(struct level *l, size_t size)
{
	l->items -= size;
	put16(l->bytes + l->directory_end, l->items);
	l->directory_end += SLOT;
	return l->bytes + l->items;
}

static leta_status write_out(struct glass_table *t, struct leta_error *err)
{
	for (size_t done = 0; done < t->out.len;) {
		ssize_t n = write(t->fd, t->out.data + done, t->out.len - done);

		if (n < 0 && errno != EINTR)
			return error_sys(err, LETA_ERR_IO, "kan inte skriva '%s'", "cannot write '%s'", t->path);
		done += n > 0 ? (size_t)n : 0;
	}
	buf_clear(&t->out);
	return LETA_OK;
}

/* Puts a full block into the file; *number is its place there. */
static leta_status end_block(struct glass_table *t, struct level *l, uint32_t *number, struct leta_error *err)
{
	if (t->n_blocks == UINT32_MAX)
		return error_set(err, LETA_ERR_LIMIT, "indexet är för stort", "the index is too large");
	put16(l->bytes + 5, room(l));
	put16(l->bytes + 7, room(l));
	put16(l->bytes + 9, l->directory_end);
	buf_append(&t->out, l->bytes, GLASS_BLOCK);
	*number = t->n_blocks++;
	l->used = false;
	if (t->out.len < WRITE_BYTES)
		return buf_status(&t->out, err);
	return write_out(t, err);
}

static leta_status make_level(struct glass_table *t, unsigned number, struct leta_error *err)
{
	if (number < t->n_levels)
		return LETA_OK;
	if (number == LEVELS_MAX)
		return error_set(err, LETA_ERR_LIMIT, "indexet är för stort", "the index is too large");
	t->levels[number] = calloc(1, sizeof(*t->levels[number]));
	if (!t->levels[number])
		return error_nomem(err);
	t->n_levels = number + 1;
	return LETA_OK;
}

/* Enters a block in the level above it. */
static leta_status add_branch(struct glass_table *t, unsigned number, const struct key *first, uint32_t block,
                              struct leta_error *err)
{
	leta_status st = make_level(t, number, err);

	for (bool done = false; st == LETA_OK && !done;) {
		struct level *l = t->levels[number];
		size_t key_len = l->used ? first->len : 0;
		size_t size = 4 + 1 + key_len + PART;
		uint32_t full;

		if (l->used && room(l) < size + SLOT) {
			st = end_block(t, l, &full, err);
			if (st == LETA_OK)
				st = add_branch(t, number + 1, &l->first, full, err);
			continue;
		}
		if (!l->used) {
			begin_block(l, number);
			l->first = *first;
		}
		unsigned char *item = new_item(l, size);
		put32(item, block);
		item[4] = (unsigned char)key_len;
		memcpy(item + 5, first->bytes, key_len);
		put16(item + 5 + key_len, key_len > 0 ? first->part : 0);
		done = true;
	}
	return st;
}

/* The shortest key that is above `before` and not above `key`. */
static void separate(const struct key *before, const struct key *key, struct key *out)
{
	size_t n = 0;

	while (n < key->len && n < before->len && key->bytes[n] == before->bytes[n])
		n++;
	out->len = n < key->len ? n + 1 : n;
	out->part = key->part;
	memcpy(out->bytes, key->bytes, out->len);
}

static void put_leaf_item(struct level *leaf, const struct key *key, struct str piece, unsigned flags)
{
	size_t head = LEAF_HEAD + key->len + (key->part > 1 ? PART : 0);
	unsigned char *item = new_item(leaf, head + piece.len);

	put16(item, head + piece.len - LEAF_HEAD);
	item[0] = (unsigned char)(item[0] | flags);
	item[2] = (unsigned char)key->len;
	memcpy(item + LEAF_HEAD, key->bytes, key->len);
	if (key->part > 1)
		put16(item + LEAF_HEAD + key->len, key->part);
	if (piece.len > 0)
		memcpy(item + head, piece.ptr, piece.len);
}

/* Adds an item of a tag to the leaf, or to a new one when it does not fit. */
static leta_status add_item(struct glass_table *t, const struct key *key, struct str piece, unsigned flags,
                            struct leta_error *err)
{
	struct level *leaf = t->levels[0];
	size_t size = LEAF_HEAD + key->len + (key->part > 1 ? PART : 0) + piece.len;
	uint32_t full;
	leta_status st = LETA_OK;

	if (room(leaf) < size + SLOT) {
		st = end_block(t, leaf, &full, err);
		if (st == LETA_OK)
			st = add_branch(t, 1, &leaf->first, full, err);
		if (st != LETA_OK)
			return st;
		begin_block(leaf, 0);
		separate(&t->last, key, &leaf->first);
	}
	put_leaf_item(leaf, key, piece, flags);
	t->last = *key;
	return st;
}

leta_status glass_table_open(const char *path, struct glass_table **out, struct leta_error *err)
{
	static const struct key null = { .part = 1 };
	struct glass_table *t = calloc(1, sizeof(*t));
	leta_status st;

	if (!t)
		return error_nomem(err);
	t->fd = -1;
	buf_init(&t->out, WRITE_BYTES + GLASS_BLOCK);
	st = make_level(t, 0, err);
	if (st == LETA_OK && strlen(path) >= sizeof(t->path))
		st = error_set(err, LETA_ERR_INVALID, "sökvägen är för lång", "the path is too long");
	if (st == LETA_OK) {
		memcpy(t->path, path, strlen(path) + 1);
		t->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
		if (t->fd < 0)
			st = error_sys(err, LETA_ERR_IO, "kan inte skriva '%s'", "cannot write '%s'", path);
	}
	if (st != LETA_OK) {
		glass_table_close(t);
		return st;
	}
	begin_block(t->levels[0], 0);
	put_leaf_item(t->levels[0], &null, STR(""), FLAG_FIRST | FLAG_LAST);
	*out = t;
	return LETA_OK;
}

static bool follows(const struct key *before, struct str key)
{
	size_t common = before->len < key.len ? before->len : key.len;
	int order = memcmp(before->bytes, key.ptr, common);

	return order < 0 || (order == 0 && before->len < key.len);
}

/* How many bytes of a long tag the first item takes: what fills the block, if that is worth it. */
static size_t first_piece(const struct level *leaf, size_t key_len, size_t most)
{
	size_t overhead = LEAF_HEAD + key_len + SLOT, left = room(leaf) % (ITEM_MAX + SLOT);

	if (left < overhead + key_len + FILL_MIN)
		return most;
	return left - overhead < most ? left - overhead : most;
}

leta_status glass_table_add(struct glass_table *t, struct str key, struct str tag, bool compressed,
                            struct leta_error *err)
{
	struct key k = { .len = key.len, .part = 1 };
	size_t first = ITEM_MAX - LEAF_HEAD - key.len, rest = first - PART;
	leta_status st = LETA_OK;

	if (key.len == 0 || key.len > GLASS_KEY_MAX || tag.len / rest + 2 > PARTS_MAX)
		return error_set(err, LETA_ERR_LIMIT, "en post i indexet är för stor",
		                 "an entry of the index is too large");
	if (!follows(&t->last, key))
		return error_set(err, LETA_ERR_INVALID, "posterna i indexet är inte sorterade",
		                 "the entries of the index are not sorted");
	memcpy(k.bytes, key.ptr, key.len);
	if (tag.len > first)
		first = first_piece(t->levels[0], key.len, first);
	for (size_t done = 0; st == LETA_OK; k.part++) {
		size_t most = k.part == 1 ? first : rest;
		size_t n = tag.len - done < most ? tag.len - done : most;
		unsigned flags = (compressed ? FLAG_COMPRESSED : 0) | (k.part == 1 ? FLAG_FIRST : 0) |
		                 (done + n == tag.len ? FLAG_LAST : 0);

		st = add_item(t, &k, str_sub(tag, done, done + n), flags, err);
		done += n;
		if (done == tag.len)
			break;
	}
	t->n_entries++;
	return st;
}

/* Writes the blocks that are not full; *root is the topmost, *top its level. */
static leta_status end_levels(struct glass_table *t, uint32_t *root, unsigned *top, struct leta_error *err)
{
	leta_status st = LETA_OK;

	for (*top = 0; st == LETA_OK; ++*top) {
		struct level *l = t->levels[*top];

		st = end_block(t, l, root, err);
		if (st != LETA_OK || *top + 1 == t->n_levels)
			break;
		st = add_branch(t, *top + 1, &l->first, *root, err);
	}
	return st;
}

leta_status glass_table_finish(struct glass_table *t, uint32_t compress_min, struct buf *root,
                               struct leta_error *err)
{
	bool fake = t->n_entries == 0;
	uint32_t block = 0;
	unsigned top = 0;
	leta_status st = fake ? LETA_OK : end_levels(t, &block, &top, err);

	if (st == LETA_OK)
		st = write_out(t, err);
	if (st == LETA_OK && fdatasync(t->fd) != 0)
		st = error_sys(err, LETA_ERR_IO, "kan inte skriva '%s'", "cannot write '%s'", t->path);
	if (st != LETA_OK)
		return st;
	glass_uint(root, block);
	glass_uint(root, top << 2 | 2 | (fake ? 1 : 0)); /* 2: entries were added in order */
	glass_uint(root, t->n_entries);
	glass_uint(root, GLASS_BLOCK >> 11);
	glass_uint(root, compress_min);
	if (fake) {
		glass_string(root, STR(""));
		return buf_status(root, err);
	}
	/* The list of free blocks, empty: revision, blocks of the file, and where it begins and ends. */
	size_t start = root->len;
	buf_char(root, 0);
	glass_uint(root, GLASS_REVISION);
	glass_uint(root, t->n_blocks);
	buf_append(root, "\0\0\0", 4);
	if (buf_status(root, err) != LETA_OK)
		return root->status;
	root->data[start] = (char)(root->len - start - 1);
	return LETA_OK;
}

void glass_table_close(struct glass_table *t)
{
	if (!t)
		return;
	for (unsigned i = 0; i < t->n_levels; i++)
		free(t->levels[i]);
	if (t->fd >= 0)
		close(t->fd);
	buf_fini(&t->out);
	free(t);
}
