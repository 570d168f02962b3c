/*
 * test_bulk.cpp: a database written by a bulk is the one that a writer makes of the same documents: every posting, length,
 * value, bound, metadata and statistic, read by Xapian itself; and writers can go on with it. Its lists of documents' terms
 * are made when they are first needed, and are then a writer's, too.
 */
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/engine_guard.hh"

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <unistd.h>

extern "C" {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic" /* a compound literal of C in base/str.h */
#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"
#pragma GCC diagnostic pop
}
#include "engine/engine_shared.h"

/* libxapian 1.4.22 deletes through a base class of another size in Database::check(). */
extern "C" const char *__asan_default_options(void);
extern "C" const char *__asan_default_options(void)
{
	return "new_delete_type_mismatch=0";
}

struct fixture {
	char dir[64];
	std::string index;
};

static int fixture_setup(void **state)
{
	auto *f = new fixture{ "/tmp/leta-bulk-XXXXXX", "" };

	if (!mkdtemp(f->dir))
		return -1;
	f->index = std::string(f->dir) + "/index";
	*state = f;
	return 0;
}

static int fixture_teardown(void **state)
{
	auto *f = static_cast<struct fixture *>(*state);
	leta_status status = file_remove_tree(f->dir, nullptr);

	delete f;
	return status == LETA_OK ? 0 : -1;
}

struct value {
	unsigned slot;
	bool numeric;
	double number;
	std::string bytes;
};

struct doc {
	std::string key, data;
	std::vector<std::pair<std::string, uint32_t>> terms;
	std::vector<value> values;
};

struct meta {
	std::string key, value;
};

struct collection {
	std::vector<doc> docs;
	std::vector<meta> metas;
};

static struct str view(const std::string &s)
{
	return { s.data(), s.size() };
}

/* Hands a document to fn as the engine wants it. */
template <typename F> static leta_status give(const doc &d, F &&fn)
{
	std::vector<struct engine_term> terms;
	std::vector<struct engine_value> values;
	struct engine_document document = {};

	for (const auto &t : d.terms)
		terms.push_back({ view(t.first), t.second });
	for (const auto &v : d.values)
		values.push_back({ v.slot, v.numeric, v.number, view(v.bytes) });
	document.key = view(d.key);
	document.terms = terms.data();
	document.n_terms = terms.size();
	document.values = values.data();
	document.n_values = values.size();
	document.data = view(d.data);
	return fn(&document);
}

static void write_with_api(const std::string &dir, const collection &c)
{
	struct engine_writer *w;
	struct leta_error err;

	assert_int_equal(engine_writer_open(dir.c_str(), &w, &err), LETA_OK);
	for (size_t i = 0; i < c.docs.size(); i++) {
		assert_int_equal(give(c.docs[i], [&](auto *e) { return engine_writer_replace(w, e, &err); }), LETA_OK);
		if (i % 2000 == 1999) /* as a build does */
			assert_int_equal(engine_writer_commit(w, &err), LETA_OK);
	}
	for (const meta &m : c.metas)
		assert_int_equal(engine_writer_set_meta(w, view(m.key), view(m.value), &err), LETA_OK);
	assert_int_equal(engine_writer_commit(w, &err), LETA_OK);
	engine_writer_close(w);
}

static void write_with_bulk(const std::string &dir, const collection &c, size_t memory)
{
	struct engine_bulk *b;
	struct leta_error err;

	assert_int_equal(engine_bulk_open(dir.c_str(), memory, &b, &err), LETA_OK);
	for (const doc &d : c.docs)
		assert_int_equal(give(d, [&](auto *e) { return engine_bulk_add(b, e, &err); }), LETA_OK);
	for (const meta &m : c.metas)
		assert_int_equal(engine_bulk_set_meta(b, view(m.key), view(m.value), &err), LETA_OK);
	assert_int_equal(engine_bulk_finish(b, &err), LETA_OK);
	engine_bulk_close(b);
}

/* ---- comparing ---- */

static void same_statistics(const Xapian::Database &a, const Xapian::Database &b)
{
	assert_int_equal(a.get_doccount(), b.get_doccount());
	assert_int_equal(a.get_lastdocid(), b.get_lastdocid());
	assert_true(a.get_total_length() == b.get_total_length());
	assert_int_equal(a.get_doclength_lower_bound(), b.get_doclength_lower_bound());
	assert_int_equal(a.get_doclength_upper_bound(), b.get_doclength_upper_bound());
	assert_int_equal(a.has_positions(), b.has_positions());
}

