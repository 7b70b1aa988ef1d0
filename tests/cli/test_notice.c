/* Messages to candidates, from the command line to the gateway. */
#include "base/file.h"
#include "cli/run_program.h"
#include "cmocka_tests.h"
#include "notify/fake_gateway.h"

#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Half past seven in the morning, 1 May 2021; three notices of the first release wait. */
#define NOW "--now", "2021-05-01T07:30"
#define STORE "--config", "settings.yaml"
#define NOTICES                                                                                              \
    "INSERT INTO notice (id, election, release, kind, channel, contact, candidate, client_id, state, "       \
    "created_utc, not_before_utc, expires_utc) VALUES "                                                      \
    "(1, 1, 1, 'release', 'sms', 11, 1, 'ref-1', 'queued', 1619829000, 1619829000, 1620045000), "            \
    "(2, 1, 1, 'release', 'sms', 12, 2, 'ref-2', 'queued', 1619829000, 1619829000, 1620045000), "            \
    "(3, 1, 1, 'release', 'sms', 14, 4, 'ref-4', 'queued', 1619829000, 1619829000, 1620045000);"

static void set_gateway(const struct program *program, const char *profile, const char *base)
{
    char settings[300];

    snprintf(settings, sizeof settings,
             "gateway:\n  profile: %s\n  base: %s\n  sender: MATTRAN\n  username: lich\n", profile, base);
    program_write_file(program, "settings.yaml", settings);
}

static int set_up(void **state)
{
    struct program *program = calloc(1, sizeof *program);
    CLEANUP(text_done) struct text sql;
    struct error err;

    program_init(program);
    program_set_env(program, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    program_use_store(program, "store.db");
    text_init(&sql, 100000);
    assert_int_equal(file_read(HT_SOURCE_DIR "/tests/data/notice/ward.sql", &sql, &err), OK);
    set_gateway(program, "file", "sent.jsonl");
    PROGRAM_RUN(program, STORE, "election", "create", "--code", "x", "--law", "85-2015", "--polling-day",
                "2021-05-23");
    test_store_run(program->store, "DELETE FROM election");
    test_store_run(program->store, sql.data);
    test_store_run(program->store, NOTICES);
    *state = program;
    return 0;
}

static int tear_down(void **state)
{
    program_done(*state);
    free(*state);
    return 0;
}

static void assert_ended(const struct program *program, int status, const char *out, const char *err)
{
    assert_string_equal(program->err, err);
    assert_string_equal(program->out, out);
    assert_int_equal(program->status, status);
}

#define FIRST_TEXT                                                                                                                  \
    "Lò Văn Ứng: lịch tiếp xúc cử tri (lần 1): 19:30 ngày 02/05/2021 tại Nhà văn hoá số 5, Phường Điện " \
    "Biên; "                                                                                                                       \
    "19:30 ngày 03/05/2021, trực tuyến."

static void a_preview_shows_what_would_go_and_to_whom_without_numbers(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, STORE, NOW, "notice", "preview", "--texts", "1");
    assert_ended(
        program, 0,
        "Now 3 messages in 8 parts would go through the gateway file.\n"
        "They tell 3 persons; what they cost is not known, set price_per_part in the settings.\n"
        "notice 1, candidate k1, parts: 3, units: 138\n"
        "  " FIRST_TEXT "\n"
        "  dear because of letter 5: ă\n"
        "  without marks it would have 1 parts: Lo Van Ung: lich tiep xuc cu tri (lan 1): 19:30 ngay "
        "02/05/2021 tai Nha van hoa so 5, Phuong Dien Bien; 19:30 ngay 03/05/2021, truc tuyen.\n",
        "");
    PROGRAM_RUN(program, STORE, NOW, "--json", "notice", "preview");
    assert_null(strstr(program->out, "84500"));
    PROGRAM_RUN(program, STORE, "--now", "2021-05-01T23:00", "notice", "preview", "--texts", "1");
    assert_ended(program, 0,
                 "Now 0 messages in 0 parts would go through the gateway file.\n"
                 "They tell 0 persons and cost 0 dong.\n"
                 "  held back until an hour       3\n"
                 "notice 1, candidate k1, parts: 0, units: 0\n"
                 "  It waits for the end of the quiet hours.\n",
                 "");
}

