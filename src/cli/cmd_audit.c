/* The log of changes: read it, check it, print its head for the signature of the evening. */
#include "app/audit_show.h"
#include "base/parse.h"
#include "calendar/civil.h"
#include "cli/commands.h"
#include "web/json_election.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static const struct command_option show_options[] = {
    {"since", "TIME", N_("only from this time on, such as 2026-03-15 or 2026-03-15T07:00"), 0},
    {"about", "KIND[:CODE]", N_("only what is about this, such as candidate or candidate:DB01"), 0},
    {"who", "ACCOUNT", N_("only what this account did"), 0},
};

static const struct command_option verify_options[] = {
    {"number", "N", N_("number of an entry that was signed on paper"), 0},
    {"hash", "HASH", N_("its hash as it stands on the paper; blanks do not count"), 0},
};

struct showing {
    struct command_run *run;
    json_t *list; /* with --json */
};

static const char *const source_words[] = {N_("command line"), N_("web"), N_("worker")};

static const char *name_source(const struct command_run *run, const char *source)
{
    static const char *const names[] = {"cli", "web", "worker"};
    size_t index;

    return parse_choice(source, names, COUNT_OF(names), &index)
               ? catalog_text(run->catalog, source_words[index])
               : source;
}

static void put_entry(struct command_run *run, const struct audit_row *row, const char *sentence)
{
    char moment[CIVIL_TIME_CHARS];

    civil_time_format(civil_time_from_utc_secs(row->at_utc_secs), moment);
    text_putf(run->out, "%lld  %s  %s@%s (%s)  %s\n", (long long)row->number, moment, row->who, row->host,
              name_source(run, row->source), sentence);
    if (row->before[0] != '\0')
        text_putf(run->out, "    %s: %s\n", catalog_text(run->catalog, N_("before")), row->before);
    if (row->after[0] != '\0')
        text_putf(run->out, "    %s: %s\n", catalog_text(run->catalog, N_("after")), row->after);
}

static enum error_code show_entry(void *context, const struct audit_shown *shown, struct error *err)
{
    CLEANUP(text_done) struct text sentence;
    const struct showing *showing = context;

    text_init(&sentence, 10000);
    catalog_put_message(showing->run->catalog, &shown->words, &sentence);
    TRY(text_finish(&sentence, err));
    if (showing->list != NULL)
        json_array_append_new(showing->list, json_of_audit(showing->run->catalog, shown));
    else
        put_entry(showing->run, shown->row, sentence.data);
    return OK;
}

/* "candidate:DB01" into its two halves. */
static enum error_code read_about(struct command_run *run, struct audit_filter *filter, struct error *err)
{
    const char *about = command_option(run, "about");
    const char *colon = about != NULL ? strchr(about, ':') : NULL;

    if (about == NULL)
        return OK;
    filter->kind = colon != NULL ? arena_copy(run->arena, about, (size_t)(colon - about)) : about;
    filter->about = colon != NULL ? colon + 1 : "";
    return filter->kind != NULL ? OK : error_memory(err);
}

static enum error_code read_filter(struct command_run *run, struct audit_filter *out, struct error *err)
{
    const char *since = command_option(run, "since");
    const char *who = command_option(run, "who");
    struct audit_filter filter = {
        .since_utc_secs = INT64_MIN, .who = who != NULL ? who : "", .kind = "", .about = ""};

    if (since != NULL && !civil_moment_parse(since, &filter.since_utc_secs)) {
        error_set(err, ERROR_USAGE, "\"%s\" is not a time such as 2026-03-15 or 2026-03-15T07:00", since);
        return error_at(err, NULL, 0, 0, "--since");
    }
    TRY(read_about(run, &filter, err));
    *out = filter;
    return OK;
}

static enum error_code run_show(struct command_run *run, struct error *err)
{
    struct showing showing = {.run = run, .list = run->json ? json_array() : NULL};
    struct audit_filter filter;

    enum error_code code = read_filter(run, &filter, err);
    if (code == OK)
        code = audit_each(run->app, &filter, show_entry, &showing, err);
    if (code != OK || showing.list == NULL) {
        json_decref(showing.list);
        return code;
    }
    return command_put_json(run, json_pack("{s:o}", "entries", showing.list), err);
}

