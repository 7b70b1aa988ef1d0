#include "disturbances.h"

#include "app/problem_build.h"
#include "app/sample.h"
#include "base/prng.h"
#include "plan/solve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LAST_DAYS 4

const char *const disturbance_names[DISTURBANCE_KINDS] = {
    [DISTURB_VENUE] = "hall blocked",  [DISTURB_CANDIDATE] = "candidate ill",
    [DISTURB_COMMITTEE] = "committee", [DISTURB_STORM] = "storm",
    [DISTURB_HALL] = "smaller hall",   [DISTURB_UNIT] = "one more meeting",
};

static void must(enum error_code code, const struct error *err)
{
    if (code == OK)
        return;
    fprintf(stderr, "%s\n", err->message.format);
    abort();
}

static void *must_have(void *memory)
{
    if (memory == NULL)
        abort();
    return memory;
}

/* ---- the province ---- */

void province_init(struct province *province, uint64_t steps)
{
    const struct plan_effort effort = {.seed = 1, .threads = 1, .budget = {.max_steps = steps}};
    struct plan_solution solution;
    struct error err;

    arena_init(&province->arena, (size_t)1 << 30);
    must(sample_make("province", 1, &province->arena, &province->tables, &err), &err);
    must(problem_build(&province->tables, &province->problem, &err), &err);
    must(plan_solve(province->problem, &effort, &province->arena, &solution, &err), &err);
    if (solution.shortage_count > 0)
        abort();
    province->plan = solution.plan;
}

void province_done(struct province *province)
{
    plan_problem_free(province->problem);
    arena_done(&province->arena);
}

/* ---- one disturbance in the making ---- */

struct scene {
    const struct province *province;
    struct prng prng;
    struct arena arena;
    struct tables tables;        /* as they are afterwards */
    struct tables_block *blocks; /* with room for more */
    struct plan_problem *problem;
    struct repair_ban *bans;
    size_t ban_count;
    uint32_t victim; /* the meeting it is about */
    struct civil_time now;
    struct repair_wish *wishes;
    bool *impossible; /* by meeting */
};

static const struct plan_meeting *victim_of(const struct scene *scene)
{
    return &scene->province->plan.meetings[scene->victim];
}

static void block(struct scene *scene, enum tables_block_kind kind, uint32_t owner, int32_t days,
                  uint8_t sessions)
{
    for (int32_t i = 0; i < days; i++)
        scene->blocks[scene->tables.block_count++] = (struct tables_block){
            kind, owner, civil_date_add_days(victim_of(scene)->start.date, i), sessions};
}

static uint32_t some_candidate(struct scene *scene, uint32_t unit)
{
    struct plan_range range = scene->province->problem->units[unit].candidates;

    return scene->province->problem->candidates_of_units[range.first + prng_below(&scene->prng, range.count)];
}

static void shrink_hall(struct scene *scene)
{
    struct tables_venue *venues =
        must_have(arena_array(&scene->arena, scene->tables.venue_count, sizeof *venues));
    uint32_t venue = victim_of(scene)->venue;

    memcpy(venues, scene->tables.venues, scene->tables.venue_count * sizeof *venues);
    venues[venue].capacity = scene->tables.units[victim_of(scene)->unit].attendance - 1;
    scene->tables.venues = venues;
}

static void need_more(struct scene *scene)
{
    struct tables_unit *units =
        must_have(arena_array(&scene->arena, scene->tables.unit_count, sizeof *units));

    memcpy(units, scene->tables.units, scene->tables.unit_count * sizeof *units);
    units[victim_of(scene)->unit].needed++;
    scene->tables.units = units;
}

static uint32_t first_commune(const struct scene *scene)
{
    uint32_t area = 0;

    while (scene->tables.areas[area].level != AREA_COMMUNE)
        area++;
    return area;
}

