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

/* ---- JSON ---- */

static json_t *pack_place(const struct plan_problem *problem, const struct explained_place *place)
{
    char start[CIVIL_TIME_CHARS];
    char end[CIVIL_TIME_CHARS];

    civil_time_format(place->start, start);
    civil_time_format(place->end, end);
    return json_pack("{s:s,s:s,s:s,s:s}", "venue", problem->venues[place->venue].code, "mode",
                     plan_mode_name(place->mode), "start", start, "end", end);
}

static json_t *pack_share(const struct plan_share *share)
{
    return json_pack("{s:I,s:I,s:I,s:I,s:I,s:I}", "total_m", (json_int_t)share->total_m, "travel_m",
                     (json_int_t)share->travel_m, "holiday_m", (json_int_t)share->holiday_m, "imbalance_m",
                     (json_int_t)share->imbalance_m, "online_m", (json_int_t)share->online_m, "wishes_m",
                     (json_int_t)share->wishes_m);
}

static json_t *pack_alternatives(const struct plan_problem *problem, const struct explained_alternative *list,
                                 size_t count)
{
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++) {
        json_t *object = json_pack("{s:o,s:o,s:I}", "place", pack_place(problem, &list[i].place), "share",
                                   pack_share(&list[i].share), "more_m", (json_int_t)list[i].more_m);
        if (list[i].moved != NULL) {
            json_object_set_new(object, "moved", json_string(list[i].moved));
            json_object_set_new(object, "moved_to", pack_place(problem, &list[i].moved_to));
        }
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *pack_exclusions(const struct command_run *run, const struct plan_problem *problem,
                               const struct explained_meeting *meeting)
{
    json_t *array = json_array();

    for (size_t i = 0; i < meeting->excluded_count; i++) {
        CLEANUP(text_done) struct text sentence;
        const struct plan_excluded *excluded = &meeting->excluded[i].excluded;
        text_init(&sentence, SENTENCE_BYTES_MAX);
        catalog_put_message(run->catalog, &meeting->excluded[i].message, &sentence);
        json_array_append_new(
            array, json_pack("{s:s,s:I,s:s,s:I,s:I,s:s}", "venue", problem->venues[excluded->venue].code,
                             "saved_m", (json_int_t)excluded->saved_m, "rule",
                             plan_rule_info(excluded->rule)->code, "broken", (json_int_t)excluded->broken,
                             "sessions", (json_int_t)excluded->slots, "message", sentence.data));
    }
    return array;
}

json_t *explained_meeting_pack(const struct command_run *run, const struct plan_problem *problem,
                               const struct explained_meeting *meeting)
{
    const struct plan_meeting *held = meeting->meeting;
    const struct explained_place place = {held->mode, held->venue, held->start, held->end};

    return json_pack("{s:s,s:s,s:o,s:o,s:I,s:I,s:o,s:o,s:o}", "meeting", held->code, "unit",
                     problem->units[held->unit].code, "place", pack_place(problem, &place), "share",
                     pack_share(&meeting->share), "free", (json_int_t)meeting->free_count, "cheaper",
                     (json_int_t)meeting->cheaper_count, "excluded", pack_exclusions(run, problem, meeting),
                     "alternatives", pack_alternatives(problem, meeting->alone, meeting->alone_count),
                     "moving", pack_alternatives(problem, meeting->moving, meeting->moving_count));
}
