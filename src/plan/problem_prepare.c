/* The checks and indexes of a problem. */
#include "base/arena.h"
#include "plan/problem_check.h"

#include <stdlib.h>
#include <string.h>

static void *take(struct plan_problem *problem, size_t count, size_t size)
{
    return arena_array(&problem->memory, count, size);
}

/* ---- members: pairs (unit, item) listed by unit and by item ---- */

static int compare_members(const void *a, const void *b)
{
    const struct plan_member *left = a;
    const struct plan_member *right = b;

    if (left->unit != right->unit)
        return left->unit < right->unit ? -1 : 1;
    return (left->item > right->item) - (left->item < right->item);
}

/* Lists the items of sorted pairs by their first member. */
static bool list_members(struct plan_problem *problem, const struct plan_member *sorted, uint32_t count,
                         uint32_t key_count, struct plan_range **out_ranges, uint32_t **out_items)
{
    struct plan_range *ranges = take(problem, key_count, sizeof *ranges);
    uint32_t *items = take(problem, count, sizeof *items);

    if (ranges == NULL || items == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        struct plan_range *range = &ranges[sorted[i].unit];
        if (range->count++ == 0)
            range->first = i;
        items[i] = sorted[i].item;
    }
    *out_ranges = ranges;
    *out_items = items;
    return true;
}

/* The place of a pair that stands twice, or `count`. */
static uint32_t find_twin(const struct plan_member *sorted, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        if (compare_members(&sorted[i - 1], &sorted[i]) == 0)
            return i;
    }
    return count;
}

static enum error_code list_communes(struct plan_problem *problem, struct error *err)
{
    uint32_t count = problem->count.unit_communes;
    struct plan_range *ranges;

    qsort(problem->unit_communes, count, sizeof *problem->unit_communes, compare_members);
    uint32_t twin = find_twin(problem->unit_communes, count);
    if (twin < count)
        return error_set(err, ERROR_DATA, "Unit %s lists one of its communes twice; keep one of the rows.",
                         problem->units[problem->unit_communes[twin].unit].code);
    if (!list_members(problem, problem->unit_communes, count, problem->count.units, &ranges,
                      &problem->communes_of_units))
        return error_memory(err);
    for (uint32_t i = 0; i < problem->count.units; i++)
        problem->units[i].communes = ranges[i];
    return OK;
}

static enum error_code list_candidates(struct plan_problem *problem, struct error *err)
{
    uint32_t count = problem->count.candidacies;
    struct plan_member *turned = take(problem, count, sizeof *turned);
    struct plan_range *ranges;

    if (turned == NULL)
        return error_memory(err);
    qsort(problem->candidacies, count, sizeof *problem->candidacies, compare_members);
    uint32_t twin = find_twin(problem->candidacies, count);
    if (twin < count)
        return error_set(err, ERROR_DATA, "Unit %s lists one of its candidates twice; keep one of the rows.",
                         problem->units[problem->candidacies[twin].unit].code);
    for (uint32_t i = 0; i < count; i++)
        turned[i] = (struct plan_member){problem->candidacies[i].item, problem->candidacies[i].unit};
    qsort(turned, count, sizeof *turned, compare_members);
    if (!list_members(problem, problem->candidacies, count, problem->count.units, &ranges,
                      &problem->candidates_of_units) ||
        !list_members(problem, turned, count, problem->count.candidates, &problem->units_of_candidate,
                      &problem->units_by_candidate))
        return error_memory(err);
    for (uint32_t i = 0; i < problem->count.units; i++)
        problem->units[i].candidates = ranges[i];
    return OK;
}

static enum error_code list_places(struct plan_problem *problem, struct error *err)
{
    const struct plan_sizes *count = &problem->count;
    struct plan_member *communes = take(problem, count->communes, sizeof *communes);
    struct plan_member *venues = take(problem, count->venues, sizeof *venues);

    if (communes == NULL || venues == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < count->communes; i++)
        communes[i] = (struct plan_member){problem->communes[i].group, i};
    for (uint32_t i = 0; i < count->venues; i++)
        venues[i] = (struct plan_member){problem->venues[i].commune, i};
    qsort(communes, count->communes, sizeof *communes, compare_members);
    qsort(venues, count->venues, sizeof *venues, compare_members);
    if (!list_members(problem, communes, count->communes, count->groups, &problem->communes_of_group,
                      &problem->communes_by_group) ||
        !list_members(problem, venues, count->venues, count->communes, &problem->venues_of_commune,
                      &problem->venues_by_commune))
        return error_memory(err);
    return OK;
}

/* ---- what is blocked ---- */

