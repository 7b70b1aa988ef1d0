#include "base/prng.h"
#include "calendar/law_files.h"
#include "calendar/timetable.h"
#include "calendar/timetable_files.h"
#include "cmocka_tests.h"

#include <string.h>

static void what_is_recorded_moves_what_hangs_on_it_and_nothing_else(void **state)
{
    (void)state;
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack("config/law/85-2015.yaml");

    arena_init(&arena, ARENA_BYTES);
    struct timetable_input input = {
        .pack = pack, .polling_day = date_of("2021-05-23"), .days_off = &no_days_off};
    struct timetable before = compute(&input, &arena);
    const struct timetable_row *meetings = row_of(&before, "contact_meetings_hold");
    assert_int_equal(meetings->from.state, TIMETABLE_WAITING);
    assert_moment(&meetings->from, "");
    assert_moment(&meetings->until, "2021-05-22T07:00");
    assert_true(meetings->until.provisional);
    assert_false(row_of(&before, "consult3_council")->until.provisional);

    const struct timetable_act acts[] = {
        {"official_list_published", time_of("2021-04-27T00:00"), false},
        {"poll_open", time_of("2021-05-21T05:00"), true},
        {"na_result_publish", time_of("2021-06-10T00:00"), false},
    };
    input.acts = acts;
    input.act_count = COUNT_OF(acts);
    struct timetable after = compute(&input, &arena);
    assert_moment(&row_of(&after, "campaign_start")->from, "2021-04-27");
    assert_moment(&row_of(&after, "contact_meetings_hold")->from, "2021-04-27");
    assert_moment(&row_of(&after, "campaign_end")->until, "2021-05-20T05:00");
    assert_false(row_of(&after, "campaign_end")->until.provisional);
    assert_moment(&row_of(&after, "na_result_publish")->until, "2021-06-12");
    assert_moment(&row_of(&after, "result_complaint_na")->until, "2021-06-15");
    assert_moment(&row_of(&before, "result_complaint_na")->until, "2021-06-17");
    assert_moment(&row_of(&after, "council_result_publish")->until, "2021-06-02");
}

static void a_duty_without_day_count_carries_no_date(void **state)
{
    (void)state;
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack("config/law/85-2015.yaml");

    arena_init(&arena, ARENA_BYTES);
    struct timetable_input input = {
        .pack = pack, .polling_day = date_of("2021-05-23"), .days_off = &no_days_off};
    struct timetable table = compute(&input, &arena);
    const struct timetable_row *row = row_of(&table, "contact_meeting_report");
    assert_int_equal(row->from.state, TIMETABLE_NONE);
    assert_int_equal(row->until.state, TIMETABLE_NONE);
    assert_non_null(row->duty->undated.vi);
    assert_false(row->has_target);
}

static void a_by_election_has_a_ladder_of_its_own_and_shares_the_vote(void **state)
{
    (void)state;
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack("config/law/83-2025.yaml");

    arena_init(&arena, ARENA_BYTES);
    struct timetable_input input = {
        .pack = pack, .polling_day = date_of("2027-08-01"), .days_off = &no_days_off};
    struct timetable general = compute(&input, &arena);
    input.election = LAW_BY_ELECTION;
    struct timetable by_election = compute(&input, &arena);
    assert_null(row_of(&general, "bye_consult3"));
    assert_null(row_of(&by_election, "consult3_council"));
    assert_moment(&row_of(&by_election, "bye_consult3")->until, "2027-07-20");
    /* Art. 93: the vote and its result as in chapters VII and VIII. */
    assert_moment(&row_of(&by_election, "poll_open_default")->from, "2027-08-01T07:00");
    assert_moment(&row_of(&by_election, "council_result_publish")->until, "2027-08-11");
}

