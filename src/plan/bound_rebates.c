#include "plan/bound_rebates.h"

#include <stdlib.h>
#include <string.h>

/* The bound is hoped to rise by this share of itself; by half of it after so many rounds without a rise. */
#define HOPE_SHARE 32
#define HOPE_GROWS 16 /* by this share of itself with each rise */
#define PATIENCE 6
#define STEP_PARTS 1024

/* ---- links ---- */

static uint32_t first_option(const struct bound_rebates *rebates, uint32_t unit)
{
    return rebates->space->units[unit].options.first;
}

static int64_t home_way_m(const struct bound_rebates *rebates, const struct plan_seat *seat, uint32_t option)
{
    const struct plan_option *place = &rebates->space->options[first_option(rebates, seat->unit) + option];

    return rebates->space->home_ways_m[place->first_way + seat->party_place] *
           rebates->space->problem->params.w_travel_per_m;
}

static bool measure_savings(const struct bound_rebates *rebates, struct bound_link *link,
                            const struct plan_seat *const seats[2])
{
    const struct plan_space *space = rebates->space;
    int64_t *saving_m =
        arena_array(rebates->arena, (size_t)link->count[0] * link->count[1], sizeof *saving_m);
    bool twice = bound_fit_session(space, link->unit[0], link->unit[1]);

    if (saving_m == NULL)
        return false;
    for (uint32_t i = 0; i < link->count[0]; i++) {
        uint32_t a = first_option(rebates, link->unit[0]) + i;
        for (uint32_t k = 0; k < link->count[1]; k++) {
            uint32_t b = first_option(rebates, link->unit[1]) + k;
            int64_t saved_m = home_way_m(rebates, seats[0], i) + home_way_m(rebates, seats[1], k) -
                              bound_apart_m(space, a, b) * space->problem->params.w_travel_per_m;
            if (saved_m > 0 && bound_share_day(space, a, b, twice))
                saving_m[(size_t)i * link->count[1] + k] = saved_m;
        }
    }
    link->saving_m = saving_m;
    return true;
}

/* What the one side still has to give, when the other gives what it does. */
static void give_rest(struct bound_link *link, int side)
{
    int other = 1 - side;

    for (uint32_t i = 0; i < link->count[side]; i++) {
        int64_t rest_m = 0;
        for (uint32_t k = 0; k < link->count[other]; k++) {
            size_t cell = side == 0 ? (size_t)i * link->count[1] + k : (size_t)k * link->count[1] + i;
            int64_t missing_m = link->saving_m[cell] - link->rebate_m[other][k];
            if (missing_m > rest_m)
                rest_m = missing_m;
        }
        link->rebate_m[side][i] = rest_m;
    }
}

/* Neither side gives more than it must. */
static void give_no_more(struct bound_link *link)
{
    give_rest(link, 1);
    give_rest(link, 0);
}

/* The first is the unit with fewer options, which converges faster. */
static bool init_link(struct bound_rebates *rebates, struct bound_link *link, const struct plan_seat *pair)
{
    struct arena *arena = rebates->arena;
    bool swap = rebates->units[pair[0].unit].option_count > rebates->units[pair[1].unit].option_count;
    const struct plan_seat *const seats[2] = {&pair[swap], &pair[!swap]};

    for (int side = 0; side < 2; side++) {
        link->unit[side] = seats[side]->unit;
        link->count[side] = rebates->units[seats[side]->unit].option_count;
        link->rebate_m[side] = arena_array(arena, link->count[side], sizeof *link->rebate_m[side]);
    }
    link->best_m = arena_array(arena, link->count[0], sizeof *link->best_m);
    link->most_m = arena_array(arena, link->count[0], sizeof *link->most_m);
    link->wish = arena_array(arena, link->count[0], sizeof *link->wish);
    if (link->rebate_m[0] == NULL || link->rebate_m[1] == NULL || link->best_m == NULL ||
        link->most_m == NULL || link->wish == NULL || !measure_savings(rebates, link, seats))
        return false;
    give_rest(link, 0); /* while the other side gives nothing */
    memcpy(link->most_m, link->rebate_m[0], link->count[0] * sizeof *link->most_m);
    for (uint32_t i = 0; i < link->count[0]; i++) {
        if (link->rebate_m[0][i] > link->size_m)
            link->size_m = link->rebate_m[0][i];
        link->rebate_m[0][i] /= 2;
    }
    give_no_more(link);
    memcpy(link->best_m, link->rebate_m[0], link->count[0] * sizeof *link->best_m);
    return true;
}

