/* Meetings that are over: what became of them. */
#include "app/election_find.h"
#include "app/meeting_report_file.h"
#include "base/parse.h"
#include "cli/commands.h"

#include <jansson.h>
#include <string.h>

static const struct command_option record_options[] = {
    {"form", "direct|online|hybrid", N_("how it was held; told from the voters when it is left out"), 0},
    {"in-person", "N", N_("voters who came"), 0},
    {"online", "N", N_("voters who took part online"), 0},
    {"opinions", "N", N_("opinions that voters gave"), 0},
    {"opinion-words", "TEXT", N_("what they said, without names"), 0},
    {"answer-words", "TEXT", N_("what was done about it, without names"), 0},
    {"minutes-day", "DATE", N_("day on which the minutes came"), 0},
    {"minutes-number", "NUMBER", N_("number of the minutes"), 0},
    {"from", "FILE", N_("instead of one meeting, a table of many (docs/tables.md)"), 0},
    {"election", "CODE", N_("the election; may be left out when the store holds one"), 0},
};

static const struct command_option show_options[] = {
    {"election", "CODE", N_("the election; may be left out when the store holds one"), 0},
};

static const char *const form_words[FORM_COUNT] = {
    [FORM_DIRECT] = N_("in person"), [FORM_ONLINE] = N_("online"), [FORM_HYBRID] = N_("hybrid")};

/* ---- meeting record ---- */

static enum meeting_form read_form(const struct command_run *run, const struct meeting_report *report)
{
    const char *form = command_option(run, "form");
    size_t choice = FORM_DIRECT;

    if (form != NULL && parse_choice(form, meeting_form_names, FORM_COUNT, &choice))
        return (enum meeting_form)choice;
    if (report->online > 0)
        return report->in_person > 0 ? FORM_HYBRID : FORM_ONLINE;
    return FORM_DIRECT;
}

static enum error_code read_report(struct command_run *run, struct meeting_report *out, struct error *err)
{
    const char *day = command_option(run, "minutes-day");
    struct meeting_report report = {
        .opinion_words = command_option(run, "opinion-words"),
        .answer_words = command_option(run, "answer-words"),
        .has_minutes = day != NULL,
        .minutes_number = command_option(run, "minutes-number"),
    };

    if (command_option(run, "in-person") == NULL && command_option(run, "online") == NULL)
        return error_set(err, ERROR_USAGE, "say how many voters came, with --in-person, --online or both");
    TRY(command_option_int(run, "in-person", 0, MEETING_REPORT_PERSONS_MAX, &report.in_person, err));
    TRY(command_option_int(run, "online", 0, MEETING_REPORT_PERSONS_MAX, &report.online, err));
    TRY(command_option_int(run, "opinions", 0, MEETING_REPORT_PERSONS_MAX, &report.opinions, err));
    if (day != NULL && !civil_date_parse(day, &report.minutes_day)) {
        error_set(err, ERROR_USAGE, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", day);
        return error_at(err, NULL, 0, 0, "--minutes-day");
    }
    report.form = read_form(run, &report);
    *out = report;
    return OK;
}

static enum error_code record_one(struct command_run *run, int64_t election, struct error *err)
{
    struct meeting_report_request request = {
        .election = election, .meeting = run->operands[0], .seen = MEETING_REPORT_ANY};
    bool stored;

    TRY(read_report(run, &request.report, err));
    TRY(meeting_report_record(run->app, &request, run->arena, &stored, err));
    if (run->json)
        return command_put_json(run, json_pack("{s:s,s:b}", "meeting", request.meeting, "stored", stored),
                                err);
    command_say(run, run->out, stored ? N_("Stored.") : N_("This is recorded already; nothing is changed."));
    return OK;
}

static enum error_code record_many(struct command_run *run, int64_t election, const char *path,
                                   struct error *err)
{
    CLEANUP(report_done) struct report report;
    const struct meeting_report_file file = {election, path, &report};
    struct meeting_report_rows rows = {0, 0};