static void what_is_due_is_sent_once(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, STORE, NOW, "notice", "send");
    assert_ended(program, 0, "  taken by the gateway          3\n", "");
    char *sent = program_read_file(program, "sent.jsonl");
    assert_ptr_equal(
        strstr(sent, "{\"time\":\"2021-05-01T07:30\",\"ref\":\"ref-1\",\"to\":\"+84500000001\",\"sender\":"
                     "\"MATTRAN\",\"coding\":\"ucs2\",\"parts\":3,\"text\":\"" FIRST_TEXT "\"}\n"),
        sent);
    PROGRAM_RUN(program, STORE, NOW, "notice", "send");
    assert_ended(program, 0, "Nothing is due.\n", "");
    char *again = program_read_file(program, "sent.jsonl");
    assert_string_equal(again, sent);
    free(sent);
    free(again);
    PROGRAM_RUN(program, STORE, NOW, "notice", "status");
    assert_ended(program, 0, "  taken by the gateway          3\n", "");
}

static void silence_that_was_asked_for_is_kept(void **state)
{
    struct program *program = *state;

    test_store_run(program->store, "INSERT INTO opt_out VALUES ('+84500000002', 1619829000, 'by telephone')");
    PROGRAM_RUN(program, STORE, NOW, "notice", "send");
    assert_ended(program, 0, "  taken by the gateway          2\n  no longer needed, not sent    1\n", "");
    char *sent = program_read_file(program, "sent.jsonl");
    assert_null(strstr(sent, "+84500000002"));
    free(sent);
}

static void a_gateway_that_is_down_ends_with_status_69_and_an_unchanged_queue(void **state)
{
    struct program *program = *state;
    char closed[64];

    fake_gateway_closed_base(closed, sizeof closed);
    set_gateway(program, "kannel", closed);
    PROGRAM_RUN(program, STORE, NOW, "notice", "send");
    assert_ended(program, 69, "  waiting                       1\n",
                 "hiepthuong: the gateway cannot be reached: Couldn't connect to server. The notices stay in "
                 "the queue "
                 "and are sent when it can be reached again\n");
    PROGRAM_RUN(program, STORE, NOW, "--json", "notice", "status");
    json_t *status = json_loads(program->out, 0, NULL);
    assert_int_equal(json_integer_value(json_object_get(json_object_get(status, "counts"), "queued")), 3);
    json_decref(status);
}

static void a_notice_without_an_answer_is_listed_for_a_person(void **state)
{
    struct program *program = *state;
    static const struct fake_turn turns[] = {{FAKE_DROPS, 0, ""},
                                             {FAKE_ANSWERS, 400, "Missing receiver number, rejected"},
                                             {FAKE_ANSWERS, 202, "0: Accepted"}};
    struct fake_gateway *fake = fake_gateway_start(turns, 3);

    set_gateway(program, "kannel", fake->base);
    PROGRAM_RUN(program, STORE, NOW, "notice", "send");
    assert_int_equal(fake_gateway_requests(fake), 3);
    fake_gateway_stop(fake);
    PROGRAM_RUN(program, STORE, NOW, "notice", "status", "--election", "phuong-2021");
    assert_ended(program, 0,
                 "  taken by the gateway          1\n"
                 "  failed                        1\n"
                 "  uncertain                     1\n"
                 "notice 1, candidate k1, release 1: uncertain\n"
                 "  The request left and no answer came; it is not sent again by itself. Ask the person "
                 "whether the message "
                 "arrived.\n"
                 "  answer: Server returned nothing (no headers, no data)\n"
                 "notice 2, candidate k2, release 1: failed\n"
                 "  The gateway did not take it; its answer says why.\n"
                 "  answer: 400 Missing receiver number, rejected\n",
                 "");
}

static void without_a_gateway_nothing_is_sent_and_that_is_said(void **state)
{
    struct program *program = *state;
    static const char *const commands[] = {"preview", "send"};

    program_write_file(program, "settings.yaml", "language: en\n");
    for (size_t i = 0; i < 2; i++) {
        PROGRAM_RUN(program, STORE, NOW, "notice", commands[i]);
        assert_string_equal(
            program->err, "hiepthuong: gateway.profile: no SMS gateway is set, so nothing can be sent; name "
                          "a profile under \"gateway\" in the settings\n");
        assert_int_equal(program->status, 78);
    }
}

