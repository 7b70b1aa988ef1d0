/* A store with a plan that was made and published, and short ways to what it says, for the tests of its changes. */
#ifndef TESTS_CLI_PLAN_CHANGE_TESTS_H
#define TESTS_CLI_PLAN_CHANGE_TESTS_H

#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A week before the campaign of the tables, and in the middle of it. */
#define BEFORE "2021-04-21T08:00"
#define PLAN(program, ...) PROGRAM_RUN(program, "--now", BEFORE, "plan", __VA_ARGS__)

static inline int set_up(void **state)
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
    PLAN(program, "publish");
    assert_int_equal(program->status, 0);
    *state = program;
    return 0;
}

static inline int tear_down(void **state)
{
    program_done(*state);
    free(*state);
    return 0;
}

static inline json_t *json_of(const struct program *program)
{
    json_error_t failure;
    json_t *object = json_loads(program->out, 0, &failure);

    if (object == NULL)
        fail_msg("%s\n%s", program->out, program->err);
    return object;
}

struct shown {
    char code[40];
    char venue[40];
    char start[20];
    char mode[10];
};

/* A published or drafted meeting: the n-th one of this mode (NULL: of any). */
static inline struct shown show(struct program *program, const char *what, const char *mode, size_t n)
{
    struct shown shown = {.code = ""};
    size_t index;
    json_t *meeting;

    if (what != NULL)
        PLAN(program, "show", what, "--json");
    else
        PLAN(program, "show", "--json");
    json_t *object = json_of(program);
    json_array_foreach(json_object_get(object, "meetings"), index, meeting)
    {
        if (mode != NULL && strcmp(json_string_value(json_object_get(meeting, "mode")), mode) != 0)
            continue;
        if (n-- > 0)
            continue;
        snprintf(shown.code, sizeof shown.code, "%s", json_string_value(json_object_get(meeting, "code")));
        snprintf(shown.venue, sizeof shown.venue, "%s", json_string_value(json_object_get(meeting, "venue")));
        snprintf(shown.start, sizeof shown.start, "%s", json_string_value(json_object_get(meeting, "start")));
        snprintf(shown.mode, sizeof shown.mode, "%s", json_string_value(json_object_get(meeting, "mode")));
        break;
    }
    json_decref(object);
    assert_true(shown.code[0] != '\0');
    return shown;
}

/* Where the meeting of this code is in the draft; its code is "" when it is not held. */
static inline struct shown find(struct program *program, const char *what, const char *code)
{
    struct shown shown = {.code = ""};
    size_t index;
    json_t *meeting;

    if (what != NULL)
        PLAN(program, "show", what, "--json");
    else
        PLAN(program, "show", "--json");
    json_t *object = json_of(program);
    json_array_foreach(json_object_get(object, "meetings"), index, meeting)
    {
        if (strcmp(json_string_value(json_object_get(meeting, "code")), code) != 0)
            continue;
        snprintf(shown.code, sizeof shown.code, "%s", code);
        snprintf(shown.venue, sizeof shown.venue, "%s", json_string_value(json_object_get(meeting, "venue")));
        snprintf(shown.start, sizeof shown.start, "%s", json_string_value(json_object_get(meeting, "start")));
        snprintf(shown.mode, sizeof shown.mode, "%s", json_string_value(json_object_get(meeting, "mode")));
    }
    json_decref(object);
    return shown;
}

/* The block of the meeting's hall on its day. */
static inline const char *block_of(const struct shown *shown)
{
    static char block[80];

    snprintf(block, sizeof block, "venue:%s:%.10s", shown->venue, shown->start);
    return block;
}

static inline long long number(json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

#define change_test(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

#endif
