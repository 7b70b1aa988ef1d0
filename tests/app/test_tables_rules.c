/* What the law and the staff add to the tables. */
#include "app/tables_degrees.h"
#include "tables_fixture.h"

static void ten_thousand_sessions_a_day_are_refused_at_the_ninth(void **state)
{
    struct fixture *f = *state;
    CLEANUP(text_done) struct text table;
    CLEANUP(text_done) struct text report;
    char path[PATH_MAX];

    lay_case(f, "good", ".");
    text_init(&table, 1 << 20);
    text_put(&table, "session,start,end\n");
    for (int i = 0; i < 10000; i++)
        text_putf(&table, "s%d,07:30,11:00\n", i);
    snprintf(path, sizeof path, "%s/sessions.csv", f->folder);
    remove(path);
    assert_int_equal(file_write(path, table.data, table.length, &f->err), OK);
    assert_int_equal(read_tables(f, &f->tables), ERROR_DATA);
    text_init(&report, 10000);
    put_report(f, &report);
    assert_string_equal(
        report.data,
        "sessions.csv:10:1: session: a day may have at most 8 sessions, and here are 10000; take "
        "out the rows from this one on\n");
}

static void expect_warnings(struct fixture *f, const char *name, const char *expected)
{
    CLEANUP(text_done) struct text report;

    lay_case(f, "other", name);
    assert_int_equal(read_tables(f, &f->tables), OK);
    text_init(&report, 10000);
    put_report(f, &report);
    assert_string_equal(report.data, expected);
}

static void journeys_in_a_circle_that_are_shorter_are_warned_of(void **state)
{
    expect_warnings(
        *state, "circular",
        "warning: travel_times.csv:4:17: minutes: going round by \"C02\" takes only 35 minutes; correct "
        "one of the rows\n");
}

static void units_without_a_hall_large_enough_are_warned_of(void **state)
{
    expect_warnings(
        *state, "no_hall",
        "warning: units.csv:2:28: attendance: is more than the largest hall of the unit's communes seats "
        "(99), "
        "so "
        "\"N01\" cannot meet; expect fewer at each of more meetings, or add a hall\n"
        "warning: units.csv:3:45: attendance: is more than the largest hall of the unit's communes seats "
        "(99), "
        "so "
        "\"Q01\" cannot meet; expect fewer at each of more meetings, or add a hall\n"
        "warning: units.csv:4:1: unit_id: \"T01\" has no venue in its communes and cannot meet; add one to "
        "venues.csv\n");
}

/* ---- what the law and the staff add ---- */

static uint32_t slot_of(const struct plan_problem *problem, const char *date, uint32_t session)
{
    struct civil_date day;

    assert_true(civil_date_parse(date, &day));
    return plan_problem_find_day(problem, day) * problem->count.sessions + session;
}

static void additions_are_read_written_and_read_again(void **state)
{
    struct fixture *f = *state;
    char path[PATH_MAX];

    check_round_trip(f, "good", ".");
    snprintf(path, sizeof path, "%s/written/rules.csv", f->folder);
    assert_false(file_exists(path));
    check_round_trip(f, "other", "rules");
    assert_true(file_exists(path));
    assert_int_equal(f->tables.preference_count, 7);
    assert_int_equal(f->tables.travel_count, 3);
    assert_int_equal(f->tables.rule_count, 3);
    check_round_trip(f, "other", "meetings");
    assert_int_equal(f->tables.connected_site_count, 3);
    assert_int_equal(f->tables.connected_sites[1].unit, TABLES_NONE); /* after those of one unit */
    assert_int_equal(f->tables.joint_meeting_count, 1);
    assert_int_equal(f->tables.params.hybrid_per_site, 1);
    check_round_trip(f, "good", "."); /* into the same folder, and none of these comes back */
}

static void joint_meetings_follow_the_units_of_a_problem(void **state)
{
    struct fixture *f = *state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = NULL;

    lay_case(f, "other", "meetings");
    assert_int_equal(read_tables(f, &f->tables), OK);
    assert_no_report(f);
    assert_int_equal(problem_build(&f->tables, &problem, &f->err), OK);
    uint32_t joint = plan_problem_find_unit(problem, "NT1");
    assert_int_equal(joint, f->tables.unit_count);
    assert_int_equal(problem->units[joint].needed, 1);
    assert_int_equal(problem->units[joint].duration_min, 150); /* the longer of the two */
    assert_int_equal(problem->units[joint].attendance, 190);
    assert_int_equal(problem->units[joint].candidates.count, 2); /* K04 stands in both */
    assert_int_equal(problem->units[0].needed, 2);
    assert_int_equal(problem->units[0].held_jointly, 1);
    assert_int_equal(plan_seats_of(problem, 0, 0), 300 + 140);
    assert_int_equal(plan_seats_of(problem, 1, 0), 300 + 60);
    assert_true(problem->params.hybrid_per_site);
}

