#include "cmocka_tests.h"
#include "plan/construct.h"
#include "plan/judge.h"
#include "plan/repair.h"
#include "random_problem.h"
#include "small_problem.h"

#include <stdio.h>
#include <string.h>

/* The small problem, its plan, and how firmly each meeting stands. */
struct bench {
    struct plan_problem *problem;
    struct arena arena;
    struct plan plan;
    struct repair_wish wishes[SMALL_PLAN_ROWS];
    struct repair_request request;
    struct repair_outcome outcome;
};

static void bench_done(struct bench *bench)
{
    plan_problem_free(bench->problem);
    arena_done(&bench->arena);
}

static void bench_init(struct bench *bench, struct plan_problem *problem)
{
    struct error err;

    *bench = (struct bench){.problem = problem};
    arena_init(&bench->arena, 1 << 22);
    small_problem_prepare(problem);
    assert_int_equal(plan_resolve(problem, small_plan, SMALL_PLAN_ROWS, &bench->arena, &bench->plan, &err),
                     OK);
    for (size_t i = 0; i < SMALL_PLAN_ROWS; i++)
        bench->wishes[i] = (struct repair_wish){.meeting = bench->plan.meetings[i], .hold = REPAIR_PUBLISHED};
    bench->request = (struct repair_request){
        .problem = problem,
        .wishes = bench->wishes,
        .wish_count = SMALL_PLAN_ROWS,
        .from = problem->params.campaign_start,
    };
}

static void repair(struct bench *bench)
{
    struct error err;

    assert_int_equal(plan_repair(&bench->request, &bench->arena, &bench->outcome, &err), OK);
}

static size_t violations(struct bench *bench)
{
    struct plan_judgement judgement;
    struct error err;

    assert_int_equal(plan_judge(bench->problem, &bench->outcome.plan, 5, &bench->arena, &judgement, &err),
                     OK);
    return judgement.violation_count;
}

static void where_nothing_is_wrong_nothing_moves(void **state)
{
    (void)state;
    CLEANUP(bench_done) struct bench bench;

    bench_init(&bench, small_problem());
    repair(&bench);
    assert_int_equal(bench.outcome.plan.count, SMALL_PLAN_ROWS);
    assert_int_equal(bench.outcome.lifted, 0);
    assert_int_equal(bench.outcome.moved, 0);
    for (size_t i = 0; i < SMALL_PLAN_ROWS; i++) {
        assert_int_equal(bench.outcome.items[i].cause, REPAIR_KEPT);
        assert_memory_equal(&bench.outcome.plan.meetings[i], &bench.plan.meetings[i],
                            sizeof *bench.plan.meetings);
    }
}

static void a_meeting_in_a_hall_that_became_too_small_moves_alone(void **state)
{
    (void)state;
    CLEANUP(bench_done) struct bench bench;
    struct plan_problem *problem = small_problem();
    size_t moved = 0;

    problem->venues[SMALL_V3].capacity = 70; /* too small for U2, not for U1 */
    bench_init(&bench, problem);
    repair(&bench);
    assert_int_equal(violations(&bench), 0);
    for (size_t i = 0; i < SMALL_PLAN_ROWS; i++) {
        bool hit = bench.plan.meetings[i].venue == SMALL_V3 && bench.plan.meetings[i].unit == SMALL_U2;
        assert_int_equal(bench.outcome.items[i].moved, hit);
        assert_int_equal(bench.outcome.items[i].cause, hit ? REPAIR_BROKEN : REPAIR_KEPT);
        assert_string_equal(bench.outcome.plan.meetings[i].code, bench.plan.meetings[i].code);
        moved += hit;
    }
    assert_int_equal(bench.outcome.moved, moved);
}

static void two_pins_that_cannot_both_hold_are_named(void **state)
{
    (void)state;
    CLEANUP(bench_done) struct bench bench;

    bench_init(&bench, small_problem());
    bench.wishes[0].hold = REPAIR_PINNED;
    bench.wishes[4].hold = REPAIR_PINNED;
    bench.wishes[4].meeting.venue = bench.wishes[0].meeting.venue;
    bench.wishes[4].meeting.start = bench.wishes[0].meeting.start;
    bench.wishes[4].meeting.end = civil_time_add_minutes(bench.wishes[0].meeting.start, 60);
    repair(&bench);
    assert_int_equal(bench.outcome.conflict.wish, 4);
    assert_int_equal(bench.outcome.conflict.other, 0);
}