/* A commune, or one time in four its district. */
static void raise_storm(struct scene *scene)
{
    const struct plan_problem *problem = scene->province->problem;
    uint32_t commune = problem->venues[victim_of(scene)->venue].commune;
    bool district = prng_below(&scene->prng, 4) == 0;

    scene->bans = must_have(arena_array(&scene->arena, problem->count.communes, sizeof *scene->bans));
    for (uint32_t i = 0; i < problem->count.communes; i++) {
        if (i == commune || (district && problem->communes[i].group == problem->communes[commune].group))
            scene->bans[scene->ban_count++] =
                (struct repair_ban){i, plan_problem_find_day(problem, victim_of(scene)->start.date)};
    }
}

static void happen(struct scene *scene, enum disturbance_kind kind)
{
    uint32_t venue = victim_of(scene)->venue;
    int32_t days = prng_between(&scene->prng, 1, 3);
    uint8_t all = (uint8_t)((1u << scene->tables.session_count) - 1);

    if (kind == DISTURB_VENUE)
        block(scene, BLOCK_VENUE, venue, days, all);
    else if (kind == DISTURB_CANDIDATE)
        block(scene, BLOCK_CANDIDATE, some_candidate(scene, victim_of(scene)->unit), days, all);
    else if (kind == DISTURB_COMMITTEE)
        block(scene, BLOCK_COMMUNE, scene->tables.venues[venue].commune, 1, all);
    else if (kind == DISTURB_STORM)
        raise_storm(scene);
    else if (kind == DISTURB_HALL)
        shrink_hall(scene);
    else
        need_more(scene);
}

/* ---- who stands how ---- */

static bool is_banned(const struct scene *scene, const struct plan_meeting *meeting)
{
    uint32_t day = plan_problem_find_day(scene->problem, meeting->start.date);
    bool banned = false;

    for (size_t i = 0; i < scene->ban_count; i++)
        banned |= meeting->mode == PLAN_DIRECT && scene->bans[i].day == day &&
                  scene->bans[i].commune == scene->problem->venues[meeting->venue].commune;
    return banned;
}

/* By the judge, not by the repair. */
static void find_impossible(struct scene *scene)
{
    const struct plan *plan = &scene->province->plan;
    struct plan_judgement judgement;
    struct error err;

    scene->impossible = must_have(arena_array(&scene->arena, plan->count, sizeof *scene->impossible));
    must(plan_judge(scene->problem, plan, SIZE_MAX, &scene->arena, &judgement, &err), &err);
    for (const struct plan_violation *violation = judgement.first; violation != NULL;
         violation = violation->next) {
        if (violation->about.meeting != PLAN_NONE)
            scene->impossible[violation->about.meeting] = true;
    }
    for (size_t i = 0; i < plan->count; i++)
        scene->impossible[i] |= is_banned(scene, &plan->meetings[i]);
}

/* One in twenty of those that could stay is pinned. */
static void hold_all(struct scene *scene)
{
    const struct plan *plan = &scene->province->plan;

    scene->wishes = must_have(arena_array(&scene->arena, plan->count, sizeof *scene->wishes));
    for (size_t i = 0; i < plan->count; i++) {
        bool begun = civil_time_compare(plan->meetings[i].start, scene->now) <= 0;
        bool pinned = prng_below(&scene->prng, 20) == 0 && !scene->impossible[i];
        scene->wishes[i] = (struct repair_wish){
            .meeting = plan->meetings[i],
            .hold = begun    ? REPAIR_BEGUN
                    : pinned ? REPAIR_PINNED
                             : REPAIR_PUBLISHED,
        };
    }
}

/* ---- afterwards ---- */

static bool equal(const struct plan_meeting *a, const struct plan_meeting *b)
{
    return a->unit == b->unit && a->venue == b->venue && a->mode == b->mode &&
           civil_time_compare(a->start, b->start) == 0 && civil_time_compare(a->end, b->end) == 0;
}

