/* The calendar of deadlines of an area, as a calendar program fetches it while the staff record what was done. */
#include "cli/milestone_tests.h"
#include "cli/serve_program.h"
#include "web/http_client.h"

#include <signal.h>

struct fetching {
    struct program *staff;
    struct program service;
    char address[64];
    char path[80];
};

#define FETCH_TIME "2021-03-01T08:00"

static void issue(struct fetching *test, const char *verb, const char *language)
{
    RUN(test->staff, FETCH_TIME, "feed", verb, "--deadlines", "--area", "C01", "--language", language);
    assert_int_equal(test->staff->status, 0);
    const char *path = strstr(test->staff->out, "/feeds/");
    assert_non_null(path);
    snprintf(test->path, sizeof test->path, "%.*s", (int)strcspn(path, "\n"), path);
}

static int set_up_service(void **state)
{
    struct fetching *test = calloc(1, sizeof *test);
    void *staff = NULL;

    if (test == NULL || program_set_up_election(&staff) != 0)
        return -1;
    test->staff = staff;
    program_init(&test->service);
    program_set_env(&test->service, "HIEPTHUONG_DB", test->staff->store);
    program_set_env(&test->service, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    issue(test, "issue", "vi");
    serve_at(&test->service, FETCH_TIME, test->address);
    *state = test;
    return 0;
}

static int tear_down_service(void **state)
{
    struct fetching *test = *state;
    void *staff = test->staff;

    program_finish(&test->service, SIGTERM);
    program_done(&test->service);
    free(test);
    return program_tear_down(&staff);
}

/* The calendar; to be freed. */
static char *fetched(struct fetching *test)
{
    CLEANUP(http_reply_done) struct http_reply reply;

    http_ask(test->address, "GET", test->path, HTTP_LOOK_FIRST, &reply);
    assert_int_equal(reply.status, 200);
    return strdup(reply.body.data);
}

static int fetch_status(struct fetching *test, const char *headers)
{
    CLEANUP(http_reply_done) struct http_reply reply;

    char all[300];

    snprintf(all, sizeof all, "%s" HTTP_LOOK_FIRST, headers);
    http_ask(test->address, "GET", test->path, all, &reply);
    return reply.status;
}

/* The entry of a step, from its UID to its end; to be freed. */
static char *entry(const char *calendar, const char *step)
{
    char start[128];

    snprintf(start, sizeof start, "UID:%s.commune-C01.x@hiepthuong\r\n", step);
    const char *from = strstr(calendar, start);
    if (from == NULL)
        fail_msg("%s has no entry", step);
    return strndup(from, (size_t)(strstr(from, "END:VEVENT") - from));
}

static void assert_entry_says(const char *calendar, const char *step, const char *const *lines)
{
    char *found = entry(calendar, step);

    for (; *lines != NULL; lines++) {
        if (strstr(found, *lines) == NULL)
            fail_msg("%s is not in %s", *lines, found);
    }
    free(found);
}

#define ASSERT_ENTRY(calendar, step, ...)                                                                    \
    assert_entry_says(calendar, step, (const char *const[]){__VA_ARGS__, NULL})

/* How many entries of `after` do not stand byte for byte in `before`. */
static size_t count_changed(const char *before, const char *after)
{
    size_t changed = 0;

    for (const char *at = strstr(after, "UID:"); at != NULL; at = strstr(at + 1, "\nUID:")) {
        const char *from = *at == '\n' ? at + 1 : at;
        char *one = strndup(from, (size_t)(strstr(from, "END:VEVENT") - from));
        changed += strstr(before, one) == NULL;
        free(one);
    }
    return changed;
}

static void an_entry_stands_on_the_last_day_and_says_article_hour_and_target(void **state)
{
    struct fetching *test = *state;
    char *calendar = fetched(test);

    ASSERT_ENTRY(calendar, "consult3_council", "SEQUENCE:0\r\n",
                 "DTSTART;VALUE=DATE:20210418\r\nDTEND;VALUE=DATE:20210419\r\n", "TRANSP:TRANSPARENT\r\n",
                 "SUMMARY:HẠN CHÓT: ", "DESCRIPTION:Điều: ", "14/04/2021");
    ASSERT_ENTRY(calendar, "candidate_strike_off", "SUMMARY:HẠN CHÓT 07:00: ");
    assert_null(strstr(calendar, "commune-C02"));
    free(calendar);
    issue(test, "renew", "en");
    calendar = fetched(test);
    ASSERT_ENTRY(calendar, "candidate_strike_off", "SUMMARY:DEADLINE 07:00: ", "DESCRIPTION:Article: ");
    free(calendar);
}

static void a_date_that_moves_keeps_its_uid_and_raises_its_sequence_alone(void **state)
{
    struct fetching *test = *state;
    char *before = fetched(test);

    RUN(test->staff, FETCH_TIME, "timetable", "override", "candidate_complaints_stop", "--area", "C01",
        "--date", "2021-05-21", "--document", "84/NQ", "--accept");
    assert_int_equal(test->staff->status, 0);
    char *after = fetched(test);
    ASSERT_ENTRY(after, "candidate_complaints_stop", "SEQUENCE:1\r\n", "DTSTART;VALUE=DATE:20210521\r\n",
                 "84/NQ", "23/05/2021");
    assert_int_equal(count_changed(before, after), 1);
    RUN(test->staff, FETCH_TIME, "timetable", "override", "candidate_complaints_stop", "--area", "C01",
        "--withdraw", "--accept");
    assert_int_equal(test->staff->status, 0);
    char *last = fetched(test);
    ASSERT_ENTRY(last, "candidate_complaints_stop", "SEQUENCE:2\r\n", "DTSTART;VALUE=DATE:20210523\r\n");
    assert_null(strstr(last, "84/NQ"));
    assert_int_equal(count_changed(after, last), 1);
    free(before);
    free(after);
    free(last);
}

/* Another document for the same day is other words, and no other version. */
static void the_document_that_sets_a_date_stands_in_its_entry(void **state)
{
    static const char *const documents[] = {"84/NQ", "85/NQ"};
    struct fetching *test = *state;

    for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++) {
        RUN(test->staff, FETCH_TIME, "timetable", "override", "candidate_complaints_stop", "--date",
            "2021-05-21", "--document", documents[i], "--accept");
        assert_int_equal(test->staff->status, 0);
        char *calendar = fetched(test);
        ASSERT_ENTRY(calendar, "candidate_complaints_stop", "SEQUENCE:1\r\n", documents[i]);
        free(calendar);
    }
    RUN(test->staff, FETCH_TIME, "timetable", "resolution", "09-2021", "--accept");
    assert_int_equal(test->staff->status, 0);
    issue(test, "renew", "en");
    char *calendar = fetched(test);
    ASSERT_ENTRY(calendar, "residence_conference_na", "09/2021/NQLT", "By law: 18/04/2021",
                 "Lunar date: 2/3");
    free(calendar);
}