static void what_has_begun_stays_and_counts_even_where_its_hall_is_gone(void **state)
{
    (void)state;
    CLEANUP(bench_done) struct bench bench;
    struct plan_problem *problem = small_problem();

    problem->venues[SMALL_V1].capacity = 10;
    problem->venues[SMALL_V2].capacity = 100;
    bench_init(&bench, problem);
    bench.request.from = civil_time_add_minutes(bench.plan.meetings[0].start, 1);
    for (size_t i = 0; i < SMALL_PLAN_ROWS; i++) {
        if (civil_time_compare(bench.plan.meetings[i].start, bench.request.from) < 0)
            bench.wishes[i].hold = REPAIR_BEGUN;
    }
    repair(&bench);
    assert_int_equal(bench.outcome.missing, 0);
    for (size_t i = 0; i < SMALL_PLAN_ROWS; i++) {
        const struct plan_meeting *after = &bench.outcome.plan.meetings[bench.outcome.items[i].meeting];
        if (bench.wishes[i].hold == REPAIR_BEGUN) {
            assert_memory_equal(after, &bench.plan.meetings[i], sizeof *after);
        } else {
            assert_true(civil_time_compare(after->start, bench.request.from) >= 0);
        }
    }
}

static void in_a_storm_a_meeting_goes_online_at_its_hour_and_comes_back(void **state)
{
    (void)state;
    CLEANUP(bench_done) struct bench bench;
    struct plan_problem *problem = small_problem();
    struct repair_ban ban;
    uint32_t hit = PLAN_NONE;

    problem->units[SMALL_U1].max_online = 2;
    bench_init(&bench, problem);
    for (uint32_t i = 0; i < SMALL_PLAN_ROWS && hit == PLAN_NONE; i++) {
        const struct plan_meeting *meeting = &bench.plan.meetings[i];
        if (meeting->unit == SMALL_U1 && problem->venues[meeting->venue].online)
            hit = i;
    }
    assert_int_not_equal(hit, PLAN_NONE);
    ban = (struct repair_ban){problem->venues[bench.plan.meetings[hit].venue].commune,
                              plan_problem_find_day(problem, bench.plan.meetings[hit].start.date)};
    bench.request.bans = &ban;
    bench.request.ban_count = 1;
    repair(&bench);
    struct plan_meeting online = bench.outcome.plan.meetings[bench.outcome.items[hit].meeting];
    assert_int_equal(bench.outcome.items[hit].cause, REPAIR_BANNED);
    assert_int_equal(online.mode, PLAN_ONLINE);
    assert_int_equal(online.venue, bench.plan.meetings[hit].venue);
    assert_int_equal(civil_time_compare(online.start, bench.plan.meetings[hit].start), 0);
    assert_int_equal(violations(&bench), 0);

    bench.request.ban_count = 0;
    bench.wishes[hit].back = true;
    bench.wishes[hit].stay = online;
    repair(&bench);
    assert_int_equal(bench.outcome.items[hit].cause, REPAIR_RETURNED);
    assert_memory_equal(&bench.outcome.plan.meetings[bench.outcome.items[hit].meeting],
                        &bench.plan.meetings[hit], sizeof online);

    bench.request.from =
        civil_time_add_minutes(bench.plan.meetings[hit].start, 1); /* it was to begin already */
    repair(&bench);
    assert_int_equal(bench.outcome.items[hit].cause, REPAIR_NOT_RETURNED);
    assert_false(bench.outcome.items[hit].moved);
}

/* ---- random problems, tight ones among them ---- */

struct shape {
    struct plan_problem *problem;
    struct plan_space *space;
    struct plan_state *state;
    struct arena arena;
    struct repair_wish *wishes;
    size_t count;
};

static void shape_done(struct shape *shape)
{
    plan_state_free(shape->state);
    plan_space_free(shape->space);
    plan_problem_free(shape->problem);
    arena_done(&shape->arena);
}

