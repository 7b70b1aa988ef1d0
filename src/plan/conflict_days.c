/* Why no plan is missed: shift each meeting of a plan as far forward as it goes; then, in order of start, each
 * stands at the earliest start that those before it leave, which is where it is put here. And of two sets of
 * meetings, where one has no fewer of any number, all that the smaller may still become, the larger may, too,
 * by leaving meetings out.
 */
#include "plan/conflict_days.h"

#include "base/list.h"

#include <stdlib.h>
#include <string.h>

#define FRONT_MAX 4000 /* sets of numbers that are followed at a time */

/* Plans of the days so far, none of which makes another superfluous. */
struct front {
    uint16_t *numbers; /* number_count each */
    size_t number_capacity;
    struct plan_place *places; /* meeting_count each */
    size_t place_capacity;
    size_t count;
};

/* Which numbers of a unit can still hinder it. */
struct matters {
    bool communes;
    bool groups;
    bool online;
};

/* The meeting placed before, on the same day. */
struct last {
    int32_t start_min;
    uint32_t unit;
    uint32_t option;
};

struct search {
    struct plan_state *state;
    const struct plan_space *space;
    const struct plan_problem *problem;
    uint64_t trials_left;
    uint32_t number_count;
    bool only_equal; /* smaller numbers are not always worse */
    uint16_t *numbers;
    struct front now, next;
    uint32_t day;
    uint16_t *most; /* by unit: meetings it can have had after the day; only where no other number matters */
    bool day_full;  /* all units have them */
    bool found;
    bool gave_up;
    bool no_memory;
    struct arena memory;
};

static void front_done(struct front *front)
{
    free(front->numbers);
    free(front->places);
}

static void search_done(struct search *search)
{
    front_done(&search->now);
    front_done(&search->next);
    arena_done(&search->memory);
}

/* ---- numbers ---- */

static struct matters what_matters(const struct search *search, uint32_t unit)
{
    const struct plan_unit *data = &search->problem->units[unit];
    const struct plan_unit_space *room = &search->space->units[unit];

    return (struct matters){
        .communes = data->communes.count > 1 && (room->spread_max < data->needed || data->joints.count > 0),
        .groups = room->quota_min > 0,
        .online = data->max_online > 0 && data->max_online < data->needed,
    };
}

static void count_numbers(struct search *search)
{
    for (uint32_t unit = 0; unit < search->problem->count.units; unit++) {
        struct matters matters = what_matters(search, unit);
        search->number_count += 1 + (matters.communes ? search->problem->units[unit].communes.count : 0) +
                                (matters.groups ? search->space->units[unit].groups.count : 0) +
                                matters.online;
        /* Where online meetings count for a group but not for a commune, more is not always better. */
        search->only_equal |= matters.groups && search->problem->units[unit].max_online > 0;
    }
}

static void read_numbers(const struct search *search, uint16_t *out)
{
    const struct plan_state *state = search->state;

    for (uint32_t unit = 0; unit < search->problem->count.units; unit++) {
        struct matters matters = what_matters(search, unit);
        struct plan_range communes = search->problem->units[unit].communes;
        struct plan_range groups = search->space->units[unit].groups;
        *out++ = state->placed_of[unit];
        for (uint32_t i = 0; matters.communes && i < communes.count; i++)
            *out++ = state->direct_in[communes.first + i];
        for (uint32_t i = 0; matters.groups && i < groups.count; i++)
            *out++ = state->in_group[groups.first + i];
        if (matters.online)
            *out++ = state->online_of[unit];
    }
}

/* Whether whoever has `a` can do all that whoever has `b` can. */
static bool covers(const struct search *search, const uint16_t *a, const uint16_t *b)
{
    for (uint32_t i = 0; i < search->number_count; i++) {
        if (search->only_equal ? a[i] != b[i] : a[i] < b[i])
            return false;
    }
    return true;
}

/* ---- the front ---- */

static uint16_t *numbers_at(const struct search *search, const struct front *front, size_t i)
{
    return front->numbers + i * search->number_count;
}

