/* What would follow from another polling day or law pack. */
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int set_up(void **state)
{
    if (program_set_up_election(state) != 0)
        return -1;
    struct program *program = *state;
    PROGRAM_RUN(program, "--now", "2021-04-02T08:00", "plan", "make", "--seed", "3");
    PROGRAM_RUN(program, "--now", "2021-04-02T08:00", "plan", "publish");
    assert_int_equal(program->status, 0);
    return 0;
}

#define WHAT_IF(program, ...)                                                                                \
    PROGRAM_RUN(program, "--now", "2021-04-02T08:00", "--json", "election", "what-if", ##__VA_ARGS__)

/* "before -> after" of the last day of a step among the moves or what is missed. */
static void find_move(const struct program *program, const char *list, const char *step, char out[64])
{
    json_t *object = json_loads(program->out, 0, NULL);
    json_t *move;
    size_t i;

    out[0] = '\0';
    json_array_foreach(json_object_get(object, list), i, move)
    {
        const char *before = json_string_value(json_object_get(json_object_get(move, "before"), "due"));
        const char *after = json_string_value(json_object_get(json_object_get(move, "after"), "due"));
        if (strcmp(json_string_value(json_object_get(move, "step")), step) == 0)
            snprintf(out, 64, "%s -> %s", before != NULL ? before : "", after != NULL ? after : "");
    }
    json_decref(object);
}

struct move_row {
    const char *list;
    const char *step;
    const char *expected;
};

static void assert_moves(const struct program *program, const struct move_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char found[64];
        find_move(program, rows[i].list, rows[i].step, found);
        assert_string_equal(found, rows[i].expected);
    }
}

static void an_earlier_polling_day_moves_every_step_and_misses_some(void **state)
{
    static const struct move_row rows[] = {
        {"moves", "consult3_council", "2021-04-18 -> 2021-03-28"},
        {"missed", "consult3_council", "2021-04-18 -> 2021-03-28"},
        {"moves", "campaign_end", "2021-05-22T07:00:00+07:00 -> 2021-05-01T07:00:00+07:00"},
        {"missed", "campaign_end", ""},
    };
    struct program *program = *state;

    WHAT_IF(program, "--polling-day", "2021-05-02");
    assert_int_equal(program->status, 0);
    assert_moves(program, rows, sizeof rows / sizeof rows[0]);
}

static void meetings_outside_the_campaign_are_named(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "--now", "2021-04-02T08:00", "election", "what-if", "--polling-day", "2021-05-02");
    assert_non_null(strstr(program->out, "Published meetings outside the campaign: 0\n"));
    assert_string_equal(program->err, "Nothing is stored.\n");
    PROGRAM_RUN(program, "--now", "2021-04-02T08:00", "election", "what-if", "--polling-day", "2021-04-25");
    assert_non_null(
        strstr(program->out, "Polling day 23/05/2021 -> 25/04/2021, law pack 85-2015 -> 85-2015.\n"));
    assert_non_null(strstr(program->out, "Published meetings outside the campaign: 8\n"));
    assert_non_null(strstr(program->out, "  N01-01  28/04/2021 07:30  (- - 24/04/2021 07:00)\n"));
}

static void another_law_moves_some_steps_and_ends_the_districts(void **state)
{
    static const struct move_row rows[] = {
        {"moves", "consult3_province_na", "2021-04-18 -> 2021-04-30"},
        {"moves", "polling_day_announce", ""},
        {"moves", "committee_district_establish", "2021-02-07 -> "},
    };
    struct program *program = *state;

    WHAT_IF(program, "--law", "83-2025");
    assert_int_equal(program->status, 0);
    assert_moves(program, rows, sizeof rows / sizeof rows[0]);
}

static void an_election_is_held_again_within_the_days_of_its_law(void **state)
{
    struct program *program = *state;

    /* Art. 79.3: 15 days at the latest, 7 since 1/7/2025. The last Sunday is that of 6/6 or 30/5. */
    WHAT_IF(program, "--again", "extra_election");
    assert_non_null(strstr(program->out, "\"polling_day\": \"2021-06-06\""));
    WHAT_IF(program, "--again", "extra_election", "--law", "83-2025");
    assert_non_null(strstr(program->out, "\"polling_day\": \"2021-05-30\""));
}

static void nothing_is_stored(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, "--now", "2021-04-02T08:00", "--json", "timetable", "show");
    char *before = strdup(program->out);
    WHAT_IF(program, "--polling-day", "2021-05-02", "--law", "83-2025");
    PROGRAM_RUN(program, "--now", "2021-04-02T08:00", "--json", "timetable", "show");
    assert_string_equal(program->out, before);
    free(before);
    PROGRAM_RUN(program, "election", "list");
    assert_non_null(strstr(program->out, "x  23/05/2021  85-2015"));
}

static void what_cannot_be_supposed_is_refused(void **state)
{
    struct program *program = *state;

    WHAT_IF(program, "--polling-day", "2021-05-24");
    assert_int_equal(program->status, 65);
    WHAT_IF(program, "--polling-day", "31/02/2021");
    assert_int_equal(program->status, 64);
    WHAT_IF(program, "--law", "1-1");
    assert_int_equal(program->status, 66);
    PROGRAM_RUN(program, "election", "what-if");
    assert_string_equal(program->err, "hiepthuong: say what would change: --polling-day, --law or --again\n"
                                      "Try 'hiepthuong election what-if --help'.\n");
    assert_int_equal(program->status, 64);
}

#define what_if_test(function) cmocka_unit_test_setup_teardown(function, set_up, program_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        what_if_test(an_earlier_polling_day_moves_every_step_and_misses_some),
        what_if_test(meetings_outside_the_campaign_are_named),
        what_if_test(another_law_moves_some_steps_and_ends_the_districts),
        what_if_test(an_election_is_held_again_within_the_days_of_its_law),
        what_if_test(nothing_is_stored),
        what_if_test(what_cannot_be_supposed_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
