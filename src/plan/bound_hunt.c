#include "plan/bound_hunt.h"

#include <stdlib.h>
#include <string.h>

/* ---- days, with prices ---- */

static int compare_days(const void *a, const void *b)
{
    const struct bound_day *left = a;
    const struct bound_day *right = b;

    if (left->priced != right->priced)
        return left->priced < right->priced ? -1 : 1;
    if (left->a != right->a)
        return left->a < right->a ? -1 : 1;
    return (left->b > right->b) - (left->b < right->b);
}

static int64_t true_cost(const struct bound_sites *sites, const struct bound_day *day)
{
    return 2 *
           (day->a == day->b ? sites->single[day->a] : sites->pair[(size_t)day->a * sites->count + day->b]);
}

static int64_t price_of(const struct bound_hunt *hunt, uint32_t site)
{
    return hunt->prices->site[site] - hunt->prices->group[hunt->sites->group[site]];
}

static void list_singles(struct bound_hunt *hunt)
{
    const struct bound_sites *sites = hunt->sites;

    for (uint32_t a = 0; a < sites->count; a++)
        hunt->work->singles[hunt->single_count++] =
            (struct bound_day){a, a, 2 * sites->single[a] + price_of(hunt, a)};
    qsort(hunt->work->singles, hunt->single_count, sizeof *hunt->work->singles, compare_days);
}

static int64_t extra_cost(const struct bound_sites *sites, uint32_t pairs)
{
    return sites->extra != NULL ? sites->extra[pairs] : 0;
}

static int64_t fixed_cost(const struct bound_hunt *hunt, uint32_t pairs)
{
    const struct bound_sites *sites = hunt->sites;
    int64_t cost = 2 * extra_cost(sites, pairs) - 2 * hunt->prices->pair * pairs;

    for (uint32_t a = 0; a < sites->count; a++)
        cost -= hunt->prices->site[a] * sites->most[a];
    return cost;
}

static int64_t refunds_due(const struct bound_hunt *hunt)
{
    int64_t sum = 0;

    for (uint32_t group = 0; group < hunt->sites->group_count; group++)
        sum += hunt->prices->group[group] * hunt->sites->group_least;
    return sum;
}

/* The dearest day with two meetings that may be part of a choice cheaper than the best. */
static int64_t dearest_pair(const struct bound_hunt *hunt, int64_t cheapest_pair)
{
    int64_t dearest = INT64_MIN;

    if (hunt->best == BOUND_NEVER)
        return BOUND_NEVER;
    for (uint32_t pairs = 1; pairs <= hunt->sites->needed / 2 && pairs <= hunt->sites->pairs_most; pairs++) {
        int64_t others =
            cheapest_pair * (pairs - 1) + hunt->work->singles[0].priced * (hunt->sites->needed - 2 * pairs);
        int64_t left = hunt->best - fixed_cost(hunt, pairs) - hunt->refunds - others;
        dearest = left > dearest ? left : dearest;
    }
    return dearest;
}

static int64_t priced_pair(const struct bound_hunt *hunt, uint32_t a, uint32_t b)
{
    return 2 * (hunt->sites->pair[(size_t)a * hunt->sites->count + b] + hunt->prices->pair) +
           price_of(hunt, a) + price_of(hunt, b);
}

static int64_t cheapest_pair(const struct bound_hunt *hunt)
{
    const struct bound_sites *sites = hunt->sites;
    int64_t cheapest = BOUND_NEVER;

    for (uint32_t a = 0; a < sites->count; a++) {
        for (uint32_t b = a + 1; b < sites->count; b++) {
            if (sites->pair[(size_t)a * sites->count + b] != BOUND_NEVER &&
                priced_pair(hunt, a, b) < cheapest)
                cheapest = priced_pair(hunt, a, b);
        }
    }
    return cheapest;
}

static void list_pairs(struct bound_hunt *hunt)
{
    const struct bound_sites *sites = hunt->sites;

    if (sites->pair == NULL)
        return;
    hunt->cheapest_pair = cheapest_pair(hunt);
    if (hunt->cheapest_pair == BOUND_NEVER)
        return;
    int64_t dearest = dearest_pair(hunt, hunt->cheapest_pair);
    for (uint32_t a = 0; a < sites->count; a++) {
        for (uint32_t b = a + 1; b < sites->count; b++) {
            if (sites->pair[(size_t)a * sites->count + b] == BOUND_NEVER)
                continue;
            struct bound_day pair = {a, b, priced_pair(hunt, a, b)};
            if (pair.priced < dearest)
                hunt->work->pairs[hunt->pair_count++] = pair;
        }
    }
    qsort(hunt->work->pairs, hunt->pair_count, sizeof *hunt->work->pairs, compare_days);
}

/* ---- branch and bound ---- */

static bool fits(const struct bound_hunt *hunt, uint32_t site)
{
    return hunt->work->room[site] > 0 && (!hunt->sites->online[site] || hunt->online_left > 0);
}

static void add_meeting(struct bound_hunt *hunt, uint32_t site)
{
    uint32_t group = hunt->sites->group[site];

    hunt->work->room[site]--;
    hunt->online_left -= hunt->sites->online[site];
    hunt->refunded += hunt->prices->group[group];
    if (hunt->work->in_group[group]++ < hunt->sites->group_least)
        hunt->state += hunt->work->to_go.weight[group];
}

static void remove_meeting(struct bound_hunt *hunt, uint32_t site)
{
    uint32_t group = hunt->sites->group[site];

    hunt->work->room[site]++;
    hunt->online_left += hunt->sites->online[site];
    hunt->refunded -= hunt->prices->group[group];
    if (--hunt->work->in_group[group] < hunt->sites->group_least)
        hunt->state -= hunt->work->to_go.weight[group];
}

