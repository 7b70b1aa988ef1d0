#include "plan/deck.h"

#include "plan/regions.h"

#include <math.h>
#include <stdlib.h>

#define MEMORY_MAX_BYTES ((size_t)1 << 30)
/* How often a meeting is tried: once, or with company by what its unit costs beside the median unit. Found by
 * experiment on provinces. */
#define CARDS_AT_MEDIAN 4
#define CARDS_EXPONENT 0.7
#define CARDS_MAX 64

/* ---- options, cheapest first ---- */

struct priced {
    uint32_t option;
    double cost_m; /* of a meeting alone on its day */
};

static int compare_prices(const void *a, const void *b)
{
    const struct priced *left = a;
    const struct priced *right = b;

    if (left->cost_m != right->cost_m)
        return left->cost_m < right->cost_m ? -1 : 1;
    return (left->option > right->option) - (left->option < right->option);
}

static double price_m(const struct plan_space *space, uint32_t unit, uint32_t option_index)
{
    const struct plan_params *params = &space->problem->params;
    const struct plan_option *option = &space->options[option_index];
    double ways_m = 0;

    for (uint32_t i = 0; i < space->units[unit].parties.count; i++)
        ways_m += 2.0 * (double)space->home_ways_m[option->first_way + i];
    return ways_m * (double)params->w_travel_per_m +
           (option->mode == PLAN_ONLINE ? (double)params->w_online_m : 0);
}

/* Also the mean price, with some part of what an uneven load costs for units whose ways are short. */
static void sort_options(struct deck *deck, uint32_t unit, struct priced *priced)
{
    struct plan_range options = deck->space->units[unit].options;
    double sum_m = 0;

    for (uint32_t i = 0; i < options.count; i++) {
        priced[i].option = options.first + i;
        priced[i].cost_m = price_m(deck->space, unit, options.first + i);
        sum_m += priced[i].cost_m;
    }
    qsort(priced, options.count, sizeof *priced, compare_prices);
    for (uint32_t i = 0; i < options.count; i++)
        deck->nearest[options.first + i] = priced[i].option;
    deck->warmth_m[unit] = 1 + (options.count > 0 ? sum_m / options.count : 0) +
                           (double)deck->space->problem->params.w_imbalance_m / 100;
}

static bool measure(struct deck *deck)
{
    const struct plan_space *space = deck->space;
    uint32_t units = space->problem->count.units;
    uint32_t most = 1;

    for (uint32_t unit = 0; unit < units; unit++)
        most = space->units[unit].options.count > most ? space->units[unit].options.count : most;
    struct priced *priced = arena_array(&deck->memory, most, sizeof *priced);
    deck->nearest = arena_array(&deck->memory, space->option_count, sizeof *deck->nearest);
    deck->warmth_m = arena_array(&deck->memory, units, sizeof *deck->warmth_m);
    deck->patience = arena_array(&deck->memory, DECK_PATIENCES, sizeof *deck->patience);
    if (priced == NULL || deck->nearest == NULL || deck->warmth_m == NULL || deck->patience == NULL)
        return false;
    for (uint32_t unit = 0; unit < units; unit++)
        sort_options(deck, unit, priced);
    for (int i = 0; i < DECK_PATIENCES; i++)
        deck->patience[i] = (float)-log((i + 0.5) / DECK_PATIENCES);
    return true;
}

/* ---- cards ---- */

static int compare_numbers(const void *a, const void *b)
{
    const double *left = a;
    const double *right = b;

    return (*left > *right) - (*left < *right);
}

static bool find_median(struct deck *deck, double *out_m)
{
    uint32_t units = deck->space->problem->count.units;
    double *sorted = arena_array(&deck->memory, units, sizeof *sorted);

    if (sorted == NULL)
        return false;
    for (uint32_t unit = 0; unit < units; unit++)
        sorted[unit] = deck->warmth_m[unit];
    qsort(sorted, units, sizeof *sorted, compare_numbers);
    *out_m = units > 0 ? sorted[units / 2] : 1;
    return true;
}

