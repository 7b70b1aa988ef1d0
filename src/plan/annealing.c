#include "plan/annealing.h"

bool annealing_init(struct annealing *annealing, struct plan_state *state, const struct deck *deck,
                    struct arena *memory)
{
    *annealing = (struct annealing){.state = state, .deck = deck};
    return best_init(&annealing->best, state, memory);
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
    best_begin(&annealing->best, meetings, meeting_count);
}

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
    uint32_t meeting = annealing->cards[prng_below(&annealing->prng, annealing->card_count)];
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
