#include "plan/bound_unit.h"

#include "plan/bound_holiday.h"
#include "plan/bound_to_go.h"

#include <string.h>

#define FORGET_AFTER 16 /* choices */
#define TRIES_HARD (1 << 21)

static int64_t min_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t at_least_0(int64_t value)
{
    return value > 0 ? value : 0;
}

/* ---- days ---- */

static uint64_t slots_of_day(const struct plan_space *space, uint32_t option, uint32_t day)
{
    const uint64_t *free_slots = plan_space_free_slots(space, option);
    uint32_t sessions = space->problem->count.sessions;
    uint32_t first = day * sessions;
    uint64_t bits = free_slots[first / 64] >> first % 64;

    if (first % 64 + sessions > 64)
        bits |= free_slots[first / 64 + 1] << (64 - first % 64);
    return bits & ((UINT64_C(1) << sessions) - 1);
}

bool bound_share_day(const struct plan_space *space, uint32_t option, uint32_t other, bool twice)
{
    for (uint32_t day = 0; day < space->problem->count.days; day++) {
        uint64_t ours = slots_of_day(space, option, day);
        uint64_t theirs = slots_of_day(space, other, day);
        if (ours != 0 && theirs != 0 && (twice || ours != theirs || (ours & (ours - 1)) != 0))
            return true;
    }
    return false;
}

bool bound_fit_session(const struct plan_space *space, uint32_t unit, uint32_t other)
{
    const struct plan_problem *problem = space->problem;
    int32_t both_min = problem->units[unit].duration_min + problem->units[other].duration_min +
                       problem->params.candidate_buffer_min;

    for (uint32_t slot = 0; slot < problem->slot_count; slot++) {
        if (space->slots[slot].end_min - space->slots[slot].start_min >= both_min)
            return true;
    }
    return false;
}

/* ---- what a day costs ---- */

/* The stops of a party's tour when it cannot be told what they are: with at most two a day, pairs and rebates tell. */
static int64_t unknown_stops(const struct plan_space *space, uint32_t party_index)
{
    const struct plan_problem *problem = space->problem;
    struct plan_range seats = space->parties[party_index].seats;
    int64_t most = problem->params.candidate_max_per_day;

    if (most <= 2)
        return 1;
    const struct plan_unit *unit = &problem->units[space->seats[seats.first].unit];
    return seats.count == 1 && unit->communes.count == 1 && unit->max_online == 0 ? 1 : most;
}

/* A tour is at least twice the way to its farthest stop, so each stop stands for its even share. */
static int64_t alone_m(const struct plan_space *space, uint32_t unit, const struct plan_option *option)
{
    const struct plan_params *params = &space->problem->params;
    struct plan_range parties = space->units[unit].parties;
    int64_t ways_m = 0;

    for (uint32_t i = 0; i < parties.count; i++)
        ways_m += 2 * space->home_ways_m[option->first_way + i] /
                  unknown_stops(space, space->parties_of_units[parties.first + i]);
    return ways_m * params->w_travel_per_m + (option->mode == PLAN_ONLINE ? params->w_online_m : 0);
}

int64_t bound_apart_m(const struct plan_space *space, uint32_t option, uint32_t other)
{
    const struct plan_venue *from = &space->problem->venues[space->options[option].venue];
    const struct plan_venue *to = &space->problem->venues[space->options[other].venue];

    return plan_distance_m(from->x_m, from->y_m, to->x_m, to->y_m);
}

/* Home, one, the other, home, instead of home after each. */
static int64_t saving_m(const struct bound_unit *unit, uint32_t a, uint32_t b)
{
    const struct plan_space *space = unit->space;
    uint32_t first = space->units[unit->unit].options.first;
    struct plan_range parties = space->units[unit->unit].parties;
    int64_t saving_m = -(int64_t)space->problem->units[unit->unit].candidates.count *
                       bound_apart_m(space, first + a, first + b);

    for (uint32_t i = 0; i < parties.count; i++)
        saving_m += space->home_ways_m[space->options[first + a].first_way + i] +
                    space->home_ways_m[space->options[first + b].first_way + i];
    return saving_m * space->problem->params.w_travel_per_m;
}

/* ---- sites ---- */

static bool same_site(const struct plan_option *a, const struct plan_option *b)
{
    return a->commune == b->commune && a->mode == b->mode;
}

static uint32_t number_sites(struct bound_unit *unit, const struct plan_option *options)
{
    uint32_t site = 0;

    for (uint32_t i = 0; i < unit->option_count; i++) {
        if (i > 0 && !same_site(&options[i - 1], &options[i]))
            site++;
        unit->site_of_option[i] = site;
    }
    return site + 1;
}

/* The cheapest two options of two sites, if two meetings there save anything on one day. */
static int64_t pair_m(const struct bound_unit *unit, struct plan_range a, struct plan_range b, bool twice)
{
    uint32_t first = unit->space->units[unit->unit].options.first;
    int64_t best_m = BOUND_NEVER;

    for (uint32_t i = a.first; i < a.first + a.count; i++) {
        for (uint32_t k = b.first; k < b.first + b.count; k++) {
            int64_t alone_m = unit->alone_m[i] + unit->alone_m[k];
            int64_t cost_m = alone_m - saving_m(unit, i, k);
            if (cost_m < best_m && cost_m < alone_m &&
                bound_share_day(unit->space, first + i, first + k, twice))
                best_m = cost_m;
        }
    }
    return best_m;
}

