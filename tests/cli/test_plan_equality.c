/* Equality of the candidates, counted from the plan in the store. */
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A week before the campaign of the tables. */
#define PLAN(program, ...) PROGRAM_RUN(program, "--now", "2021-04-21T08:00", "plan", __VA_ARGS__)

static int set_up(void **state)
{
    struct program *program = calloc(1, sizeof *program);

    program_init(program);
    program_set_env(program, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    program_use_store(program, "store.db");
    PROGRAM_RUN(program, "election", "create", "--law", "85-2015", "--polling-day", "2021-05-23", "--code",
                "x");
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, "import", HT_SOURCE_DIR "/tests/data/tables/good");
    assert_int_equal(program->status, 0);
    PLAN(program, "make", "--seed", "3");
    assert_int_equal(program->status, 0);
    *state = program;
    return 0;
}

static int tear_down(void **state)
{
    program_done(*state);
    free(*state);
    return 0;
}

static json_t *equality_of(struct program *program, const char *which)
{
    json_error_t failure;

    PLAN(program, "equality", "--format", "json", which);
    assert_int_equal(program->status, 0);
    json_t *object = json_loads(program->out, 0, &failure);
    assert_non_null(object);
    return object;
}

static json_int_t figure(const json_t *of, const char *name)
{
    return json_integer_value(json_object_get(of, name));
}

static void every_meeting_of_the_unit_is_counted_for_every_candidate(void **state)
{
    struct program *program = *state;
    json_t *equality = equality_of(program, "--draft");
    json_t *units = json_object_get(equality, "units");
    json_int_t meetings = 0;
    size_t i;
    json_t *unit;

    json_array_foreach(units, i, unit)
    {
        json_t *candidates = json_object_get(unit, "candidates");
        json_t *first = json_object_get(json_array_get(candidates, 0), "figures");
        json_int_t speaks_first = 0;
        size_t k;
        json_t *candidate;
        json_array_foreach(candidates, k, candidate)
        {
            json_t *figures = json_object_get(candidate, "figures");
            assert_int_equal(figure(figures, "meetings"), figure(first, "meetings"));
            assert_int_equal(figure(figures, "morning") + figure(figures, "afternoon") +
                                 figure(figures, "evening"),
                             figure(figures, "meetings"));
            assert_int_equal(figure(figures, "working_day") + figure(figures, "weekend") +
                                 figure(figures, "holiday"),
                             figure(figures, "meetings"));
            speaks_first += figure(figures, "speaks_first");
        }
        assert_int_equal(speaks_first, figure(first, "meetings"));
        assert_int_equal(figure(json_object_get(unit, "largest_difference"), "meetings"), 0);
        meetings += figure(first, "meetings");
    }
    assert_int_equal(meetings, 8);
    json_decref(equality);
}

static void a_plan_keeps_its_hash_when_it_is_published(void **state)
{
    struct program *program = *state;
    json_t *draft = equality_of(program, "--draft");
    json_error_t failure;

    PLAN(program, "publish");
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, "--json", "plan", "equality");
    assert_int_equal(program->status, 0);
    json_t *published = json_loads(program->out, 0, &failure);
    assert_string_equal(json_string_value(json_object_get(draft, "plan_hash")),
                        json_string_value(json_object_get(published, "plan_hash")));
    assert_int_equal(strlen(json_string_value(json_object_get(draft, "plan_hash"))), 64);
    assert_true(json_equal(json_object_get(draft, "units"), json_object_get(published, "units")));
    json_decref(draft);
    json_decref(published);
}

static void equality_is_written_for_people_and_for_spreadsheets(void **state)
{
    struct program *program = *state;

    PLAN(program, "equality", "--draft", "--unit", "X01");
    assert_int_equal(program->status, 0);
    assert_int_equal(strncmp(program->out, "X01  Đơn vị số 1 thị trấn\n", 30), 0);
    assert_non_null(strstr(program->out, "Counted twice, by meetings and by candidates; the two agree.\n"));
    assert_null(strstr(program->out, "\nX02"));
    PLAN(program, "equality", "--draft", "--unit", "X01", "--format", "csv");
    assert_int_equal(program->status, 0);
    assert_non_null(
        strstr(program->out, "unit_id,candidate_id,meetings,minutes,direct,online,hybrid,seats,morning,"));
    assert_non_null(strstr(program->out, "\nX01,"));
    PLAN(program, "equality", "--draft", "--unit", "X99");
    assert_int_equal(program->status, 66);
    assert_string_equal(program->err, "hiepthuong: there is no unit X99 in this election\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_meeting_of_the_unit_is_counted_for_every_candidate, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_plan_keeps_its_hash_when_it_is_published, set_up, tear_down),
        cmocka_unit_test_setup_teardown(equality_is_written_for_people_and_for_spreadsheets, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
