/* Invitations by mail, from the command line to the mail server and back. */
#include "base/file.h"
#include "cli/run_program.h"
#include "cmocka_tests.h"
#include "notify/fake_smtp.h"
#include "notify/mail_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Half past seven in the morning, 1 May 2021. Candidate k1 is invited to the first meeting. */
#define NOW "--now", "2021-05-01T07:30"
#define STORE "--config", "settings.yaml"
#define INVITED                                                                                              \
    "UPDATE contact SET email = 'K00001@example.org' WHERE id = 11;"                                         \
    "INSERT INTO invitation (id, meeting, contact) SELECT 1, min(m.id), 11 FROM meeting AS m "               \
    "JOIN candidacy AS y ON y.unit = m.unit WHERE y.candidate = 1 AND m.status = 'confirmed';"               \
    "INSERT INTO notice (id, election, release, kind, channel, contact, candidate, client_id, state, "       \
    "created_utc, not_before_utc, expires_utc) VALUES "                                                      \
    "(9, 1, 1, 'release', 'mail', 11, 1, 'ref9', 'accepted', 1619829000, 1619829000, 1620045000), "          \
    "(1, 1, 1, 'invitation:1', 'mail', 11, 1, 'ref1', 'queued', 1619829000, 1619829000, 1620045000);"

struct office {
    struct program program;
    struct fake_smtp *sink;
};

