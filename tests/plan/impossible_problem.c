#include "impossible_problem.h"

#include "base/prng.h"
#include "cmocka_tests.h"

#include <stdio.h>

/* Each district has communes with two halls; each commune two units of its own; the last unit spans the communes
 * of both districts. */
enum { DISTRICTS = 2, COMMUNES = 4, HALLS = 2, UNITS = 2 * COMMUNES + 1, PEOPLE = 3, BLOCKS = 400 };
enum { WIDE_UNIT = UNITS - 1 };

struct world {
    struct plan_problem *problem;
    struct prng prng;
    uint32_t commune; /* of the cause */
    uint32_t unit;    /* of the cause: the first of that commune */
};

static uint32_t between(struct world *world, int32_t low, int32_t high)
{
    return (uint32_t)prng_between(&world->prng, low, high);
}

static const char *code(struct world *world, char kind, uint32_t index)
{
    char *written = arena_alloc(&world->problem->memory, 12);

    assert_non_null(written);
    snprintf(written, 12, "%c%u", kind, index + 1);
    return written;
}

static void fill_calendar(struct world *world)
{
    static const struct plan_session sessions[] = {
        {"morning", 450, 660}, {"afternoon", 840, 1020}, {"evening", 1140, 1260}};
    struct plan_problem *problem = world->problem;
    struct civil_date first = civil_date_make((struct civil_ymd){2021, 4, 28});

    for (uint32_t i = 0; i < problem->count.sessions; i++)
        problem->sessions[i] = sessions[i];
    for (uint32_t i = 0; i < problem->count.days; i++)
        problem->days[i] = (struct plan_day){civil_date_add_days(first, (int32_t)i), i == 2};
    problem->params = (struct plan_params){
        .campaign_start = {first, 0},
        .campaign_end = {civil_date_add_days(first, (int32_t)problem->count.days - 1), 1380},
        .changeover_min = 30,
        .speed_m_per_min = 500,
        .candidate_buffer_min = 10,
        .candidate_max_per_day = 2,
        .w_holiday_m = 100000,
        .w_travel_per_m = 1,
        .w_imbalance_m = 20000,
        .w_online_m = 50000,
    };
}

static void fill_places(struct world *world)
{
    struct plan_problem *problem = world->problem;

    for (uint32_t i = 0; i < DISTRICTS; i++)
        problem->groups[i] = (struct plan_group){code(world, 'D', i), 3};
    for (uint32_t i = 0; i < COMMUNES; i++)
        problem->communes[i] = (struct plan_commune){
            .code = code(world, 'C', i), .group = i * DISTRICTS / COMMUNES, .chair_capacity = 1};
    for (uint32_t i = 0; i < COMMUNES * HALLS; i++)
        problem->venues[i] = (struct plan_venue){
            .code = code(world, 'V', i),
            .commune = i / HALLS,
            .x_m = prng_between(&world->prng, -9000, 9000),
            .y_m = prng_between(&world->prng, -9000, 9000),
            .capacity = prng_between(&world->prng, 110, 200),
            .online = true,
        };
}

static void fill_units(struct world *world)
{
    struct plan_problem *problem = world->problem;

    problem->count.unit_communes = 0;
    for (uint32_t i = 0; i < UNITS; i++) {
        problem->units[i] = (struct plan_unit){
            .code = code(world, 'U', i),
            .level = i == WIDE_UNIT ? PLAN_PROVINCE : PLAN_COMMUNE,
            .needed = prng_between(&world->prng, 1, 2),
            .duration_min = prng_between(&world->prng, 6, 12) * 10,
            .attendance = prng_between(&world->prng, 40, 100),
        };
        for (uint32_t k = 0; k < PEOPLE; k++) {
            uint32_t person = i * PEOPLE + k;
            problem->candidates[person] =
                (struct plan_candidate){code(world, 'K', person), prng_between(&world->prng, -9000, 9000),
                                        prng_between(&world->prng, -9000, 9000)};
            problem->candidacies[person] = (struct plan_member){i, person};
        }
        if (i != WIDE_UNIT)
            problem->unit_communes[problem->count.unit_communes++] = (struct plan_member){i, i / 2};
    }
    for (uint32_t i = 0; i < COMMUNES; i++)
        problem->unit_communes[problem->count.unit_communes++] = (struct plan_member){WIDE_UNIT, i};
}

static void block(struct world *world, enum plan_block_kind kind, uint32_t item, uint32_t day,
                  uint32_t sessions)
{
    struct plan_problem *problem = world->problem;

    assert_true(problem->count.blocks < BLOCKS);
    problem->blocks[problem->count.blocks++] = (struct plan_block){kind, item, day, sessions};
}

