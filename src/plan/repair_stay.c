/* What can stay where it is, and what cannot. */
#include "plan/repair_parts.h"

#include <stdlib.h>

/* ---- the order ---- */

struct rank {
    uint32_t wish;
    int firmness;
    struct civil_time start;
};

static int compare_ranks(const void *a, const void *b)
{
    const struct rank *left = a;
    const struct rank *right = b;
    int by_time = civil_time_compare(left->start, right->start);

    if (left->firmness != right->firmness)
        return right->firmness - left->firmness;
    if (by_time != 0)
        return by_time;
    return (left->wish > right->wish) - (left->wish < right->wish);
}

/* Who is to come back comes after those who are there, and before mere proposals. */
static int firmness_of(const struct repair_wish *wish)
{
    return 2 * (int)wish->hold - wish->back;
}

bool repair_sort(struct repair_sorting *sorting)
{
    const struct repair_request *request = sorting->repair->request;
    struct arena *memory = &sorting->repair->memory;
    struct rank *ranks = arena_array(memory, request->wish_count, sizeof *ranks);

    sorting->order = arena_array(memory, request->wish_count, sizeof *sorting->order);
    if (ranks == NULL || sorting->order == NULL)
        return false;
    for (uint32_t i = 0; i < request->wish_count; i++) {
        const struct repair_wish *wish = &request->wishes[i];
        ranks[i] = (struct rank){i, firmness_of(wish), wish->meeting.start};
    }
    qsort(ranks, request->wish_count, sizeof *ranks, compare_ranks);
    for (size_t i = 0; i < request->wish_count; i++)
        sorting->order[i] = ranks[i].wish;
    return true;
}

/* ---- taking a meeting of the state ---- */

uint32_t repair_take(struct repair_sorting *sorting, uint32_t unit)
{
    struct plan_range meetings = sorting->repair->space->units[unit].meetings;

    if (sorting->placed_of[unit] == meetings.count)
        return PLAN_NONE;
    return meetings.first + sorting->placed_of[unit]++;
}

struct repair_meeting *repair_use(struct repair_sorting *sorting, uint32_t wish, uint32_t meeting)
{
    struct repair *repair = sorting->repair;
    struct repair_meeting *of = &repair->meetings[meeting];

    *of = (struct repair_meeting){
        .wish = wish,
        .hold = repair->request->wishes[wish].hold,
        .because = PLAN_NONE,
        .home = {PLAN_NONE, PLAN_NONE, PLAN_NO_START},
        .used = true,
    };
    repair->meeting_of_wish[wish] = meeting;
    return of;
}

/* ---- what has begun ---- */

/* The past keeps its hours; a slot only tells its day. */
static uint32_t past_slot(const struct repair *repair, const struct plan_meeting *meeting)
{
    uint32_t slot = repair_find_slot(repair->problem, meeting);
    uint32_t day = plan_problem_find_day(repair->problem, meeting->start.date);

    return slot != PLAN_NONE || day == PLAN_NONE ? slot : day * repair->problem->count.sessions;
}

/* Where it is, asking nobody. */
static void put_begun(struct repair_sorting *sorting, uint32_t wish_index)
{
    struct repair *repair = sorting->repair;
    const struct repair_wish *wish = &repair->request->wishes[wish_index];
    const struct plan_meeting *at = &wish->meeting;
    uint32_t guest = repair->guest_of_wish[wish_index];
    uint32_t option =
        guest != PLAN_NONE ? guest : repair_find_option(repair->space, at->unit, at->venue, at->mode);
    struct plan_place place = {option, past_slot(repair, at), at->start.minute};
    uint32_t meeting = repair_take(sorting, at->unit);

    if (meeting == PLAN_NONE)
        return; /* more were held than are needed now */
    repair_use(sorting, wish_index, meeting)->hold = REPAIR_BEGUN;
    if (place.slot != PLAN_NONE)
        plan_state_put(repair->state, meeting, place);
}

/* ---- what can stay ---- */

static bool try_place(struct repair_sorting *sorting, uint32_t wish, struct plan_place place,
                      struct plan_obstacles *obstacles)
{
    struct repair *repair = sorting->repair;
    uint32_t unit = repair->request->wishes[wish].meeting.unit;

    *obstacles = (struct plan_obstacles){.count = 0};
    if (place.option == PLAN_NONE || sorting->placed_of[unit] == repair->space->units[unit].meetings.count)
        return false;
    plan_find_obstacles(repair->state, unit, place, obstacles);
    if (obstacles->count > 0 || obstacles->too_many)
        return false;
    uint32_t meeting = repair_take(sorting, unit);
    repair_use(sorting, wish, meeting)->home = place;
    plan_state_put(repair->state, meeting, place);
    return true;
}

static uint32_t wish_at(const struct repair *repair, const struct plan_obstacles *obstacles)
{
    return obstacles->count > 0 ? repair->meetings[obstacles->meetings[0]].wish : PLAN_NONE;
}

static void refuse_pin(struct repair_sorting *sorting, uint32_t wish, const struct plan_obstacles *obstacles)
{
    const struct repair *repair = sorting->repair;
    uint32_t unit = repair->request->wishes[wish].meeting.unit;
    bool full = sorting->placed_of[unit] == repair->space->units[unit].meetings.count;

    if (sorting->conflict.wish == PLAN_NONE)
        sorting->conflict =
            (struct repair_conflict){wish, wish_at(repair, obstacles), full ? PLAN_RULE_COUNT : PLAN_RULES};
}

