/* Where offices are told of deadlines: from the command to the gateway, and away again. */
#include "base/file.h"
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STORE "--config", "settings.yaml"
#define NOW "--now", "2021-05-07T08:00"
#define LAST_MOMENT "--now", "2021-05-13T08:00"

/* A step of the ward, and one of the province that somebody owns, both due on Thursday, 13 May. */
#define STEPS                                                                                                \
    "INSERT INTO milestone (id, election, area, step, level, due_day, provisional, done, cancelled, "        \
    "sequence, last_modified_utc) VALUES (1, 1, 2, 's1', 'commune', 18760, 0, 0, 0, 0, 0), "                 \
    "(2, 1, 1, 's2', 'province', 18760, 0, 0, 0, 0, 0);"

static int set_up(void **state)
{
    struct program *program = calloc(1, sizeof *program);
    CLEANUP(text_done) struct text sql;
    struct error err;

    program_init(program);
    program_set_env(program, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    program_use_store(program, "store.db");
    program_write_file(
        program, "settings.yaml",
        "gateway:\n  profile: file\n  base: sent.jsonl\n  sender: MATTRAN\n  username: lich\n");
    text_init(&sql, 100000);
    assert_int_equal(file_read(HT_SOURCE_DIR "/tests/data/notice/ward.sql", &sql, &err), OK);
    PROGRAM_RUN(program, STORE, "election", "create", "--code", "x", "--law", "85-2015", "--polling-day",
                "2021-05-23");
    test_store_run(program->store, "DELETE FROM election");
    test_store_run(program->store, sql.data);
    test_store_run(program->store, STEPS);
    test_store_run(program->store, "INSERT INTO step_owner VALUES (1, 's2', 1, 'Công an')");
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

static void set_ward(struct program *program)
{
    PROGRAM_RUN(program, STORE, NOW, "contact", "set", "--area", "c1", "--phone", "0500 000 022", "--mail",
                "Phuong@Example.ORG");
    assert_ended(program, 0, "Stored. Alarms of deadlines go there.\n", "");
}

static void assert_notices(struct program *program, const char *now, const char *where, long expected)
{
    char sql[200];

    PROGRAM_RUN(program, STORE, "--now", now, "notice", "send");
    snprintf(sql, sizeof sql, "SELECT count(*) FROM notice WHERE %s", where);
    assert_int_equal(test_store_number(program->store, sql), expected);
}

static void an_office_is_told_on_the_day_of_the_rule_and_no_more_once_it_is_removed(void **state)
{
    struct program *program = *state;

    set_ward(program);
    assert_notices(program, "2021-05-11T08:00", "kind LIKE 'deadline%'", 0);
    assert_notices(program, "2021-05-12T08:00", "kind = 'deadline_last_days' AND state = 'accepted'", 1);
    char *sent = program_read_file(program, "sent.jsonl");
    assert_non_null(strstr(sent, "\"to\":\"+84500000022\""));
    free(sent);
    assert_notices(program, "2021-05-12T08:00",
                   "kind IN ('deadline', 'digest') AND channel = 'mail' AND state IN ('queued', 'held')", 2);
    PROGRAM_RUN(program, STORE, "--now", "2021-05-12T09:00", "contact", "remove", "--area", "c1");
    assert_ended(program, 0,
                 "Removed. This office is told of no deadlines, and what waited for it is cancelled.\n", "");
    assert_notices(program, "2021-05-13T08:00", "state IN ('queued', 'held')", 0);
    assert_notices(program, "2021-05-13T08:00", "reason = 'no_number'", 2);
    PROGRAM_RUN(program, STORE, LAST_MOMENT, "contact", "list");
    assert_ended(program, 0, "No office is told of deadlines.\n", "");
    PROGRAM_RUN(program, STORE, LAST_MOMENT, "contact", "remove", "--area", "c1");
    assert_ended(
        program, 66, "",
        "hiepthuong: no number and no address is held of this office; `hiepthuong contact list` shows "
        "those that are\n");
}

static void an_owner_and_the_whole_election_are_told_too(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, STORE, NOW, "contact", "set", "--owner", "Công an", "--phone", "+84 500 000 023");
    assert_ended(program, 0, "Stored. Alarms of deadlines go there.\n", "");
    PROGRAM_RUN(program, STORE, NOW, "contact", "set", "--level", "central", "--mail", "tw@example.org");
    assert_notices(program, "2021-05-12T08:00", "channel = 'sms' AND state = 'accepted'", 1);
    assert_int_equal(test_store_number(program->store, "SELECT count(*) FROM notice WHERE kind = 'digest'"),
                     1);
    PROGRAM_RUN(program, STORE, NOW, "contact", "list");
    assert_non_null(strstr(program->out, "  owner  Công an  sms\n"));
    assert_non_null(strstr(program->out, "  central  mail\n"));
}

static void numbers_are_shown_only_when_asked_for_and_never_in_the_log(void **state)
{
    struct program *program = *state;

    set_ward(program);
    PROGRAM_RUN(program, STORE, NOW, "contact", "set", "--area", "c1", "--mail", "moi@example.org");
    PROGRAM_RUN(program, STORE, NOW, "contact", "list");
    assert_non_null(strstr(program->out, "  commune c1  Phường Điện Biên  sms  mail\n"));
    PROGRAM_RUN(program, STORE, NOW, "--json", "contact", "list");
    assert_null(strstr(program->out, "500000022"));
    assert_null(strstr(program->out, "@"));
    PROGRAM_RUN(program, STORE, NOW, "contact", "list", "--personal");
    assert_non_null(strstr(program->out, "  +84500000022  moi@example.org\n"));
    PROGRAM_RUN(program, STORE, "audit", "show");
    assert_non_null(strstr(program->out, "of an office was set."));
    assert_null(strstr(program->out, "500000022"));
    assert_null(strstr(program->out, "example.org"));
}

/* All contacts of an area go, not only that of the table; a new officer may be entered after it. */
static void what_was_entered_is_shown_and_erased_as_personal_data(void **state)
{
    struct program *program = *state;

    test_store_run(program->store,
                   "INSERT INTO contact (id, election, area, full_name, phone, purpose, source) "
                   "VALUES (91, 1, 2, '', '+84500000091', 'meeting_notice', 'communes.csv')");
    set_ward(program);
    PROGRAM_RUN(program, STORE, NOW, "privacy", "export", "c1", "--area");
    assert_non_null(strstr(program->out, "phuong@example.org"));
    assert_non_null(strstr(program->out, "contact set"));
    PROGRAM_RUN(program, STORE, NOW, "privacy", "erase", "c1", "--area");
    PROGRAM_RUN(program, STORE, NOW, "privacy", "export", "c1", "--area");
    assert_null(strstr(program->out, "phuong@example.org"));
    assert_null(strstr(program->out, "+84500000091"));
    set_ward(program);
    PROGRAM_RUN(program, STORE, NOW, "contact", "set", "--owner", "Công an", "--phone", "0500000023");
    PROGRAM_RUN(program, STORE, "--now", "2021-12-01T08:00", "privacy", "sweep");
    assert_int_equal(test_store_number(program->store, "SELECT count(*) FROM contact WHERE phone IS NOT NULL "
                                                       "OR email IS NOT NULL OR full_name <> ''"),
                     0);
}

static void what_is_wrong_is_said(void **state)
{
    static const struct {
        const char *arguments[6];
        int status;
        const char *message;
    } cases[] = {
        {{"--area", "c1", "--phone", "024 3000 0000"},
         65,
         "this is a landline, which gets no messages; give a mobile number"},
        {{"--area", "c1", "--phone", "+1 202 555 0100"},
         65,
         "this is a number of another country; give a Vietnamese one"},
        {{"--area", "c1", "--phone", "12"},
         65,
         "this is not a Vietnamese mobile number, such as 0912 345 678"},
        {{"--area", "c1", "--mail", "a@b@example.org"},
         65,
         "this is not one mail address, such as vanphong@example.org"},
        {{"--area", "c9", "--phone", "0500000001"}, 66, "there is no area c9 in this election"},
        {{"--owner", "Y tế", "--phone", "0500000001"},
         66,
         "no step has an owner of this name; `hiepthuong timetable owner` gives it one"},
        {{"--area", "c1"}, 64, "give --phone NUMBER, --mail ADDRESS, or both"},
        {{"--phone", "0500000001"},
         64,
         "say whose contact it is: --area CODE, --owner NAME, or --level central for the office of the whole "
         "election"},
    };
    struct program *program = *state;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *const *a = cases[i].arguments;
        PROGRAM_RUN(program, STORE, NOW, "contact", "set", a[0], a[1], a[2], a[3]);
        assert_non_null(strstr(program->err, cases[i].message));
        assert_string_equal(program->out, "");
        assert_int_equal(program->status, cases[i].status);
    }
    assert_int_equal(
        test_store_number(program->store, "SELECT count(*) FROM contact WHERE purpose = 'deadlines'"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            an_office_is_told_on_the_day_of_the_rule_and_no_more_once_it_is_removed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_owner_and_the_whole_election_are_told_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_are_shown_only_when_asked_for_and_never_in_the_log, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_was_entered_is_shown_and_erased_as_personal_data, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_is_wrong_is_said, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
