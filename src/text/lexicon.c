/*
 * lexicon.c: opens a lexicon (mapping its file or building it) and finds forms in it.
 *
 * A file is trusted when its header is whole and its size is right: looking at every byte would cost more
 * than a search. Every offset is checked against the tables' sizes, so a damaged file gives wrong lemmas at worst.
 */
#include "text/lexicon.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "text/lexicon_build.h"
#include "text/lexicon_format.h"

#define SIEVE_SLOTS 16 /* slots for each 64 bits of a sieve: it lets about a fifth of what is not there through */
#define BYTES_MAX ((size_t)256 << 20)

struct table {
	const uint64_t *slots;
	size_t mask;
	_Atomic(uint64_t *) sieve; /* a bit for every tag that there is, at the tag modulo its size; NULL: none yet */
};

struct lexicon {
	const char *bytes;
	size_t size;
	struct buf built; /* owns bytes when they were built here */
	bool mapped;
	const struct format_rule *rules;
	uint32_t n_rules;
	struct table words, firsts;
	atomic_bool sieved; /* somebody makes sieves, or has */
};

static leta_status not_whole(const char *path, struct leta_error *err)
{
	return error_set(err, LETA_ERR_CORRUPT, "'%s' är inte ett helt lexikon; gör om det",
	                 "'%s' is not a whole lexicon; make it again", path);
}

static void attach_table(struct table *t, const char *at, uint32_t bits)
{
	t->slots = (const uint64_t *)(const void *)at;
	t->mask = ((size_t)1 << bits) - 1;
	atomic_init(&t->sieve, NULL);
}

/* Finds the tables in the bytes. */
static leta_status attach(struct lexicon *lx, const char *path, struct leta_error *err)
{
	struct format_header h;
	const char *at = lx->bytes + sizeof(h);

	if (lx->size < sizeof(h))
		return not_whole(path, err);
	memcpy(&h, lx->bytes, sizeof(h));
	if (memcmp(h.magic, FORMAT_MAGIC, sizeof(h.magic)) != 0 || h.order != FORMAT_ORDER)
		return error_set(err, LETA_ERR_VERSION, "'%s' är ett lexikon av annat slag; gör om det",
		                 "'%s' is a lexicon of another kind; make it again", path);
	if (h.header != hash64(HASH64_INIT, (struct str){ lx->bytes, offsetof(struct format_header, header) }) ||
	    h.n_rules == 0 || h.n_rules > FORMAT_RULES_MAX || h.word_bits > 24 || h.first_bits > 24 ||
	    h.size != lx->size || format_size(h.n_rules, h.word_bits, h.first_bits) != lx->size)
		return not_whole(path, err);
	lx->rules = (const struct format_rule *)(const void *)at;
	lx->n_rules = h.n_rules;
	at += h.n_rules * sizeof(struct format_rule);
	attach_table(&lx->words, at, h.word_bits);
	at += ((size_t)1 << h.word_bits) * sizeof(uint64_t);
	attach_table(&lx->firsts, at, h.first_bits);
	return LETA_OK;
}

static leta_status map_file(struct lexicon *lx, int fd, const char *path, struct leta_error *err)
{
	struct stat st;
	void *bytes;

	if (fstat(fd, &st) != 0)
		return error_sys(err, LETA_ERR_IO, "kan inte läsa '%s'", "cannot read '%s'", path);
	if (st.st_size < (off_t)sizeof(struct format_header) || (uintmax_t)st.st_size > BYTES_MAX)
		return not_whole(path, err);
	bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (bytes == MAP_FAILED)
		return error_sys(err, LETA_ERR_IO, "kan inte läsa '%s'", "cannot read '%s'", path);
	lx->bytes = bytes;
	lx->size = (size_t)st.st_size;
	lx->mapped = true;
	return attach(lx, path, err);
}

static leta_status build(struct lexicon *lx, const char *dir, struct leta_error *err)
{
	leta_status st = lexicon_build(dir, &lx->built, err);

	if (st != LETA_OK)
		return st;
	lx->bytes = lx->built.data;
	lx->size = lx->built.len;
	return attach(lx, dir, err);
}

leta_status lexicon_open(const char *path, struct lexicon **out, struct leta_error *err)
{
	struct lexicon *lx = calloc(1, sizeof(*lx));
	struct stat info;
	leta_status st;
	int fd;

	if (!lx)
		return error_nomem(err);
	path = path ? path : LEXICON_SYSTEM_DIR;
	buf_init(&lx->built, BYTES_MAX);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &info) != 0)
		st = error_sys(err, errno == ENOENT ? LETA_ERR_NOT_FOUND : LETA_ERR_IO,
		               "kan inte öppna lexikonet '%s'", "cannot open the lexicon '%s'", path);
	else if (S_ISDIR(info.st_mode))
		st = build(lx, path, err);
	else if (S_ISREG(info.st_mode))
		st = map_file(lx, fd, path, err);
	else
		st = not_whole(path, err);
	if (fd >= 0)
		close(fd);
	if (st != LETA_OK) {
		lexicon_close(lx);
		return st;
	}
	*out = lx;
	return LETA_OK;
}

