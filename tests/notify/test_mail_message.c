#include "cmocka_tests.h"
#include "notify/mail_message.h"

#include <stdlib.h>
#include <string.h>

static const struct mail_message plain = {
    .id = "5f0c",
    .date_utc_secs = 1619485207,
    .from_name = "",
    .from_address = "bau-cu@mttq.example.vn",
    .reply_to = "",
    .to_name = "",
    .to_address = "k00001@example.org",
    .subject = "Lịch",
    .text = "Bà Hoà: 19:30.\nTại nhà văn hoá.\n",
};

static void assert_written(const struct mail_message *message, const char *expected)
{
    CLEANUP(text_done) struct text out;
    struct error err;

    text_init(&out, MAIL_MESSAGE_MAX_BYTES);
    assert_int_equal(mail_message_write(message, &out, &err), OK);
    assert_string_equal(out.data, expected);
}

static void a_text_alone_is_one_part(void **state)
{
    (void)state;
    assert_written(&plain, "Date: Tue, 27 Apr 2021 08:00:07 +0700\r\n"
                           "From: bau-cu@mttq.example.vn\r\n"
                           "To: k00001@example.org\r\n"
                           "Subject: =?UTF-8?B?TOG7i2No?=\r\n"
                           "Message-ID: <5f0c@mttq.example.vn>\r\n"
                           "Auto-Submitted: auto-generated\r\n"
                           "MIME-Version: 1.0\r\n"
                           "Content-Type: text/plain; charset=utf-8\r\n"
                           "Content-Transfer-Encoding: base64\r\n"
                           "\r\n"
                           "QsOgIEhvw6A6IDE5OjMwLg0KVOG6oWkgbmjDoCB2xINuIGhvw6EuDQo=\r\n");
}

static void an_invitation_has_its_calendar_twice(void **state)
{
    (void)state;
    struct mail_message message = plain;

    message.from_name = "Office";
    message.to_name = "Person";
    message.reply_to = "reply@mttq.example.vn";
    message.subject = "Plan";
    message.html = "<p>x</p>";
    message.calendar = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n";
    assert_written(&message, "Date: Tue, 27 Apr 2021 08:00:07 +0700\r\n"
                             "From: \"Office\" <bau-cu@mttq.example.vn>\r\n"
                             "To: \"Person\" <k00001@example.org>\r\n"
                             "Reply-To: reply@mttq.example.vn\r\n"
                             "Subject: Plan\r\n"
                             "Message-ID: <5f0c@mttq.example.vn>\r\n"
                             "Auto-Submitted: auto-generated\r\n"
                             "MIME-Version: 1.0\r\n"
                             "Content-Type: multipart/mixed;\r\n boundary=\"=_mixed_5f0c\"\r\n"
                             "\r\n"
                             "--=_mixed_5f0c\r\n"
                             "Content-Type: multipart/alternative;\r\n boundary=\"=_parts_5f0c\"\r\n"
                             "\r\n"
                             "--=_parts_5f0c\r\n"
                             "Content-Type: text/plain; charset=utf-8\r\n"
                             "Content-Transfer-Encoding: base64\r\n"
                             "\r\n"
                             "QsOgIEhvw6A6IDE5OjMwLg0KVOG6oWkgbmjDoCB2xINuIGhvw6EuDQo=\r\n"
                             "--=_parts_5f0c\r\n"
                             "Content-Type: text/html; charset=utf-8\r\n"
                             "Content-Transfer-Encoding: base64\r\n"
                             "\r\n"
                             "PHA+eDwvcD4=\r\n"
                             "--=_parts_5f0c\r\n"
                             "Content-Type: text/calendar; charset=utf-8; method=CANCEL\r\n"
                             "Content-Transfer-Encoding: base64\r\n"
                             "\r\n"
                             "QkVHSU46VkNBTEVOREFSDQpNRVRIT0Q6Q0FOQ0VMDQpFTkQ6VkNBTEVOREFSDQo=\r\n"
                             "--=_parts_5f0c--\r\n"
                             "--=_mixed_5f0c\r\n"
                             "Content-Disposition: attachment; filename=\"invite.ics\"\r\n"
                             "Content-Type: application/ics; name=\"invite.ics\"\r\n"
                             "Content-Transfer-Encoding: base64\r\n"
                             "\r\n"
                             "QkVHSU46VkNBTEVOREFSDQpNRVRIT0Q6Q0FOQ0VMDQpFTkQ6VkNBTEVOREFSDQo=\r\n"
                             "--=_mixed_5f0c--\r\n");
}

