#include "plan/problem.h"

#include "plan/problem_check.h"

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
    problem->preferences = take(problem, count->preferences, sizeof *problem->preferences);
    problem->travels = take(problem, count->travels, sizeof *problem->travels);
    problem->sites = take(problem, count->sites, sizeof *problem->sites);
    problem->joints = take(problem, count->joints, sizeof *problem->joints);
    return problem->sessions != NULL && problem->days != NULL && problem->groups != NULL &&
           problem->communes != NULL && problem->venues != NULL && problem->candidates != NULL &&
           problem->units != NULL && problem->unit_communes != NULL && problem->candidacies != NULL &&
           problem->blocks != NULL && problem->preferences != NULL && problem->travels != NULL &&
           problem->sites != NULL && problem->joints != NULL;
}

static enum error_code check_sizes(const struct plan_sizes *sizes, struct error *err)
{
    const uint32_t others[] = {sizes->groups,        sizes->communes,    sizes->venues,
                               sizes->units,         sizes->candidates,  sizes->blocks,
                               sizes->unit_communes, sizes->candidacies, sizes->travels,
                               sizes->preferences,   sizes->sites,       sizes->joints};

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

/* ---- travel ---- */

static int compare_travels(const void *a, const void *b)
{
    const struct plan_travel *left = a;
    const struct plan_travel *right = b;

    if (left->communes != right->communes)
        return left->communes - right->communes;
    if (left->from != right->from)
        return left->from < right->from ? -1 : 1;
    return (left->to > right->to) - (left->to < right->to);
}

void plan_sort_travels(struct plan_problem *problem)
{
    qsort(problem->travels, problem->count.travels, sizeof *problem->travels, compare_travels);
}

static const struct plan_travel *find_travel(const struct plan_problem *problem, bool communes, uint32_t from,
                                             uint32_t to)
{
    struct plan_travel key = {.communes = communes, .from = from, .to = to};

    return bsearch(&key, problem->travels, problem->count.travels, sizeof *problem->travels, compare_travels);
}

static const struct plan_travel *known_travel(const struct plan_problem *problem, uint32_t from_venue,
                                              uint32_t to_venue)
{
    const struct plan_travel *travel = find_travel(problem, false, from_venue, to_venue);

    return travel != NULL ? travel
                          : find_travel(problem, true, problem->venues[from_venue].commune,
                                        problem->venues[to_venue].commune);
}

int64_t plan_travel_min(const struct plan_problem *problem, uint32_t from_venue, uint32_t to_venue)
{
    const struct plan_venue *from = &problem->venues[from_venue];
    const struct plan_venue *to = &problem->venues[to_venue];
    const struct plan_travel *known =
        problem->count.travels > 0 ? known_travel(problem, from_venue, to_venue) : NULL;
    int64_t distance_m = plan_distance_m(from->x_m, from->y_m, to->x_m, to->y_m);

    if (known != NULL)
        return known->minutes;
    return (distance_m + problem->params.speed_m_per_min - 1) / problem->params.speed_m_per_min;
}

/* ---- windows and notice ---- */

static void narrow(struct plan_window *window, const struct plan_window *by)
{
    if (by->start.date.day != 0 && civil_time_compare(by->start, window->start) > 0)
        window->start = by->start;
    if (by->end.date.day != 0 && civil_time_compare(by->end, window->end) < 0)
        window->end = by->end;
}

struct plan_window plan_window_of(const struct plan_problem *problem, uint32_t unit, uint32_t commune)
{
    struct plan_window window = {problem->params.campaign_start, problem->params.campaign_end};

    narrow(&window, &problem->units[unit].window);
    narrow(&window, &problem->communes[commune].window);
    return window;
}

struct plan_window plan_window_at(const struct plan_problem *problem, uint32_t unit, uint32_t venue)
{
    struct plan_range sites = plan_sites_of(problem, unit, venue);
    struct plan_window window = plan_window_of(problem, unit, problem->venues[venue].commune);

    for (uint32_t i = sites.first; i < sites.first + sites.count; i++)
        narrow(&window, &problem->communes[problem->venues[problem->sites[i].site].commune].window);
    return window;
}

struct civil_date plan_first_noticed_day(const struct plan_params *params)
{
    return params->notice_days == 0 ? (struct civil_date){INT32_MIN}
                                    : civil_date_add_days(params->letters_from, params->notice_days);
}

enum plan_severity plan_rule_severity(const struct plan_problem *problem, enum plan_rule rule)
{
    const struct plan_rule_setting *setting = &problem->rule_settings[rule];

    return setting->given ? setting->severity : plan_rule_info(rule)->severity;
}
