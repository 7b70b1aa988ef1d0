#include "plan/explain_offers.h"

#include <stdlib.h>

/* ---- how hard a change is to bring about ---- */

static const struct {
    int32_t once;
    int32_t each;
} efforts[PLAN_EDIT_KINDS] = {
    [PLAN_EDIT_UNBLOCK] = {2, 2},    [PLAN_EDIT_CHAIRS] = {6, 4},   [PLAN_EDIT_DAY] = {6, 2},
    [PLAN_EDIT_ATTENDANCE] = {8, 2}, [PLAN_EDIT_DURATION] = {9, 2}, [PLAN_EDIT_EQUIP] = {9, 2},
    [PLAN_EDIT_NEW_HALL] = {10, 5},  [PLAN_EDIT_PER_DAY] = {12, 5}, [PLAN_EDIT_SAME_DAY] = {16, 2},
    [PLAN_EDIT_SPREAD] = {16, 2},    [PLAN_EDIT_QUOTA] = {16, 2},   [PLAN_EDIT_ONLINE_MAX] = {20, 3},
    [PLAN_EDIT_NEEDED] = {50, 10},   [PLAN_EDIT_ALLOW] = {4, 2},
};

/* The owner of a hall is easier to move than a committee, and that than a candidate. */
static int32_t effort_of_block(enum plan_block_kind kind)
{
    return kind == PLAN_BLOCK_VENUE ? 0 : kind == PLAN_BLOCK_COMMUNE ? 2 : kind == PLAN_BLOCK_UNIT ? 3 : 5;
}

/* ---- making offers ---- */

static struct plan_offer *find_offer(struct plan_offers *offers, enum plan_edit_kind kind, uint32_t item)
{
    for (size_t i = 0; i < offers->count; i++) {
        if (offers->items[i].kind == kind && (offers->items[i].by_items || offers->items[i].items[0] == item))
            return &offers->items[i];
    }
    return NULL;
}

static struct plan_offer *add_offer(struct plan_offers *offers, enum plan_edit_kind kind, uint32_t item)
{
    struct plan_offer *found = &offers->items[offers->count];

    if (offers->count == PLAN_OFFERS_MAX || find_offer(offers, kind, item) != NULL)
        return NULL;
    *found = (struct plan_offer){.kind = kind,
                                 .items = {item},
                                 .item_count = 1,
                                 .effort = efforts[kind].once,
                                 .more_effort = efforts[kind].each};
    offers->count++;
    return found;
}

/* One item by `amount`, then by a step more each time. */
static void offer(struct plan_offers *offers, enum plan_edit_kind kind, uint32_t item, int32_t amount,
                  int32_t step)
{
    struct plan_offer *found = add_offer(offers, kind, item);

    if (found == NULL)
        return;
    found->amount = amount;
    found->step = step;
}

/* One more item of those that may be changed together. */
static void offer_item(struct plan_offers *offers, enum plan_edit_kind kind, uint32_t item, int32_t amount)
{
    struct plan_offer *found = find_offer(offers, kind, item);

    if (found == NULL) {
        found = add_offer(offers, kind, item);
        if (found != NULL) {
            found->by_items = true;
            found->amount = amount;
        }
        return;
    }
    for (uint32_t i = 0; i < found->item_count; i++) {
        if (found->items[i] == item)
            return;
    }
    if (found->item_count < PLAN_WAY_EDITS_MAX)
        found->items[found->item_count++] = item;
    if (amount > found->amount)
        found->amount = amount;
}

static bool is_same_block(const struct plan_block *a, const struct plan_block *b)
{
    return a->kind == b->kind && a->item == b->item;
}

/* Rows of one thing make one offer: those that clash first, then its others. */
static void offer_rows(struct plan_offers *offers, uint32_t row)
{
    const struct plan_block *blocks = offers->problem->blocks;
    const struct plan_conditions *conditions = &offers->conflict->conditions;
    struct plan_offer *found;

    for (size_t i = 0; i < offers->count; i++) {
        if (offers->items[i].kind == PLAN_EDIT_UNBLOCK &&
            is_same_block(&blocks[offers->items[i].items[0]], &blocks[row]))
            return;
    }
    if (offers->count == PLAN_OFFERS_MAX)
        return;
    found = &offers->items[offers->count++];
    *found =
        (struct plan_offer){.kind = PLAN_EDIT_UNBLOCK,
                            .by_items = true,
                            .effort = efforts[PLAN_EDIT_UNBLOCK].once + effort_of_block(blocks[row].kind),
                            .more_effort = efforts[PLAN_EDIT_UNBLOCK].each};
    for (size_t i = 0; i < conditions->count && found->item_count < PLAN_WAY_EDITS_MAX; i++) {
        const struct plan_edit *without = &conditions->items[i].without;
        if (without->kind == PLAN_EDIT_UNBLOCK && is_same_block(&blocks[without->item], &blocks[row]))
            found->items[found->item_count++] = without->item;
    }
    for (uint32_t i = 0; i < offers->problem->count.blocks && found->item_count < PLAN_WAY_EDITS_MAX; i++) {
        bool known = !is_same_block(&blocks[i], &blocks[row]);
        for (uint32_t k = 0; k < found->item_count; k++)
            known |= found->items[k] == i;
        if (!known)
            found->items[found->item_count++] = i;
    }
}

/* ---- what each condition suggests ---- */