static void same_postings(const Xapian::Database &a, const Xapian::Database &b, const std::string &term)
{
	Xapian::PostingIterator i = a.postlist_begin(term), j = b.postlist_begin(term);

	assert_int_equal(a.get_termfreq(term), b.get_termfreq(term));
	if (!term.empty()) {
		assert_int_equal(a.get_collection_freq(term), b.get_collection_freq(term));
		assert_int_equal(a.get_wdf_upper_bound(term), b.get_wdf_upper_bound(term));
	}
	for (; i != a.postlist_end(term) && j != b.postlist_end(term); ++i, ++j)
		if (*i != *j || i.get_wdf() != j.get_wdf() || i.get_doclength() != j.get_doclength())
			fail_msg("'%s' in document %u", term.c_str(), *i);
	assert_true(i == a.postlist_end(term) && j == b.postlist_end(term));
}

static void same_terms(const Xapian::Database &a, const Xapian::Database &b)
{
	Xapian::TermIterator i = a.allterms_begin(), j = b.allterms_begin();

	for (; i != a.allterms_end() && j != b.allterms_end(); ++i, ++j) {
		assert_true(*i == *j);
		same_postings(a, b, *i);
	}
	assert_true(i == a.allterms_end() && j == b.allterms_end());
	same_postings(a, b, std::string());
}

/* Terms and values by document, where both databases have lists of them. */
static void same_lists(const Xapian::Document &x, const Xapian::Document &y)
{
	Xapian::TermIterator i = x.termlist_begin(), j = y.termlist_begin();
	Xapian::ValueIterator v = x.values_begin(), w = y.values_begin();

	assert_int_equal(x.termlist_count(), y.termlist_count());
	for (; i != x.termlist_end() && j != y.termlist_end(); ++i, ++j)
		assert_true(*i == *j && i.get_wdf() == j.get_wdf());
	assert_true(i == x.termlist_end() && j == y.termlist_end());
	for (; v != x.values_end() && w != y.values_end(); ++v, ++w)
		assert_true(v.get_valueno() == w.get_valueno() && *v == *w);
	assert_true(v == x.values_end() && w == y.values_end());
}

static bool lacks_termlists(const std::string &dir)
{
	struct glass_version version;
	struct leta_error err;

	assert_int_equal(glass_version_read(dir.c_str(), &version, &err), LETA_OK);
	bool lacks = glass_version_lacks_termlists(&version);
	assert_true(lacks || version.documents == 0 || access((dir + "/" ENGINE_TERMLIST_FILE).c_str(), F_OK) == 0);
	return lacks;
}

static void same_documents(const Xapian::Database &a, const Xapian::Database &b, bool lists)
{
	for (auto at = a.postlist_begin(std::string()); at != a.postlist_end(std::string()); ++at) {
		Xapian::Document x = a.get_document(*at), y = b.get_document(*at);

		assert_true(x.get_data() == y.get_data());
		if (lists)
			same_lists(x, y);
	}
}

static void same_values(const Xapian::Database &a, const Xapian::Database &b)
{
	for (unsigned slot : { 0u, 1u, 2u, 3u, 5u, 127u, 128u, 300u, 70000u }) {
		Xapian::ValueIterator i = a.valuestream_begin(slot), j = b.valuestream_begin(slot);

		assert_int_equal(a.get_value_freq(slot), b.get_value_freq(slot));
		assert_true(a.get_value_lower_bound(slot) == b.get_value_lower_bound(slot));
		assert_true(a.get_value_upper_bound(slot) == b.get_value_upper_bound(slot));
		for (; i != a.valuestream_end(slot) && j != b.valuestream_end(slot); ++i, ++j)
			assert_true(i.get_docid() == j.get_docid() && *i == *j);
		assert_true(i == a.valuestream_end(slot) && j == b.valuestream_end(slot));
	}
}

static std::vector<std::pair<std::string, std::string>> metadata(const Xapian::Database &db)
{
	std::vector<std::pair<std::string, std::string>> all;

	for (auto i = db.metadata_keys_begin(); i != db.metadata_keys_end(); ++i)
		if (*i != "\001batch") /* the name of a writer's last batch */
			all.emplace_back(*i, db.get_metadata(*i));
	return all;
}