/* A meeting that was added has no code yet, and one that had begun need not keep the rules of today. */
static size_t count_violations(struct scene *scene, const struct repair_outcome *outcome)
{
    struct plan_meeting *meetings =
        must_have(arena_array(&scene->arena, outcome->plan.count, sizeof *meetings));
    struct plan plan = {.meetings = meetings, .count = outcome->plan.count};
    struct plan_judgement judgement;
    struct error err;
    size_t count = 0;

    for (size_t i = 0; i < plan.count; i++) {
        meetings[i] = outcome->plan.meetings[i];
        if (meetings[i].code == NULL)
            meetings[i].code = "new";
        count += is_banned(scene, &meetings[i]) && civil_time_compare(meetings[i].start, scene->now) > 0;
    }
    must(plan_judge(scene->problem, &plan, SIZE_MAX, &scene->arena, &judgement, &err), &err);
    for (const struct plan_violation *violation = judgement.first; violation != NULL;
         violation = violation->next) {
        uint32_t meeting = violation->about.meeting;
        bool begun = meeting != PLAN_NONE && civil_time_compare(meetings[meeting].start, scene->now) <= 0;
        bool missing = outcome->missing > 0 &&
                       (violation->rule == PLAN_RULE_COUNT || violation->rule == PLAN_RULE_QUOTA);
        count += !begun && !missing;
    }
    return count;
}

static void compare(struct scene *scene, const struct repair_outcome *outcome, struct disturbance *out)
{
    size_t lost = 0;

    for (size_t i = 0; i < scene->province->plan.count; i++) {
        const struct repair_wish *wish = &scene->wishes[i];
        uint32_t index = outcome->items[i].meeting;
        const struct plan_meeting *after = index != PLAN_NONE ? &outcome->plan.meetings[index] : NULL;
        bool moved = after == NULL || !equal(after, &wish->meeting);
        lost += after == NULL || strcmp(after->code, wish->meeting.code) != 0;
        if (wish->hold == REPAIR_PUBLISHED)
            out->moved += moved;
        else
            out->pins_moved += moved;
        out->disturbed += scene->impossible[i] && wish->hold != REPAIR_BEGUN;
    }
    out->codes_lost = lost > outcome->missing ? lost - outcome->missing : 0;
    out->missing = outcome->missing;
    out->disturbed += out->kind == DISTURB_UNIT;
    out->violations = count_violations(scene, outcome);
}

/* ---- could it have been mended at all? ---- */

static void add_block(struct tables *tables, enum tables_block_kind kind, uint32_t owner,
                      struct civil_date date, uint8_t sessions)
{
    tables->blocks[tables->block_count++] = (struct tables_block){kind, owner, date, sessions};
}

/* The hall, the committee and the candidates of a pinned meeting are not there for others in its session. */
static void set_aside(const struct scene *scene, const struct plan_meeting *meeting, struct tables *tables)
{
    const struct plan_problem *problem = scene->province->problem;
    struct plan_range candidates = problem->units[meeting->unit].candidates;
    uint8_t sessions = 0;

    for (size_t i = 0; i < tables->session_count; i++)
        sessions |= (uint8_t)((tables->sessions[i].start_minute <= meeting->start.minute &&
                               meeting->start.minute < tables->sessions[i].end_minute)
                              << i);
    add_block(tables, BLOCK_VENUE, meeting->venue, meeting->start.date, sessions);
    add_block(tables, BLOCK_COMMUNE, tables->venues[meeting->venue].commune, meeting->start.date, sessions);
    for (uint32_t i = 0; i < candidates.count; i++)
        add_block(tables, BLOCK_CANDIDATE, problem->candidates_of_units[candidates.first + i],
                  meeting->start.date, sessions);
}

