#include "plan/repair_parts.h"

#define MEMORY_MAX_BYTES ((size_t)1 << 30)
#define TRAIL_MAX 8192
#define ROOM_MAX 64 /* free places that are counted for the order of insertion */

/* ---- what has to go elsewhere ---- */

/* Online at the hour it was announced for, in its own hall if that has the equipment, otherwise in the cheapest
 * one. */
static bool go_online(struct repair_sorting *sorting, uint32_t meeting)
{
    struct repair *repair = sorting->repair;
    const struct plan_meeting *was = &repair->request->wishes[repair->meetings[meeting].wish].meeting;
    struct plan_range options = repair->space->units[was->unit].options;
    uint32_t slot = repair_find_slot(repair->problem, was);
    struct plan_place best = {PLAN_NONE, slot, was->start.minute};
    int64_t best_m = INT64_MAX;

    for (uint32_t i = options.first; slot != PLAN_NONE && i < options.first + options.count; i++) {
        const struct plan_option *option = &repair->space->options[i];
        struct plan_place place = {i, slot, was->start.minute};
        struct plan_obstacles obstacles;
        if (option->mode != PLAN_ONLINE || !plan_slot_in(plan_space_free_slots(repair->space, i), slot) ||
            place.start_min < plan_space_opens(repair->space, i, slot) ||
            place.start_min + repair->problem->units[was->unit].duration_min >
                plan_space_closes(repair->space, i, slot))
            continue;
        plan_find_obstacles(repair->state, was->unit, place, &obstacles);
        int64_t cost_m =
            option->venue == was->venue ? INT64_MIN : plan_state_cost_m(repair->state, was->unit, place);
        if (obstacles.count > 0 || obstacles.too_many || cost_m >= best_m)
            continue;
        best_m = cost_m;
        best = place;
    }
    if (best.option == PLAN_NONE)
        return false;
    plan_state_put(repair->state, meeting, best);
    repair->meetings[meeting].settled = true;
    return true;
}

static void lift(struct repair_sorting *sorting, uint32_t wish, struct repair_outcome *outcome)
{
    struct repair *repair = sorting->repair;
    struct repair_item *item = &sorting->items[wish];
    uint32_t meeting = repair_take(sorting, repair->request->wishes[wish].meeting.unit);

    outcome->lifted += repair->request->wishes[wish].hold == REPAIR_PUBLISHED;
    if (meeting == PLAN_NONE) {
        item->cause = REPAIR_SURPLUS;
        item->because = PLAN_NONE;
        item->moved = true;
        return;
    }
    repair_use(sorting, wish, meeting)->lifted = true;
    if (item->cause != REPAIR_BANNED || !go_online(sorting, meeting))
        sorting->waiting[sorting->waiting_count++] = meeting;
}

static void lift_what_goes(struct repair_sorting *sorting, struct repair_outcome *outcome)
{
    struct repair *repair = sorting->repair;

    for (size_t i = 0; i < repair->request->wish_count; i++) {
        uint32_t wish = sorting->order[i];
        if (repair->meeting_of_wish[wish] == PLAN_NONE && repair->request->wishes[wish].hold != REPAIR_BEGUN)
            lift(sorting, wish, outcome);
    }
    for (uint32_t unit = 0; unit < repair->problem->count.units; unit++) {
        for (uint32_t meeting = repair_take(sorting, unit); meeting != PLAN_NONE;
             meeting = repair_take(sorting, unit)) {
            repair->meetings[meeting] = (struct repair_meeting){
                .wish = PLAN_NONE, .cause = REPAIR_ADDED, .because = PLAN_NONE, .used = true, .lifted = true};
            repair->meetings[meeting].home.option = PLAN_NONE;
            sorting->waiting[sorting->waiting_count++] = meeting;
        }
    }
}