/* A candidate of more than two units: each gives the whole way to the meeting, half of the tour. */
static void give_half(const struct bound_rebates *rebates, const struct plan_seat *seat)
{
    struct bound_unit *unit = &rebates->units[seat->unit];

    for (uint32_t i = 0; i < unit->option_count; i++)
        unit->rebate_m[i] += home_way_m(rebates, seat, i);
}

static bool takes_part(const struct bound_rebates *rebates, uint32_t unit)
{
    return rebates->units[unit].sites.count > 0;
}

/* ---- clusters ---- */

static uint32_t find_top(uint32_t *top, uint32_t unit)
{
    while (top[unit] != unit) {
        top[unit] = top[top[unit]];
        unit = top[unit];
    }
    return unit;
}

static bool init_links(struct bound_rebates *rebates, uint32_t *top)
{
    const struct plan_space *space = rebates->space;

    for (uint32_t i = 0; i < space->party_count; i++) {
        struct plan_range range = space->parties[i].seats;
        const struct plan_seat *seats = space->seats + range.first;
        if (range.count < 2)
            continue;
        for (uint32_t k = 0; range.count > 2 && k < range.count; k++) {
            if (takes_part(rebates, seats[k].unit))
                give_half(rebates, &seats[k]);
        }
        if (range.count > 2 || !takes_part(rebates, seats[0].unit) || !takes_part(rebates, seats[1].unit))
            continue;
        if (!init_link(rebates, &rebates->links[rebates->link_count++], seats))
            return false;
        top[find_top(top, seats[1].unit)] = find_top(top, seats[0].unit);
    }
    return true;
}

static bool take_lists(struct bound_rebates *rebates, uint32_t **out_top, uint32_t **out_cluster)
{
    uint32_t units = rebates->space->problem->count.units;

    *out_top = arena_array(rebates->arena, units, sizeof **out_top);
    *out_cluster = arena_array(rebates->arena, units, sizeof **out_cluster);
    rebates->links = arena_array(rebates->arena, rebates->space->party_count, sizeof *rebates->links);
    rebates->clusters = arena_array(rebates->arena, units, sizeof *rebates->clusters);
    rebates->cluster_units = arena_array(rebates->arena, units, sizeof *rebates->cluster_units);
    return *out_top != NULL && *out_cluster != NULL && rebates->links != NULL && rebates->clusters != NULL &&
           rebates->cluster_units != NULL;
}

/* Units and links in order of their clusters, clusters in order of their first units. */
static bool list_clusters(struct bound_rebates *rebates, uint32_t *top, uint32_t *cluster_of)
{
    uint32_t units = rebates->space->problem->count.units;
    struct bound_link *links = arena_array(rebates->arena, rebates->link_count, sizeof *links);
    struct plan_range next = {0, 0};

    if (links == NULL)
        return false;
    memset(cluster_of, 0xff, units * sizeof *cluster_of);
    for (uint32_t unit = 0; unit < units; unit++) {
        uint32_t *cluster = &cluster_of[find_top(top, unit)];
        if (*cluster == PLAN_NONE)
            *cluster = rebates->cluster_count++;
        rebates->clusters[*cluster].units.count++;
    }
    for (uint32_t i = 0; i < rebates->link_count; i++)
        rebates->clusters[cluster_of[find_top(top, rebates->links[i].unit[0])]].links.count++;
    for (uint32_t i = 0; i < rebates->cluster_count; i++) {
        struct bound_cluster *cluster = &rebates->clusters[i];
        cluster->units.first = next.first;
        cluster->links.first = next.count;
        next = (struct plan_range){next.first + cluster->units.count, next.count + cluster->links.count};
        cluster->units.count = cluster->links.count = 0;
    }
    for (uint32_t unit = 0; unit < units; unit++) {
        struct plan_range *range = &rebates->clusters[cluster_of[find_top(top, unit)]].units;
        rebates->cluster_units[range->first + range->count++] = unit;
    }
    for (uint32_t i = 0; i < rebates->link_count; i++) {
        struct plan_range *range =
            &rebates->clusters[cluster_of[find_top(top, rebates->links[i].unit[0])]].links;
        links[range->first + range->count++] = rebates->links[i];
    }
    rebates->links = links;
    return true;
}

