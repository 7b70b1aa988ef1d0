#include "random_problem.h"

#include "base/prng.h"
#include "cmocka_tests.h"

#include <stdio.h>

#define MEMBERS_MAX 400

/* The largest numbers. */
struct sizes {
    int32_t days, communes, venues_a_commune, units, needed;
};

/* Everything that prepare needs, before the numbers of pairs and blocks are known. */
struct draft {
    struct prng prng;
    struct sizes most;
    struct plan_sizes count;
    struct plan_member unit_communes[MEMBERS_MAX];
    struct plan_member candidacies[MEMBERS_MAX];
    struct plan_block blocks[MEMBERS_MAX];
    uint32_t partners[2]; /* that hold joint meetings, as the last unit; the same twice: nobody */
    uint32_t commune;     /* in which they do */
};

static bool chance(struct draft *draft, uint32_t percent)
{
    return prng_below(&draft->prng, 100) < percent;
}

static uint32_t between(struct draft *draft, int32_t low, int32_t high)
{
    return (uint32_t)prng_between(&draft->prng, low, high);
}

static const char *code(struct plan_problem *problem, char kind, uint32_t index)
{
    char *written = arena_alloc(&problem->memory, 12);

    assert_non_null(written);
    snprintf(written, 12, "%c%u", kind, index + 1);
    return written;
}

static void draw_pairs(struct draft *draft)
{
    struct plan_sizes *count = &draft->count;

    for (uint32_t unit = 0; unit < count->units; unit++) {
        uint32_t first = between(draft, 0, (int32_t)count->communes - 1);
        uint32_t communes = chance(draft, 60) ? 1 : between(draft, 1, (int32_t)count->communes);
        for (uint32_t i = 0; i < communes; i++)
            draft->unit_communes[count->unit_communes++] =
                (struct plan_member){unit, (first + i) % count->communes};
        for (uint32_t i = between(draft, 1, 4); i > 0; i--)
            draft->candidacies[count->candidacies++] = (struct plan_member){unit, count->candidates++};
    }
    /* Some stand in further units. */
    for (uint32_t candidate = 0; candidate < count->candidates; candidate++) {
        uint32_t home = draft->candidacies[candidate].unit;
        uint32_t further = chance(draft, 12) ? between(draft, 1, 2) : 0;
        for (uint32_t i = 1; i <= further && i < count->units; i++)
            draft->candidacies[count->candidacies++] =
                (struct plan_member){(home + i) % count->units, candidate};
    }
}

/* ---- meetings of several units, and of several sites: every third problem has some ---- */

static bool has_more(uint64_t seed)
{
    return seed % 3 == 2;
}

static bool share_commune(struct draft *draft, uint32_t unit, uint32_t other)
{
    for (uint32_t i = 0; i < draft->count.unit_communes; i++) {
        for (uint32_t k = 0; k < draft->count.unit_communes; k++) {
            if (draft->unit_communes[i].unit == unit && draft->unit_communes[k].unit == other &&
                draft->unit_communes[i].item == draft->unit_communes[k].item) {
                draft->commune = draft->unit_communes[i].item;
                return true;
            }
        }
    }
    return false;
}

static bool stands_in(const struct draft *draft, uint32_t count, uint32_t unit, uint32_t candidate)
{
    for (uint32_t i = 0; i < count; i++) {
        if (draft->candidacies[i].unit == unit && draft->candidacies[i].item == candidate)
            return true;
    }
    return false;
}

/* The last unit is made of two others. */
static void draw_partners(struct draft *draft)
{
    struct plan_sizes *count = &draft->count;
    uint32_t candidacies = count->candidacies;
    uint32_t other = 1;

    while (other < count->units && !share_commune(draft, 0, other))
        other++;
    if (other >= count->units)
        return;
    draft->partners[1] = other;
    draft->unit_communes[count->unit_communes++] = (struct plan_member){count->units, draft->commune};
    for (uint32_t candidate = 0; candidate < count->candidates; candidate++) {
        if (stands_in(draft, candidacies, 0, candidate) || stands_in(draft, candidacies, other, candidate))
            draft->candidacies[count->candidacies++] = (struct plan_member){count->units, candidate};
    }
    count->units++;
    count->joints = 2;
}