/* Here and there somebody is away for a session; that alone hinders nobody. */
static void fill_blocks(struct world *world)
{
    const uint32_t items[] = {COMMUNES * HALLS, COMMUNES, UNITS * PEOPLE};

    world->problem->count.blocks = 0;
    for (int i = 0; i < 20; i++) {
        enum plan_block_kind kind = (enum plan_block_kind)between(world, 0, 2);
        block(world, kind, prng_below(&world->prng, items[kind]),
              prng_below(&world->prng, world->problem->count.days), 1u << between(world, 0, 2));
    }
}

/* ---- the causes ---- */

static void block_all_days(struct world *world, enum plan_block_kind kind, uint32_t item, uint32_t spared)
{
    for (uint32_t day = spared; day < world->problem->count.days; day++)
        block(world, kind, item, day, 7);
}

static void crowd(struct world *world)
{
    struct plan_problem *problem = world->problem;

    /* Two units, each needing more than half of the days' room: one session a day is left. */
    for (uint32_t i = 0; i < 2; i++) {
        problem->units[world->unit + i].needed = (int32_t)problem->count.days / 2 + 1;
        problem->units[world->unit + i].duration_min = 120;
    }
    problem->count.sessions = 1;
    problem->sessions[0] = (struct plan_session){"morning", 450, 660};
}

static struct known_cause spoil_committee(struct world *world, enum cause cause)
{
    struct plan_commune *commune = &world->problem->communes[world->commune];

    if (cause == CAUSE_COMMITTEE_AWAY) {
        world->problem->units[world->unit].needed = 2;
        block_all_days(world, PLAN_BLOCK_COMMUNE, world->commune, 1);
        return (struct known_cause){"committee away", PLAN_RULE_CHAIR_BLOCKED, PLAN_THING_COMMUNE,
                                    world->commune};
    }
    if (cause == CAUSE_COMMITTEE_NONE) {
        commune->chair_capacity = 0;
        return (struct known_cause){"no committee", PLAN_RULE_CHAIR_CLASH, PLAN_THING_COMMUNE,
                                    world->commune};
    }
    crowd(world);
    return (struct known_cause){"committee overloaded", PLAN_RULE_CHAIR_CLASH, PLAN_THING_COMMUNE,
                                world->commune};
}

static struct known_cause spoil_hall(struct world *world, enum cause cause)
{
    struct plan_problem *problem = world->problem;
    uint32_t hall = world->commune * HALLS;
    uint32_t elsewhere = (world->commune + 1) % COMMUNES;

    if (cause == CAUSE_HALLS_SMALL) {
        problem->units[world->unit].attendance = 201;
        return (struct known_cause){"halls too small", PLAN_RULE_CAPACITY, PLAN_THING_VENUE, hall};
    }
    problem->venues[hall + 1].commune = elsewhere; /* one hall is left */
    if (cause == CAUSE_HALL_BLOCKED) {
        block_all_days(world, PLAN_BLOCK_VENUE, hall, 0);
        return (struct known_cause){"hall blocked", PLAN_RULE_VENUE_BLOCKED, PLAN_THING_VENUE, hall};
    }
    crowd(world);
    problem->communes[world->commune].chair_capacity = 3;
    return (struct known_cause){"hall overloaded", PLAN_RULE_VENUE_CLASH, PLAN_THING_VENUE, hall};
}

static struct known_cause spoil_person(struct world *world, enum cause cause)
{
    struct plan_problem *problem = world->problem;
    uint32_t person = world->unit * PEOPLE;
    uint32_t other = (world->unit + 2) % (2 * COMMUNES);

    if (cause == CAUSE_CANDIDATE_AWAY) {
        problem->units[world->unit].needed = 3;
        block_all_days(world, PLAN_BLOCK_CANDIDATE, person, 2);
        return (struct known_cause){"candidate away", PLAN_RULE_CAND_BLOCKED, PLAN_THING_CANDIDATE, person};
    }
    problem->params.candidate_max_per_day = 1;
    if (cause == CAUSE_ONE_A_DAY) {
        problem->units[WIDE_UNIT].needed = (int32_t)problem->count.days + 1;
        return (struct known_cause){"one a day", PLAN_RULE_CAND_DAY, PLAN_THING_NONE, 0};
    }
    problem->units[world->unit].needed = (int32_t)problem->count.days / 2 + 1;
    problem->units[other].needed = (int32_t)problem->count.days / 2 + 1;
    problem->candidacies[other * PEOPLE] = (struct plan_member){other, person};
    return (struct known_cause){"candidate of two units", PLAN_RULE_CAND_CLASH, PLAN_THING_CANDIDATE, person};
}

static struct known_cause spoil_unit(struct world *world, enum cause cause)
{
    struct plan_problem *problem = world->problem;
    struct plan_unit *unit = &problem->units[world->unit];

