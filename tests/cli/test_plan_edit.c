/* One meeting changed at a time, and what is refused. */
#include "plan_change_tests.h"

/* ---- one meeting ---- */

static void a_meeting_is_cancelled_by_a_document_and_held_after_all(void **state)
{
    struct program *program = *state;
    struct shown meeting = show(program, NULL, "direct", 0);

    PLAN(program, "cancel", meeting.code);
    assert_int_equal(program->status, 1);
    assert_non_null(strstr(program->out, "COUNT: "));
    PLAN(program, "cancel", meeting.code, "--document", "5/QĐ", "--reason", "mưa lũ");
    assert_int_equal(program->status, 0);
    assert_string_equal(find(program, "--draft", meeting.code).code, "");
    PLAN(program, "pin", meeting.code, "--reason", "x");
    assert_int_equal(program->status, 65);
    assert_non_null(strstr(program->err, " is cancelled and cannot be pinned; "));
    PLAN(program, "publish");
    assert_int_equal(program->status, 0);
    PLAN(program, "changes", "2");
    assert_non_null(strstr(program->out, "mưa lũ\n"));
    PLAN(program, "restore", meeting.code);
    assert_int_equal(program->status, 0);
    struct shown after = find(program, "--draft", meeting.code);
    assert_string_equal(after.start, meeting.start);
    PLAN(program, "publish");
    assert_int_equal(program->status, 0);
}

static void a_change_that_breaks_a_rule_is_refused_with_the_rule(void **state)
{
    struct program *program = *state;
    struct shown meeting = show(program, NULL, "direct", 0);

    PLAN(program, "move", meeting.code, "--at", "2021-05-05T06:00");
    assert_int_equal(program->status, 1);
    assert_non_null(strstr(program->out, "SESSION: Meeting "));
    assert_non_null(strstr(program->out, "Places where it could be held, the cheapest first:\n    "));
    PLAN(program, "compare", "published", "draft", "--json");
    json_t *compared = json_of(program);
    assert_int_equal(number(compared, "same"), 8);
    json_decref(compared);
}

/* ---- bad input ---- */

static void what_makes_no_sense_is_refused_and_nothing_is_stored(void **state)
{
    static const struct {
        const char *arguments[8];
        int status;
        const char *words;
    } rows[] = {
        {{"pin", "ZZ", "--reason", "x"}, 66, "there is no meeting ZZ in this plan\n"},
        {{"unpin", "ZZ"}, 66, "meeting ZZ is not pinned; `hiepthuong plan pins` lists what is\n"},
        {{"move", "ZZ", "--at", "2021-05-05T07:30"}, 66, "there is no meeting ZZ in this plan\n"},
        {{"restore", "ZZ"}, 66, "there is no meeting ZZ in this plan\n"},
        {{"replan", "--block", "hall:V1:2021-05-04"},
         64,
         "\"hall\" cannot be blocked; venue, commune and candidate can\n"},
        {{"replan", "--block", "venue:V999:2021-05-04"},
         66,
         "there is no venue V999 in this election; nothing is changed\n"},
        {{"replan", "--block", "venue:V01:2021-05-04:X"},
         65,
         "no session of the day begins with the letter X\n"},
        {{"replan", "--block", "venue:V01"}, 64, "\"venue:V01\" is not a block; write it as KIND:CODE:DAY"},
        {{"replan", "--block", "venue:V01:2020-05-04"},
         65,
         "venue V01 would be blocked on no day of the campaign; nothing is changed\n"},
        {{"weather", "on", "--area", "P01", "--day", "2021-04-01"},
         65,
         "2021-04-01 is past; the weather is switched for days to come; nothing is changed\n"},
        {{"weather", "on", "--area", "ZZ", "--day", "2021-04-30"},
         66,
         "there is no area ZZ in this election\n"},
        {{"weather", "maybe", "--area", "P01"}, 64, "the weather is switched on or off, not \"maybe\"\n"},
        {{"compare", "release:9", "draft"}, 66, "there is no release 9 in this election\n"},
        {{"compare", "draft:99", "draft"}, 66, "there is no draft 99 in this election\n"},
        {{"compare", "nofile.csv", "draft"}, 66, "nofile.csv"},
        {{"changes", "7"}, 66, "there is no release 7 in this election\n"},
    };
    struct program *program = *state;

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *arguments[12] = {"--now", BEFORE, "plan"};
        for (size_t k = 0; k < 8 && rows[i].arguments[k] != NULL; k++)
            arguments[3 + k] = rows[i].arguments[k];
        program_run(program, arguments);
        if (program->status != rows[i].status || strstr(program->err, rows[i].words) == NULL)
            fail_msg("row %zu: status %d, %s", i, program->status, program->err);
    }
    program_write_file(program, "other.csv",
                       "meeting_id,unit_id,mode,venue_id,start,end\n"
                       "A-1,A,direct,V01,2021-05-04T07:30,2021-05-04T09:00\n");
    PLAN(program, "compare", "other.csv", "draft");
    assert_int_equal(program->status, 65);
    assert_string_equal(program->err,
                        "hiepthuong: other.csv:2: meeting A-1 names a unit, venue, mode or time that this "
                        "election does not have; is the file a plan of another election?\n");
    PLAN(program, "check");
    assert_int_equal(program->status, 0);
    PLAN(program, "replan");
    assert_string_equal(program->err, "Nothing has to move; there is no new draft.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        change_test(a_meeting_is_cancelled_by_a_document_and_held_after_all),
        change_test(a_change_that_breaks_a_rule_is_refused_with_the_rule),
        change_test(what_makes_no_sense_is_refused_and_nothing_is_stored),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