/* Work beside the law is in the same calendar, from the day its office sets. */
static void work_beside_the_law_has_entries_of_its_own(void **state)
{
    struct fetching *test = *state;
    char *before = fetched(test);

    ASSERT_ENTRY(before, "task_consult3_plan", "SUMMARY:HẠN CHÓT: ");
    assert_null(strstr(before, "UID:task_training_point"));
    RUN(test->staff, FETCH_TIME, "timetable", "override", "task_training_conference", "--area", "P01",
        "--date", "2021-04-12", "--hour", "08:00", "--document", "7/KH-MTTQ", "--accept");
    assert_int_equal(test->staff->status, 0);
    char *after = fetched(test);
    ASSERT_ENTRY(after, "task_training_point", "DTSTART;VALUE=DATE:20210412\r\n", "SUMMARY:08:00: ");
    free(before);
    free(after);
}

static void what_hangs_on_a_date_moves_with_it(void **state)
{
    struct fetching *test = *state;

    RUN(test->staff, FETCH_TIME, "timetable", "override", "consult3_council", "--area", "C01", "--date",
        "2021-04-16", "--document", "84/NQ", "--accept");
    assert_int_equal(test->staff->status, 0);
    char *calendar = fetched(test);
    ASSERT_ENTRY(calendar, "consult3_council", "SEQUENCE:1\r\n", "DTSTART;VALUE=DATE:20210416\r\n");
    /* The conference of voters at home must be over by then. */
    ASSERT_ENTRY(calendar, "residence_conference_council", "SEQUENCE:1\r\n",
                 "DTSTART;VALUE=DATE:20210416\r\n");
    ASSERT_ENTRY(calendar, "consult2_council", "SEQUENCE:0\r\n");
    free(calendar);
}

static void what_is_recorded_is_marked_done_and_nothing_else_changes(void **state)
{
    struct fetching *test = *state;
    char *before = fetched(test);

    RUN(test->staff, FETCH_TIME, "timetable", "record", "consult1_council", "--area", "C01", "--date",
        "2021-02-18", "--accept");
    assert_int_equal(test->staff->status, 0);
    char *after = fetched(test);
    ASSERT_ENTRY(after, "consult1_council", "SEQUENCE:1\r\n", "SUMMARY:ĐÃ XONG: ");
    assert_int_equal(count_changed(before, after), 1);
    free(before);
    free(after);
}

static void what_has_no_date_any_more_stays_called_off_on_its_day(void **state)
{
    struct fetching *test = *state;
    static const char *const states[] = {"CONFIRMED", "CANCELLED", "CONFIRMED"};

    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        char sequence[32];
        char status[32];
        snprintf(sequence, sizeof sequence, "SEQUENCE:%zu\r\n", i + 1);
        snprintf(status, sizeof status, "STATUS:%s\r\n", states[i]);
        if (i == 1)
            RUN(test->staff, FETCH_TIME, "timetable", "record", "official_list_published", "--withdraw",
                "--accept");
        else
            RUN(test->staff, FETCH_TIME, "timetable", "record", "official_list_published", "--date",
                "2021-02-19", "--accept");
        assert_int_equal(test->staff->status, 0);
        char *calendar = fetched(test);
        ASSERT_ENTRY(calendar, "campaign_start", sequence, status, "DTSTART;VALUE=DATE:20210219\r\n");
        free(calendar);
    }
}