static int set_up(void **state)
{
    static const enum smtp_deed turns[] = {SMTP_TAKES};
    struct office *office = calloc(1, sizeof *office);
    struct program *program = &office->program;
    CLEANUP(text_done) struct text sql;
    char settings[400];
    struct error err;

    office->sink = fake_smtp_start(SMTP_GREETS, turns, 1);
    program_init(program);
    program_set_env(program, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    program_use_store(program, "store.db");
    text_init(&sql, 100000);
    assert_int_equal(file_read(HT_SOURCE_DIR "/tests/data/notice/ward.sql", &sql, &err), OK);
    snprintf(settings, sizeof settings,
             "mail:\n  host: 127.0.0.1\n  port: %d\n  security: none\n"
             "  from: Ban bầu cử <bau-cu@mttq.example.vn>\n  invitations: true\n",
             (int)office->sink->port);
    program_write_file(program, "settings.yaml", settings);
    PROGRAM_RUN(program, STORE, "election", "create", "--code", "x", "--law", "85-2015", "--polling-day",
                "2021-05-23");
    test_store_run(program->store, "DELETE FROM election");
    test_store_run(program->store, sql.data);
    test_store_run(program->store, INVITED);
    *state = office;
    return 0;
}

static int tear_down(void **state)
{
    struct office *office = *state;

    program_done(&office->program);
    fake_smtp_stop(office->sink);
    free(office);
    return 0;
}

#define office_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static void assert_ended(const struct program *program, int status, const char *out, const char *err)
{
    assert_string_equal(program->err, err);
    assert_string_equal(program->out, out);
    assert_int_equal(program->status, status);
}

/* The calendar of the mail that was sent last. */
static void read_calendar(struct office *office, struct text *out)
{
    const struct fake_mail *mail = fake_smtp_mail(office->sink, fake_smtp_taken(office->sink) - 1);

    text_clear(out);
    assert_true(mail_read_calendar(mail->bytes, mail->length, out));
}

static void send_invitation(struct office *office, struct text *out_calendar)
{
    PROGRAM_RUN(&office->program, STORE, NOW, "notice", "send");
    assert_ended(&office->program, 0, "  taken by the gateway          1\n", "");
    read_calendar(office, out_calendar);
}

static void an_invitation_goes_out_with_the_entry_of_the_calendar(void **state)
{
    struct office *office = *state;
    CLEANUP(text_done) struct text calendar;

    text_init(&calendar, 100000);
    send_invitation(office, &calendar);
    const struct fake_mail *mail = fake_smtp_mail(office->sink, 0);
    assert_string_equal(mail->to, "<K00001@example.org>");
    assert_non_null(strstr(mail->bytes, "\r\nMessage-ID: <ref1@mttq.example.vn>\r\n"));
    assert_non_null(strstr(calendar.data, "\r\nMETHOD:REQUEST\r\n"));
    assert_non_null(strstr(calendar.data, "\r\nSEQUENCE:0\r\n"));
    assert_non_null(
        strstr(calendar.data, "\r\nORGANIZER;CN=\"Ban bầu cử\":mailto:bau-cu@mttq.example.vn\r\n"));
    assert_non_null(strstr(calendar.data, "ATTENDEE;CN=\"Lò Văn Ứng\";"));
    PROGRAM_RUN(&office->program, STORE, NOW, "notice", "send");
    assert_int_equal(fake_smtp_taken(office->sink), 1);
}

static void a_cancelled_meeting_goes_out_with_the_next_version(void **state)
{
    struct office *office = *state;
    CLEANUP(text_done) struct text calendar;

    text_init(&calendar, 100000);
    send_invitation(office, &calendar);
    test_store_run(
        office->program.store,
        "INSERT INTO release (id, election, number, published_utc, note) VALUES (90, 1, 90, 1619829000, '');"
        "UPDATE meeting SET status = 'cancelled', sequence = 1, last_release = 90 "
        "WHERE id = (SELECT meeting FROM invitation);"
        "INSERT INTO notice (id, election, release, kind, channel, contact, candidate, client_id, state, "
        "created_utc, not_before_utc, expires_utc) VALUES (2, 1, 90, 'invitation:1', 'mail', 11, 1, 'ref2', "
        "'queued', 1619829000, 1619829000, 1620045000);");
    send_invitation(office, &calendar);
    assert_non_null(strstr(calendar.data, "\r\nMETHOD:CANCEL\r\n"));
    assert_non_null(strstr(calendar.data, "\r\nSEQUENCE:1\r\n"));
    assert_non_null(strstr(calendar.data, "\r\nSTATUS:CANCELLED\r\n"));
}

static void a_meeting_cancelled_before_anybody_was_invited_is_not_spoken_of(void **state)
{
    struct office *office = *state;

    test_store_run(office->program.store,
                   "UPDATE meeting SET status = 'cancelled' WHERE id = (SELECT meeting FROM invitation)");
    PROGRAM_RUN(&office->program, STORE, NOW, "notice", "send");
    assert_ended(&office->program, 0, "  no longer needed, not sent    1\n", "");
    assert_int_equal(fake_smtp_connections(office->sink), 0);
}

/* ---- answers ---- */

static void put_answer(struct text *box, const char *calendar, const char *sender, const char *answer,
                       int sequence)
{
    const char *uid = strstr(calendar, "\r\nUID:") + 6;

    text_putf(
        box,
        "From x Mon\nFrom: Hoa <%s>\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nok\n--b\n"
        "Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:%.*s\n"
        "SEQUENCE:%d\nDTSTAMP:20210501T003000Z\nATTENDEE;PARTSTAT=%s:mailto:k00001@example.org\nEND:VEVENT\n"
        "END:VCALENDAR\n--b--\n\n",
        sender, (int)strcspn(uid, "\r"), uid, sequence, answer);
}

static void answers_are_recorded_and_nothing_else_stops_them(void **state)
{
    struct office *office = *state;
    struct program *program = &office->program;
    CLEANUP(text_done) struct text calendar;
    CLEANUP(text_done) struct text box;

    text_init(&calendar, 100000);
    text_init(&box, 100000);
    send_invitation(office, &calendar);
    text_put(&box, "From x Mon\nSubject: spam\n\nhello\n\n");
    text_put(&box, "From x Mon\nFrom: a@example.vn\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n\n");
    put_answer(&box, "\r\nUID:unknown\r\n", "k00001@example.org", "ACCEPTED", 0);
    put_answer(&box, calendar.data, "other@example.org", "DECLINED", 0);
    put_answer(&box, calendar.data, "k00001@example.org", "DECLINED", 9);
    put_answer(&box, calendar.data, "K00001@Example.org", "ACCEPTED", 0);
    put_answer(&box, calendar.data, "k00001@example.org", "ACCEPTED", 0);
    program_write_file(program, "box", box.data);
    PROGRAM_RUN(program, STORE, NOW, "invitation", "read", "box");
    assert_ended(program, 0,
                 "answers recorded: 1\n"
                 "answers that say nothing newer: 1\n"
                 "answers from people, or to meetings, that no invitation knows: 2\n"
                 "answers that somebody else sent: 1\n"
                 "mails without a calendar: 1\n"
                 "calendars that cannot be read: 1\n",
                 "");
    PROGRAM_RUN(program, STORE, NOW, "audit", "show");
    assert_non_null(strstr(program->out, "Answers to invitations were read from mails: 1."));
    assert_null(strstr(program->out, "example.org"));
}

static void the_list_shows_who_answered_what(void **state)
{
    struct office *office = *state;
    struct program *program = &office->program;
    CLEANUP(text_done) struct text calendar;
    CLEANUP(text_done) struct text box;

    text_init(&calendar, 100000);
    text_init(&box, 100000);
    test_store_run(program->store,
                   "UPDATE meeting SET code = 'T1' WHERE id = (SELECT meeting FROM invitation)");
    PROGRAM_RUN(program, STORE, NOW, "invitation", "list", "--meeting", "T1");
    assert_ended(program, 0, "k1: no answer (mail: waiting)\n", "");
    send_invitation(office, &calendar);
    put_answer(&box, calendar.data, "k00001@example.org", "DECLINED", 0);
    program->input = box.data;
    PROGRAM_RUN(program, STORE, NOW, "invitation", "read", "-");
    assert_ended(program, 0, "answers recorded: 1\n", "");
    program->input = NULL;
    PROGRAM_RUN(program, STORE, NOW, "invitation", "list", "--meeting", "T1");
    assert_ended(program, 0, "k1: will not come (mail: taken by the gateway)\n", "");
    test_store_run(program->store, "UPDATE meeting SET sequence = 1 WHERE code = 'T1'");
    PROGRAM_RUN(program, STORE, NOW, "--json", "invitation", "list", "--meeting", "T1");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "\"answer\": \"declined\",\n      \"stale\": true,\n"
                                         "      \"read\": \"2021-05-01T00:30:00Z\"\n"));
    PROGRAM_RUN(program, STORE, NOW, "privacy", "erase", "k1");
    PROGRAM_RUN(program, STORE, NOW, "invitation", "list", "--meeting", "T1");
    assert_string_equal(program->out, "k1: no answer (mail: taken by the gateway)\n");
    PROGRAM_RUN(program, STORE, NOW, "invitation", "list", "--meeting", "none");
    assert_ended(program, 66, "", "hiepthuong: no meeting none was published in this election\n");
}

