/* Calendar addresses of candidates and of areas: issue, list, renew, revoke; calendars as files. */
#include "app/election_find.h"
#include "app/feed_deadlines_issue.h"
#include "app/feed_export.h"
#include "app/feed_issue.h"
#include "app/feed_list.h"
#include "app/feed_stale.h"
#include "base/file.h"
#include "base/table.h"
#include "calendar/civil.h"
#include "cli/commands.h"

#include <jansson.h>

#define CSV_BYTES_MAX ((size_t)64 << 20)

#define ELECTION_OPTION                                                                                      \
    {                                                                                                        \
        "election", "CODE", N_("the election; may be left out when the store holds one"), 0                  \
    }

#define LEVELS "central|province|district|commune|unit|polling_station"

#define AREA_OPTIONS                                                                                         \
    {"deadlines", NULL, N_("the calendar of deadlines of an area's staff, in the place of a candidate's"),   \
     0},                                                                                                     \
        {"area", "CODE", N_("with --deadlines: the area"), 0},                                               \
    {                                                                                                        \
        "level", LEVELS, N_("level of the area, where several have the code"), 0                             \
    }

#define LANGUAGE_OPTION                                                                                      \
    {                                                                                                        \
        "language", "vi|en", N_("with --deadlines: the language of its entries"), 0                          \
    }

static const struct command_option issue_options[] = {
    {"candidate", "CODE", N_("the candidate who gets an address"), 0},
    {"all", NULL, N_("every candidate who has none"), 0},
    {"out", "FILE", N_("write the addresses to this file instead, as CSV that only you can read"), 0},
    AREA_OPTIONS,
    LANGUAGE_OPTION,
    ELECTION_OPTION,
};

#define CANDIDATE_OPTION                                                                                     \
    {                                                                                                        \
        "candidate", "CODE", N_("the candidate whose address it is"), 0                                      \
    }

static const struct command_option renew_options[] = {
    CANDIDATE_OPTION,
    AREA_OPTIONS,
    LANGUAGE_OPTION,
    ELECTION_OPTION,
};

static const struct command_option revoke_options[] = {
    CANDIDATE_OPTION,
    AREA_OPTIONS,
    ELECTION_OPTION,
};

static const struct command_option election_options[] = {ELECTION_OPTION};

static const struct command_option stale_options[] = {
    {"hours", "NUMBER", N_("meetings that begin within so many hours; 24 when left out"), 0},
    ELECTION_OPTION,
};

static enum error_code find_election(struct command_run *run, int64_t *out_id, struct error *err)
{
    struct election election;

    TRY(election_find(run->app, command_option(run, "election"), run->arena, &election, err));
    *out_id = election.id;
    return OK;
}

static bool is_of_deadlines(const struct command_run *run)
{
    return command_option(run, "deadlines") != NULL;
}

/* Either a candidate or the deadlines of an area. */
static enum error_code check_whose(const struct command_run *run, struct error *err)
{
    bool area = command_option(run, "area") != NULL;

    if (area != is_of_deadlines(run) || area == (command_option(run, "candidate") != NULL))
        return error_set(err, ERROR_USAGE, "say either --candidate CODE or --deadlines --area CODE");
    return OK;
}

static struct feed_area area_asked(const struct command_run *run)
{
    return (struct feed_area){.election = command_option(run, "election"),
                              .code = command_option(run, "area"),
                              .level = command_option(run, "level")};
}

static enum error_code put_area_address(struct command_run *run, const struct feed_area *area,
                                        const char *url, struct error *err)
{
    if (run->json)
        return command_put_json(run, json_pack("{s:s,s:s}", "area", area->code, "address", url), err);
    text_putf(run->out, "%s\n", url);
    return OK;
}

static enum error_code issue_deadlines(struct command_run *run, struct error *err)
{
    struct feed_area area = area_asked(run);
    const char *url;

    if (command_option(run, "all") != NULL || command_option(run, "out") != NULL)
        return error_set(err, ERROR_USAGE, "--all and --out are for the addresses of candidates");
    TRY(check_whose(run, err));
    area.language = command_option(run, "language");
    TRY(feed_deadlines_issue(run->app, &area, run->arena, &url, err));
    return put_area_address(run, &area, url, err);
}

static void put_csv(struct text *out, const struct feed_addresses *addresses)
{
    struct table_writer writer;

    table_writer_init(&writer, out, false);
    table_put(&writer, "candidate");
    table_put(&writer, "address");
    table_end_row(&writer);
    for (size_t i = 0; i < addresses->count; i++) {
        table_put(&writer, addresses->items[i].candidate);
        table_put(&writer, addresses->items[i].url);
        table_end_row(&writer);
    }
}

static json_t *pack_address(const struct feed_address *address)
{
    return json_pack("{s:s,s:s}", "candidate", address->candidate, "address", address->url);
}

static enum error_code put_json(struct command_run *run, const struct feed_addresses *addresses,
                                struct error *err)
{
    json_t *list = json_array();

