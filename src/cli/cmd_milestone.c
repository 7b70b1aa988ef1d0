/* The timetable of an election of the store: show it, record what was done, override, give owners. */
#include "cli/commands.h"
#include "cli/milestone_print.h"
#include "cli/move_put.h"

#include <string.h>

#define LEVELS "central|province|district|commune|unit|polling_station"

#define STEP_OPTIONS                                                                                         \
    {"area", "CODE", N_("area where it holds; without it, the whole election"), 0},                          \
        {"level", LEVELS, N_("level of the area, where several have the code"), 0},                          \
        {"election", "CODE", N_("election, when the store holds several"), 0},                               \
        {"withdraw", NULL, N_("take back what was entered"), 0},                                             \
        {"accept", NULL, N_("store it; without this only show what moves"), 0},

static const struct command_option show_options[] = {
    {"level", LEVELS, N_("only what this level owes"), 0},
    {"area", "CODE", N_("only this area and those below it"), 0},
    {"state", "done|due|late|waiting|at-risk", N_("only steps in this state"), 0},
    {"election", "CODE", N_("election, when the store holds several"), 0},
};

static const struct command_option record_options[] = {
    {"date", "DATE", N_("day it was done, such as 2026-03-15 or 15/03/2026"), 0},
    {"hour", "HH:MM", N_("hour it was done"), 0},
    {"document", "NUMBER", N_("number of the paper that proves it"), 0},
    {"by", "OFFICE", N_("who did it"), 0},
    STEP_OPTIONS};

static const struct command_option override_options[] = {
    {"date", "DATE", N_("the last day from now on"), 0},
    {"hour", "HH:MM", N_("its hour"), 0},
    {"document", "NUMBER", N_("document that orders it, such as 84/NQ-HDBCQG"), 0},
    {"by", "NAME", N_("who enters it"), 0},
    STEP_OPTIONS};

static const struct command_option owner_options[] = {{"owner", "OFFICE", N_("who answers for it"), 0},
                                                      STEP_OPTIONS};

static const struct command_option resolution_options[] = {
    {"election", "CODE", N_("election, when the store holds several"), 0},
    {"withdraw", NULL, N_("take back what was entered"), 0},
    {"accept", NULL, N_("store it; without this only show what moves"), 0},
};

static const struct command_option refresh_options[] = {
    {"election", "CODE", N_("election, when the store holds several"), 0},
    {"accept", NULL, N_("store it; without this only show what moves"), 0},
};

static enum error_code run_show(struct command_run *run, struct error *err)
{
    CLEANUP(shown_timetable_done) struct shown_timetable shown = {.items = NULL};
    const char *state = command_option(run, "state");
    struct timetable_filter filter = {
        .election = command_option(run, "election"),
        .level = command_option(run, "level"),
        .area = command_option(run, "area"),
        .state = -1,
    };

    for (int i = 0; state != NULL && i < STEP_STATE_COUNT; i++) {
        if (strcmp(step_state_name((enum step_state)i), state) == 0)
            filter.state = i;
    }
    TRY(timetable_show(run->app, &filter, run->arena, &shown, err));
    if (shown.moved > 0)
        command_say(run, run->notes,
                    "The law pack or the days off changed: %zu dates would move; `hiepthuong timetable "
                    "refresh` shows them.",
                    shown.moved);
    for (size_t i = 0; i < shown.book.resolution_count; i++)
        resolution_print_doubts(run, shown.book.resolutions[i]);
    for (size_t i = 0; i < shown.unknown_year_count; i++)
        command_say(
            run, run->notes,
            "Not all days off of %d are known, so duties whose working days lie there have no date to "
            "finish by.",
            shown.unknown_years[i]);
    if (run->json)
        return milestone_print_json(run, &shown, err);
    milestone_print_text(run, &shown);
    return OK;
}

static enum error_code fail_option(struct error *err, const char *name)
{
    return error_at(err, NULL, 0, 0, name);
}