/* Art. 79 to 82: the lists of candidates and voters are those of the first day, the vote and its result are new. */
static void an_election_held_again_has_the_vote_and_its_result_alone(void **state)
{
    (void)state;
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack("config/law/83-2025.yaml");

    arena_init(&arena, ARENA_BYTES);
    struct timetable_input input = {.pack = pack,
                                    .election = LAW_HELD_AGAIN,
                                    .polling_day = date_of("2026-03-22"),
                                    .days_off = &no_days_off};
    struct timetable again = compute(&input, &arena);
    assert_moment(&row_of(&again, "campaign_end")->until, "2026-03-21T07:00");
    assert_moment(&row_of(&again, "count_minutes_send")->until, "2026-03-25");
    assert_moment(&row_of(&again, "first_session_council")->until, "2026-05-06");
    assert_null(row_of(&again, "consult3_council"));
    assert_null(row_of(&again, "voter_list_post"));
    /* There is no second extra election. */
    assert_null(row_of(&again, "extra_election"));
}

static void a_by_election_needs_more_than_two_years_of_the_term(void **state)
{
    (void)state;
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack("config/law/83-2025.yaml");
    const struct timetable_act acts[] = {{"na_term_end", time_of("2031-04-05T00:00"), false},
                                         {"council_term_end", time_of("2031-08-31T00:00"), false}};

    arena_init(&arena, ARENA_BYTES);
    struct timetable_input input = {.pack = pack,
                                    .election = LAW_BY_ELECTION,
                                    .polling_day = date_of("2027-08-01"),
                                    .days_off = &no_days_off};
    struct timetable waiting = compute(&input, &arena);
    assert_moment(&row_of(&waiting, "bye_na_term_left")->until, "");
    input.acts = acts;
    input.act_count = COUNT_OF(acts);
    struct timetable table = compute(&input, &arena);
    assert_moment(&row_of(&table, "bye_na_term_left")->until, "2029-04-04");
    assert_moment(&row_of(&table, "bye_council_term_left")->until, "2030-02-27");
}

static void rows_stand_in_order_of_their_dates(void **state)
{
    (void)state;
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack("config/law/83-2025.yaml");
    char last[CIVIL_TIME_CHARS] = "";
    bool dated = true;

    arena_init(&arena, ARENA_BYTES);
    struct timetable_input input = {
        .pack = pack, .polling_day = date_of("2026-03-15"), .days_off = &no_days_off};
    struct timetable table = compute(&input, &arena);
    for (size_t i = 0; i < table.row_count; i++) {
        char written[CIVIL_TIME_CHARS];
        const struct timetable_row *row = &table.rows[i];
        timetable_moment_format(timetable_has_date(&row->until) ? &row->until : &row->from, written);
        assert_true(dated || written[0] == '\0');
        dated = written[0] != '\0';
        if (dated) {
            assert_true(strcmp(last, written) <= 0 || strncmp(last, written, 10) == 0);
            memcpy(last, written, sizeof last);
        }
    }
}

static void wrong_input_is_refused_in_words(void **state)
{
    (void)state;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack("config/law/85-2015.yaml");
    struct timetable_act acts[] = {{"poll_opens", time_of("2021-05-21T05:00"), true},
                                   {"poll_open", time_of("2021-05-21T05:00"), true}};
    struct timetable_input input = {
        .pack = pack, .polling_day = date_of("2021-05-22"), .days_off = &no_days_off};

    assert_refused(&input, ERROR_DATA,
                   "22/05/2021 is no Sunday; the polling day must be one (Law 85/2015/QH13, art. 5)");
    input.polling_day = date_of("2021-05-23");
    input.lead_days = 61;
    assert_refused(&input, ERROR_USAGE, "the lead must be 0 to 60 working days");
    input.lead_days = 0;
    input.acts = acts;
    input.act_count = 1;
    assert_refused(&input, ERROR_DATA, "\"poll_opens\" is not an event or duty of law pack 85-2015");
    acts[0].id = "polling_day";
    assert_refused(&input, ERROR_DATA, "\"polling_day\" is not an event or duty of law pack 85-2015");
    acts[0].id = "poll_open";
    input.act_count = 2;
    assert_refused(&input, ERROR_DATA, "poll_open is recorded twice");
    input.act_count = 1;
    acts[0].time = time_of("1976-01-01T05:00");
    assert_refused(&input, ERROR_DATA, "what is counted from poll_open falls outside the years 1976 to 2199");
    acts[0].has_hour = false;
    assert_refused(&input, ERROR_DATA,
                   "poll_open must be recorded with its hour, since hours are counted from it");
}

