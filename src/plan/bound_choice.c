#include "plan/bound_choice.h"

#include "plan/bound_prices.h"
#include "plan/bound_to_go.h"

#include <stdlib.h>
#include <string.h>

#define TRIES_MAX 4000    /* of the branch and bound, before the bound by prices has to do */
#define NEEDS_NO_PRICES 2 /* sites */

/* A day: one meeting, or two. Costs are doubled, like the prices. */
struct day_kind {
    uint32_t a;
    uint32_t b; /* the same site: a meeting alone */
    int64_t priced;
};

struct bound_work {
    struct bound_network network;
    struct bound_to_go to_go;
    struct bound_prices prices;
    struct day_kind *singles;
    struct day_kind *pairs;
    uint32_t *room;     /* by site: meetings that may still be added */
    uint32_t *in_group; /* meetings */
    uint32_t *alone;    /* by site: meetings alone, of the choice at hand */
};

/* The search for the best choice with a fixed number of pairs and of singles. */
struct hunt {
    const struct bound_sites *sites;
    struct bound_work *work;
    struct bound_choice *choice;
    uint32_t single_count; /* of work->singles */
    uint32_t pair_count;
    int64_t fixed;    /* what the prices of sites add to every choice */
    int64_t refunds;  /* what those of groups add */
    int64_t priced;   /* of the days chosen so far */
    int64_t refunded; /* to their groups */
    int64_t cost;     /* without prices */
    int64_t best;     /* cost of the cheapest choice so far, or BOUND_NEVER */
    uint32_t state;   /* of the groups, as in bound_to_go */
    uint32_t online_left;
    uint32_t pairs_left;
    uint32_t singles_left;
    uint32_t tries;
};

struct bound_work *bound_work_new(const struct bound_limits *most, struct arena *arena)
{
    uint32_t sites_max = most->sites;
    uint32_t groups_max = most->groups;
    struct bound_work *work = arena_alloc(arena, sizeof *work);
    size_t pairs = (size_t)sites_max * (sites_max - (sites_max > 0)) / 2;

    if (work == NULL || !bound_network_init(&work->network, sites_max, groups_max, arena) ||
        !bound_to_go_init(&work->to_go, most->to_go, groups_max, arena))
        return NULL;
    work->prices.site = arena_array(arena, sites_max, sizeof *work->prices.site);
    work->prices.group = arena_array(arena, groups_max, sizeof *work->prices.group);
    work->singles = arena_array(arena, sites_max, sizeof *work->singles);
    work->pairs = arena_array(arena, pairs, sizeof *work->pairs);
    work->room = arena_array(arena, sites_max, sizeof *work->room);
    work->in_group = arena_array(arena, groups_max, sizeof *work->in_group);
    work->alone = arena_array(arena, sites_max, sizeof *work->alone);
    if (work->prices.site == NULL || work->prices.group == NULL || work->singles == NULL ||
        work->pairs == NULL || work->room == NULL || work->in_group == NULL || work->alone == NULL)
        return NULL;
    return work;
}

/* ---- days, with prices ---- */

static int compare_days(const void *a, const void *b)
{
    const struct day_kind *left = a;
    const struct day_kind *right = b;

    if (left->priced != right->priced)
        return left->priced < right->priced ? -1 : 1;
    if (left->a != right->a)
        return left->a < right->a ? -1 : 1;
    return (left->b > right->b) - (left->b < right->b);
}

static int64_t true_cost(const struct bound_sites *sites, const struct day_kind *day)
{
    return 2 *
           (day->a == day->b ? sites->single[day->a] : sites->pair[(size_t)day->a * sites->count + day->b]);
}

static int64_t price_of(const struct hunt *hunt, uint32_t site)
{
    return hunt->work->prices.site[site] - hunt->work->prices.group[hunt->sites->group[site]];
}

static void list_singles(struct hunt *hunt)
{
    const struct bound_sites *sites = hunt->sites;

    for (uint32_t a = 0; a < sites->count; a++)
        hunt->work->singles[hunt->single_count++] =
            (struct day_kind){a, a, 2 * sites->single[a] + price_of(hunt, a)};
    qsort(hunt->work->singles, hunt->single_count, sizeof *hunt->work->singles, compare_days);
}

