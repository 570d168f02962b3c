/*
 * document.c: a record's words, fields and texts, turned into one engine document and one blob.
 *
 * Every text is analysed once. Each token goes to the forward index; a token that is searched in the default text
 * also adds its section's weight to its term's wdf. Stop words stay out of the postings, e-mail addresses and phone
 * numbers become filters of the contact field only, and a copied section counts once.
 */
#include "indexer/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/order.h"
#include "indexer/topics.h"
#include "schema/gazetteer.h"
#include "schema/organisation.h"
#include "schema/quality.h"
#include "schema/section.h"
#include "schema/term.h"
#include "store/blob.h"
#include "store/forward.h"
#include "text/fold.h"

#define DOCUMENT_ARENA_MAX ((size_t)2 << 30)
#define DOCUMENT_BLOB_MAX ((size_t)512 << 20)
#define DOCUMENT_VALUE_MAX ((size_t)1 << 20)
#define STREAM_GAP 100 /* positions between two streams: no phrase reaches over it */
#define FACET_SEPARATOR '\x1f'

struct document_maker {
	struct text_analyzer *analyzer;
	const struct leta_record *record; /* the one being made */
	struct topics *topics;
	struct blob_encoder *encoder;
	struct arena *arena;
	struct map *words;   /* term → wdf; its entries number the terms until they are sorted */
	struct map *filters; /* prefixed terms */
	struct buf term, folded, canonical, blob;
	unsigned char imprint[IMPRINT_SIZE];

	struct forward_stream *streams;
	size_t n_streams, streams_cap;
	struct engine_value *values;
	size_t n_values, values_cap;
	uint32_t position; /* the last one used */
	uint32_t taker;    /* of the document's tokens: notes that are made for them hold entries of words */

	/* the text being analysed */
	size_t tokens_cap;
	uint32_t base, weight;
	const char *prefix; /* field terms to make, or NULL */
	bool front;         /* it is a title page */
	bool horizontal;    /* it is a compulsory section, where a word counts once at most */
};

leta_status document_maker_new(struct text_analyzer *analyzer, const struct dictionary *dictionary,
                               struct document_maker **out, struct leta_error *err)
{
	struct document_maker *m = calloc(1, sizeof(*m));
	if (!m)
		return error_nomem(err);
	m->analyzer = analyzer;
	m->arena = arena_new(DOCUMENT_ARENA_MAX);
	m->words = map_new();
	m->filters = map_new();
	buf_init(&m->term, DOCUMENT_VALUE_MAX);
	buf_init(&m->folded, DOCUMENT_VALUE_MAX);
	buf_init(&m->canonical, DOCUMENT_VALUE_MAX);
	buf_init(&m->blob, DOCUMENT_BLOB_MAX);
	leta_status st = m->arena && m->words && m->filters ? topics_new(analyzer, &m->topics, err)
	                                                    : error_nomem(err);
	if (st == LETA_OK)
		st = blob_encoder_new(dictionary, &m->encoder, err);
	if (st != LETA_OK) {
		document_maker_free(m);
		return st;
	}
	*out = m;
	return LETA_OK;
}

void document_maker_free(struct document_maker *m)
{
	if (!m)
		return;
	topics_free(m->topics);
	blob_encoder_free(m->encoder);
	arena_free(m->arena);
	map_free(m->words);
	map_free(m->filters);
	buf_fini(&m->term);
	buf_fini(&m->folded);
	buf_fini(&m->canonical);
	buf_fini(&m->blob);
	free(m);
}

static leta_status add_filter(struct document_maker *m, const char *prefix, struct str value,
                              struct leta_error *err)
{
	term_make(&m->term, prefix, value);
	if (buf_status(&m->term, NULL) || map_put(m->filters, buf_view(&m->term)) == MAP_NONE)
		return error_nomem(err);
	return LETA_OK;
}

/* ---- texts ---- */

/* Whether a term is part of the contact's name: on a title page it is personal data, not text. */
static bool is_contact(struct document_maker *m, struct str term)
{
	term_make(&m->term, leta_field_info(LETA_FIELD_CONTACT)->prefix, term);
	return map_find(m->filters, buf_view(&m->term)) != MAP_NONE;
}

/* The entry of a token's term among the words. The same word mostly has it noted. MAP_NONE: out of memory. */
static uint32_t entry_of(struct document_maker *m, const struct text_token *token)
{
	struct text_memo *memo = token->memo;
	if (memo && memo->taker == m->taker)
		return memo->number;
	uint32_t entry = map_put(m->words, token->term);
	if (memo && entry != MAP_NONE)
		*memo = (struct text_memo){ m->taker, entry };
	return entry;
}

