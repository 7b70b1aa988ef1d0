#include "app/feed_list.h"
#include "site_test.h"

#include <pthread.h>
#include <zlib.h>

static void a_calendar_comes_with_all_that_clients_look_at(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply reply;

    site_get(test, test->feed, "", &reply);
    assert_int_equal(reply.status, 200);
    site_assert_header(&reply, "Content-Type", "text/calendar; charset=utf-8");
    site_assert_header(&reply, "Content-Disposition", "inline; filename=\"lich.ics\"");
    site_assert_header(&reply, "Cache-Control", "private, max-age=0, must-revalidate");
    site_assert_header(&reply, "Last-Modified", "Fri, 20 Feb 2026 01:00:00 GMT");
    site_assert_header(&reply, "Vary", "Accept-Encoding");
    site_assert_header(&reply, "X-Robots-Tag", "noindex, nofollow");
    site_assert_header(&reply, "X-Content-Type-Options", "nosniff");
    assert_null(http_reply_header(&reply, "Content-Encoding"));
    assert_int_equal(strncmp(reply.body.data, "BEGIN:VCALENDAR\r\n", 17), 0);
    assert_non_null(strstr(reply.body.data, "UID:0003.bc2026@hiepthuong"));
}

static void two_fetches_give_the_same_bytes_and_tag(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply first;
    CLEANUP(http_reply_done) struct http_reply second;
    char tag[100];

    site_get(test, test->feed, "", &first);
    site_get(test, test->feed, "", &second);
    assert_string_equal(first.body.data, second.body.data);
    snprintf(tag, sizeof tag, "%s", http_reply_header(&first, "ETag"));
    site_assert_header(&second, "ETag", tag);
    assert_int_equal(tag[0], '"'); /* strong */
}

static void head_says_what_get_would(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply full;
    CLEANUP(http_reply_done) struct http_reply head;
    char length[20];

    site_get(test, test->feed, "", &full);
    http_ask(test->address, "HEAD", test->feed, "", &head);
    assert_int_equal(head.status, 200);
    assert_int_equal(head.body.length, 0);
    snprintf(length, sizeof length, "%zu", full.body.length);
    site_assert_header(&head, "Content-Length", length);
    char tag[100];
    snprintf(tag, sizeof tag, "%s", http_reply_header(&full, "ETag"));
    site_assert_header(&head, "ETag", tag);
}

static void an_unchanged_calendar_is_not_sent_again(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply full;
    char tag[100];
    static const struct asked {
        const char *headers; /* %s: the tag */
        int status;
    } table[] = {
        {"If-None-Match: %s\r\n", 304},
        {"If-None-Match: W/%s\r\n", 304},
        {"If-None-Match: \"other\", %s\r\n", 304},
        {"If-None-Match: *\r\n", 304},
        {"If-None-Match: \"other\"\r\n", 200},
        {"If-None-Match: \"other\"\r\nIf-Modified-Since: Fri, 20 Feb 2026 01:00:00 GMT\r\n", 200},
        {"If-None-Match: %s\r\nIf-Modified-Since: Thu, 19 Feb 2026 01:00:00 GMT\r\n", 304},
        {"If-Modified-Since: Fri, 20 Feb 2026 01:00:00 GMT\r\n", 304},
        {"If-Modified-Since: Fri, 20 Feb 2026 01:00:01 GMT\r\n", 304},
        {"If-Modified-Since: Fri, 20 Feb 2026 00:59:59 GMT\r\n", 200},
        {"If-Modified-Since: yesterday\r\n", 200},
        {"If-Modified-Since: 2026-02-20T01:00:00Z\r\n", 200},
    };

    site_get(test, test->feed, "", &full);
    snprintf(tag, sizeof tag, "%s", http_reply_header(&full, "ETag"));
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        CLEANUP(http_reply_done) struct http_reply reply;
        char headers[300];
        const char *hole = strstr(table[i].headers, "%s");
        int before = hole != NULL ? (int)(hole - table[i].headers) : 0;
        snprintf(headers, sizeof headers, "%.*s%s%s", before, table[i].headers, hole != NULL ? tag : "",
                 hole != NULL ? hole + 2 : table[i].headers);
        site_get(test, test->feed, headers, &reply);
        if (reply.status != table[i].status)
            fail_msg("row %zu is answered %d", i, reply.status);
        site_assert_header(&reply, "ETag", tag);
        site_assert_header(&reply, "Last-Modified", "Fri, 20 Feb 2026 01:00:00 GMT");
        assert_true(table[i].status != 304 || reply.body.length == 0);
    }
}

