#include "plan/annealing.h"

bool annealing_init(struct annealing *annealing, struct plan_state *state, const struct deck *deck,
                    struct arena *memory)
{
    *annealing = (struct annealing){.state = state, .deck = deck};
    return best_init(&annealing->best, state, memory);
}

void annealing_begin(struct annealing *annealing, uint32_t region, uint64_t seed)
{
    struct plan_range meetings = annealing->deck->meetings_of_region[region];

    annealing->region = region;
    annealing->change_m = 0;
    annealing->best_m = 0;
    prng_init(&annealing->prng, seed);
    best_begin(&annealing->best, annealing->deck->meetings + meetings.first, meetings.count);
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
    struct plan_range cards = deck->cards_of_region[annealing->region];
    uint32_t meeting = deck->cards[cards.first + prng_below(&annealing->prng, cards.count)];
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
