/* test_utf8.c: well-formed and ill-formed sequences (Unicode table 3-7), stepping, case. */
#include "support/unit.h"

#include "base/utf8.h"

static void test_ill_formed(void **state)
{
	static const struct {
		struct str bytes;
		size_t bad;
	} cases[] = {
		{{"a\x80", 2}, 1},            /* continuation alone */
		{{"\xC0\x80", 2}, 0},         /* overlong NUL */
		{{"\xC1\xBF", 2}, 0},         /* overlong */
		{{"\xE0\x9F\xBF", 3}, 0},     /* overlong */
		{{"\xF0\x8F\xBF\xBF", 4}, 0}, /* overlong */
		{{"\xED\xA0\x80", 3}, 0},     /* surrogate */
		{{"\xED\xBF\xBF", 3}, 0},     /* surrogate */
		{{"\xF4\x90\x80\x80", 4}, 0}, /* above U+10FFFF */
		{{"\xF5\x80\x80\x80", 4}, 0},
		{{"\xFF", 1}, 0},
		{{"\xC3", 1}, 0}, /* ends inside */
		{{"\xE2\x82", 2}, 0},
		{{"\xF0\x9F\x98", 3}, 0},
		{{"\xE2\x28\xA1", 3}, 0},
		{{"\xC3\xA5\xC3", 3}, 2},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		size_t pos = cases[i].bad, end = cases[i].bad + 1;

		assert_int_equal(utf8_validate(cases[i].bytes), cases[i].bad);
		assert_int_equal(utf8_next(cases[i].bytes, &pos), 0xFFFD);
		assert_int_equal(pos, end);
		assert_int_equal(utf8_prev(cases[i].bytes, &end), 0xFFFD);
		assert_int_equal(end, cases[i].bad);
	}
}

static void test_round_trip(void **state)
{
	static const uint32_t cps[] = {0,       0x7F,    0x80,    0xE5,     0x7FF,   0x800,
				       0xFFF,   0x1000,  0xD7FF,  0xE000,   0xFFFF,  0x10000,
				       0x3FFFF, 0x40000, 0xFFFFF, 0x100000, 0x10FFFF};

	(void)state;
	for (size_t i = 0; i < LENGTH(cps); i++) {
		char bytes[4];
		struct str s = {bytes, utf8_put(bytes, cps[i])};
		size_t pos = 0;

		assert_int_equal(utf8_validate(s), s.len);
		assert_int_equal(utf8_next(s, &pos), cps[i]);
		assert_int_equal(pos, s.len);
		assert_int_equal(utf8_prev(s, &pos), cps[i]);
		assert_int_equal(pos, 0);
		for (size_t cut = 1; cut < s.len; cut++) {
			assert_int_equal(utf8_validate(str_sub(s, 0, cut)), 0);
			assert_int_equal(utf8_floor(s, cut), 0);
		}
	}
}

static void test_put_of_no_character(void **state)
{
	char bytes[4];

	(void)state;
	assert_int_equal(utf8_put(bytes, 0xD800), 3);
	assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
	assert_int_equal(utf8_put(bytes, 0x110000), 3);
}

static void test_count_and_floor(void **state)
{
	struct str s = STR("aå€😀");

	(void)state;
	assert_int_equal(utf8_count(s), 4);
	assert_int_equal(utf8_count((struct str){NULL, 0}), 0);
	assert_int_equal(utf8_floor(s, 0), 0);
	assert_int_equal(utf8_floor(s, 2), 1);
	assert_int_equal(utf8_floor(s, 3), 3);
	assert_int_equal(utf8_floor(s, 5), 3);
	assert_int_equal(utf8_floor(s, 9), 6);
	assert_int_equal(utf8_floor(s, 10), 10);
	assert_int_equal(utf8_floor(s, 99), 10);
}

/* Every pair of capital and small letter in the two blocks, as text. */
static void test_case_pairs(void **state)
{
	static const struct {
		struct str upper, lower;
	} pairs[] = {
		{STR_INIT("ABCXYZ"), STR_INIT("abcxyz")},
		{STR_INIT("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"),
		 STR_INIT("àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþ")},
		{STR_INIT("ĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮ"), STR_INIT("āăąćĉċčďđēĕėęěĝğġģĥħĩīĭį")},
		{STR_INIT("ĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ"),
		 STR_INIT("ĳĵķĺļľŀłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷÿźżž")},
	};
	unsigned in_extended = 0;

	(void)state;
	for (size_t i = 0; i < LENGTH(pairs); i++) {
		size_t up = 0, low = 0;

		while (up < pairs[i].upper.len) {
			uint32_t upper = utf8_next(pairs[i].upper, &up);
			uint32_t lower = utf8_next(pairs[i].lower, &low);

			assert_int_equal(utf8_lower(upper), lower);
			assert_int_equal(utf8_lower(lower), lower);
			assert_true(utf8_is_upper(upper) && !utf8_is_lower(upper));
			assert_true(utf8_is_lower(lower) && !utf8_is_upper(lower));
			assert_true(utf8_is_letter(upper) && utf8_is_letter(lower));
			in_extended += upper >= 0x100 && upper <= 0x17F;
		}
		assert_int_equal(low, pairs[i].lower.len);
	}
	/* 128 code points: 62 pairs, Ÿ whose pair is in Latin-1, İ, and four without: ı ĸ ŉ ſ. */
	assert_int_equal(in_extended, 62);
	assert_int_equal(utf8_lower(0x130), 'i');
}