/* As if an earlier law had asked one more thing of the commune. */
static void add_step_of_another_law(struct fetching *test)
{
    test_store_run(
        test->staff->store,
        "INSERT INTO milestone (election, area, step, level, due_day, provisional, done, cancelled, "
        "shown_day, sequence, last_modified_utc) "
        "SELECT election, id, 'old_step', level, 18770, 0, 0, 0, 18770, 3, 1614560000 "
        "FROM area WHERE code = 'C01'");
    test_store_run(
        test->staff->store,
        "INSERT INTO step_name (election, step, vi, en) SELECT id, 'old_step', 'Bước cũ', 'Old step' "
        "FROM election");
}

static void a_duty_that_falls_away_stays_as_cancelled(void **state)
{
    struct fetching *test = *state;
    char *calendars[2];

    add_step_of_another_law(test);
    for (size_t i = 0; i < 2; i++) {
        RUN(test->staff, FETCH_TIME, "timetable", "refresh", "--accept");
        assert_int_equal(test->staff->status, 0);
        calendars[i] = fetched(test);
    }
    ASSERT_ENTRY(calendars[0], "old_step", "SEQUENCE:4\r\n", "STATUS:CANCELLED\r\n",
                 "SUMMARY:[ĐÃ HUỶ] Bước cũ\r\n", "DTSTART;VALUE=DATE:20210523\r\n");
    assert_string_equal(calendars[0], calendars[1]);
    RUN(test->staff, FETCH_TIME, "timetable", "show", "--area", "C01");
    assert_null(strstr(test->staff->out, "old_step"));
    free(calendars[0]);
    free(calendars[1]);
}

static void nothing_changed_is_the_same_bytes_and_not_modified(void **state)
{
    struct fetching *test = *state;
    CLEANUP(http_reply_done) struct http_reply reply;
    char *before = fetched(test);
    char since[128];

    http_ask(test->address, "GET", test->path, HTTP_LOOK_FIRST, &reply);
    snprintf(since, sizeof since, "If-Modified-Since: %s\r\n", http_reply_header(&reply, "Last-Modified"));
    RUN(test->staff, "2021-04-01T08:00", "timetable", "show");
    RUN(test->staff, "2021-04-01T08:00", "timetable", "refresh", "--accept");
    assert_int_equal(test->staff->status, 0);
    RUN(test->staff, "2021-04-01T08:00", "timetable", "record", "official_list_published", "--date",
        "2021-03-19");
    assert_int_equal(test->staff->status, 0);
    char *after = fetched(test);
    assert_string_equal(before, after);
    assert_int_equal(fetch_status(test, since), 304);
    RUN(test->staff, "2021-04-01T08:00", "timetable", "record", "official_list_published", "--date",
        "2021-03-19", "--accept");
    assert_int_equal(fetch_status(test, since), 200);
    free(before);
    free(after);
}

static void an_address_of_an_area_is_listed_and_ends(void **state)
{
    struct fetching *test = *state;

    RUN(test->staff, FETCH_TIME, "feed", "issue", "--deadlines", "--area", "C01");
    assert_int_equal(test->staff->status, 65);
    assert_string_equal(
        test->staff->err,
        "hiepthuong: C01 has a calendar address already, and it cannot be shown again because "
        "only its hash is kept; `hiepthuong feed renew --deadlines --area C01` ends it and makes another\n");
    RUN(test->staff, FETCH_TIME, "feed", "list");
    assert_string_equal(test->staff->out, "deadlines commune C01  2021-03-01T08:00  in use\n");
    RUN(test->staff, FETCH_TIME, "feed", "revoke", "--deadlines", "--area", "C01");
    assert_string_equal(test->staff->out, "The calendar address of C01 has ended.\n");
    assert_int_equal(fetch_status(test, ""), 410);
    RUN(test->staff, FETCH_TIME, "feed", "revoke", "--deadlines", "--area", "C01");
    assert_int_equal(test->staff->status, 66);
    assert_string_equal(test->staff->err, "hiepthuong: C01 has no calendar address of this kind in use\n");
}

#define fetching_test(function) cmocka_unit_test_setup_teardown(function, set_up_service, tear_down_service)

int main(void)
{
    const struct CMUnitTest tests[] = {
        fetching_test(an_entry_stands_on_the_last_day_and_says_article_hour_and_target),
        fetching_test(a_date_that_moves_keeps_its_uid_and_raises_its_sequence_alone),
        fetching_test(the_document_that_sets_a_date_stands_in_its_entry),
        fetching_test(work_beside_the_law_has_entries_of_its_own),
        fetching_test(what_hangs_on_a_date_moves_with_it),
        fetching_test(what_is_recorded_is_marked_done_and_nothing_else_changes),
        fetching_test(what_has_no_date_any_more_stays_called_off_on_its_day),
        fetching_test(a_duty_that_falls_away_stays_as_cancelled),
        fetching_test(nothing_changed_is_the_same_bytes_and_not_modified),
        fetching_test(an_address_of_an_area_is_listed_and_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
