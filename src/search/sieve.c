/*
 * sieve.c: words, phrases and nearness as groups of terms within a distance.
 *
 * The distance is never shorter than what spans.c allows, and a group has every term that can stand
 * for its word; stop words are left out. Anything else (sections, headings, exact forms) has no
 * sieve.
 */
#include "search/sieve.h"

#include <stdlib.h>
#include <string.h>

#include "leta/field.h"
#include "search/spans.h"

_Static_assert(LETA_FIELD_COUNT <= 64, "the fields fit the bits of a scan");

/* ---- building ---- */

struct member {
	struct str term;
	uint8_t group;
};

struct building {
	struct member members[FORWARD_SCAN_TERMS];
	size_t n;
	unsigned n_groups;
	uint32_t distance;
	uint8_t offsets[FORWARD_SCAN_GROUPS];
	bool fits, fixed, exact;
};

static void add_terms(struct building *b, const struct expand_choice *choice, unsigned group)
{
	for (size_t i = 0; b->fits && i < choice->n_terms; i++) {
		if (b->n == FORWARD_SCAN_TERMS)
			b->fits = false;
		else
			b->members[b->n++] =
				(struct member){choice->terms[i], (uint8_t)(1u << group)};
	}
}

/* Positions that an occurrence of a choice reaches over, beyond its first. */
static uint32_t reach_of(const struct expand_choice *choice)
{
	if (choice->gaps)
		return choice->gaps[choice->n_terms - 1];
	if (choice->kind == EXPAND_PARTS)
		return (uint32_t)choice->n_terms + SPANS_PARTS_SLACK;
	return choice->words > 1 ? SPANS_JOINED_WORDS : 0;
}

/* Each word stands at one position, which follows from that of the first. */
static bool is_plain(const struct expand_node *leaf)
{
	for (size_t i = 0; i < leaf->n_words; i++)
		for (size_t c = 0; c < leaf->words[i].n_choices; c++)
			if (reach_of(&leaf->words[i].choices[c]) > 0)
				return false;
	return true;
}

/* The terms that can stand at the word i: its own, and forms that begin before it and cover it. */
static void add_word(struct building *b, const struct expand_node *leaf, size_t i, unsigned group)
{
	uint32_t reach = 0;
	for (size_t w = 0; w <= i; w++)
		for (size_t c = 0; c < leaf->words[w].n_choices; c++) {
			const struct expand_choice *choice = &leaf->words[w].choices[c];
			if (w < i && w + choice->words <= i)
				continue;
			add_terms(b, choice, group);
			reach = reach_of(choice) > reach ? reach_of(choice) : reach;
		}
	b->distance += reach;
}

/* Stop words count where each word has its place; else they say little. */
static void add_sequence(struct building *b, const struct expand_node *leaf)
{
	const struct expand_word *words = leaf->words;
	b->fixed = is_plain(leaf);
	b->exact = b->fixed && !leaf->ast->exact;
	for (size_t i = 0; i < leaf->n_words; i++) {
		uint32_t offset = words[i].position - words[0].position;
		if (!b->fixed && words[i].stop)
			continue;
		if (b->n_groups == FORWARD_SCAN_GROUPS || offset >= FORWARD_SCAN_OFFSETS) {
			b->exact = false;
			break;
		}
		b->offsets[b->n_groups] = (uint8_t)offset;
		add_word(b, leaf, i, b->n_groups++);
	}
	b->distance += words[leaf->n_words - 1].position - words[0].position;
}

/* All words of a side make one group: which of them is met does not matter. */
static void add_side(struct building *b, const struct expand_node *node, unsigned group)
{
	b->fits = b->fits && (node->n_children == 0 || node->kind == AST_OR) &&
		  node->kind != AST_COMPOUND_PART;
	for (size_t i = 0; b->fits && i < node->n_children; i++)
		add_side(b, node->children[i], group);
	for (size_t i = 0; i < node->n_words; i++) {
		add_word(b, node, i, group);
		b->distance += (uint32_t)node->words[i].position;
	}
}

static void add_near(struct building *b, const struct expand_node *node)
{
	for (size_t i = 0; i < node->n_children && i < FORWARD_SCAN_GROUPS; i++)
		add_side(b, node->children[i], b->n_groups++);
	b->distance += node->ast->distance;
}

static void add_parts(struct building *b, const struct expand_choice *parts)
{
	b->distance = (uint32_t)parts->n_terms + SPANS_PARTS_SLACK - 1;
	b->fixed = parts->gaps != NULL;
	b->exact = true;
	for (size_t i = 0; i < parts->n_terms; i++) {
		struct expand_choice one = {.terms = &parts->terms[i], .n_terms = 1};
		uint32_t offset = parts->gaps ? parts->gaps[i] : 0;
		if (b->n_groups == FORWARD_SCAN_GROUPS || offset >= FORWARD_SCAN_OFFSETS) {
			b->exact = false;
			break;
		}
		b->offsets[b->n_groups] = (uint8_t)offset;
		add_terms(b, &one, b->n_groups++);
	}
}

/* ---- the condition ---- */

static int by_term(const void *a, const void *b)
{
	return str_cmp(((const struct member *)a)->term, ((const struct member *)b)->term);
}

/* Which streams: as occur_may_look() outside sections and headings. */
static void set_streams(struct forward_scan *scan, const char *prefix)
{
	scan->sections = prefix[0] == '\0';
	for (unsigned f = 0; f < LETA_FIELD_COUNT; f++) {
		const struct leta_field_info *info = leta_field_info((enum leta_field_id)f);
		bool counts = prefix[0] == '\0' ? info->weight > 0
						: info->prefix && strcmp(info->prefix, prefix) == 0;
		if (counts)
			scan->fields |= UINT64_C(1) << f;
	}
}

static void set_terms(struct forward_scan *scan, struct building *b)
{
	qsort(b->members, b->n, sizeof(*b->members), by_term);
	for (size_t i = 0; i < b->n; i++) {
		const struct member *m = &b->members[i];
		size_t last = scan->n_terms - 1;
		if (scan->n_terms > 0 && str_eq(scan->terms[last], m->term)) {
			scan->groups[last] |= m->group;
		} else {
			scan->terms[scan->n_terms] = m->term;
			scan->groups[scan->n_terms++] = m->group;
		}
		scan->all |= m->group;
	}
}

static const char *prefix_of(const struct expand_node *node)
{
	while (node->n_children > 0)
		node = node->children[0];
	return node->prefix;
}

struct sieve *sieve_make(const struct expand_node *node, const struct expand_choice *parts,
			 struct arena *arena)
{
	struct sieve *sieve = arena_zalloc(arena, 1, sizeof(*sieve));
	struct building b = {.fits = true};
	if (!sieve)
		return NULL;
	if (parts)
		add_parts(&b, parts);
	else if (node->kind == AST_NEAR)
		add_near(&b, node);
	else if ((node->kind == AST_PHRASE || node->kind == AST_WORD) && node->n_words > 1)
		add_sequence(&b, node);
	set_streams(&sieve->scan, prefix_of(node));
	set_terms(&sieve->scan, &b);
	sieve->scan.distance = b.distance;
	sieve->scan.fixed = b.fixed;
	sieve->scan.joined = !parts; /* a phrase goes on behind the last of its words */
	memcpy(sieve->scan.offsets, b.offsets, sizeof(b.offsets));
	/* a group without terms: nothing is known of its word */
	sieve->useful = b.fits && b.n_groups > 0 && sieve->scan.all == (1u << b.n_groups) - 1;
	sieve->exact = b.exact;
	return sieve;
}
