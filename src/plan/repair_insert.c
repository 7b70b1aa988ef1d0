/* Finding places for what was lifted: first where nobody has to move, then by ever longer chains. */
#include "plan/repair_parts.h"

#include <assert.h>

#define NO_COST INT64_MAX
#define MOVES_MAX 6     /* published meetings that may have to move for one */
#define OFFERS_MAX 24   /* places tried for a meeting that others must make room for, */
#define OFFERS_DEEP 6   /* and for those that make room */
#define STARTS_MAX 12   /* hours tried in one slot */
#define LOOKS_MAX 40000 /* places weighed for one meeting and number of moves, so that it ends in time */
#define ROUNDS_MAX 5

/* ---- one step ---- */

uint32_t repair_mark(const struct repair *repair)
{
    return repair->trail_count;
}

static void note(struct repair *repair, uint32_t meeting)
{
    assert(repair->trail_count < repair->trail_max);
    repair->trail[repair->trail_count++] = (struct repair_change){meeting, repair->state->at[meeting]};
}

void repair_lift(struct repair *repair, uint32_t meeting)
{
    struct plan_place before = repair->state->at[meeting];

    note(repair, meeting);
    plan_state_remove(repair->state, meeting);
    repair->change_m -= plan_state_cost_m(repair->state, repair_unit(repair, meeting), before);
}

void repair_put(struct repair *repair, uint32_t meeting, struct plan_place place)
{
    note(repair, meeting);
    repair->change_m += plan_state_cost_m(repair->state, repair_unit(repair, meeting), place);
    plan_state_put(repair->state, meeting, place);
}

void repair_undo(struct repair *repair, uint32_t mark)
{
    while (repair->trail_count > mark) {
        const struct repair_change *change = &repair->trail[--repair->trail_count];
        if (plan_state_is_placed(repair->state, change->meeting))
            plan_state_remove(repair->state, change->meeting);
        if (change->before.option != PLAN_NONE)
            plan_state_put(repair->state, change->meeting, change->before);
    }
}

/* ---- places where nobody has to move ---- */

static bool is_early(const struct repair *repair, struct plan_place place)
{
    const struct civil_time start = {repair->problem->days[repair->space->slots[place.slot].day].date,
                                     place.start_min};

    return civil_time_compare(start, repair->request->from) < 0;
}

struct plan_place repair_cheapest(const struct repair *repair, uint32_t meeting)
{
    const struct plan_state *state = repair->state;
    uint32_t unit = repair_unit(repair, meeting);
    struct plan_range options = repair->space->units[unit].options;
    struct plan_place best = {PLAN_NONE, PLAN_NONE, PLAN_NO_START};
    int64_t best_m = NO_COST;

    for (uint32_t option = options.first; option < options.first + options.count; option++) {
        const uint64_t *free_slots = plan_space_free_slots(repair->space, option);
        for (uint32_t slot = 0; slot < repair->problem->slot_count; slot++) {
            struct plan_place place = {option, slot, repair->space->slots[slot].start_min};
            if (!plan_slot_in(free_slots, slot) || plan_state_cost_m(state, unit, place) >= best_m)
                continue;
            place.start_min = plan_state_find_start(state, unit, option, slot);
            if (place.start_min == PLAN_NO_START || is_early(repair, place))
                continue;
            int64_t cost_m = plan_state_cost_m(state, unit, place);
            if (cost_m < best_m) {
                best_m = cost_m;
                best = place;
            }
        }
    }
    return best;
}

/* ---- places where others have to make room ---- */

struct offer {
    struct plan_place place;
    uint32_t moves; /* published meetings that stand there and have not moved yet */
    int64_t cost_m;
    struct plan_obstacles obstacles;
};

struct offers {
    struct offer items[OFFERS_MAX]; /* the best ones, in order */
    uint32_t count;
    uint32_t max;
};

static bool is_better(const struct offer *a, const struct offer *b)
{
    return a->moves != b->moves ? a->moves < b->moves : a->cost_m < b->cost_m;
}

/* Of places that need the same meeting moved only the cheapest is kept, so that different ones are tried. */
static uint32_t find_alike(const struct offers *offers, const struct offer *offer)
{
    for (uint32_t i = 0; i < offers->count; i++) {
        const struct plan_obstacles *other = &offers->items[i].obstacles;
        if (other->count == offer->obstacles.count && other->meetings[0] == offer->obstacles.meetings[0])
            return i;
    }
    return offers->count;
}