    for (size_t i = 0; i < addresses->count; i++)
        json_array_append_new(list, pack_address(&addresses->items[i]));
    return command_put_json(
        run, json_pack("{s:o,s:I}", "addresses", list, "kept", (json_int_t)addresses->kept_count), err);
}

/* The addresses exist by now and are known here only: when the file cannot be written they go to standard output. */
static enum error_code put_file(struct command_run *run, const char *path,
                                const struct feed_addresses *addresses, struct error *err)
{
    CLEANUP(text_done) struct text csv;

    text_init(&csv, CSV_BYTES_MAX);
    put_csv(&csv, addresses);
    if (file_write_secret(path, csv.data, csv.length, err) != OK) {
        put_csv(run->out, addresses);
        command_say(run, run->notes,
                    "The addresses are on standard output; keep them, they cannot be shown again.");
        return err->code;
    }
    command_say(run, run->notes,
                "The addresses are in %s. Keep it secret: whoever has an address sees the calendar.", path);
    return OK;
}

static enum error_code put_addresses(struct command_run *run, const struct feed_addresses *addresses,
                                     struct error *err)
{
    const char *path = command_option(run, "out");

    if (path != NULL)
        TRY(put_file(run, path, addresses, err));
    else if (run->json)
        return put_json(run, addresses, err);
    else if (command_option(run, "all") != NULL)
        put_csv(run->out, addresses);
    else
        text_putf(run->out, "%s\n", addresses->items[0].url);
    return OK;
}

static enum error_code run_issue(struct command_run *run, struct error *err)
{
    const char *candidate = command_option(run, "candidate");
    struct feed_address one;
    struct feed_addresses addresses = {.items = &one, .count = 1};
    int64_t election;

    if (is_of_deadlines(run) || command_option(run, "area") != NULL)
        return issue_deadlines(run, err);
    if ((candidate == NULL) == (command_option(run, "all") == NULL))
        return error_set(err, ERROR_USAGE, "say either --candidate CODE or --all");
    TRY(find_election(run, &election, err));
    if (candidate != NULL)
        TRY(feed_issue(run->app, election, candidate, run->arena, &one, err));
    else
        TRY(feed_issue_all(run->app, election, run->arena, &addresses, err));
    TRY(put_addresses(run, &addresses, err));
    if (candidate == NULL)
        command_say(run, run->notes, "%zu addresses were made; %zu candidates had one already and keep it.",
                    addresses.count, addresses.kept_count);
    return OK;
}

static enum error_code run_renew(struct command_run *run, struct error *err)
{
    struct feed_area area = area_asked(run);
    struct feed_address address;
    int64_t election;

    TRY(check_whose(run, err));
    if (is_of_deadlines(run)) {
        area.language = command_option(run, "language");
        TRY(feed_deadlines_renew(run->app, &area, run->arena, &address.url, err));
        return put_area_address(run, &area, address.url, err);
    }
    TRY(find_election(run, &election, err));
    TRY(feed_renew(run->app, election, command_option(run, "candidate"), run->arena, &address, err));
    if (run->json)
        return command_put_json(run, pack_address(&address), err);
    text_putf(run->out, "%s\n", address.url);
    return OK;
}

static enum error_code put_revoked_area(struct command_run *run, const char *area, struct error *err)
{
    if (run->json)
        return command_put_json(run, json_pack("{s:s}", "revoked", area), err);
    command_say(run, run->out, "The calendar address of the area %s has ended.", area);
    return OK;
}

static enum error_code run_revoke(struct command_run *run, struct error *err)
{
    const char *candidate = command_option(run, "candidate");
    const struct feed_area area = area_asked(run);
    int64_t election;

    TRY(check_whose(run, err));
    if (is_of_deadlines(run)) {
        TRY(feed_deadlines_revoke(run->app, &area, run->arena, err));
        return put_revoked_area(run, area.code, err);
    }
    TRY(find_election(run, &election, err));
    TRY(feed_revoke(run->app, election, candidate, err));
    if (run->json)
        return command_put_json(run, json_pack("{s:s}", "revoked", candidate), err);
    command_say(run, run->out, "The calendar address of candidate %s has ended.", candidate);
    return OK;
}

/* "2026-03-01T07:30" in Viet Nam's time, or "" for never. */
static const char *format_moment(int64_t utc_secs, char out[CIVIL_TIME_CHARS])
{
    out[0] = '\0';
    if (utc_secs != 0)
        civil_time_format(civil_time_from_utc_secs(utc_secs), out);
    return out;
}

static json_t *pack_state(const struct feed_state *state)
{
    char created[CIVIL_TIME_CHARS];
    char revoked[CIVIL_TIME_CHARS];
    char fetched[CIVIL_TIME_CHARS];

    return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "candidate", state->candidate, "area", state->area,
                     "created", format_moment(state->created_utc_secs, created), "revoked",
                     format_moment(state->revoked_utc_secs, revoked), "last_fetch",
                     format_moment(state->last_fetch_utc_secs, fetched), "last_client", state->last_client);
}