void lexicon_close(struct lexicon *lx)
{
	if (!lx)
		return;
	if (lx->mapped)
		munmap((void *)(uintptr_t)lx->bytes, lx->size);
	free(lx->words.sieve);
	free(lx->firsts.sieve);
	buf_fini(&lx->built);
	free(lx);
}

leta_status lexicon_write(const struct lexicon *lx, const char *path, struct leta_error *err)
{
	return file_replace(path, (struct str){ lx->bytes, lx->size }, err);
}

uint64_t lexicon_fingerprint(const struct lexicon *lx)
{
	struct format_header h;

	memcpy(&h, lx->bytes, sizeof(h));
	return h.content;
}

uint64_t lexicon_hash(struct str folded)
{
	uint64_t hash = LEXICON_HASH_INIT;

	for (size_t i = 0; i < folded.len; i++)
		hash = lexicon_hash_byte(hash, folded.ptr[i]);
	return hash;
}

/* Where the bit of a tag is in the sieve. */
static size_t sieve_at(const struct table *t, uint32_t tag)
{
	return tag / 64 & (t->mask / SIEVE_SLOTS);
}

static void make_sieve(struct table *t)
{
	uint64_t *sieve = calloc(t->mask / SIEVE_SLOTS + 1, sizeof(*sieve));

	for (size_t i = 0; sieve && i <= t->mask; i++) {
		uint32_t tag = (uint32_t)(t->slots[i] >> 32);

		sieve[sieve_at(t, tag)] |= t->slots[i] ? UINT64_C(1) << tag % 64 : 0;
	}
	atomic_store_explicit(&t->sieve, sieve, memory_order_release);
}

void lexicon_expect_many(struct lexicon *lx)
{
	if (atomic_exchange(&lx->sieved, true))
		return;
	make_sieve(&lx->words);
	make_sieve(&lx->firsts);
}

/* False: it is not there. */
static bool may_be_there(const struct table *t, uint32_t tag)
{
	const uint64_t *sieve = atomic_load_explicit(&t->sieve, memory_order_acquire);

	return !sieve || sieve[sieve_at(t, tag)] >> tag % 64 & 1;
}

static bool find(const struct table *t, uint64_t hash, struct lexicon_entry *out)
{
	uint64_t mixed = format_mix(hash);
	uint32_t tag = format_tag(mixed);

	if (!may_be_there(t, tag))
		return false;
	for (size_t i = mixed & t->mask, n = 0; n <= t->mask; i = (i + 1) & t->mask, n++) {
		uint64_t slot = t->slots[i];

		if (slot == 0)
			return false;
		if ((uint32_t)(slot >> 32) == tag) {
			*out = (struct lexicon_entry){ .rule = slot >> 18 & 0x3FFF,
				                       .flags = slot >> 8 & 0x3FF,
				                       .family = slot & 0xFF };
			return true;
		}
	}
	return false;
}

void lexicon_prefetch(const struct lexicon *lx, uint64_t hash)
{
	const uint64_t *sieve = atomic_load_explicit(&lx->words.sieve, memory_order_acquire);
	uint64_t mixed = format_mix(hash);

	if (sieve)
		__builtin_prefetch(&sieve[sieve_at(&lx->words, format_tag(mixed))]);
	__builtin_prefetch(&lx->words.slots[mixed & lx->words.mask]);
}

bool lexicon_word(const struct lexicon *lx, uint64_t hash, struct lexicon_entry *out)
{
	return find(&lx->words, hash, out);
}

bool lexicon_first(const struct lexicon *lx, uint64_t hash, struct lexicon_entry *out)
{
	return find(&lx->firsts, hash, out);
}

struct str lexicon_lemma(const struct lexicon *lx, const struct lexicon_entry *entry, struct str form,
                         char room[LEXICON_WORD_MAX])
{
	const struct format_rule *rule;
	size_t stem;

	if (entry->rule >= lx->n_rules)
		return form;
	rule = &lx->rules[entry->rule];
	if (rule->strip > form.len || rule->n_add > FORMAT_ADD_MAX)
		return form;
	stem = form.len - rule->strip;
	if (stem + rule->n_add > LEXICON_WORD_MAX || stem + rule->n_add == 0 ||
	    (rule->strip > 0 && ((unsigned char)form.ptr[stem] & 0xC0) == 0x80))
		return form;
	memcpy(room, form.ptr, stem);
	memcpy(room + stem, rule->add, rule->n_add);
	return (struct str){ room, stem + rule->n_add };
}
