#include "cmocka_tests.h"
#include "fake_smtp.h"
#include "notify/mail_smtp.h"

#include <stdlib.h>
#include <string.h>

#define MAIL "Subject: x\r\n\r\n.first\r\n.\r\n..\r\nlast\r\n"

struct desk {
    struct fake_smtp *sink;
    struct mail_server server;
    struct mail_smtp *smtp;
    struct gateway_answer answer;
};

static void open_desk(struct desk *desk, enum smtp_greeting greeting, const enum smtp_deed *turns,
                      size_t count)
{
    struct error err;

    *desk = (struct desk){.sink = fake_smtp_start(greeting, turns, count)};
    desk->server = (struct mail_server){.host = "127.0.0.1",
                                        .port = desk->sink->port,
                                        .security = MAIL_PLAIN,
                                        .username = "",
                                        .password = "",
                                        .total_secs = 1};
    assert_int_equal(mail_smtp_new(&desk->server, &desk->smtp, &err), OK);
}

static void close_desk(struct desk *desk)
{
    mail_smtp_free(desk->smtp);
    fake_smtp_stop(desk->sink);
}

static void send_bytes(struct desk *desk, const char *bytes)
{
    const struct mail_envelope envelope = {"bau-cu@mttq.example.vn", "k00001@example.org", bytes,
                                           strlen(bytes)};

    mail_smtp_send(desk->smtp, &envelope, &desk->answer);
}

static void a_mail_arrives_as_it_was_written(void **state)
{
    (void)state;
    static const enum smtp_deed turns[] = {SMTP_TAKES};
    struct desk desk;

    open_desk(&desk, SMTP_GREETS, turns, 1);
    send_bytes(&desk, MAIL);
    assert_int_equal(desk.answer.class, CLASS_ACCEPTED);
    assert_string_equal(desk.answer.id, "4F1");
    assert_int_equal(fake_smtp_taken(desk.sink), 1);
    const struct fake_mail *mail = fake_smtp_mail(desk.sink, 0);
    assert_string_equal(mail->from, "<bau-cu@mttq.example.vn>");
    assert_string_equal(mail->to, "<k00001@example.org>");
    assert_string_equal(mail->bytes, MAIL);
    close_desk(&desk);
}

static void many_mails_go_over_one_connection(void **state)
{
    (void)state;
    static const enum smtp_deed turns[] = {SMTP_TAKES};
    struct desk desk;

    open_desk(&desk, SMTP_GREETS, turns, 1);
    for (int i = 0; i < 50; i++) {
        send_bytes(&desk, MAIL);
        assert_int_equal(desk.answer.class, CLASS_ACCEPTED);
    }
    assert_int_equal(fake_smtp_taken(desk.sink), 50);
    assert_int_equal(fake_smtp_connections(desk.sink), 1);
    close_desk(&desk);
}

/* Each sin in the middle of a connection: what it means, and how many mails the server has in the end. */
static void every_answer_has_its_meaning(void **state)
{
    (void)state;
    static const struct {
        enum smtp_deed deed;
        enum gateway_class class;
        const char *words; /* NULL: those of libcurl */
        size_t taken;
    } rows[] = {
        {SMTP_TAKES, CLASS_ACCEPTED, "250 2.0.0 Ok: queued as 4F2", 2},
        {SMTP_GREYLISTS, CLASS_DEFERRED, "451 4.7.1 greylisted, come again", 1},
        {SMTP_REFUSES_MAILBOX, CLASS_BLOCKED, "550-5.1.1 <...>: unknown here.  550 5.1.1 <...>", 1},
        {SMTP_REFUSES_SENDER, CLASS_BROKEN, "553 5.7.1 not you", 1},
        {SMTP_REFUSES_DATA, CLASS_REFUSED, "554 5.5.1 no", 1},
        {SMTP_REFUSES_WORDS, CLASS_REFUSED, "554 5.7.1 spam", 1},
        {SMTP_IS_FULL, CLASS_TRANSIENT, "452 4.3.1 no room", 1},
        {SMTP_DROPS_AFTER_MAIL, CLASS_UNKNOWN, NULL, 2},
        {SMTP_SILENT_AFTER_MAIL, CLASS_UNKNOWN, NULL, 2},
        {SMTP_SILENT, CLASS_UNSENT, NULL, 1},
        {SMTP_BABBLES, CLASS_UNSENT, NULL, 1},
        {SMTP_LONG_LINES, CLASS_UNSENT, NULL, 1},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const enum smtp_deed turns[] = {SMTP_TAKES, rows[i].deed};
        struct desk desk;
        open_desk(&desk, SMTP_GREETS, turns, 2);
        send_bytes(&desk, MAIL);
        assert_int_equal(desk.answer.class, CLASS_ACCEPTED);
        send_bytes(&desk, MAIL);
        if (desk.answer.class != rows[i].class)
            fail_msg("row %zu: class %d, %s", i, (int)desk.answer.class, desk.answer.words);
        if (rows[i].words != NULL)
            assert_string_equal(desk.answer.words, rows[i].words);
        assert_null(strchr(desk.answer.words, '@'));
        assert_int_equal(fake_smtp_taken(desk.sink), rows[i].taken);
        close_desk(&desk);
    }
}