/* The same documents in the same order with the same scores, for terms of all sorts. */
static void same_hits(const Xapian::Database &a, const Xapian::Database &b)
{
	size_t n = 0;

	for (auto i = a.allterms_begin(); i != a.allterms_end(); ++i) {
		if (n++ % 61 != 0)
			continue;
		Xapian::Enquire x(a), y(b);
		x.set_query(Xapian::Query(*i));
		y.set_query(Xapian::Query(*i));
		Xapian::MSet p = x.get_mset(0, 20), q = y.get_mset(0, 20);
		assert_int_equal(p.get_matches_estimated(), q.get_matches_estimated());
		assert_int_equal(p.size(), q.size());
		for (Xapian::doccount k = 0; k < p.size(); k++)
			assert_true(*p[k] == *q[k] && p[k].get_weight() == q[k].get_weight());
	}
}

static void same(const std::string &dir_a, const std::string &dir_b)
{
	Xapian::Database a(dir_a, Xapian::DB_BACKEND_GLASS), b(dir_b, Xapian::DB_BACKEND_GLASS);
	struct leta_error err;

	same_statistics(a, b);
	same_terms(a, b);
	same_documents(a, b, !lacks_termlists(dir_b));
	same_values(a, b);
	same_hits(a, b);
	assert_true(metadata(a) == metadata(b));
	assert_int_equal(Xapian::Database::check(dir_b, 0, nullptr), 0);
	assert_int_equal(engine_check(dir_b.c_str(), &err), LETA_OK);
}

/* Adds documents through a writer: that needs no lists of terms. */
static void add(const std::string &dir, const collection &c)
{
	struct engine_writer *w;
	struct leta_error err;
	bool lacked = lacks_termlists(dir);

	assert_int_equal(engine_writer_open(dir.c_str(), &w, &err), LETA_OK);
	for (size_t i = 0; i < c.docs.size() && i < 300; i++) {
		doc d = c.docs[i];

		d.key.resize(std::min<size_t>(d.key.size(), 200));
		d.key += "-added";
		assert_int_equal(give(d, [&](auto *e) { return engine_writer_replace(w, e, &err); }), LETA_OK);
		if (i % 100 == 99)
			assert_int_equal(engine_writer_commit(w, &err), LETA_OK);
	}
	assert_int_equal(engine_writer_commit(w, &err), LETA_OK);
	engine_writer_close(w);
	assert_true(lacks_termlists(dir) == lacked);
}

/* Changes both through writers: documents are replaced, removed and added. */
static void change(const std::string &dir, const collection &c)
{
	struct engine_writer *w;
	struct leta_error err;

	assert_int_equal(engine_writer_open(dir.c_str(), &w, &err), LETA_OK);
	for (size_t i = 0; i < c.docs.size(); i++) {
		doc d = c.docs[i];

		if (i % 7 == 1) {
			assert_int_equal(engine_writer_remove(w, view(d.key), &err), LETA_OK);
		} else if (i % 7 == 4) {
			d.terms.resize(d.terms.size() / 2);
			d.terms.emplace_back("nytt", 3);
			d.values.resize(d.values.size() / 2);
			d.data += " again";
			assert_int_equal(give(d, [&](auto *e) { return engine_writer_replace(w, e, &err); }), LETA_OK);
		} else if (i % 7 == 6) {
			d.key += "-new";
			assert_int_equal(give(d, [&](auto *e) { return engine_writer_replace(w, e, &err); }), LETA_OK);
		}
		if (i % 500 == 499)
			assert_int_equal(engine_writer_commit(w, &err), LETA_OK);
	}
	assert_int_equal(engine_writer_set_meta(w, view("meta"), view("changed"), &err), LETA_OK);
	assert_int_equal(engine_writer_commit(w, &err), LETA_OK);
	engine_writer_close(w);
}

static void compare(void **state, const collection &c, size_t memory)
{
	struct fixture *f = static_cast<struct fixture *>(*state);
	std::string api = std::string(f->dir) + "/api", bulk = std::string(f->dir) + "/bulk";

	write_with_api(api, c);
	write_with_bulk(bulk, c, memory);
	same(api, bulk);
	assert_true(lacks_termlists(bulk) == !c.docs.empty());
	add(api, c);
	add(bulk, c);
	change(api, c);
	change(bulk, c);
	assert_false(lacks_termlists(bulk));
	same(api, bulk);
}

