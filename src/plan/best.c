#include "plan/best.h"

bool best_init(struct best *best, struct plan_state *state, struct arena *memory)
{
    uint32_t meetings = state->space->meeting_count;

    *best = (struct best){.state = state, .way_max = 2 * meetings + 2 * BEST_CHANGES_MAX};
    best->way = arena_array(memory, best->way_max, sizeof *best->way);
    best->copy = arena_array(memory, meetings, sizeof *best->copy);
    return best->way != NULL && best->copy != NULL;
}

void best_begin(struct best *best, const uint32_t *meetings, uint32_t meeting_count)
{
    best->meetings = meetings;
    best->meeting_count = meeting_count;
    best_mark(best);
}

/* The present plan with the way undone. */
static void keep_copy(struct best *best)
{
    for (uint32_t i = 0; i < best->meeting_count; i++)
        best->copy[best->meetings[i]] = best->state->at[best->meetings[i]];
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
        keep_copy(best);
}

void best_restore(struct best *best)
{
    if (!best->copied && best->way_count == 0)
        return;
    if (!best->copied)
        keep_copy(best);
    /* All out first, so that nothing is in the way of what comes back. */
    for (uint32_t i = 0; i < best->meeting_count; i++) {
        if (plan_state_is_placed(best->state, best->meetings[i]))
            plan_state_remove(best->state, best->meetings[i]);
    }
    for (uint32_t i = 0; i < best->meeting_count; i++) {
        if (best->copy[best->meetings[i]].option != PLAN_NONE)
            plan_state_put(best->state, best->meetings[i], best->copy[best->meetings[i]]);
    }
    best_mark(best);
}

void best_copy(struct best *best, struct plan_place *out)
{
    if (!best->copied)
        keep_copy(best);
    for (uint32_t i = 0; i < best->meeting_count; i++)
        out[i] = best->copy[best->meetings[i]];
}

void best_take(struct best *best, const struct plan_place *places)
{
    for (uint32_t i = 0; i < best->meeting_count; i++)
        best->copy[best->meetings[i]] = places[i];
    best->copied = true;
    best_restore(best);
}

void best_write(struct best *best, struct plan_place *out_by_meeting)
{
    if (!best->copied)
        keep_copy(best);
    for (uint32_t i = 0; i < best->meeting_count; i++)
        out_by_meeting[best->meetings[i]] = best->copy[best->meetings[i]];
}

void best_take_places(struct best *best, const struct plan_place *by_meeting)
{
    for (uint32_t i = 0; i < best->meeting_count; i++)
        best->copy[best->meetings[i]] = by_meeting[best->meetings[i]];
    best->copied = true;
    best_restore(best);
}
