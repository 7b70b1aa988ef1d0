/* Approving, settling and releasing notices, from the command line to the gateway. */
#include "base/file.h"
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <stdlib.h>
#include <string.h>

#define NOW "--now", "2021-05-01T07:30"
#define STORE "--config", "settings.yaml"
#define NOTICES                                                                                              \
    "INSERT INTO notice (id, election, release, kind, channel, contact, candidate, client_id, state, "       \
    "created_utc, not_before_utc, expires_utc) VALUES "                                                      \
    "(1, 1, 1, 'release', 'sms', 11, 1, 'ref-1', 'queued', 1619829000, 1619829000, 1620045000), "            \
    "(2, 1, 1, 'release', 'sms', 12, 2, 'ref-2', 'queued', 1619829000, 1619829000, 1620045000);"

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
    program_write_file(
        program, "settings.yaml",
        "gateway: {profile: file, base: sent.jsonl, sender: MATTRAN}\nnotices: {approval: true}\n");
    PROGRAM_RUN(program, STORE, "election", "create", "--code", "x", "--law", "85-2015", "--polling-day",
                "2021-05-23");
    test_store_run(program->store, "DELETE FROM election");
    test_store_run(program->store, sql.data);
    test_store_run(program->store, "DELETE FROM contact WHERE id = 14");
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

static void nothing_goes_before_a_second_person_approves(void **state)
{
    struct program *program = *state;

    test_store_run(program->store, "INSERT INTO release_approval VALUES (1, 'someone.else', NULL, NULL)");
    PROGRAM_RUN(program, STORE, NOW, "notice", "send");
    assert_ended(program, 0, "  held back until an hour       2\n", "");
    PROGRAM_RUN(program, STORE, NOW, "notice", "status");
    assert_ended(program, 0,
                 "  held back until an hour       2\n"
                 "held until 2021-05-01T07:45: 2. It waits until somebody else than its author approves it.\n"
                 "release 1, published by someone.else, waits for approval with 2 notices\n",
                 "");
    PROGRAM_RUN(program, STORE, NOW, "notice", "approve", "1");
    assert_ended(program, 0, "Release 1 is approved; 2 notices that waited for it may go.\n", "");
    PROGRAM_RUN(program, STORE, NOW, "notice", "send");
    assert_ended(program, 0, "  taken by the gateway          2\n", "");
    PROGRAM_RUN(program, STORE, NOW, "notice", "approve", "one");
    assert_non_null(strstr(program->err, "\"one\" is not a number, from 1\n"));
}

static void whoever_published_is_told_that_it_needs_another(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, STORE, "--json", "audit", "show");
    test_store_run(program->store,
                   "INSERT INTO release_approval SELECT 1, who, NULL, NULL FROM audit WHERE number = 1");
    PROGRAM_RUN(program, STORE, NOW, "notice", "approve", "1");
    assert_ended(program, 77, "",
                 "hiepthuong: you published release 1; somebody else must approve what it tells\n");
}

static void an_uncertain_notice_is_settled_by_a_person(void **state)
{
    struct program *program = *state;

    test_store_run(program->store, "INSERT INTO release_approval VALUES (1, 'a', 'b', 5)");
    test_store_run(program->store,
                   "UPDATE notice SET state = 'unknown', reason = 'no_answer', finished_utc = 1619829000");
    PROGRAM_RUN(program, STORE, NOW, "notice", "settle", "1", "--as", "delivered", "--why",
                "hỏi qua điện thoại");
    assert_ended(program, 0, "Stored.\n", "");
    PROGRAM_RUN(program, STORE, NOW, "notice", "settle", "2", "--as", "send-again", "--why",
                "chưa nhận được");
    assert_ended(program, 0, "Stored. It is sent again; the person may get it twice.\n", "");
    PROGRAM_RUN(program, STORE, NOW, "notice", "send");
    assert_ended(program, 0, "  taken by the gateway          1\n", "");
    char *sent = program_read_file(program, "sent.jsonl");
    assert_non_null(strstr(sent, "\"ref\":\"ref-2\""));
    assert_null(strstr(sent, "ref-1"));
    free(sent);
    PROGRAM_RUN(program, STORE, NOW, "notice", "settle", "1", "--as", "gone", "--why", "x");
    assert_int_equal(program->status, 64);
    PROGRAM_RUN(program, STORE, NOW, "audit", "show", "--about", "notice:2");
    assert_non_null(strstr(program->out, "Notice 2 is sent again, though the person may have it already."));
}