static leta_status take_token(void *ctx, const struct text_token *token, struct leta_error *err)
{
	struct document_maker *m = ctx;
	struct forward_stream *stream = &m->streams[m->n_streams - 1];
	bool contact = token->kind == TEXT_EMAIL || token->kind == TEXT_PHONE;
	uint32_t entry = entry_of(m, token);
	struct forward_token *tokens =
		arena_grow(m->arena, stream->tokens, stream->n_tokens, &m->tokens_cap, sizeof(*tokens));
	if (entry == MAP_NONE || !tokens)
		return error_nomem(err);
	stream->tokens = tokens;
	m->position = m->base + token->position;
	tokens[stream->n_tokens++] = (struct forward_token){
		.term = entry,
		.position = m->position,
		.start = (uint32_t)token->start,
		.length = (uint32_t)(token->end - token->start),
		.kind = (uint8_t)token->kind,
		.colocated = token->colocated,
		.stop = token->stop,
	};
	if (contact)
		return add_filter(m, leta_field_info(LETA_FIELD_CONTACT)->prefix, token->term, err);
	if (token->stop || (m->front && is_contact(m, token->term)))
		return LETA_OK;
	uint32_t *wdf = map_value(m->words, entry);
	if (!m->horizontal || *wdf == 0)
		*wdf += m->weight;
	return m->prefix ? add_filter(m, m->prefix, token->term, err) : LETA_OK;
}

/* Analyses a text into a new stream. prefix as for fields; weight 0 keeps it out of the default text. */
static leta_status add_stream(struct document_maker *m, struct forward_stream stream, struct str text,
                              uint32_t weight, const char *prefix, struct leta_error *err)
{
	struct forward_stream *streams =
		arena_grow(m->arena, m->streams, m->n_streams, &m->streams_cap, sizeof(*streams));
	if (!streams)
		return error_nomem(err);
	m->streams = streams;
	stream.weight = (uint8_t)weight;
	m->streams[m->n_streams++] = stream;
	m->tokens_cap = 0;
	m->base = m->position + (m->position > 0 ? STREAM_GAP : 0);
	m->weight = weight;
	m->prefix = prefix;
	return text_analyzer_run(m->analyzer, TEXT_MODE_DOCUMENT, text, take_token, m, err);
}

static leta_status add_sections(struct document_maker *m, const struct leta_record *record,
                                struct leta_error *err)
{
	for (size_t i = 0; i < record->n_sections; i++) {
		const struct leta_section *section = &record->sections[i];
		const struct section_info *info = section_info(section->role);
		if (info->weight == 0)
			continue;
		struct forward_stream stream = { .kind = FORWARD_SECTION, .which = (uint32_t)i };
		struct str text = { section->text, section->text_len };
		m->front = section->role == LETA_ROLE_FRONT;
		m->horizontal = section->role == LETA_ROLE_HORIZONTAL;
		leta_status st = add_stream(m, stream, text, section->copied ? 0 : info->weight, NULL, err);
		if (st == LETA_OK && info->sv)
			st = add_filter(m, TERM_SCOPE, str_from(info->sv), err);
		if (st != LETA_OK)
			return st;
	}
	m->front = m->horizontal = false;
	if (record->n_lessons == 0)
		return LETA_OK;
	return add_filter(m, TERM_SCOPE, str_from(section_info(LETA_ROLE_LESSONS)->sv), err);
}

/* ---- fields ---- */

static bool is_words(const struct leta_field_info *info)
{
	return info->type == LETA_TYPE_TEXT || info->type == LETA_TYPE_LIST;
}

static leta_status add_keyword(struct document_maker *m, const struct leta_field_info *info,
                               struct str value, struct leta_error *err)
{
	struct str key = value;
	if (info->id == LETA_FIELD_QUALITY) {
		key = quality_flag(value);
		const char *sv = quality_swedish(key);
		leta_status st = sv ? add_filter(m, info->prefix, str_from(sv), err) : LETA_OK;
		if (st != LETA_OK)
			return st;
	}
	buf_clear(&m->folded);
	text_fold(key, &m->folded);
	return add_filter(m, info->prefix, buf_view(&m->folded), err);
}

