/* Rounds of consultation: record a conference or a vote of confidence, show where the lists stand. */
#include "app/consultation.h"
#include "cli/commands.h"
#include "cli/milestone_print.h"

#include <jansson.h>
#include <string.h>

static const struct command_option record_options[] = {
    {"list", "na|council", N_("list of the National Assembly, or of the area's council"), OPTION_REQUIRED},
    {"date", "DATE", N_("day it was held, such as 2026-02-02 or 02/02/2026"), OPTION_REQUIRED},
    {"area", "CODE", N_("whose conference; without it, the central one"), 0},
    {"invited", "N", N_("persons called to it"), OPTION_REQUIRED},
    {"present", "N", N_("persons who came"), OPTION_REQUIRED},
    {"seats", "N", N_("deputies to be elected"), OPTION_REQUIRED},
    {"candidates", "N", N_("persons on the list after the round"), OPTION_REQUIRED},
    {"document", "NUMBER", N_("number of the minutes"), 0},
    {"election", "CODE", N_("election, when the store holds several"), 0},
    {"accept", NULL, N_("store it; without this only show what moves"), 0},
};

static const struct command_option confidence_options[] = {
    {"date", "DATE", N_("day it was held, such as 2026-02-02 or 02/02/2026"), OPTION_REQUIRED},
    {"voters", "N", N_("voters of the place, on which the quorum depends"), 0},
    {"present", "N", N_("voters who came"), OPTION_REQUIRED},
    {"in-favour", "N", N_("voters who have confidence"), OPTION_REQUIRED},
    {"document", "NUMBER", N_("number of the minutes"), 0},
    {"election", "CODE", N_("election, when the store holds several"), 0},
};

static const struct command_option show_options[] = {
    {"election", "CODE", N_("election, when the store holds several"), 0},
};

static const char *const list_words[] = {
    [LIST_NATIONAL_ASSEMBLY] = N_("National Assembly"), [LIST_COUNCIL] = N_("council")};

static enum error_code read_date(const struct command_run *run, struct civil_date *out, struct error *err)
{
    const char *date = command_option(run, "date");

    if (civil_date_parse(date, out))
        return OK;
    error_set(err, ERROR_USAGE, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", date);
    return error_at(err, NULL, 0, 0, "--date");
}

static enum error_code read_round(const struct command_run *run, int *out, struct error *err)
{
    const char *round = run->operands[0];

    if (strlen(round) != 1 || round[0] < '1' || round[0] > '3')
        return error_set(err, ERROR_USAGE, "the round is 1, 2 or 3, not \"%s\"", round);
    *out = round[0] - '0';
    return OK;
}

static enum error_code read_conference(const struct command_run *run, struct consultation *out,
                                       struct error *err)
{
    struct consultation held = {
        .list = strcmp(command_option(run, "list"), "na") == 0 ? LIST_NATIONAL_ASSEMBLY : LIST_COUNCIL,
        .document = command_option(run, "document")};

    TRY(read_round(run, &held.round, err));
    TRY(read_date(run, &held.day, err));
    TRY(command_option_int(run, "invited", 1, CONSULTATION_PERSONS_MAX, &held.invited, err));
    TRY(command_option_int(run, "present", 0, CONSULTATION_PERSONS_MAX, &held.present, err));
    TRY(command_option_int(run, "seats", 1, CONSULTATION_PERSONS_MAX, &held.seats, err));
    TRY(command_option_int(run, "candidates", 0, CONSULTATION_PERSONS_MAX, &held.candidates, err));
    *out = held;
    return OK;
}

static enum error_code run_record(struct command_run *run, struct error *err)
{
    struct consultation_request request = {
        .election = command_option(run, "election"),
        .area = command_option(run, "area"),
        .accept = command_option(run, "accept") != NULL,
    };
    struct timetable_moved moved;
    const char *forms;

    TRY(read_conference(run, &request.conference, err));
    TRY(consultation_record(run->app, &request, run->arena, &moved, err));
    TRY(consultation_forms(run->app, &request, run->arena, &forms, err));
    if (run->json)
        return moves_print_json(run, &moved, err);
    moves_print_text(run, &moved);
    if (forms[0] != '\0')
        command_say(run, run->notes, "Forms of the minutes and the list: %s.", forms);
    if (moved.stored)
        command_say(run, run->notes, "Stored.");
    else
        command_say(run, run->notes, "Nothing is stored; say --accept to store it.");
    return OK;
}

static enum error_code run_confidence(struct command_run *run, struct error *err)
{
    struct confidence vote = {.election = command_option(run, "election"),
                              .candidate = run->operands[0],
                              .document = command_option(run, "document")};
    struct confidence_outcome outcome;