static struct plan_range options_of_site(const struct bound_unit *unit, uint32_t site, uint32_t from)
{
    struct plan_range range = {from, 0};

    while (range.first + range.count < unit->option_count &&
           unit->site_of_option[range.first + range.count] == site)
        range.count++;
    return range;
}

static bool list_pairs(struct bound_unit *unit, const struct plan_option *options, struct arena *arena)
{
    uint32_t count = unit->sites.count;
    int64_t *pair = arena_array(arena, (size_t)count * count, sizeof *pair);
    bool twice = bound_fit_session(unit->space, unit->unit, unit->unit);

    if (pair == NULL)
        return false;
    struct plan_range a = {0, 0};
    for (uint32_t i = 0; i < count; i++) {
        struct plan_range b;
        a = b = options_of_site(unit, i, a.first + a.count);
        pair[(size_t)i * count + i] = BOUND_NEVER;
        for (uint32_t k = i + 1; k < count; k++) {
            b = options_of_site(unit, k, b.first + b.count);
            bool apart = options[a.first].commune != options[b.first].commune;
            pair[(size_t)i * count + k] = pair[(size_t)k * count + i] =
                apart ? pair_m(unit, a, b, twice) : BOUND_NEVER;
        }
    }
    unit->sites.pair = pair;
    return true;
}

static bool describe_sites(struct bound_unit *unit, const struct plan_option *options, struct arena *arena)
{
    const struct plan_unit *wanted = &unit->space->problem->units[unit->unit];
    const struct plan_unit_space *room = &unit->space->units[unit->unit];
    uint32_t count = number_sites(unit, options);
    uint32_t *most = arena_array(arena, count, sizeof *most);
    uint32_t *group = arena_array(arena, count, sizeof *group);
    bool *online = arena_array(arena, count, sizeof *online);

    unit->option_of_site = arena_array(arena, count, sizeof *unit->option_of_site);
    unit->single_m = arena_array(arena, count, sizeof *unit->single_m);
    unit->before_m = arena_array(arena, count, sizeof *unit->before_m);
    unit->choice.singles = arena_array(arena, count, sizeof *unit->choice.singles);
    unit->choice.pairs = arena_array(arena, (size_t)wanted->needed / 2, sizeof *unit->choice.pairs);
    if (most == NULL || group == NULL || online == NULL || unit->option_of_site == NULL ||
        unit->single_m == NULL || unit->before_m == NULL || unit->choice.singles == NULL ||
        unit->choice.pairs == NULL || !bound_prices_init(&unit->prices, count, room->groups.count, arena))
        return false;
    for (uint32_t i = 0; i < unit->option_count; i++) {
        uint32_t site = unit->site_of_option[i];
        online[site] = options[i].mode == PLAN_ONLINE;
        most[site] = (uint32_t)(online[site] ? wanted->needed : room->spread_max);
        group[site] = options[i].group_place;
    }
    unit->sites = (struct bound_sites){.count = count,
                                       .needed = (uint32_t)wanted->needed,
                                       .single = unit->single_m,
                                       .pairs_most = (uint32_t)wanted->needed / 2,
                                       .most = most,
                                       .group = group,
                                       .group_count = room->groups.count,
                                       .group_least = (uint32_t)room->quota_own,
                                       .online = online,
                                       .online_most = (uint32_t)wanted->max_online};
    /* Too many groups to keep count of: what they need is left out. */
    if (bound_to_go_size(unit->sites.needed, unit->sites.group_count, unit->sites.group_least) >
        BOUND_TO_GO_MAX)
        unit->sites.group_least = 0;
    return true;
}

/* Each day holds one meeting or two: so many pairs there may be, so many there must be, and so many holidays more
 * than the fewest (plan_bound_holiday) they need. */
static bool limit_by_days(struct bound_unit *unit, struct arena *arena)
{
    const struct plan_problem *problem = unit->space->problem;
    uint64_t *slots = arena_array(arena, problem->slot_words, sizeof *slots);
    int64_t *extra = arena_array(arena, (size_t)unit->sites.needed / 2 + 1, sizeof *extra);
    int64_t needed = unit->sites.needed;

    if (slots == NULL || extra == NULL)
        return false;
    struct bound_days days = plan_bound_days(unit->space, unit->unit, slots);
    int64_t fewest = at_least_0(needed - days.working_one - days.working_two);
    for (int64_t pairs = 0; pairs <= needed / 2; pairs++) {
        int64_t two = min_of(pairs, days.working_two);
        int64_t one = min_of(needed - 2 * pairs, days.working_one - two);
        extra[pairs] = problem->params.w_holiday_m * at_least_0(needed - 2 * two - one - fewest);
    }
    unit->sites.extra = extra;
    if (days.one < needed && needed - days.one <= min_of(days.two, needed / 2))
        unit->sites.pairs_least = (uint32_t)(needed - days.one);
    unit->sites.pairs_most = (uint32_t)min_of(days.two, needed / 2);
    return true;
}