static void fill_joint(struct plan_problem *problem, const struct draft *draft)
{
    uint32_t joint = problem->count.units - 1;
    struct plan_unit *unit = &problem->units[joint];

    if (problem->count.joints == 0)
        return;
    unit->needed = 1;
    unit->max_online = 0;
    unit->window = (struct plan_window){{{0}, 0}, {{0}, 0}};
    for (int i = 0; i < 2; i++)
        problem->joints[i] = (struct plan_joint){draft->partners[i], joint, draft->commune, 1};
}

static void draw_sites(struct plan_problem *problem, struct prng *prng)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < problem->count.sites; i++) {
        struct plan_site site = {
            .venue = i % problem->count.venues,
            .unit = prng_below(prng, 2) == 0 ? PLAN_NONE : prng_below(prng, problem->count.units),
            .site = prng_below(prng, problem->count.venues),
            .mode = (enum plan_mode)prng_below(prng, PLAN_MODE_COUNT),
            .capacity = prng_between(prng, 10, 90),
        };
        if (site.site != site.venue)
            problem->sites[count++] = site;
    }
    problem->count.sites = count;
    for (uint32_t i = 0; i < problem->count.venues; i++) {
        problem->venues[i].online |= prng_below(prng, 2) == 0;
        problem->venues[i].confirmed |= prng_below(prng, 2) == 0;
    }
    for (uint32_t i = 0; i < problem->count.units; i++)
        problem->units[i].attendance += prng_below(prng, 2) == 0 ? prng_between(prng, 0, 100) : 0;
}

static void draw_blocks(struct draft *draft)
{
    const uint32_t items[] = {draft->count.venues, draft->count.communes, draft->count.candidates};

    for (uint32_t i = between(draft, 0, (int32_t)(draft->count.days * draft->count.communes)); i > 0; i--) {
        enum plan_block_kind kind = (enum plan_block_kind)between(draft, 0, 2);
        draft->blocks[draft->count.blocks++] =
            (struct plan_block){kind, prng_below(&draft->prng, items[kind]),
                                prng_below(&draft->prng, draft->count.days), between(draft, 1, 7)};
    }
}

static void fill_calendar(struct plan_problem *problem, struct draft *draft)
{
    static const struct plan_session sessions[] = {
        {"morning", 450, 660}, {"afternoon", 840, 1020}, {"evening", 1140, 1260}};
    struct civil_date first = civil_date_make((struct civil_ymd){2021, 4, 28});

    problem->params = (struct plan_params){
        .campaign_start = {first, chance(draft, 50) ? 0 : 500},
        .campaign_end = {civil_date_add_days(first, (int32_t)problem->count.days - 1), 1000},
        .changeover_min = (int32_t)between(draft, 0, 45),
        .speed_m_per_min = (int32_t)between(draft, 200, 800),
        .candidate_buffer_min = (int32_t)between(draft, 0, 20),
        .candidate_max_per_day = (int32_t)between(draft, 1, 3),
        .w_holiday_m = 100000,
        .w_travel_per_m = (int64_t)between(draft, 1, 3),
        .w_imbalance_m = 20000,
        .w_online_m = chance(draft, 50) ? 50000 : 0,
    };
    for (uint32_t i = 0; i < problem->count.sessions; i++)
        problem->sessions[i] = sessions[i];
    for (uint32_t i = 0; i < problem->count.days; i++)
        problem->days[i] = (struct plan_day){civil_date_add_days(first, (int32_t)i), chance(draft, 20)};
}

