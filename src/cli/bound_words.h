/* How far a plan is from the best conceivable one, as lines and as JSON. */
#ifndef CLI_BOUND_WORDS_H
#define CLI_BOUND_WORDS_H

#include "cli/command.h"
#include "plan/bound.h"

/* The bound, F as a multiple of it, and a sentence on both. `complete`: the plan breaks no rule, not even
 * one that staff lowered; of others nothing can be said but the bound. */
void bound_put_words(struct command_run *run, const struct plan_bound *bound, int64_t objective_m,
                     bool complete);

#endif
