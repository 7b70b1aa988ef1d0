#include "cmocka_tests.h"
#include "web/html.h"
#include "web/routes.h"

static void a_path_matches_the_whole_pattern_or_nothing(void **state)
{
    (void)state;
    static const struct path {
        const char *pattern;
        const char *path;
        const char *parameter; /* NULL: no match */
        const char *second;
    } table[] = {
        {"/", "/", "", ""},
        {"/healthz", "/healthz", "", ""},
        {"/healthz", "/healthz/", NULL, ""},
        {"/healthz", "/Healthz", NULL, ""},
        {"/healthz", "", NULL, ""},
        {"/feeds/{}.ics", "/feeds/a.ics", "a", ""},
        {"/feeds/{}.ics", "/feeds/a.ics.ics", "a.ics", ""},
        {"/feeds/{}.ics", "/feeds/%2e.ics", "%2e", ""},
        {"/feeds/{}.ics", "/feeds/.ics", NULL, ""},
        {"/feeds/{}.ics", "/feeds/a/b.ics", NULL, ""},
        {"/feeds/{}.ics", "/feeds/a", NULL, ""},
        {"/feeds/{}.ics", "/feeds/a.icsx", NULL, ""},
        {"/feeds/{}.ics", "feeds/a.ics", NULL, ""},
        {"/areas/{}", "/areas/x", "x", ""},
        {"/areas/{}", "/areas/", NULL, ""},
        {"/e/{}/today", "/e/2026/today", "2026", ""},
        {"/e/{}/today", "/e//today", NULL, ""},
        {"/e/{}/today", "/e/2026/today/", NULL, ""},
        {"/e/{}/units/{}", "/e/2026/units/U1", "2026", "U1"},
        {"/e/{}/units/{}", "/e/2026/units/", NULL, ""},
        {"/e/{}/units/{}", "/e/2026/units/U1/x", NULL, ""},
        {"/e/{}/units/{}.ics", "/e/2026/units/U1.ics", "2026", "U1"},
        {"/e/{}/units/{}.ics", "/e/2026/units/.ics", NULL, ""},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        char parameters[PARAMETERS_MAX][PARAMETER_CHARS];
        bool matches = routes_match(table[i].pattern, table[i].path, parameters);
        if (matches != (table[i].parameter != NULL))
            fail_msg("%s and %s", table[i].pattern, table[i].path);
        if (!matches)
            continue;
        assert_string_equal(parameters[0], table[i].parameter);
        assert_string_equal(parameters[1], table[i].second);
    }
}

static void text_of_people_is_only_text_in_html(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;

    text_init(&out, 1000);
    html_put(&out, "Tổ 1 <b onclick='x' class=\"y\">&amp;</b>");
    assert_string_equal(out.data,
                        "Tổ 1 &lt;b onclick=&#39;x&#39; class=&quot;y&quot;&gt;&amp;amp;&lt;/b&gt;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_matches_the_whole_pattern_or_nothing),
        cmocka_unit_test(text_of_people_is_only_text_in_html),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
