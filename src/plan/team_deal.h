/* Who of a team may move what in a phase; for team.c only. */
#ifndef PLAN_TEAM_DEAL_H
#define PLAN_TEAM_DEAL_H

#include "base/prng.h"
#include "plan/deck.h"

/* Lists that are long enough for all of the region. */
struct team_part {
    uint32_t *meetings; /* that may be moved */
    uint32_t meeting_count;
    uint32_t *cards; /* meetings to try */
    uint32_t card_count;
};

struct team_deal {
    const struct deck *deck;
    uint32_t region;
    uint32_t *units; /* of the region */
    uint32_t unit_count;
    uint32_t *groups; /* of the region */
    uint32_t group_count;
    uint32_t *wide; /* units of the region in several groups */
    uint32_t wide_count;
    uint32_t *links; /* parties of the region in several units */
    uint32_t link_count;
    uint32_t *cards_in; /* by group: of units that meet there only */
    uint32_t *above;    /* by group: one that goes with it */
    uint32_t *weight;   /* by group: cards of all that go with it, at the top one */
    uint32_t *part_of_group;
    uint32_t *part_of_unit; /* PLAN_NONE: it stands still */
    struct team_part *parts;
    uint64_t *part_weight;
    struct team_part rest; /* its cards are those of units that stand still; it has no meetings */
};

bool team_deal_init(struct team_deal *deal, const struct deck *deck, uint32_t region, uint32_t parts,
                    struct arena *memory) MUST_USE;
/* Deals to so many parts, by chance. */
void team_deal_parts(struct team_deal *deal, uint32_t parts, struct prng *prng);

#endif
