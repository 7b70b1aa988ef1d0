/* Why a plan is as it is, or cannot be. */
#include "app/election_find.h"
#include "app/plan_explain.h"
#include "app/plan_folder.h"
#include "app/plan_store.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/explained_meeting.h"
#include "web/json_judgement.h"

#include <jansson.h>

#define SENTENCE_BYTES_MAX 10000

/* ---- what is explained ---- */

/* A folder of tables, or an election of the store. */
struct explained {
    struct plan_folder folder;
    struct stored_problem stored;
    const struct plan_problem *problem;
    const struct tables *tables;
    int64_t election;
};

static void explained_done(struct explained *explained)
{
    plan_folder_done(&explained->folder);
    stored_problem_done(&explained->stored);
}

static enum error_code read_folder(struct command_run *run, struct explained *out, struct error *err)
{
    CLEANUP(report_done) struct report report;

    report_init(&report, REPORT_LINES_DEFAULT);
    enum error_code code = plan_folder_read(run->operands[0], run->arena, &report, &out->folder, err);
    command_put_report(run, &report);
    if (code != OK)
        return code;
    out->problem = out->folder.problem;
    out->tables = &out->folder.tables;
    return OK;
}

static enum error_code read_election(struct command_run *run, struct explained *out, struct error *err)
{
    struct election election;
    const struct civil_time long_ago = {{0}, 0};

    TRY(election_find(run->app, command_option(run, "election"), run->arena, &election, err));
    TRY(stored_problem_read(run->app, election.id, long_ago, run->arena, &out->stored, err));
    out->problem = out->stored.problem;
    out->tables = &out->stored.stored.tables;
    out->election = election.id;
    return OK;
}

static enum error_code read_explained(struct command_run *run, struct explained *out, struct error *err)
{
    return run->app->db == NULL ? read_folder(run, out, err) : read_election(run, out, err);
}

/* ---- a problem that cannot be planned ---- */

static void put_message(struct command_run *run, const char *mark, const struct message *message)
{
    CLEANUP(text_done) struct text sentence;

    text_init(&sentence, SENTENCE_BYTES_MAX);
    catalog_put_message(run->catalog, message, &sentence);
    text_put(run->out, mark);
    columns_wrap(run->out, sentence.data, columns_count(mark), columns_count(mark));
}

static void put_key(struct command_run *run, const char *mark, const char *key)
{
    text_put(run->out, mark);
    columns_wrap(run->out, catalog_text(run->catalog, key), columns_count(mark), columns_count(mark));
}

static const char *certainty(const struct plan_knot *knot)
{
    if (knot->clashes.count == 0)
        return N_("Nothing was found that clashes: a longer search may find a plan.");
    if (!knot->proved)
        return N_(
            "No plan was found, but it is not proved that there is none; a longer search may find one.");
    return knot->minimal ? N_("It is proved that these clash; without any one of them a plan was found.")
                         : N_("It is proved that these clash; some of them may not be needed for it.");
}

static void put_knot(struct command_run *run, const struct explained *explained, const struct plan_knot *knot)
{
    struct plan_table_names context = {explained->tables, run->arena};
    struct plan_names names = plan_names_of_tables(&context);

    command_say(run, run->out, "Unit %s lacks %u of its %u meetings, because these clash:",
                plan_name(explained->problem, &names, PLAN_THING_UNIT, knot->unit), knot->missing,
                knot->asked);
    for (size_t i = 0; i < knot->clashes.count; i++)
        put_message(run, "  - ", &knot->clashes.items[i].message);
    put_key(run, "  ", certainty(knot));
    if (knot->other_count > 0) {
        text_put(run->out, "  ");
        command_say(run, run->out, "Other units that the first way helps, too: %zu.", knot->other_count);
    }
    if (knot->way_count > 0)
        put_key(run, "  ", N_("Ways out:"));
    for (size_t i = 0; i < knot->way_count; i++) {
        put_message(run, "  * ", &knot->ways[i].words);
        put_key(run, "    ", knot->ways[i].effect);
        if (knot->other_count > 0 && !knot->ways[i].for_all)
            put_key(run, "    ", N_("It helps this unit alone."));
    }
}

