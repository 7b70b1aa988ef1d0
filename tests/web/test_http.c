#include "cmocka_tests.h"
#include "web/gzip.h"
#include "web/http.h"

#include <string.h>
#include <zlib.h>

static void a_date_is_written_and_read_back(void **state)
{
    (void)state;
    static const struct moment {
        int64_t utc_secs;
        const char *text;
    } table[] = {
        {784111777, "Sun, 06 Nov 1994 08:49:37 GMT"}, /* RFC 9110, 5.6.7 */
        {1773507600, "Sat, 14 Mar 2026 17:00:00 GMT"},
        {1709251199, "Thu, 29 Feb 2024 23:59:59 GMT"},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        char text[HTTP_DATE_CHARS];
        int64_t utc_secs = 0;
        http_date_format(table[i].utc_secs, text);
        assert_string_equal(text, table[i].text);
        assert_true(http_date_parse(table[i].text, &utc_secs));
        assert_int_equal(utc_secs, table[i].utc_secs);
    }
}

static void what_is_no_date_is_not_taken_for_one(void **state)
{
    (void)state;
    static const char *const table[] = {
        "",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 31 Feb 2021 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06-Nov-1994 08:49:37 GMT",
        "1994-11-06T08:49:37Z",
        "yesterday",
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        int64_t utc_secs = -1;
        if (http_date_parse(table[i], &utc_secs))
            fail_msg("\"%s\" is read as a date", table[i]);
        assert_int_equal(utc_secs, -1);
    }
}

static void a_tag_is_found_in_any_list_that_names_it(void **state)
{
    (void)state;
    static const struct list {
        const char *text;
        bool matches;
    } table[] = {
        {"\"a1\"", true},
        {"W/\"a1\"", true},
        {"\"x\", \"a1\"", true},
        {"\"x\" ,W/\"a1\",\"y\"", true},
        {"  *  ", true},
        {"\"a,1\",\"a1\"", true},
        {"", false},
        {"\"a\"", false},
        {"\"a12\"", false},
        {"a1", false},
        {"\"a1", false},
        {"W/a1", false},
        {"\"*\"", false},
        {"*, \"x\"", false},
        {"\"A1\"", false},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++)
        if (http_tags_match(table[i].text, "\"a1\"") != table[i].matches)
            fail_msg("row %zu: %s", i, table[i].text);
}

static void gzip_is_sent_to_whoever_asked_for_it(void **state)
{
    (void)state;
    static const struct field {
        const char *text;
        bool accepts;
    } table[] = {
        {"gzip", true},        {"deflate, gzip;q=1.0, *;q=0.5", true},
        {"GZIP", true},        {"x-gzip", true},
        {"*", true},           {"br , gzip ; q=0.001", true},
        {"", false},           {"br", false},
        {"gzip;q=0", false},   {"gzip; q=0.000, *", false},
        {"gzip;Q=0.0", false}, {"*;q=0", false},
        {"identity", false},   {"gzipped", false},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++)
        if (http_accepts_gzip(table[i].text) != table[i].accepts)
            fail_msg("row %zu: %s", i, table[i].text);
}

static void packed_bytes_unpack_to_the_same_and_are_always_the_same(void **state)
{
    (void)state;
    enum { BYTES = 200000 };
    static char bytes[BYTES];
    static unsigned char unpacked[BYTES + 1];
    CLEANUP(text_done) struct text first;
    CLEANUP(text_done) struct text second;
    struct error err;

    for (size_t i = 0; i < BYTES; i++)
        bytes[i] = (char)(i * i % 251);
    text_init(&first, 10 * BYTES);
    text_init(&second, 10 * BYTES);
    assert_int_equal(gzip_pack(bytes, BYTES, &first, &err), OK);
    assert_int_equal(gzip_pack(bytes, BYTES, &second, &err), OK);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.data, second.data, first.length);
    z_stream stream = {.next_in = (unsigned char *)first.data, .avail_in = (uInt)first.length};
    assert_int_equal(inflateInit2(&stream, MAX_WBITS + 16), Z_OK);
    stream.next_out = unpacked;
    stream.avail_out = sizeof unpacked;
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.total_out, BYTES);
    assert_memory_equal(unpacked, bytes, BYTES);
    inflateEnd(&stream);
}

static void a_header_too_long_is_left_out_and_one_set_twice_counts_once(void **state)
{
    (void)state;
    static char longest[2 * HTTP_HEADER_VALUE_MAX];
    CLEANUP(http_response_done) struct http_response response;

    memset(longest, 'a', sizeof longest - 1);
    http_response_init(&response);
    http_set_header(&response, "Content-Type", "text/html");
    http_set_header(&response, "content-type", "text/%s", "plain");
    http_set_header(&response, "X-Long", "%s", longest);
    assert_int_equal(response.header_count, 1);
    assert_string_equal(http_response_header(&response, "CONTENT-TYPE"), "text/plain");
    assert_null(http_response_header(&response, "X-Long"));
}

static const char *find_type(void *connection, const char *name)
{
    return strcmp(name, "Content-Type") == 0 ? connection : NULL;
}

static void a_body_says_what_it_is(void **state)
{
    (void)state;
    static const struct said {
        char type[60];
        bool is_json;
    } table[] = {
        {"application/json", true},
        {"APPLICATION/JSON; charset=utf-8", true},
        {"application/json ; x=y", true},
        {"application/jsonp", false},
        {"application/x-json", false},
        {"text/plain; a=application/json", false},
        {"", false},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        char type[60];
        memcpy(type, table[i].type, sizeof type);
        const struct http_request request = {.find_header = find_type, .connection = type};
        if (http_request_has_type(&request, "application/json") != table[i].is_json)
            fail_msg("row %zu: %s", i, table[i].type);
    }
    const struct http_request none = {.find_header = find_type};
    assert_false(http_request_has_type(&none, "application/json"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_is_written_and_read_back),
        cmocka_unit_test(what_is_no_date_is_not_taken_for_one),
        cmocka_unit_test(a_tag_is_found_in_any_list_that_names_it),
        cmocka_unit_test(gzip_is_sent_to_whoever_asked_for_it),
        cmocka_unit_test(a_body_says_what_it_is),
        cmocka_unit_test(packed_bytes_unpack_to_the_same_and_are_always_the_same),
        cmocka_unit_test(a_header_too_long_is_left_out_and_one_set_twice_counts_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
