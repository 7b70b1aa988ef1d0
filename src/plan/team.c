#include "plan/team.h"

#include "plan/team_deal.h"

#include <stdatomic.h>
#include <stdlib.h>

#define MEMORY_MAX_BYTES ((size_t)1 << 30)
#define PHASE_STEPS 20000
#define STEPS_A_GLANCE 256 /* between two looks at the clock, or at the leader */
#define MEETINGS_MIN 200
#define SEED_STEP UINT64_C(0x9E3779B97F4A7C15)

struct member {
    struct annealing annealing;
    uint64_t steps; /* of the phase */
};

struct team {
    struct plan_state *state;
    const struct deck *deck;
    struct plan_range meetings; /* of the deck: of the region */
    struct team_deal deal;
    struct member *members; /* the first one leads */
    uint32_t member_count;  /* at most */
    struct best whole;      /* to put the best plan back */
    struct plan_place *best_places;
    int64_t change_m; /* of the objective since the start */
    int64_t best_m;   /* the least that it has been */
    double heat;
    atomic_bool phase_over;

    pthread_mutex_t lock; /* of all below */
    pthread_cond_t changed;
    uint32_t joined; /* members who are there; the leader always is */
    uint32_t called; /* members with a part in this phase */
    uint32_t busy;   /* of these, without the leader */
    uint64_t phase;
    bool ended;

    struct arena memory;
};

bool team_can_search(const struct deck *deck, uint32_t region)
{
    const struct plan_space *space = deck->space;
    struct plan_range meetings = deck->meetings_of_region[region];
    uint32_t group = PLAN_NONE;

    if (meetings.count < MEETINGS_MIN)
        return false;
    for (uint32_t i = meetings.first; i < meetings.first + meetings.count; i++) {
        struct plan_range groups = space->units[space->unit_of_meeting[deck->meetings[i]]].groups;
        if (groups.count > 1 || (group != PLAN_NONE && space->groups_of_units[groups.first] != group))
            return true;
        group = space->groups_of_units[groups.first];
    }
    return false;
}

/* ---- one member ---- */

static void begin_part(struct team *team, uint32_t number)
{
    struct annealing *annealing = &team->members[number].annealing;
    const struct team_part *part = &team->deal.parts[number];

    annealing_begin_part(annealing, part->cards, part->card_count, part->meetings, part->meeting_count);
    annealing->step.part_of_unit = team->deal.part_of_unit;
    annealing->step.part = number;
    team->members[number].steps = 0;
}

static void glance(struct team *team, struct member *member)
{
    for (uint32_t i = 0; i < STEPS_A_GLANCE; i++)
        annealing_step(&member->annealing, team->heat);
    member->steps += STEPS_A_GLANCE;
}

/* As long as the leader searches. */
static void follow(struct team *team, uint32_t number)
{
    struct member *member = &team->members[number];

    begin_part(team, number);
    while (member->annealing.card_count > 0 && !atomic_load_explicit(&team->phase_over, memory_order_relaxed))
        glance(team, member);
}

void team_help(struct team *team)
{
    uint64_t seen;
    uint32_t number;

    pthread_mutex_lock(&team->lock);
    seen = team->phase;
    number = team->joined++;
    while (!team->ended) {
        if (team->phase == seen || number >= team->called) {
            seen = team->phase;
            pthread_cond_wait(&team->changed, &team->lock);
            continue;
        }
        seen = team->phase;
        pthread_mutex_unlock(&team->lock);
        follow(team, number);
        pthread_mutex_lock(&team->lock);
        if (--team->busy == 0)
            pthread_cond_broadcast(&team->changed);
    }
    pthread_mutex_unlock(&team->lock);
}

/* ---- the leader ---- */

static void lead(struct team *team, uint64_t steps, bool (*stop)(void *context), void *context)
{
    struct member *leader = &team->members[0];

    while (leader->annealing.card_count > 0 && leader->steps < steps && !stop(context))
        glance(team, leader);
}

/* What stood still in the parts is as it is now. */
static void keep_best(struct team *team, uint32_t parts, int64_t best_m)
{
    const uint32_t *meetings = team->deck->meetings + team->meetings.first;

    for (uint32_t i = 0; i < team->meetings.count; i++)
        team->best_places[meetings[i]] = team->state->at[meetings[i]];
    for (uint32_t i = 0; i < parts; i++)
        best_write(&team->members[i].annealing.best, team->best_places);
    team->best_m = best_m;
}

