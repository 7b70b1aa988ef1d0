/* A search as a person sees it on the command line: how far it is, stopped, resumed. */
#include "base/cleanup.h"
#include "base/clock.h"
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static const char good[] = HT_SOURCE_DIR "/tests/data/tables/good";

static void wait_for_word(struct program *program, const char *word)
{
    int64_t until_ms = clock_monotonic_ms() + 60000;

    do {
        assert_true(clock_monotonic_ms() < until_ms);
        poll(NULL, 0, 5);
        program_peek(program);
    } while (strstr(program->err, word) == NULL);
}

static void a_search_that_is_stopped_leaves_its_best_plan(void **state)
{
    struct program *program = *state;
    static const int signals[] = {SIGINT, SIGTERM};

    for (size_t i = 0; i < COUNT_OF(signals); i++) {
        program_start(program, (const char *const[]){"plan", "solve", good, "--out", "plan.csv", "--progress",
                                                     "--time-limit", "600", "--threads", "2", NULL});
        wait_for_word(program, " % above the best conceivable plan\n");
        program_finish(program, signals[i]);
        assert_int_equal(program->status, 0);
        assert_non_null(strstr(program->err,
                               "The search was stopped before its time; the plan is the best until then.\n"));
        assert_non_null(strstr(program->out, "F: objective (m)"));
        PROGRAM_RUN(program, "plan", "judge", good, "plan.csv");
        assert_int_equal(program->status, 0);
    }
}

static void a_stopped_search_keeps_its_draft(void **state)
{
    struct program *program = *state;

    program_start(program, (const char *const[]){"--now", "2021-04-21T08:00", "--json", "plan", "make",
                                                 "--progress", "--time-limit", "600", NULL});
    wait_for_word(program, "{\"note\":");
    program_finish(program, SIGTERM);
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, "\"stopped\": true"));
    PROGRAM_RUN(program, "--now", "2021-04-21T08:00", "plan", "publish");
    assert_int_equal(program->status, 0);
}

static int64_t solve_from(struct program *program, const char *from, const char *out)
{
    json_error_t failure;

    PROGRAM_RUN(program, "--json", "plan", "solve", good, "--from", from, "--out", out, "--steps", "300");
    assert_int_equal(program->status, 0);
    json_t *solved = json_loads(program->out, 0, &failure);
    int64_t objective_m = json_integer_value(json_object_get(json_object_get(solved, "terms"), "F"));
    json_decref(solved);
    return objective_m;
}

static void a_search_goes_on_from_a_plan_and_never_gets_worse(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "plan", "solve", good, "--out", "0.csv", "--steps", "1");
    int64_t first_m = solve_from(program, "0.csv", "1.csv");
    assert_string_equal(program->err, "");
    int64_t second_m = solve_from(program, "1.csv", "2.csv");
    assert_true(second_m <= first_m);
    program_write_file(program, "bad.csv",
                       "meeting_id,unit_id,mode,venue_id,start,end\n"
                       "A,X01,direct,V01,2021-04-28T14:00,2021-04-28T15:30\n"
                       "B,N01,direct,V99,2021-04-28T07:30,2021-04-28T10:00\n"
                       "C,Q01,direct,V02,2021-04-28T12:00,2021-04-28T14:00\n");
    (void)solve_from(program, "bad.csv", "3.csv");
    assert_string_equal(program->err,
                        "{\"note\":\"Meetings of the given plan that break a rule or name what is "
                        "unknown were planned anew: 2.\"}\n");
    PROGRAM_RUN(program, "plan", "solve", good, "--from", "absent.csv", "--out", "4.csv");
    assert_int_equal(program->status, 66);
}

#define PLAN(program, ...) PROGRAM_RUN(program, "--now", "2021-04-21T08:00", "plan", __VA_ARGS__)

static void a_draft_or_what_is_published_can_be_gone_on_from(void **state)
{
    struct program *program = *state;

    PLAN(program, "make", "--from", "draft");
    assert_int_equal(program->status, 66);
    assert_string_equal(program->err, "hiepthuong: no plan has been made for this election; "
                                      "`hiepthuong plan make` makes one\n");
    PLAN(program, "make");
    assert_int_equal(program->status, 0);
    PLAN(program, "publish");
    PLAN(program, "make", "--from", "published", "--steps", "1");
    assert_int_equal(program->status, 0);
    PLAN(program, "publish");
    assert_string_equal(program->out,
                        "Nothing has changed since the last release; there is nothing to publish.\n");
    PLAN(program, "make", "--from", "draft", "--steps", "1");
    assert_int_equal(program->status, 0);
    PLAN(program, "make", "--from", "memory");
    assert_int_equal(program->status, 64);
}

#define program_test_election(function)                                                                      \
    cmocka_unit_test_setup_teardown(function, program_set_up_election, program_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        program_test(a_search_that_is_stopped_leaves_its_best_plan),
        program_test(a_search_goes_on_from_a_plan_and_never_gets_worse),
        program_test_election(a_stopped_search_keeps_its_draft),
        program_test_election(a_draft_or_what_is_published_can_be_gone_on_from),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
