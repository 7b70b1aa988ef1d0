/* Timetables: every dated duty of an election. */
#include "app/timetable_ics.h"
#include "cli/commands.h"
#include "cli/milestone_print.h"
#include "cli/proof_print.h"
#include "cli/timetable_print.h"

#include <string.h>

#define EVENTS_MAX 500

#define INPUT_OPTIONS                                                                                        \
    {"law", "PACK", N_("law pack, such as 83-2025"), OPTION_REQUIRED},                                       \
        {"polling-day", "DATE", N_("a Sunday, such as 2026-03-15 or 15/03/2026"), OPTION_REQUIRED},          \
        {"event", "ID=TIME", N_("something done: an event or duty of the pack, with its date or hour"),      \
         OPTION_REPEATED},                                                                                   \
        {"resolution", "NAME", N_("resolution that sets dates for this polling day, such as 102-2025"),      \
         OPTION_REPEATED},                                                                                   \
        {"by-election", NULL, N_("the ladder of a by-election"), 0},                                         \
        {"held-again", NULL, N_("the ladder of an election held again, extra or repeated"), 0},              \
    {                                                                                                        \
        "lead", "N", N_("working days to finish before the last working day (0)"), 0                         \
    }

static const struct command_option compute_options[] = {
    INPUT_OPTIONS,
    {"format", "text|csv|json|ics", N_("how to write the result"), 0},
};

static const struct command_option proof_options[] = {INPUT_OPTIONS};

static enum error_code fail_option(struct error *err, const char *name)
{
    return error_at(err, NULL, 0, 0, name);
}

static enum error_code read_act(const struct command_run *run, const char *value, struct timetable_act *out,
                                struct error *err)
{
    const char *equals = strchr(value, '=');
    struct timetable_act act = {.id = NULL};

    if (equals != NULL && civil_date_parse(equals + 1, &act.time.date))
        act.has_hour = false;
    else if (equals != NULL && civil_time_parse(equals + 1, &act.time))
        act.has_hour = true;
    else {
        error_set(err, ERROR_USAGE,
                  "\"%s\" is not ID=TIME, such as poll_open=2026-03-14T05:00 or na_list_publish=2026-02-14",
                  value);
        return fail_option(err, "--event");
    }
    act.id = arena_copy(run->arena, value, (size_t)(equals - value));
    if (act.id == NULL)
        return error_memory(err);
    *out = act;
    return OK;
}

static enum error_code read_acts(const struct command_run *run, struct timetable_request *request,
                                 struct error *err)
{
    struct timetable_act *acts = arena_array(run->arena, EVENTS_MAX, sizeof *acts);
    const char *value;

    if (acts == NULL)
        return error_memory(err);
    while ((value = command_option_nth(run, "event", request->act_count)) != NULL) {
        if (request->act_count == EVENTS_MAX) {
            error_set(err, ERROR_USAGE, "is given more than %d times", EVENTS_MAX);
            return fail_option(err, "--event");
        }
        TRY(read_act(run, value, &acts[request->act_count++], err));
    }
    request->acts = acts;
    return OK;
}

static enum error_code read_resolutions(const struct command_run *run, struct timetable_request *request,
                                        struct error *err)
{
    const char **names = arena_array(run->arena, LAW_RESOLUTIONS_MAX, sizeof *names);
    const char *value;

    if (names == NULL)
        return error_memory(err);
    while ((value = command_option_nth(run, "resolution", request->resolution_count)) != NULL) {
        if (request->resolution_count == LAW_RESOLUTIONS_MAX) {
            error_set(err, ERROR_USAGE, "is given more than %d times", LAW_RESOLUTIONS_MAX);
            return fail_option(err, "--resolution");
        }
        names[request->resolution_count++] = value;
    }
    request->resolutions = names;
    return OK;
}

static enum error_code read_request(const struct command_run *run, struct timetable_request *out,
                                    struct error *err)
{
    struct timetable_request request = {.law_pack = command_option(run, "law")};
    const char *polling_day = command_option(run, "polling-day");
    int64_t lead_days = 0;

    if (!civil_date_parse(polling_day, &request.polling_day)) {
        error_set(err, ERROR_USAGE, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", polling_day);
        return fail_option(err, "--polling-day");
    }
    TRY(command_option_int(run, "lead", 0, TIMETABLE_LEAD_MAX, &lead_days, err));
    request.lead_days = (int)lead_days;
    TRY(read_acts(run, &request, err));
    TRY(read_resolutions(run, &request, err));
    if (command_option(run, "by-election") != NULL)
        request.election = LAW_BY_ELECTION;
    if (command_option(run, "held-again") != NULL)
        request.election = LAW_HELD_AGAIN;
    *out = request;
    return OK;
}

static void warn_of_texts(struct command_run *run, const struct timetable_answer *answer)
{
    if (!answer->pack_in_force)
        command_say(run, run->notes, "The law pack %s is not in force on this polling day.",
                    answer->pack->id);
    for (size_t i = 0; i < answer->resolution_count; i++)
        resolution_print_doubts(run, answer->resolutions[i]);
}

static void put_warnings(struct command_run *run, const struct timetable_answer *answer)
{
    warn_of_texts(run, answer);
    for (size_t i = 0; i < answer->table.unknown_year_count; i++)
        command_say(
            run, run->notes,
            "Not all days off of %d are known, so duties whose working days lie there have no date to "
            "finish by.",
            answer->table.unknown_years[i]);
}

static enum error_code run_compute(struct command_run *run, struct error *err)
{
    CLEANUP(timetable_answer_done) struct timetable_answer answer = {.pack = NULL};
    const char *format = command_option(run, "format");
    struct timetable_request request;

    TRY(read_request(run, &request, err));
    TRY(timetable_answer_compute(run->app, &request, run->arena, &answer, err));
    put_warnings(run, &answer);
    if (format == NULL)
        format = run->json ? "json" : "text";
    if (strcmp(format, "json") == 0)
        return timetable_print_json(run, &answer, err);
    if (strcmp(format, "ics") == 0) {
        const struct timetable_ics ics = {.pack = answer.pack,
                                          .table = &answer.table,
                                          .polling_day = request.polling_day,
                                          .catalog = run->catalog};
        return timetable_put_ics(&ics, run->arena, run->out, err);
    }
    if (strcmp(format, "csv") == 0)
        timetable_print_csv(run, &answer);
    else
        timetable_print_text(run, &answer);
    return OK;
}

static enum error_code run_proof(struct command_run *run, struct error *err)
{
    CLEANUP(timetable_answer_done) struct timetable_answer answer = {.pack = NULL};
    struct timetable_request request;
    struct timetable_proof proof;

    TRY(read_request(run, &request, err));
    TRY(timetable_answer_compute(run->app, &request, run->arena, &answer, err));
    warn_of_texts(run, &answer);
    TRY(timetable_answer_prove(&request, &answer, run->operands[0], run->arena, &proof, err));
    if (run->json)
        return proof_print_json(run, &answer, &proof, err);
    proof_print_text(run, &answer, &proof);
    return OK;
}

const struct command timetable_commands[] = {
    {"timetable compute", "", N_("compute every deadline of an election, without a store"),
     COMMAND_OPTIONS(compute_options), STORE_NONE, run_compute},
    {"timetable proof", "DUTY", N_("show on one page how the dates of a duty came about"),
     COMMAND_OPTIONS(proof_options), STORE_NONE, run_proof},
    COMMANDS_END};
