/* What staff wish, as sets of slots and prices that options share. */
#include "base/list.h"
#include "plan/space_parts.h"

#include <stdlib.h>
#include <string.h>

#define PRICES_MAX ((size_t)1 << 30)

static bool concerns(const struct plan_problem *problem, const struct plan_preference *wish, uint32_t unit,
                     uint32_t commune)
{
    switch (wish->scope) {
    case PLAN_SCOPE_LEVEL: return (uint32_t)problem->units[unit].level == wish->item;
    case PLAN_SCOPE_UNIT: return unit == wish->item;
    case PLAN_SCOPE_GROUP: return problem->communes[commune].group == wish->item;
    case PLAN_SCOPE_COMMUNE: return commune == wish->item;
    default: return true;
    }
}

static bool covers(const struct plan_problem *problem, const struct plan_preference *wish, uint32_t slot)
{
    uint32_t day = slot / problem->count.sessions;

    return (wish->day == PLAN_NONE || wish->day == day) &&
           (wish->weekdays >> civil_date_weekday(problem->days[day].date) & 1) != 0 &&
           (wish->sessions >> slot % problem->count.sessions & 1) != 0;
}

bool plan_space_forbids(const struct plan_problem *problem, uint32_t unit, uint32_t commune, uint32_t slot)
{
    for (uint32_t i = 0; i < problem->count.preferences; i++) {
        const struct plan_preference *wish = &problem->preferences[i];
        if (wish->wish == PLAN_FORBID && concerns(problem, wish, unit, commune) &&
            covers(problem, wish, slot))
            return true;
    }
    return false;
}

bool space_wishes_init(struct space_wishes *wishes, const struct plan_problem *problem)
{
    uint32_t count = problem->count.preferences;

    *wishes = (struct space_wishes){.problem = problem, .row = PLAN_NONE};
    if (count == 0)
        return true;
    wishes->concerned = calloc(count, sizeof *wishes->concerned);
    wishes->asked = calloc(count, sizeof *wishes->asked);
    wishes->forbidden = calloc(problem->slot_words, sizeof *wishes->forbidden);
    return wishes->concerned != NULL && wishes->asked != NULL && wishes->forbidden != NULL;
}

void space_wishes_done(struct space_wishes *wishes)
{
    free(wishes->concerned);
    free(wishes->asked);
    free(wishes->forbidden);
    free(wishes->prices);
}

/* What each slot costs: all that is to be avoided, and what the best time is better by. */
static bool add_row(struct space_wishes *wishes)
{
    const struct plan_problem *problem = wishes->problem;
    size_t first = wishes->price_count;
    int64_t best_m = 0;

    if (!list_reserve(&wishes->prices, &wishes->capacity, first + problem->slot_count, sizeof *wishes->prices,
                      PRICES_MAX))
        return false;
    for (uint32_t i = 0; i < problem->count.preferences; i++) {
        const struct plan_preference *wish = &problem->preferences[i];
        if (wishes->concerned[i] && wish->wish == PLAN_PREFER && wish->price_m > best_m)
            best_m = wish->price_m;
    }
    for (uint32_t slot = 0; slot < problem->slot_count; slot++) {
        int64_t avoided_m = 0;
        int64_t met_m = 0;
        for (uint32_t i = 0; i < problem->count.preferences; i++) {
            const struct plan_preference *wish = &problem->preferences[i];
            if (!wishes->concerned[i] || !covers(problem, wish, slot))
                continue;
            avoided_m += wish->wish == PLAN_AVOID ? wish->price_m : 0;
            met_m = wish->wish == PLAN_PREFER && wish->price_m > met_m ? wish->price_m : met_m;
        }
        wishes->prices[first + slot] = avoided_m + best_m - met_m;
    }
    wishes->price_count += problem->slot_count;
    wishes->row = (uint32_t)first;
    return wishes->price_count <= UINT32_MAX;
}

static void find_forbidden(struct space_wishes *wishes)
{
    const struct plan_problem *problem = wishes->problem;

    memset(wishes->forbidden, 0, problem->slot_words * sizeof *wishes->forbidden);
    for (uint32_t slot = 0; slot < problem->slot_count; slot++) {
        for (uint32_t i = 0; i < problem->count.preferences; i++) {
            const struct plan_preference *wish = &problem->preferences[i];
            if (wishes->concerned[i] && wish->wish == PLAN_FORBID && covers(problem, wish, slot))
                wishes->forbidden[slot / 64] |= UINT64_C(1) << slot % 64;
        }
    }
}

/* Options of one unit in one place, which come one after the other, have the same row. */
bool space_wishes_ask(struct space_wishes *wishes, uint32_t unit, struct plan_option *option)
{
    const struct plan_problem *problem = wishes->problem;
    uint32_t count = problem->count.preferences;
    bool priced = false;

    option->prices = PLAN_NONE;
    if (count == 0)
        return true;
    for (uint32_t i = 0; i < count; i++) {
        const struct plan_preference *wish = &problem->preferences[i];
        wishes->asked[i] = concerns(problem, wish, unit, option->commune);
        priced |= wishes->asked[i] && wish->wish != PLAN_FORBID && wish->price_m > 0;
    }
    if (!wishes->ready || memcmp(wishes->asked, wishes->concerned, count * sizeof *wishes->asked) != 0) {
        wishes->ready = true;
        wishes->row = PLAN_NONE;
        memcpy(wishes->concerned, wishes->asked, count * sizeof *wishes->asked);
        find_forbidden(wishes);
        if (priced && !add_row(wishes))
            return false;
    }
    option->prices = wishes->row;
    return true;
}
