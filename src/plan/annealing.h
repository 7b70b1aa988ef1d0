/* The search of one region: simulated annealing (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983). Each step tries
 * one change of a few meetings; a change for the worse is kept the less likely the worse it is and the colder it has
 * become. Temperatures are shares of what a meeting of the unit costs: a kilometre is nothing to those who travel
 * through a province, and everything to those of a commune.
 */
#ifndef PLAN_ANNEALING_H
#define PLAN_ANNEALING_H

#include "base/prng.h"
#include "plan/deck.h"
#include "plan/step.h"

struct annealing {
    struct plan_state *state;
    const struct deck *deck;
    const uint32_t *cards; /* meetings to try */
    uint32_t card_count;
    uint32_t *urgent; /* meetings that are not placed, or stand on a holiday, as it was some steps ago */
    uint32_t urgent_count;
    uint32_t steps_left; /* until they are listed anew */
    struct prng prng;
    struct step step;
    int64_t change_m; /* of the objective since annealing_begin */
    int64_t best_m;   /* the least that it has been */
    struct best best;
};

/* Borrows state and deck; its arrays come from the arena. False: no memory. */
bool annealing_init(struct annealing *annealing, struct plan_state *state, const struct deck *deck,
                    struct arena *memory) MUST_USE;
/* Turns to a region. */
void annealing_begin(struct annealing *annealing, uint32_t region, uint64_t seed);
/* Turns to some meetings, and goes on with its random numbers; borrows both lists. */
void annealing_begin_part(struct annealing *annealing, const uint32_t *cards, uint32_t card_count,
                          const uint32_t *meetings, uint32_t meeting_count);
/* One step. */
void annealing_step(struct annealing *annealing, double heat);
/* Goes back to the best plan of the region since annealing_begin. */
void annealing_end(struct annealing *annealing);

/* What a step may try; for annealing_step. The meeting is to go elsewhere, together with others; false when that
 * cannot be. */
bool annealing_propose(struct annealing *annealing, uint32_t meeting) MUST_USE;
/* Sends other meetings away from days that the step has overloaded, as long as it costs more than it may. */
void annealing_balance(struct annealing *annealing, double limit_m);

#endif
