/* Gateways and mail servers whose certificate is right, and those that only say who they are. */
#include "base/parse.h"
#include "cmocka_tests.h"
#include "fake_gateway.h"
#include "fake_smtp.h"
#include "notify/gateway.h"
#include "notify/mail_smtp.h"
#include "tls_front.h"

#include <stdio.h>
#include <string.h>

#define PROFILE                                                                                              \
    "name: test\nkind: http\nnumber_format: msisdn\nmarks: keep\ncoding: {gsm: \"0\", ucs2: \"2\"}\n"        \
    "max_parts: 4\nper_second: 1000\nsend:\n  method: GET\n  url: \"{base}/send\"\n  connect_secs: 5\n"      \
    "  total_secs: 5\n  query:\n    - {name: text, value: \"{text}\"}\n"                                     \
    "  result:\n    - {status: \"202\", class: accepted}\n"

static const struct certificate_case {
    enum tls_certificate certificate;
    bool trusted; /* the authority stands in the settings */
    enum gateway_class class;
} cases[] = {
    {TLS_GOOD, true, CLASS_ACCEPTED},       {TLS_GOOD, false, CLASS_UNSENT},
    {TLS_SELF_SIGNED, true, CLASS_UNSENT},  {TLS_SELF_SIGNED, false, CLASS_UNSENT},
    {TLS_OTHER_SERVER, true, CLASS_UNSENT}, {TLS_EXPIRED, true, CLASS_UNSENT},
};

/* Sends one message; `ca_file` is NULL where only the system's authorities are trusted. */
static struct gateway_answer send_sms(const char *profile_text, const char *base, const char *ca_file)
{
    static const struct gateway_message message = {
        .number = "+84500000001", .text = "Xin chao", .client_id = "n1", .coding = SMS_GSM, .parts = 1};
    const struct gateway_access access = {.base = base, .sender = "", .username = "", .password = ""};
    CLEANUP(text_done) struct text with_ca;
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = NULL;
    CLEANUP(gateway_free_ptr) struct gateway *gateway = NULL;
    struct gateway_answer answer;
    struct error err;

    text_init(&with_ca, 10000);
    text_put(&with_ca, profile_text);
    if (ca_file != NULL)
        text_putf(&with_ca, "  ca_file: %s\n", ca_file);
    assert_int_equal(gateway_profile_read(with_ca.data, with_ca.length, "test.yaml", &profile, &err), OK);
    assert_int_equal(gateway_new(profile, &access, &gateway, &err), OK);
    gateway_send(gateway, &message, &answer);
    return answer;
}

static int32_t port_of(const char *base)
{
    int64_t port;

    assert_true(parse_int(strrchr(base, ':') + 1, 1, 65535, &port));
    return (int32_t)port;
}

static void a_gateway_that_cannot_prove_who_it_is_gets_no_message(void **state)
{
    (void)state;
    static const struct fake_turn turn = {FAKE_ANSWERS, 202, ""};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct fake_gateway *fake = fake_gateway_start(&turn, 1);
        struct tls_front *front = tls_front_start(port_of(fake->base), false, cases[i].certificate);
        char base[64];
        snprintf(base, sizeof base, "https://127.0.0.1:%d", (int)front->port);
        struct gateway_answer answer = send_sms(PROFILE, base, cases[i].trusted ? front->ca_file : NULL);
        if (answer.class != cases[i].class)
            fail_msg("%zu: %d %s", i, (int)answer.class, answer.words);
        assert_int_equal(fake_gateway_requests(fake), answer.class == CLASS_ACCEPTED);
        tls_front_stop(front);
        fake_gateway_stop(fake);
    }
}

static void a_mail_server_that_cannot_prove_who_it_is_gets_no_mail(void **state)
{
    (void)state;
    static const char mail[] = "Subject: x\r\n\r\nXin chào\r\n";
    static const enum smtp_deed turns[] = {SMTP_TAKES};
    static const struct mail_envelope envelope = {"bau-cu@mttq.example.vn", "k00001@example.org", mail,
                                                  sizeof mail - 1};
    static const enum mail_security securities[] = {MAIL_STARTTLS, MAIL_TLS};

    for (size_t i = 0; i < 2 * COUNT_OF(cases); i++) {
        const struct certificate_case *row = &cases[i / 2];
        struct fake_smtp *sink = fake_smtp_start(SMTP_OFFERS_TLS_AND_REFUSES, turns, 1);
        struct tls_front *front =
            tls_front_start(sink->port, securities[i % 2] == MAIL_STARTTLS, row->certificate);
        const struct mail_server server = {.host = "127.0.0.1",
                                           .port = front->port,
                                           .security = securities[i % 2],
                                           .username = "",
                                           .password = "",
                                           .ca_file = row->trusted ? front->ca_file : NULL,
                                           .total_secs = 5};
        struct mail_smtp *smtp;
        struct gateway_answer answer;
        struct error err;
        assert_int_equal(mail_smtp_new(&server, &smtp, &err), OK);
        mail_smtp_send(smtp, &envelope, &answer);
        if (answer.class != row->class)
            fail_msg("%zu: %d %s", i, (int)answer.class, answer.words);
        mail_smtp_free(smtp);
        tls_front_stop(front);
        assert_int_equal(fake_smtp_taken(sink), answer.class == CLASS_ACCEPTED);
        assert_int_equal(fake_smtp_begun(sink), answer.class == CLASS_ACCEPTED);
        fake_smtp_stop(sink);
    }
}

/* A redirect could lead the message, or the password in its address, to whoever listens on this machine. */
static void a_redirect_is_not_followed(void **state)
{
    (void)state;
    static const struct fake_turn takes = {FAKE_ANSWERS, 202, ""};
    static const struct {
        const char *status;
        const char *rule; /* of the profile */
        enum gateway_class class;
    } rows[] = {
        {"301 Moved", "", CLASS_UNKNOWN},
        {"302 Found", "", CLASS_UNKNOWN},
        {"302 Found", "    - {status: \"300-399\", class: broken}\n", CLASS_BROKEN},
        {"307 Temporary Redirect", "    - {status: \"300-399\", class: transient}\n", CLASS_TRANSIENT},
        {"308 Permanent Redirect", "", CLASS_UNKNOWN},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct fake_gateway *inside = fake_gateway_start(&takes, 1);
        char raw[300];
        char profile[2000];
        snprintf(raw, sizeof raw, "HTTP/1.1 %s\r\nLocation: %s/send\r\nContent-Length: 0\r\n\r\n",
                 rows[i].status, inside->base);
        snprintf(profile, sizeof profile, "%s%s", PROFILE, rows[i].rule);
        const struct fake_turn leads_on = {FAKE_RAW, 0, raw};
        struct fake_gateway *outside = fake_gateway_start(&leads_on, 1);
        assert_int_equal(send_sms(profile, outside->base, NULL).class, rows[i].class);
        assert_int_equal(fake_gateway_requests(outside), 1);
        fake_gateway_stop(outside);
        assert_int_equal(fake_gateway_requests(inside), 0);
        fake_gateway_stop(inside);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gateway_that_cannot_prove_who_it_is_gets_no_message),
        cmocka_unit_test(a_mail_server_that_cannot_prove_who_it_is_gets_no_mail),
        cmocka_unit_test(a_redirect_is_not_followed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
