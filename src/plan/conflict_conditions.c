#include "plan/conflict_conditions.h"

#include "base/list.h"

#include <stdlib.h>

#define CONDITIONS_MAX 1000000
#define CHAIRS_ENOUGH 1000
#define DAYS_ENOUGH 120

struct lister {
    const struct plan_problem *problem;
    const struct plan_space *space;
    struct plan_conditions *list;
    uint32_t focus;
    bool no_memory;
};

void plan_conditions_done(struct plan_conditions *conditions)
{
    free(conditions->items);
    *conditions = (struct plan_conditions){.items = NULL};
}

bool plan_conditions_add(struct plan_conditions *conditions, enum plan_rule rule, struct plan_edit without)
{
    if (!list_reserve(&conditions->items, &conditions->capacity, conditions->count + 1,
                      sizeof *conditions->items, CONDITIONS_MAX))
        return false;
    conditions->items[conditions->count++] = (struct plan_condition){rule, without};
    return true;
}

static void add(struct lister *lister, enum plan_rule rule, enum plan_edit_kind kind, uint32_t item,
                int32_t amount)
{
    lister->no_memory |= !plan_conditions_add(lister->list, rule, (struct plan_edit){kind, item, amount});
}

/* ---- units ---- */

static void list_other_units(struct lister *lister)
{
    for (uint32_t unit = 0; unit < lister->problem->count.units; unit++) {
        if (unit != lister->focus && lister->problem->units[unit].needed > 0)
            add(lister, PLAN_RULE_COUNT, PLAN_EDIT_NEEDED, unit, 0);
    }
}

static int32_t longest_slot_min(const struct plan_space *space)
{
    int32_t longest_min = 0;

    for (uint32_t slot = 0; slot < space->problem->slot_count; slot++) {
        int32_t length_min = space->slots[slot].end_min - space->slots[slot].start_min;
        if (length_min > longest_min)
            longest_min = length_min;
    }
    return longest_min;
}

static void list_unit_rules(struct lister *lister)
{
    int32_t longest_min = longest_slot_min(lister->space);

    for (uint32_t i = 0; i < lister->problem->count.units; i++) {
        const struct plan_unit *unit = &lister->problem->units[i];
        const struct plan_unit_space *room = &lister->space->units[i];
        if (room->quota_min > 0)
            add(lister, PLAN_RULE_QUOTA, PLAN_EDIT_QUOTA, i, 0);
        if (room->spread_max < unit->needed || unit->joints.count > 0)
            add(lister, PLAN_RULE_SPREAD, PLAN_EDIT_SPREAD, i, 0);
        if (unit->needed + unit->held_jointly > 1)
            add(lister, PLAN_RULE_SAME_DAY, PLAN_EDIT_SAME_DAY, i, 0);
        if (unit->max_online > 0 && unit->max_online < unit->needed)
            add(lister, PLAN_RULE_ONLINE_MAX, PLAN_EDIT_ONLINE_MAX, i, unit->needed);
        if (unit->duration_min > longest_min)
            add(lister, PLAN_RULE_DURATION, PLAN_EDIT_DURATION, i, 1);
    }
}

/* ---- places ---- */

/* Of the units that may meet there directly. */
static int32_t most_voters(const struct plan_problem *problem, uint32_t commune)
{
    int32_t most = 0;

    for (uint32_t i = 0; i < problem->count.unit_communes; i++) {
        const struct plan_unit *unit = &problem->units[problem->unit_communes[i].unit];
        if (problem->unit_communes[i].item == commune && unit->attendance > most)
            most = unit->attendance;
    }
    return most;
}

static bool anybody_online(const struct plan_problem *problem)
{
    for (uint32_t unit = 0; unit < problem->count.units; unit++) {
        if (problem->units[unit].max_online > 0)
            return true;
    }
    return false;
}

