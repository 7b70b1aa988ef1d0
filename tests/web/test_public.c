/* What everybody sees of a commune, without coming in. */
#include "cmocka_tests.h"
#include "site_test.h"

static void assert_shows(const struct http_reply *reply, const char *part)
{
    if (reply->status != 200 || strstr(reply->body.data, part) == NULL)
        fail_msg("answered %d without \"%s\":\n%s", reply->status, part, reply->body.data);
}

static void meetings_ahead_stand_with_place_and_candidates_in_order(void **state)
{
    const struct site_test *test = *state;
    static const char *const parts[] = {
        "<h1>Tiếp xúc cử tri: xã Đồng Mây</h1>",
        "07:30–09:30",
        "Đơn vị bầu cử số 1, HĐND tỉnh",
        "Nhà văn hoá xã Đồng Mây, thôn Hạ",
        "<li>Người Thử Một</li>",
        "https://hop.example.vn/p/12",
        "/xa/X1/print",
        "href=\"/xa/X1.en\"",
        "webcal://lich.example.vn/xa/X1.ics",
    };
    struct http_reply reply;

    site_get(test, "/xa/X1", "", &reply);
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        assert_shows(&reply, parts[i]);
    assert_null(strstr(reply.body.data, "Ban Thường trực")); /* the chair, perhaps a person */
    http_reply_done(&reply);
}

static void the_page_is_there_in_english(void **state)
{
    const struct site_test *test = *state;
    struct http_reply reply;

    site_get(test, "/xa/X1.en", "", &reply);
    assert_shows(&reply, "<html lang=\"en\">");
    assert_shows(&reply, "Monday, 2 March 2026");
    assert_shows(&reply, "href=\"/xa/X1\">Tiếng Việt</a>");
    http_reply_done(&reply);
}

static void a_cancelled_meeting_says_so_and_names_nobody(void **state)
{
    const struct site_test *test = *state;
    struct http_reply reply;

    test_store_run(test->store->folder->store, "UPDATE meeting SET status = 'cancelled' WHERE id <> 2");
    site_get(test, "/xa/X1/print", "", &reply);
    assert_shows(&reply, "<strong>đã hủy</strong>");
    http_reply_done(&reply);
    site_get(test, "/xa/X1", "", &reply);
    assert_shows(&reply, "Hội nghị này đã hủy.");
    http_reply_done(&reply);
}

static void drafts_and_other_communes_are_not_shown(void **state)
{
    const struct site_test *test = *state;
    struct http_reply reply;

    site_get(test, "/xa/X2", "", &reply);
    assert_shows(&reply, "12 đường Sông");
    assert_null(strstr(reply.body.data, "Đơn vị bầu cử số 4"));
    http_reply_done(&reply);
    site_get(test, "/xa/X9", "", &reply);
    assert_int_equal(reply.status, 404);
    http_reply_done(&reply);
}

static void whoever_has_the_page_is_told_so_until_it_changes(void **state)
{
    const struct site_test *test = *state;
    struct http_reply reply;
    char header[100];

    site_get(test, "/xa/X1", "", &reply);
    site_assert_header(&reply, "Cache-Control", "public, max-age=60");
    snprintf(header, sizeof header, "If-None-Match: %s\r\n", http_reply_header(&reply, "ETag"));
    http_reply_done(&reply);
    site_get(test, "/xa/X1", header, &reply);
    assert_int_equal(reply.status, 304);
    assert_int_equal(reply.body.length, 0);
    http_reply_done(&reply);
    test_store_run(test->store->folder->store, "UPDATE venue SET name = 'Nơi khác' WHERE id = 1");
    site_get_changed(test, "/xa/X1", header, 200, &reply);
    assert_shows(&reply, "Nơi khác");
    http_reply_done(&reply);
}

static void communes_are_found_without_marks(void **state)
{
    const struct site_test *test = *state;
    static const struct row {
        const char *path;
        bool first, second;
    } rows[] = {{"/xa", true, true},
                {"/xa?q=dong%20may", true, false},
                {"/xa?q=%C4%90%E1%BB%92NG", true, false},
                {"/xa?q=ngaba", false, false},
                {"/xa?q=x2", false, true}};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct http_reply reply;
        site_get(test, rows[i].path, "", &reply);
        assert_int_equal(reply.status, 200);
        assert_int_equal(strstr(reply.body.data, "<a href=\"/xa/X1\">xã Đồng Mây</a>") != NULL,
                         rows[i].first);
        assert_int_equal(strstr(reply.body.data, "<a href=\"/xa/X2\">phường Ngã Ba</a>") != NULL,
                         rows[i].second);
        http_reply_done(&reply);
    }
}

static void script_in_a_name_or_a_question_is_only_text(void **state)
{
    const struct site_test *test = *state;
    static const char *const paths[] = {"/xa/X1", "/xa/X1/print", "/xa", "/xa?q=%3Cscript%3E"};

    test_store_run(
        test->store->folder->store,
        "UPDATE venue SET name = '<script>', address = '\"><script>';"
        "UPDATE candidate SET full_name = '<script>'; UPDATE unit SET name = '<script>';"
        "UPDATE meeting_site SET link = 'javascript:alert(1)'; UPDATE election SET title = '<script>';"
        "UPDATE area SET name = '<script>'");
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        struct http_reply reply;
        site_get(test, paths[i], "", &reply);
        assert_int_equal(reply.status, 200);
        assert_null(strstr(reply.body.data, "<script>"));
        assert_null(strstr(reply.body.data, "href=\"javascript"));
        http_reply_done(&reply);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        site_test(meetings_ahead_stand_with_place_and_candidates_in_order),
        site_test(the_page_is_there_in_english),
        site_test(a_cancelled_meeting_says_so_and_names_nobody),
        site_test(drafts_and_other_communes_are_not_shown),
        site_test(whoever_has_the_page_is_told_so_until_it_changes),
        site_test(communes_are_found_without_marks),
        site_test(script_in_a_name_or_a_question_is_only_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