static struct plan_place *places_at(const struct search *search, const struct front *front, size_t i)
{
    return front->places + i * search->space->meeting_count;
}

static void write_front(const struct search *search, struct front *front, size_t i)
{
    memcpy(numbers_at(search, front, i), search->numbers, search->number_count * sizeof(uint16_t));
    memcpy(places_at(search, front, i), search->state->at,
           search->space->meeting_count * sizeof(struct plan_place));
}

static void copy_front(const struct search *search, struct front *front, size_t from, size_t to)
{
    memcpy(numbers_at(search, front, to), numbers_at(search, front, from),
           search->number_count * sizeof(uint16_t));
    memcpy(places_at(search, front, to), places_at(search, front, from),
           search->space->meeting_count * sizeof(struct plan_place));
}

static bool grow_front(const struct search *search, struct front *front)
{
    return list_reserve(&front->numbers, &front->number_capacity, (front->count + 1) * search->number_count,
                        sizeof *front->numbers, (size_t)FRONT_MAX * 10000) &&
           list_reserve(&front->places, &front->place_capacity,
                        (front->count + 1) * search->space->meeting_count, sizeof *front->places,
                        (size_t)FRONT_MAX * 10000);
}

/* Whether a day cannot lead any further than this. */
static bool reaches_most(const struct search *search)
{
    for (uint32_t unit = 0; unit < search->number_count; unit++) {
        if (search->numbers[unit] < search->most[unit])
            return false;
    }
    return search->number_count == search->problem->count.units;
}

/* Keeps the state's plan unless another one makes it superfluous. */
static void record(struct search *search)
{
    struct front *front = &search->next;
    size_t kept = 0;

    read_numbers(search, search->numbers);
    search->day_full = reaches_most(search);
    for (size_t i = 0; i < front->count; i++) {
        if (covers(search, numbers_at(search, front, i), search->numbers))
            return;
    }
    for (size_t i = 0; i < front->count; i++) {
        if (covers(search, search->numbers, numbers_at(search, front, i)))
            continue;
        if (kept < i)
            copy_front(search, front, i, kept);
        kept++;
    }
    front->count = kept;
    if (kept == FRONT_MAX) {
        search->gave_up = true;
        return;
    }
    if (!grow_front(search, front)) {
        search->no_memory = true;
        return;
    }
    write_front(search, front, front->count++);
}

/* ---- one day ---- */

static bool is_over(const struct search *search)
{
    return search->found || search->gave_up || search->no_memory;
}

static bool is_day_over(const struct search *search)
{
    return search->day_full || is_over(search);
}

static bool is_complete(const struct search *search)
{
    for (uint32_t unit = 0; unit < search->problem->count.units; unit++) {
        if (search->state->placed_of[unit] < search->problem->units[unit].needed)
            return false;
    }
    return true;
}

static bool comes_after(struct last next, struct last last)
{
    if (next.start_min != last.start_min)
        return next.start_min > last.start_min;
    return next.unit != last.unit ? next.unit > last.unit : next.option > last.option;
}

static uint32_t waiting_meeting(const struct search *search, uint32_t unit)
{
    uint32_t meeting = search->space->units[unit].meetings.first;

    while (plan_state_is_placed(search->state, meeting))
        meeting++;
    return meeting;
}

/* Nobody of the unit can be on the way between two meetings of a day, and the commune's committee has its hands
 * full with one meeting: then one free hall of the commune is as good as another. */
static bool halls_are_alike(const struct search *search, uint32_t unit, const struct plan_option *option)
{
    const struct plan_unit_space *room = &search->space->units[unit];

    if (search->problem->communes[option->commune].chair_capacity != 1 || room->often ||
        option->sites.count > 0 || search->problem->units[unit].communes.count > 1 ||
        search->problem->units[unit].max_online > 0)
        return false;
    for (uint32_t i = 0; i < room->parties.count; i++) {
        uint32_t party = search->space->parties_of_units[room->parties.first + i];
        if (search->space->parties[party].seats.count > 1)
            return false;
    }
    return true;
}

static bool plan_day(struct search *search, struct last last);