static enum error_code mark_blocked(struct plan_problem *problem, struct error *err)
{
    const uint32_t items[] = {[PLAN_BLOCK_VENUE] = problem->count.venues,
                              [PLAN_BLOCK_COMMUNE] = problem->count.communes,
                              [PLAN_BLOCK_CANDIDATE] = problem->count.candidates,
                              [PLAN_BLOCK_UNIT] = problem->count.units,
                              [PLAN_BLOCK_GROUP] = problem->count.groups};

    problem->slot_count = problem->count.days * problem->count.sessions;
    problem->slot_words = (problem->slot_count + 63) / 64;
    for (int kind = 0; kind < PLAN_BLOCK_KIND_COUNT; kind++) {
        problem->blocked[kind] = take(problem, (size_t)items[kind] * problem->slot_words, sizeof(uint64_t));
        if (problem->blocked[kind] == NULL)
            return error_memory(err);
    }
    for (uint32_t i = 0; i < problem->count.blocks; i++) {
        const struct plan_block *block = &problem->blocks[i];
        uint64_t *set = problem->blocked[block->kind] + (size_t)block->item * problem->slot_words;
        for (uint32_t session = 0; session < problem->count.sessions; session++) {
            uint32_t slot = block->day * problem->count.sessions + session;
            if (block->sessions >> session & 1)
                set[slot / 64] |= UINT64_C(1) << slot % 64;
        }
    }
    return OK;
}

/* ---- finding by code and date ---- */

static int compare_codes(const void *a, const void *b)
{
    const struct plan_code *left = a;
    const struct plan_code *right = b;

    return strcmp(left->code, right->code);
}

static enum error_code index_codes(struct plan_problem *problem, struct error *err)
{
    const struct plan_sizes *count = &problem->count;

    problem->units_by_code = take(problem, count->units, sizeof *problem->units_by_code);
    problem->venues_by_code = take(problem, count->venues, sizeof *problem->venues_by_code);
    if (problem->units_by_code == NULL || problem->venues_by_code == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < count->units; i++)
        problem->units_by_code[i] = (struct plan_code){problem->units[i].code, i};
    for (uint32_t i = 0; i < count->venues; i++)
        problem->venues_by_code[i] = (struct plan_code){problem->venues[i].code, i};
    qsort(problem->units_by_code, count->units, sizeof *problem->units_by_code, compare_codes);
    qsort(problem->venues_by_code, count->venues, sizeof *problem->venues_by_code, compare_codes);
    return OK;
}

static enum error_code index_days(struct plan_problem *problem, struct error *err)
{
    const struct plan_day *days = problem->days;
    uint32_t count = problem->count.days;
    uint32_t span = (uint32_t)(days[count - 1].date.day - days[0].date.day) + 1;

    problem->day_span = span;
    problem->day_of_offset = take(problem, span, sizeof *problem->day_of_offset);
    if (problem->day_of_offset == NULL)
        return error_memory(err);
    for (uint32_t offset = 0; offset < span; offset++)
        problem->day_of_offset[offset] = PLAN_NONE;
    for (uint32_t i = 0; i < count; i++)
        problem->day_of_offset[days[i].date.day - days[0].date.day] = i;
    return OK;
}

static uint32_t find_code(const struct plan_code *codes, uint32_t count, const char *code)
{
    struct plan_code key = {.code = code};
    const struct plan_code *found = bsearch(&key, codes, count, sizeof *codes, compare_codes);

    return found == NULL ? PLAN_NONE : found->index;
}

uint32_t plan_problem_find_unit(const struct plan_problem *problem, const char *code)
{
    return find_code(problem->units_by_code, problem->count.units, code);
}

uint32_t plan_problem_find_venue(const struct plan_problem *problem, const char *code)
{
    return find_code(problem->venues_by_code, problem->count.venues, code);
}

uint32_t plan_problem_find_day(const struct plan_problem *problem, struct civil_date date)
{
    int64_t offset = (int64_t)date.day - problem->days[0].date.day;

    return offset < 0 || offset >= problem->day_span ? PLAN_NONE : problem->day_of_offset[offset];
}

enum error_code plan_problem_prepare(struct plan_problem *problem, struct error *err)
{
    TRY(plan_check_values(problem, err));
    TRY(list_communes(problem, err));
    TRY(list_candidates(problem, err));
    TRY(list_places(problem, err));
    TRY(plan_check_units(problem, err));
    plan_sort_travels(problem);
    TRY(plan_check_wishes(problem, err));
    TRY(plan_prepare_sites(problem, err));
    TRY(plan_prepare_joints(problem, err));
    TRY(mark_blocked(problem, err));
    TRY(index_codes(problem, err));
    return index_days(problem, err);
}
