#include "plan/bound.h"

#include "plan/bound_branch.h"
#include "plan/bound_holiday.h"
#include "plan/bound_to_go.h"

#define MEMORY_MAX_BYTES ((size_t)2 << 30)
/* Rounds of a cluster: a second for a province, ten for a country. */
#define ROUNDS 200
#define ROUNDS_OF_MANY 100
#define MANY_UNITS 20000
/* Of all units together, far from where 64 bits end. */
#define SUM_MAX 0x1p61
#define MILLION INT64_C(1000000)

/* No choice of the unit costs more. In floating point, which does not overflow. */
static double cost_most_m(const struct plan_space *space, uint32_t unit)
{
    const struct plan_params *params = &space->problem->params;
    struct plan_range options = space->units[unit].options;
    uint32_t parties = space->units[unit].parties.count;
    double most_m = 0;

    for (uint32_t i = 0; i < options.count; i++) {
        const int64_t *ways_m = space->home_ways_m + space->options[options.first + i].first_way;
        double cost_m = 0;
        for (uint32_t k = 0; k < parties; k++)
            cost_m += 2 * (double)ways_m[k] * (double)params->w_travel_per_m;
        if (cost_m > most_m)
            most_m = cost_m;
    }
    return (most_m + (double)params->w_online_m) * space->problem->units[unit].needed;
}

static bool can_be_added(const struct plan_space *space)
{
    double sum_m = 0;

    for (uint32_t i = 0; i < space->problem->count.units; i++) {
        double cost_m = cost_most_m(space, i);
        if (cost_m >= (double)BOUND_COST_MAX)
            return false;
        sum_m += cost_m;
    }
    return sum_m < SUM_MAX;
}

static void raise_limits(struct bound_limits *most, const struct bound_sites *sites)
{
    uint64_t to_go = bound_to_go_size(sites->needed, sites->group_count, sites->group_least);

    if (sites->count > most->sites)
        most->sites = sites->count;
    if (sites->group_count > most->groups)
        most->groups = sites->group_count;
    if (sites->needed > most->needed)
        most->needed = sites->needed;
    if (to_go > most->to_go)
        most->to_go = to_go;
}

static struct bound_unit *init_units(const struct plan_space *space, struct bound_work **out_work,
                                     struct arena *arena)
{
    uint32_t count = space->problem->count.units;
    struct bound_unit *units = arena_array(arena, count, sizeof *units);
    struct bound_limits most = {0};

    for (uint32_t i = 0; units != NULL && i < count; i++) {
        if (!bound_unit_init(&units[i], space, i, arena))
            return NULL;
        raise_limits(&most, &units[i].sites);
    }
    *out_work = bound_work_new(&most, arena);
    return *out_work != NULL ? units : NULL;
}

static enum error_code bound_travel(const struct plan_space *space, int64_t *out, struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    struct bound_rebates rebates;
    struct bound_work *work;
    uint32_t rounds = space->problem->count.units > MANY_UNITS ? ROUNDS_OF_MANY : ROUNDS;
    int64_t sum_m = 0;

    arena_init(&arena, MEMORY_MAX_BYTES);
    struct bound_unit *units = init_units(space, &work, &arena);
    if (units == NULL || !bound_rebates_init(&rebates, space, units, &arena))
        return error_memory(err);
    rebates.work = work;
    for (uint32_t i = 0; i < rebates.cluster_count; i++) {
        int64_t cluster_m;
        if (!bound_cluster_prove(&rebates, &rebates.clusters[i], rounds, &cluster_m))
            return error_memory(err);
        sum_m += cluster_m;
    }
    *out = sum_m;
    return OK;
}

enum error_code plan_bound_of_space(const struct plan_space *space, struct plan_bound *out, struct error *err)
{
    struct plan_bound bound = {0};

    if (can_be_added(space)) {
        TRY(bound_travel(space, &bound.travel_online_m, err));
        TRY(plan_bound_holiday(space, &bound.holiday, err));
        if (__builtin_mul_overflow(bound.holiday, space->problem->params.w_holiday_m, &bound.bound_m) ||
            __builtin_add_overflow(bound.bound_m, bound.travel_online_m, &bound.bound_m))
            bound = (struct plan_bound){0};
    }
    *out = bound;
    return OK;
}

enum error_code plan_bound_compute(const struct plan_problem *problem, struct plan_bound *out,
                                   struct error *err)
{
    CLEANUP(plan_space_free_ptr) struct plan_space *space = NULL;

    TRY(plan_space_new(problem, &space, err));
    return plan_bound_of_space(space, out, err);
}

int64_t plan_bound_excess_ppm(const struct plan_bound *bound, int64_t objective_m)
{
    int64_t excess = objective_m - bound->bound_m;

    if (bound->bound_m <= 0 || excess < 0 || __builtin_mul_overflow(excess, MILLION, &excess))
        return -1;
    return excess / bound->bound_m + (excess % bound->bound_m > 0);
}
