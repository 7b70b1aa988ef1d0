#include "app/problem_meetings.h"

uint32_t problem_joints_of(const struct tables *tables, uint32_t unit)
{
    uint32_t count = 0;

    for (size_t i = 0; i < tables->joint_meeting_count; i++)
        count += problem_joint_has(tables, i, unit);
    return count;
}

/* ---- candidates ---- */

/* The candidacies of a unit, which are in order of unit, then of candidate. */
static const struct tables_candidacy *first_of(const struct tables *tables, uint32_t unit)
{
    size_t low = 0;
    size_t high = tables->candidacy_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tables->candidacies[middle].unit < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return tables->candidacies + low;
}

/* The candidates of both units, each once; their number. `out` may be NULL. */
static uint32_t merge(const struct tables *tables, const struct tables_joint_meeting *joint, uint32_t number,
                      struct plan_member *out)
{
    const struct tables_candidacy *end = tables->candidacies + tables->candidacy_count;
    const struct tables_candidacy *a = first_of(tables, joint->unit);
    const struct tables_candidacy *b = first_of(tables, joint->other);
    uint32_t count = 0;

    for (;;) {
        bool more_a = a < end && a->unit == joint->unit;
        bool more_b = b < end && b->unit == joint->other;
        if (!more_a && !more_b)
            return count;
        uint32_t next = more_a && (!more_b || a->candidate <= b->candidate) ? a->candidate : b->candidate;
        if (out != NULL)
            out[count] = (struct plan_member){number, next};
        count++;
        a += more_a && a->candidate == next;
        b += more_b && b->candidate == next;
    }
}

uint32_t problem_count_joint_candidacies(const struct tables *tables)
{
    uint32_t count = 0;

    for (size_t i = 0; i < tables->joint_meeting_count; i++)
        count += merge(tables, &tables->joint_meetings[i], 0, NULL);
    return count;
}

/* ---- units made of others ---- */

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* In which both may campaign; 0 where neither says. */
static struct plan_window common_window(const struct plan_window *a, const struct plan_window *b)
{
    struct plan_window window = *a;

    if (civil_time_compare(b->start, window.start) > 0) /* what is not given is earlier than any moment */
        window.start = b->start;
    if (b->end.date.day != 0 && (window.end.date.day == 0 || civil_time_compare(b->end, window.end) < 0))
        window.end = b->end;
    return window;
}

static struct plan_unit make_joint(const struct plan_problem *problem,
                                   const struct tables_joint_meeting *joint)
{
    const struct plan_unit *unit = &problem->units[joint->unit];
    const struct plan_unit *other = &problem->units[joint->other];

    return (struct plan_unit){
        .code = joint->id,
        .level = unit->level < other->level ? unit->level : other->level,
        .needed = joint->meetings,
        .duration_min =
            joint->duration_min > 0 ? joint->duration_min : larger(unit->duration_min, other->duration_min),
        .attendance = joint->attendance > 0 ? joint->attendance : larger(unit->attendance, other->attendance),
        .window = common_window(&unit->window, &other->window),
    };
}

static void fill_joints(const struct tables *tables, size_t first_commune, struct plan_problem *problem)
{
    struct plan_member *candidacies = problem->candidacies + tables->candidacy_count;

    for (uint32_t i = 0; i < tables->joint_meeting_count; i++) {
        const struct tables_joint_meeting *row = &tables->joint_meetings[i];
        uint32_t number = (uint32_t)tables->unit_count + i;
        uint32_t commune = (uint32_t)(row->commune - first_commune);
        problem->units[number] = make_joint(problem, row);
        problem->unit_communes[tables->unit_commune_count + i] = (struct plan_member){number, commune};
        candidacies += merge(tables, row, number, candidacies);
        problem->joints[2 * i] = (struct plan_joint){row->unit, number, commune, row->meetings};
        problem->joints[2 * i + 1] = (struct plan_joint){row->other, number, commune, row->meetings};
    }
    /* Only now, for what a unit expects and campaigns is that of its own meetings, too. */
    for (uint32_t i = 0; i < problem->count.joints; i++)
        problem->units[problem->joints[i].unit].needed -= problem->joints[i].meetings;
}

static void fill_sites(const struct tables *tables, struct plan_problem *problem)
{
    for (size_t i = 0; i < tables->connected_site_count; i++) {
        const struct tables_connected_site *row = &tables->connected_sites[i];
        problem->sites[i] = (struct plan_site){
            .venue = row->venue,
            .unit = row->unit == TABLES_NONE ? PLAN_NONE : row->unit,
            .site = row->site,
            .mode = (enum plan_mode)row->mode,
            .capacity = row->capacity > 0 ? row->capacity : tables->venues[row->site].capacity,
        };
    }
}

void problem_fill_meetings(const struct tables *tables, size_t first_commune, struct plan_problem *problem)
{
    fill_joints(tables, first_commune, problem);
    fill_sites(tables, problem);
}