    TRY(read_date(run, &vote.day, err));
    TRY(command_option_int(run, "voters", 1, CONSULTATION_PERSONS_MAX, &vote.voters, err));
    TRY(command_option_int(run, "present", 1, CONSULTATION_PERSONS_MAX, &vote.present, err));
    TRY(command_option_int(run, "in-favour", 0, CONSULTATION_PERSONS_MAX, &vote.in_favour, err));
    TRY(consultation_confidence(run->app, &vote, run->arena, &outcome, err));
    if (run->json)
        return command_put_json(run,
                                json_pack("{s:s,s:b,s:I,s:s,s:s}", "candidate", vote.candidate, "confidence",
                                          outcome.has_confidence, "least_present",
                                          (json_int_t)outcome.least_present, "citation", outcome.citation,
                                          "form", outcome.form),
                                err);
    if (vote.present < outcome.least_present)
        command_say(run, run->notes,
                    "Only %lld voters came; a conference of voters there needs at least %lld (%s).",
                    (long long)vote.present, (long long)outcome.least_present, outcome.citation);
    if (outcome.form[0] != '\0')
        command_say(run, run->notes, "The minutes are form %s.", outcome.form);
    if (outcome.has_confidence)
        command_say(run, run->out, "Stored: %s has the confidence of more than half of the voters present.",
                    vote.candidate);
    else
        command_say(run, run->out,
                    "Stored: %s has not the confidence of more than half of the voters present and stays off "
                    "the list of the third consultation.",
                    vote.candidate);
    return OK;
}

/* "  3  council  P01  19/03/2021  45/50  3.18  12/BB". */
static void put_round(struct command_run *run, const struct shown_round *round)
{
    const struct consultation *held = &round->conference;
    char date[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(held->day, date);
    text_putf(run->out, "  %d  %s  %s  %s  %lld/%lld (%lld%%)  %lld/%lld = %.2f  %s\n", held->round,
              catalog_text(run->catalog, list_words[held->list]), round->area[0] != '\0' ? round->area : "-",
              date, (long long)held->present, (long long)held->invited,
              (long long)(held->present * 100 / held->invited), (long long)held->candidates,
              (long long)held->seats, (double)held->candidates / (double)held->seats, held->document);
}

static void put_unit(struct command_run *run, const struct unit_list *unit)
{
    text_putf(run->out, "  %s  ", unit->code);
    command_say(run, run->out, "seats %lld, names %lld, without confidence %lld, least %lld",
                (long long)unit->seats, (long long)unit->names, (long long)unit->without_confidence,
                (long long)unit->least);
    if (unit->breaks)
        command_say(run, run->notes,
                    "The next list of %s would have %lld names, and art. %s asks for at least %lld.",
                    unit->code, (long long)(unit->names - unit->without_confidence), unit->citation,
                    (long long)unit->least);
}

static void put_shown(struct command_run *run, const struct shown_consultations *shown)
{
    if (shown->round_count > 0)
        command_say(run, run->out,
                    "Conferences: round, list, area, day, present of invited, names for seats, minutes");
    for (size_t i = 0; i < shown->round_count; i++)
        put_round(run, &shown->rounds[i]);
    if (shown->unit_count > 0)
        command_say(run, run->out, "Lists of the units:");
    for (size_t i = 0; i < shown->unit_count; i++)
        put_unit(run, &shown->units[i]);
}

static json_t *pack_round(const struct shown_round *round)
{
    const struct consultation *held = &round->conference;
    char date[CIVIL_DATE_CHARS];

    civil_date_format(held->day, date);
    return json_pack("{s:i,s:s,s:s,s:s,s:I,s:I,s:I,s:I,s:s}", "round", held->round, "list",
                     held->list == LIST_COUNCIL ? "council" : "na", "area", round->area, "date", date,
                     "invited", (json_int_t)held->invited, "present", (json_int_t)held->present, "seats",
                     (json_int_t)held->seats, "candidates", (json_int_t)held->candidates, "document",
                     held->document);
}

static json_t *pack_unit(const struct unit_list *unit)
{
    return json_pack("{s:s,s:s,s:I,s:I,s:I,s:I,s:s,s:b}", "unit", unit->code, "name", unit->name, "seats",
                     (json_int_t)unit->seats, "names", (json_int_t)unit->names, "without_confidence",
                     (json_int_t)unit->without_confidence, "least", (json_int_t)unit->least, "citation",
                     unit->citation, "breaks", unit->breaks);
}

static enum error_code run_show(struct command_run *run, struct error *err)
{
    struct shown_consultations shown;

    TRY(consultation_show(run->app, command_option(run, "election"), run->arena, &shown, err));
    if (!run->json) {
        put_shown(run, &shown);
        return OK;
    }
    json_t *rounds = json_array();
    json_t *units = json_array();
    for (size_t i = 0; i < shown.round_count; i++)
        json_array_append_new(rounds, pack_round(&shown.rounds[i]));
    for (size_t i = 0; i < shown.unit_count; i++)
        json_array_append_new(units, pack_unit(&shown.units[i]));
    return command_put_json(run, json_pack("{s:o,s:o}", "rounds", rounds, "units", units), err);
}

const struct command consultation_commands[] = {
    {"consultation record", "ROUND", N_("record a consultation conference and see what moves by it"),
     COMMAND_OPTIONS(record_options), STORE_OPEN, run_record},
    {"consultation confidence", "CANDIDATE",
     N_("record how voters voted on a candidate where he or she lives"), COMMAND_OPTIONS(confidence_options),
     STORE_OPEN, run_confidence},
    {"consultation show", "", N_("show the conferences and whether each unit's list is long enough"),
     COMMAND_OPTIONS(show_options), STORE_OPEN, run_show},
    COMMANDS_END};
