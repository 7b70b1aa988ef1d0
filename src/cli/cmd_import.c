/* The staff's tables into the store. */
#include "app/import.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/move_put.h"
#include "web/json_election.h"

#include <jansson.h>
#include <stdio.h>

static const struct command_option import_options[] = {
    {"dry-run", NULL, N_("say what would change and change nothing"), 0},
    {"remove-missing", NULL, N_("remove from the store what the tables no longer have"), 0},
    {"election", "CODE", N_("the election; may be left out when the store holds one"), 0},
};

#define FILE_INDENT 22

static void put_result(struct command_run *run, const struct import_result *result, bool dry_run)
{
    if (!result->changes) {
        command_say(run, run->out, "No change: the store already holds what the tables say.");
        return;
    }
    for (size_t i = 0; i < COUNT_OF(result->counts); i++) {
        const struct import_count *count = &result->counts[i];
        CLEANUP(text_done) struct text line;
        struct message message;
        if (tables_file_may_be_missing((enum tables_file)i) &&
            count->added + count->changed + count->same + count->missing == 0)
            continue;
        message_set(&message, N_("%zu added, %zu changed, %zu the same, %zu missing"), count->added,
                    count->changed, count->same, count->missing);
        text_init(&line, 1000);
        catalog_put_message(run->catalog, &message, &line);
        columns_put(run->out, count->file, line.data, FILE_INDENT);
    }
    command_say(run, run->out,
                dry_run ? N_("This was a rehearsal; nothing was stored.") : N_("All of it is stored."));
}

static enum error_code read_and_store(struct command_run *run, const char *folder,
                                      struct import_request request, struct import_result *out,
                                      struct error *err)
{
    struct tables tables;

    TRY(tables_read(folder, run->arena, request.report, &tables, err));
    request.tables = &tables;
    return import_tables(run->app, &request, out, err);
}

static enum error_code run_import(struct command_run *run, struct error *err)
{
    CLEANUP(report_done) struct report report;
    struct import_result result;
    struct election election;
    struct import_request request = {
        .election = &election,
        .dry_run = command_option(run, "dry-run") != NULL,
        .remove_missing = command_option(run, "remove-missing") != NULL,
        .report = &report,
    };

    report_init(&report, REPORT_LINES_DEFAULT);
    TRY(election_find(run->app, command_option(run, "election"), run->arena, &election, err));
    enum error_code code = read_and_store(run, run->operands[0], request, &result, err);
    command_put_report(run, &report);
    if (code != OK)
        return code;
    conflicts_say(run, result.in_conflict);
    if (run->json)
        return command_put_json(run, json_of_import(&result, request.dry_run), err);
    put_result(run, &result, request.dry_run);
    return OK;
}

const struct command import_commands[] = {{"import", "DIR", N_("put a folder of tables into an election"),
                                           COMMAND_OPTIONS(import_options), STORE_OPEN, run_import},
                                          COMMANDS_END};
