/* A season of notices on a copy: the sums are those that are counted from the tables by another way, and the store stays as it was. */
#include "base/file.h"
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define CLOCK "--now", "2021-05-01T07:30"

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
    PROGRAM_RUN(program, "election", "create", "--code", "x", "--law", "85-2015", "--polling-day",
                "2021-05-23");
    test_store_run(program->store, "DELETE FROM election");
    test_store_run(program->store, sql.data);
    *state = program;
    return 0;
}

static int tear_down(void **state)
{
    program_done(*state);
    free(*state);
    return 0;
}

static json_int_t sent_of(const json_t *sums, const char *kind)
{
    size_t index;
    const json_t *sum;
    json_int_t sent = 0;

    json_array_foreach(sums, index, sum) if (strcmp(json_string_value(json_object_get(sum, "kind")), kind) ==
                                             0) sent += json_integer_value(json_object_get(sum, "sent"));
    return sent;
}

#define PAIRS                                                                                                \
    "FROM (SELECT y.candidate, (m.start_utc + 25200) / 86400 AS day, m.start_utc FROM meeting m JOIN "       \
    "candidacy y ON y.unit = m.unit JOIN contact k ON k.candidate = y.candidate WHERE m.status = "           \
    "'confirmed') AS p"

/* The first meetings are on 2 May: what was due before the plan was published on 1 May at 7:30 is not sent. */
static void the_sums_are_those_of_the_tables(void **state)
{
    struct program *program = *state;
    json_error_t failure;

    PROGRAM_RUN(program, CLOCK, "--json", "rehearse", "--from", "2021-05-01", "--to", "2021-05-05");
    assert_string_equal(program->err, "");
    assert_int_equal(program->status, 0);
    json_t *result = json_loads(program->out, 0, &failure);
    assert_non_null(result);
    const json_t *sums = json_object_get(result, "sums");
    assert_int_equal(sent_of(sums, "published"),
                     test_store_number(program->store, "SELECT count(DISTINCT candidate) " PAIRS));
    assert_int_equal(sent_of(sums, "reminder_1_day"),
                     test_store_number(program->store,
                                       "SELECT count(*) FROM (SELECT DISTINCT candidate, day " PAIRS
                                       ") AS d"));
    assert_int_equal(sent_of(sums, "reminder_2_hours"),
                     test_store_number(program->store, "SELECT count(*) " PAIRS));
    assert_int_equal(sent_of(sums, "reminder_3_days"), 0);
    json_decref(result);
    assert_int_equal(test_store_number(program->store, "SELECT count(*) FROM notice"), 0);
}

static void each_message_says_when_why_and_to_whom(void **state)
{
    struct program *program = *state;

    PROGRAM_RUN(program, CLOCK, "rehearse", "--from", "2021-05-02", "--to", "2021-05-02", "--out",
                "sent.jsonl");
    assert_string_equal(program->err, "");
    assert_non_null(strstr(program->out,
                           "2021-05-02T17:30  sms   reminder_2_hours    Lò Văn Ứng  (2021-05-02T19:30)  "
                           "Lò Văn Ứng: NHẮC tiếp xúc cử tri: 19:30 ngày 02/05/2021 tại Nhà văn hoá số 5, "
                           "Phường Điện Biên.\n"));
    assert_null(strstr(program->out, "+84"));
    PROGRAM_RUN(program, CLOCK, "rehearse", "--from", "2021-05-02", "--to", "2021-05-01");
    assert_int_equal(program->status, 64);
    assert_non_null(strstr(program->err, "the last day of a rehearsal lies before its first"));
    PROGRAM_RUN(program, CLOCK, "rehearse", "--from", "2/5", "--to", "2021-05-01");
    assert_non_null(strstr(program->err, "\"2/5\" is not a date such as 2026-03-15 or 15/03/2026"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_sums_are_those_of_the_tables, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_message_says_when_why_and_to_whom, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