static void list_venues(struct lister *lister)
{
    const struct plan_problem *problem = lister->problem;
    bool online = anybody_online(problem);

    for (uint32_t i = 0; i < problem->count.venues; i++) {
        const struct plan_venue *venue = &problem->venues[i];
        int32_t voters = most_voters(problem, venue->commune);
        if (problem->count.units > 1)
            add(lister, PLAN_RULE_VENUE_CLASH, PLAN_EDIT_MORE_HALLS, i, (int32_t)problem->count.units - 1);
        if ((online || problem->count.sites > 0) && !venue->online)
            add(lister, PLAN_RULE_ONLINE_VENUE, PLAN_EDIT_EQUIP, i, 0);
        if (venue->capacity < voters)
            add(lister, PLAN_RULE_CAPACITY, PLAN_EDIT_SEATS, i, voters);
    }
}

static void list_empty_communes(struct lister *lister)
{
    for (uint32_t i = 0; i < lister->problem->count.communes; i++) {
        if (lister->problem->venues_of_commune[i].count == 0)
            add(lister, PLAN_RULE_PLACE, PLAN_EDIT_NEW_HALL, i, most_voters(lister->problem, i));
    }
}

static void list_committees(struct lister *lister)
{
    for (uint32_t i = 0; i < lister->problem->count.communes; i++)
        add(lister, PLAN_RULE_CHAIR_CLASH, PLAN_EDIT_CHAIRS, i, CHAIRS_ENOUGH);
}

/* ---- people ---- */

static void list_candidates(struct lister *lister)
{
    const struct plan_problem *problem = lister->problem;

    add(lister, PLAN_RULE_CAND_CLASH, PLAN_EDIT_NO_WAYS, 0, 0);
    add(lister, PLAN_RULE_CAND_DAY, PLAN_EDIT_PER_DAY, 0, PLAN_PER_DAY_MAX);
    for (uint32_t i = 0; i < problem->count.candidates; i++) {
        if (problem->units_of_candidate[i].count > 1)
            add(lister, PLAN_RULE_CAND_CLASH, PLAN_EDIT_SPLIT, i, 0);
    }
}

/* ---- times ---- */

static const enum plan_rule block_rules[PLAN_BLOCK_KIND_COUNT] = {
    [PLAN_BLOCK_VENUE] = PLAN_RULE_VENUE_BLOCKED,    [PLAN_BLOCK_COMMUNE] = PLAN_RULE_CHAIR_BLOCKED,
    [PLAN_BLOCK_CANDIDATE] = PLAN_RULE_CAND_BLOCKED, [PLAN_BLOCK_UNIT] = PLAN_RULE_UNIT_BLOCKED,
    [PLAN_BLOCK_GROUP] = PLAN_RULE_AREA_BLOCKED,
};

static bool has_blocks(const struct plan_problem *problem, enum plan_block_kind kind, uint32_t item)
{
    for (uint32_t i = 0; i < problem->count.blocks; i++) {
        if (problem->blocks[i].kind == kind && problem->blocks[i].item == item)
            return true;
    }
    return false;
}

static void list_blocked(struct lister *lister, enum plan_block_kind kind, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (has_blocks(lister->problem, kind, i))
            add(lister, block_rules[kind], (enum plan_edit_kind)(PLAN_EDIT_FREE_VENUE + (int)kind), i, 0);
    }
}

static void list_wishes(struct lister *lister)
{
    for (uint32_t i = 0; i < lister->problem->count.preferences; i++) {
        if (lister->problem->preferences[i].wish == PLAN_FORBID)
            add(lister, PLAN_RULE_FORBIDDEN, PLAN_EDIT_ALLOW, i, 0);
    }
}

static bool is_narrow(const struct plan_window *window)
{
    return window->start.date.day != 0 || window->end.date.day != 0;
}

