/* What would follow from another polling day or law pack. */
#include "app/election_what_if.h"
#include "app/law_words.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/milestone_print.h"
#include "web/json_timetable.h"

#include <jansson.h>

#define LEFT_COLUMNS 38
#define CELL_BYTES_MAX 4000

static const struct command_option what_if_options[] = {
    {"polling-day", "DATE", N_("another polling day, a Sunday"), 0},
    {"law", "PACK", N_("another law pack, such as 83-2025"), 0},
    {"again", AGAIN_DUTIES, N_("the election held again, on the last Sunday that this duty allows"), 0},
};

static enum error_code read_request(const struct command_run *run, struct what_if_request *out,
                                    struct error *err)
{
    const char *polling_day = command_option(run, "polling-day");
    struct what_if_request request = {
        .election = run->operand_count > 0 ? run->operands[0] : NULL,
        .law_pack = command_option(run, "law"),
        .held_again = command_option(run, "again"),
        .has_polling_day = polling_day != NULL,
    };

    if (request.has_polling_day && !civil_date_parse(polling_day, &request.polling_day)) {
        error_set(err, ERROR_USAGE, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", polling_day);
        return error_at(err, NULL, 0, 0, "--polling-day");
    }
    if (!request.has_polling_day && request.law_pack == NULL && request.held_again == NULL)
        return error_set(err, ERROR_USAGE, "say what would change: --polling-day, --law or --again");
    *out = request;
    return OK;
}

static const struct timetable_moment *moment_shown(const struct milestone_dates *dates)
{
    return timetable_has_date(&dates->due) ? &dates->due : &dates->from;
}

/* "18/04/2021 -> 25/04/2021   Third consultation [consult3_council; P01 (+5)]". */
static void put_move(struct command_run *run, const struct timetable_move *move)
{
    CLEANUP(text_done) struct text left = {0};
    CLEANUP(text_done) struct text right = {0};
    const struct timetable_moment none = {.state = TIMETABLE_NONE};

    text_init(&left, CELL_BYTES_MAX);
    text_init(&right, CELL_BYTES_MAX);
    milestone_put_moment(moment_shown(&move->before), &left);
    text_put(&left, " -> ");
    milestone_put_moment(move->gone ? &none : moment_shown(&move->after), &left);
    text_putf(&right, "%s [%s", law_words_name(run->catalog, &move->name), move->step);
    if (move->area[0] != '\0')
        text_putf(&right, "; %s", move->area);
    if (move->areas > 1)
        text_putf(&right, " (+%zu)", move->areas - 1);
    text_put(&right, "]");
    columns_put(run->out, left.data, right.data, LEFT_COLUMNS);
}

static void put_moves(struct command_run *run, const struct timetable_moved *moved)
{
    for (size_t i = 0; i < moved->count; i++)
        put_move(run, &moved->items[i]);
}

static void put_meeting(struct command_run *run, const struct outside_meeting *meeting)
{
    const struct timetable_moment start = {.state = TIMETABLE_HOUR, .time = meeting->start};
    const struct timetable_moment first = {
        .state = meeting->window.has_start ? TIMETABLE_HOUR : TIMETABLE_NONE, .time = meeting->window.start};
    const struct timetable_moment last = {.state = meeting->window.has_end ? TIMETABLE_HOUR : TIMETABLE_NONE,
                                          .time = meeting->window.end};

    text_putf(run->out, "  %s  ", meeting->code);
    milestone_put_moment(&start, run->out);
    text_put(run->out, "  (");
    milestone_put_moment(&first, run->out);
    text_put(run->out, " - ");
    milestone_put_moment(&last, run->out);
    text_put(run->out, ")\n");
}

static void put_text(struct command_run *run, const struct what_if *what_if)
{
    char before[CIVIL_DATE_CHARS];
    char after[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(what_if->before.polling_day, before);
    civil_date_format_vietnamese(what_if->after.polling_day, after);
    command_say(run, run->out, "Polling day %s -> %s, law pack %s -> %s.", before, after,
                what_if->before.law_pack, what_if->after.law_pack);
    command_say(run, run->out, "Steps that move: %zu", what_if->moved.count);
    put_moves(run, &what_if->moved);
    command_say(run, run->out, "Of them missed already: %zu", what_if->missed.count);
    put_moves(run, &what_if->missed);
    command_say(run, run->out, "Published meetings outside the campaign: %zu", what_if->outside_count);
    for (size_t i = 0; i < what_if->outside_count; i++)
        put_meeting(run, &what_if->outside[i]);
    command_say(run, run->notes, "Nothing is stored.");
}

static json_t *pack_meetings(const struct what_if *what_if)
{
    json_t *list = json_array();

    for (size_t i = 0; i < what_if->outside_count; i++) {
        char start[CIVIL_TIME_CHARS];
        char end[CIVIL_TIME_CHARS];
        civil_time_format(what_if->outside[i].start, start);
        civil_time_format(what_if->outside[i].end, end);
        json_array_append_new(
            list, json_pack("{s:s,s:s,s:s}", "code", what_if->outside[i].code, "start", start, "end", end));
    }
    return list;
}

static enum error_code run_what_if(struct command_run *run, struct error *err)
{
    struct what_if_request request;
    struct what_if what_if;
    char polling_day[CIVIL_DATE_CHARS];

    TRY(read_request(run, &request, err));
    TRY(election_what_if(run->app, &request, run->arena, &what_if, err));
    if (!run->json) {
        put_text(run, &what_if);
        return OK;
    }
    civil_date_format(what_if.after.polling_day, polling_day);
    return command_put_json(run,
                            json_pack("{s:s,s:s,s:s,s:o,s:o,s:o}", "election", what_if.after.code,
                                      "polling_day", polling_day, "law_pack", what_if.after.law_pack, "moves",
                                      json_of_moves(&what_if.moved), "missed", json_of_moves(&what_if.missed),
                                      "meetings_outside", pack_meetings(&what_if)),
                            err);
}

const struct command what_if_commands[] = {
    {"election what-if", "[CODE]", N_("see what another polling day or law pack would move; stores nothing"),
     COMMAND_OPTIONS(what_if_options), STORE_OPEN, run_what_if},
    COMMANDS_END};