/* Days off thrown over a span of years: one working day in eight off, one Saturday in twenty worked. */
static struct day_off_set random_days_off(struct prng *prng, int first_year, int last_year,
                                          struct arena *arena)
{
    struct civil_date first = civil_date_make((struct civil_ymd){first_year, 1, 1});
    struct civil_date last = civil_date_make((struct civil_ymd){last_year, 12, 31});
    struct day_off *days = arena_array(arena, (size_t)last.day - (size_t)first.day + 1, sizeof *days);
    struct day_off_set set = {.days = days};

    assert_non_null(days);
    for (struct civil_date date = first; date.day <= last.day; date.day++) {
        enum civil_weekday weekday = civil_date_weekday(date);
        if (weekday <= FRIDAY && prng_below(prng, 8) == 0)
            days[set.day_count++] = (struct day_off){.date = date, .kind = DAY_OFF};
        if (weekday == SATURDAY && prng_below(prng, 20) == 0)
            days[set.day_count++] = (struct day_off){.date = date, .kind = DAY_OFF_WORKED};
    }
    for (int year = first_year; year <= last_year; year++)
        set.years[set.year_count++] = year;
    return set;
}

/* Counted once more, day by day from the limit. */
static void assert_target(const struct timetable_row *row, const struct day_off_set *days_off, int lead_days)
{
    struct civil_date limit = row->until.time.date;
    int worked = 0;

    assert_true(row->has_target);
    assert_true(row->target.day <= limit.day);
    assert_int_equal(day_off_is_worked(days_off, row->target), DAY_IS_WORKED);
    if (row->until.state == TIMETABLE_HOUR && row->until.time.minute < 17 * 60)
        limit = civil_date_add_days(limit, -1);
    for (struct civil_date date = limit; date.day > row->target.day; date.day--)
        worked += day_off_is_worked(days_off, date) == DAY_IS_WORKED;
    assert_int_equal(worked, lead_days);
}

static void a_target_is_a_working_day_at_or_before_the_limit(void **state)
{
    (void)state;
    static const char *const packs[] = {"config/law/85-2015.yaml", "config/law/83-2025.yaml"};
    struct prng prng;
    struct civil_date last = date_of("2060-12-31");

    prng_init(&prng, 20260315);
    for (size_t p = 0; p < COUNT_OF(packs); p++) {
        CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack(packs[p]);
        for (struct civil_date day = date_of("2016-01-03"); day.day <= last.day; day.day += 28) {
            CLEANUP(arena_done) struct arena arena;
            arena_init(&arena, ARENA_BYTES);
            int year = civil_date_split(day).year;
            struct day_off_set days_off = random_days_off(&prng, year - 1, year + 1, &arena);
            int lead_days = (int)prng_below(&prng, 6);
            struct timetable_input input = {
                .pack = pack, .polling_day = day, .days_off = &days_off, .lead_days = lead_days};
            struct timetable table = compute(&input, &arena);
            for (size_t i = 0; i < table.row_count; i++) {
                if (table.rows[i].duty->until != NULL && timetable_has_date(&table.rows[i].until))
                    assert_target(&table.rows[i], &days_off, lead_days);
            }
        }
    }
}

/* A pattern of days off around a polling day, which is a Sunday like every other: shifted to each Sunday in turn
 * it falls on the same days of the week. */
struct pattern {
    struct day_off days[200];
    size_t count;
};

#define PATTERN_REACH_DAYS 200 /* before and after the polling day */

static void fill_pattern(struct prng *prng, struct pattern *pattern)
{
    pattern->count = 0;
    for (int32_t offset = -PATTERN_REACH_DAYS; offset <= PATTERN_REACH_DAYS; offset++) {
        int weekday = ((offset - 1) % 7 + 7) % 7; /* 0: Monday */
        bool off = weekday <= 4 && prng_below(prng, 8) == 0;
        bool worked = weekday == 5 && prng_below(prng, 20) == 0;
        if ((off || worked) && pattern->count < COUNT_OF(pattern->days))
            pattern->days[pattern->count++] =
                (struct day_off){.date = {offset}, .kind = off ? DAY_OFF : DAY_OFF_WORKED};
    }
}

static struct day_off_set shift_pattern(const struct pattern *pattern, struct civil_date polling_day,
                                        struct day_off *days)
{
    int year = civil_date_split(polling_day).year;