/* ---- collections ---- */

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Words as in text: few that are everywhere, many that are rare. */
static std::string word(uint32_t *seed)
{
	uint32_t r = next_random(seed) % 1000000 + 1;

	return "ord" + std::to_string(20000 * 1000 / (r + 900));
}

static collection ordinary(size_t n)
{
	collection c;
	uint32_t seed = 7;

	for (size_t i = 0; i < n; i++) {
		doc d = { "dok-" + std::to_string(i), "data " + std::to_string(i * 7919), {}, {} };
		std::set<std::string> seen;

		for (size_t k = 0; k < 20 + i % 90; k++) {
			std::string w = word(&seed);
			if (seen.insert(w).second)
				d.terms.emplace_back(w, next_random(&seed) % 9);
		}
		d.terms.emplace_back("XFfil" + std::to_string(i / 50), 0);
		if (i % 3)
			d.values.push_back({ 5, true, double(i) * 1.5 - 300, "" });
		if (i % 4)
			d.values.push_back({ 2, false, 0, "region " + std::to_string(i % 11) });
		c.docs.push_back(d);
	}
	for (size_t i = 0; i < n / 10; i++)
		c.metas.push_back({ "fil" + std::to_string(i), "hash " + std::to_string(i) });
	c.metas.push_back({ "meta", "first" });
	c.metas.push_back({ "meta", "second" });
	c.metas.push_back({ "empty", "" });
	return c;
}

static void test_ordinary(void **state)
{
	compare(state, ordinary(3000), ENGINE_BULK_MEMORY);
}

/* Runs in files, so many that they are joined. */
static void test_little_memory(void **state)
{
	compare(state, ordinary(1200), 20000);
}

static void test_empty(void **state)
{
	collection c;

	c.metas.push_back({ "meta", "first" });
	compare(state, c, ENGINE_BULK_MEMORY);
}

static void test_nothing(void **state)
{
	compare(state, collection(), ENGINE_BULK_MEMORY);
}

/* Terms at the limits, NULs, no terms, one term, many terms, large numbers, long data and values. */
static collection extreme()
{
	collection c;
	doc many = { "många", "m", {}, {} };
	std::string nul("a\0b", 3);

	c.docs.push_back({ "ingenting", "", {}, {} });
	c.docs.push_back({ "en", "1", { { "en", 1 } }, {} });
	c.docs.push_back({ std::string(244, 'k'), "lång nyckel", { { std::string(245, 'x'), 3 }, { "y", 0 } }, {} });
	c.docs.push_back({ nul, "nul", { { nul, 2 }, { std::string(1, '\0'), 1 }, { "a", 7 }, { std::string(100, '\0'), 1 },
	                                 { std::string("a\0", 2), 1 }, { std::string("\0\xff", 2), 4 }, { "\xff\xfe", 1 } },
	                   { { 0, false, 0, std::string("\0", 1) }, { 3, false, 0, nul } } });
	for (int i = 0; i < 100000; i++)
		many.terms.emplace_back("t" + std::to_string(i * 7 % 100003), uint32_t(i % 300));
	c.docs.push_back(many);
	c.docs.push_back({ "stor", std::string(300000, 'd'), { { "a", 2000000 }, { "stor", 126 }, { "störst", 127 } },
	                   { { 1, false, 0, std::string(50000, 'v') }, { 127, true, -1e300, "" }, { 128, true, 0, "" },
	                     { 300, true, 1e-300, "" }, { 70000, false, 0, "sista" }, { 2, false, 0, "" } } });
	for (int i = 0; i < 3000; i++)
		c.docs.push_back({ "rad" + std::to_string(i), std::string(size_t(i % 3), 'd'),
		                   { { "alla", uint32_t(i % 5 ? 1 : 70000) }, { "a" + std::string(size_t(i % 240), 'b'), 1 } },
		                   { { 1, false, 0, std::string(size_t(i % 700 + 1), 'w') } } });
	c.metas.push_back({ std::string(245, 'm'), std::string(100000, 'v') });
	c.metas.push_back({ "meta", "x" });
	c.metas.push_back({ nul, nul });
	return c;
}

static void test_extreme(void **state)
{
	compare(state, extreme(), ENGINE_BULK_MEMORY);
}

static void test_extreme_in_little_memory(void **state)
{
	compare(state, extreme(), 100000);
}