    if (cause == CAUSE_WINDOW_SHORT) {
        unit->needed = (int32_t)problem->count.days + 1;
        return (struct known_cause){"window too short", PLAN_RULE_WINDOW, PLAN_THING_NONE, 0};
    }
    if (cause == CAUSE_LENGTH) {
        unit->duration_min = 211 + prng_between(&world->prng, 0, 60);
        return (struct known_cause){"meeting too long", PLAN_RULE_DURATION, PLAN_THING_UNIT, world->unit};
    }
    unit->attendance = 201;
    unit->needed = 3;
    unit->max_online = 1;
    return (struct known_cause){"online cap", PLAN_RULE_ONLINE_MAX, PLAN_THING_UNIT, world->unit};
}

/* The wide unit's communes in the other district lose their halls. */
static struct known_cause spoil_spread(struct world *world, enum cause cause)
{
    struct plan_problem *problem = world->problem;
    uint32_t last = COMMUNES - 1;

    for (uint32_t i = 0; i < COMMUNES * HALLS; i++) {
        if (cause == CAUSE_QUOTA ? problem->venues[i].commune >= COMMUNES / 2
                                 : problem->venues[i].commune == last)
            problem->venues[i].commune = 0;
    }
    for (uint32_t i = 0; i < 2 * COMMUNES; i++) {
        if (i / 2 >= COMMUNES / 2)
            problem->units[i].needed = 0;
    }
    /* Eight meetings in four communes are two each; of two meetings one falls to each district. */
    problem->units[WIDE_UNIT].needed = cause == CAUSE_QUOTA ? 2 : 8;
    return (struct known_cause){cause == CAUSE_QUOTA ? "quota" : "spread",
                                cause == CAUSE_QUOTA ? PLAN_RULE_QUOTA : PLAN_RULE_SPREAD, PLAN_THING_UNIT,
                                WIDE_UNIT};
}

/* Two meetings a day in two communes too far apart for one day. */
static struct known_cause spoil_ways(struct world *world)
{
    struct plan_problem *problem = world->problem;

    for (uint32_t i = 0; i < COMMUNES * HALLS; i++)
        problem->venues[i].x_m += (int32_t)(i / HALLS) * 400000;
    problem->count.days = 2;
    problem->count.blocks = 0;
    for (uint32_t i = 0; i < UNITS; i++)
        problem->units[i].needed = i == WIDE_UNIT ? 4 : 0;
    return (struct known_cause){"ways too long", PLAN_RULE_CAND_CLASH, PLAN_THING_NONE, 0};
}

static struct known_cause spoil(struct world *world, enum cause cause)
{
    switch (cause) {
    case CAUSE_COMMITTEE_AWAY:
    case CAUSE_COMMITTEE_OVERLOADED:
    case CAUSE_COMMITTEE_NONE: return spoil_committee(world, cause);
    case CAUSE_HALLS_SMALL:
    case CAUSE_HALL_BLOCKED:
    case CAUSE_HALL_OVERLOADED: return spoil_hall(world, cause);
    case CAUSE_CANDIDATE_AWAY:
    case CAUSE_CANDIDATE_OF_TWO_UNITS:
    case CAUSE_ONE_A_DAY: return spoil_person(world, cause);
    case CAUSE_WINDOW_SHORT:
    case CAUSE_LENGTH:
    case CAUSE_ONLINE_CAP: return spoil_unit(world, cause);
    case CAUSE_SPREAD:
    case CAUSE_QUOTA: return spoil_spread(world, cause);
    case CAUSE_WAYS: return spoil_ways(world);
    default: return (struct known_cause){.name = "none"};
    }
}

struct plan_problem *impossible_problem(uint64_t seed, enum cause cause, struct known_cause *out)
{
    struct world world = {.commune = 0};
    struct error err = {.code = OK};

    prng_init(&world.prng, seed);
    const struct plan_sizes sizes = {
        .sessions = 3,
        .days = between(&world, 7, 10),
        .groups = DISTRICTS,
        .communes = COMMUNES,
        .venues = COMMUNES * HALLS,
        .candidates = UNITS * PEOPLE,
        .units = UNITS,
        .unit_communes = UNITS - 1 + COMMUNES,
        .candidacies = UNITS * PEOPLE,
        .blocks = BLOCKS,
    };
    assert_int_equal(plan_problem_new(&sizes, &world.problem, &err), OK);
    world.commune = between(&world, 0, COMMUNES - 1);
    world.unit = 2 * world.commune;
    fill_calendar(&world);
    fill_places(&world);
    fill_units(&world);
    fill_blocks(&world);
    *out = spoil(&world, cause);
    if (plan_problem_prepare(world.problem, &err) != OK)
        fail_msg("seed %llu: %s", (unsigned long long)seed, err.message.format);
    return world.problem;
}
