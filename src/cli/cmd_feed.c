/* Calendar addresses: issue, renew, revoke; calendars as files. */
#include "app/election_find.h"
#include "app/feed_address.h"
#include "app/feed_export.h"
#include "app/feed_issue.h"
#include "app/settings.h"
#include "base/file.h"
#include "base/parse.h"
#include "base/table.h"
#include "cli/commands.h"

#include <jansson.h>
#include <string.h>

#define CSV_BYTES_MAX ((size_t)64 << 20)

#define ELECTION_OPTION                                                                                      \
    {                                                                                                        \
        "election", "CODE", N_("the election; may be left out when the store holds one"), 0                  \
    }

#define LEVELS "central|province|district|commune|unit|polling_station"
#define KINDS "candidate|unit|commune|staff|deadlines|cutoff|timetable"

#define WHOSE_OPTIONS                                                                                        \
    {"kind", KINDS, N_("what the calendar shows; follows from --candidate and --unit by itself"), 0},        \
        {"candidate", "CODE", N_("the candidate whose meetings it shows"), 0},                               \
        {"unit", "CODE", N_("the unit whose meetings it shows"), 0},                                         \
        {"area", "CODE", N_("the area, of the kinds commune, staff, deadlines and cutoff"), 0},              \
        {"level", LEVELS, N_("of the kind timetable, or of the area where several have the code"), 0},       \
    {                                                                                                        \
        "deadlines", NULL, N_("the same as --kind deadlines"), 0                                             \
    }

#define WISH_OPTIONS                                                                                         \
    {"language", "vi|en", N_("the language of its entries"), 0},                                             \
    {                                                                                                        \
        "alarms", NULL, N_("let its entries ring before their time; without it they do not"), 0              \
    }

static const struct command_option issue_options[] = {
    WHOSE_OPTIONS,
    {"all", NULL, N_("every candidate who has none"), 0},
    {"out", "FILE", N_("write the addresses to this file instead, as CSV that only you can read"), 0},
    WISH_OPTIONS,
    ELECTION_OPTION,
};

static const struct command_option renew_options[] = {
    WHOSE_OPTIONS,
    WISH_OPTIONS,
    ELECTION_OPTION,
};

static const struct command_option revoke_options[] = {
    WHOSE_OPTIONS,
    ELECTION_OPTION,
};

static const struct command_option export_options[] = {
    {"addresses", "FILE",
     N_("a file of `feed issue`: name the calendars by these addresses, for a web server"), 0},
    ELECTION_OPTION,
};

static enum error_code find_election(struct command_run *run, int64_t *out_id, struct error *err)
{
    struct election election;

    TRY(election_find(run->app, command_option(run, "election"), run->arena, &election, err));
    *out_id = election.id;
    return OK;
}

/* Options that name an owner, in the order of enum feed_owner. */
static const char *const owner_options[] = {"candidate", "unit", "area", "level"};

static enum feed_kind kind_asked(const struct command_run *run)
{
    const char *name = command_option(run, "kind");
    size_t kind = FEED_CANDIDATE;

    if (name != NULL && parse_choice(name, feed_kind_names, FEED_KIND_COUNT, &kind))
        return (enum feed_kind)kind;
    if (command_option(run, "deadlines") != NULL)
        return FEED_DEADLINES;
    return command_option(run, "unit") != NULL ? FEED_UNIT : FEED_CANDIDATE;
}

/* --level stands beside --area where several areas have the code. */
static bool is_out_of_place(enum feed_owner asked, enum feed_owner option)
{
    return option != asked && !(asked == FEED_OF_AREA && option == FEED_OF_LEVEL);
}

/* The owner that belongs to the kind and no other. */
static enum error_code read_whose(struct command_run *run, struct feed_whose *out, struct error *err)
{
    struct feed_whose whose = {.kind = kind_asked(run), .level = command_option(run, "level")};
    enum feed_owner owner = feed_kind_owner(whose.kind);
    bool wrong = command_option(run, "deadlines") != NULL && whose.kind != FEED_DEADLINES;

    whose.code = owner != FEED_OF_LEVEL ? command_option(run, owner_options[owner]) : NULL;
    for (size_t i = 0; i < COUNT_OF(owner_options); i++)
        wrong |= command_option(run, owner_options[i]) != NULL && is_out_of_place(owner, (enum feed_owner)i);
    if (wrong || command_option(run, owner_options[owner]) == NULL)
        return error_set(err, ERROR_USAGE,
                         "say whose calendar it is: --candidate CODE, --unit CODE, --kind "
                         "commune|staff|deadlines|cutoff --area CODE, or --kind timetable --level LEVEL");
    TRY(find_election(run, &whose.election, err));
    *out = whose;
    return OK;
}

static struct feed_wish wish_asked(const struct command_run *run)
{
    return (struct feed_wish){command_option(run, "language"), command_option(run, "alarms") != NULL};
}

static const char *name_of(const struct feed_whose *whose)
{
    return whose->code != NULL ? whose->code : whose->level;
}

