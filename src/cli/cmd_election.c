/* Elections of the store: make one, list them, show one. */
#include "app/election_create.h"
#include "app/election_list.h"
#include "app/election_show.h"
#include "app/law_words.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "web/json_election.h"

#include <jansson.h>
#include <stdio.h>

static const struct command_option create_options[] = {
    {"code", "CODE", N_("what to call it in commands, such as hdnd-2026"), OPTION_REQUIRED},
    {"law", "PACK", N_("law pack, such as 83-2025; of an election held again, that of the first"), 0},
    {"polling-day", "DATE",
     N_("a Sunday, such as 2026-03-15 or 15/03/2026; of an election held again, the last one allowed"), 0},
    {"title", "TITLE", N_("full title, as on papers"), 0},
    {"by-election", NULL, N_("a by-election, with its own ladder of steps"), 0},
    {"first", "CODE", N_("election of the store that is held again, extra or repeated"), 0},
    {"again", AGAIN_DUTIES, N_("why it is held again: the duty of the law that says so"), 0},
};

static enum error_code fail_missing(const char *name, const char *value, struct error *err)
{
    return error_set(err, ERROR_USAGE, "the command \"%s\" needs the option --%s %s", "election create", name,
                     value);
}

/* An election held again has its law from the first, and with it its last day. */
static enum error_code check_together(const struct election_request *request, struct error *err)
{
    if ((request->first == NULL) != (request->held_again == NULL))
        return error_set(err, ERROR_USAGE,
                         "say both --first and --again: which election is held again, and why");
    if (request->first != NULL && request->by_election)
        return error_set(err, ERROR_USAGE, "an election is a by-election or held again, not both");
    if (request->first != NULL)
        return OK;
    if (request->law_pack == NULL)
        return fail_missing("law", "PACK", err);
    return request->has_polling_day ? OK : fail_missing("polling-day", "DATE", err);
}

static enum error_code run_create(struct command_run *run, struct error *err)
{
    const char *polling_day = command_option(run, "polling-day");
    char written[CIVIL_DATE_CHARS];
    struct election election;
    struct election_request request = {
        .code = command_option(run, "code"),
        .title = command_option(run, "title"),
        .law_pack = command_option(run, "law"),
        .has_polling_day = polling_day != NULL,
        .by_election = command_option(run, "by-election") != NULL,
        .first = command_option(run, "first"),
        .held_again = command_option(run, "again"),
    };

    if (polling_day != NULL && !civil_date_parse(polling_day, &request.polling_day)) {
        error_set(err, ERROR_USAGE, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", polling_day);
        return error_at(err, NULL, 0, 0, "--polling-day");
    }
    TRY(check_together(&request, err));
    TRY(election_create(run->app, &request, run->arena, &election, err));
    if (run->json)
        return command_put_json(run, json_of_election(&election), err);
    civil_date_format_vietnamese(election.polling_day, written);
    command_say(run, run->out, "The election %s is made: polling day %s, law pack %s.", election.code,
                written, election.law_pack);
    return OK;
}

static void put_listed(struct command_run *run, const struct election *election, const char *polling_day)
{
    text_putf(run->out, "%s  %s  %s  %s", election->code, polling_day, election->law_pack, election->title);
    if (election->kind != LAW_GENERAL)
        text_putf(run->out, "  (%s)", law_words_election(run->catalog, election->kind));
    text_put_char(run->out, '\n');
}

static enum error_code run_list(struct command_run *run, struct error *err)
{
    struct election *elections;
    size_t count;

    TRY(election_list(run->app, run->arena, &elections, &count, err));
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        char polling_day[CIVIL_DATE_CHARS];
        civil_date_format_vietnamese(elections[i].polling_day, polling_day);
        if (run->json)
            json_array_append_new(list, json_of_election(&elections[i]));
        else
            put_listed(run, &elections[i], polling_day);
    }
    if (run->json)
        return command_put_json(run, json_pack("{s:o}", "elections", list), err);
    json_decref(list);
    return OK;
}

#define SHOW_INDENT 26

struct shown_count {
    const char *label;
    const char *key; /* in JSON */
    int64_t count;
};

static void put_line(struct command_run *run, const char *label, const char *value)
{
    columns_put(run->out, catalog_text(run->catalog, label), value, SHOW_INDENT);
}

static void put_shown(struct command_run *run, const struct election *election,
                      const struct shown_count *counts, size_t length)
{
    char polling_day[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(election->polling_day, polling_day);
    text_putf(run->out, "%s: %s\n", election->code, election->title);
    put_line(run, N_("kind"), law_words_election(run->catalog, election->kind));
    if (election->kind == LAW_HELD_AGAIN) {
        put_line(run, N_("first election"), election->first);
        put_line(run, N_("held again by"), election->held_again);
    }
    put_line(run, N_("polling day"), polling_day);
    put_line(run, N_("law pack"), election->law_pack);
    for (size_t i = 0; i < length; i++) {
        char number[24];
        snprintf(number, sizeof number, "%lld", (long long)counts[i].count);
        put_line(run, counts[i].label, number);
    }
}

static enum error_code run_show(struct command_run *run, struct error *err)
{
    struct election election;
    struct election_counts found;

    TRY(election_find(run->app, run->operand_count > 0 ? run->operands[0] : NULL, run->arena, &election,
                      err));
    TRY(election_show(run->app, election.id, &found, err));
    const struct shown_count counts[] = {
        {N_("areas"), "areas", found.areas},
        {N_("electoral units"), "units", found.units},
        {N_("candidates"), "candidates", found.candidates},
        {N_("venues"), "venues", found.venues},
        {N_("meetings to be held"), "meetings_needed", found.needed},
        {N_("drafts of a plan"), "drafts", found.drafts},
        {N_("releases"), "releases", found.releases},
        {N_("meetings published"), "meetings_confirmed", found.confirmed},
        {N_("meetings cancelled"), "meetings_cancelled", found.cancelled},
        {N_("calendar addresses"), "feeds", found.feeds},
    };
    if (!run->json) {
        put_shown(run, &election, counts, COUNT_OF(counts));
        return OK;
    }
    json_t *object = json_of_election(&election);
    for (size_t i = 0; i < COUNT_OF(counts); i++)
        json_object_set_new(object, counts[i].key, json_integer(counts[i].count));
    return command_put_json(run, object, err);
}

const struct command election_commands[] = {
    {"election create", "", N_("make an election in the store"), COMMAND_OPTIONS(create_options),
     STORE_CREATE, run_create},
    {"election list", "", N_("list the elections of the store"), COMMAND_NO_OPTIONS, STORE_OPEN, run_list},
    {"election show", "[CODE]", N_("show an election and how much the store holds of it"), COMMAND_NO_OPTIONS,
     STORE_OPEN, run_show},
    COMMANDS_END};
