/*
 * test_html.c: what of a page is text, and in what form.
 */
#include "support/unit.h"
#include "extract/extract.h"

static void assert_page(const char *html, const char *wanted)
{
	struct lines l;
	lines_init(&l, (size_t)1 << 20);
	assert_int_equal(extract_html(str_from(html), &l), EXTRACT_DONE);
	assert_string_equal(l.out.data ? l.out.data : "", wanted);
	lines_fini(&l);
}

static void test_title(void **state)
{
	(void)state;
	assert_page("<title>Broar - ESF-rådet</title><p>text", "# Broar\n\ntext");
	assert_page("<title>Broar - ESF-rådet</title><h1>Broar och vägar</h1><p>text",
		    "# Broar och vägar\n\ntext");
	/* the heading stands outside of the main content */
	assert_page("<body><h1>Broar</h1><main><p>En text som är lång nog</main><p>kort",
		    "# Broar\n\nEn text som är lång nog");
	assert_page("<p>bara text", "bara text");
	assert_page("", "");
}

static void test_left_out(void **state)
{
	(void)state;
	assert_page("<nav>a</nav><header>b</header><footer>c</footer><aside>d</aside>"
		    "<script>e</script><style>f</style><div hidden>g</div>"
		    "<div role=dialog>h</div><div class='x cookieBar'>i</div>"
		    "<p style='display:none'>j</p><button>k</button><template>l</template>"
		    "<p aria-hidden=true>m</p><!-- n --><p>kvar</p>",
		    "kvar");
	/* the head of an article is text of it */
	assert_page("<article><header>Ingress</header><p>Brödtext som är lång</article><footer>x",
		    "Ingress\n\nBrödtext som är lång");
}

static void test_facts(void **state)
{
	static const char wanted[] = "Region\nSkåne\nÄgare\nMalmö stad";
	(void)state;
	assert_page("<dl><dt>Region<dd>Skåne<dt>Ägare<dd>Malmö stad</dl>", wanted);
	assert_page("<table><tr><th>Region<td>Skåne<tr><td>Ägare<td>Malmö stad</table>", wanted);
	assert_page("<fieldset><div>Region</div><div>Skåne</div><div>Ägare</div><div>Malmö "
		    "stad</div></fieldset>",
		    wanted);
	assert_page("<p>Region<br>Skåne<br/>Ägare<br>Malmö stad", wanted);
	assert_page("<table><tr><td>Region<td><table><tr><td>Skåne<td>och<td>mer</table></table>",
		    "Region\nSkåne och mer");
}

static void test_entities(void **state)
{
	(void)state;
	assert_page("<p>1&nbsp;000 kr &amp; &ouml;vrigt &#8211; &#x201D;</p>",
		    "1\xC2\xA0" "000 kr & övrigt – ”");
}

static void test_deep(void **state)
{
	struct buf html;
	struct lines l;
	(void)state;
	buf_init(&html, (size_t)4 << 20);
	lines_init(&l, (size_t)4 << 20);
	for (int i = 0; i < 200000; i++)
		buf_cstr(&html, "<div>");
	buf_cstr(&html, "djupt nere<b");
	assert_int_equal(extract_html(buf_view(&html), &l), EXTRACT_DONE);
	assert_string_equal(l.out.data, "djupt nere");
	lines_fini(&l);
	buf_fini(&html);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_title), cmocka_unit_test(test_left_out),
		cmocka_unit_test(test_facts), cmocka_unit_test(test_entities),
		cmocka_unit_test(test_deep),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