/* True when the meeting fits there. */
static bool try_place(struct search *search, struct last next, uint32_t slot, struct last last)
{
    uint32_t meeting;

    if (search->trials_left-- == 0) {
        search->gave_up = true;
        return false;
    }
    next.start_min = plan_state_find_start(search->state, next.unit, next.option, slot);
    if (next.start_min == PLAN_NO_START || !comes_after(next, last))
        return false;
    meeting = waiting_meeting(search, next.unit);
    plan_state_put(search->state, meeting, (struct plan_place){next.option, slot, next.start_min});
    if (!plan_day(search, next) && !is_day_over(search))
        record(search);
    if (!search->found)
        plan_state_remove(search->state, meeting);
    return true;
}

/* True when a further meeting was placed. */
static bool plan_unit_day(struct search *search, uint32_t unit, struct last last)
{
    struct plan_range options = search->space->units[unit].options;
    uint32_t sessions = search->problem->count.sessions;
    bool placed = false;

    for (uint32_t slot = search->day * sessions; slot < (search->day + 1) * sessions; slot++) {
        for (uint32_t i = options.first; i < options.first + options.count && !is_day_over(search); i++) {
            bool fits = plan_slot_in(plan_space_free_slots(search->space, i), slot) &&
                        try_place(search, (struct last){0, unit, i}, slot, last);
            placed |= fits;
            if (fits && halls_are_alike(search, unit, &search->space->options[i]))
                break;
        }
    }
    return placed;
}

/* Puts meetings behind the last one in every way; false when none fits any more. */
static bool plan_day(struct search *search, struct last last)
{
    bool placed = false;

    if (is_complete(search)) {
        search->found = true;
        return true;
    }
    for (uint32_t unit = 0; unit < search->problem->count.units && !is_day_over(search); unit++) {
        if (search->state->placed_of[unit] < search->problem->units[unit].needed)
            placed |= plan_unit_day(search, unit, last);
    }
    return placed;
}

/* ---- the whole ---- */

static void follow(struct search *search, size_t i)
{
    plan_state_restore(search->state, places_at(search, &search->now, i));
    for (uint32_t unit = 0; unit < search->problem->count.units; unit++) {
        int32_t most = search->state->placed_of[unit] + search->problem->params.candidate_max_per_day;
        int32_t needed = search->problem->units[unit].needed;
        search->most[unit] = (uint16_t)(most < needed ? most : needed);
    }
    search->day_full = false;
    if (!plan_day(search, (struct last){-1, 0, 0}) && !is_day_over(search))
        record(search);
}

static void go_through_days(struct search *search)
{
    record(search); /* the empty plan */
    for (search->day = 0; search->day < search->problem->count.days && !is_over(search); search->day++) {
        struct front swapped = search->now;
        search->now = search->next;
        search->next = swapped;
        search->next.count = 0;
        for (size_t i = 0; i < search->now.count && !is_over(search); i++)
            follow(search, i);
    }
}

static void empty_state(struct plan_state *state)
{
    for (uint32_t i = 0; i < state->space->meeting_count; i++) {
        if (plan_state_is_placed(state, i))
            plan_state_remove(state, i);
    }
}

enum error_code plan_days_search(struct plan_state *state, uint64_t max_trials, enum plan_answer *out,
                                 struct error *err)
{
    CLEANUP(search_done)
    struct search search = {
        .state = state,
        .space = state->space,
        .problem = state->space->problem,
        .trials_left = max_trials,
        .found = state->space->meeting_count == 0,
    };

    arena_init(&search.memory, (size_t)64 << 20);
    count_numbers(&search);
    search.numbers = arena_array(&search.memory, search.number_count, sizeof *search.numbers);
    search.most = arena_array(&search.memory, search.problem->count.units, sizeof *search.most);
    if (search.numbers == NULL || search.most == NULL)
        return error_memory(err);
    if (!search.found)
        go_through_days(&search);
    if (search.no_memory)
        return error_memory(err);
    if (!search.found)
        empty_state(state);
    *out = search.found ? PLAN_POSSIBLE : search.gave_up ? PLAN_NOT_KNOWN : PLAN_IMPOSSIBLE;
    return OK;
}
