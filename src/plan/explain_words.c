/* Gathers conditions into sentences. */
#include "plan/explain_tell.h"

#include <stdlib.h>

/* What conditions share that make one sentence, as a number. */
static uint64_t subject_of(const struct plan_problem *problem, const struct plan_condition *condition)
{
    const struct plan_edit *without = &condition->without;
    uint32_t subject =
        without->kind == PLAN_EDIT_UNBLOCK ? problem->blocks[without->item].item : without->item;

    return (uint64_t)without->kind << 32 | (plan_tell_together(condition->rule) ? 0 : subject);
}

static uint64_t moment_of(const struct plan_problem *problem, const struct plan_condition *condition)
{
    if (condition->without.kind != PLAN_EDIT_UNBLOCK)
        return condition->without.item;
    return (uint64_t)problem->blocks[condition->without.item].day << 32 | condition->without.item;
}

static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int compare_conditions(const void *a, const void *b, void *context)
{
    const struct plan_problem *problem = context;
    const struct plan_condition *left = a;
    const struct plan_condition *right = b;
    int order = plan_tell_place(left->rule) - plan_tell_place(right->rule);

    if (order == 0)
        order = (int)left->rule - (int)right->rule;
    if (order == 0)
        order = compare_numbers(subject_of(problem, left), subject_of(problem, right));
    return order != 0 ? order : compare_numbers(moment_of(problem, left), moment_of(problem, right));
}

static enum error_code sort_conditions(const struct plan_problem *problem,
                                       const struct plan_conditions *conditions, struct arena *arena,
                                       struct plan_condition **out, struct error *err)
{
    struct plan_condition *items = arena_array(arena, conditions->count, sizeof *items);

    if (items == NULL)
        return error_memory(err);
    for (size_t i = 0; i < conditions->count; i++)
        items[i] = conditions->items[i];
    qsort_r(items, conditions->count, sizeof *items, compare_conditions, (void *)(uintptr_t)problem);
    *out = items;
    return OK;
}

static size_t end_of_sentence(const struct plan_telling *all, size_t first)
{
    size_t end = first + 1;

    while (end < all->count && all->conditions[end].rule == all->conditions[first].rule &&
           subject_of(all->problem, &all->conditions[end]) ==
               subject_of(all->problem, &all->conditions[first]))
        end++;
    return end;
}

static const struct plan_block *block_of(const struct plan_telling *telling, size_t i)
{
    return &telling->problem->blocks[telling->conditions[i].without.item];
}

static enum error_code list_items(const struct plan_telling *telling, struct plan_clash *clash,
                                  struct arena *arena, struct error *err)
{
    static const enum plan_thing blocked[PLAN_BLOCK_KIND_COUNT] = {
        [PLAN_BLOCK_VENUE] = PLAN_THING_VENUE,         [PLAN_BLOCK_COMMUNE] = PLAN_THING_COMMUNE,
        [PLAN_BLOCK_CANDIDATE] = PLAN_THING_CANDIDATE, [PLAN_BLOCK_UNIT] = PLAN_THING_UNIT,
        [PLAN_BLOCK_GROUP] = PLAN_THING_GROUP,
    };
    bool is_block = telling->conditions[0].without.kind == PLAN_EDIT_UNBLOCK;
    uint32_t *items = arena_array(arena, telling->count, sizeof *items);
    uint32_t *days = arena_array(arena, telling->count, sizeof *days);

    if (items == NULL || days == NULL)
        return error_memory(err);
    clash->thing =
        is_block ? blocked[block_of(telling, 0)->kind] : plan_edit_thing(telling->conditions[0].without.kind);
    clash->items = items;
    clash->days = is_block ? days : NULL;
    for (size_t i = 0; i < telling->count; i++) {
        if (is_block)
            days[clash->day_count++] = block_of(telling, i)->day;
        else if (clash->thing != PLAN_THING_NONE)
            items[clash->item_count++] = telling->conditions[i].without.item;
    }
    if (is_block)
        items[clash->item_count++] = block_of(telling, 0)->item;
    return OK;
}

enum error_code plan_clashes_write(const struct plan_problem *problem, const struct plan_names *names,
                                   const struct plan_conditions *conditions, struct arena *arena,
                                   struct plan_clashes *out, struct error *err)
{
    struct plan_clash *clashes = arena_array(arena, conditions->count, sizeof *clashes);
    struct plan_condition *items;
    size_t count = 0;

    if (clashes == NULL)
        return error_memory(err);
    TRY(sort_conditions(problem, conditions, arena, &items, err));
    const struct plan_telling all = {problem, names, items, conditions->count};
    for (size_t first = 0, end; first < all.count; first = end) {
        end = end_of_sentence(&all, first);
        const struct plan_telling one = {problem, names, items + first, end - first};
        clashes[count].rule = items[first].rule;
        TRY(list_items(&one, &clashes[count], arena, err));
        plan_tell(&one, &clashes[count].message);
        count++;
    }
    *out = (struct plan_clashes){clashes, count};
    return OK;
}
