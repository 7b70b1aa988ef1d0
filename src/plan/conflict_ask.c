#include "plan/conflict_ask.h"

#include "plan/conflict_flow.h"
#include "plan/construct.h"
#include "plan/judge.h"

#define MORE_TRIES 10
#define PLACES_USUAL 500 /* of a unit: its options times the slots */
#define TRIES_MIN 10

const struct plan_patience plan_patience_usual = {.tries = 60, .max_trials = 200000, .seeds = 3};
const struct plan_patience plan_patience_short = {.tries = 30, .max_trials = 20000};

/* An edited problem with room to plan it in. */
struct question {
    struct plan_problem *problem;
    struct plan_space *space;
    struct plan_state *state;
};

static void question_done(struct question *question)
{
    plan_state_free(question->state);
    plan_space_free(question->space);
    plan_problem_free(question->problem);
}

static enum error_code ask(const struct plan_problem *problem, const struct plan_edits *edits,
                           struct question *out, struct error *err)
{
    TRY(plan_edit_problem(problem, edits, &out->problem, err));
    TRY(plan_space_new(out->problem, &out->space, err));
    plan_edit_space(out->space, edits);
    return plan_state_new(out->space, &out->state, err);
}

/* ---- the judge's word ---- */

static bool is_waived(const struct plan_edits *edits, const struct plan_violation *violation)
{
    if (violation->severity >= PLAN_WARNS)
        return true;
    switch (violation->rule) {
    case PLAN_RULE_MINIMUM: return true; /* about what is asked for, not about the plan */
    case PLAN_RULE_SPREAD: return plan_edits_waive(edits, PLAN_EDIT_SPREAD, violation->about.unit);
    case PLAN_RULE_QUOTA: return plan_edits_waive(edits, PLAN_EDIT_QUOTA, violation->about.unit);
    case PLAN_RULE_SAME_DAY: return plan_edits_waive(edits, PLAN_EDIT_SAME_DAY, violation->about.unit);
    default: return false;
    }
}

static struct plan_meeting meeting_of(const struct plan_state *state, uint32_t meeting)
{
    const struct plan_option *option = &state->space->options[state->at[meeting].option];
    const struct plan_problem *problem = state->space->problem;
    uint32_t unit = state->space->unit_of_meeting[meeting];
    struct civil_date date = problem->days[state->day_of[meeting]].date;

    return (struct plan_meeting){
        .unit = unit,
        .mode = option->mode,
        .venue = option->venue,
        .start = {date, state->at[meeting].start_min},
        .end = {date, plan_state_end_min(state, meeting)},
    };
}

static const char *number_code(struct arena *arena, uint32_t number)
{
    char digits[] = "00000000";

    for (int i = 7; i >= 0; i--, number /= 10)
        digits[i] = (char)('0' + number % 10);
    return arena_copy_string(arena, digits);
}

static enum error_code write_plan(const struct plan_state *state, struct arena *arena, struct plan *out,
                                  struct error *err)
{
    uint32_t count = state->space->meeting_count;
    struct plan_meeting *meetings = arena_array(arena, count, sizeof *meetings);

    if (meetings == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < count; i++) {
        meetings[i] = meeting_of(state, i);
        meetings[i].code = number_code(arena, i);
        if (meetings[i].code == NULL)
            return error_memory(err);
    }
    *out = (struct plan){.meetings = meetings, .count = count};
    return OK;
}

/* The planner is not believed: a plan counts when the judge finds no fault but in what is waived. */
static enum error_code judge(const struct plan_state *state, const struct plan_edits *edits,
                             struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    struct plan_judgement judgement;
    struct plan plan;

    arena_init(&arena, (size_t)256 << 20);
    TRY(write_plan(state, &arena, &plan, err));
    TRY(plan_judge(state->space->problem, &plan, SIZE_MAX, &arena, &judgement, err));
    for (const struct plan_violation *violation = judgement.first; violation != NULL;
         violation = violation->next) {
        if (!is_waived(edits, violation))
            return error_set(err, ERROR_SOFTWARE,
                             "The planner and the judge disagree on the rule %s; please report this.",
                             plan_rule_info(violation->rule)->code);
    }
    return OK;
}

/* ---- looking for a plan ---- */

static double share_of_tries(void *context)
{
    uint32_t *left = context;

    if (*left == 0)
        return 1.0;
    (*left)--;
    return 0.0;
}

static bool is_full(const struct plan_state *state)
{
    for (uint32_t i = 0; i < state->space->meeting_count; i++) {
        if (!plan_state_is_placed(state, i))
            return false;
    }
    return true;
}

static void empty(struct plan_state *state)
{
    for (uint32_t i = 0; i < state->space->meeting_count; i++) {
        if (plan_state_is_placed(state, i))
            plan_state_remove(state, i);
    }
}

static enum error_code construct(struct plan_state *state, uint32_t tries, uint64_t seed, bool *out_full,
                                 struct error *err)
{
    const struct plan_budget budget = {
        .max_steps = UINT64_MAX, .time_spent = share_of_tries, .context = &tries};
    struct prng prng;

    prng_init(&prng, seed);
    TRY(plan_construct(state, &prng, &budget, err));
    *out_full = is_full(state);
    if (!*out_full)
        empty(state);
    return OK;
}

/* A try takes time by the places of a unit: where there are many, fewer tries must do. */
static uint32_t scale_tries(const struct plan_space *space, uint32_t tries)
{
    uint64_t most = PLACES_USUAL;
    uint64_t scaled;

    for (uint32_t unit = 0; unit < space->problem->count.units; unit++) {
        uint64_t places = (uint64_t)space->units[unit].options.count * space->problem->slot_count;
        if (places > most)
            most = places;
    }
    scaled = (uint64_t)tries * PLACES_USUAL / most;
    return scaled < TRIES_MIN ? TRIES_MIN : (uint32_t)scaled;
}

/* From the quickest way to the most thorough. */
static enum error_code look(struct plan_state *state, const struct plan_patience *patience,
                            enum plan_answer *out, struct error *err)
{
    uint32_t tries = scale_tries(state->space, patience->tries);
    uint32_t room;
    bool full = false;

    TRY(plan_flow_count(state->space, &room, err));
    if (room < state->space->meeting_count) {
        *out = PLAN_IMPOSSIBLE;
        return OK;
    }
    TRY(construct(state, tries, 1, &full, err));
    *out = PLAN_POSSIBLE;
    if (!full)
        TRY(plan_days_search(state, patience->max_trials, out, err));
    for (uint64_t seed = 1; *out == PLAN_NOT_KNOWN && seed <= patience->seeds; seed++) {
        TRY(construct(state, MORE_TRIES * tries, seed, &full, err));
        if (full)
            *out = PLAN_POSSIBLE;
    }
    return OK;
}

enum error_code plan_ask(const struct plan_problem *problem, const struct plan_edits *edits,
                         const struct plan_patience *patience, enum plan_answer *out, struct error *err)
{
    CLEANUP(question_done) struct question question = {.problem = NULL};
    enum plan_answer answer;

    TRY(ask(problem, edits, &question, err));
    TRY(look(question.state, patience, &answer, err));
    if (answer == PLAN_POSSIBLE)
        TRY(judge(question.state, edits, err));
    *out = answer;
    return OK;
}