static void a_problem_has_what_law_and_staff_add(void **state)
{
    struct fixture *f = *state;
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = NULL;

    lay_case(f, "other", "rules");
    assert_int_equal(read_tables(f, &f->tables), OK);
    assert_no_report(f);
    assert_int_equal(problem_build(&f->tables, &problem, &f->err), OK);
    assert_int_equal(plan_first_noticed_day(&problem->params).day, problem->days[0].date.day);
    assert_int_equal(plan_window_of(problem, plan_problem_find_unit(problem, "Q01"), 1).end.minute, 5 * 60);
    assert_int_equal(plan_window_of(problem, plan_problem_find_unit(problem, "Q01"), 0).start.minute,
                     15 * 60);
    assert_true(
        plan_slot_in(plan_blocked_slots(problem, PLAN_BLOCK_UNIT, 3), slot_of(problem, "2021-04-28", 2)));
    assert_true(
        plan_slot_in(plan_blocked_slots(problem, PLAN_BLOCK_GROUP, 1), slot_of(problem, "2021-04-29", 1)));
    for (uint32_t group = 0; group < 2; group++) /* of the province */
        assert_true(plan_slot_in(plan_blocked_slots(problem, PLAN_BLOCK_GROUP, group),
                                 slot_of(problem, "2021-05-01", 0)));
    assert_int_equal(problem->count.preferences, 8); /* the province has two districts */
    assert_int_equal(plan_travel_min(problem, 0, 3), 55);
    assert_int_equal(plan_travel_min(problem, 3, 0), 55);
    assert_int_equal(plan_travel_min(problem, 3, 2), 70);
    assert_int_equal(plan_travel_min(problem, 2, 3), 80);
    assert_int_equal(problem->units[plan_problem_find_unit(problem, "N01")].minimum, 3);
    assert_int_equal(problem->units[plan_problem_find_unit(problem, "X01")].minimum, 1);
    assert_string_equal(problem->units[plan_problem_find_unit(problem, "X01")].minimum_document,
                        "Công văn 17");
    assert_true(problem->params.online_conditions && problem->venues[0].confirmed);
    assert_false(problem->venues[1].confirmed);
    assert_int_equal(plan_rule_severity(problem, PLAN_RULE_SPREAD), PLAN_WARNS);
    assert_int_equal(plan_rule_severity(problem, PLAN_RULE_NOTICE), PLAN_BLOCKS);
    assert_string_equal(problem->rule_settings[PLAN_RULE_MINIMUM].reason, "Bão số 1");
}

/* ---- degrees ---- */

/* The distances are those on the ellipsoid by the method of Vincenty (1975); the shares are those that
 * tables_degrees.h promises. */
static void degrees_become_metres_with_the_error_that_is_stated(void **state)
{
    (void)state;
    static const struct {
        struct tables_degrees from, to;
        int64_t distance_m;
        double short_share, long_share;
    } rows[] = {
        {{21000000, 105000000}, {21000000, 106000000}, 103970, 0.0010, 0.0013},
        {{16000000, 106000000}, {17000000, 106000000}, 110664, 0.0010, 0.0013},
        {{21592400, 105844200}, {21027800, 105834200}, 62522, 0.0010, 0.0013},  /* Thai Nguyen, Ha Noi */
        {{10000000, 114000000}, {10000000, 115000000}, 109639, 0.0010, 0.0130}, /* Truong Sa */
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct tables_metres from = tables_metres_of(rows[i].from);
        struct tables_metres to = tables_metres_of(rows[i].to);
        double share =
            (double)plan_distance_m(from.x_m, from.y_m, to.x_m, to.y_m) / (double)rows[i].distance_m - 1;
        double rounding = 2.0 / (double)rows[i].distance_m;
        if (share < -rows[i].short_share - rounding || share > rows[i].long_share + rounding)
            fail_msg("row %zu is wrong by %g", i, share);
    }
}

static void places_in_degrees_are_read_as_metres_and_written_so(void **state)
{
    struct fixture *f = *state;

    check_round_trip(f, "other", "degrees");
    assert_int_equal(f->tables.venues[0].x_m, 396130);
    assert_int_equal(f->tables.venues[0].y_m, 2321079);
    assert_int_equal(f->tables.venues[1].x_m, 500000);
    assert_int_equal(f->tables.venues[3].y_m - f->tables.venues[2].y_m, 110553);
    assert_int_equal(f->tables.venues[0].degrees.latitude, 0);
    assert_int_equal(f->tables.areas[0].x_m, 0); /* the other tables stay in metres */
}

static void the_manual_has_every_rule_as_it_is(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text manual;
    struct error err;

    text_init(&manual, 100000);
    assert_int_equal(file_read(HT_SOURCE_DIR "/docs/tables.md", &manual, &err), OK);
    for (int rule = 0; rule < PLAN_RULES; rule++) {
        const struct plan_rule_info *info = plan_rule_info((enum plan_rule)rule);
        char row[300];
        snprintf(row, sizeof row, "\n| `%s` | %s | %s | %s |\n", info->code, info->name,
                 plan_severity_names[info->severity], info->citation);
        if (strstr(manual.data, row) == NULL)
            fail_msg("docs/tables.md lacks the row%s", row);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(ten_thousand_sessions_a_day_are_refused_at_the_ninth),
        IN_A_FOLDER(journeys_in_a_circle_that_are_shorter_are_warned_of),
        IN_A_FOLDER(units_without_a_hall_large_enough_are_warned_of),
        IN_A_FOLDER(additions_are_read_written_and_read_again),
        IN_A_FOLDER(a_problem_has_what_law_and_staff_add),
        IN_A_FOLDER(joint_meetings_follow_the_units_of_a_problem),
        cmocka_unit_test(the_manual_has_every_rule_as_it_is),
        cmocka_unit_test(degrees_become_metres_with_the_error_that_is_stated),
        IN_A_FOLDER(places_in_degrees_are_read_as_metres_and_written_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