static void keep_if_better(struct bound_hunt *hunt)
{
    if (bound_to_go_cost(&hunt->work->to_go, 0, hunt->state) != 0 || hunt->cost >= hunt->best)
        return;
    hunt->best = hunt->cost;
    hunt->choice->found = true;
    memcpy(hunt->choice->singles, hunt->work->alone, hunt->sites->count * sizeof *hunt->work->alone);
    memcpy(hunt->choice->pairs, hunt->work->together, hunt->pairs_held * sizeof *hunt->work->together);
    hunt->choice->pair_count = hunt->pairs_held;
}

/* False: no choice that begins like this is cheaper than the best, however the rest is chosen from days that cost
 * at least `pair` and `single`. */
static bool promises(const struct bound_hunt *hunt, int64_t pair, int64_t single)
{
    int64_t begun = hunt->fixed + hunt->priced;
    int64_t to_go =
        bound_to_go_cost(&hunt->work->to_go, 2 * hunt->pairs_left + hunt->singles_left, hunt->state);

    return to_go != BOUND_NEVER && begun + hunt->refunded + to_go < hunt->best &&
           begun + hunt->refunds + pair * hunt->pairs_left + single * hunt->singles_left < hunt->best;
}

static void choose_singles(struct bound_hunt *hunt, uint32_t from)
{
    if (hunt->singles_left == 0) {
        keep_if_better(hunt);
        return;
    }
    for (uint32_t i = from; i < hunt->single_count; i++) {
        const struct bound_day *day = &hunt->work->singles[i];
        if (!promises(hunt, 0, day->priced) || ++hunt->tries > hunt->tries_most)
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

static bool add_pair(struct bound_hunt *hunt, const struct bound_day *day)
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

static void choose_pairs(struct bound_hunt *hunt, uint32_t from)
{
    if (hunt->pairs_left == 0) {
        choose_singles(hunt, 0);
        return;
    }
    for (uint32_t i = from; i < hunt->pair_count; i++) {
        const struct bound_day *day = &hunt->work->pairs[i];
        if (!promises(hunt, day->priced, hunt->work->singles[0].priced) || ++hunt->tries > hunt->tries_most)
            return;
        if (!add_pair(hunt, day))
            continue;
        hunt->pairs_left--;
        hunt->work->together[hunt->pairs_held++] = (struct bound_pair){day->a, day->b};
        hunt->priced += day->priced;
        hunt->cost += true_cost(hunt->sites, day);
        choose_pairs(hunt, i);
        hunt->cost -= true_cost(hunt->sites, day);
        hunt->priced -= day->priced;
        hunt->pairs_held--;
        hunt->pairs_left++;
        remove_meeting(hunt, day->b);
        remove_meeting(hunt, day->a);
    }
}

/* ---- all numbers of pairs ---- */

static int64_t bound_with_pairs(const struct bound_hunt *hunt, uint32_t pairs)
{
    int64_t days = hunt->work->singles[0].priced * (hunt->sites->needed - 2 * pairs);
    int64_t to_go = bound_to_go_cost(&hunt->work->to_go, hunt->sites->needed, 0);

    if (to_go == BOUND_NEVER || (pairs > 0 && hunt->cheapest_pair == BOUND_NEVER))
        return BOUND_NEVER;
    if (pairs > 0)
        days += hunt->cheapest_pair * pairs;
    days += hunt->refunds;
    return fixed_cost(hunt, pairs) + (to_go > days ? to_go : days);
}

void bound_hunt_begin(struct bound_hunt *hunt)
{
    const struct bound_sites *sites = hunt->sites;

    memcpy(hunt->work->room, sites->most, sites->count * sizeof *sites->most);
    memset(hunt->work->in_group, 0, sites->group_count * sizeof *hunt->work->in_group);
    memset(hunt->work->alone, 0, sites->count * sizeof *hunt->work->alone);
    hunt->refunds = refunds_due(hunt);
    list_singles(hunt);
    list_pairs(hunt);
    bound_to_go_fill(&hunt->work->to_go, sites, hunt->prices);
    hunt->online_left = sites->online_most;
}

static uint32_t pairs_most(const struct bound_hunt *hunt)
{
    uint32_t most = hunt->cheapest_pair != BOUND_NEVER ? hunt->sites->needed / 2 : 0;

    return hunt->sites->pairs_most < most ? hunt->sites->pairs_most : most;
}

/* The most promising number of pairs first: what is proved of all of them is the answer. */
void bound_hunt_all(struct bound_hunt *hunt)
{
    uint32_t least = hunt->sites->pairs_least;
    uint32_t most = pairs_most(hunt);
    int64_t proved = BOUND_NEVER;
    bool many_first = bound_with_pairs(hunt, most) <= bound_with_pairs(hunt, least);

    for (uint32_t i = 0; least + i <= most; i++) {
        uint32_t pairs = many_first ? most - i : least + i;
        int64_t bound = bound_with_pairs(hunt, pairs);
        if (bound >= hunt->best)
            continue;
        hunt->fixed = fixed_cost(hunt, pairs);
        hunt->pairs_left = pairs;
        hunt->cost = 2 * extra_cost(hunt->sites, pairs);
        hunt->singles_left = hunt->sites->needed - 2 * pairs;
        hunt->tries = 0;
        choose_pairs(hunt, 0);
        if (hunt->tries > hunt->tries_most && bound < proved)
            proved = bound;
    }
    hunt->choice->exact = proved >= hunt->best && hunt->choice->found;
    if (hunt->best < proved)
        proved = hunt->best;
    /* Doubled; the true cost is whole. */
    hunt->choice->none = proved == BOUND_NEVER;
    hunt->choice->cost = proved != BOUND_NEVER && proved > 0 ? (proved + 1) / 2 : 0;
}