static void a_test_mail_shows_or_goes(void **state)
{
    struct office *office = *state;
    struct program *program = &office->program;

    PROGRAM_RUN(program, STORE, NOW, "mail", "test", "--to", "a@example.vn", "--dry-run");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "\r\nTo: a@example.vn\r\nSubject: A test of the mail settings\r\n"));
    assert_int_equal(fake_smtp_connections(office->sink), 0);
    PROGRAM_RUN(program, STORE, NOW, "mail", "test", "--to", "a@example.vn");
    assert_ended(program, 0,
                 "The mail server took the mail. Look whether it arrives, and not among the spam.\n", "");
    assert_int_equal(fake_smtp_taken(office->sink), 1);
    PROGRAM_RUN(program, STORE, NOW, "mail", "test", "--to", "a b");
    assert_ended(program, 64, "",
                 "hiepthuong: --to: must be one mail address, such as bau-cu@example.vn\nTry 'hiepthuong "
                 "mail test --help'.\n");
    PROGRAM_RUN(program, "mail", "test", "--to", "a@example.vn");
    assert_ended(
        program, 78, "",
        "hiepthuong: mail.host: no mail server is set, so no mail can be sent; name one under \"mail\" in "
        "the settings\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        office_test(an_invitation_goes_out_with_the_entry_of_the_calendar),
        office_test(a_cancelled_meeting_goes_out_with_the_next_version),
        office_test(a_meeting_cancelled_before_anybody_was_invited_is_not_spoken_of),
        office_test(answers_are_recorded_and_nothing_else_stops_them),
        office_test(the_list_shows_who_answered_what),
        office_test(a_test_mail_shows_or_goes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