/* Days inside the window that are no days of meetings yet. */
static void offer_days(struct plan_offers *offers)
{
    const struct plan_problem *problem = offers->problem;

    for (int32_t day = problem->params.campaign_start.date.day; day <= problem->params.campaign_end.date.day;
         day++) {
        if (plan_problem_find_day(problem, (struct civil_date){day}) == PLAN_NONE)
            offer_item(offers, PLAN_EDIT_DAY, (uint32_t)day, 0);
    }
}

static void offer_fewer_voters(struct plan_offers *offers, uint32_t venue)
{
    const struct plan_problem *problem = offers->problem;
    const struct plan_conditions *conditions = &offers->conflict->conditions;

    for (size_t i = 0; i < conditions->count; i++) {
        const struct plan_condition *condition = &conditions->items[i];
        int32_t seats = problem->venues[venue].capacity;
        struct plan_offer *known;
        if (condition->rule != PLAN_RULE_COUNT || seats == 0 ||
            seats >= problem->units[condition->without.item].attendance)
            continue;
        known = find_offer(offers, PLAN_EDIT_ATTENDANCE, condition->without.item);
        if (known == NULL)
            offer(offers, PLAN_EDIT_ATTENDANCE, condition->without.item, seats, 0);
        else if (seats > known->amount)
            known->amount = seats;
    }
}

static int32_t longest_session_min(const struct plan_problem *problem)
{
    int32_t longest_min = 1;

    for (uint32_t i = 0; i < problem->count.sessions; i++) {
        int32_t length_min = problem->sessions[i].end_min - problem->sessions[i].start_min;
        if (length_min > longest_min)
            longest_min = length_min;
    }
    return longest_min;
}

static void offer_for_unit(struct plan_offers *offers, const struct plan_condition *condition)
{
    uint32_t index = condition->without.item;
    const struct plan_unit *unit = &offers->problem->units[index];

    switch (condition->rule) {
    case PLAN_RULE_COUNT:
        offer(offers, PLAN_EDIT_NEEDED, index, unit->needed - 1, -1);
        offer(offers, PLAN_EDIT_ONLINE_MAX, index, unit->max_online + 1, 1);
        break;
    case PLAN_RULE_DURATION:
        offer(offers, PLAN_EDIT_DURATION, index, longest_session_min(offers->problem), 0);
        break;
    case PLAN_RULE_SPREAD:
    case PLAN_RULE_QUOTA:
    case PLAN_RULE_SAME_DAY: offer(offers, condition->without.kind, index, 0, 0); break;
    default: break;
    }
}

static void offer_for_place(struct plan_offers *offers, const struct plan_condition *condition)
{
    const struct plan_problem *problem = offers->problem;
    uint32_t index = condition->without.item;

    switch (condition->rule) {
    case PLAN_RULE_PLACE: offer_item(offers, PLAN_EDIT_NEW_HALL, index, condition->without.amount); break;
    case PLAN_RULE_CAPACITY:
        offer_item(offers, PLAN_EDIT_NEW_HALL, problem->venues[index].commune, condition->without.amount);
        offer_fewer_voters(offers, index);
        break;
    case PLAN_RULE_VENUE_CLASH:
        offer_item(offers, PLAN_EDIT_NEW_HALL, problem->venues[index].commune,
                   problem->venues[index].capacity);
        break;
    case PLAN_RULE_CHAIR_CLASH:
        offer(offers, PLAN_EDIT_CHAIRS, index, problem->communes[index].chair_capacity + 1, 1);
        break;
    case PLAN_RULE_ONLINE_VENUE: offer_item(offers, PLAN_EDIT_EQUIP, index, 0); break;
    default: break;
    }
}

static void offer_for_time(struct plan_offers *offers, const struct plan_condition *condition)
{
    const struct plan_problem *problem = offers->problem;

    switch (condition->rule) {
    case PLAN_RULE_WINDOW: offer_days(offers); break;
    case PLAN_RULE_VENUE_BLOCKED:
        offer_rows(offers, condition->without.item);
        offer_item(offers, PLAN_EDIT_NEW_HALL,
                   problem->venues[problem->blocks[condition->without.item].item].commune,
                   problem->venues[problem->blocks[condition->without.item].item].capacity);
        break;
    case PLAN_RULE_CHAIR_BLOCKED:
    case PLAN_RULE_CAND_BLOCKED: offer_rows(offers, condition->without.item); break;
    case PLAN_RULE_FORBIDDEN: offer_item(offers, PLAN_EDIT_ALLOW, condition->without.item, 0); break;
    case PLAN_RULE_CAND_DAY:
        offer(offers, PLAN_EDIT_PER_DAY, 0, problem->params.candidate_max_per_day + 1, 1);
        break;
    default: break;
    }
}

static int compare_offers(const void *a, const void *b)
{
    const struct plan_offer *left = a;
    const struct plan_offer *right = b;

    if (left->effort != right->effort)
        return left->effort - right->effort;
    return left->kind != right->kind
               ? (int)left->kind - (int)right->kind
               : (left->items[0] > right->items[0]) - (left->items[0] < right->items[0]);
}

void plan_offers_collect(const struct plan_problem *problem, const struct plan_conflict *conflict,
                         struct plan_offers *out)
{
    const struct plan_conditions *conditions = &conflict->conditions;

    *out = (struct plan_offers){.problem = problem, .conflict = conflict};
    for (size_t i = 0; i < conditions->count; i++) {
        offer_for_unit(out, &conditions->items[i]);
        offer_for_place(out, &conditions->items[i]);
        offer_for_time(out, &conditions->items[i]);
    }
    qsort(out->items, out->count, sizeof *out->items, compare_offers);
}