static void a_packed_calendar_unpacks_to_the_plain_one(void **state)
{
    struct site_test *test = *state;
    static unsigned char unpacked[1 << 20];
    CLEANUP(http_reply_done) struct http_reply plain;
    CLEANUP(http_reply_done) struct http_reply packed;
    CLEANUP(http_reply_done) struct http_reply again;
    char tag[100];
    char headers[200];

    site_get(test, test->feed, "", &plain);
    site_get(test, test->feed, "Accept-Encoding: deflate, gzip\r\n", &packed);
    site_assert_header(&packed, "Content-Encoding", "gzip");
    site_assert_header(&packed, "Vary", "Accept-Encoding");
    z_stream stream = {.next_in = (unsigned char *)packed.body.data, .avail_in = (uInt)packed.body.length};
    assert_int_equal(inflateInit2(&stream, MAX_WBITS + 16), Z_OK);
    stream.next_out = unpacked;
    stream.avail_out = sizeof unpacked;
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.total_out, plain.body.length);
    assert_memory_equal(unpacked, plain.body.data, plain.body.length);
    inflateEnd(&stream);
    /* Other bytes, another tag, which is as good for asking again. */
    snprintf(tag, sizeof tag, "%s", http_reply_header(&packed, "ETag"));
    assert_string_not_equal(tag, http_reply_header(&plain, "ETag"));
    snprintf(headers, sizeof headers, "Accept-Encoding: gzip\r\nIf-None-Match: %s\r\n", tag);
    site_get(test, test->feed, headers, &again);
    assert_int_equal(again.status, 304);
    site_assert_header(&again, "ETag", tag);
}

static void a_change_reaches_whoever_fetches_a_second_later(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply before;
    CLEANUP(http_reply_done) struct http_reply after;
    char headers[200];

    site_get(test, test->feed, "", &before);
    snprintf(headers, sizeof headers, "If-None-Match: %s\r\n", http_reply_header(&before, "ETag"));
    feed_store_run(test->store, "cancel_first.sql");
    site_get_changed(test, test->feed, headers, 200, &after);
    site_assert_header(&after, "Last-Modified", "Sat, 21 Feb 2026 01:00:00 GMT");
    assert_non_null(strstr(after.body.data, "SEQUENCE:1\r\n"));
    assert_non_null(strstr(after.body.data, "STATUS:CANCELLED\r\n"));
}

static void the_last_fetch_is_remembered_without_the_address(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply reply;
    struct feed_state *states;
    size_t count;
    struct error err;

    site_get(test, test->feed, "User-Agent: Calendar/1.0 (phone) \xc4\x91\r\n", &reply);
    service_stop(test->service);
    site_start(test);
    store_must(feed_list(&test->store->app, FEED_STORE_ELECTION, &test->store->arena, &states, &count, &err),
               &err);
    assert_int_equal(count, 1);
    assert_int_equal(states[0].last_fetch_utc_secs, 1771600000);
    assert_string_equal(states[0].last_client, "Calendar/1.0 (phone) ");
}

static void *poll_often(void *context)
{
    const struct site_test *test = context;

    for (int i = 0; i < 100; i++) {
        CLEANUP(http_reply_done) struct http_reply reply;
        site_get(test, test->feed, "", &reply);
        if (reply.status != 200 || strstr(reply.body.data, "END:VCALENDAR") == NULL)
            return NULL;
    }
    return context;
}

static void phones_are_served_while_others_come_and_the_plan_changes(void **state)
{
    struct site_test *test = *state;
    pthread_t phones[4];

    for (size_t i = 0; i < COUNT_OF(phones); i++)
        assert_int_equal(pthread_create(&phones[i], NULL, poll_often, test), 0);
    feed_store_run(test->store, "cancel_first.sql");
    for (size_t i = 0; i < COUNT_OF(phones); i++) {
        void *done = NULL;
        assert_int_equal(pthread_join(phones[i], &done), 0);
        assert_non_null(done);
    }
}

static void a_withdrawn_address_says_so_to_people_and_to_programs(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply program;
    CLEANUP(http_reply_done) struct http_reply browser;
    struct error err;

    store_must(feed_revoke(&test->store->app, FEED_STORE_ELECTION, "UCV-01", &err), &err);
    site_get(test, test->feed, "", &program);
    assert_int_equal(program.status, 410);
    site_assert_header(&program, "Content-Type", "text/calendar; charset=utf-8");
    assert_non_null(strstr(program.body.data, "SUMMARY:Địa chỉ lịch này không còn dùng\r\n"));
    assert_non_null(strstr(program.body.data, "\r\nDTSTART;VALUE=DATE:20260220\r\n"));
    assert_null(strstr(program.body.data, "UID:0003"));
    site_get(test, test->feed, "Accept: text/html,*/*\r\n", &browser);
    assert_int_equal(browser.status, 410);
    assert_non_null(strstr(browser.body.data, "Địa chỉ lịch này không còn dùng"));
    site_assert_header(&browser, "Content-Type", "text/plain; charset=utf-8");
}

static void who_wants_it_anew_gets_a_change_at_once(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply before;
    CLEANUP(http_reply_done) struct http_reply after;

    site_get(test, test->feed, "", &before);
    feed_store_run(test->store, "cancel_first.sql");
    site_get(test, test->feed, HTTP_LOOK_FIRST, &after);
    assert_non_null(strstr(after.body.data, "STATUS:CANCELLED\r\n"));
}