static void keep_offer(struct offers *offers, const struct offer *offer)
{
    uint32_t place = find_alike(offers, offer);

    if (place < offers->count && !is_better(offer, &offers->items[place]))
        return;
    if (place == offers->count && offers->count < offers->max)
        offers->count++;
    else if (place == offers->count && !is_better(offer, &offers->items[--place]))
        return;
    for (; place > 0 && is_better(offer, &offers->items[place - 1]); place--)
        offers->items[place] = offers->items[place - 1];
    offers->items[place] = *offer;
}

/* How many published meetings would have to move, or UINT32_MAX when one of them may not. */
static uint32_t count_moves(const struct repair *repair, const struct plan_obstacles *obstacles)
{
    uint32_t moves = 0;

    if (obstacles->too_many || obstacles->count == 0)
        return UINT32_MAX;
    for (uint32_t i = 0; i < obstacles->count; i++) {
        const struct repair_meeting *of = &repair->meetings[obstacles->meetings[i]];
        if (repair_stands_fast(repair, obstacles->meetings[i]) || of->settled)
            return UINT32_MAX;
        moves += of->hold == REPAIR_PUBLISHED && !of->lifted;
    }
    return moves;
}

static void weigh_place(struct repair *repair, uint32_t meeting, struct plan_place place, uint32_t moves_max,
                        struct offers *offers)
{
    struct offer offer = {.place = place};

    if (is_early(repair, place))
        return;
    repair->looked++;
    plan_find_obstacles(repair->state, repair_unit(repair, meeting), place, &offer.obstacles);
    offer.moves = count_moves(repair, &offer.obstacles);
    if (offer.moves > moves_max)
        return;
    offer.cost_m = plan_state_cost_m(repair->state, repair_unit(repair, meeting), place);
    keep_offer(offers, &offer);
}

/* The hours worth trying: at either end, and where another meeting of the commune stands. */
static uint32_t list_starts(const struct repair *repair, uint32_t unit, uint32_t option, uint32_t slot,
                            int32_t starts[STARTS_MAX])
{
    uint32_t day = repair->space->slots[slot].day;
    int32_t first_min = plan_space_opens(repair->space, option, slot);
    int32_t last_min =
        plan_space_closes(repair->space, option, slot) - repair->problem->units[unit].duration_min;
    uint32_t commune = repair->space->options[option].commune;
    uint32_t count = 0;

    if (last_min < first_min)
        return 0;
    starts[count++] = first_min;
    if (last_min > first_min)
        starts[count++] = last_min;
    for (uint32_t other = repair->state->first_in[(size_t)commune * repair->problem->count.days + day];
         other != PLAN_NONE && count < STARTS_MAX; other = repair->state->next_in[other]) {
        int32_t start_min = repair->state->at[other].start_min;
        if (start_min > first_min && start_min < last_min)
            starts[count++] = start_min;
    }
    return count;
}

static void find_offers(struct repair *repair, uint32_t meeting, uint32_t moves_max, struct offers *offers)
{
    uint32_t unit = repair_unit(repair, meeting);
    struct plan_range options = repair->space->units[unit].options;

    for (uint32_t option = options.first; option < options.first + options.count; option++) {
        const uint64_t *free_slots = plan_space_free_slots(repair->space, option);
        for (uint32_t slot = 0; slot < repair->problem->slot_count; slot++) {
            int32_t starts[STARTS_MAX];
            if (!plan_slot_in(free_slots, slot))
                continue;
            uint32_t count = list_starts(repair, unit, option, slot, starts);
            for (uint32_t i = 0; i < count; i++)
                weigh_place(repair, meeting, (struct plan_place){option, slot, starts[i]}, moves_max, offers);
        }
    }
}

/* ---- chains ---- */

static bool insert_within(struct repair *repair, uint32_t meeting, uint32_t moves_max, uint32_t depth);

