#include "plan/best.h"

#include <string.h>

bool best_init(struct best *best, struct plan_state *state, struct arena *memory)
{
    uint32_t meetings = state->space->meeting_count;

    *best = (struct best){.state = state, .way_max = 2 * meetings + 16};
    best->way = arena_array(memory, best->way_max, sizeof *best->way);
    best->copy = arena_array(memory, meetings, sizeof *best->copy);
    return best->way != NULL && best->copy != NULL;
}

/* The present plan with the way undone. */
static void copy_best(struct best *best)
{
    memcpy(best->copy, best->state->at, best->state->space->meeting_count * sizeof *best->copy);
    while (best->way_count > 0) {
        const struct best_change *change = &best->way[--best->way_count];
        best->copy[change->meeting] = change->before;
    }
    best->copied = true;
}

void best_note(struct best *best, uint32_t meeting, struct plan_place before)
{
    if (best->copied)
        return;
    best->way[best->way_count++] = (struct best_change){meeting, before};
}

void best_mark(struct best *best)
{
    best->way_count = 0;
    best->copied = false;
}

void best_settle(struct best *best)
{
    if (!best->copied && best->way_count + BEST_CHANGES_MAX > best->way_max)
        copy_best(best);
}

void best_restore(struct best *best)
{
    if (!best->copied && best->way_count == 0)
        return;
    if (!best->copied)
        copy_best(best);
    plan_state_restore(best->state, best->copy);
    best_mark(best);
}
