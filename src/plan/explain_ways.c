#include "plan/conflict_part.h"
#include "plan/explain_offers.h"

#include <stdlib.h>
#include <string.h>

#define KINDS_TRIED_MAX 8
#define AROUND_MAX 400 /* units that a way is tried out with */

struct ways {
    const struct plan_problem *problem;
    const struct plan_conflict *conflict;
    struct plan_offers offers;
    bool for_all; /* the units around must get what they lack, too */
    bool shared;  /* only what changes something for several units */
};

/* The offer made `size` times as large as at first; false when it cannot be. */
static bool make_way(const struct plan_offer *offer, int32_t size, struct plan_way *out)
{
    int32_t amount = offer->amount + (size - 1) * offer->step;

    if (size > 1 && (offer->by_items ? size > (int32_t)offer->item_count : offer->step == 0))
        return false;
    if (amount < 0)
        return false;
    *out = (struct plan_way){.effort = offer->effort + size * offer->more_effort};
    out->edit_count = offer->by_items ? (uint32_t)size : 1;
    for (uint32_t i = 0; i < out->edit_count; i++) {
        out->edits[i] = (struct plan_edit){offer->kind, offer->items[i], amount};
        if (offer->kind == PLAN_EDIT_DAY)
            out->edits[i].amount = (int32_t)offer->items[i];
    }
    return true;
}

/* Waived rules of the whole, for the units of the part. */
static size_t waive(const struct plan_part *part, const struct plan_way *way, struct plan_edit *out)
{
    size_t count = 0;

    for (uint32_t i = 0; i < way->edit_count; i++) {
        bool waives = way->edits[i].kind >= PLAN_EDIT_SPREAD && way->edits[i].kind <= PLAN_EDIT_SAME_DAY;
        for (uint32_t unit = 0; waives && unit < part->problem->count.units; unit++) {
            if (part->units[unit] == way->edits[i].item)
                out[count++] = (struct plan_edit){way->edits[i].kind, unit, 0};
        }
    }
    return count;
}

static bool is_listed(const uint32_t *units, uint32_t count, uint32_t unit)
{
    for (uint32_t i = 0; i < count; i++) {
        if (units[i] == unit)
            return true;
    }
    return false;
}

static bool is_near(const struct plan_problem *problem, uint32_t unit, uint32_t other)
{
    struct plan_range of_unit = problem->units[unit].communes;
    struct plan_range of_other = problem->units[other].communes;

    for (uint32_t i = 0; i < of_unit.count; i++) {
        for (uint32_t k = 0; k < of_other.count; k++) {
            if (problem->communes[problem->communes_of_units[of_unit.first + i]].group ==
                problem->communes[problem->communes_of_units[of_other.first + k]].group)
                return true;
        }
    }
    return false;
}

/* The units that must get their meetings by the way; online a unit goes to committees of its whole groups, which
 * have their own units. */
static uint32_t list_units(const struct ways *ways, const struct plan_way *way, uint32_t *out)
{
    const struct plan_conflict *conflict = ways->conflict;
    uint32_t count = ways->for_all ? conflict->all_count : conflict->near_count;
    uint32_t clash_count = count;

    memcpy(out, conflict->near, count * sizeof *out);
    if (way->edits[0].kind != PLAN_EDIT_ONLINE_MAX)
        return count;
    for (uint32_t unit = 0; unit < ways->problem->count.units && count < AROUND_MAX; unit++) {
        if (!is_listed(out, clash_count, unit) && !is_listed(conflict->near, conflict->all_count, unit) &&
            is_near(ways->problem, way->edits[0].item, unit))
            out[count++] = unit;
    }
    return count;
}

static enum error_code try_way(const struct ways *ways, const struct plan_way *way, bool *out,
                               struct error *err)
{
    uint32_t units[AROUND_MAX];
    CLEANUP(plan_problem_free_ptr) struct plan_problem *changed = NULL;
    CLEANUP(plan_part_done) struct plan_part part = {.problem = NULL};
    const struct plan_edits edits = {way->edits, way->edit_count};
    struct plan_edit waived[PLAN_WAY_EDITS_MAX];
    enum plan_answer answer;

