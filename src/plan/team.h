/* Several threads that search one region together. In each phase the groups of the region are dealt to them anew. A unit
 * that meets in groups of one member only is that member's to move; others stand still, and of two units that share
 * candidates and belong to different members one stands still, so that nobody reads what another one writes, and what
 * the members win adds up. After each phase the units that stood still have their turn. What a team finds depends on
 * how fast its members are, so it is for searches within a limit of time.
 */
#ifndef PLAN_TEAM_H
#define PLAN_TEAM_H

#include "plan/annealing.h"

#include <pthread.h>

struct team;

/* Whether the region is large enough for a team, and has more than one group. The further sites of a meeting all lie in groups
 * of its unit, so that they are with the same member. */
bool team_can_search(const struct deck *deck, uint32_t region);
struct team_task {
    uint32_t region;
    uint32_t members; /* at most */
    uint64_t seed;
};

/* Borrows state and deck. */
enum error_code team_new(struct plan_state *state, const struct deck *deck, const struct team_task *task,
                         struct team **out, struct error *err) MUST_USE;
void team_free(struct team *team);
DEFINE_CLEANUP(struct team, team_free)

/* The work of a member, on its own thread, until team_end; one that comes too late does nothing. */
void team_help(struct team *team);
/* For the leader, who is a member, too: a phase at a temperature, until it is done or `stop` says so. Returns the
 * steps of all. */
uint64_t team_search(struct team *team, double heat, bool (*stop)(void *context), void *context);
/* The best change of the objective since team_new. */
int64_t team_best_m(const struct team *team);
/* Goes back to the best plan. */
void team_restore(struct team *team);
void team_end(struct team *team);

#endif