static void test_other_characters(void **state)
{
	static const uint32_t small[] = {0xDF, 0xB5, 0x131, 0x138, 0x149, 0x17F};
	static const uint32_t no_letters[] = {'@',  '[',  '`',  '{',  '0',
					      0xD7, 0xF7, 0xBF, 0xAB, 0x2013};

	(void)state;
	for (size_t i = 0; i < LENGTH(small); i++) {
		assert_true(utf8_is_lower(small[i]) && utf8_is_letter(small[i]));
		assert_int_equal(utf8_lower(small[i]), small[i]);
	}
	for (size_t i = 0; i < LENGTH(no_letters); i++) {
		assert_false(utf8_is_letter(no_letters[i]));
		assert_int_equal(utf8_lower(no_letters[i]), no_letters[i]);
	}
	assert_false(utf8_is_upper(0x180));
	assert_int_equal(utf8_lower(0x391), 0x391); /* Greek is left alone */
	assert_true(utf8_is_letter(0xFB01));
}

static void test_space(void **state)
{
	static const uint32_t spaces[] = {' ',    '\t',   '\n',   '\r',   0xA0,  0x2000,
					  0x2009, 0x200A, 0x202F, 0x3000, 0xFEFF};
	static const uint32_t others[] = {'a', 0, 0x0B, 0xAD, 0x200B, 0x2060};

	(void)state;
	for (size_t i = 0; i < LENGTH(spaces); i++)
		assert_true(utf8_is_space(spaces[i]));
	for (size_t i = 0; i < LENGTH(others); i++)
		assert_false(utf8_is_space(others[i]));
}

/* Each two bytes at each place of a run: a character of two bytes, two of ASCII, or where it goes wrong. */
static void test_pairs(void **state)
{
	(void)state;
	for (unsigned pair = 0; pair < 0x10000; pair++) {
		unsigned char one = (unsigned char)(pair >> 8), two = (unsigned char)pair;
		bool both = one >= 0xC2 && one < 0xE0 && (two & 0xC0) == 0x80;
		size_t wrong = both || (one < 0x80 && two < 0x80) ? SIZE_MAX : one < 0x80;

		for (size_t at = 0; at < 19; at++) {
			char text[] = "å€cdéfghijklmåöp";
			struct str s = STR(text);
			bool whole = at + 2 <= s.len && ((unsigned char)text[at] & 0xC0) != 0x80 &&
			             ((unsigned char)text[at + 2] & 0xC0) != 0x80;

			if (!whole)
				continue;
			text[at] = (char)one;
			text[at + 1] = (char)two;
			assert_int_equal(utf8_validate(s), wrong == SIZE_MAX ? s.len : at + wrong);
		}
	}
	for (size_t n = 0; n < 20; n++) {
		static const char text[] = "abcdefghijklmnopqrst€åå😀å";

		assert_int_equal(utf8_validate(STR(text)), sizeof(text) - 1);
		assert_int_equal(utf8_validate((struct str){ text + n, sizeof(text) - 1 - n }), sizeof(text) - 1 - n);
		assert_int_equal(utf8_validate((struct str){ text + n, sizeof(text) - 2 - n }), sizeof(text) - 3 - n);
	}
}

/* Sums of many steps do not run over into each other. */
static void test_count_long(void **state)
{
	char text[6000];

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = i % 2 == 0 ? '\xC3' : '\xA5';
	for (size_t len = 0; len < sizeof(text); len += 2)
		assert_int_equal(utf8_count((struct str){ text, len }), len / 2);
	memset(text, '\x80', sizeof(text));
	assert_int_equal(utf8_count((struct str){ text, sizeof(text) }), 0);
	memset(text, 'a', sizeof(text));
	assert_int_equal(utf8_count((struct str){ text, sizeof(text) }), sizeof(text));
}

/* Steps of eight bytes see what single ones do: each byte at each place of a run. */
static void test_runs(void **state)
{
	(void)state;
	for (unsigned byte = 0; byte < 256; byte++) {
		for (size_t at = 0; at < 20; at++) {
			char text[] = "abcdefghijklmnopqrst";
			bool printable = byte >= 0x20 && byte < 0x7F;
			struct str s = STR(text);

			text[at] = (char)byte;
			assert_int_equal(utf8_printable(s, 0), printable ? s.len : at);
			assert_int_equal(utf8_validate(s), byte < 0x80 ? s.len : at);
			assert_int_equal(utf8_count(s), s.len - ((byte & 0xC0) == 0x80)); /* it begins none */
		}
	}
	assert_int_equal(utf8_count(STR("åäö och ÅÄÖ, 12345678 é")), 23);
	assert_int_equal(utf8_offset(STR("råd"), 0), 0);
	assert_int_equal(utf8_offset(STR("råd"), 2), 3);
	assert_int_equal(utf8_offset(STR("råd"), 9), 4);
	assert_int_equal(utf8_printable(STR("ab"), 2), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_runs),
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_count_long),
		cmocka_unit_test(test_ill_formed),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_put_of_no_character),
		cmocka_unit_test(test_count_and_floor),
		cmocka_unit_test(test_case_pairs),
		cmocka_unit_test(test_other_characters),
		cmocka_unit_test(test_space),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