static void what_is_not_owed_says_how_to_end_it(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;
    struct mail_message message = plain;
    struct error err;

    text_init(&out, MAIL_MESSAGE_MAX_BYTES);
    message.unsubscribable = true;
    assert_int_equal(mail_message_write(&message, &out, &err), OK);
    assert_non_null(
        strstr(out.data, "\r\nList-Unsubscribe: <mailto:bau-cu@mttq.example.vn?subject=HUY>\r\n"));
    text_clear(&out);
    message.reply_to = "tra?loi@mttq.example.vn";
    assert_int_equal(mail_message_write(&message, &out, &err), OK);
    assert_non_null(
        strstr(out.data, "\r\nList-Unsubscribe: <mailto:tra%3Floi@mttq.example.vn?subject=HUY>\r\n"));
}

static void no_line_is_long_and_none_begins_with_a_dot(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;
    CLEANUP(text_done) struct text words;
    struct mail_message message = plain;
    struct error err;

    text_init(&out, MAIL_MESSAGE_MAX_BYTES);
    text_init(&words, 100000);
    for (int i = 0; i < 2000; i++)
        text_put(&words, i % 7 == 0 ? "\n.\nFrom đâu" : ". Tiếp xúc cử tri ");
    message.id = "0123456789abcdef0123456789abcdef";
    message.text = words.data;
    message.html = words.data;
    message.subject =
        "Lịch tiếp xúc cử tri của người ứng cử đại biểu Hội đồng nhân dân tỉnh Thái Nguyên khoá XIV";
    assert_int_equal(mail_message_write(&message, &out, &err), OK);
    for (const char *line = out.data, *end; (end = strstr(line, "\r\n")) != NULL; line = end + 2) {
        assert_true(end - line <= 76);
        assert_true(line[0] != '.');
        assert_true(strncmp(line, "From ", 5) != 0);
        assert_null(memchr(line, '\n', (size_t)(end - line)));
        assert_null(memchr(line, '\r', (size_t)(end - line)));
    }
}

static void a_repeated_mail_has_the_same_name(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;
    struct mail_message message = plain;
    struct error err;

    text_init(&out, MAIL_MESSAGE_MAX_BYTES);
    message.date_utc_secs += 3600;
    message.text = "other words";
    assert_int_equal(mail_message_write(&message, &out, &err), OK);
    assert_non_null(strstr(out.data, "\r\nMessage-ID: <5f0c@mttq.example.vn>\r\n"));
}

static void an_address_that_is_none_reaches_no_header(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text out;
    struct mail_message message = plain;
    struct error err;

    text_init(&out, MAIL_MESSAGE_MAX_BYTES);
    message.to_address = "a@example.vn>\r\nBcc: b@example.vn";
    assert_int_equal(mail_message_write(&message, &out, &err), ERROR_SOFTWARE);
    assert_string_equal(err.message.format, "a mail has an address that is none");
    message = plain;
    message.calendar = "BEGIN:VCALENDAR\r\nMETHOD:x\"\r\nEND:VCALENDAR\r\n";
    assert_int_equal(mail_message_write(&message, &out, &err), ERROR_SOFTWARE);
    assert_string_equal(err.message.format, "the calendar of a mail has no METHOD");
    assert_int_equal(out.length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_alone_is_one_part),
        cmocka_unit_test(an_invitation_has_its_calendar_twice),
        cmocka_unit_test(what_is_not_owed_says_how_to_end_it),
        cmocka_unit_test(no_line_is_long_and_none_begins_with_a_dot),
        cmocka_unit_test(a_repeated_mail_has_the_same_name),
        cmocka_unit_test(an_address_that_is_none_reaches_no_header),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