bool bound_rebates_init(struct bound_rebates *rebates, const struct plan_space *space,
                        struct bound_unit *units, struct arena *arena)
{
    uint32_t *top;
    uint32_t *cluster_of;

    *rebates = (struct bound_rebates){.space = space, .units = units, .arena = arena};
    if (!take_lists(rebates, &top, &cluster_of))
        return false;
    for (uint32_t unit = 0; unit < space->problem->count.units; unit++)
        top[unit] = unit;
    if (space->problem->params.candidate_max_per_day == 2 && !init_links(rebates, top))
        return false;
    return list_clusters(rebates, top, cluster_of);
}

/* ---- rounds ---- */

static void add_rebates(struct bound_rebates *rebates, const struct bound_link *link, int sign)
{
    for (int side = 0; side < 2; side++) {
        int64_t *rebate_m = rebates->units[link->unit[side]].rebate_m;
        for (uint32_t i = 0; i < link->count[side]; i++)
            rebate_m[i] += sign * link->rebate_m[side][i];
    }
}

static int64_t choose_all(struct bound_rebates *rebates, const struct bound_cluster *cluster)
{
    int64_t sum_m = 0;
    bool none = false;

    for (uint32_t i = 0; i < cluster->links.count; i++)
        add_rebates(rebates, &rebates->links[cluster->links.first + i], 1);
    for (uint32_t i = 0; i < cluster->units.count; i++) {
        struct bound_unit *unit = &rebates->units[rebates->cluster_units[cluster->units.first + i]];
        bound_unit_choose(unit, rebates->work);
        none = none || (unit->choice.none && unit->pairs_limited);
        sum_m += unit->choice.cost;
    }
    for (uint32_t i = 0; i < cluster->links.count; i++)
        add_rebates(rebates, &rebates->links[cluster->links.first + i], -1);
    return none ? BOUND_NEVER : sum_m;
}

/* Meetings alone at the option, of the last choice. */
static int32_t alone_at(const struct bound_unit *unit, uint32_t option)
{
    uint32_t site = unit->site_of_option[option];

    return unit->option_of_site[site] == option ? (int32_t)unit->choice.singles[site] : 0;
}

/* The first unit should give less where it meets, and more where the other unit meets and hopes for it. Returns
 * the sum of the squares of its wishes. */
static int64_t wish(const struct bound_rebates *rebates, struct bound_link *link)
{
    const struct bound_unit *first = &rebates->units[link->unit[0]];
    const struct bound_unit *second = &rebates->units[link->unit[1]];
    int64_t squares = 0;

    for (uint32_t i = 0; i < link->count[0]; i++)
        link->wish[i] = -alone_at(first, i);
    for (uint32_t k = 0; k < link->count[1]; k++) {
        int32_t meetings = alone_at(second, k);
        uint32_t partner = PLAN_NONE;
        int64_t most_m = 0;
        for (uint32_t i = 0; meetings > 0 && i < link->count[0]; i++) {
            int64_t missing_m = link->saving_m[(size_t)i * link->count[1] + k] - link->rebate_m[0][i];
            if (missing_m > most_m) {
                most_m = missing_m;
                partner = i;
            }
        }
        if (partner != PLAN_NONE)
            link->wish[partner] += meetings;
    }
    for (uint32_t i = 0; i < link->count[0]; i++) {
        /* What cannot move must not shorten the step of the others. */
        if ((link->wish[i] < 0 && link->rebate_m[0][i] == 0) ||
            (link->wish[i] > 0 && link->rebate_m[0][i] == link->most_m[i]))
            link->wish[i] = 0;
        squares += (int64_t)link->wish[i] * link->wish[i];
    }
    return squares;
}

