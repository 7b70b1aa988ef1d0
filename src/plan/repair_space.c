/* What a repair may choose from. */
#include "plan/repair_parts.h"

#include <string.h>

/* ---- where a meeting is ---- */

uint32_t repair_find_option(const struct plan_space *space, uint32_t unit, uint32_t venue,
                            enum plan_mode mode)
{
    struct plan_range options = space->units[unit].options;

    for (uint32_t i = options.first; i < options.first + options.count; i++) {
        if (space->options[i].venue == venue && space->options[i].mode == mode)
            return i;
    }
    return PLAN_NONE;
}

uint32_t repair_find_slot(const struct plan_problem *problem, const struct plan_meeting *meeting)
{
    uint32_t day = plan_problem_find_day(problem, meeting->start.date);

    for (uint32_t session = 0; day != PLAN_NONE && session < problem->count.sessions; session++) {
        if (problem->sessions[session].start_min <= meeting->start.minute &&
            meeting->end.minute <= problem->sessions[session].end_min)
            return day * problem->count.sessions + session;
    }
    return PLAN_NONE;
}

/* The search gives each meeting of a unit the same length; a longer one may stay as it is. */
static bool fits_slot(const struct repair *repair, const struct plan_meeting *meeting, uint32_t option,
                      uint32_t slot)
{
    return plan_slot_in(plan_space_free_slots(repair->space, option), slot) &&
           meeting->start.minute >= plan_space_opens(repair->space, option, slot) &&
           meeting->end.minute <= plan_space_closes(repair->space, option, slot) &&
           meeting->end.minute - meeting->start.minute >= repair->problem->units[meeting->unit].duration_min;
}

struct plan_place repair_find_home(const struct repair *repair, const struct plan_meeting *meeting)
{
    uint32_t slot = repair_find_slot(repair->problem, meeting);
    uint32_t option = repair_find_option(repair->space, meeting->unit, meeting->venue, meeting->mode);

    if (slot == PLAN_NONE || option == PLAN_NONE || !fits_slot(repair, meeting, option, slot))
        return (struct plan_place){PLAN_NONE, PLAN_NONE, PLAN_NO_START};
    return (struct plan_place){option, slot, meeting->start.minute};
}

/* ---- bans ---- */

static size_t ban_bit(const struct repair *repair, uint32_t commune, uint32_t day)
{
    return (size_t)commune * repair->problem->count.days + day;
}

bool repair_is_banned(const struct repair *repair, const struct plan_meeting *meeting)
{
    uint32_t day = plan_problem_find_day(repair->problem, meeting->start.date);

    if (repair->request->ban_count == 0 || day == PLAN_NONE)
        return false;
    for (size_t i = 0; i < repair->request->ban_count; i++) {
        const struct repair_ban *ban = &repair->request->bans[i];
        if (ban->day == day && plan_gathers_in(repair->problem, meeting, ban->commune))
            return true;
    }
    return false;
}

static bool is_set(const struct repair *repair, uint32_t commune, uint32_t day)
{
    size_t bit = ban_bit(repair, commune, day);

    return repair->banned[bit / 64] >> bit % 64 & 1;
}

/* Whether voters would come together for it where nobody can. */
static bool option_is_banned(const struct repair *repair, const struct plan_option *option, uint32_t day)
{
    const struct plan_problem *problem = repair->problem;

    if (option->mode == PLAN_DIRECT && is_set(repair, option->commune, day))
        return true;
    for (uint32_t i = option->sites.first; i < option->sites.first + option->sites.count; i++) {
        const struct plan_site *site = &problem->sites[i];
        if (site->mode == PLAN_DIRECT && is_set(repair, problem->venues[site->site].commune, day))
            return true;
    }
    return false;
}

static void mask_option(struct repair *repair, uint32_t option, uint32_t day)
{
    uint32_t sessions = repair->problem->count.sessions;
    uint64_t *free_slots = repair->space->free_slots + (size_t)option * repair->problem->slot_words;

    for (uint32_t slot = day * sessions; slot < (day + 1) * sessions; slot++)
        free_slots[slot / 64] &= ~(UINT64_C(1) << slot % 64);
}

static bool mask_bans(struct repair *repair)
{
    const struct plan_sizes *count = &repair->problem->count;
    size_t words = ((size_t)count->communes * count->days + 63) / 64;

    repair->banned = arena_array(&repair->memory, words, sizeof *repair->banned);
    if (repair->banned == NULL)
        return false;
    for (size_t i = 0; i < repair->request->ban_count; i++) {
        size_t bit = ban_bit(repair, repair->request->bans[i].commune, repair->request->bans[i].day);
        repair->banned[bit / 64] |= UINT64_C(1) << bit % 64;
    }
    for (uint32_t i = 0; repair->request->ban_count > 0 && i < repair->space->option_count; i++) {
        for (uint32_t day = 0; day < count->days; day++) {
            if (option_is_banned(repair, &repair->space->options[i], day))
                mask_option(repair, i, day);
        }
    }
    return true;
}