/* What is left to plan when all that has not begun and is not pinned may move. */
static void plan_afresh(struct scene *scene, struct tables *tables)
{
    const struct plan *plan = &scene->province->plan;
    struct tables_unit *units = must_have(arena_array(&scene->arena, tables->unit_count, sizeof *units));
    uint8_t all = (uint8_t)((1u << tables->session_count) - 1);

    memcpy(units, tables->units, tables->unit_count * sizeof *units);
    tables->units = units;
    tables->blocks = must_have(arena_array(
        &scene->arena, tables->block_count + scene->ban_count + plan->count * 32, sizeof *tables->blocks));
    memcpy(tables->blocks, scene->tables.blocks, tables->block_count * sizeof *tables->blocks);
    for (size_t i = 0; i < plan->count; i++) {
        units[plan->meetings[i].unit].needed -= scene->wishes[i].hold >= REPAIR_PINNED;
        if (scene->wishes[i].hold == REPAIR_PINNED)
            set_aside(scene, &plan->meetings[i], tables);
    }
    for (size_t i = 0; i < scene->ban_count; i++)
        add_block(tables, BLOCK_COMMUNE, first_commune(scene) + scene->bans[i].commune,
                  scene->problem->days[scene->bans[i].day].date, all);
    if (civil_time_compare(tables->params.campaign_start, scene->now) < 0)
        tables->params.campaign_start = civil_time_add_minutes(scene->now, 1);
}

/* Whether a plan made afresh around what stands fast lacks meetings, too. */
static bool is_hopeless(struct scene *scene)
{
    const struct plan_effort effort = {.seed = 1, .threads = 1, .budget = {.max_steps = 1}};
    struct tables tables = scene->tables;
    struct plan_solution solution;
    struct plan_problem *problem;
    struct error err;

    plan_afresh(scene, &tables);
    must(problem_build(&tables, &problem, &err), &err);
    must(plan_solve(problem, &effort, &scene->arena, &solution, &err), &err);
    plan_problem_free(problem);
    return solution.shortage_count > 0;
}

/* ---- the whole ---- */

static double cpu_ms(void)
{
    struct timespec at;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static void choose_victim(struct scene *scene)
{
    const struct plan *plan = &scene->province->plan;

    /* On the last days there may be no place left for anybody. */
    do {
        scene->victim = prng_below(&scene->prng, (uint32_t)plan->count);
    } while (victim_of(scene)->start.date.day + LAST_DAYS >
             scene->province->problem->params.campaign_end.date.day);
    scene->now = civil_time_add_minutes(scene->province->problem->params.campaign_start, -10000);
    /* Half of them happen while the campaign is under way. */
    if (prng_below(&scene->prng, 2) == 0)
        scene->now = civil_time_add_minutes(plan->meetings[scene->victim].start,
                                            -(int64_t)prng_between(&scene->prng, 600, 5000));
}

struct disturbance disturb(const struct province *province, uint64_t seed)
{
    struct scene scene = {.province = province, .tables = province->tables};
    struct disturbance made = {.kind = (enum disturbance_kind)(seed % DISTURBANCE_KINDS)};
    struct repair_outcome outcome;
    struct error err;

    prng_init(&scene.prng, seed);
    arena_init(&scene.arena, (size_t)1 << 28);
    scene.blocks = must_have(arena_array(&scene.arena, scene.tables.block_count + 8, sizeof *scene.blocks));
    memcpy(scene.blocks, scene.tables.blocks, scene.tables.block_count * sizeof *scene.blocks);
    scene.tables.blocks = scene.blocks;
    choose_victim(&scene);
    happen(&scene, made.kind);
    must(problem_build(&scene.tables, &scene.problem, &err), &err);
    find_impossible(&scene);
    hold_all(&scene);
    const struct repair_request request = {
        .problem = scene.problem,
        .wishes = scene.wishes,
        .wish_count = province->plan.count,
        .bans = scene.bans,
        .ban_count = scene.ban_count,
        .from = civil_time_add_minutes(scene.now, 1),
    };
    double start_ms = cpu_ms();
    must(plan_repair(&request, &scene.arena, &outcome, &err), &err);
    made.ms = cpu_ms() - start_ms;
    if (outcome.conflict.wish != PLAN_NONE)
        abort();
    compare(&scene, &outcome, &made);
    made.hopeless = made.missing > 0 && is_hopeless(&scene);
    plan_problem_free(scene.problem);
    arena_done(&scene.arena);
    return made;
}