/* What cannot be stored is refused, and the rest is not the worse for it. */
static void test_refused(void **state)
{
	struct fixture *f = static_cast<struct fixture *>(*state);
	collection c = ordinary(20);
	struct engine_bulk *b;
	struct leta_error err;
	doc bad[] = { { "k", "", { { "", 1 } }, {} },
		      { "k", "", { { std::string(246, 'x'), 1 } }, {} },
		      { std::string(245, 'k'), "", {}, {} },
		      { "k", "", {}, { { 1, true, 0.0 / 0.0, "" } } } };

	assert_int_equal(engine_bulk_open(f->index.c_str(), ENGINE_BULK_MEMORY, &b, &err), LETA_OK);
	for (size_t i = 0; i < c.docs.size(); i++) {
		leta_status st = give(bad[i % 4], [&](auto *e) { return engine_bulk_add(b, e, &err); });
		assert_int_equal(st, i % 4 == 3 ? LETA_ERR_INVALID : LETA_ERR_LIMIT);
		assert_int_equal(give(c.docs[i], [&](auto *e) { return engine_bulk_add(b, e, &err); }), LETA_OK);
	}
	assert_int_equal(engine_bulk_set_meta(b, view("\001batch"), view("x"), &err), LETA_ERR_INVALID);
	for (const meta &m : c.metas)
		assert_int_equal(engine_bulk_set_meta(b, view(m.key), view(m.value), &err), LETA_OK);
	assert_int_equal(engine_bulk_finish(b, &err), LETA_OK);
	engine_bulk_close(b);
	std::string api = std::string(f->dir) + "/api";
	write_with_api(api, c);
	same(api, f->index);
	assert_int_equal(engine_bulk_open(f->index.c_str(), ENGINE_BULK_MEMORY, &b, &err), LETA_ERR_INVALID);
	same(api, f->index);
}

/* A term that comes twice counts twice, and of a document that comes twice in a batch the later one stays. */
static void test_twice(void **state)
{
	collection c = ordinary(40);

	for (size_t i = 0; i < c.docs.size(); i++) {
		auto terms = c.docs[i].terms;

		c.docs[i].terms.insert(c.docs[i].terms.end(), terms.begin(), terms.begin() + long(terms.size() / 2));
	}
	compare(state, c, ENGINE_BULK_MEMORY);
	struct fixture *f = static_cast<struct fixture *>(*state);
	std::string api = std::string(f->dir) + "/api2", bulk = std::string(f->dir) + "/bulk2";
	write_with_api(api, c);
	write_with_bulk(bulk, c, ENGINE_BULK_MEMORY);
	for (const std::string &dir : { api, bulk }) {
		struct engine_writer *w;
		struct leta_error err;
		doc d = { "ny", "data", { { "nytt", 3 } }, {} };

		assert_int_equal(engine_writer_open(dir.c_str(), &w, &err), LETA_OK);
		assert_int_equal(give(d, [&](auto *e) { return engine_writer_replace(w, e, &err); }), LETA_OK);
		d.terms[0].second = 5;
		assert_int_equal(give(d, [&](auto *e) { return engine_writer_replace(w, e, &err); }), LETA_OK);
		assert_int_equal(engine_writer_commit(w, &err), LETA_OK);
		engine_writer_close(w);
	}
	assert_false(lacks_termlists(bulk));
	same(api, bulk);
}