/* Those that stand at the offer go, the meeting comes, and each of them finds another place. */
static bool take_offer(struct repair *repair, uint32_t meeting, const struct offer *offer, uint32_t moves_max,
                       uint32_t depth)
{
    const struct plan_obstacles *obstacles = &offer->obstacles;
    uint32_t mark = repair_mark(repair);
    int64_t change_m = repair->change_m;
    uint32_t moves_left = moves_max - offer->moves;
    uint32_t settled = 0;

    for (uint32_t i = 0; i < obstacles->count; i++)
        repair_lift(repair, obstacles->meetings[i]);
    repair_put(repair, meeting, offer->place);
    repair->meetings[meeting].locked = true;
    while (settled < obstacles->count &&
           insert_within(repair, obstacles->meetings[settled], moves_left, depth + 1))
        settled++;
    repair->meetings[meeting].locked = false;
    if (settled == obstacles->count)
        return true;
    repair_undo(repair, mark);
    repair->change_m = change_m;
    return false;
}

/* The first chain that ends well. */
static bool try_offers(struct repair *repair, uint32_t meeting, uint32_t moves_max, uint32_t depth)
{
    struct offers offers = {.max = depth == 0 ? OFFERS_MAX : OFFERS_DEEP};

    find_offers(repair, meeting, moves_max, &offers);
    for (uint32_t i = 0; i < offers.count; i++) {
        if (take_offer(repair, meeting, &offers.items[i], moves_max, depth))
            return true;
    }
    return false;
}

/* Chains of loose meetings cost no moves, so the depth ends them. */
static bool insert_within(struct repair *repair, uint32_t meeting, uint32_t moves_max, uint32_t depth)
{
    struct plan_place place = repair_cheapest(repair, meeting);

    if (place.option != PLAN_NONE) {
        repair_put(repair, meeting, place);
        return true;
    }
    if (depth > moves_max + 1 || repair->looked > LOOKS_MAX)
        return false;
    return try_offers(repair, meeting, moves_max, depth);
}

/* What had to make room is free to move from now on. */
static void mark_lifted(struct repair *repair, uint32_t from, uint32_t meeting)
{
    for (uint32_t i = from; i < repair->trail_count; i++) {
        struct repair_meeting *other = &repair->meetings[repair->trail[i].meeting];
        if (other->lifted)
            continue;
        other->lifted = true;
        other->cause = REPAIR_MADE_ROOM;
        other->because = meeting;
    }
}

bool repair_insert(struct repair *repair, uint32_t meeting)
{
    for (uint32_t moves = 0; moves <= MOVES_MAX; moves++) {
        repair->trail_count = 0;
        repair->looked = 0;
        if (insert_within(repair, meeting, moves, 0)) {
            mark_lifted(repair, 0, meeting);
            return true;
        }
    }
    return false;
}

/* ---- making it cheaper ---- */

static bool can_return(const struct repair *repair, uint32_t meeting)
{
    struct plan_place home = repair->meetings[meeting].home;
    struct plan_obstacles obstacles;

    if (home.option == PLAN_NONE || repair->meetings[meeting].hold == REPAIR_LOOSE)
        return false;
    plan_find_obstacles(repair->state, repair_unit(repair, meeting), home, &obstacles);
    return obstacles.count == 0 && !obstacles.too_many;
}

/* True when the meeting stands elsewhere now. */
static bool improve_one(struct repair *repair, uint32_t meeting)
{
    struct plan_place before = repair->state->at[meeting];

    repair->trail_count = 0;
    repair->change_m = 0;
    repair_lift(repair, meeting);
    if (can_return(repair, meeting)) {
        repair_put(repair, meeting, repair->meetings[meeting].home);
        repair->meetings[meeting].lifted = false;
        repair->meetings[meeting].cause = REPAIR_KEPT;
        repair->meetings[meeting].because = PLAN_NONE;
        return true;
    }
    struct plan_place best = repair_cheapest(repair, meeting);
    if (best.option != PLAN_NONE)
        repair_put(repair, meeting, best);
    if (best.option != PLAN_NONE && repair->change_m < 0)
        return true;
    if (best.option != PLAN_NONE)
        plan_state_remove(repair->state, meeting);
    plan_state_put(repair->state, meeting, before);
    return false;
}

void repair_improve(struct repair *repair)
{
    bool better = true;

    for (int round = 0; round < ROUNDS_MAX && better; round++) {
        better = false;
        for (uint32_t i = 0; i < repair->space->meeting_count; i++) {
            const struct repair_meeting *meeting = &repair->meetings[i];
            if (meeting->lifted && !meeting->settled && plan_state_is_placed(repair->state, i))
                better |= improve_one(repair, i);
        }
    }
}