static void an_address_ends_within_a_second_of_its_withdrawal_however_often_it_is_asked_for(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply unchanged;
    CLEANUP(http_reply_done) struct http_reply full;
    CLEANUP(http_reply_done) struct http_reply again;
    struct error err;

    site_get(test, test->feed, "", &full);
    site_get(test, test->feed, "If-None-Match: *\r\n", &unchanged);
    assert_int_equal(unchanged.status, 304);
    store_must(feed_revoke(&test->store->app, FEED_STORE_ELECTION, "UCV-01", &err), &err);
    http_reply_done(&unchanged);
    http_reply_done(&full);
    site_get_changed(test, test->feed, "If-None-Match: *\r\n", 410, &unchanged);
    site_get(test, test->feed, "", &full);
    assert_int_equal(full.status, 410);
    site_get(test, test->feed, "Accept-Encoding: gzip\r\n", &again);
    assert_int_equal(again.status, 410);
}

static void the_page_of_a_calendar_shows_how_to_add_it(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply page;
    CLEANUP(http_reply_done) struct http_reply unknown;
    char path[80];
    char link[160];

    snprintf(path, sizeof path, "%.*s", (int)(strlen(test->feed) - 4), test->feed);
    site_get(test, path, "", &page);
    assert_int_equal(page.status, 200);
    snprintf(link, sizeof link, "href=\"webcal://lich.example.vn%s\"", test->feed);
    assert_non_null(strstr(page.body.data, link));
    snprintf(link, sizeof link, "?cid=https%%3A%%2F%%2Flich.example.vn%%2Ffeeds%%2F");
    assert_non_null(strstr(page.body.data, link));
    assert_non_null(strstr(page.body.data, "<svg class=\"qr\""));
    assert_null(strstr(page.body.data, "<script"));
    assert_null(strstr(page.body.data, "style="));
    site_assert_header(&page, "Cache-Control", "no-store");
    site_get(test, "/feeds/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "", &unknown);
    assert_int_equal(unknown.status, 404);
}

static void the_calendar_of_a_commune_is_public_and_forgets_who_looks(void **state)
{
    struct site_test *test = *state;
    CLEANUP(http_reply_done) struct http_reply calendar;
    CLEANUP(http_reply_done) struct http_reply english;
    CLEANUP(http_reply_done) struct http_reply page;
    CLEANUP(http_reply_done) struct http_reply again;
    static const char *const nothing[] = {"/xa/X9.ics",    "/xa/.ics",         "/xa/X1%2e.ics", "/xa/T1.ics",
                                          "/xa/X1.vi.ics", "/xa/../feeds.ics", "/xa/X9"};
    char headers[200];

    site_get(test, "/xa/X1.ics", "", &calendar);
    assert_int_equal(calendar.status, 200);
    site_assert_header(&calendar, "Content-Type", "text/calendar; charset=utf-8");
    assert_non_null(strstr(calendar.body.data, "UID:0001.bc2026@hiepthuong\r\n"));
    assert_null(strstr(calendar.body.data, "Người Thử"));
    snprintf(headers, sizeof headers, "If-None-Match: %s\r\n", http_reply_header(&calendar, "ETag"));
    site_get(test, "/xa/X1.ics", headers, &again);
    assert_int_equal(again.status, 304);
    site_get(test, "/xa/X1.en.ics", "", &english);
    assert_non_null(strstr(english.body.data, "SUMMARY:Voters\\, provincial council: "));
    site_get(test, "/xa/X1", "", &page);
    assert_int_equal(page.status, 200);
    assert_non_null(strstr(page.body.data, "href=\"webcal://lich.example.vn/xa/X1.ics\""));
    assert_non_null(strstr(page.body.data, "<svg class=\"qr\""));
    for (size_t i = 0; i < COUNT_OF(nothing); i++) {
        CLEANUP(http_reply_done) struct http_reply none;
        site_get(test, nothing[i], "", &none);
        if (none.status != 404)
            fail_msg("%s is answered %d", nothing[i], none.status);
    }
    assert_int_equal(test_store_number(test->store->folder->store, "SELECT count(*) FROM feed_served"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        site_test(the_calendar_of_a_commune_is_public_and_forgets_who_looks),
        site_test(a_withdrawn_address_says_so_to_people_and_to_programs),
        site_test(who_wants_it_anew_gets_a_change_at_once),
        site_test(an_address_ends_within_a_second_of_its_withdrawal_however_often_it_is_asked_for),
        site_test(the_page_of_a_calendar_shows_how_to_add_it),
        site_test(a_calendar_comes_with_all_that_clients_look_at),
        site_test(two_fetches_give_the_same_bytes_and_tag),
        site_test(head_says_what_get_would),
        site_test(an_unchanged_calendar_is_not_sent_again),
        site_test(a_packed_calendar_unpacks_to_the_plain_one),
        site_test(a_change_reaches_whoever_fetches_a_second_later),
        site_test(the_last_fetch_is_remembered_without_the_address),
        site_test(phones_are_served_while_others_come_and_the_plan_changes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
