/*
 * thesaurus.c: the tables that tools/embed_thesaurus.py makes.
 *
 * An entry's head is three letters without case and dots, so that an umlaut keeps it ("stad", "städer"). Both ways the
 * shorter head counts: "EU:s" begins with "eu". All heads of the table are compared, which takes some microseconds.
 */
#include "schema/thesaurus.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "schema/thesaurus_data.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define HEAD_LETTERS 3
#define NAME_MAX_BYTES 128

/* A letter without case and dots. */
static uint32_t plain(uint32_t cp)
{
	static const struct {
		uint32_t from;
		char to;
	} letters[] = {{0xE5, 'a'}, {0xE4, 'a'}, {0xF6, 'o'}, {0xE9, 'e'},
		       {0xE8, 'e'}, {0xFC, 'u'}, {0xE1, 'a'}, {0xE0, 'a'}};
	cp = utf8_lower(cp);
	for (size_t i = 0; i < LENGTH(letters); i++)
		if (letters[i].from == cp)
			return (uint32_t)letters[i].to;
	return cp;
}

static bool is_plain(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9');
}

static size_t head_of(struct str word, char out[HEAD_LETTERS])
{
	size_t n = 0;
	for (size_t pos = 0; pos < word.len && n < HEAD_LETTERS;) {
		uint32_t cp = plain(utf8_next(word, &pos));
		if (!is_plain(cp))
			break;
		out[n++] = (char)cp;
	}
	return n;
}

const struct thesaurus_entry *thesaurus_next(struct str word, const struct thesaurus_entry *after)
{
	char head[HEAD_LETTERS];
	size_t n = head_of(word, head);
	if (n == 0)
		return NULL;
	for (size_t i = after ? (size_t)(after - synonym_entries) + 1 : 0; i < LENGTH(synonym_entries); i++) {
		size_t len = strlen(synonym_entries[i].head);
		if (memcmp(synonym_entries[i].head, head, len < n ? len : n) == 0)
			return &synonym_entries[i];
	}
	return NULL;
}

const struct thesaurus_topic *thesaurus_topics(size_t *n)
{
	*n = LENGTH(topics);
	return topics;
}

/* Lower case, hyphens and low lines as blanks; `bare`: without dots. Empty when it is too long. */
static struct str fold_name(struct str name, bool bare, char out[NAME_MAX_BYTES])
{
	size_t len = 0;
	for (size_t pos = 0; pos < name.len;) {
		uint32_t cp = utf8_next(name, &pos);
		cp = cp == '-' || cp == '_' ? ' ' : bare ? plain(cp) : utf8_lower(cp);
		if (len + 4 > NAME_MAX_BYTES)
			return (struct str){out, 0};
		len += utf8_put(out + len, cp);
	}
	return str_trim((struct str){out, len});
}

static bool same_name(struct str a, const char *b, bool bare)
{
	char x[NAME_MAX_BYTES], y[NAME_MAX_BYTES];
	return str_eq(fold_name(a, bare, x), fold_name(str_from(b), bare, y));
}

const struct thesaurus_topic *thesaurus_find_topic(struct str name)
{
	for (size_t i = 0; i < LENGTH(topics); i++)
		if (same_name(name, topics[i].id, true) || same_name(name, topics[i].name[0], false) ||
		    same_name(name, topics[i].name[1], false))
			return &topics[i];
	return NULL;
}

const char *thesaurus_relation_name(enum thesaurus_relation relation)
{
	static const char *const names[] = {
		[THESAURUS_PREF] = "pref",
		[THESAURUS_ALT] = "alt",
		[THESAURUS_NARROWER] = "narrower",
		[THESAURUS_RELATED] = "related",
	};
	return names[relation];
}

const char *thesaurus_sign(const char *analysis, char out[THESAURUS_SIGNATURE_MAX])
{
	snprintf(out, THESAURUS_SIGNATURE_MAX, "%s topics-%s", analysis, TOPICS_FINGERPRINT);
	return out;
}
