/* The sites of meetings that have several. */
#include "plan/problem_check.h"

#include <stdlib.h>

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

/* Those of all units, whose number is the largest, come after those of one. */
static int compare_sites(const void *a, const void *b)
{
    const struct plan_site *left = a;
    const struct plan_site *right = b;

    if (left->venue != right->venue)
        return COMPARE(left->venue, right->venue);
    if (left->unit != right->unit)
        return COMPARE(left->unit, right->unit);
    return COMPARE(left->site, right->site);
}

static bool same_meeting(const struct plan_site *a, const struct plan_site *b)
{
    return a->venue == b->venue && a->unit == b->unit;
}

/* The first of the sorted sites that is not before those of the unit at the venue. */
static uint32_t find_first(const struct plan_problem *problem, uint32_t unit, uint32_t venue)
{
    uint32_t low = 0;
    uint32_t high = problem->count.sites;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct plan_site *site = &problem->sites[middle];
        if (site->venue < venue || (site->venue == venue && site->unit < unit))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct plan_range plan_sites_of(const struct plan_problem *problem, uint32_t unit, uint32_t venue)
{
    const struct plan_site key = {.venue = venue, .unit = unit};
    struct plan_range range = {0, 0};

    if (problem->count.sites == 0)
        return range;
    range.first = find_first(problem, unit, venue);
    while (range.first + range.count < problem->count.sites &&
           same_meeting(&problem->sites[range.first + range.count], &key))
        range.count++;
    return range.count > 0 || unit == PLAN_NONE ? range : plan_sites_of(problem, PLAN_NONE, venue);
}

int64_t plan_seats_of(const struct plan_problem *problem, uint32_t unit, uint32_t venue)
{
    struct plan_range sites = plan_sites_of(problem, unit, venue);
    int64_t seats = problem->venues[venue].capacity;

    for (uint32_t i = sites.first; i < sites.first + sites.count; i++)
        seats += problem->sites[i].capacity;
    return seats;
}

static enum error_code check_site(const struct plan_problem *problem, const struct plan_site *site,
                                  struct error *err)
{
    const char *main_code = problem->venues[site->venue].code;
    const char *code = problem->venues[site->site].code;

    if (site->site == site->venue)
        return error_set(
            err, ERROR_DATA,
            "Venue %s cannot be a connected site of meetings whose main site it is; take the row "
            "out.",
            code);
    if (site->capacity < 1)
        return error_set(err, ERROR_DATA,
                         "The connected site %s of meetings at %s must have room for at least 1 voter.", code,
                         main_code);
    if (site > problem->sites && compare_sites(site - 1, site) == 0)
        return error_set(err, ERROR_DATA,
                         "Venue %s is connected with meetings at %s twice; keep one of the rows.", code,
                         main_code);
    if (site >= problem->sites + PLAN_SITES_MAX && same_meeting(site - PLAN_SITES_MAX, site))
        return error_set(
            err, ERROR_DATA,
            "Meetings at %s have more than %d connected sites; that is more than can be planned.", main_code,
            PLAN_SITES_MAX);
    return OK;
}

enum error_code plan_prepare_sites(struct plan_problem *problem, struct error *err)
{
    qsort(problem->sites, problem->count.sites, sizeof *problem->sites, compare_sites);
    for (uint32_t i = 0; i < problem->count.sites; i++)
        TRY(check_site(problem, &problem->sites[i], err));
    return OK;
}