static void fill_places(struct plan_problem *problem, struct draft *draft)
{
    for (uint32_t i = 0; i < problem->count.groups; i++)
        problem->groups[i] = (struct plan_group){code(problem, 'D', i), (int32_t)between(draft, 1, 3)};
    for (uint32_t i = 0; i < problem->count.communes; i++)
        problem->communes[i] = (struct plan_commune){
            .code = code(problem, 'C', i),
            .group = i % problem->count.groups,
            .chair_capacity = chance(draft, 80) ? 1 : (int32_t)between(draft, 1, 3),
        };
    for (uint32_t i = 0; i < problem->count.venues; i++)
        problem->venues[i] = (struct plan_venue){
            .code = code(problem, 'V', i),
            .commune = i % problem->count.communes,
            .x_m = prng_between(&draft->prng, -20000, 20000),
            .y_m = prng_between(&draft->prng, -20000, 20000),
            .capacity = prng_between(&draft->prng, 80, 200),
            .online = chance(draft, 40),
        };
}

static void fill_units(struct plan_problem *problem, struct draft *draft)
{
    for (uint32_t i = 0; i < problem->count.units; i++)
        problem->units[i] = (struct plan_unit){
            .code = code(problem, 'U', i),
            .level = PLAN_COMMUNE,
            .needed = prng_between(&draft->prng, 0, draft->most.needed),
            .duration_min = prng_between(&draft->prng, 6, 15) * 10,
            .attendance = prng_between(&draft->prng, 20, 90),
            .max_online = chance(draft, 40) ? prng_between(&draft->prng, 0, 2) : 0,
        };
    for (uint32_t i = 0; i < problem->count.candidates; i++)
        problem->candidates[i] =
            (struct plan_candidate){code(problem, 'K', i), prng_between(&draft->prng, -20000, 20000),
                                    prng_between(&draft->prng, -20000, 20000)};
}

/* ---- what the product adds to the table problem: every second problem has some of it ---- */

static void draw_windows(struct plan_problem *problem, struct prng *prng)
{
    struct civil_date first = problem->params.campaign_start.date;
    struct civil_date last = problem->params.campaign_end.date;

    for (uint32_t i = 0; i < problem->count.communes; i++) {
        if (prng_below(prng, 4) == 0)
            problem->communes[i].window.end =
                (struct civil_time){civil_date_add_days(last, -(int)prng_below(prng, 2)), 930};
    }
    for (uint32_t i = 0; i < problem->count.units; i++) {
        if (prng_below(prng, 4) == 0)
            problem->units[i].window.start =
                (struct civil_time){civil_date_add_days(first, (int)prng_below(prng, 2)), 475};
    }
    if (prng_below(prng, 3) == 0) {
        problem->params.notice_days = 2;
        problem->params.letters_from = civil_date_add_days(first, -1);
    }
}

static void draw_wishes(struct plan_problem *problem, struct prng *prng)
{
    uint32_t count = prng_below(prng, 4);

    problem->preferences = arena_array(&problem->memory, count, sizeof *problem->preferences);
    assert_non_null(problem->preferences);
    problem->count.preferences = count;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t items[PLAN_SCOPE_COUNT] = {1, PLAN_LEVEL_COUNT, problem->count.units,
                                                  problem->count.groups, problem->count.communes};
        enum plan_wish wish = (enum plan_wish)prng_below(prng, PLAN_WISH_COUNT);
        enum plan_scope scope = (enum plan_scope)prng_below(prng, PLAN_SCOPE_COUNT);
        problem->preferences[i] = (struct plan_preference){
            .wish = wish,
            .scope = scope,
            .item = prng_below(prng, items[scope]),
            .day = prng_below(prng, 2) == 0 ? PLAN_NONE : prng_below(prng, problem->count.days),
            .weekdays = 1 + prng_below(prng, 127),
            .sessions = 1 + prng_below(prng, 7),
            .price_m = wish == PLAN_FORBID ? 0 : (int64_t)prng_below(prng, 30000),
        };
    }
}

