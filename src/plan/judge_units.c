/* The rules about all meetings of one unit: COUNT, MINIMUM, ONLINE_MAX, SPREAD, SAME_DAY, QUOTA. */
#include "plan/judging.h"

struct unit_meetings {
    uint32_t unit;
    const struct appearance *items; /* by commune and day */
    size_t count;
};

static bool is_direct(const struct judging *judging, const struct appearance *item)
{
    return judging->plan->meetings[item->meeting].mode == PLAN_DIRECT;
}

/* Towards the minimum: a hybrid meeting may count once a site. */
static size_t weight_of(const struct judging *judging, const struct appearance *item)
{
    struct plan_range sites = judging_sites(judging, item->meeting);
    enum plan_mode mode = judging->plan->meetings[item->meeting].mode;

    for (uint32_t i = sites.first; judging->problem->params.hybrid_per_site && i < sites.first + sites.count;
         i++) {
        if (judging->problem->sites[i].mode != mode)
            return 1 + sites.count;
    }
    return 1;
}

static void judge_counts(struct judging *judging, const struct unit_meetings *of)
{
    const struct plan_unit *unit = &judging->problem->units[of->unit];
    struct plan_about about = judging_about_unit(of->unit);
    int32_t needed = unit->needed + unit->held_jointly;
    size_t online = 0;
    size_t counted = 0;

    for (size_t i = 0; i < of->count; i++) {
        bool own = judging->plan->meetings[of->items[i].meeting].unit == of->unit;
        online += own && !is_direct(judging, &of->items[i]);
        counted += weight_of(judging, &of->items[i]);
    }
    if (of->count != (size_t)needed)
        judging_report(judging, PLAN_RULE_COUNT, about, "Unit %s has %zu meetings; it needs exactly %d.",
                       unit->code, of->count, needed);
    if (counted < (size_t)unit->minimum)
        judging_report(judging, PLAN_RULE_MINIMUM, about,
                       "Unit %s has %zu meetings; at least %d are asked for (%s).", unit->code, counted,
                       unit->minimum, unit->minimum_document);
    if (online > (size_t)unit->max_online)
        judging_report(judging, PLAN_RULE_ONLINE_MAX, about,
                       "Unit %s has %zu online meetings; at most %d are allowed.", unit->code, online,
                       unit->max_online);
}

/* Each commune may hold its even share of the needed meetings, rounded up. */
static void judge_spread(struct judging *judging, const struct unit_meetings *of)
{
    const struct plan_unit *unit = &judging->problem->units[of->unit];
    size_t needed = (size_t)unit->needed + (size_t)unit->held_jointly;
    size_t allowed = (needed + unit->communes.count - 1) / unit->communes.count;
    size_t direct = 0;

    for (size_t i = 0; i < of->count; i++) {
        uint32_t commune = of->items[i].second_key;
        direct += is_direct(judging, &of->items[i]);
        if (i + 1 < of->count && of->items[i + 1].second_key == commune)
            continue;
        if (direct > allowed) {
            struct plan_about about = judging_about_meeting(judging, of->items[i].meeting);
            judging_report(judging, PLAN_RULE_SPREAD, about,
                           "Unit %s holds %zu direct meetings in %s; at most %zu are allowed.", unit->code,
                           direct, judging->problem->communes[commune].code, allowed);
        }
        direct = 0;
    }
}

static void judge_same_day(struct judging *judging, const struct unit_meetings *of)
{
    for (size_t first = 0, end; first < of->count; first = end) {
        end = judging_run_end(of->items, of->count, first);
        if (end - first > 1) {
            const struct appearance *item = &of->items[first];
            struct plan_about about = judging_about_meeting(judging, item->meeting);
            about.other_meeting = item[1].meeting;
            judging_report(judging, PLAN_RULE_SAME_DAY, about, "Unit %s holds %zu meetings in %s on %s.",
                           judging->problem->units[of->unit].code, end - first,
                           judging->problem->communes[item->second_key].code, judging_date(item->day).text);
        }
    }
}

/* ---- QUOTA ---- */

struct quota {
    uint32_t *meetings; /* by group; zero between units */
    bool *seen;         /* by group; false between units */
};

static uint32_t group_of_commune(const struct plan_problem *problem, const struct plan_unit *unit, uint32_t i)
{
    return problem->communes[problem->communes_of_units[unit->communes.first + i]].group;
}

