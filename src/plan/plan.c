#include "plan/plan.h"

#include "base/arena.h"
#include "base/parse.h"

static const char *const mode_names[PLAN_MODE_COUNT] = {
    [PLAN_DIRECT] = "direct",
    [PLAN_ONLINE] = "online",
};

const char *plan_mode_name(enum plan_mode mode)
{
    return mode < PLAN_MODE_COUNT ? mode_names[mode] : "";
}

static struct plan_meeting resolve_row(const struct plan_problem *problem, const struct plan_row *row)
{
    struct plan_meeting meeting = {
        .code = row->code,
        .unit = plan_problem_find_unit(problem, row->unit),
        .mode = PLAN_MODE_UNKNOWN,
        .venue = plan_problem_find_venue(problem, row->venue),
    };
    size_t mode;

    if (parse_choice(row->mode, mode_names, PLAN_MODE_COUNT, &mode))
        meeting.mode = (enum plan_mode)mode;
    meeting.time_unreadable =
        !civil_time_parse(row->start, &meeting.start) || !civil_time_parse(row->end, &meeting.end);
    return meeting;
}

bool plan_gathers_in(const struct plan_problem *problem, const struct plan_meeting *meeting, uint32_t commune)
{
    struct plan_range sites = plan_sites_of(problem, meeting->unit, meeting->venue);

    if (meeting->mode == PLAN_DIRECT && problem->venues[meeting->venue].commune == commune)
        return true;
    for (uint32_t i = sites.first; i < sites.first + sites.count; i++) {
        const struct plan_site *site = &problem->sites[i];
        if (site->mode == PLAN_DIRECT && problem->venues[site->site].commune == commune)
            return true;
    }
    return false;
}

enum error_code plan_resolve(const struct plan_problem *problem, const struct plan_row *rows, size_t count,
                             struct arena *arena, struct plan *out, struct error *err)
{
    struct plan_meeting *meetings = arena_array(arena, count, sizeof *meetings);

    if (meetings == NULL)
        return error_memory(err);
    for (size_t i = 0; i < count; i++)
        meetings[i] = resolve_row(problem, &rows[i]);
    *out = (struct plan){.meetings = meetings, .count = count, .rows = rows};
    return OK;
}