static void put_explanation(struct command_run *run, const struct explained *explained,
                            const struct plan_explanation *explanation)
{
    if (explanation->short_units == 0)
        command_say(run, run->out, "Every unit gets all its meetings; nothing clashes.");
    for (size_t i = 0; i < explanation->knot_count; i++)
        put_knot(run, explained, &explanation->knots[i]);
}

/* ---- JSON ---- */

static json_t *pack_message(const struct command_run *run, const struct message *message)
{
    CLEANUP(text_done) struct text sentence;

    text_init(&sentence, SENTENCE_BYTES_MAX);
    catalog_put_message(run->catalog, message, &sentence);
    return json_string(sentence.data);
}

static const char *const thing_names[PLAN_THINGS] = {
    [PLAN_THING_NONE] = "all",        [PLAN_THING_UNIT] = "unit",           [PLAN_THING_VENUE] = "venue",
    [PLAN_THING_COMMUNE] = "commune", [PLAN_THING_CANDIDATE] = "candidate", [PLAN_THING_GROUP] = "group",
    [PLAN_THING_BLOCK] = "block",     [PLAN_THING_PREFERENCE] = "wish",
};

static json_t *pack_clash(const struct command_run *run, const struct plan_problem *problem,
                          const struct plan_clash *clash)
{
    const struct plan_rule_info *rule = plan_rule_info(clash->rule);
    json_t *ids = json_array();
    json_t *days = json_array();

    for (size_t i = 0; i < clash->item_count; i++)
        json_array_append_new(ids, json_string(plan_name(problem, NULL, clash->thing, clash->items[i])));
    for (size_t i = 0; i < clash->day_count; i++) {
        char date[CIVIL_DATE_CHARS];
        civil_date_format(problem->days[clash->days[i]].date, date);
        json_array_append_new(days, json_string(date));
    }
    return json_pack("{s:s,s:s,s:s,s:o,s:o,s:o}", "rule", rule->code, "citation", rule->citation, "thing",
                     thing_names[clash->thing], "ids", ids, "days", days, "message",
                     pack_message(run, &clash->message));
}

static json_t *pack_way(const struct command_run *run, const struct plan_way *way)
{
    return json_pack("{s:o,s:s,s:b,s:i}", "message", pack_message(run, &way->words), "effect",
                     catalog_text(run->catalog, way->effect), "for_all", way->for_all, "effort", way->effort);
}

static json_t *pack_knot(const struct command_run *run, const struct plan_problem *problem,
                         const struct plan_knot *knot)
{
    json_t *clashes = json_array();
    json_t *ways = json_array();
    json_t *others = json_array();

    for (size_t i = 0; i < knot->clashes.count; i++)
        json_array_append_new(clashes, pack_clash(run, problem, &knot->clashes.items[i]));
    for (size_t i = 0; i < knot->way_count; i++)
        json_array_append_new(ways, pack_way(run, &knot->ways[i]));
    for (size_t i = 0; i < knot->other_count; i++)
        json_array_append_new(others, json_string(problem->units[knot->others[i]].code));
    return json_pack("{s:s,s:I,s:b,s:b,s:o,s:o,s:o}", "unit", problem->units[knot->unit].code, "missing",
                     (json_int_t)knot->missing, "proved", knot->proved, "minimal", knot->minimal, "clashes",
                     clashes, "ways", ways, "others", others);
}

static enum error_code put_json(struct command_run *run, const struct plan_problem *problem,
                                const struct plan_explanation *explanation, struct error *err)
{
    json_t *knots = json_array();

    for (size_t i = 0; i < explanation->knot_count; i++)
        json_array_append_new(knots, pack_knot(run, problem, &explanation->knots[i]));
    return command_put_json(run,
                            json_pack("{s:I,s:I,s:o}", "short_units", (json_int_t)explanation->short_units,
                                      "missing", (json_int_t)explanation->missing, "knots", knots),
                            err);
}