static leta_status add_whole_value(struct document_maker *m, const struct leta_field_info *info,
                                   struct str value, struct leta_error *err)
{
	buf_clear(&m->folded);
	text_fold(value, &m->folded);
	term_make_whole(&m->term, info->prefix, buf_view(&m->folded));
	if (buf_status(&m->term, NULL) || map_put(m->filters, buf_view(&m->term)) == MAP_NONE)
		return error_nomem(err);
	return LETA_OK;
}

/* The official name of a municipality or county; the value itself when there is none. */
static struct str place_name(enum leta_field_id id, struct str value)
{
	const struct gazetteer_municipality *municipality =
		id == LETA_FIELD_MUNICIPALITY ? gazetteer_municipality(value) : NULL;
	const struct gazetteer_county *county =
		id == LETA_FIELD_COUNTY ? gazetteer_county(value) : NULL;
	return municipality ? str_from(municipality->name) : county ? str_from(county->name) : value;
}

/*
 * A place is found by its official name, too ("Upplands-Väsby"), and an organisation by its normal form:
 * ägare:Arbetsförmedlingen finds "Af Malmö".
 */
static leta_status add_canonical(struct document_maker *m, const struct leta_field_info *info,
                                 struct str value, struct leta_error *err)
{
	struct str place = place_name(info->id, value);
	if (place.ptr != value.ptr)
		return add_whole_value(m, info, place, err);
	if (!organisation_field(info->id) && info->id != LETA_FIELD_OWNER_INFERRED)
		return LETA_OK;
	if (info->id == LETA_FIELD_OWNER)
		organisation_of_record(m->record, &m->canonical);
	else
		organisation_canonical(value, &m->canonical);
	leta_status st = buf_status(&m->canonical, err);
	return st == LETA_OK ? add_whole_value(m, info, buf_view(&m->canonical), err) : st;
}

static leta_status add_item(struct document_maker *m, const struct leta_field_info *info, size_t item,
                            struct str value, struct leta_error *err)
{
	if (!is_words(info))
		return info->prefix ? add_keyword(m, info, value, err) : LETA_OK;
	if (!info->prefix && info->weight == 0)
		return LETA_OK;
	struct forward_stream stream = { .kind = FORWARD_FIELD, .which = (uint32_t)info->id,
		                         .item = (uint32_t)item };
	leta_status st = add_stream(m, stream, value, info->weight, info->prefix, err);
	if (st == LETA_OK && info->prefix)
		st = add_whole_value(m, info, value, err);
	return st == LETA_OK ? add_canonical(m, info, value, err) : st;
}

static leta_status add_value(struct document_maker *m, struct engine_value value, struct leta_error *err)
{
	struct engine_value *values =
		arena_grow(m->arena, m->values, m->n_values, &m->values_cap, sizeof(*values));
	if (!values)
		return error_nomem(err);
	m->values = values;
	m->values[m->n_values++] = value;
	return LETA_OK;
}

/* A value as it is counted: flags without their details, places and organisations by their normal form. */
static struct str counted_value(struct document_maker *m, const struct leta_record *record,
                                enum leta_field_id id, struct str value)
{
	if (id == LETA_FIELD_QUALITY)
		return quality_flag(value);
	if (!organisation_field(id))
		return place_name(id, value);
	if (id == LETA_FIELD_OWNER)
		organisation_of_record(record, &m->canonical);
	else
		organisation_canonical(value, &m->canonical);
	return buf_view(&m->canonical);
}

/* Whether a value already stands among those between separators. */
static bool is_among(struct str values, struct str value)
{
	struct str rest = values, one;
	while (str_cut(&rest, FACET_SEPARATOR, &one))
		if (str_eq(one, value))
			return true;
	return false;
}

/* The bytes of a facet slot: different values with U+001F between them. */
static struct str facet_bytes(struct document_maker *m, const struct leta_record *record,
                              enum leta_field_id id)
{
	const struct leta_field *field = &record->fields[id];
	buf_clear(&m->folded);
	for (size_t i = 0; i < field->n_items; i++) {
		struct str value = counted_value(m, record, id, str_from(field->items[i].text));
		if (m->folded.len > 0 && is_among(buf_view(&m->folded), value))
			continue;
		if (i > 0)
			buf_char(&m->folded, FACET_SEPARATOR);
		buf_str(&m->folded, value);
	}
	return buf_view(&m->folded);
}