/* With others of the unit or of its candidates on a day, or without: then only the venue matters. */
static bool may_have_company(const struct plan_space *space, uint32_t unit)
{
    struct plan_range parties = space->units[unit].parties;

    for (uint32_t i = 0; i < parties.count; i++) {
        if (space->parties[space->parties_of_units[parties.first + i]].seats.count > 1)
            return true;
    }
    return space->units[unit].meetings.count > 1 && space->problem->units[unit].communes.count > 1;
}

static uint32_t cards_of(const struct deck *deck, uint32_t unit, double median_m)
{
    double cards = 1 + CARDS_AT_MEDIAN * pow(deck->warmth_m[unit] / median_m, CARDS_EXPONENT);

    if (deck->space->units[unit].options.count == 0)
        return 0;
    if (!may_have_company(deck->space, unit))
        return 1;
    return cards < CARDS_MAX ? (uint32_t)cards : CARDS_MAX;
}

/* ---- regions ---- */

/* Turns counts into stretches one after the other, with nothing in them yet. */
static uint32_t lay_out(struct plan_range *ranges, uint32_t count)
{
    uint32_t next = 0;

    for (uint32_t i = 0; i < count; i++) {
        ranges[i].first = next;
        next += ranges[i].count;
        ranges[i].count = 0;
    }
    return next;
}

static void deal_unit(struct deck *deck, uint32_t unit, uint32_t region, uint32_t cards)
{
    struct plan_range meetings = deck->space->units[unit].meetings;
    struct plan_range *own = &deck->meetings_of_region[region];
    struct plan_range *dealt = &deck->cards_of_region[region];

    for (uint32_t i = meetings.first; i < meetings.first + meetings.count; i++) {
        deck->meetings[own->first + own->count++] = i;
        for (uint32_t k = 0; k < cards; k++)
            deck->cards[dealt->first + dealt->count++] = i;
    }
}

static bool deal(struct deck *deck, const uint32_t *region_of_unit)
{
    const struct plan_space *space = deck->space;
    uint32_t units = space->problem->count.units;
    uint32_t *cards = arena_array(&deck->memory, units, sizeof *cards);
    double median_m;

    deck->meetings_of_region =
        arena_array(&deck->memory, deck->region_count, sizeof *deck->meetings_of_region);
    deck->cards_of_region = arena_array(&deck->memory, deck->region_count, sizeof *deck->cards_of_region);
    if (cards == NULL || deck->meetings_of_region == NULL || deck->cards_of_region == NULL ||
        !find_median(deck, &median_m))
        return false;
    for (uint32_t unit = 0; unit < units; unit++) {
        uint32_t region = region_of_unit[unit];
        cards[unit] = cards_of(deck, unit, median_m);
        deck->meetings_of_region[region].count += space->units[unit].meetings.count;
        deck->cards_of_region[region].count += space->units[unit].meetings.count * cards[unit];
    }
    uint32_t meeting_count = lay_out(deck->meetings_of_region, deck->region_count);
    uint32_t card_count = lay_out(deck->cards_of_region, deck->region_count);
    deck->meetings = arena_array(&deck->memory, meeting_count, sizeof *deck->meetings);
    deck->cards = arena_array(&deck->memory, card_count, sizeof *deck->cards);
    if (deck->meetings == NULL || deck->cards == NULL)
        return false;
    for (uint32_t unit = 0; unit < units; unit++)
        deal_unit(deck, unit, region_of_unit[unit], cards[unit]);
    return true;
}

/* ---- the whole ---- */

enum error_code deck_new(const struct plan_space *space, struct deck **out, struct error *err)
{
    CLEANUP(deck_free_ptr) struct deck *deck = calloc(1, sizeof *deck);

    if (deck == NULL)
        return error_memory(err);
    arena_init(&deck->memory, MEMORY_MAX_BYTES);
    deck->space = space;
    uint32_t *region_of_unit =
        arena_array(&deck->memory, space->problem->count.units, sizeof *region_of_unit);
    if (region_of_unit == NULL)
        return error_memory(err);
    TRY(plan_regions_find(space, region_of_unit, &deck->region_count, err));
    if (!measure(deck) || !deal(deck, region_of_unit))
        return error_memory(err);
    *out = deck;
    deck = NULL;
    return OK;
}

void deck_free(struct deck *deck)
{
    if (deck == NULL)
        return;
    arena_done(&deck->memory);
    free(deck);
}