static void a_server_that_left_meanwhile_is_called_again(void **state)
{
    (void)state;
    static const enum smtp_deed leavings[] = {SMTP_LEAVES, SMTP_CLOSES};

    for (size_t i = 0; i < COUNT_OF(leavings); i++) {
        const enum smtp_deed turns[] = {SMTP_TAKES, leavings[i], SMTP_TAKES};
        struct desk desk;
        open_desk(&desk, SMTP_GREETS, turns, 3);
        send_bytes(&desk, MAIL);
        send_bytes(&desk, MAIL);
        assert_int_equal(desk.answer.class, CLASS_ACCEPTED);
        assert_int_equal(fake_smtp_taken(desk.sink), 2);
        assert_int_equal(fake_smtp_connections(desk.sink), 2);
        close_desk(&desk);
    }
}

static void a_server_that_leaves_at_once_is_left_alone(void **state)
{
    (void)state;
    static const enum smtp_deed turns[] = {SMTP_LEAVES};
    struct desk desk;

    open_desk(&desk, SMTP_GREETS, turns, 1);
    send_bytes(&desk, MAIL);
    assert_int_equal(desk.answer.class, CLASS_THROTTLED);
    assert_string_equal(desk.answer.words, "421 4.3.2 going down");
    assert_int_equal(fake_smtp_connections(desk.sink), 1);
    close_desk(&desk);
}

static void a_connection_lost_in_the_middle_of_a_long_mail_is_no_mail(void **state)
{
    (void)state;
    static const enum smtp_deed turns[] = {SMTP_DROPS_IN_MAIL};
    struct desk desk;
    size_t length = (size_t)8 << 20;
    char *bytes = malloc(length + 1);

    assert_non_null(bytes);
    memset(bytes, 'x', length);
    for (size_t i = 0; i + 1 < length; i += 78)
        memcpy(bytes + i, "\r\n", 2);
    bytes[length] = '\0';
    open_desk(&desk, SMTP_GREETS, turns, 1);
    send_bytes(&desk, bytes);
    assert_int_equal(desk.answer.class, CLASS_TRANSIENT);
    assert_int_equal(fake_smtp_taken(desk.sink), 0);
    close_desk(&desk);
    free(bytes);
}

static void nothing_goes_in_the_clear_where_tls_is_wanted(void **state)
{
    (void)state;
    static const enum smtp_deed turns[] = {SMTP_TAKES};
    static const enum smtp_greeting greetings[] = {SMTP_GREETS, SMTP_OFFERS_TLS_AND_REFUSES};
    static const enum mail_security securities[] = {MAIL_STARTTLS, MAIL_TLS};

    for (size_t i = 0; i < COUNT_OF(greetings) * COUNT_OF(securities); i++) {
        struct desk desk;
        open_desk(&desk, greetings[i / 2], turns, 1);
        mail_smtp_free(desk.smtp);
        struct error err;
        desk.server.security = securities[i % 2];
        assert_int_equal(mail_smtp_new(&desk.server, &desk.smtp, &err), OK);
        send_bytes(&desk, MAIL);
        assert_true(desk.answer.class == CLASS_UNSENT || desk.answer.class == CLASS_THROTTLED);
        assert_int_equal(fake_smtp_begun(desk.sink), 0);
        close_desk(&desk);
    }
}

static void the_password_opens_the_server(void **state)
{
    (void)state;
    static const enum smtp_deed turns[] = {SMTP_TAKES};
    static const struct {
        const char *password;
        enum gateway_class class;
    } rows[] = {{"mật khẩu", CLASS_ACCEPTED}, {"mat khau", CLASS_BROKEN}};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct desk desk;
        open_desk(&desk, SMTP_OFFERS_LOGIN, turns, 1);
        desk.server.username = "office";
        desk.server.password = rows[i].password;
        send_bytes(&desk, MAIL);
        assert_int_equal(desk.answer.class, rows[i].class);
        assert_null(strstr(desk.answer.words, rows[i].password));
        close_desk(&desk);
    }
}

static void a_server_that_takes_nobody_is_broken(void **state)
{
    (void)state;
    static const enum smtp_deed turns[] = {SMTP_TAKES};
    struct desk desk;

    open_desk(&desk, SMTP_TURNS_AWAY, turns, 1);
    send_bytes(&desk, MAIL);
    assert_int_equal(desk.answer.class, CLASS_BROKEN);
    assert_string_equal(desk.answer.words, "554 not here");
    close_desk(&desk);
}

static void where_nobody_listens_nothing_leaves(void **state)
{
    (void)state;
    static const enum smtp_deed turns[] = {SMTP_TAKES};
    struct desk desk;

    open_desk(&desk, SMTP_GREETS, turns, 1);
    fake_smtp_stop(desk.sink);
    send_bytes(&desk, MAIL);
    assert_int_equal(desk.answer.class, CLASS_UNSENT);
    mail_smtp_free(desk.smtp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mail_arrives_as_it_was_written),
        cmocka_unit_test(many_mails_go_over_one_connection),
        cmocka_unit_test(every_answer_has_its_meaning),
        cmocka_unit_test(a_server_that_left_meanwhile_is_called_again),
        cmocka_unit_test(a_server_that_leaves_at_once_is_left_alone),
        cmocka_unit_test(a_connection_lost_in_the_middle_of_a_long_mail_is_no_mail),
        cmocka_unit_test(nothing_goes_in_the_clear_where_tls_is_wanted),
        cmocka_unit_test(the_password_opens_the_server),
        cmocka_unit_test(a_server_that_takes_nobody_is_broken),
        cmocka_unit_test(where_nobody_listens_nothing_leaves),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
