#include "cli/explained_meeting.h"

#include "cli/columns.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#define SENTENCE_BYTES_MAX 10000
#define SHARE_INDENT 34

/* ---- words ---- */

static void format_km(int64_t metres, bool with_sign, char out[32])
{
    int64_t tenths = (metres < 0 ? -metres : metres) / 100;
    const char *sign = metres < 0 ? "-" : with_sign ? "+" : "";

    snprintf(out, 32, "%s%" PRId64 ".%" PRId64 " km", sign, tenths / 10, tenths % 10);
}

static void put_place(struct command_run *run, const struct plan_problem *problem,
                      const struct plan_names *names, const struct explained_place *place)
{
    char date[16];

    plan_date_write(place->start.date, date);
    text_putf(run->out, "%s %02d:%02d-%02d:%02d  %s", date, place->start.minute / 60,
              place->start.minute % 60, place->end.minute / 60, place->end.minute % 60,
              plan_name(problem, names, PLAN_THING_VENUE, place->venue));
    if (place->mode == PLAN_ONLINE)
        text_putf(run->out, "  [%s]", catalog_text(run->catalog, N_("online")));
}

static void put_share(struct command_run *run, const struct plan_share *share)
{
    const struct {
        const char *name;
        int64_t metres;
    } rows[] = {
        {N_("ways of the candidates"), share->travel_m},   {N_("holiday"), share->holiday_m},
        {N_("above the daily share"), share->imbalance_m}, {N_("held online"), share->online_m},
        {N_("wishes of staff"), share->wishes_m},
    };
    char km[32];

    format_km(share->total_m, false, km);
    command_say(run, run->out, "What the place costs: %s, as if it were a way of the candidates.", km);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char value[48];
        if (rows[i].metres == 0 || share->total_m == 0)
            continue;
        format_km(rows[i].metres, false, km);
        snprintf(value, sizeof value, "%s  %" PRId64 "%%", km, 100 * rows[i].metres / share->total_m);
        columns_put(run->out, catalog_text(run->catalog, rows[i].name), value, SHARE_INDENT);
    }
}

static void put_alternatives(struct command_run *run, const struct plan_problem *problem,
                             const struct plan_names *names, const struct explained_alternative *list,
                             size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char km[32];
        format_km(list[i].more_m, true, km);
        text_putf(run->out, "  %zu. ", i + 1);
        put_place(run, problem, names, &list[i].place);
        text_putf(run->out, "  %s\n", km);
        if (list[i].moved == NULL)
            continue;
        text_putf(run->out, "     %s -> ", list[i].moved);
        put_place(run, problem, names, &list[i].moved_to);
        text_put_char(run->out, '\n');
    }
}

static void put_exclusions(struct command_run *run, const struct explained_meeting *meeting)
{
    if (meeting->excluded_count > 0)
        command_say(run, run->out, "Why not in a cheaper hall:");
    for (size_t i = 0; i < meeting->excluded_count; i++) {
        CLEANUP(text_done) struct text sentence;
        text_init(&sentence, SENTENCE_BYTES_MAX);
        catalog_put_message(run->catalog, &meeting->excluded[i].message, &sentence);
        text_put(run->out, "  - ");
        columns_wrap(run->out, sentence.data, 4, 4);
    }
}

void explained_meeting_put(struct command_run *run, const struct plan_problem *problem,
                           const struct plan_names *names, const struct explained_meeting *meeting)
{
    const struct plan_meeting *held = meeting->meeting;
    const struct explained_place place = {held->mode, held->venue, held->start, held->end};

    text_putf(run->out, "%s  ", held->code);
    put_place(run, problem, names, &place);
    text_putf(run->out, "  %s\n", plan_name(problem, names, PLAN_THING_UNIT, held->unit));
    put_share(run, &meeting->share);
    command_say(run, run->out,
                "Other halls and days where it could be without anybody moving: %u; cheaper than this: %u.",
                meeting->free_count, meeting->cheaper_count);
    put_exclusions(run, meeting);
    if (meeting->alone_count > 0)
        command_say(run, run->out, "The best other places, and what they cost more:");
    put_alternatives(run, problem, names, meeting->alone, meeting->alone_count);
    if (meeting->moving_count > 0)
        command_say(run, run->out, "With one other meeting moved:");
    put_alternatives(run, problem, names, meeting->moving, meeting->moving_count);
}
