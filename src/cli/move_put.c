#include "cli/move_put.h"

#include "cli/judgement.h"

void place_put(struct command_run *run, const struct plan_context *context,
               const struct plan_meeting *meeting)
{
    char date[CIVIL_DATE_CHARS];
    char start[CIVIL_TIME_CHARS];
    char end[CIVIL_TIME_CHARS];

    if (meeting == NULL)
        return;
    civil_date_format_vietnamese(meeting->start.date, date);
    civil_time_format(meeting->start, start);
    civil_time_format(meeting->end, end);
    text_putf(run->out, "%s %s-%s, %s (%s)", date, start + CIVIL_DATE_CHARS, end + CIVIL_DATE_CHARS,
              context->of.stored.tables.venues[meeting->venue].name,
              context->of.problem->venues[meeting->venue].code);
    if (meeting->mode == PLAN_ONLINE)
        text_putf(run->out, " [%s]", catalog_text(run->catalog, N_("online")));
}

static void put_reason(struct command_run *run, const struct message *reason)
{
    if (reason->format == NULL)
        return;
    text_put(run->out, "    ");
    catalog_put_message(run->catalog, reason, run->out);
    text_put_char(run->out, '\n');
}

void move_put(struct command_run *run, const struct plan_context *context, const struct plan_move *move)
{
    text_putf(run->out, "%s: ", move->code);
    if (move->before == NULL)
        text_putf(run->out, "%s", catalog_text(run->catalog, N_("not held")));
    place_put(run, context, move->before);
    text_put(run->out, " -> ");
    if (move->after == NULL)
        text_putf(run->out, "%s", catalog_text(run->catalog, N_("not held")));
    place_put(run, context, move->after);
    text_put_char(run->out, '\n');
    put_reason(run, &move->reason);
}

void conflicts_say(struct command_run *run, size_t meetings)
{
    if (meetings > 0)
        command_say(run, run->notes,
                    "Published meetings that are in conflict now: %zu; `hiepthuong plan check` lists them, "
                    "`hiepthuong "
                    "plan replan` mends them.",
                    meetings);
}

void mended_put(struct command_run *run, const struct plan_context *context, const struct plan_mended *mended)
{
    for (size_t i = 0; i < mended->move_count; i++)
        move_put(run, context, &mended->moves[i]);
    for (size_t i = 0; i < mended->stuck_count; i++) {
        text_putf(run->out, "%s:\n", mended->stuck[i].code);
        put_reason(run, &mended->stuck[i].reason);
    }
    judgement_put_violations(run, context->of.problem, &mended->plan, &mended->judgement, NULL);
}