/* A hash as it was copied from paper: in groups, perhaps in capitals. */
static bool read_hash(const char *written, char out[SECRET_HASH_CHARS])
{
    size_t length = 0;

    for (; *written != '\0'; written++) {
        char c = *written;
        if (c == ' ' || c == '\n')
            continue;
        if (c >= 'A' && c <= 'F')
            c = (char)(c - 'A' + 'a');
        if (strchr("0123456789abcdef", c) == NULL || length == SECRET_HASH_CHARS - 1)
            return false;
        out[length++] = c;
    }
    out[length] = '\0';
    return length == SECRET_HASH_CHARS - 1;
}

static enum error_code read_signed(struct command_run *run, struct audit_head *out, bool *out_given,
                                   struct error *err)
{
    const char *hash = command_option(run, "hash");

    *out_given = hash != NULL;
    if ((hash == NULL) != (command_option(run, "number") == NULL))
        return error_set(err, ERROR_USAGE, "--number and --hash belong together; both stand on the paper");
    if (hash == NULL)
        return OK;
    TRY(command_option_int(run, "number", 1, INT64_MAX, &out->number, err));
    if (read_hash(hash, out->hash))
        return OK;
    error_set(err, ERROR_USAGE, "a hash has 64 characters of 0-9 and a-f");
    return error_at(err, NULL, 0, 0, "--hash");
}

static enum error_code run_verify(struct command_run *run, struct error *err)
{
    struct audit_head paper;
    struct audit_check check;
    bool given;

    TRY(read_signed(run, &paper, &given, err));
    TRY(audit_verify(run->app, given ? &paper : NULL, &check, err));
    if (run->json)
        return command_put_json(run,
                                json_pack("{s:I,s:s,s:I}", "entries", (json_int_t)check.checked, "hash",
                                          check.head.hash, "clock_set_back", (json_int_t)check.clock_back),
                                err);
    command_say(run, run->out, "The log of changes is whole; entries: %lld.", (long long)check.checked);
    if (given)
        command_say(run, run->out, "It is the log that was signed with entry %lld.", (long long)paper.number);
    if (check.clock_back > 0)
        command_say(run, run->notes,
                    "Entries dated before the one before them: %lld. The clock of the machine was set back.",
                    (long long)check.clock_back);
    return OK;
}

#define GROUP_CHARS 4
#define GROUPS_IN_LINE 8

static void put_groups(struct command_run *run, const char *hash)
{
    size_t length = strlen(hash);

    for (size_t i = 0; i < length; i += GROUP_CHARS) {
        bool last = (i / GROUP_CHARS) % GROUPS_IN_LINE == GROUPS_IN_LINE - 1 || i + GROUP_CHARS >= length;
        text_putf(run->out, "%s%.*s%s", i / GROUP_CHARS % GROUPS_IN_LINE == 0 ? "    " : "", GROUP_CHARS,
                  hash + i, last ? "\n" : " ");
    }
}

static enum error_code run_head(struct command_run *run, struct error *err)
{
    struct civil_time now = civil_time_from_utc_secs(clock_now_utc_secs(&run->app->clock));
    char day[CIVIL_DATE_CHARS];
    struct audit_head head;

    TRY(audit_head_read(run->app, &head, err));
    civil_date_format_vietnamese(now.date, day);
    if (run->json)
        return command_put_json(
            run, json_pack("{s:I,s:s}", "number", (json_int_t)head.number, "hash", head.hash), err);
    command_say(run, run->out, "Head of the log of changes, %02d:%02d on %s, machine %s.", now.minute / 60,
                now.minute % 60, day, run->app->actor.host);
    command_say(run, run->out, "Number of the newest entry: %lld. Its hash:", (long long)head.number);
    put_groups(run, head.hash);
    command_say(run, run->out, "Name and signature: ________________________");
    return OK;
}

const struct command audit_commands[] = {
    {"audit show", "", N_("show who changed what and when, oldest first"), COMMAND_OPTIONS(show_options),
     STORE_OPEN, run_show},
    {"audit verify", "", N_("check that nothing in the log of changes was altered, and name the first break"),
     COMMAND_OPTIONS(verify_options), STORE_OPEN, run_verify},
    {"audit head", "", N_("print the head of the log, to be signed on paper each evening"),
     COMMAND_NO_OPTIONS, STORE_OPEN, run_head},
    COMMANDS_END};
