/* What there is of calendar addresses, and which phones missed a change. */
#include "app/election_find.h"
#include "app/feed_list.h"
#include "app/feed_stale.h"
#include "calendar/civil.h"
#include "cli/commands.h"

#include <jansson.h>

#define ELECTION_OPTION                                                                                      \
    {                                                                                                        \
        "election", "CODE", N_("the election; may be left out when the store holds one"), 0                  \
    }

static const struct command_option list_options[] = {ELECTION_OPTION};

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
    static const char *const owners[] = {"candidate", "unit", "area", "level"};
    char created[CIVIL_TIME_CHARS];
    char revoked[CIVIL_TIME_CHARS];
    char fetched[CIVIL_TIME_CHARS];

    json_t *packed =
        json_pack("{s:s,s:s,s:s,s:s,s:b,s:s,s:s,s:s,s:s}", "kind", feed_kind_names[state->kind], "candidate",
                  "", "area", "", "language", state->language, "alarms", state->alarms, "created",
                  format_moment(state->created_utc_secs, created), "revoked",
                  format_moment(state->revoked_utc_secs, revoked), "last_fetch",
                  format_moment(state->last_fetch_utc_secs, fetched), "last_client", state->last_client);
    if (state->owner[0] != '\0')
        json_object_set_new(packed, owners[feed_kind_owner(state->kind)], json_string(state->owner));
    if (state->level[0] != '\0')
        json_object_set_new(packed, "level", json_string(state->level));
    return packed;
}

/* A candidate's code says enough; the others say their kind and level too. */
static void put_state(struct command_run *run, const struct feed_state *state)
{
    char created[CIVIL_TIME_CHARS];
    char fetched[CIVIL_TIME_CHARS];

    if (state->kind != FEED_CANDIDATE)
        text_putf(run->out, "%s ", feed_kind_names[state->kind]);
    text_putf(run->out, "%s%s%s  %s  %s", state->level,
              state->level[0] != '\0' && state->owner[0] != '\0' ? " " : "", state->owner,
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
    struct feed_stale_list list;
    int64_t election;
    int64_t hours = 24;

    TRY(command_option_int(run, "hours", 1, FEED_STALE_HOURS_MAX, &hours, err));
    TRY(find_election(run, &election, err));
    TRY(feed_stale(run->app, election, (int)hours, run->arena, &list, err));
    if (!run->json) {
        for (size_t i = 0; i < list.count; i++)
            put_stale(run, &list.items[i]);
        return OK;
    }
    json_t *stale = json_array();
    for (size_t i = 0; i < list.count; i++)
        json_array_append_new(stale, pack_stale(&list.items[i]));
    return command_put_json(run, json_pack("{s:o}", "stale", stale), err);
}

const struct command feed_show_commands[] = {
    {"feed list", "", N_("list the calendar addresses, and when phones fetched them last"),
     COMMAND_OPTIONS(list_options), STORE_OPEN, run_list},
    {"feed stale", "",
     N_("list the candidates whose phones have not fetched a change of a meeting that begins soon"),
     COMMAND_OPTIONS(stale_options), STORE_OPEN, run_stale},
    COMMANDS_END};
