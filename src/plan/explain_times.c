/* What the rules about times say when they are part of a clash. */
#include "plan/explain_tell.h"

#include <stdio.h>

static void write_moment(struct civil_time time, char out[40])
{
    char date[16];

    plan_date_write(time.date, date);
    snprintf(out, 40, "%02d:%02d %s", time.minute / 60, time.minute % 60, date);
}

/* One side of a window may be open. */
static void write_window(const struct plan_problem *problem, const struct plan_window *window, char from[40],
                         char to[40])
{
    write_moment(window->start.date.day != 0 ? window->start : problem->params.campaign_start, from);
    write_moment(window->end.date.day != 0 ? window->end : problem->params.campaign_end, to);
}

void plan_tell_window(const struct plan_telling *telling, struct message *out)
{
    const struct plan_problem *problem = telling->problem;
    const struct plan_edit *without = &telling->conditions[0].without;
    char from[40];
    char to[40];

    if (without->kind == PLAN_EDIT_UNIT_WINDOW) {
        write_window(problem, &problem->units[without->item].window, from, to);
        message_set(out, "The candidates of unit %s campaign from %s to %s only.",
                    plan_name(problem, telling->names, PLAN_THING_UNIT, without->item), from, to);
    } else if (without->kind == PLAN_EDIT_AREA_WINDOW) {
        write_window(problem, &problem->communes[without->item].window, from, to);
        message_set(out, "In commune %s the campaign lasts from %s to %s only.",
                    plan_name(problem, telling->names, PLAN_THING_COMMUNE, without->item), from, to);
    } else {
        plan_date_write(problem->days[0].date, from);
        plan_date_write(problem->days[problem->count.days - 1].date, to);
        message_set(out, "Meetings can be held on the %u days from %s to %s only.", problem->count.days, from,
                    to);
    }
}

void plan_tell_notice(const struct plan_telling *telling, struct message *out)
{
    const struct plan_params *params = &telling->problem->params;
    char day[16];

    plan_date_write(plan_first_noticed_day(params), day);
    message_set(out, "Candidates are told in writing %d days before, so the first meeting can be on %s.",
                params->notice_days, day);
}

void plan_tell_forbidden(const struct plan_telling *telling, struct message *out)
{
    (void)telling;
    message_set(out, "Staff forbid meetings at some times (row %u of their wishes).",
                telling->conditions[0].without.item + 1);
}

static uint32_t all_sessions(const struct plan_problem *problem)
{
    return (1u << problem->count.sessions) - 1;
}

static void write_sessions(const struct plan_problem *problem, const struct plan_block *block, char *out,
                           size_t size)
{
    size_t length;
    char date[16];

    plan_date_write(problem->days[block->day].date, date);
    length = (size_t)snprintf(out, size, "%s", date);
    if ((block->sessions & all_sessions(problem)) == all_sessions(problem))
        return;
    for (uint32_t i = 0; i < problem->count.sessions; i++) {
        const struct plan_session *session = &problem->sessions[i];
        if (block->sessions >> i & 1 && length < size)
            length +=
                (size_t)snprintf(out + length, size - length, " %02d:%02d-%02d:%02d", session->start_min / 60,
                                 session->start_min % 60, session->end_min / 60, session->end_min % 60);
    }
}

static const struct plan_block *block_at(const struct plan_telling *telling, size_t i)
{
    return &telling->problem->blocks[telling->conditions[i].without.item];
}

static bool is_whole_day(const struct plan_telling *telling, size_t i)
{
    uint32_t all = all_sessions(telling->problem);

    return (block_at(telling, i)->sessions & all) == all;
}

/* The blocks from `first` on whose whole days follow each other without a gap. */
static size_t end_of_run(const struct plan_telling *telling, size_t first)
{
    size_t end = first + 1;

    while (is_whole_day(telling, first) && end < telling->count && is_whole_day(telling, end) &&
           block_at(telling, end)->day == block_at(telling, end - 1)->day + 1)
        end++;
    return end;
}

static const char *list_times(const struct plan_telling *telling, struct plan_list *times)
{
    for (size_t first = 0, end; first < telling->count; first = end) {
        char text[200];
        end = end_of_run(telling, first);
        if (end - first > 1) {
            char from[16];
            char to[16];
            plan_date_write(telling->problem->days[block_at(telling, first)->day].date, from);
            plan_date_write(telling->problem->days[block_at(telling, end - 1)->day].date, to);
            snprintf(text, sizeof text, "%s - %s", from, to);
        } else {
            write_sessions(telling->problem, block_at(telling, first), text, sizeof text);
        }
        plan_list_add(times, text);
    }
    return plan_list_finish(times);
}

void plan_tell_blocked(const struct plan_telling *telling, struct message *out)
{
    static const enum plan_thing things[PLAN_BLOCK_KIND_COUNT] = {
        [PLAN_BLOCK_VENUE] = PLAN_THING_VENUE,         [PLAN_BLOCK_COMMUNE] = PLAN_THING_COMMUNE,
        [PLAN_BLOCK_CANDIDATE] = PLAN_THING_CANDIDATE, [PLAN_BLOCK_UNIT] = PLAN_THING_UNIT,
        [PLAN_BLOCK_GROUP] = PLAN_THING_GROUP,
    };
    const struct plan_block *block = block_at(telling, 0);
    const char *who = plan_name(telling->problem, telling->names, things[block->kind], block->item);
    struct plan_list times = {.length = 0};
    const char *when = list_times(telling, &times);

    switch (block->kind) {
    case PLAN_BLOCK_VENUE: message_set(out, "Hall %s is not free on: %s.", who, when); break;
    case PLAN_BLOCK_COMMUNE:
        message_set(out, "The committee of commune %s cannot chair on: %s.", who, when);
        break;
    case PLAN_BLOCK_CANDIDATE: message_set(out, "Candidate %s cannot come on: %s.", who, when); break;
    case PLAN_BLOCK_UNIT: message_set(out, "Unit %s holds no meeting on: %s.", who, when); break;
    default: message_set(out, "Nobody can come together in %s on: %s.", who, when); break;
    }
}