static leta_status add_slot(struct document_maker *m, const struct leta_field_info *info,
                            const struct leta_record *record, struct leta_error *err)
{
	const struct leta_field *field = &record->fields[info->id];
	struct engine_value value = { .slot = (unsigned)info->slot };
	if (info->id == LETA_FIELD_TITLE) {
		buf_clear(&m->folded);
		leta_status st = text_sort_key(str_from(field->items[0].text), &m->folded, err);
		if (st != LETA_OK)
			return st;
		value.bytes = buf_view(&m->folded);
	} else if (info->facet && info->type != LETA_TYPE_DATE) {
		value.bytes = facet_bytes(m, record, info->id);
	} else {
		value.numeric = true;
		value.number = (double)field->items[0].number;
	}
	if (!value.numeric) {
		char *copy = arena_strdup(m->arena, value.bytes);
		if (!copy || buf_status(&m->folded, NULL))
			return error_nomem(err);
		value.bytes.ptr = copy;
	}
	return add_value(m, value, err);
}

static leta_status add_field(struct document_maker *m, const struct leta_record *record,
                             enum leta_field_id id, struct leta_error *err)
{
	const struct leta_field *field = &record->fields[id];
	const struct leta_field_info *info = leta_field_info(id);
	if (field->presence != LETA_KNOWN || field->n_items == 0)
		return LETA_OK;
	leta_status st = add_filter(m, TERM_HAS, str_from(info->json), err);
	for (size_t i = 0; st == LETA_OK && i < field->n_items; i++)
		st = add_item(m, info, i, str_from(field->items[i].text), err);
	return st == LETA_OK && info->slot >= 0 ? add_slot(m, info, record, err) : st;
}

static leta_status add_fields(struct document_maker *m, const struct leta_record *record,
                              struct leta_error *err)
{
	leta_status st = LETA_OK;
	for (size_t id = 0; st == LETA_OK && id < LETA_FIELD_COUNT; id++)
		st = add_field(m, record, (enum leta_field_id)id, err);
	return st;
}

/* The topics of what was analysed so far become a field of the record, unless the document names its own. */
static leta_status add_topics(struct document_maker *m, struct leta_record *record, struct leta_error *err)
{
	struct topics_text text = { record, m->words, m->streams, m->n_streams };
	struct leta_field *field = &record->fields[LETA_FIELD_TOPIC];
	if (field->presence == LETA_KNOWN)
		return LETA_OK;
	leta_status st = topics_find(m->topics, &text, m->arena, field, err);
	return st == LETA_OK ? add_field(m, record, LETA_FIELD_TOPIC, err) : st;
}

/* ---- telling copies ---- */

/* Documents that state different values here are different, however alike their texts. */
static const enum leta_field_id telling[] = { LETA_FIELD_OWNER, LETA_FIELD_REGION, LETA_FIELD_MUNICIPALITY,
	                                      LETA_FIELD_START, LETA_FIELD_END,    LETA_FIELD_GRANT,
	                                      LETA_FIELD_BUDGET };

/* Of the document's own text: compulsory sections say the same in many documents. */
struct str document_imprint(const struct leta_record *record, unsigned char bytes[IMPRINT_SIZE])
{
	struct imprint imprint;
	imprint_begin(&imprint);
	imprint_add_title(&imprint, str_from(leta_record_text(record, LETA_FIELD_TITLE)));
	for (size_t i = 0; i < sizeof(telling) / sizeof(telling[0]); i++) {
		const struct leta_field *field = &record->fields[telling[i]];
		for (size_t k = 0; k < field->n_items; k++)
			imprint_add_fact(&imprint, telling[i], str_from(field->items[k].text));
	}
	for (size_t i = 0; i < record->n_sections; i++) {
		const struct leta_section *section = &record->sections[i];
		if (section_info(section->role)->weight > 0 && section->role != LETA_ROLE_HORIZONTAL &&
		    !section->copied)
			imprint_add_text(&imprint, (struct str){ section->text, section->text_len });
	}
	return imprint_end(&imprint, bytes);
}

/* ---- putting it together ---- */

