/*
 * test_clean.c: every repair, and the texts that look broken but are not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "text/clean.h"

static struct text_clean clean(struct arena *arena, struct str bytes)
{
	struct text_clean out;
	struct leta_error err;

	assert_int_equal(text_clean(bytes, arena, &out, &err), LETA_OK);
	assert_int_equal(utf8_validate(out.text), out.text.len);
	return out;
}

static void expect(struct arena *arena, struct str bytes, const char *wanted)
{
	struct text_clean out = clean(arena, bytes);

	if (!str_eq(out.text, str_from(wanted)))
		fail_msg("'" STR_FMT "' became '" STR_FMT "', not '%s'", STR_ARG(bytes), STR_ARG(out.text),
		         wanted);
}

static void encodings(void **state)
{
	static const struct {
		struct str bytes;
		const char *text, *encoding;
	} CASES[] = {
		{ { "f\xc3\xb6rstudie", 10 }, "förstudie", "UTF-8" },
		{ { "\xEF\xBB\xBFhej", 6 }, "hej", "UTF-8" },
		{ { "F\xF6rstudie \x96 m\xE5l", 15 }, "Förstudie – mål", "windows-1252" },
		{ { "F\x94rstudie om m\x86l", 17 }, "Förstudie om mål", "IBM850" },
		{ { "F\x9Arstudie om m\x8Cl", 17 }, "Förstudie om mål", "macintosh" },
		{ { "\xFF\xFE\xE5\0r\0", 6 }, "år", "UTF-16LE" },
		{ { "\xFE\xFF\0\xE5\0r", 6 }, "år", "UTF-16BE" },
		{ { "\xE5\0r\0 \0t\0v\0\xE5\0", 12 }, "år två", "UTF-16LE" },
		{ { "\xE5", 1 }, "å", "windows-1252" },
		{ { "", 0 }, "", "UTF-8" },
	};
	struct arena *arena = *state;

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		expect(arena, CASES[i].bytes, CASES[i].text);
		assert_string_equal(clean(arena, CASES[i].bytes).encoding, CASES[i].encoding);
	}
}

static void damaged_utf8(void **state)
{
	struct text_clean out = clean(*state, STR("åäö åäö åäö \xE5 och \xE2\x82 slut"));

	assert_true(str_eq(out.text, STR("åäö åäö åäö \uFFFD och \uFFFD slut")));
	assert_int_equal(out.replaced, 2);
	assert_string_equal(out.encoding, "UTF-8");
}

static void mojibake(void **state)
{
	static const struct {
		const char *bytes, *text;
		size_t n;
	} CASES[] = {
		{ "FÃ¶retag pÃ¥ vÃ¤g", "Företag på väg", 3 },
		{ "Ã…r Ã„r Ã–sterÃ¥ker Ã©n", "År Är Österåker én", 5 },
		{ "â€œhejâ€\xC2\x9D â€“ â€” dâ€™or Â· 5Â\u00a0000", "“hej” – — d’or · 5\u00a0000", 7 },
		{ "FÃ¶retag â€œhejâ€ nu", "Företag “hej” nu", 3 },
		{ "FÃ\xC2\x83Â¶retag", "Företag", 3 },
		{ "FÃƒÂ¶retag", "Företag", 3 },
		{ "Ã\xC2\x85r Ã\xC2\x96n", "År Ön", 2 },
		{ "Första stycket är rätt, andra Ã¤r fel", "Första stycket är rätt, andra är fel", 1 },
		{ "Â kr och Ã¥r", "\u00a0kr och år", 2 },
		{ "20 â‚¬ ï»¿x", "20 € x", 2 },
	};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		expect(*state, str_from(CASES[i].bytes), CASES[i].text);
		assert_int_equal(clean(*state, str_from(CASES[i].bytes)).mojibake, CASES[i].n);
	}
}

static void correct_text_stays(void **state)
{
	static const char *const TEXTS[] = {
		"Ã", "“Ã”", "SÃO PAULO", "Â", "FÂGE", "PÅ–", "”PÅ” … ”Å…", "»PÅ« och »Ä»", "crème brûlée â la carte",
		"Åäö – ”citat” · 5\u00a0000 € ½ × ÷", "naïve Ï", "Señor Ñ", "ð Þ æ ø", "привет 東京 😀",
	};

	for (size_t i = 0; i < sizeof(TEXTS) / sizeof(TEXTS[0]); i++) {
		expect(*state, str_from(TEXTS[i]), TEXTS[i]);
		assert_int_equal(clean(*state, str_from(TEXTS[i])).mojibake, 0);
	}
}

static void characters(void **state)
{
	struct text_clean out;

	expect(*state, STR("a\r\nb\rc\fd\u2028e\u2029f\xC2\x85" "g"), "a\nb\nc\fd\ne\nf\ng");
	expect(*state, STR("\xEF\x82\xB7 ett \xEF\x82\x95 två"), "• ett • två");
	expect(*state, STR("a\tb\u00a0c\u202fd"), "a b\u00a0c\u202fd");
	out = clean(*state, STR("stads\u00adutveckling ﬁn ﬂod ﬀ ﬃ ﬄ ſt ﬅ ﬆ"));
	assert_true(str_eq(out.text, STR("stadsutveckling fin flod ff ffi ffl st st st")));
	assert_int_equal(out.soft_hyphens, 1);
	assert_int_equal(out.ligatures, 8);
	out = clean(*state, STR("a\0b\x01\u202ec\u200bd\u2066"));
	assert_true(str_eq(out.text, STR("abcd")));
	assert_int_equal(out.controls, 5);
}

static void composition(void **state)
{
	struct text_clean out = clean(*state, STR("a\u030a\u0308r A\u030Ar o\u0308 \u212Bngström"));

	assert_true(out.decomposed);
	expect(*state, STR("A\u030Ar o\u0308 ko\u0308pa \u212Bngström e\u0301"), "År ö köpa Ångström é");
	assert_false(clean(*state, STR("År ö 東京 привет")).decomposed);
	/* double-encoded and decomposed */
	expect(*state, STR("aÌŠr"), "år");
}

