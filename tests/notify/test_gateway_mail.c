#include "cmocka_tests.h"
#include "fake_smtp.h"
#include "notify/gateway.h"
#include "notify/mail_desk.h"
#include "notify/mail_page.h"

#include <string.h>

static const enum smtp_deed takes[] = {SMTP_TAKES};

static const struct mail_desk desk_model = {
    .server = {.host = "127.0.0.1", .security = MAIL_PLAIN, .username = "", .password = "", .total_secs = 5},
    .from_name = "Ban bầu cử",
    .from_address = "bau-cu@mttq.example.vn",
    .reply_to = "tra-loi@mttq.example.vn",
};

static void a_notice_goes_as_mail(void **state)
{
    (void)state;
    struct fake_smtp *sink = fake_smtp_start(SMTP_GREETS, takes, 1);
    struct mail_desk desk = desk_model;
    struct gateway *gateway = NULL;
    struct gateway_answer answer;
    struct error err;
    const struct gateway_message message = {.number = "k00001@example.org",
                                            .name = "Bà Hoà",
                                            .text = "Bà Hoà: 19:30",
                                            .subject = "Lịch",
                                            .client_id = "5f0c",
                                            .now_utc_secs = 1619485207};

    desk.server.port = sink->port;
    assert_int_equal(gateway_new_mail(&desk, &gateway, &err), OK);
    for (int i = 0; i < 3; i++) {
        gateway_send(gateway, &message, &answer);
        assert_int_equal(answer.class, CLASS_ACCEPTED);
    }
    assert_int_equal(fake_smtp_connections(sink), 1);
    const struct fake_mail *mail = fake_smtp_mail(sink, 2);
    assert_string_equal(mail->from, "<bau-cu@mttq.example.vn>");
    assert_string_equal(mail->to, "<k00001@example.org>");
    assert_non_null(strstr(mail->bytes, "\r\nTo: =?UTF-8?B?QsOgIEhvw6A=?= <k00001@example.org>\r\n"));
    assert_non_null(strstr(mail->bytes, "\r\nReply-To: tra-loi@mttq.example.vn\r\n"));
    assert_non_null(strstr(mail->bytes, "\r\nMessage-ID: <5f0c@mttq.example.vn>\r\n"));
    gateway_free(gateway);
    fake_smtp_stop(sink);
}

static void what_is_no_address_is_never_put_on_the_wire(void **state)
{
    (void)state;
    struct fake_smtp *sink = fake_smtp_start(SMTP_GREETS, takes, 1);
    struct mail_desk desk = desk_model;
    struct gateway *gateway = NULL;
    struct gateway_answer answer;
    struct error err;
    const struct gateway_message message = {
        .number = "a@example.vn>\r\nDATA", .text = "x", .client_id = "5f0c"};

    desk.server.port = sink->port;
    assert_int_equal(gateway_new_mail(&desk, &gateway, &err), OK);
    gateway_send(gateway, &message, &answer);
    assert_int_equal(answer.class, CLASS_REFUSED);
    assert_string_equal(answer.words, "not a mail address");
    gateway_free(gateway);
    assert_int_equal(fake_smtp_connections(sink), 0);
    fake_smtp_stop(sink);
}

static void words_become_a_page_and_never_markup(void **state)
{
    (void)state;
    CLEANUP(arena_done) struct arena arena;
    struct error err;
    char *page;

    arena_init(&arena, 100000);
    assert_int_equal(
        mail_page("Bà <b>Hoà</b> & \"x\"\n\nXem https://lich.example.vn/a?b=1&c=\"><script>.\nhttps://\n",
                  &arena, &page, &err),
        OK);
    assert_string_equal(page, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n"
                              "<p>Bà &lt;b&gt;Hoà&lt;/b&gt; &amp; &quot;x&quot;</p>\n"
                              "<p>Xem <a href=\"https://lich.example.vn/a?b=1&amp;c=\">"
                              "https://lich.example.vn/a?b=1&amp;c=</a>&quot;&gt;&lt;script&gt;.</p>\n"
                              "<p><a href=\"https://\">https://</a></p>\n"
                              "</body></html>\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_notice_goes_as_mail),
        cmocka_unit_test(what_is_no_address_is_never_put_on_the_wire),
        cmocka_unit_test(words_become_a_page_and_never_markup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
