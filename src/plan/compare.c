#include "plan/compare.h"

#include <stdlib.h>
#include <string.h>

#define BIT(kind) (1u << (kind))

const char *const plan_difference_names[PLAN_DIFFERENCE_KINDS] = {
    [PLAN_DIFFERENCE_ADDED] = "added", [PLAN_DIFFERENCE_REMOVED] = "removed", [PLAN_DIFFERENCE_TIME] = "time",
    [PLAN_DIFFERENCE_PLACE] = "place", [PLAN_DIFFERENCE_MODE] = "mode",       [PLAN_DIFFERENCE_UNIT] = "unit",
};

static int compare_codes(const void *a, const void *b)
{
    const struct plan_meeting *left = *(const struct plan_meeting *const *)a;
    const struct plan_meeting *right = *(const struct plan_meeting *const *)b;
    int by_code = strcmp(left->code, right->code);

    return by_code != 0 ? by_code : (left > right) - (left < right);
}

/* By code; NULL: no memory. */
static const struct plan_meeting **sort(const struct plan *plan, struct arena *arena)
{
    const struct plan_meeting **sorted = arena_array(arena, plan->count, sizeof(const struct plan_meeting *));

    if (sorted == NULL)
        return NULL;
    for (size_t i = 0; i < plan->count; i++)
        sorted[i] = &plan->meetings[i];
    qsort(sorted, plan->count, sizeof *sorted, compare_codes);
    return sorted;
}

static unsigned kinds_of(const struct plan_meeting *before, const struct plan_meeting *after)
{
    unsigned kinds = 0;

    if (before == NULL)
        return BIT(PLAN_DIFFERENCE_ADDED);
    if (after == NULL)
        return BIT(PLAN_DIFFERENCE_REMOVED);
    if (civil_time_compare(before->start, after->start) != 0 ||
        civil_time_compare(before->end, after->end) != 0)
        kinds |= BIT(PLAN_DIFFERENCE_TIME);
    if (before->venue != after->venue)
        kinds |= BIT(PLAN_DIFFERENCE_PLACE);
    if (before->mode != after->mode)
        kinds |= BIT(PLAN_DIFFERENCE_MODE);
    if (before->unit != after->unit)
        kinds |= BIT(PLAN_DIFFERENCE_UNIT);
    return kinds;
}

/* Past all meetings of that code. */
static size_t skip(const struct plan_meeting *const *sorted, size_t count, size_t at)
{
    const char *code = sorted[at]->code;

    while (at < count && strcmp(sorted[at]->code, code) == 0)
        at++;
    return at;
}

static void add(struct plan_comparison *comparison, struct plan_difference *items,
                const struct plan_meeting *before, const struct plan_meeting *after)
{
    unsigned kinds = kinds_of(before, after);

    comparison->same += kinds == 0;
    if (kinds == 0)
        return;
    items[comparison->count++] = (struct plan_difference){before, after, kinds};
    for (int kind = 0; kind < PLAN_DIFFERENCE_KINDS; kind++)
        comparison->counts[kind] += kinds >> kind & 1;
}

enum error_code plan_compare(const struct plan *before, const struct plan *after, struct arena *arena,
                             struct plan_comparison *out, struct error *err)
{
    struct plan_difference *items = arena_array(arena, before->count + after->count, sizeof *items);
    const struct plan_meeting **left = sort(before, arena);
    const struct plan_meeting **right = sort(after, arena);
    struct plan_comparison comparison = {.items = items};
    size_t l = 0;
    size_t r = 0;

    if (items == NULL || left == NULL || right == NULL)
        return error_memory(err);
    while (l < before->count || r < after->count) {
        int order = l == before->count ? 1 : r == after->count ? -1 : strcmp(left[l]->code, right[r]->code);
        add(&comparison, items, order <= 0 ? left[l] : NULL, order >= 0 ? right[r] : NULL);
        size_t next_l = order <= 0 ? skip(left, before->count, l) : l;
        r = order >= 0 ? skip(right, after->count, r) : r;
        l = next_l;
    }
    *out = comparison;
    return OK;
}