    for (size_t i = 0; i < pattern->count; i++) {
        days[i] = pattern->days[i];
        days[i].date.day += polling_day.day;
    }
    return (struct day_off_set){
        .days = days, .day_count = pattern->count, .years = {year - 1, year, year + 1}, .year_count = 3};
}

/* The limits do not depend on days off, so each timetable is computed once for all its patterns. */
static void check_patterns(const struct timetable *table, struct civil_date polling_day,
                           const struct pattern *patterns, size_t count)
{
    struct day_off days[COUNT_OF(patterns->days)];

    for (size_t p = 0; p < count; p++) {
        struct day_off_set set = shift_pattern(&patterns[p], polling_day, days);
        int lead_days = (int)(p % 6);
        for (size_t i = 0; i < table->row_count; i++) {
            struct timetable_row row = table->rows[i];
            int unknown_year;
            if (!timetable_has_limit(&row))
                continue;
            row.has_target = timetable_target_before(&row.until, &set, lead_days, &row.target, &unknown_year);
            assert_target(&row, &set, lead_days);
        }
    }
}

static void sixty_years_and_a_thousand_patterns_of_days_off_keep_the_promise(void **state)
{
    (void)state;
    static const char *const packs[] = {"config/law/85-2015.yaml", "config/law/83-2025.yaml"};
    static struct pattern patterns[1000];
    struct civil_date last = date_of("2075-12-29");
    struct prng prng;

    prng_init(&prng, 20260315);
    for (size_t i = 0; i < COUNT_OF(patterns); i++)
        fill_pattern(&prng, &patterns[i]);
    for (size_t p = 0; p < COUNT_OF(packs); p++) {
        CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack(packs[p]);
        size_t week = 0;
        for (struct civil_date day = date_of("2016-01-03"); day.day <= last.day; day.day += 7, week++) {
            CLEANUP(arena_done) struct arena arena;
            arena_init(&arena, ARENA_BYTES);
            struct timetable_input input = {.pack = pack, .polling_day = day, .days_off = &no_days_off};
            struct timetable table = compute(&input, &arena);
            /* Fifty weeks take the thousand patterns once. */
            check_patterns(&table, day, &patterns[week % 50 * 20], 20);
        }
    }
}

static void a_year_without_days_off_gets_no_target(void **state)
{
    (void)state;
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = law_files_pack("config/law/83-2025.yaml");
    const struct day_off new_year = {.date = date_of("2026-01-01"), .kind = DAY_OFF};
    const struct day_off_set days_off = {.days = &new_year, .day_count = 1, .years = {2026}, .year_count = 1};

    arena_init(&arena, ARENA_BYTES);
    struct timetable_input input = {
        .pack = pack, .polling_day = date_of("2026-03-15"), .days_off = &days_off};
    struct timetable table = compute(&input, &arena);
    assert_false(row_of(&table, "na_units_publish")->has_target);  /* limit 25/12/2025 */
    assert_true(row_of(&table, "board_na_establish")->has_target); /* limit Sunday 4/1/2026 */
    assert_int_equal(table.unknown_year_count, 1);
    assert_int_equal(table.unknown_years[0], 2025);
    input.lead_days = 2; /* from Friday 2/1 back over 1/1 into 2025 */
    table = compute(&input, &arena);
    assert_false(row_of(&table, "board_na_establish")->has_target);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_recorded_moves_what_hangs_on_it_and_nothing_else),
        cmocka_unit_test(a_duty_without_day_count_carries_no_date),
        cmocka_unit_test(a_by_election_has_a_ladder_of_its_own_and_shares_the_vote),
        cmocka_unit_test(an_election_held_again_has_the_vote_and_its_result_alone),
        cmocka_unit_test(a_by_election_needs_more_than_two_years_of_the_term),
        cmocka_unit_test(rows_stand_in_order_of_their_dates),
        cmocka_unit_test(wrong_input_is_refused_in_words),
        cmocka_unit_test(a_target_is_a_working_day_at_or_before_the_limit),
        cmocka_unit_test(sixty_years_and_a_thousand_patterns_of_days_off_keep_the_promise),
        cmocka_unit_test(a_year_without_days_off_gets_no_target),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
