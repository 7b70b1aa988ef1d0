/* Elections of the store: make one, list them, show one. */
#include "app/election_create.h"
#include "app/election_list.h"
#include "app/election_show.h"
#include "cli/columns.h"
#include "cli/commands.h"

#include <jansson.h>
#include <stdio.h>

static json_t *pack_election(const struct election *election)
{
    char polling_day[CIVIL_DATE_CHARS];
    char created[CIVIL_TIME_CHARS];

    civil_date_format(election->polling_day, polling_day);
    civil_time_format(civil_time_from_utc_secs(election->created_utc_secs), created);
    return json_pack("{s:s,s:s,s:s,s:s,s:s}", "code", election->code, "title", election->title, "law_pack",
                     election->law_pack, "polling_day", polling_day, "created", created);
}

static const struct command_option create_options[] = {
    {"code", "CODE", N_("what to call it in commands, such as hdnd-2026"), OPTION_REQUIRED},
    {"law", "PACK", N_("law pack, such as 83-2025"), OPTION_REQUIRED},
    {"polling-day", "DATE", N_("a Sunday, such as 2026-03-15 or 15/03/2026"), OPTION_REQUIRED},
    {"title", "TITLE", N_("full title, as on papers"), 0},
};

static enum error_code run_create(struct command_run *run, struct error *err)
{
    const char *polling_day = command_option(run, "polling-day");
    char written[CIVIL_DATE_CHARS];
    struct election election;
    struct election_request request = {
        .code = command_option(run, "code"),
        .title = command_option(run, "title"),
        .law_pack = command_option(run, "law"),
    };

    if (!civil_date_parse(polling_day, &request.polling_day)) {
        error_set(err, ERROR_USAGE, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", polling_day);
        return error_at(err, NULL, 0, 0, "--polling-day");
    }
    TRY(election_create(run->app, &request, run->arena, &election, err));
    if (run->json)
        return command_put_json(run, pack_election(&election), err);
    civil_date_format_vietnamese(election.polling_day, written);
    command_say(run, run->out, "The election %s is made: polling day %s, law pack %s.", election.code,
                written, election.law_pack);
    return OK;
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
            json_array_append_new(list, pack_election(&elections[i]));
        else
            text_putf(run->out, "%s  %s  %s  %s\n", elections[i].code, polling_day, elections[i].law_pack,
                      elections[i].title);
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
    json_t *object = pack_election(&election);
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
