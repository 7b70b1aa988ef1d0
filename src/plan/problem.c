#include "plan/problem.h"

#include <math.h>
#include <stdlib.h>

#define MEMORY_MAX_BYTES ((size_t)2 << 30)

static void *take(struct plan_problem *problem, size_t count, size_t size)
{
    return arena_array(&problem->memory, count, size);
}

static bool take_inputs(struct plan_problem *problem)
{
    const struct plan_sizes *count = &problem->count;

    problem->sessions = take(problem, count->sessions, sizeof *problem->sessions);
    problem->days = take(problem, count->days, sizeof *problem->days);
    problem->groups = take(problem, count->groups, sizeof *problem->groups);
    problem->communes = take(problem, count->communes, sizeof *problem->communes);
    problem->venues = take(problem, count->venues, sizeof *problem->venues);
    problem->candidates = take(problem, count->candidates, sizeof *problem->candidates);
    problem->units = take(problem, count->units, sizeof *problem->units);
    problem->unit_communes = take(problem, count->unit_communes, sizeof *problem->unit_communes);
    problem->candidacies = take(problem, count->candidacies, sizeof *problem->candidacies);
    problem->blocks = take(problem, count->blocks, sizeof *problem->blocks);
    return problem->sessions != NULL && problem->days != NULL && problem->groups != NULL &&
           problem->communes != NULL && problem->venues != NULL && problem->candidates != NULL &&
           problem->units != NULL && problem->unit_communes != NULL && problem->candidacies != NULL &&
           problem->blocks != NULL;
}

static enum error_code check_sizes(const struct plan_sizes *sizes, struct error *err)
{
    const uint32_t others[] = {sizes->groups,     sizes->communes, sizes->venues,        sizes->units,
                               sizes->candidates, sizes->blocks,   sizes->unit_communes, sizes->candidacies};

    if (sizes->sessions > PLAN_SESSIONS_MAX)
        return error_set(err, ERROR_DATA, "A day has %u sessions; at most %d can be planned.",
                         sizes->sessions, PLAN_SESSIONS_MAX);
    if (sizes->days > PLAN_DAYS_MAX)
        return error_set(err, ERROR_DATA, "The campaign has %u days; at most %d can be planned.", sizes->days,
                         PLAN_DAYS_MAX);
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        if (others[i] > PLAN_COUNT_MAX)
            return error_set(err, ERROR_DATA, "There are %u rows of one kind; at most %d can be planned.",
                             others[i], PLAN_COUNT_MAX);
    }
    return OK;
}

enum error_code plan_problem_new(const struct plan_sizes *sizes, struct plan_problem **out, struct error *err)
{
    TRY(check_sizes(sizes, err));
    CLEANUP(plan_problem_free_ptr) struct plan_problem *problem = calloc(1, sizeof *problem);
    if (problem == NULL)
        return error_memory(err);
    arena_init(&problem->memory, MEMORY_MAX_BYTES);
    problem->count = *sizes;
    if (!take_inputs(problem))
        return error_memory(err);
    *out = problem;
    problem = NULL;
    return OK;
}

void plan_problem_free(struct plan_problem *problem)
{
    if (problem == NULL)
        return;
    arena_done(&problem->memory);
    free(problem);
}

int64_t plan_distance_m(int32_t ax_m, int32_t ay_m, int32_t bx_m, int32_t by_m)
{
    int64_t dx = (int64_t)ax_m - bx_m;
    int64_t dy = (int64_t)ay_m - by_m;
    int64_t square = dx * dx + dy * dy;
    int64_t root = (int64_t)sqrt((double)square);

    /* sqrt of a rounded double may be one off, either way. */
    while (root * root > square)
        root--;
    while (root * root < square)
        root++;
    return root;
}

int64_t plan_travel_min(const struct plan_problem *problem, uint32_t from_venue, uint32_t to_venue)
{
    const struct plan_venue *from = &problem->venues[from_venue];
    const struct plan_venue *to = &problem->venues[to_venue];
    int64_t distance_m = plan_distance_m(from->x_m, from->y_m, to->x_m, to->y_m);

    return (distance_m + problem->params.speed_m_per_min - 1) / problem->params.speed_m_per_min;
}