    report_init(&report, REPORT_LINES_DEFAULT);
    enum error_code code = meeting_report_record_file(run->app, &file, run->arena, &rows, err);
    command_put_report(run, &report);
    if (code != OK)
        return code;
    if (run->json)
        return command_put_json(
            run, json_pack("{s:I,s:I}", "stored", (json_int_t)rows.stored, "same", (json_int_t)rows.same),
            err);
    command_say(run, run->out, "Recorded meetings: %zu; recorded so before: %zu.", rows.stored, rows.same);
    return OK;
}

static enum error_code run_record(struct command_run *run, struct error *err)
{
    const char *path = command_option(run, "from");
    struct election election;

    if ((path != NULL) == (run->operand_count > 0))
        return error_set(err, ERROR_USAGE, "name either a meeting or, with --from, a table of many");
    TRY(election_find(run->app, command_option(run, "election"), run->arena, &election, err));
    return path != NULL ? record_many(run, election.id, path, err) : record_one(run, election.id, err);
}

/* ---- meeting show ---- */

static void put_words(struct command_run *run, const char *label, const char *words)
{
    if (words[0] != '\0')
        text_putf(run->out, "    %s: %s\n", catalog_text(run->catalog, label), words);
}

static void put_report(struct command_run *run, const struct meeting_report *report, bool former)
{
    struct civil_time recorded = civil_time_from_utc_secs(report->recorded_utc_secs);
    char date[CIVIL_DATE_CHARS];
    char time[CIVIL_TIME_CHARS];

    civil_date_format_vietnamese(recorded.date, date);
    civil_time_format(recorded, time);
    command_say(run, run->out,
                former ? N_("Before, recorded on %s at %s by %s:") : N_("Recorded on %s at %s by %s:"), date,
                time + CIVIL_DATE_CHARS, report->recorded_by);
    text_putf(run->out, "    %s; ", catalog_text(run->catalog, form_words[report->form]));
    command_say(run, run->out, "voters in person %lld, online %lld; opinions %lld",
                (long long)report->in_person, (long long)report->online, (long long)report->opinions);
    put_words(run, N_("Opinions"), report->opinion_words);
    put_words(run, N_("What was done about them"), report->answer_words);
    if (report->has_minutes) {
        civil_date_format_vietnamese(report->minutes_day, date);
        text_put(run->out, "    ");
        command_say(run, run->out, "minutes %s of %s", report->minutes_number, date);
    }
}

static json_t *pack_report(const struct meeting_report *report)
{
    char time[CLOCK_UTC_CHARS];
    char day[CIVIL_DATE_CHARS];
    json_t *object = json_pack("{s:s,s:I,s:I,s:I,s:s,s:s,s:s,s:s}", "form", meeting_form_names[report->form],
                               "in_person", (json_int_t)report->in_person, "online",
                               (json_int_t)report->online, "opinions", (json_int_t)report->opinions,
                               "opinion_words", report->opinion_words, "answer_words", report->answer_words,
                               "minutes_number", report->minutes_number, "recorded_by", report->recorded_by);

    clock_format_utc(report->recorded_utc_secs, time);
    civil_date_format(report->minutes_day, day);
    json_object_set_new(object, "minutes_day", report->has_minutes ? json_string(day) : json_null());
    json_object_set_new(object, "recorded_at", json_string(time));
    return object;
}

static enum error_code run_show(struct command_run *run, struct error *err)
{
    struct election election;
    struct meeting_reports reports;

    TRY(election_find(run->app, command_option(run, "election"), run->arena, &election, err));
    TRY(meeting_report_list(run->app, election.id, run->operands[0], run->arena, &reports, err));
    if (run->json) {
        json_t *list = json_array();
        for (size_t i = 0; i < reports.count; i++)
            json_array_append_new(list, pack_report(&reports.items[i]));
        return command_put_json(run, json_pack("{s:s,s:o}", "meeting", run->operands[0], "reports", list),
                                err);
    }
    if (reports.count == 0)
        command_say(run, run->out, "Nothing is recorded of meeting %s.", run->operands[0]);
    for (size_t i = 0; i < reports.count; i++)
        put_report(run, &reports.items[i], i > 0);
    return OK;
}

const struct command meeting_commands[] = {
    {"meeting record", "[MEETING]", N_("record who came to a meeting, what voters said, and the minutes"),
     COMMAND_OPTIONS(record_options), STORE_OPEN, run_record},
    {"meeting show", "MEETING", N_("show what was recorded of a meeting"), COMMAND_OPTIONS(show_options),
     STORE_OPEN, run_show},
    COMMANDS_END};
