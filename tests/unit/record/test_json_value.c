/*
 * test_json_value.c: what is JSON, and what its values are: by example, and held against jansson on texts with faults.
 */
#include <jansson.h>

#include "record/json_value.h"
#include "support/unit.h"

enum { ROUNDS = 60000, TEXT_MAX = 512 };

static const char *const texts[] = {
	"{\"id\": \"a-1\", \"title\": \"Unga i arbete \\u00e5\\n\\\\ \\\"x\\\"\", \"n\": -12, \"r\": 1.5e3, \"t\": true, \"u\": null}",
	"[[1, 2.25, -0, 0.5, 1E+2], {}, [], {\"a\": {\"b\": [false, \"\"]}}, \"\\ud83d\\ude00 \\u0000 slut\"]",
	"{\"a\": 1, \"b\": 2, \"a\": {\"c\": 3}, \"å\": \"Malmö och Göteborg, flera byte i rad utan flykt\"}",
	"{\"k1\":1,\"k2\":2,\"k3\":3,\"k4\":4,\"k5\":5,\"k6\":6,\"k7\":7,\"k8\":8,\"k9\":9,\"k10\":10,\"k11\":11,\"k12\":12,"
	"\"k13\":13,\"k14\":14,\"k15\":15,\"k16\":16,\"k17\":17,\"k18\":18,\"k3\":\"tre\",\"k18\":[18],\"k19\":\"\\/\"}",
	" [9223372036854775807, -9223372036854775808, 1e308, \"\\b\\f\\r\\t\"] ",
};

static bool same(const struct json_value *v, const json_t *j);

static bool same_members(const struct json_value *v, const json_t *j)
{
	const char *key;
	json_t *value;
	const struct json_value *member = v->first;

	json_object_foreach((json_t *)j, key, value)
	{
		if (!member || !str_eq(member->name, str_from(key)) || !same(member, value) ||
		    json_member(v, key) != member)
			return false;
		member = member->next;
	}
	return !member;
}

static bool same_elements(const struct json_value *v, const json_t *j)
{
	size_t i;
	json_t *value;
	const struct json_value *element = v->first;

	json_array_foreach(j, i, value)
	{
		if (!element || !same(element, value))
			return false;
		element = element->next;
	}
	return !element;
}

static bool same_number(struct str digits, const json_t *j)
{
	json_t *again = json_loadb(digits.ptr, digits.len, JSON_DECODE_ANY, NULL);
	bool equal = again && json_equal(again, j);

	json_decref(again);
	return equal;
}

static bool same(const struct json_value *v, const json_t *j)
{
	switch (v->type) {
	case JSON_TYPE_NULL:
		return json_is_null(j);
	case JSON_TYPE_FALSE:
		return json_is_false(j);
	case JSON_TYPE_TRUE:
		return json_is_true(j);
	case JSON_TYPE_INTEGER:
		return json_is_integer(j) && json_integer_value(j) == v->integer;
	case JSON_TYPE_REAL:
		return json_is_real(j) && same_number(v->real, j);
	case JSON_TYPE_STRING:
		return json_is_string(j) &&
		       str_eq(v->string, (struct str){json_string_value(j), json_string_length(j)});
	case JSON_TYPE_ARRAY:
		return json_is_array(j) && same_elements(v, j);
	case JSON_TYPE_OBJECT:
		return json_is_object(j) && same_members(v, j);
	}
	return false;
}

/* Returns whether the text is JSON; both must say so. */
static bool compare(struct str text, struct arena *arena)
{
	const struct json_value *value = NULL;
	struct leta_error err = {0};
	json_error_t error;
	json_t *wanted = json_loadb(text.ptr, text.len, JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);

	arena_reset(arena);
	leta_status st = json_parse(text, arena, &value, &err);
	if (!wanted && json_error_code(&error) == json_error_numeric_overflow && st == LETA_OK)
		return false; /* of a double: ours stay as they are written */
	if ((st == LETA_OK) != (wanted != NULL) || (wanted && !same(value, wanted)))
		fail_msg("%.*s: %s, not %s", STR_ARG(text), st ? err.message[LETA_EN] : "read",
			 wanted ? "as it should be" : error.text);
	if (st != LETA_OK)
		assert_int_equal(st, LETA_ERR_FORMAT);
	json_decref(wanted);
	return st == LETA_OK;
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Changes, takes out and doubles some bytes. */
static size_t spoil(uint32_t *seed, char text[TEXT_MAX], size_t len)
{
	static const char bytes[] = "{}[]:,\"\\u0eE+-.19dDntf \x01\xC3\xA5\xED";

	for (uint32_t n = next_random(seed) % 3 + 1; n > 0 && len > 4 && len + 3 < TEXT_MAX; n--) {
		size_t at = next_random(seed) % len, count = next_random(seed) % 3 + 1;

		switch (next_random(seed) % 3) {
		case 0:
			text[at] = bytes[next_random(seed) % (sizeof(bytes) - 1)];
			break;
		case 1:
			count = count < len - at ? count : len - at;
			memmove(text + at, text + at + count, len - at - count);
			len -= count;
			break;
		default:
			memmove(text + at + count, text + at, len - at);
			len += count;
		}
	}
	return len;
}

static void test_against_jansson(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	uint32_t seed = 99;
	size_t good = 0;

	(void)state;
	for (size_t i = 0; i < LENGTH(texts); i++)
		assert_true(compare(str_from(texts[i]), arena));
	for (int round = 0; round < ROUNDS; round++) {
		struct str whole = str_from(texts[next_random(&seed) % LENGTH(texts)]);
		char text[TEXT_MAX];

		memcpy(text, whole.ptr, whole.len);
		good += compare((struct str){text, spoil(&seed, text, whole.len)}, arena);
	}
	assert_in_range(good, ROUNDS / 20, ROUNDS * 19 / 20);
	arena_free(arena);
}

static void test_faults(void **state)
{
	static const char *const bad[] = {
		"", " ", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "[1 2]", "01", "1.", "-", ".5", "1e", "\"", "\"\\x\"", "\"\\ud800\"",
		"\"\\udc00\"", "\"\\ud800\\u0041\"", "{} x", "nul", "\"\t\"", "\"\xE5\"", "9223372036854775808",
		"{\"a\\u0000b\": 1}", "\"abc\\",
	};
	struct arena *arena = arena_new(1 << 20);

	(void)state;
	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_false(compare(str_from(bad[i]), arena));
	arena_free(arena);
}

static void test_no_memory(void **state)
{
	const struct json_value *value;
	struct arena *arena = arena_new(700);

	(void)state;
	assert_int_equal(json_parse(str_from(texts[3]), arena, &value, NULL), LETA_ERR_LIMIT);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_jansson),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