static void list_pairs(struct hunt *hunt)
{
    const struct bound_sites *sites = hunt->sites;

    if (sites->pair == NULL)
        return;
    for (uint32_t a = 0; a < sites->count; a++) {
        for (uint32_t b = a + 1; b < sites->count; b++) {
            int64_t cost = sites->pair[(size_t)a * sites->count + b];
            if (cost != BOUND_NEVER)
                hunt->work->pairs[hunt->pair_count++] =
                    (struct day_kind){a, b, 2 * cost + price_of(hunt, a) + price_of(hunt, b)};
        }
    }
    qsort(hunt->work->pairs, hunt->pair_count, sizeof *hunt->work->pairs, compare_days);
}

static int64_t fixed_cost(const struct hunt *hunt)
{
    const struct bound_sites *sites = hunt->sites;
    int64_t cost = 0;

    for (uint32_t a = 0; a < sites->count; a++)
        cost -= hunt->work->prices.site[a] * sites->most[a];
    return cost;
}

static int64_t refunds_due(const struct hunt *hunt)
{
    int64_t sum = 0;

    for (uint32_t group = 0; group < hunt->sites->group_count; group++)
        sum += hunt->work->prices.group[group] * hunt->sites->group_least;
    return sum;
}

/* ---- branch and bound ---- */

static bool fits(const struct hunt *hunt, uint32_t site)
{
    return hunt->work->room[site] > 0 && (!hunt->sites->online[site] || hunt->online_left > 0);
}

static void add_meeting(struct hunt *hunt, uint32_t site)
{
    uint32_t group = hunt->sites->group[site];

    hunt->work->room[site]--;
    hunt->online_left -= hunt->sites->online[site];
    hunt->refunded += hunt->work->prices.group[group];
    if (hunt->work->in_group[group]++ < hunt->sites->group_least)
        hunt->state += hunt->work->to_go.weight[group];
}

static void remove_meeting(struct hunt *hunt, uint32_t site)
{
    uint32_t group = hunt->sites->group[site];

    hunt->work->room[site]++;
    hunt->online_left += hunt->sites->online[site];
    hunt->refunded -= hunt->work->prices.group[group];
    if (--hunt->work->in_group[group] < hunt->sites->group_least)
        hunt->state -= hunt->work->to_go.weight[group];
}

static void keep_if_better(struct hunt *hunt)
{
    if (bound_to_go_cost(&hunt->work->to_go, 0, hunt->state) != 0 || hunt->cost >= hunt->best)
        return;
    hunt->best = hunt->cost;
    memcpy(hunt->choice->singles, hunt->work->alone, hunt->sites->count * sizeof *hunt->work->alone);
}

/* False: no choice that begins like this is cheaper than the best, however the rest is chosen from days that cost
 * at least `pair` and `single`. */
static bool promises(const struct hunt *hunt, int64_t pair, int64_t single)
{
    int64_t begun = hunt->fixed + hunt->priced;
    int64_t to_go =
        bound_to_go_cost(&hunt->work->to_go, 2 * hunt->pairs_left + hunt->singles_left, hunt->state);

    return to_go != BOUND_NEVER && begun + hunt->refunded + to_go < hunt->best &&
           begun + hunt->refunds + pair * hunt->pairs_left + single * hunt->singles_left < hunt->best;
}

static void choose_singles(struct hunt *hunt, uint32_t from)
{
    if (hunt->singles_left == 0) {
        keep_if_better(hunt);
        return;
    }
    for (uint32_t i = from; i < hunt->single_count; i++) {
        const struct day_kind *day = &hunt->work->singles[i];
        if (!promises(hunt, 0, day->priced) || ++hunt->tries > TRIES_MAX)
            return;
        if (!fits(hunt, day->a))
            continue;
        add_meeting(hunt, day->a);
        hunt->work->alone[day->a]++;
        hunt->singles_left--;
        hunt->priced += day->priced;
        hunt->cost += true_cost(hunt->sites, day);
        choose_singles(hunt, i);
        hunt->cost -= true_cost(hunt->sites, day);
        hunt->priced -= day->priced;
        hunt->singles_left++;
        hunt->work->alone[day->a]--;
        remove_meeting(hunt, day->a);
    }
}

static bool add_pair(struct hunt *hunt, const struct day_kind *day)
{
    if (!fits(hunt, day->a))
        return false;
    add_meeting(hunt, day->a);
    if (fits(hunt, day->b)) {
        add_meeting(hunt, day->b);
        return true;
    }
    remove_meeting(hunt, day->a);
    return false;
}