static void a_bad_profile_is_named_with_its_place(void **state)
{
    struct program *program = *state;

    set_gateway(program, "mine.yaml", "http://127.0.0.1");
    program_write_file(program, "mine.yaml", "name: mine\nkind: smpp\n");
    PROGRAM_RUN(program, STORE, NOW, "notice", "send");
    assert_ended(program, 78, "",
                 "hiepthuong: mine.yaml:2:7: kind: \"smpp\" is not known here; it may be: http, file\n");
}

/* Waits until the running program has said it, at most ten seconds. */
static void wait_for(struct program *program, const char *words)
{
    for (int i = 0; i < 1000; i++) {
        program_peek(program);
        if (strstr(program->err, words) != NULL)
            return;
        poll(NULL, 0, 10);
    }
    fail_msg("the program did not say: %s", words);
}

static void a_worker_sends_and_ends_when_it_is_told(void **state)
{
    struct program *program = *state;

    program_start(program, (const char *const[]){STORE, NOW, "work", NULL});
    wait_for(program, "notices handled accepted=3");
    program_finish(program, SIGTERM);
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->err, "work ends"));
    PROGRAM_RUN(program, STORE, NOW, "work", "--once");
    assert_ended(program, 0, "Nothing is due.\n", "");
}

static void a_worker_erases_contacts_whose_time_is_over(void **state)
{
    struct program *program = *state;

    program_start(program, (const char *const[]){STORE, "--now", "2021-09-01T08:00", "work", NULL});
    wait_for(program, "work begins");
    program_finish(program, SIGTERM);
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, STORE, "audit", "show", "--about", "contacts");
    assert_non_null(strstr(program->out, "(worker)  Contacts whose time was over were erased: "));
    PROGRAM_RUN(program, STORE, NOW, "notice", "send");
    assert_ended(program, 0, "Nothing is due.\n", "");
}

static void a_worker_tells_the_log_that_notices_wait(void **state)
{
    struct program *program = *state;
    char closed[64];

    fake_gateway_closed_base(closed, sizeof closed);
    set_gateway(program, "kannel", closed);
    program_start(program, (const char *const[]){STORE, NOW, "work", NULL});
    wait_for(program, "notices wait");
    program_finish(program, SIGINT);
    assert_int_equal(program->status, 0);
    assert_null(strstr(program->err, "84500"));
}

static void the_service_sends_beside_its_pages(void **state)
{
    struct program *program = *state;

    program_start(program, (const char *const[]){STORE, NOW, "serve", "--listen", "127.0.0.1:0", NULL});
    wait_for(program, "notices handled accepted=3");
    program_finish(program, SIGTERM);
    assert_int_equal(program->status, 0);
    assert_int_equal(strncmp(program->out, "Listening on http://127.0.0.1:", 30), 0);
}

static void the_service_says_why_it_cannot_send(void **state)
{
    struct program *program = *state;

    set_gateway(program, "./no-profile.yaml", "sent.jsonl");
    program_start(program, (const char *const[]){STORE, NOW, "serve", "--listen", "127.0.0.1:0", NULL});
    wait_for(program, "notices are not sent code=no_input");
    program_finish(program, SIGTERM);
    assert_int_equal(program->status, 0);
}

#define notice_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        notice_test(a_preview_shows_what_would_go_and_to_whom_without_numbers),
        notice_test(what_is_due_is_sent_once),
        notice_test(silence_that_was_asked_for_is_kept),
        notice_test(a_gateway_that_is_down_ends_with_status_69_and_an_unchanged_queue),
        notice_test(a_notice_without_an_answer_is_listed_for_a_person),
        notice_test(without_a_gateway_nothing_is_sent_and_that_is_said),
        notice_test(a_bad_profile_is_named_with_its_place),
        notice_test(a_worker_sends_and_ends_when_it_is_told),
        notice_test(a_worker_erases_contacts_whose_time_is_over),
        notice_test(a_worker_tells_the_log_that_notices_wait),
        notice_test(the_service_sends_beside_its_pages),
        notice_test(the_service_says_why_it_cannot_send),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