/* ---- a meeting of a plan ---- */

/* The operand after the folder, or the only one. */
static const char *asked_meeting(const struct command_run *run)
{
    size_t place = run->app->db == NULL ? 1 : 0;

    return run->operand_count > place ? run->operands[place] : NULL;
}

static enum error_code read_plan_file(struct command_run *run, const struct explained *explained,
                                      struct plan *out, struct error *err)
{
    const char *path = command_option(run, "plan");
    struct plan_file file;

    if (path == NULL)
        return error_set(err, ERROR_USAGE, "name the file of the plan, too: --plan FILE");
    CLEANUP(report_done) struct report report;
    report_init(&report, REPORT_LINES_DEFAULT);
    enum error_code code = plan_file_read(path, run->arena, &report, &file, err);
    command_put_report(run, &report);
    if (code != OK)
        return code;
    return plan_resolve(explained->problem, file.rows, file.count, run->arena, out, err);
}

static enum error_code read_plan(struct command_run *run, const struct explained *explained, struct plan *out,
                                 struct error *err)
{
    if (run->app->db == NULL)
        return read_plan_file(run, explained, out, err);
    const struct stored_plan_choice choice = {explained->problem, explained->election,
                                              command_option(run, "draft") != NULL};
    return stored_plan_read(run->app, &choice, run->arena, out, err);
}

static enum error_code explain_meeting(struct command_run *run, const struct explained *explained,
                                       const char *code, struct error *err)
{
    struct plan_table_names context = {explained->tables, run->arena};
    struct plan_names names = plan_names_of_tables(&context);
    struct explained_plan of = {.problem = explained->problem, .names = &names};
    struct explained_meeting meeting;

    TRY(read_plan(run, explained, &of.plan, err));
    TRY(plan_explain_meeting(&of, code, run->arena, &meeting, err));
    if (run->json)
        return command_put_json(run, json_of_explained(run->catalog, explained->problem, &meeting), err);
    explained_meeting_put(run, explained->problem, &names, &meeting);
    return OK;
}

/* ---- the command ---- */

static const struct command_option explain_options[] = {
    {"plan", "FILE", N_("the plan of a folder, whose meeting is explained"), 0},
    {"draft", NULL, N_("the newest draft instead of what is published"), 0},
    {"time-limit", "SECONDS", N_("how long to plan before what is left is explained; 5 when it is left out"),
     0},
    {"election", "CODE", N_("the election; may be left out when the store holds one"), 0},
};

static enum error_code explain_problem(struct command_run *run, const struct explained *explained,
                                       struct error *err)
{
    struct plan_explanation explanation;
    int64_t limit_secs = PLAN_EXPLAIN_SECS_DEFAULT;

    TRY(command_option_int(run, "time-limit", 1, PLAN_EXPLAIN_SECS_MAX, &limit_secs, err));
    TRY(plan_explain_tables(explained->problem, explained->tables, limit_secs, run->arena, &explanation,
                            err));
    if (run->json)
        TRY(put_json(run, explained->problem, &explanation, err));
    else
        put_explanation(run, explained, &explanation);
    if (explanation.short_units == 0)
        return OK;
    return error_set(err, ERROR_FOUND, "not everything can be planned; units short of meetings: %u",
                     explanation.short_units);
}

static enum error_code run_explain(struct command_run *run, struct error *err)
{
    CLEANUP(explained_done) struct explained explained = {.problem = NULL};
    const char *meeting = asked_meeting(run);

    TRY(read_explained(run, &explained, err));
    return meeting != NULL ? explain_meeting(run, &explained, meeting, err)
                           : explain_problem(run, &explained, err);
}

const struct command plan_explain_commands[] = {
    {"plan explain", "[DIR] [MEETING]",
     N_("say why meetings cannot be planned and what would help, or why a meeting stands where it does"),
     COMMAND_OPTIONS(explain_options), STORE_UNLESS_FOLDER, run_explain},
    COMMANDS_END};