/* Those with the fewest places to choose from come first. */
static uint32_t count_room(const struct repair *repair, uint32_t meeting)
{
    uint32_t unit = repair_unit(repair, meeting);
    struct plan_range options = repair->space->units[unit].options;
    uint32_t room = 0;

    for (uint32_t i = options.first; i < options.first + options.count; i++) {
        for (uint32_t slot = 0; slot < repair->problem->slot_count && room < ROOM_MAX; slot++)
            room += plan_state_find_start(repair->state, unit, i, slot) != PLAN_NO_START;
    }
    return room;
}

static bool insert_all(struct repair_sorting *sorting)
{
    struct repair *repair = sorting->repair;
    uint32_t *rooms = arena_array(&repair->memory, sorting->waiting_count, sizeof *rooms);

    if (rooms == NULL)
        return false;
    for (uint32_t i = 0; i < sorting->waiting_count; i++) {
        uint32_t meeting = sorting->waiting[i];
        uint32_t room = count_room(repair, meeting);
        uint32_t place = i;
        for (; place > 0 && rooms[place - 1] > room; place--) {
            rooms[place] = rooms[place - 1];
            sorting->waiting[place] = sorting->waiting[place - 1];
        }
        rooms[place] = room;
        sorting->waiting[place] = meeting;
    }
    for (uint32_t i = 0; i < sorting->waiting_count; i++)
        (void)!repair_insert(repair, sorting->waiting[i]);
    return true;
}

/* ---- the outcome ---- */

static struct plan_meeting write_meeting(const struct repair *repair, uint32_t meeting)
{
    const struct plan_place *place = &repair->state->at[meeting];
    const struct plan_option *option = &repair->space->options[place->option];
    uint32_t wish = repair->meetings[meeting].wish;
    struct civil_date date = repair->problem->days[repair->space->slots[place->slot].day].date;

    return (struct plan_meeting){
        .code = wish != PLAN_NONE ? repair->request->wishes[wish].meeting.code : NULL,
        .unit = repair_unit(repair, meeting),
        .mode = option->mode,
        .venue = option->venue,
        .start = {date, place->start_min},
        .end = {date, plan_state_end_min(repair->state, meeting)},
    };
}

static bool stands_elsewhere(const struct plan_meeting *a, const struct plan_meeting *b)
{
    return a->venue != b->venue || a->mode != b->mode || civil_time_compare(a->start, b->start) != 0 ||
           civil_time_compare(a->end, b->end) != 0;
}

/* What was not lifted keeps its end, which may be later than its unit's length asks for. */
static struct plan_meeting write_standing(const struct repair_wish *wish, const struct repair_item *item)
{
    return item->cause == REPAIR_NOT_RETURNED ? wish->stay : wish->meeting;
}

static void write_wish(const struct repair *repair, struct repair_item *item, struct plan_meeting *out,
                       struct repair_outcome *outcome)
{
    const struct repair_wish *wish = &repair->request->wishes[item->wish];
    uint32_t meeting = repair->meeting_of_wish[item->wish];
    bool begun = wish->hold == REPAIR_BEGUN;

    if (!begun && (meeting == PLAN_NONE || !plan_state_is_placed(repair->state, meeting))) {
        outcome->missing += item->cause != REPAIR_SURPLUS;
        outcome->moved += wish->hold == REPAIR_PUBLISHED;
        item->moved = true;
        return;
    }
    const struct repair_meeting *of = begun ? NULL : &repair->meetings[meeting];
    if (of != NULL && of->lifted && of->cause == REPAIR_MADE_ROOM) {
        item->cause = REPAIR_MADE_ROOM;
        item->because = of->because != PLAN_NONE ? repair->meetings[of->because].wish : PLAN_NONE;
    }
    *out = of != NULL && of->lifted ? write_meeting(repair, meeting) : write_standing(wish, item);
    item->moved = stands_elsewhere(out, wish->back ? &wish->stay : &wish->meeting);
    outcome->moved += item->moved && wish->hold == REPAIR_PUBLISHED;
    item->meeting = (uint32_t)outcome->plan.count++;
}