/* Links with large savings take larger steps, as if each were measured in a unit of its own size. */
static void follow_wish(struct bound_link *link, int64_t gap_m, int64_t squares)
{
    for (uint32_t i = 0; i < link->count[0]; i++) {
        int64_t *rebate_m = &link->rebate_m[0][i];
        int64_t share = link->size_m * link->wish[i] * STEP_PARTS / squares;
        *rebate_m += gap_m * share / STEP_PARTS;
        if (*rebate_m < 0)
            *rebate_m = 0;
        if (*rebate_m > link->most_m[i])
            *rebate_m = link->most_m[i];
    }
    give_rest(link, 1);
}

void bound_link_give(struct bound_link *link, const int64_t *first_m)
{
    memcpy(link->rebate_m[0], first_m, link->count[0] * sizeof *first_m);
    give_rest(link, 1);
}

static void keep_rebates(struct bound_rebates *rebates, const struct bound_cluster *cluster)
{
    for (uint32_t i = 0; i < cluster->links.count; i++) {
        struct bound_link *link = &rebates->links[cluster->links.first + i];
        memcpy(link->best_m, link->rebate_m[0], link->count[0] * sizeof *link->best_m);
    }
}

static bool step(struct bound_rebates *rebates, const struct bound_cluster *cluster, int64_t gap_m)
{
    struct bound_link *links = rebates->links + cluster->links.first;
    int64_t squares = 0;

    for (uint32_t i = 0; i < cluster->links.count; i++)
        squares += links[i].size_m * wish(rebates, &links[i]);
    if (squares == 0)
        return false;
    for (uint32_t i = 0; i < cluster->links.count; i++)
        follow_wish(&links[i], gap_m, squares);
    return true;
}

/* At the best rebates it is worth while to try harder. */
static int64_t prove_more(struct bound_rebates *rebates, const struct bound_cluster *cluster, int64_t best_m)
{
    int64_t now_m;

    if (best_m == BOUND_NEVER)
        return best_m;
    for (uint32_t i = 0; i < cluster->links.count; i++) {
        struct bound_link *link = &rebates->links[cluster->links.first + i];
        bound_link_give(link, link->best_m);
    }
    for (uint32_t i = 0; i < cluster->units.count; i++)
        bound_unit_try_harder(&rebates->units[rebates->cluster_units[cluster->units.first + i]]);
    now_m = choose_all(rebates, cluster);
    return now_m > best_m ? now_m : best_m;
}

int64_t bound_cluster_raise(struct bound_rebates *rebates, const struct bound_cluster *cluster,
                            const struct bound_rounds *rounds)
{
    int64_t best_m = choose_all(rebates, cluster);
    int64_t now_m = best_m;
    int64_t hope_m = best_m / HOPE_SHARE;
    uint32_t vain = 0;

    keep_rebates(rebates, cluster);
    for (uint32_t round = 0; cluster->links.count > 0 && round < rounds->most && hope_m > 0; round++) {
        if (best_m >= rounds->enough_m || !step(rebates, cluster, best_m + hope_m - now_m))
            break;
        now_m = choose_all(rebates, cluster);
        if (now_m > best_m) {
            best_m = now_m;
            vain = 0;
            hope_m += hope_m / HOPE_GROWS;
            keep_rebates(rebates, cluster);
        } else if (++vain == PATIENCE) {
            hope_m /= 2;
            vain = 0;
        }
    }
    return prove_more(rebates, cluster, best_m);
}
