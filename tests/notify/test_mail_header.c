#include "base/base64.h"
#include "base/unicode.h"
#include "cmocka_tests.h"
#include "notify/mail_header.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void plain_words_stand_as_they_are(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;

    text_init(&out, 1000);
    mail_put_words(&out, "Subject", "Meeting with voters, 28 April");
    assert_string_equal(out.data, "Subject: Meeting with voters, 28 April\r\n");
}

static void vietnamese_words_are_encoded(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;

    text_init(&out, 1000);
    mail_put_words(&out, "Subject", "Lịch tiếp xúc cử tri");
    assert_string_equal(out.data, "Subject: =?UTF-8?B?TOG7i2NoIHRp4bq/cCB4w7pjIGPhu60gdHJp?=\r\n");
}

/* The value of a header, unfolded and decoded as a mail program does it. Asserts what RFC 2047 asks of each line. */
static void decode(const char *header, struct text *out)
{
    const char *at = strchr(header, ':') + 2;
    const char *line = header;

    for (const char *end; (end = strstr(line, "\r\n")) != NULL; line = end + 2)
        assert_true(end - line <= MAIL_LINE_MAX);
    while (*at != '\r' || at[2] == ' ') {
        size_t bad;
        assert_int_equal(strncmp(at, "=?UTF-8?B?", 10), 0);
        const char *end = strstr(at + 10, "?=");
        size_t begin = out->length;
        assert_true(end != NULL && end + 2 - at <= 75);
        base64_take(out, at + 10, (size_t)(end - at - 10));
        assert_true(unicode_valid(out->data + begin, out->length - begin, &bad)); /* each word by itself */
        at = end + 2;
        at += strncmp(at, "\r\n ", 3) == 0 ? 3 : 0;
    }
}

/* Every letter of two, three and four bytes at every column. */
static void no_letter_is_ever_cut(void **state)
{
    (void)state;
    static const char *const letters[] = {"đ", "ệ", "Ỹ", "📅"};

    for (size_t letter = 0; letter < COUNT_OF(letters); letter++)
        for (int before = 0; before < 130; before++) {
            CLEANUP(text_done) struct text out;
            CLEANUP(text_done) struct text decoded;
            char value[400];
            text_init(&out, 2000);
            text_init(&decoded, 1000);
            snprintf(value, sizeof value, "%.*s%s%s%sx", before,
                     "0123456789012345678901234567890123456789012345678901234567890123456789"
                     "0123456789012345678901234567890123456789012345678901234567890123456789",
                     letters[letter], letters[letter], letters[letter]);
            mail_put_words(&out, "Subject", value);
            decode(out.data, &decoded);
            assert_string_equal(decoded.data, value);
        }
}

static void no_value_begins_a_line_of_its_own(void **state)
{
    (void)state;
    static const char *const values[] = {
        "Họp\r\nBcc: all@example.vn",
        "x\r\nBcc: all@example.vn",
        "x\n\n<script>",
        "x\x0b\x7f\tz",
        "\xc2\x85y",
        "\r\n\r\nbody",
        "=?UTF-8?B?DQpCY2M6?=",
    };

    for (size_t i = 0; i < COUNT_OF(values); i++) {
        CLEANUP(text_done) struct text out;
        text_init(&out, 1000);
        mail_put_words(&out, "Subject", values[i]);
        mail_put_mailbox(&out, "To", values[i], "a@example.vn");
        const char *second = strstr(out.data, "\r\nTo: ");
        assert_non_null(second);
        for (const char *end = out.data; (end = strstr(end, "\r\n")) != NULL; end += 2)
            assert_true(end == second || end[2] == '\0' || end[2] == ' ');
        assert_null(strstr(out.data, "\nBcc"));
    }
}

static void bytes_that_are_no_letters_are_replaced(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;
    CLEANUP(text_done) struct text decoded;

    text_init(&out, 1000);
    text_init(&decoded, 1000);
    mail_put_words(&out, "Subject",
                   "a\xff"
                   "b\xe1\xbb");
    decode(out.data, &decoded);
    assert_string_equal(decoded.data, "a\xef\xbf\xbd"
                                      "b\xef\xbf\xbd\xef\xbf\xbd");
}

static void a_person_is_named_before_the_address(void **state)
{
    (void)state;
    static const struct {
        const char *person;
        const char *line;
    } rows[] = {
        {"", "To: a@example.vn\r\n"},
        {"  \t", "To: a@example.vn\r\n"},
        {"Office", "To: \"Office\" <a@example.vn>\r\n"},
        {"Office, \"south\" \\ <x@y.z>", "To: \"Office, \\\"south\\\" \\\\ <x@y.z>\" <a@example.vn>\r\n"},
        {"Bà Hoà", "To: =?UTF-8?B?QsOgIEhvw6A=?= <a@example.vn>\r\n"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(text_done) struct text out;
        text_init(&out, 1000);
        mail_put_mailbox(&out, "To", rows[i].person, "a@example.vn");
        assert_string_equal(out.data, rows[i].line);
    }
}

static void a_long_name_leaves_the_address_a_line_of_its_own(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;

    text_init(&out, 1000);
    mail_put_mailbox(&out, "From", "Uỷ ban Mặt trận Tổ quốc Việt Nam",
                     "van-phong.uy-ban-mat-tran-to-quoc@mttq.thai-nguyen.example.vn");
    assert_non_null(
        strstr(out.data, "?=\r\n <van-phong.uy-ban-mat-tran-to-quoc@mttq.thai-nguyen.example.vn>\r\n"));
}

static void the_hour_is_that_of_viet_nam(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;

    text_init(&out, 1000);
    mail_put_date(&out, 1619485207); /* 2021-04-27T01:00:07Z */
    mail_put_date(&out, 1640969999); /* 2021-12-31T16:59:59Z */
    assert_string_equal(out.data, "Date: Tue, 27 Apr 2021 08:00:07 +0700\r\n"
                                  "Date: Fri, 31 Dec 2021 23:59:59 +0700\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_words_stand_as_they_are),
        cmocka_unit_test(vietnamese_words_are_encoded),
        cmocka_unit_test(no_letter_is_ever_cut),
        cmocka_unit_test(no_value_begins_a_line_of_its_own),
        cmocka_unit_test(bytes_that_are_no_letters_are_replaced),
        cmocka_unit_test(a_person_is_named_before_the_address),
        cmocka_unit_test(a_long_name_leaves_the_address_a_line_of_its_own),
        cmocka_unit_test(the_hour_is_that_of_viet_nam),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