static uint32_t count_groups(const struct plan_problem *problem, const struct plan_unit *unit, bool *seen)
{
    uint32_t groups = 0;

    for (uint32_t i = 0; i < unit->communes.count; i++) {
        uint32_t group = group_of_commune(problem, unit, i);
        groups += !seen[group];
        seen[group] = true;
    }
    return groups;
}

static void report_quota(struct judging *judging, uint32_t unit_index, uint32_t group, uint32_t held,
                         uint32_t least)
{
    struct plan_about about = judging_about_unit(unit_index);

    about.group = group;
    judging_report(
        judging, PLAN_RULE_QUOTA, about, "Unit %s holds %u meetings in %s; at least %u are needed.",
        judging->problem->units[unit_index].code, held, judging->problem->groups[group].code, least);
}

static void judge_quota(struct judging *judging, const struct unit_meetings *of, struct quota *quota)
{
    const struct plan_problem *problem = judging->problem;
    const struct plan_unit *unit = &problem->units[of->unit];
    uint32_t groups = count_groups(problem, unit, quota->seen);
    uint32_t least = groups > 1 ? (uint32_t)(unit->needed + unit->held_jointly) / groups : 0;

    for (size_t i = 0; i < of->count; i++)
        quota->meetings[problem->communes[of->items[i].second_key].group]++;
    for (uint32_t i = 0; i < unit->communes.count; i++) {
        uint32_t group = group_of_commune(problem, unit, i);
        if (quota->seen[group] && quota->meetings[group] < least)
            report_quota(judging, of->unit, group, quota->meetings[group], least);
        quota->seen[group] = false;
    }
    for (size_t i = 0; i < of->count; i++)
        quota->meetings[problem->communes[of->items[i].second_key].group] = 0;
}

/* ---- all units ---- */

/* The meetings of each unit and those that it holds jointly with others. */
struct unit_items {
    struct appearance *items;
    size_t count;
};

static void add_item(const struct judging *judging, struct unit_items *of, uint32_t meeting, uint32_t unit)
{
    uint32_t venue = judging->plan->meetings[meeting].venue;

    of->items[of->count] = judging_appearance(judging, meeting, unit);
    of->items[of->count++].second_key = judging->problem->venues[venue].commune;
}

static size_t count_items(const struct judging *judging)
{
    size_t count = judging->good_count;

    for (size_t i = 0; i < judging->good_count; i++) {
        uint32_t unit = judging->plan->meetings[judging->good[i]].unit;
        for (uint32_t k = 0; judging->problem->units[unit].joint && k < judging->problem->count.joints; k++)
            count += judging->problem->joints[k].joint == unit;
    }
    return count;
}

static void list_by_unit(struct judging *judging, struct unit_items *of)
{
    of->items = arena_array(judging->arena, count_items(judging), sizeof *of->items);
    if (of->items == NULL)
        return;
    for (size_t i = 0; i < judging->good_count; i++) {
        uint32_t unit = judging->plan->meetings[judging->good[i]].unit;
        add_item(judging, of, judging->good[i], unit);
        for (uint32_t k = 0; judging->problem->units[unit].joint && k < judging->problem->count.joints; k++) {
            if (judging->problem->joints[k].joint == unit)
                add_item(judging, of, judging->good[i], judging->problem->joints[k].unit);
        }
    }
    judging_sort(of->items, of->count);
}

void judge_units(struct judging *judging)
{
    uint32_t groups = judging->problem->count.groups;
    struct unit_items all = {.count = 0};
    struct quota quota = {.meetings = arena_array(judging->arena, groups, sizeof *quota.meetings),
                          .seen = arena_array(judging->arena, groups, sizeof *quota.seen)};
    size_t next = 0;

    list_by_unit(judging, &all);
    if (all.items == NULL || quota.meetings == NULL || quota.seen == NULL) {
        judging->out_of_memory = true;
        return;
    }
    for (uint32_t unit = 0; unit < judging->problem->count.units; unit++) {
        struct unit_meetings of = {.unit = unit, .items = all.items + next};
        while (next < all.count && all.items[next].key == unit) {
            of.count++;
            next++;
        }
        judge_counts(judging, &of);
        if (judging->problem->units[unit].joint)
            continue; /* the rest is asked of those it is made of */
        judge_spread(judging, &of);
        judge_same_day(judging, &of);
        judge_quota(judging, &of, &quota);
    }
}