static void choose_pairs(struct hunt *hunt, uint32_t from)
{
    if (hunt->pairs_left == 0) {
        choose_singles(hunt, 0);
        return;
    }
    for (uint32_t i = from; i < hunt->pair_count; i++) {
        const struct day_kind *day = &hunt->work->pairs[i];
        if (!promises(hunt, day->priced, hunt->work->singles[0].priced) || ++hunt->tries > TRIES_MAX)
            return;
        if (!add_pair(hunt, day))
            continue;
        hunt->pairs_left--;
        hunt->priced += day->priced;
        hunt->cost += true_cost(hunt->sites, day);
        choose_pairs(hunt, i);
        hunt->cost -= true_cost(hunt->sites, day);
        hunt->priced -= day->priced;
        hunt->pairs_left++;
        remove_meeting(hunt, day->b);
        remove_meeting(hunt, day->a);
    }
}

/* ---- all numbers of pairs ---- */

static int64_t bound_with_pairs(const struct hunt *hunt, uint32_t pairs)
{
    int64_t days = hunt->work->singles[0].priced * (hunt->sites->needed - 2 * pairs);
    int64_t to_go = bound_to_go_cost(&hunt->work->to_go, hunt->sites->needed, 0);

    if (pairs > 0)
        days += hunt->work->pairs[0].priced * pairs;
    days += hunt->refunds;
    return hunt->fixed + (to_go > days ? to_go : days);
}

static void begin(struct hunt *hunt)
{
    const struct bound_sites *sites = hunt->sites;

    memcpy(hunt->work->room, sites->most, sites->count * sizeof *sites->most);
    memset(hunt->work->in_group, 0, sites->group_count * sizeof *hunt->work->in_group);
    memset(hunt->work->alone, 0, sites->count * sizeof *hunt->work->alone);
    list_singles(hunt);
    list_pairs(hunt);
    hunt->fixed = fixed_cost(hunt);
    hunt->refunds = refunds_due(hunt);
    bound_to_go_fill(&hunt->work->to_go, sites, hunt->work->prices.site);
    hunt->online_left = sites->online_most;
}

/* The most promising number of pairs first: what is proved of all of them is the answer. */
static void hunt_all(struct hunt *hunt)
{
    uint32_t pairs_most = hunt->pair_count > 0 ? hunt->sites->needed / 2 : 0;
    int64_t proved = BOUND_NEVER;
    bool many_first = bound_with_pairs(hunt, pairs_most) <= bound_with_pairs(hunt, 0);

    for (uint32_t i = 0; i <= pairs_most; i++) {
        uint32_t pairs = many_first ? pairs_most - i : i;
        int64_t bound = bound_with_pairs(hunt, pairs);
        if (bound >= hunt->best)
            continue;
        hunt->pairs_left = pairs;
        hunt->singles_left = hunt->sites->needed - 2 * pairs;
        hunt->tries = 0;
        choose_pairs(hunt, 0);
        if (hunt->tries > TRIES_MAX && bound < proved)
            proved = bound;
    }
    hunt->choice->exact = proved >= hunt->best && hunt->best != BOUND_NEVER;
    if (hunt->best < proved)
        proved = hunt->best;
    /* Doubled; the true cost is whole. */
    hunt->choice->cost = proved != BOUND_NEVER && proved > 0 ? (proved + 1) / 2 : 0;
}

void bound_choose(const struct bound_sites *sites, struct bound_work *work, struct bound_choice *choice)
{
    struct hunt hunt = {.sites = sites, .work = work, .choice = choice, .best = BOUND_NEVER};

    choice->cost = 0;
    choice->exact = false;
    memset(choice->singles, 0, sites->count * sizeof *choice->singles);
    if (sites->count <= NEEDS_NO_PRICES) {
        memset(work->prices.site, 0, sites->count * sizeof *work->prices.site);
        memset(work->prices.group, 0, sites->group_count * sizeof *work->prices.group);
    } else if (!bound_find_prices(sites, &work->network, &work->prices)) {
        return;
    }
    begin(&hunt);
    if (bound_to_go_cost(&work->to_go, sites->needed, 0) != BOUND_NEVER)
        hunt_all(&hunt);
}