static enum error_code write_outcome(const struct repair *repair, struct repair_item *items,
                                     struct arena *arena, struct repair_outcome *outcome, struct error *err)
{
    uint32_t wishes = (uint32_t)repair->request->wish_count;
    struct plan_meeting *meetings =
        arena_array(arena, (size_t)wishes + repair->space->meeting_count, sizeof *meetings);

    if (meetings == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < wishes; i++)
        write_wish(repair, &items[i], &meetings[outcome->plan.count], outcome);
    outcome->item_count = wishes;
    for (uint32_t i = 0; i < repair->space->meeting_count; i++) {
        if (!repair->meetings[i].used || repair->meetings[i].wish != PLAN_NONE)
            continue;
        struct repair_item *item = &items[outcome->item_count++];
        *item = (struct repair_item){PLAN_NONE, PLAN_NONE, REPAIR_ADDED, PLAN_NONE, true};
        if (!plan_state_is_placed(repair->state, i)) {
            outcome->missing++;
            continue;
        }
        item->meeting = (uint32_t)outcome->plan.count;
        meetings[outcome->plan.count++] = write_meeting(repair, i);
    }
    outcome->plan.meetings = meetings;
    outcome->items = items;
    return OK;
}

/* ---- the whole ---- */

static void repair_done(struct repair *repair)
{
    plan_state_free(repair->state);
    plan_space_free(repair->space);
    arena_done(&repair->memory);
}

static enum error_code repair_start(struct repair *repair, struct error *err)
{
    size_t wishes = repair->request->wish_count;

    TRY(plan_space_new(repair->problem, &repair->space, err));
    TRY(repair_space_prepare(repair, err));
    TRY(plan_state_new(repair->space, &repair->state, err));
    repair->trail_max = TRAIL_MAX;
    repair->trail = arena_array(&repair->memory, TRAIL_MAX, sizeof *repair->trail);
    repair->meetings = arena_array(&repair->memory, repair->space->meeting_count, sizeof *repair->meetings);
    repair->meeting_of_wish = arena_array(&repair->memory, wishes, sizeof *repair->meeting_of_wish);
    if (repair->trail == NULL || repair->meetings == NULL || repair->meeting_of_wish == NULL)
        return error_memory(err);
    for (size_t i = 0; i < wishes; i++)
        repair->meeting_of_wish[i] = PLAN_NONE;
    return OK;
}

static enum error_code start_sorting(struct repair_sorting *sorting, struct arena *arena, struct error *err)
{
    struct repair *repair = sorting->repair;
    uint32_t meetings = repair->space->meeting_count;

    sorting->conflict.wish = PLAN_NONE;
    sorting->items = arena_array(arena, repair->request->wish_count + meetings, sizeof *sorting->items);
    sorting->placed_of =
        arena_array(&repair->memory, repair->problem->count.units, sizeof *sorting->placed_of);
    sorting->waiting = arena_array(&repair->memory, meetings, sizeof *sorting->waiting);
    if (sorting->items == NULL || sorting->placed_of == NULL || sorting->waiting == NULL ||
        !repair_sort(sorting))
        return error_memory(err);
    return OK;
}

enum error_code plan_repair(const struct repair_request *request, struct arena *arena,
                            struct repair_outcome *out, struct error *err)
{
    CLEANUP(repair_done) struct repair repair = {.request = request, .problem = request->problem};
    struct repair_sorting sorting = {.repair = &repair};
    struct repair_outcome outcome = {.conflict = {.wish = PLAN_NONE}};

    arena_init(&repair.memory, MEMORY_MAX_BYTES);
    TRY(repair_start(&repair, err));
    TRY(start_sorting(&sorting, arena, err));
    repair_put_standing(&sorting);
    outcome.conflict = sorting.conflict;
    if (outcome.conflict.wish == PLAN_NONE) {
        repair_free_blocked(&sorting);
        lift_what_goes(&sorting, &outcome);
        if (!insert_all(&sorting))
            return error_memory(err);
        repair_improve(&repair);
        TRY(write_outcome(&repair, sorting.items, arena, &outcome, err));
    }
    *out = outcome;
    return OK;
}
