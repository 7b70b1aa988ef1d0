/* Papers as PDF. */
#include "app/papers.h"
#include "cli/commands.h"

#include <jansson.h>
#include <string.h>

static const struct command_option make_options[] = {
    {"out", "FILE", N_("one file of all of them, each on a page of its own"), 0},
    {"out-dir", "DIR", N_("a folder with a file for each, CODE.pdf"), 0},
    {"meeting", "CODE", N_("only of this meeting"), 0},
    {"unit", "CODE", N_("only of this unit"), 0},
    {"candidate", "CODE", N_("only of this candidate"), 0},
    {"commune", "CODE", N_("only of meetings in this commune"), 0},
    {"election", "CODE", N_("the election; may be left out when the store holds one"), 0},
};

static enum error_code run_list(struct command_run *run, struct error *err)
{
    if (!run->json) {
        for (const struct papers_name *name = papers_names; name->name != NULL; name++)
            text_putf(run->out, "%-14s%s\n", name->name, catalog_text(run->catalog, name->words));
        return OK;
    }
    json_t *list = json_array();
    for (const struct papers_name *name = papers_names; name->name != NULL; name++)
        json_array_append_new(list, json_pack("{s:s,s:s}", "kind", name->name, "words",
                                              catalog_text(run->catalog, name->words)));
    return command_put_json(run, json_pack("{s:o}", "papers", list), err);
}

static enum error_code run_make(struct command_run *run, struct error *err)
{
    struct election election;
    struct papers_request request = {.election = &election,
                                     .catalog = run->catalog,
                                     .kind = run->operands[0],
                                     .meeting = command_option(run, "meeting"),
                                     .unit = command_option(run, "unit"),
                                     .candidate = command_option(run, "candidate"),
                                     .area = command_option(run, "commune"),
                                     .file = command_option(run, "out"),
                                     .folder = command_option(run, "out-dir")};
    struct papers_made made;

    if ((request.file == NULL) == (request.folder == NULL))
        return error_set(err, ERROR_USAGE,
                         "say where to: --out FILE for one file, or --out-dir DIR for a file each");
    TRY(election_find(run->app, command_option(run, "election"), run->arena, &election, err));
    TRY(papers_make(run->app, &request, &made, err));
    if (run->json)
        return command_put_json(
            run, json_pack("{s:I,s:I}", "papers", (json_int_t)made.papers, "files", (json_int_t)made.files),
            err);
    command_say(run, run->out, "Papers made: %zu, in %s", made.papers,
                request.file != NULL ? request.file : request.folder);
    return OK;
}

const struct command paper_commands[] = {
    {"paper list", "", N_("the kinds of papers there are"), COMMAND_NO_OPTIONS, STORE_NONE, run_list},
    {"paper make", "KIND", N_("make papers of the published plan as PDF"), COMMAND_OPTIONS(make_options),
     STORE_OPEN, run_make},
    COMMANDS_END};
