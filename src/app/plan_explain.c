#include "app/plan_explain.h"

#include "base/clock.h"

#include <stdio.h>
#include <string.h>

/* ---- names ---- */

struct named {
    const char *id;
    const char *name;
};

/* The first area of the level; groups are districts or, without any, provinces. */
static size_t first_area(const struct tables *tables, enum tables_area_level level)
{
    size_t i = 0;

    while (i < tables->area_count && tables->areas[i].level < level)
        i++;
    return i;
}

static struct named area_at(const struct tables *tables, enum tables_area_level level, uint32_t index)
{
    const struct tables_area *area = &tables->areas[first_area(tables, level) + index];

    return (struct named){area->id, area->name};
}

static struct named unit_named(const struct tables *tables, uint32_t index)
{
    const struct tables_joint_meeting *joint;

    if (index < tables->unit_count)
        return (struct named){tables->units[index].id, tables->units[index].name};
    joint = &tables->joint_meetings[index - tables->unit_count];
    return (struct named){joint->id, joint->name};
}

static struct named find_named(const struct tables *tables, enum plan_thing thing, uint32_t index)
{
    bool districts = first_area(tables, AREA_DISTRICT) < first_area(tables, AREA_COMMUNE);

    switch (thing) {
    case PLAN_THING_UNIT: return unit_named(tables, index);
    case PLAN_THING_VENUE: return (struct named){tables->venues[index].id, tables->venues[index].name};
    case PLAN_THING_CANDIDATE:
        return (struct named){tables->candidates[index].id, tables->candidates[index].full_name};
    case PLAN_THING_COMMUNE: return area_at(tables, AREA_COMMUNE, index);
    case PLAN_THING_GROUP: return area_at(tables, districts ? AREA_DISTRICT : AREA_PROVINCE, index);
    default: return (struct named){"", ""};
    }
}

/* A hall is known by its commune, too: many bear the same name. */
static const char *commune_of(const struct tables *tables, enum plan_thing thing, uint32_t index)
{
    return thing == PLAN_THING_VENUE ? tables->areas[tables->venues[index].commune].name : "";
}

static const char *name_of_table(void *context, enum plan_thing thing, uint32_t index)
{
    struct plan_table_names *names = context;
    struct named named = find_named(names->tables, thing, index);
    const char *commune = commune_of(names->tables, thing, index);
    size_t size = strlen(named.name) + strlen(commune) + strlen(named.id) + 8;
    char *made;

    if (named.name[0] == '\0' || strcmp(named.name, named.id) == 0)
        return named.id;
    made = arena_alloc(names->arena, size);
    if (made == NULL)
        return named.id;
    snprintf(made, size, "%s%s%s (%s)", named.name, commune[0] != '\0' ? ", " : "", commune, named.id);
    return made;
}

struct plan_names plan_names_of_tables(struct plan_table_names *context)
{
    return (struct plan_names){name_of_table, context};
}

/* ---- the verb ---- */

struct stopwatch {
    int64_t start_ms;
    int64_t limit_ms;
};

static double share_gone(void *context)
{
    const struct stopwatch *watch = context;

    return (double)(clock_monotonic_ms() - watch->start_ms) / (double)watch->limit_ms;
}

enum error_code plan_explain_tables(const struct plan_problem *problem, const struct tables *tables,
                                    int64_t time_limit_secs, struct arena *arena,
                                    struct plan_explanation *out, struct error *err)
{
    struct stopwatch watch = {clock_monotonic_ms(), time_limit_secs * 1000};
    const struct plan_budget budget = {
        .max_steps = PLAN_STEPS_MAX, .time_spent = share_gone, .context = &watch, .is_timed = true};
    struct plan_table_names context = {tables, arena};
    struct plan_names names = plan_names_of_tables(&context);

    return plan_explain(problem, &names, &budget, arena, out, err);
}