bool bound_unit_init(struct bound_unit *unit, const struct plan_space *space, uint32_t unit_index,
                     struct arena *arena)
{
    struct plan_range range = space->units[unit_index].options;
    const struct plan_option *options = space->options + range.first;

    *unit = (struct bound_unit){.space = space, .unit = unit_index, .option_count = range.count};
    if (range.count == 0 || space->problem->units[unit_index].needed == 0)
        return true;
    unit->alone_m = arena_array(arena, range.count, sizeof *unit->alone_m);
    unit->rebate_m = arena_array(arena, range.count, sizeof *unit->rebate_m);
    unit->site_of_option = arena_array(arena, range.count, sizeof *unit->site_of_option);
    if (unit->alone_m == NULL || unit->rebate_m == NULL || unit->site_of_option == NULL)
        return false;
    for (uint32_t i = 0; i < range.count; i++)
        unit->alone_m[i] = alone_m(space, unit_index, &options[i]);
    if (!describe_sites(unit, options, arena))
        return false;
    if (unit->sites.count > 1 && unit->sites.needed > 1 &&
        space->problem->params.candidate_max_per_day == 2 &&
        (!list_pairs(unit, options, arena) ||
         (!plan_bound_is_local(space, unit_index) && !limit_by_days(unit, arena))))
        return false;
    unit->pairs_least = unit->sites.pairs_least;
    unit->pairs_most = unit->sites.pairs_most;
    return true;
}

/* ---- the choice ---- */

static void find_cheapest_options(struct bound_unit *unit)
{
    for (uint32_t i = unit->option_count; i-- > 0;) {
        uint32_t site = unit->site_of_option[i];
        int64_t cost_m = unit->alone_m[i] - unit->rebate_m[i];
        if (i + 1 == unit->option_count || unit->site_of_option[i + 1] != site ||
            cost_m <= unit->single_m[site]) {
            unit->single_m[site] = cost_m;
            unit->option_of_site[site] = i;
        }
    }
}

/* One site, or one meeting: the cheapest site for all of them, whatever else is asked. */
static void choose_cheapest(struct bound_unit *unit)
{
    uint32_t best = 0;

    memset(unit->choice.singles, 0, unit->sites.count * sizeof *unit->choice.singles);
    for (uint32_t site = 1; site < unit->sites.count; site++) {
        if (unit->single_m[site] < unit->single_m[best])
            best = site;
    }
    unit->choice.singles[best] = unit->sites.needed;
    unit->choice.cost = unit->single_m[best] * unit->sites.needed;
    unit->choice.exact = true;
}

/* Nothing has become cheaper, and nothing that is used dearer: the last choice is still the cheapest. */
static bool still_cheapest(const struct bound_unit *unit)
{
    for (uint32_t site = 0; site < unit->sites.count; site++) {
        int64_t rise_m = unit->single_m[site] - unit->before_m[site];
        if (rise_m < 0 || (rise_m > 0 && unit->choice.singles[site] > 0))
            return false;
    }
    return unit->choice.exact;
}

void bound_unit_limit_pairs(struct bound_unit *unit, uint32_t least, uint32_t most)
{
    if (least == unit->sites.pairs_least && most == unit->sites.pairs_most)
        return;
    unit->sites.pairs_least = least;
    unit->sites.pairs_most = most;
    unit->pairs_limited = least > unit->pairs_least || most < unit->pairs_most;
    unit->pairs_noted = false;
    unit->choice.exact = false; /* the last one need not be one of these */
}

void bound_unit_try_harder(struct bound_unit *unit)
{
    unit->choice.tries = TRIES_HARD;
}

static uint32_t count_pairs(const struct bound_unit *unit)
{
    return unit->choice.pair_count;
}

/* A mean in which old choices are forgotten by and by. */
static void note_pairs(struct bound_unit *unit)
{
    uint32_t pairs = count_pairs(unit);
    uint32_t sum = unit->pairs_mean * (FORGET_AFTER - 1) + pairs * BOUND_PAIRS_PARTS;

    unit->pairs_mean =
        unit->pairs_noted ? (sum + FORGET_AFTER / 2) / FORGET_AFTER : pairs * BOUND_PAIRS_PARTS;
    unit->pairs_noted = true;
}

void bound_unit_choose(struct bound_unit *unit, struct bound_work *work)
{
    if (unit->sites.count == 0)
        return;
    find_cheapest_options(unit);
    if (!still_cheapest(unit)) {
        memcpy(unit->before_m, unit->single_m, unit->sites.count * sizeof *unit->single_m);
        if (unit->sites.count == 1 || unit->sites.needed == 1)
            choose_cheapest(unit);
        else
            bound_choose(&unit->sites, work, &unit->prices, &unit->choice);
    }
    note_pairs(unit);
}