static enum error_code put_address(struct command_run *run, const struct feed_whose *whose, const char *url,
                                   struct error *err)
{
    if (run->json)
        return command_put_json(run,
                                json_pack("{s:s,s:s,s:s}", "kind", feed_kind_names[whose->kind],
                                          owner_options[feed_kind_owner(whose->kind)], name_of(whose),
                                          "address", url),
                                err);
    text_putf(run->out, "%s\n", url);
    return OK;
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

static enum error_code put_json(struct command_run *run, const struct feed_addresses *addresses,
                                struct error *err)
{
    json_t *list = json_array();

    for (size_t i = 0; i < addresses->count; i++)
        json_array_append_new(list, json_pack("{s:s,s:s}", "candidate", addresses->items[i].candidate,
                                              "address", addresses->items[i].url));
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

static enum error_code issue_all(struct command_run *run, struct error *err)
{
    const struct feed_wish wish = wish_asked(run);
    const char *path = command_option(run, "out");
    struct feed_addresses addresses;
    int64_t election;

    if (kind_asked(run) != FEED_CANDIDATE || command_option(run, "candidate") != NULL)
        return error_set(err, ERROR_USAGE,
                         "--all is for the addresses of all candidates, and of nobody else");
    TRY(find_election(run, &election, err));
    TRY(feed_issue_all(run->app, election, &wish, run->arena, &addresses, err));
    if (path != NULL)
        TRY(put_file(run, path, &addresses, err));
    else if (run->json)
        return put_json(run, &addresses, err);
    else
        put_csv(run->out, &addresses);
    command_say(run, run->notes, "%zu addresses were made; %zu candidates had one already and keep it.",
                addresses.count, addresses.kept_count);
    return OK;
}

/* One candidate's address may go to a file too. */
static enum error_code put_one(struct command_run *run, const struct feed_whose *whose, const char *url,
                               struct error *err)
{
    const char *path = command_option(run, "out");
    struct feed_address one = {whose->code, url};
    const struct feed_addresses addresses = {.items = &one, .count = 1};

    return path != NULL ? put_file(run, path, &addresses, err) : put_address(run, whose, url, err);
}

static enum error_code run_issue(struct command_run *run, struct error *err)
{
    const struct feed_wish wish = wish_asked(run);
    struct feed_whose whose;
    const char *url;

    if (command_option(run, "all") != NULL)
        return issue_all(run, err);
    if (command_option(run, "out") != NULL && kind_asked(run) != FEED_CANDIDATE)
        return error_set(err, ERROR_USAGE, "--out is for the addresses of candidates");
    TRY(read_whose(run, &whose, err));
    TRY(feed_address_issue(run->app, &whose, &wish, run->arena, &url, err));
    return put_one(run, &whose, url, err);
}

static enum error_code run_renew(struct command_run *run, struct error *err)
{
    const struct feed_wish wish = wish_asked(run);
    struct feed_whose whose;
    const char *url;

    TRY(read_whose(run, &whose, err));
    TRY(feed_address_renew(run->app, &whose, &wish, run->arena, &url, err));
    return put_address(run, &whose, url, err);
}

static enum error_code run_revoke(struct command_run *run, struct error *err)
{
    struct feed_whose whose;

    TRY(read_whose(run, &whose, err));
    TRY(feed_address_revoke(run->app, &whose, run->arena, err));
    if (run->json)
        return command_put_json(
            run, json_pack("{s:s,s:s}", "kind", feed_kind_names[whose.kind], "revoked", name_of(&whose)),
            err);
    command_say(run, run->out, "The calendar address of %s has ended.", name_of(&whose));
    return OK;
}

static enum error_code run_export(struct command_run *run, struct error *err)
{
    const char *language = run->app->settings->language;
    struct feed_export_request request = {.folder = run->operands[0],
                                          .addresses = command_option(run, "addresses"),
                                          .language = language != NULL ? language : "vi"};
    struct feed_export done;

    TRY(find_election(run, &request.election, err));
    TRY(feed_export(run->app, &request, &done, err));
    if (run->json)
        return command_put_json(run,
                                json_pack("{s:I,s:I,s:I}", "files", (json_int_t)done.file_count, "changed",
                                          (json_int_t)done.changed_count, "left_out",
                                          (json_int_t)done.left_out_count),
                                err);
    command_say(run, run->out, "%zu calendars are in %s; %zu of them are new or have changed.",
                done.file_count, run->operands[0], done.changed_count);
    if (done.left_out_count > 0)
        command_say(run, run->out,
                    "%zu calendars are left out: their codes cannot be names of files, or they have too many "
                    "entries.",
                    done.left_out_count);
    return OK;
}

const struct command feed_commands[] = {
    {"feed issue", "",
     N_("make the secret address of a calendar, or of those of all candidates; it is shown only now"),
     COMMAND_OPTIONS(issue_options), STORE_OPEN, run_issue},
    {"feed renew", "", N_("end a calendar address and make another"), COMMAND_OPTIONS(renew_options),
     STORE_OPEN, run_renew},
    {"feed revoke", "", N_("end a calendar address"), COMMAND_OPTIONS(revoke_options), STORE_OPEN,
     run_revoke},
    {"feed export", "DIR", N_("write all calendars to a folder, with a manifest"),
     COMMAND_OPTIONS(export_options), STORE_OPEN, run_export},
    COMMANDS_END};
