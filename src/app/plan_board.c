#include "app/plan_board.h"

#include "app/plan_verdict.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define VENUES_SHOWN 40

const char *const plan_board_by_names[BOARD_BY_COUNT] = {"unit", "commune", "candidate", "venue"};

/* ---- what is asked for ---- */

struct things {
    uint32_t count;
    const char *(*code)(const struct plan_problem *problem, uint32_t index);
};

static const char *unit_code(const struct plan_problem *problem, uint32_t index)
{
    return problem->units[index].code;
}

static const char *commune_code(const struct plan_problem *problem, uint32_t index)
{
    return problem->communes[index].code;
}

static const char *candidate_code(const struct plan_problem *problem, uint32_t index)
{
    return problem->candidates[index].code;
}

static const char *venue_code(const struct plan_problem *problem, uint32_t index)
{
    return problem->venues[index].code;
}

static enum error_code find_item(const struct plan_problem *problem, const struct plan_board_filter *filter,
                                 uint32_t *out, struct error *err)
{
    const struct things things[BOARD_BY_COUNT] = {
        [BOARD_UNIT] = {problem->count.units, unit_code},
        [BOARD_COMMUNE] = {problem->count.communes, commune_code},
        [BOARD_CANDIDATE] = {problem->count.candidates, candidate_code},
        [BOARD_VENUE] = {problem->count.venues, venue_code},
    };
    const struct things *of = &things[filter->by];

    for (uint32_t i = 0; i < of->count; i++) {
        if (filter->code[0] != '\0' && strcmp(of->code(problem, i), filter->code) != 0)
            continue;
        *out = i;
        return OK;
    }
    return error_set(err, ERROR_NO_INPUT,
                     "there is nothing with the code %s in this election; look for it with "
                     "the search above",
                     filter->code);
}

/* ---- what belongs to it ---- */

static bool range_has(const uint32_t *items, struct plan_range range, uint32_t item)
{
    for (uint32_t i = 0; i < range.count; i++) {
        if (items[range.first + i] == item)
            return true;
    }
    return false;
}

static bool unit_counts(const struct plan_problem *problem, enum plan_board_by by, uint32_t item,
                        uint32_t unit)
{
    if (by == BOARD_UNIT)
        return unit == item;
    return by == BOARD_CANDIDATE &&
           range_has(problem->candidates_of_units, problem->units[unit].candidates, item);
}

static bool meeting_counts(const struct plan_problem *problem, enum plan_board_by by, uint32_t item,
                           const struct plan_meeting *meeting)
{
    if (by == BOARD_VENUE)
        return meeting->venue == item;
    if (by == BOARD_COMMUNE)
        return problem->venues[meeting->venue].commune == item;
    return unit_counts(problem, by, item, meeting->unit);
}

static bool venue_counts(const struct plan_problem *problem, enum plan_board_by by, uint32_t item,
                         uint32_t venue)
{
    uint32_t commune = problem->venues[venue].commune;

    if (by == BOARD_VENUE)
        return venue == item;
    if (by == BOARD_COMMUNE)
        return commune == item;
    for (uint32_t unit = 0; unit < problem->count.units; unit++) {
        if (unit_counts(problem, by, item, unit) &&
            range_has(problem->communes_of_units, problem->units[unit].communes, commune))
            return true;
    }
    return false;
}

static bool is_used(const struct plan_board *board, uint32_t venue)
{
    for (size_t i = 0; i < board->count; i++) {
        if (board->meetings[i].meeting->venue == venue)
            return true;
    }
    return false;
}

static int compare_times(const void *a, const void *b)
{
    const struct plan_board_meeting *left = a;
    const struct plan_board_meeting *right = b;
    int by_time = civil_time_compare(left->meeting->start, right->meeting->start);

    return by_time != 0 ? by_time : strcmp(left->meeting->code, right->meeting->code);
}

/* Of a unit of many communes the halls without a meeting would only hide those with one. */
static void leave_out_empty(struct plan_board *board)
{
    size_t kept = 0;

    for (size_t i = 0; i < board->venue_count; i++) {
        if (is_used(board, board->venues[i]))
            board->venues[kept++] = board->venues[i];
    }
    board->venue_count = kept;
}

static enum error_code cut(struct plan_board *board, enum plan_board_by by, uint32_t item,
                           struct arena *arena, struct error *err)
{
    const struct plan_problem *problem = board->context.of.problem;

    board->meetings = arena_array(arena, board->plan.count, sizeof *board->meetings);
    board->venues = arena_array(arena, problem->count.venues, sizeof *board->venues);
    if (board->meetings == NULL || board->venues == NULL)
        return error_memory(err);
    for (size_t i = 0; i < board->plan.count; i++) {
        if (meeting_counts(problem, by, item, &board->plan.meetings[i]))
            board->meetings[board->count++] =
                (struct plan_board_meeting){&board->plan.meetings[i], (uint32_t)i};
    }
    qsort(board->meetings, board->count, sizeof *board->meetings, compare_times);
    for (uint32_t i = 0; i < problem->count.venues; i++) {
        if (venue_counts(problem, by, item, i) || is_used(board, i))
            board->venues[board->venue_count++] = i;
    }
    if (board->venue_count > VENUES_SHOWN)
        leave_out_empty(board);
    return OK;
}

/* ---- the whole ---- */

/* A published meeting may have lost its hall; it stands on no row. */
static enum error_code list_placed(const struct stored_plan *base, struct arena *arena, struct plan *out,
                                   struct error *err)
{
    struct plan_meeting *meetings = arena_array(arena, base->count, sizeof *meetings);
    size_t count = 0;

    if (meetings == NULL)
        return error_memory(err);
    for (size_t i = 0; i < base->count; i++) {
        if (base->items[i].meeting.venue != PLAN_NONE)
            meetings[count++] = base->items[i].meeting;
    }
    *out = (struct plan){.meetings = meetings, .count = count};
    return OK;
}

enum error_code plan_board_read(const struct app *app, int64_t election,
                                const struct plan_board_filter *filter, struct arena *arena,
                                struct plan_board *out, struct error *err)
{
    CLEANUP(plan_board_done) struct plan_board board = {.count = 0};
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct stored_plan base;
    uint32_t item;

    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(plan_context_read(app, election, arena, &board.context, err));
    TRY(find_item(board.context.of.problem, filter, &item, err));
    TRY(plan_context_base(&board.context, true, arena, &base, err));
    TRY(list_placed(&base, arena, &board.plan, err));
    TRY(plan_verdict(&board.context, &board.plan, arena, &board.judgement, err));
    TRY(cut(&board, filter->by, item, arena, err));
    *out = board;
    board.context.of.problem = NULL;
    return OK;
}

void plan_board_done(struct plan_board *board)
{
    plan_context_done(&board->context);
}

const struct plan_violation *plan_board_next_wrong(const struct plan_board *board,
                                                   const struct plan_board_meeting *meeting,
                                                   const struct plan_violation *after)
{
    const struct plan_violation *next = after != NULL ? after->next : board->judgement.first;

    while (next != NULL && next->about.meeting != meeting->index &&
           next->about.other_meeting != meeting->index)
        next = next->next;
    return next;
}