static void list_window(struct lister *lister)
{
    const struct plan_problem *problem = lister->problem;
    int32_t days = 0;

    for (uint32_t i = 0; i < problem->count.units; i++) {
        if (is_narrow(&problem->units[i].window))
            add(lister, PLAN_RULE_WINDOW, PLAN_EDIT_UNIT_WINDOW, i, 0);
    }
    for (uint32_t i = 0; i < problem->count.communes; i++) {
        if (is_narrow(&problem->communes[i].window))
            add(lister, PLAN_RULE_WINDOW, PLAN_EDIT_AREA_WINDOW, i, 0);
    }
    if (problem->params.notice_days > 0)
        add(lister, PLAN_RULE_NOTICE, PLAN_EDIT_NO_NOTICE, 0, 0);
    if (problem->params.online_conditions && (anybody_online(problem) || problem->count.sites > 0))
        add(lister, PLAN_RULE_ONLINE_CONDITIONS, PLAN_EDIT_NO_CONDITIONS, 0, 0);

    for (uint32_t unit = 0; unit < lister->problem->count.units; unit++)
        days += lister->problem->units[unit].needed;
    if (days > DAYS_ENOUGH)
        days = DAYS_ENOUGH;
    if (days > PLAN_DAYS_MAX - (int32_t)problem->day_span)
        days = PLAN_DAYS_MAX - (int32_t)problem->day_span;
    if (days > 0)
        add(lister, PLAN_RULE_WINDOW, PLAN_EDIT_MORE_DAYS, 0, days);
}

/* ---- the whole ---- */

enum error_code plan_conditions_list(const struct plan_problem *problem, uint32_t focus,
                                     struct plan_conditions *out, struct error *err)
{
    CLEANUP(plan_space_free_ptr) struct plan_space *space = NULL;
    struct lister lister = {.problem = problem, .list = out, .focus = focus};

    TRY(plan_space_new(problem, &space, err));
    lister.space = space;
    list_other_units(&lister);
    list_candidates(&lister);
    list_venues(&lister);
    list_unit_rules(&lister);
    list_empty_communes(&lister);
    list_blocked(&lister, PLAN_BLOCK_CANDIDATE, problem->count.candidates);
    list_blocked(&lister, PLAN_BLOCK_VENUE, problem->count.venues);
    list_blocked(&lister, PLAN_BLOCK_COMMUNE, problem->count.communes);
    list_blocked(&lister, PLAN_BLOCK_UNIT, problem->count.units);
    list_blocked(&lister, PLAN_BLOCK_GROUP, problem->count.groups);
    list_wishes(&lister);
    list_committees(&lister);
    list_window(&lister);
    add(&lister, PLAN_RULE_COUNT, PLAN_EDIT_NEEDED, focus, 0);
    return lister.no_memory ? error_memory(err) : OK;
}

static bool add_rows(const struct plan_problem *problem, const struct plan_condition *condition,
                     struct plan_conditions *out)
{
    enum plan_block_kind kind = (enum plan_block_kind)(condition->without.kind - PLAN_EDIT_FREE_VENUE);

    for (uint32_t i = 0; i < problem->count.blocks; i++) {
        const struct plan_block *block = &problem->blocks[i];
        if (block->kind == kind && block->item == condition->without.item &&
            !plan_conditions_add(out, condition->rule, (struct plan_edit){PLAN_EDIT_UNBLOCK, i, 0}))
            return false;
    }
    return true;
}

enum error_code plan_conditions_split(const struct plan_problem *problem,
                                      const struct plan_conditions *conditions, struct plan_conditions *out,
                                      struct error *err)
{
    for (size_t i = 0; i < conditions->count; i++) {
        const struct plan_condition *condition = &conditions->items[i];
        bool is_blocks =
            condition->without.kind >= PLAN_EDIT_FREE_VENUE && condition->without.kind <= PLAN_EDIT_FREE_AREA;
        if (!(is_blocks ? add_rows(problem, condition, out)
                        : plan_conditions_add(out, condition->rule, condition->without)))
            return error_memory(err);
    }
    return OK;
}