    TRY(plan_edit_problem(ways->problem, &edits, &changed, err));
    TRY(plan_part_new(changed, units, list_units(ways, way, units), &part, err));
    const struct plan_edits of_part = {waived, waive(&part, way, waived)};
    TRY(plan_ask(part.problem, &of_part, &plan_patience_short, &answer, err));
    *out = answer == PLAN_POSSIBLE;
    return OK;
}

/* The smallest size of the offer that works. */
static enum error_code try_offer(const struct ways *ways, const struct plan_offer *offer,
                                 struct plan_way *out, bool *out_works, struct error *err)
{
    struct plan_way way;

    *out_works = false;
    for (int32_t size = 1; size <= PLAN_WAY_EDITS_MAX && make_way(offer, size, &way); size++) {
        TRY(try_way(ways, &way, out_works, err));
        if (!*out_works)
            continue;
        *out = way;
        return OK;
    }
    return OK;
}

static int compare_ways(const void *a, const void *b)
{
    const struct plan_way *left = a;
    const struct plan_way *right = b;

    return left->for_all != right->for_all ? right->for_all - left->for_all : left->effort - right->effort;
}

/* Whether a way of this kind, freeing the same sort of thing, has been found. */
static bool is_known(const struct ways *ways, const struct plan_offer *offer, const struct plan_way *found,
                     size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct plan_edit *edit = &found[i].edits[0];
        if (edit->kind == offer->kind &&
            (edit->kind != PLAN_EDIT_UNBLOCK ||
             ways->problem->blocks[edit->item].kind == ways->problem->blocks[offer->items[0]].kind))
            return true;
    }
    return false;
}

/* Whether it changes something that other units use, too. */
static bool is_shared(enum plan_edit_kind kind)
{
    return plan_edit_thing(kind) != PLAN_THING_UNIT;
}

struct found {
    struct plan_way ways[KINDS_TRIED_MAX];
    size_t count;
};

static enum error_code try_offers(const struct ways *ways, struct found *found, struct error *err)
{
    for (size_t i = 0; i < ways->offers.count && found->count < KINDS_TRIED_MAX; i++) {
        const struct plan_offer *offer = &ways->offers.items[i];
        bool works;
        /* A later offer cannot be less effort than what is found already. */
        if (found->count >= PLAN_WAYS_MAX && offer->effort >= found->ways[PLAN_WAYS_MAX - 1].effort)
            break;
        if (is_known(ways, offer, found->ways, found->count) || (ways->shared && !is_shared(offer->kind)))
            continue;
        TRY(try_offer(ways, offer, &found->ways[found->count], &works, err));
        if (!works)
            continue;
        found->ways[found->count++].for_all = ways->for_all;
        qsort(found->ways, found->count, sizeof *found->ways, compare_ways);
    }
    return OK;
}

enum error_code plan_ways_find(const struct plan_problem *problem, const struct plan_names *names,
                               const struct plan_conflict *conflict, struct plan_way *out, size_t *out_count,
                               struct error *err)
{
    struct found found = {.count = 0};
    struct ways ways = {.problem = problem, .conflict = conflict};

    plan_offers_collect(problem, conflict, &ways.offers);
    ways.for_all = true;
    ways.shared = conflict->all_count > conflict->near_count;
    TRY(try_offers(&ways, &found, err));
    if (ways.shared) {
        ways.for_all = ways.shared = false;
        TRY(try_offers(&ways, &found, err));
    }
    *out_count = found.count < PLAN_WAYS_MAX ? found.count : PLAN_WAYS_MAX;
    for (size_t i = 0; i < *out_count; i++) {
        out[i] = found.ways[i];
        const struct plan_edits edits = {out[i].edits, out[i].edit_count};
        plan_edit_write(problem, names, &edits, &out[i].words);
        out[i].effect = plan_edit_effect(out[i].edits[0].kind);
    }
    return OK;
}