static uint64_t add_up(struct team *team, uint32_t parts)
{
    int64_t change_m = team->change_m;
    int64_t best_m = team->change_m;
    uint64_t steps = 0;

    for (uint32_t i = 0; i < parts; i++) {
        change_m += team->members[i].annealing.change_m;
        best_m += team->members[i].annealing.best_m;
        steps += team->members[i].steps;
    }
    if (best_m < team->best_m)
        keep_best(team, parts, best_m);
    team->change_m = change_m;
    return steps;
}

static void call(struct team *team)
{
    pthread_mutex_lock(&team->lock);
    team->called = team->joined < team->member_count ? team->joined : team->member_count;
    team_deal_parts(&team->deal, team->called, &team->members[0].annealing.prng);
    team->busy = team->called - 1;
    team->phase++;
    atomic_store(&team->phase_over, false);
    pthread_cond_broadcast(&team->changed);
    pthread_mutex_unlock(&team->lock);
}

static void wait_for_all(struct team *team)
{
    pthread_mutex_lock(&team->lock);
    atomic_store(&team->phase_over, true);
    while (team->busy > 0)
        pthread_cond_wait(&team->changed, &team->lock);
    pthread_mutex_unlock(&team->lock);
}

/* Those who stood still: with all the others free to make room, and as many steps as they have missed. */
static uint64_t search_rest(struct team *team, uint64_t steps, bool (*stop)(void *context), void *context)
{
    const struct team_part *rest = &team->deal.rest;
    struct annealing *annealing = &team->members[0].annealing;
    uint64_t dealt = 0;

    for (uint32_t i = 0; i < team->called; i++)
        dealt += team->deal.parts[i].card_count;
    if (rest->card_count == 0 || dealt == 0)
        return 0;
    annealing_begin_part(annealing, rest->cards, rest->card_count,
                         team->deck->meetings + team->meetings.first, team->meetings.count);
    annealing->step.part_of_unit = NULL;
    team->members[0].steps = 0;
    lead(team, steps * rest->card_count / dealt, stop, context);
    return add_up(team, 1);
}

uint64_t team_search(struct team *team, double heat, bool (*stop)(void *context), void *context)
{
    team->heat = heat;
    call(team);
    begin_part(team, 0);
    lead(team, PHASE_STEPS, stop, context);
    wait_for_all(team);
    uint64_t steps = add_up(team, team->called);
    return steps + search_rest(team, steps, stop, context);
}

int64_t team_best_m(const struct team *team)
{
    return team->best_m;
}

void team_restore(struct team *team)
{
    best_begin(&team->whole, team->deck->meetings + team->meetings.first, team->meetings.count);
    if (team->change_m != team->best_m)
        best_take_places(&team->whole, team->best_places);
    team->change_m = team->best_m;
}

void team_end(struct team *team)
{
    pthread_mutex_lock(&team->lock);
    team->ended = true;
    pthread_cond_broadcast(&team->changed);
    pthread_mutex_unlock(&team->lock);
}

/* ---- the whole ---- */

static bool take_members(struct team *team, uint64_t seed)
{
    team->members = arena_array(&team->memory, team->member_count, sizeof *team->members);
    team->best_places =
        arena_array(&team->memory, team->state->space->meeting_count, sizeof *team->best_places);
    if (team->members == NULL || team->best_places == NULL ||
        !best_init(&team->whole, team->state, &team->memory))
        return false;
    for (uint32_t i = 0; i < team->member_count; i++) {
        struct annealing *annealing = &team->members[i].annealing;
        if (!annealing_init(annealing, team->state, team->deck, &team->memory))
            return false;
        prng_init(&annealing->prng, seed + i * SEED_STEP);
    }
    return true;
}

enum error_code team_new(struct plan_state *state, const struct deck *deck, const struct team_task *task,
                         struct team **out, struct error *err)
{
    struct team *team = calloc(1, sizeof *team);

    if (team == NULL)
        return error_memory(err);
    arena_init(&team->memory, MEMORY_MAX_BYTES);
    team->state = state;
    team->deck = deck;
    team->meetings = deck->meetings_of_region[task->region];
    team->member_count = task->members;
    team->joined = 1;
    pthread_mutex_init(&team->lock, NULL);
    pthread_cond_init(&team->changed, NULL);
    if (!take_members(team, task->seed) ||
        !team_deal_init(&team->deal, deck, task->region, task->members, &team->memory)) {
        team_free(team);
        return error_memory(err);
    }
    for (uint32_t i = 0; i < state->space->meeting_count; i++)
        team->best_places[i] = state->at[i];
    *out = team;
    return OK;
}

void team_free(struct team *team)
{
    if (team == NULL)
        return;
    pthread_cond_destroy(&team->changed);
    pthread_mutex_destroy(&team->lock);
    arena_done(&team->memory);
    free(team);
}