static void draw_travels(struct plan_problem *problem, struct prng *prng)
{
    uint32_t count = problem->count.communes > 1 ? prng_below(prng, 3) : 0;

    problem->travels = arena_array(&problem->memory, count, sizeof *problem->travels);
    assert_non_null(problem->travels);
    problem->count.travels = count;
    for (uint32_t i = 0; i < count; i++) /* one from each commune, so that none is given twice */
        problem->travels[i] =
            (struct plan_travel){true, i % problem->count.communes, (i + 1) % problem->count.communes,
                                 (int32_t)prng_below(prng, 200)};
}

static void draw_rest(struct plan_problem *problem, struct prng *prng)
{
    problem->params.online_conditions = prng_below(prng, 2) == 0;
    for (uint32_t i = 0; i < problem->count.venues; i++)
        problem->venues[i].confirmed = prng_below(prng, 3) != 0;
    for (uint32_t i = 0; i < problem->count.blocks; i++) {
        struct plan_block *block = &problem->blocks[i];
        if (prng_below(prng, 6) == 0)
            *block = (struct plan_block){PLAN_BLOCK_UNIT, prng_below(prng, problem->count.units), block->day,
                                         block->sessions};
        else if (prng_below(prng, 6) == 0)
            *block = (struct plan_block){PLAN_BLOCK_GROUP, prng_below(prng, problem->count.groups),
                                         block->day, block->sessions};
    }
}

static void draw_additions(struct plan_problem *problem, uint64_t seed)
{
    struct prng prng;

    if (seed % 2 == 1)
        return;
    prng_init(&prng, seed + 1000000);
    draw_windows(problem, &prng);
    draw_wishes(problem, &prng);
    draw_travels(problem, &prng);
    draw_rest(problem, &prng);
}

static struct plan_problem *draw_problem(uint64_t seed, struct sizes most)
{
    struct draft draft = {.most = most, .count = {.sessions = 3}};
    struct plan_problem *problem;
    struct error err = {.code = OK};

    prng_init(&draft.prng, seed);
    draft.count.days = between(&draft, 2, most.days);
    draft.count.communes = between(&draft, 1, most.communes);
    draft.count.groups = between(&draft, 1, 3);
    draft.count.venues = draft.count.communes * between(&draft, 1, most.venues_a_commune);
    draft.count.units = between(&draft, 1, most.units);
    draw_pairs(&draft);
    if (has_more(seed)) {
        draw_partners(&draft);
        draft.count.sites = draft.count.venues;
    }
    draw_blocks(&draft);
    assert_int_equal(plan_problem_new(&draft.count, &problem, &err), OK);
    for (uint32_t i = 0; i < draft.count.unit_communes; i++)
        problem->unit_communes[i] = draft.unit_communes[i];
    for (uint32_t i = 0; i < draft.count.candidacies; i++)
        problem->candidacies[i] = draft.candidacies[i];
    for (uint32_t i = 0; i < draft.count.blocks; i++)
        problem->blocks[i] = draft.blocks[i];
    fill_calendar(problem, &draft);
    fill_places(problem, &draft);
    fill_units(problem, &draft);
    draw_additions(problem, seed);
    fill_joint(problem, &draft);
    if (has_more(seed))
        draw_sites(problem, &draft.prng);
    if (plan_problem_prepare(problem, &err) != OK)
        fail_msg("seed %llu: %s", (unsigned long long)seed, err.message.format);
    return problem;
}

struct plan_problem *random_problem(uint64_t seed)
{
    return draw_problem(seed, (struct sizes){9, 8, 3, 16, 3});
}

struct plan_problem *random_tiny_problem(uint64_t seed)
{
    return draw_problem(seed, (struct sizes){3, 2, 2, 2, 2});
}

struct plan_problem *random_small_problem(uint64_t seed)
{
    return draw_problem(seed, (struct sizes){5, 3, 2, 5, 3});
}