static void a_held_backlog_waits_for_a_word(void **state)
{
    struct program *program = *state;

    test_store_run(program->store, "INSERT INTO release_approval VALUES (1, 'a', 'b', 5)");
    test_store_run(program->store,
                   "UPDATE notice SET state = 'held', reason = 'outage', not_before_utc = expires_utc");
    PROGRAM_RUN(program, STORE, NOW, "notice", "send");
    assert_ended(program, 0, "Nothing is due.\n", "");
    PROGRAM_RUN(program, STORE, NOW, "notice", "release-held", "--why", "đã xem");
    assert_ended(program, 0, "2 notices may go; each is checked once more before it is sent.\n", "");
    PROGRAM_RUN(program, STORE, NOW, "notice", "send");
    assert_ended(program, 0, "  taken by the gateway          2\n", "");
    PROGRAM_RUN(program, STORE, NOW, "notice", "release-held", "--why", "đã xem");
    assert_ended(program, 0, "No notice is held after an outage.\n", "");
}

/* Both candidates of the first unit share a telephone. */
static void a_preview_counts_persons_and_money(void **state)
{
    struct program *program = *state;

    test_store_run(program->store, "UPDATE contact SET phone = '+84500000001'");
    program_write_file(program, "settings.yaml",
                       "gateway: {profile: file, base: sent.jsonl, sender: MATTRAN}\n"
                       "notices: {price_per_part: 800, prices: [{prefix: \"0500\", price: 350}]}\n");
    PROGRAM_RUN(program, STORE, NOW, "notice", "preview", "--texts", "0");
    assert_ended(program, 0,
                 "Now 1 messages in 3 parts would go through the gateway file.\n"
                 "They tell 2 persons and cost 1050 dong.\n"
                 "  no longer needed, not sent    1\n",
                 "");
    PROGRAM_RUN(program, STORE, NOW, "notice", "send");
    char *sent = program_read_file(program, "sent.jsonl");
    assert_non_null(strstr(sent, "Lò Văn Ứng, Vàng Thị Én: lịch tiếp xúc"));
    assert_null(strstr(sent, "ref-2"));
    free(sent);
}

static void the_evidence_says_who_was_told_what_and_when(void **state)
{
    struct program *program = *state;

    test_store_run(program->store, "INSERT INTO release_approval VALUES (1, 'a', 'b', 5)");
    test_store_run(program->store,
                   "INSERT INTO release_meeting SELECT 1, id, 'confirmed', mode, NULL, start_utc, end_utc "
                   "FROM meeting");
    PROGRAM_RUN(program, STORE, NOW, "notice", "evidence", "--meeting", "m1");
    assert_non_null(strstr(program->out, "1  2021-05-01T07:30  sms  k1 Lò Văn Ứng  release: waiting\n"));
    PROGRAM_RUN(program, STORE, NOW, "notice", "send");
    test_store_run(program->store, "UPDATE notice SET state = 'unknown', reason = 'no_answer' WHERE id = 2");
    PROGRAM_RUN(program, STORE, NOW, "notice", "settle", "2", "--as", "delivered", "--why", "hỏi trực tiếp");
    PROGRAM_RUN(program, STORE, NOW, "notice", "evidence");
    assert_non_null(strstr(program->out,
                           "1  2021-05-01T07:30  sms  k1 Lò Văn Ứng  release: taken by the gateway\n"
                           "  Lò Văn Ứng: lịch tiếp xúc cử tri (lần 1): 19:30 ngày 02/05/2021"));
    assert_non_null(strstr(program->out, "as delivered: hỏi trực tiếp\n"));
    assert_null(strstr(program->out, "84500"));
    PROGRAM_RUN(program, STORE, NOW, "notice", "evidence", "--meeting", "m3", "--format", "csv");
    assert_ended(
        program, 0,
        "\xEF\xBB\xBFnotice;recipient;name;channel;kind;release;state;reason;queued;finished;requests;parts;"
        "gateway;gateway_id;text;settled;settled_by;why\r\n",
        "");
    PROGRAM_RUN(program, STORE, NOW, "--json", "notice", "evidence", "--meeting", "m2");
    assert_non_null(strstr(program->out, "hỏi trực tiếp"));
    PROGRAM_RUN(program, STORE, NOW, "notice", "evidence", "--meeting", "m9");
    assert_ended(program, 66, "", "hiepthuong: there is no meeting m9 among those that were published\n");
}

#define decide_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        decide_test(nothing_goes_before_a_second_person_approves),
        decide_test(whoever_published_is_told_that_it_needs_another),
        decide_test(an_uncertain_notice_is_settled_by_a_person),
        decide_test(a_held_backlog_waits_for_a_word),
        decide_test(a_preview_counts_persons_and_money),
        decide_test(the_evidence_says_who_was_told_what_and_when),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