static void put_state(struct command_run *run, const struct feed_state *state)
{
    char created[CIVIL_TIME_CHARS];
    char fetched[CIVIL_TIME_CHARS];

    text_putf(run->out, "%s  %s  %s", state->candidate[0] != '\0' ? state->candidate : state->area,
              format_moment(state->created_utc_secs, created),
              catalog_text(run->catalog, state->revoked_utc_secs == 0 ? N_("in use") : N_("ended")));
    if (state->last_fetch_utc_secs != 0)
        text_putf(run->out, "  %s  %s", format_moment(state->last_fetch_utc_secs, fetched),
                  state->last_client);
    text_put_char(run->out, '\n');
}

static enum error_code run_list(struct command_run *run, struct error *err)
{
    struct feed_state *states;
    size_t count;
    int64_t election;

    TRY(find_election(run, &election, err));
    TRY(feed_list(run->app, election, run->arena, &states, &count, err));
    if (!run->json) {
        for (size_t i = 0; i < count; i++)
            put_state(run, &states[i]);
        return OK;
    }
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, pack_state(&states[i]));
    return command_put_json(run, json_pack("{s:o}", "feeds", list), err);
}

static json_t *pack_stale(const struct feed_stale *stale)
{
    char start[CIVIL_TIME_CHARS];
    char shown[CIVIL_TIME_CHARS];
    char fetched[CIVIL_TIME_CHARS];

    return json_pack("{s:s,s:s,s:I,s:b,s:s,s:s,s:s}", "candidate", stale->candidate_code, "meeting",
                     stale->meeting_code, "sequence", (json_int_t)stale->sequence, "cancelled",
                     stale->cancelled, "start", format_moment(stale->start_utc_secs, start), "shown_start",
                     format_moment(stale->shown_start_utc_secs, shown), "last_fetch",
                     format_moment(stale->fetched_utc_secs, fetched));
}

static void put_stale(struct command_run *run, const struct feed_stale *stale)
{
    char moment[CIVIL_TIME_CHARS];

    text_putf(run->out, "%s  %s  %s", stale->candidate_code, stale->meeting_code,
              stale->cancelled ? catalog_text(run->catalog, N_("cancelled"))
                               : format_moment(stale->start_utc_secs, moment));
    if (stale->shown_start_utc_secs != 0)
        command_say(run, run->out, "  the phone shows %s",
                    format_moment(stale->shown_start_utc_secs, moment));
    else if (stale->fetched_utc_secs != 0)
        command_say(run, run->out, "  the phone does not show it");
    else
        command_say(run, run->out, "  the calendar was never fetched");
}

static enum error_code run_stale(struct command_run *run, struct error *err)
{
    struct feed_stale *items;
    int64_t election;
    size_t count;
    int64_t hours = 24;

    TRY(command_option_int(run, "hours", 1, FEED_STALE_HOURS_MAX, &hours, err));
    TRY(find_election(run, &election, err));
    TRY(feed_stale(run->app, election, (int)hours, run->arena, &items, &count, err));
    if (!run->json) {
        for (size_t i = 0; i < count; i++)
            put_stale(run, &items[i]);
        return OK;
    }
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, pack_stale(&items[i]));
    return command_put_json(run, json_pack("{s:o}", "stale", list), err);
}

static enum error_code run_export(struct command_run *run, struct error *err)
{
    struct feed_export done;
    int64_t election;

    TRY(find_election(run, &election, err));
    TRY(feed_export(run->app, election, run->operands[0], &done, err));
    if (run->json)
        return command_put_json(run,
                                json_pack("{s:I,s:I}", "files", (json_int_t)done.file_count, "changed",
                                          (json_int_t)done.changed_count),
                                err);
    command_say(run, run->out, "%zu calendars are in %s; %zu of them are new or have changed.",
                done.file_count, run->operands[0], done.changed_count);
    return OK;
}

const struct command feed_commands[] = {
    {"feed issue", "",
     N_("make secret calendar addresses for candidates or an area's staff; they are shown only now"),
     COMMAND_OPTIONS(issue_options), STORE_OPEN, run_issue},
    {"feed list", "", N_("list the calendar addresses, and when phones fetched them last"),
     COMMAND_OPTIONS(election_options), STORE_OPEN, run_list},
    {"feed renew", "", N_("end a calendar address and make another"), COMMAND_OPTIONS(renew_options),
     STORE_OPEN, run_renew},
    {"feed revoke", "", N_("end a calendar address"), COMMAND_OPTIONS(revoke_options), STORE_OPEN,
     run_revoke},
    {"feed stale", "",
     N_("list the candidates whose phones have not fetched a change of a meeting that begins soon"),
     COMMAND_OPTIONS(stale_options), STORE_OPEN, run_stale},
    {"feed export", "DIR", N_("write the calendar of every candidate to a folder, with a manifest"),
     COMMAND_OPTIONS(election_options), STORE_OPEN, run_export},
    COMMANDS_END};