static void write_bytes(const std::string &path, const std::string &bytes)
{
	FILE *file = fopen(path.c_str(), "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes.data(), 1, bytes.size(), file), bytes.size());
	fclose(file);
}

/* What a writer that was killed while it made term lists has left is not taken for them. */
static void test_leftover(void **state)
{
	struct fixture *f = static_cast<struct fixture *>(*state);
	std::string api = std::string(f->dir) + "/api";
	collection c = ordinary(300);

	write_with_api(api, c);
	write_with_bulk(f->index, c, ENGINE_BULK_MEMORY);
	write_bytes(f->index + "/" ENGINE_TERMLIST_FILE, std::string(8192, 'x'));
	write_bytes(f->index + "/" ENGINE_TERMLIST_NEW, "x");
	add(api, c);
	add(f->index, c);
	assert_int_not_equal(access((f->index + "/" ENGINE_TERMLIST_FILE).c_str(), F_OK), 0);
	assert_int_not_equal(access((f->index + "/" ENGINE_TERMLIST_NEW).c_str(), F_OK), 0);
	same(api, f->index);
	write_bytes(f->index + "/" ENGINE_TERMLIST_FILE, std::string(8192, 'x'));
	change(api, c);
	change(f->index, c);
	same(api, f->index);
	/* a table that the version file names must be there */
	struct leta_error err;
	assert_int_equal(unlink((f->index + "/" ENGINE_TERMLIST_FILE).c_str()), 0);
	assert_int_equal(engine_check(f->index.c_str(), &err), LETA_ERR_CORRUPT);
	struct engine_writer *w = nullptr;
	assert_int_not_equal(engine_writer_open(f->index.c_str(), &w, &err), LETA_OK);
}

/* No slot is beyond those that are looked through for values. */
static void test_last_slot(void **state)
{
	collection c = ordinary(30);

	c.docs[3].values.push_back({ ENGINE_SLOT_MAX, false, 0, "sista" });
	compare(state, c, ENGINE_BULK_MEMORY);
	struct fixture *f = static_cast<struct fixture *>(*state);
	struct engine_writer *w;
	struct leta_error err;
	doc d = { "k", "", {}, { { ENGINE_SLOT_MAX + 1, false, 0, "x" } } };
	assert_int_equal(engine_writer_open(f->index.c_str(), &w, &err), LETA_OK);
	assert_int_equal(give(d, [&](auto *e) { return engine_writer_replace(w, e, &err); }), LETA_ERR_LIMIT);
	engine_writer_close(w);
}

/* Not finished: an empty database. */
static void test_abandoned(void **state)
{
	struct fixture *f = static_cast<struct fixture *>(*state);
	collection c = ordinary(2000);
	struct engine_bulk *b;
	struct leta_error err;

	assert_int_equal(engine_bulk_open(f->index.c_str(), 30000, &b, &err), LETA_OK);
	for (const doc &d : c.docs)
		assert_int_equal(give(d, [&](auto *e) { return engine_bulk_add(b, e, &err); }), LETA_OK);
	engine_bulk_close(b);
	Xapian::Database db(f->index, Xapian::DB_BACKEND_GLASS);
	assert_int_equal(db.get_doccount(), 0);
	write_with_bulk(f->index, c, ENGINE_BULK_MEMORY);
	std::string api = std::string(f->dir) + "/api";
	write_with_api(api, c);
	same(api, f->index);
}

/* The documents of a database, as they would be given to a writer; of its postings, for it has no lists of terms. */
static collection read_collection(const char *dir)
{
	Xapian::Database db(dir, Xapian::DB_BACKEND_GLASS);
	collection c;

	c.docs.resize(db.get_lastdocid());
	for (size_t i = 0; i < c.docs.size(); i++)
		c.docs[i].data = db.get_document(Xapian::docid(i + 1)).get_data();
	for (auto t = db.allterms_begin(); t != db.allterms_end(); ++t) {
		for (auto p = db.postlist_begin(*t); p != db.postlist_end(*t); ++p) {
			if ((*t)[0] == 'Q' && p.get_wdf() == 0)
				c.docs[*p - 1].key = (*t).substr(1);
			else
				c.docs[*p - 1].terms.emplace_back(*t, p.get_wdf());
		}
	}
	for (unsigned slot = 0; slot < 1000; slot++)
		for (auto v = db.valuestream_begin(slot); v != db.valuestream_end(slot); ++v)
			c.docs[v.get_docid() - 1].values.push_back({ slot, false, 0, *v });
	for (const auto &m : metadata(db))
		c.metas.push_back({ m.first, m.second });
	return c;
}

/* Databases that a build made (arguments): what their postings say, written through the API, is the same database. */
static int n_built;
static char **built;

static void test_built(void **state)
{
	struct fixture *f = static_cast<struct fixture *>(*state);

	for (int i = 0; i < n_built; i++) {
		std::string api = std::string(f->dir) + "/api" + std::to_string(i);
		collection c = read_collection(built[i]);

		assert_true(c.docs.size() > 10);
		write_with_api(api, c);
		same(api, built[i]);
		change(api, c);
		change(built[i], c); /* term lists of real documents */
		same(api, built[i]);
		print_message("%s: %zu documents\n", built[i], c.docs.size());
	}
}

int main(int argc, char **argv)
{
	n_built = argc - 1;
	built = argv + 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_ordinary, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_little_memory, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_empty, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_extreme, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_extreme_in_little_memory, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_refused, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_twice, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_leftover, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_last_slot, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_abandoned, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_built, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, nullptr, nullptr);
}
