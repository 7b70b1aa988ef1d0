/* An election of 2021 in a province with two districts and three communes, and one step of its timetable as JSON
 * shows it. */
#ifndef TESTS_CLI_MILESTONE_TESTS_H
#define TESTS_CLI_MILESTONE_TESTS_H

#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RUN(program, now, ...) PROGRAM_RUN(program, "--now", now, ##__VA_ARGS__)

/* The step of an area, as JSON shows it. */
struct step {
    char state[16];
    char from[24];
    char until[24];
    char due[32];
    char target[24];
};

static inline void copy_member(json_t *object, const char *name, char *out, size_t room)
{
    const char *value = json_string_value(json_object_get(object, name));

    snprintf(out, room, "%s", value != NULL ? value : "");
}

static inline struct step step_of_election(struct program *program, const char *now, const char *election,
                                           const char *step, const char *area)
{
    struct step found = {.state = "none"};

    RUN(program, now, "--json", "timetable", "show", election != NULL ? "--election" : NULL, election);
    assert_int_equal(program->status, 0);
    json_t *object = json_loads(program->out, 0, NULL);
    json_t *item;
    size_t i;
    json_array_foreach(json_object_get(object, "steps"), i, item)
    {
        if (strcmp(json_string_value(json_object_get(item, "step")), step) != 0 ||
            strcmp(json_string_value(json_object_get(item, "area")), area) != 0)
            continue;
        copy_member(item, "state", found.state, sizeof found.state);
        copy_member(item, "from", found.from, sizeof found.from);
        copy_member(item, "until", found.until, sizeof found.until);
        copy_member(item, "due", found.due, sizeof found.due);
        copy_member(item, "target", found.target, sizeof found.target);
    }
    json_decref(object);
    return found;
}

static inline struct step step_of(struct program *program, const char *now, const char *step,
                                  const char *area)
{
    return step_of_election(program, now, NULL, step, area);
}

#define NOW "2021-04-20T08:00"

#define milestone_test(function)                                                                             \
    cmocka_unit_test_setup_teardown(function, program_set_up_election, program_tear_down)

#endif