static void binary(void **state)
{
	char bytes[4096];
	uint32_t seed = 1;

	for (size_t i = 0; i < sizeof(bytes); i++) {
		seed = seed * 1664525u + 1013904223u;
		bytes[i] = (char)(seed >> 24);
	}
	assert_true(clean(*state, (struct str){ bytes, sizeof(bytes) }).binary);
	assert_false(clean(*state, STR("en\fsida\ttill\r\n")).binary);
}

/* Four million bytes of one kind each: must not take more than linear time. */
static void large_inputs(void **state)
{
	static const char *const UNITS[] = { "a", "å", "Ã¥", "a\u0301\u0323", "\u0323\u0301", "\xE5", "Ã", "\u00ad" };
	size_t size = (size_t)4 << 20;
	char *bytes = malloc(size);

	assert_non_null(bytes);
	for (size_t u = 0; u < sizeof(UNITS) / sizeof(UNITS[0]); u++) {
		size_t len = strlen(UNITS[u]), n = 0;

		for (; n + len <= size; n += len)
			memcpy(bytes + n, UNITS[u], len);
		clean(*state, (struct str){ bytes, n });
		arena_reset(*state);
	}
	free(bytes);
}

static int setup(void **state)
{
	*state = arena_new((size_t)1 << 28);
	return *state ? 0 : -1;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

/* Each character, and each byte that is none, is judged in a long text as alone; wherever it stands. */
static void clean_everywhere(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp < 0x3000 + 128; cp++) {
		char one[4] = { (char)(cp - 0x3000 + 0x80) };
		size_t n = cp < 0x3000 ? utf8_put(one, cp) : 1;
		bool clean = text_is_clean((struct str){ one, n });

		assert_true(!clean || n > 1 || cp == '\n' || cp == '\f' || (cp >= ' ' && cp < 0x7F));
		for (size_t at = 0; at < 12; at++) {
			char text[60] = "å och 12 Öar längs havet vid Skåne";
			size_t len = strlen(text), from = utf8_floor((struct str){ text, len }, at);
			memmove(text + from + n, text + from, len - from);
			memcpy(text + from, one, n);
			assert_true(text_is_clean((struct str){ text, len + n }) == clean);
		}
	}
	assert_true(text_is_clean((struct str){ NULL, 0 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encodings),      cmocka_unit_test(damaged_utf8),
		cmocka_unit_test(mojibake),       cmocka_unit_test(correct_text_stays),
		cmocka_unit_test(characters),     cmocka_unit_test(composition),
		cmocka_unit_test(binary),         cmocka_unit_test(large_inputs),
		cmocka_unit_test(clean_everywhere),
	};

	return cmocka_run_group_tests_name("text clean", tests, setup, teardown);
}
