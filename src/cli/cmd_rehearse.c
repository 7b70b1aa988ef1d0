/* A season of notices played through on a copy of the store. */
#include "app/election_find.h"
#include "app/rehearse.h"
#include "calendar/civil.h"
#include "cli/commands.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define SUMS_MAX 100
#define FLUSH_EVERY 1000
#define DAY_SECS 86400

struct sum {
    char kind[48];
    const char *channel;
    int64_t sent;
    int64_t parts;
    int64_t not_sent;
};

struct telling {
    struct command_run *run;
    json_t *messages; /* NULL unless JSON is wanted */
    struct sum sums[SUMS_MAX];
    size_t sum_count;
    int64_t told;
};

static struct sum *sum_of(struct telling *telling, const struct rehearsed_message *message)
{
    for (size_t i = 0; i < telling->sum_count; i++)
        if (strcmp(telling->sums[i].kind, message->kind) == 0 &&
            strcmp(telling->sums[i].channel, message->channel) == 0)
            return &telling->sums[i];
    if (telling->sum_count == SUMS_MAX)
        return NULL;
    struct sum *sum = &telling->sums[telling->sum_count++];
    snprintf(sum->kind, sizeof sum->kind, "%s", message->kind);
    sum->channel = message->channel;
    return sum;
}

/* "release 2", "2021-05-04": why it is sent. */
static void put_about(const struct rehearsed_message *message, char *out, size_t room)
{
    if (message->release != 0)
        snprintf(out, room, "release %lld", (long long)message->release);
    else
        civil_time_format(civil_time_from_utc_secs(message->about_utc_secs), out);
}

static void put_line(struct telling *telling, const struct rehearsed_message *message)
{
    struct command_run *run = telling->run;
    char at[CIVIL_TIME_CHARS];
    char about[40];

    civil_time_format(civil_time_from_utc_secs(message->at_utc_secs), at);
    put_about(message, about, sizeof about);
    text_putf(run->out, "%s  %-4s  %-18s  %s  (%s)  ", at, message->channel, message->kind,
              message->recipient, about);
    if (message->text[0] == '\0')
        text_put(run->out, catalog_text(run->catalog, message->sentence));
    for (const char *byte = message->text; *byte != '\0'; byte++)
        text_put_char(run->out, (char)(*byte == '\n' ? ' ' : *byte));
    text_put_char(run->out, '\n');
}

static json_t *pack_message(const struct rehearsed_message *message)
{
    char at[CIVIL_TIME_CHARS];
    char about[40];

    civil_time_format(civil_time_from_utc_secs(message->at_utc_secs), at);
    put_about(message, about, sizeof about);
    return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:I}", "at", at, "channel", message->channel, "kind",
                     message->kind, "recipient", message->recipient, "about", about, "state", message->state,
                     "why_not", message->sentence, "text", message->text, "parts",
                     (json_int_t)message->parts);
}

static enum error_code tell(void *context, const struct rehearsed_message *message, struct error *err)
{
    struct telling *telling = context;
    struct sum *sum = sum_of(telling, message);

    if (sum != NULL && message->text[0] != '\0') {
        sum->sent++;
        sum->parts += message->parts;
    } else if (sum != NULL) {
        sum->not_sent++;
    }
    if (telling->messages != NULL)
        return json_array_append_new(telling->messages, pack_message(message)) == 0 ? OK : error_memory(err);
    put_line(telling, message);
    return ++telling->told % FLUSH_EVERY == 0 ? command_flush(telling->run, err) : OK;
}

static enum error_code read_day(const struct command_run *run, const char *option, struct civil_date *out,
                                struct error *err)
{
    if (civil_date_parse(command_option(run, option), out))
        return OK;
    return error_set(err, ERROR_USAGE, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026",
                     command_option(run, option));
}

static enum error_code put_sums(struct telling *telling, struct error *err)
{
    struct command_run *run = telling->run;
    json_t *sums = telling->messages != NULL ? json_array() : NULL;

    for (size_t i = 0; i < telling->sum_count; i++) {
        const struct sum *sum = &telling->sums[i];
        if (sums != NULL)
            json_array_append_new(sums,
                                  json_pack("{s:s,s:s,s:I,s:I,s:I}", "kind", sum->kind, "channel",
                                            sum->channel, "sent", (json_int_t)sum->sent, "parts",
                                            (json_int_t)sum->parts, "not_sent", (json_int_t)sum->not_sent));
        else
            command_say(run, run->out, "%-18s %-4s  sent: %lld, parts: %lld, not sent: %lld", sum->kind,
                        sum->channel, (long long)sum->sent, (long long)sum->parts, (long long)sum->not_sent);
    }
    if (sums == NULL)
        return OK;
    return command_put_json(run, json_pack("{s:o,s:o}", "messages", telling->messages, "sums", sums), err);
}

static enum error_code run_rehearse(struct command_run *run, struct error *err)
{
    struct telling telling = {.run = run};
    struct civil_date from;
    struct civil_date to;
    struct election election;

    TRY(read_day(run, "from", &from, err));
    TRY(read_day(run, "to", &to, err));
    TRY(election_find(run->app, command_option(run, "election"), run->arena, &election, err));
    if (to.day < from.day)
        return error_set(err, ERROR_USAGE, "the last day of a rehearsal lies before its first");
    telling.messages = run->json ? json_array() : NULL;
    const struct rehearsal rehearsal = {.election = &election,
                                        .from_utc_secs = civil_time_to_utc_secs((struct civil_time){from, 0}),
                                        .until_utc_secs =
                                            civil_time_to_utc_secs((struct civil_time){to, 0}) + DAY_SECS - 1,
                                        .messages = command_option(run, "out"),
                                        .tell = tell,
                                        .context = &telling};
    enum error_code code = rehearse(run->app, &rehearsal, err);
    if (code != OK) {
        json_decref(telling.messages);
        return code;
    }
    return put_sums(&telling, err);
}

static const struct command_option rehearse_options[] = {
    {"from", "DAY", N_("first day to play"), OPTION_REQUIRED},
    {"to", "DAY", N_("last day to play"), OPTION_REQUIRED},
    {"election", "CODE", N_("the election; may be left out when the store holds one"), 0},
    {"out", "FILE", N_("append the messages to a file, as the file gateway does; it will hold numbers"), 0},
};

const struct command rehearse_commands[] = {
    {"rehearse", "", N_("play all notices of some days on a copy of the store, and send none"),
     COMMAND_OPTIONS(rehearse_options), STORE_OPEN, run_rehearse},
    COMMANDS_END};