static void plan_it(struct shape *shape, uint64_t seed)
{
    const struct plan_budget budget = {.max_steps = 1000};
    struct prng prng;
    struct error err;

    prng_init(&prng, seed);
    arena_init(&shape->arena, 1 << 22);
    shape->problem = random_problem(seed);
    assert_int_equal(plan_space_new(shape->problem, &shape->space, &err), OK);
    assert_int_equal(plan_state_new(shape->space, &shape->state, &err), OK);
    assert_int_equal(plan_construct(shape->state, &prng, &budget, &err), OK);
    shape->wishes = arena_array(&shape->arena, shape->space->meeting_count, sizeof *shape->wishes);
    for (uint32_t i = 0; i < shape->space->meeting_count; i++) {
        const struct plan_place *place = &shape->state->at[i];
        char *code = arena_alloc(&shape->arena, 12);
        if (!plan_state_is_placed(shape->state, i))
            continue;
        struct civil_date date = shape->problem->days[shape->state->day_of[i]].date;
        snprintf(code, 12, "M%u", i);
        shape->wishes[shape->count++] = (struct repair_wish){
            .meeting = {.code = code,
                        .unit = shape->space->unit_of_meeting[i],
                        .mode = shape->space->options[place->option].mode,
                        .venue = shape->space->options[place->option].venue,
                        .start = {date, place->start_min},
                        .end = {date, plan_state_end_min(shape->state, i)}},
            .hold = REPAIR_PUBLISHED,
        };
    }
}

/* But for meetings that have no place. */
static void assert_within_the_rules(struct shape *shape, const struct plan_meeting *meetings, size_t count,
                                    uint64_t seed)
{
    const struct plan plan = {.meetings = meetings, .count = count};
    struct plan_judgement judgement;
    struct error err;

    assert_int_equal(plan_judge(shape->problem, &plan, 9, &shape->arena, &judgement, &err), OK);
    for (const struct plan_violation *v = judgement.first; v != NULL; v = v->next) {
        if (v->rule != PLAN_RULE_COUNT && v->rule != PLAN_RULE_QUOTA && v->rule != PLAN_RULE_ID)
            fail_msg("problem %llu: %s", (unsigned long long)seed, v->message.format);
    }
}

/* One in five is held fast, and one day of one commune is struck. */
static void whatever_is_struck_the_repaired_plan_keeps_the_rules(void **state)
{
    (void)state;
    size_t pushed = 0;

    for (uint64_t seed = 1; seed <= 300; seed++) {
        CLEANUP(shape_done) struct shape shape = {.count = 0};
        struct repair_outcome outcome;
        struct error err;
        plan_it(&shape, seed);
        if (shape.count == 0)
            continue;
        const struct plan_meeting *victim = &shape.wishes[seed % shape.count].meeting;
        struct repair_ban ban = {shape.problem->venues[victim->venue].commune,
                                 plan_problem_find_day(shape.problem, victim->start.date)};
        for (size_t i = 0; i < shape.count; i++) {
            const struct plan_meeting *meeting = &shape.wishes[i].meeting;
            bool struck = plan_problem_find_day(shape.problem, meeting->start.date) == ban.day &&
                          plan_gathers_in(shape.problem, meeting, ban.commune);
            if ((i + seed) % 5 == 0 && !struck)
                shape.wishes[i].hold = REPAIR_PINNED;
        }
        const struct repair_request request = {.problem = shape.problem,
                                               .wishes = shape.wishes,
                                               .wish_count = shape.count,
                                               .bans = &ban,
                                               .ban_count = 1,
                                               .from = shape.problem->params.campaign_start};
        assert_int_equal(plan_repair(&request, &shape.arena, &outcome, &err), OK);
        assert_int_equal(outcome.conflict.wish, PLAN_NONE);
        struct plan_meeting *meetings = arena_array(&shape.arena, outcome.plan.count, sizeof *meetings);
        for (size_t i = 0; i < outcome.plan.count; i++) {
            meetings[i] = outcome.plan.meetings[i];
            if (meetings[i].code == NULL)
                meetings[i].code = "new";
        }
        assert_within_the_rules(&shape, meetings, outcome.plan.count, seed);
        for (size_t i = 0; i < outcome.item_count; i++) {
            const struct repair_item *item = &outcome.items[i];
            pushed += item->cause == REPAIR_MADE_ROOM;
            if (item->wish != PLAN_NONE && shape.wishes[item->wish].hold == REPAIR_PINNED)
                assert_false(item->moved);
        }
    }
    assert_true(pushed > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_nothing_is_wrong_nothing_moves),
        cmocka_unit_test(a_meeting_in_a_hall_that_became_too_small_moves_alone),
        cmocka_unit_test(two_pins_that_cannot_both_hold_are_named),
        cmocka_unit_test(what_has_begun_stays_and_counts_even_where_its_hall_is_gone),
        cmocka_unit_test(in_a_storm_a_meeting_goes_online_at_its_hour_and_comes_back),
        cmocka_unit_test(whatever_is_struck_the_repaired_plan_keeps_the_rules),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