/* ---- guests: places that no unit may choose, for what stays there all the same ---- */

static uint32_t find_place(const uint32_t *items, uint32_t count, uint32_t wanted)
{
    for (uint32_t i = 0; i < count; i++) {
        if (items[i] == wanted)
            return i;
    }
    return 0; /* the unit has no such area any more: counted with its first one */
}

static struct plan_option make_guest(const struct repair *repair, const struct plan_meeting *meeting)
{
    const struct plan_problem *problem = repair->problem;
    const struct plan_unit *unit = &problem->units[meeting->unit];
    const struct plan_unit_space *room = &repair->space->units[meeting->unit];
    uint32_t commune = problem->venues[meeting->venue].commune;
    uint32_t group = problem->communes[commune].group;

    return (struct plan_option){
        .sites = plan_sites_of(problem, meeting->unit, meeting->venue),
        .venue = meeting->venue,
        .commune = commune,
        .group = group,
        .mode = meeting->mode,
        .commune_place =
            find_place(problem->communes_of_units + unit->communes.first, unit->communes.count, commune),
        .group_place =
            find_place(repair->space->groups_of_units + room->groups.first, room->groups.count, group),
    };
}

static bool is_guest(const struct repair *repair, const struct repair_wish *wish)
{
    return (wish->hold == REPAIR_BEGUN || wish->tolerated) &&
           repair_find_option(repair->space, wish->meeting.unit, wish->meeting.venue, wish->meeting.mode) ==
               PLAN_NONE;
}

static size_t count_ways(const struct repair *repair)
{
    size_t count = 0;

    for (uint32_t unit = 0; unit < repair->problem->count.units; unit++)
        count += (size_t)repair->space->units[unit].options.count * repair->space->units[unit].parties.count;
    return count;
}

/* Options and ways once more, with room behind them. A guest has its own ways, which count nothing: it is not
 * going to move. */
static bool make_room_for_guests(struct repair *repair, size_t guests, size_t guest_ways)
{
    struct plan_space *space = repair->space;
    size_t ways = count_ways(repair);
    struct plan_option *options = arena_array(&space->memory, space->option_count + guests, sizeof *options);
    int64_t *home_ways_m = arena_array(&space->memory, ways + guest_ways, sizeof *home_ways_m);

    if (options == NULL || home_ways_m == NULL)
        return false;
    if (space->option_count > 0)
        memcpy(options, space->options, space->option_count * sizeof *options);
    if (ways > 0)
        memcpy(home_ways_m, space->home_ways_m, ways * sizeof *home_ways_m);
    space->options = options;
    space->home_ways_m = home_ways_m;
    return true;
}

static bool add_guests(struct repair *repair)
{
    const struct repair_request *request = repair->request;
    size_t guests = 0;
    size_t guest_ways = 0;

    repair->guest_of_wish = arena_array(&repair->memory, request->wish_count, sizeof *repair->guest_of_wish);
    if (repair->guest_of_wish == NULL)
        return false;
    for (size_t i = 0; i < request->wish_count; i++) {
        repair->guest_of_wish[i] = PLAN_NONE;
        if (!is_guest(repair, &request->wishes[i]))
            continue;
        guests++;
        guest_ways += repair->space->units[request->wishes[i].meeting.unit].parties.count;
    }
    if (guests == 0)
        return true;
    size_t next_way = count_ways(repair);
    size_t next = repair->space->option_count;
    if (next_way + guest_ways > UINT32_MAX || !make_room_for_guests(repair, guests, guest_ways))
        return false;
    for (size_t i = 0; i < request->wish_count; i++) {
        const struct plan_meeting *meeting = &request->wishes[i].meeting;
        if (!is_guest(repair, &request->wishes[i]))
            continue;
        repair->guest_of_wish[i] = (uint32_t)next;
        repair->space->options[next] = make_guest(repair, meeting);
        uint32_t *sites_max = &repair->space->units[meeting->unit].sites_max;
        if (repair->space->options[next].sites.count > *sites_max)
            *sites_max = repair->space->options[next].sites.count;
        repair->space->options[next++].first_way = (uint32_t)next_way;
        next_way += repair->space->units[meeting->unit].parties.count;
    }
    return true;
}

enum error_code repair_space_prepare(struct repair *repair, struct error *err)
{
    if (!mask_bans(repair) || !add_guests(repair))
        return error_memory(err);
    return OK;
}