/* Sorts the document's terms; the tokens' numbers stay. *ranks: where each is among the sorted ones. */
static leta_status make_forward(struct document_maker *m, struct forward *out, const uint32_t **ranks,
                                struct leta_error *err)
{
	size_t n = map_size(m->words);
	struct ordered *order = arena_alloc(m->arena, 2 * n * sizeof(*order));
	struct str *terms = arena_alloc(m->arena, n * sizeof(*terms));
	uint32_t *rank = arena_alloc(m->arena, n * sizeof(*rank));
	if (!order || !terms || !rank)
		return error_nomem(err);
	for (size_t i = 0; i < n; i++)
		order[i] = ordered_new(map_key(m->words, (uint32_t)i), (uint32_t)i);
	order_sort(order, order + n, n);
	for (size_t i = 0; i < n; i++) {
		terms[i] = ordered_text(&order[i]);
		rank[order[i].number] = (uint32_t)i;
	}
	*ranks = rank;
	*out = (struct forward){ terms, n, m->streams, m->n_streams };
	return LETA_OK;
}

static leta_status make_terms(struct document_maker *m, struct engine_document *out, struct leta_error *err)
{
	size_t n = 0, max = map_size(m->words) + map_size(m->filters);
	struct engine_term *terms = arena_zalloc(m->arena, max + 1, sizeof(*terms));
	if (!terms)
		return error_nomem(err);
	for (uint32_t i = 0; i < map_size(m->words); i++)
		if (*map_value(m->words, i) > 0)
			terms[n++] = (struct engine_term){ map_key(m->words, i), *map_value(m->words, i) };
	for (uint32_t i = 0; i < map_size(m->filters); i++)
		terms[n++] = (struct engine_term){ map_key(m->filters, i), 0 };
	out->terms = terms;
	out->n_terms = n;
	return LETA_OK;
}

static void start(struct document_maker *m)
{
	arena_reset(m->arena);
	map_clear(m->words);
	map_clear(m->filters);
	buf_clear(&m->blob);
	m->streams = NULL;
	m->values = NULL;
	m->n_streams = m->streams_cap = m->n_values = m->values_cap = 0;
	m->position = 0;
	m->taker = text_analyzer_taker(m->analyzer);
	m->front = m->horizontal = false;
}

leta_status document_make(struct document_maker *m, const struct leta_record *record, struct str file,
                          struct document *out, struct leta_error *err)
{
	struct forward forward;
	const uint32_t *ranks = NULL;
	struct document made = { 0 };
	struct leta_record with_topics = *record;
	start(m);
	m->record = record;
	leta_status st = add_fields(m, record, err);
	if (st == LETA_OK)
		st = add_sections(m, record, err);
	if (st == LETA_OK)
		st = add_topics(m, &with_topics, err);
	if (st == LETA_OK)
		st = add_filter(m, TERM_FILE, file, err);
	if (st == LETA_OK)
		st = make_forward(m, &forward, &ranks, err);
	if (st == LETA_OK)
		st = make_terms(m, &made.engine, err);
	if (st == LETA_OK)
		st = blob_encode(m->encoder, &with_topics, &forward, ranks, &m->blob, err);
	if (st != LETA_OK)
		return st;
	made.engine.values = m->values;
	made.engine.n_values = m->n_values;
	made.blob = buf_view(&m->blob);
	made.imprint = document_imprint(record, m->imprint);
	*out = made;
	return LETA_OK;
}

/* ---- copying ---- */

/* Copies bytes to *at, moves it on, and lets s point to the copy. */
static void move_bytes(struct str *s, char **at)
{
	if (s->len > 0)
		memcpy(*at, s->ptr, s->len);
	s->ptr = *at;
	*at += s->len;
}

leta_status document_copy(const struct document *document, struct arena *arena, struct document *out,
                          struct leta_error *err)
{
	const struct engine_document *from = &document->engine;
	struct document copy = *document;
	size_t bytes = document->blob.len + document->imprint.len;
	for (size_t i = 0; i < from->n_terms; i++)
		bytes += from->terms[i].term.len;
	for (size_t i = 0; i < from->n_values; i++)
		bytes += from->values[i].bytes.len;
	struct engine_term *terms = arena_alloc(arena, from->n_terms * sizeof(*terms));
	struct engine_value *values = arena_alloc(arena, from->n_values * sizeof(*values));
	char *at = arena_alloc(arena, bytes);
	if (!terms || !values || !at)
		return arena_status(arena, err);
	for (size_t i = 0; i < from->n_terms; i++) {
		terms[i] = from->terms[i];
		move_bytes(&terms[i].term, &at);
	}
	for (size_t i = 0; i < from->n_values; i++) {
		values[i] = from->values[i];
		move_bytes(&values[i].bytes, &at);
	}
	move_bytes(&copy.blob, &at);
	move_bytes(&copy.imprint, &at);
	copy.engine.terms = terms;
	copy.engine.values = values;
	*out = copy;
	return LETA_OK;
}
