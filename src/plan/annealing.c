#include "plan/annealing.h"

#define URGENT_MAX 256
#define URGENT_EVERY_STEPS 16384
#define URGENT_SHARE 16 /* one step of so many is for an urgent meeting, where there are some */

bool annealing_init(struct annealing *annealing, struct plan_state *state, const struct deck *deck,
                    struct arena *memory)
{
    *annealing = (struct annealing){.state = state, .deck = deck};
    annealing->urgent = arena_array(memory, URGENT_MAX, sizeof *annealing->urgent);
    return annealing->urgent != NULL && best_init(&annealing->best, state, memory);
}

void annealing_begin(struct annealing *annealing, uint32_t region, uint64_t seed)
{
    const struct deck *deck = annealing->deck;
    struct plan_range meetings = deck->meetings_of_region[region];
    struct plan_range cards = deck->cards_of_region[region];

    prng_init(&annealing->prng, seed);
    annealing_begin_part(annealing, deck->cards + cards.first, cards.count, deck->meetings + meetings.first,
                         meetings.count);
}

void annealing_begin_part(struct annealing *annealing, const uint32_t *cards, uint32_t card_count,
                          const uint32_t *meetings, uint32_t meeting_count)
{
    annealing->cards = cards;
    annealing->card_count = card_count;
    annealing->change_m = 0;
    annealing->best_m = 0;
    annealing->steps_left = 0;
    best_begin(&annealing->best, meetings, meeting_count);
}

/* ---- what to try ---- */

static bool is_urgent(const struct plan_state *state, uint32_t meeting)
{
    if (state->space->units[state->space->unit_of_meeting[meeting]].options.count == 0)
        return false;
    return !plan_state_is_placed(state, meeting) || (state->space->slots[state->at[meeting].slot].holiday &&
                                                     state->space->problem->params.w_holiday_m > 0);
}

static void list_urgent(struct annealing *annealing)
{
    const struct best *best = &annealing->best;

    annealing->urgent_count = 0;
    for (uint32_t i = 0; i < best->meeting_count && annealing->urgent_count < URGENT_MAX; i++) {
        if (is_urgent(annealing->state, best->meetings[i]))
            annealing->urgent[annealing->urgent_count++] = best->meetings[i];
    }
}

/* A meeting of a commune that stands on a holiday costs as much as all the others of its commune, and its one card would
 * hardly ever be drawn. */
static uint32_t draw_meeting(struct annealing *annealing)
{
    struct prng *prng = &annealing->prng;

    if (annealing->steps_left == 0) {
        list_urgent(annealing);
        annealing->steps_left = URGENT_EVERY_STEPS;
    }
    annealing->steps_left--;
    if (annealing->urgent_count > 0 && prng_below(prng, URGENT_SHARE) == 0)
        return annealing->urgent[prng_below(prng, annealing->urgent_count)];
    return annealing->cards[prng_below(prng, annealing->card_count)];
}

/* ---- steps ---- */

static void keep(struct annealing *annealing)
{
    step_keep(&annealing->step, &annealing->best);
    annealing->change_m += annealing->step.change_m;
    if (annealing->change_m < annealing->best_m) {
        annealing->best_m = annealing->change_m;
        best_mark(&annealing->best);
    }
}

void annealing_step(struct annealing *annealing, double heat)
{
    const struct deck *deck = annealing->deck;
    uint32_t meeting = draw_meeting(annealing);
    double warmth_m = deck->warmth_m[deck->space->unit_of_meeting[meeting]];
    double limit_m = heat * warmth_m * deck->patience[prng_below(&annealing->prng, DECK_PATIENCES)];

    /* One meeting too many on a day can still be made up for. */
    step_begin(&annealing->step, annealing->state,
               limit_m + (double)deck->space->problem->params.w_imbalance_m);
    if (annealing_propose(annealing, meeting)) {
        if ((double)annealing->step.change_m > limit_m)
            annealing_balance(annealing, limit_m);
        if ((double)annealing->step.change_m <= limit_m) {
            keep(annealing);
            return;
        }
    }
    step_undo(&annealing->step, 0, 0);
}

void annealing_end(struct annealing *annealing)
{
    best_restore(&annealing->best);
    annealing->change_m = annealing->best_m;
}