static void put_back(struct repair_sorting *sorting, uint32_t wish_index)
{
    struct repair *repair = sorting->repair;
    const struct repair_wish *wish = &repair->request->wishes[wish_index];
    struct repair_item *item = &sorting->items[wish_index];
    struct plan_obstacles obstacles = {.count = 0};
    struct plan_obstacles ignored;

    item->cause = REPAIR_RETURNED;
    if (civil_time_compare(wish->meeting.start, repair->request->from) >= 0 &&
        try_place(sorting, wish_index, repair_find_home(repair, &wish->meeting), &obstacles)) {
        repair->meetings[repair->meeting_of_wish[wish_index]].settled = true;
        return;
    }
    item->cause = REPAIR_NOT_RETURNED;
    item->because = wish_at(repair, &obstacles);
    if (try_place(sorting, wish_index, repair_find_home(repair, &wish->stay), &ignored))
        repair->meetings[repair->meeting_of_wish[wish_index]].settled = true;
}

static void put_standing(struct repair_sorting *sorting, uint32_t wish_index)
{
    struct repair *repair = sorting->repair;
    const struct repair_wish *wish = &repair->request->wishes[wish_index];
    struct repair_item *item = &sorting->items[wish_index];
    struct plan_place home = repair_find_home(repair, &wish->meeting);
    struct plan_obstacles obstacles;

    item->cause = REPAIR_KEPT;
    if (wish->tolerated && home.option == PLAN_NONE) {
        put_begun(sorting, wish_index);
        return;
    }
    /* A proposal for a time that has passed is none. */
    if (wish->hold == REPAIR_LOOSE && civil_time_compare(wish->meeting.start, repair->request->from) < 0)
        home.option = PLAN_NONE;
    if (try_place(sorting, wish_index, home, &obstacles))
        return;
    if (wish->hold == REPAIR_PINNED) {
        refuse_pin(sorting, wish_index, &obstacles);
        return;
    }
    item->cause = repair_is_banned(repair, &wish->meeting) ? REPAIR_BANNED
                  : home.option == PLAN_NONE               ? REPAIR_BROKEN
                                                           : REPAIR_CLASHED;
    item->because = wish_at(repair, &obstacles);
}

void repair_put_standing(struct repair_sorting *sorting)
{
    const struct repair_request *request = sorting->repair->request;

    for (size_t i = 0; i < request->wish_count; i++) {
        uint32_t wish = sorting->order[i];
        sorting->items[wish] = (struct repair_item){.wish = wish, .meeting = PLAN_NONE, .because = PLAN_NONE};
        if (request->wishes[wish].hold == REPAIR_BEGUN)
            put_begun(sorting, wish);
        else if (request->wishes[wish].back)
            put_back(sorting, wish);
        else
            put_standing(sorting, wish);
    }
}

/* ---- one that stands in the way of several ---- */

static uint32_t find_blocker(const struct repair_sorting *sorting)
{
    const struct repair *repair = sorting->repair;
    uint32_t wishes = (uint32_t)repair->request->wish_count;

    for (uint32_t i = 0; i < wishes; i++) {
        uint32_t because = sorting->items[i].because;
        if (sorting->items[i].cause != REPAIR_CLASHED || because == PLAN_NONE ||
            repair->request->wishes[because].hold != REPAIR_PUBLISHED ||
            sorting->items[because].cause != REPAIR_KEPT)
            continue;
        for (uint32_t k = i + 1; k < wishes; k++) {
            if (sorting->items[k].cause == REPAIR_CLASHED && sorting->items[k].because == because)
                return because;
        }
    }
    return PLAN_NONE;
}

/* The last meeting of the unit takes the number of the one that leaves. */
static void give_meeting_back(struct repair_sorting *sorting, uint32_t wish)
{
    struct repair *repair = sorting->repair;
    uint32_t meeting = repair->meeting_of_wish[wish];
    uint32_t unit = repair_unit(repair, meeting);
    uint32_t last = repair->space->units[unit].meetings.first + --sorting->placed_of[unit];
    struct plan_place place = repair->state->at[last];

    plan_state_remove(repair->state, meeting);
    repair->meeting_of_wish[wish] = PLAN_NONE;
    if (last != meeting) {
        if (plan_state_is_placed(repair->state, last)) {
            plan_state_remove(repair->state, last);
            plan_state_put(repair->state, meeting, place);
        }
        repair->meetings[meeting] = repair->meetings[last];
        repair->meeting_of_wish[repair->meetings[meeting].wish] = meeting;
    }
    repair->meetings[last] = (struct repair_meeting){.wish = PLAN_NONE};
}

/* It goes instead of all those whose places it holds. */
void repair_free_blocked(struct repair_sorting *sorting)
{
    const struct repair *repair = sorting->repair;
    uint32_t blocker = find_blocker(sorting);

    for (size_t round = 0; blocker != PLAN_NONE && round < repair->request->wish_count; round++) {
        give_meeting_back(sorting, blocker);
        for (uint32_t i = 0; i < repair->request->wish_count; i++) {
            if (sorting->items[i].cause == REPAIR_CLASHED && sorting->items[i].because == blocker)
                put_standing(sorting, i);
        }
        put_standing(sorting, blocker);
        blocker = find_blocker(sorting);
    }
}