static enum error_code read_time(const struct command_run *run, struct timetable_change *change,
                                 struct error *err)
{
    const char *date = command_option(run, "date");
    const char *hour = command_option(run, "hour");

    if (change->withdraw)
        return OK;
    if (date == NULL || !civil_date_parse(date, &change->time.date)) {
        error_set(err, ERROR_USAGE, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026",
                  date != NULL ? date : "");
        return fail_option(err, "--date");
    }
    change->has_hour = hour != NULL;
    if (hour != NULL && !civil_minute_parse(hour, &change->time.minute)) {
        error_set(err, ERROR_USAGE, "\"%s\" is not an hour from 00:00 to 23:59, such as 07:00", hour);
        return fail_option(err, "--hour");
    }
    return OK;
}

static enum error_code run_change(struct command_run *run, struct timetable_change *change, struct error *err)
{
    struct timetable_moved moved;

    change->election = command_option(run, "election");
    change->accept = command_option(run, "accept") != NULL;
    TRY(timetable_change(run->app, change, run->arena, &moved, err));
    conflicts_say(run, moved.in_conflict);
    if (run->json)
        return moves_print_json(run, &moved, err);
    moves_print_text(run, &moved);
    if (moved.stored)
        command_say(run, run->notes, "Stored.");
    else
        command_say(run, run->notes, "Nothing is stored; say --accept to store it.");
    return OK;
}

static enum error_code run_record_of(struct command_run *run, enum record_kind kind, struct error *err)
{
    struct timetable_change change = {
        .kind = kind,
        .step = run->operands[0],
        .area = command_option(run, "area"),
        .level = command_option(run, "level"),
        .document = command_option(run, "document"),
        .by = command_option(run, "by"),
        .withdraw = command_option(run, "withdraw") != NULL,
    };

    TRY(read_time(run, &change, err));
    return run_change(run, &change, err);
}

static enum error_code run_record(struct command_run *run, struct error *err)
{
    return run_record_of(run, RECORD_ACT, err);
}

static enum error_code run_override(struct command_run *run, struct error *err)
{
    return run_record_of(run, RECORD_OVERRIDE, err);
}

static enum error_code run_owner(struct command_run *run, struct error *err)
{
    struct timetable_change change = {
        .kind = RECORD_OWNER,
        .step = run->operands[0],
        .area = command_option(run, "area"),
        .level = command_option(run, "level"),
        .by = command_option(run, "owner"),
        .withdraw = command_option(run, "withdraw") != NULL,
    };

    return run_change(run, &change, err);
}

static enum error_code run_resolution(struct command_run *run, struct error *err)
{
    struct timetable_change change = {
        .resolution = run->operands[0],
        .withdraw = command_option(run, "withdraw") != NULL,
    };

    return run_change(run, &change, err);
}

static enum error_code run_refresh(struct command_run *run, struct error *err)
{
    struct timetable_change change = {.step = NULL};

    return run_change(run, &change, err);
}

const struct command milestone_commands[] = {
    {"timetable show", "", N_("show the timetable of an election: dates, states, owners"),
     COMMAND_OPTIONS(show_options), STORE_OPEN, run_show},
    {"timetable record", "STEP", N_("record that something was done, and see what moves by it"),
     COMMAND_OPTIONS(record_options), STORE_OPEN, run_record},
    {"timetable override", "STEP", N_("set another last day, by a document"),
     COMMAND_OPTIONS(override_options), STORE_OPEN, run_override},
    {"timetable owner", "STEP", N_("say which office answers for a step"), COMMAND_OPTIONS(owner_options),
     STORE_OPEN, run_owner},
    {"timetable resolution", "NAME",
     N_("take up a dated resolution, such as 102-2025, and see what it moves"),
     COMMAND_OPTIONS(resolution_options), STORE_OPEN, run_resolution},
    {"timetable refresh", "", N_("see what a changed law pack or days off move"),
     COMMAND_OPTIONS(refresh_options), STORE_OPEN, run_refresh},
    COMMANDS_END};
