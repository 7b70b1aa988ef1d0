/* Plans without a store: made from a folder of tables, judged against it. */
#include "app/plan_folder.h"
#include "cli/bound_words.h"
#include "cli/commands.h"
#include "cli/judgement.h"
#include "cli/search_watch.h"
#include "web/json_judgement.h"

#include <jansson.h>

#define PRINT_MAX 1000000

static enum error_code read_folder(struct command_run *run, struct plan_folder *out, struct error *err)
{
    CLEANUP(report_done) struct report report;

    report_init(&report, REPORT_LINES_DEFAULT);
    enum error_code code = plan_folder_read(run->operands[0], run->arena, &report, out, err);
    command_put_report(run, &report);
    return code;
}

static enum error_code read_plan(struct command_run *run, const char *path, struct plan_file *out,
                                 struct error *err)
{
    CLEANUP(report_done) struct report report;

    report_init(&report, REPORT_LINES_DEFAULT);
    enum error_code code = plan_file_read(path, run->arena, &report, out, err);
    command_put_report(run, &report);
    return code;
}

/* ---- plan solve ---- */

static const struct command_option solve_options[] = {
    {"out", "FILE", N_("where to write the plan, as CSV"), OPTION_REQUIRED},
    {"from", "FILE", N_("a plan to go on from"), 0},
    SEARCH_OPTIONS,
};

static bool is_complete(const struct plan_judgement *judgement)
{
    return judgement->violation_count == 0;
}

static enum error_code put_solved(struct command_run *run, const struct plan_folder *folder,
                                  const struct plan_outcome *outcome, struct error *err)
{
    const struct plan_solution *solution = &outcome->solution;

    if (run->json) {
        json_t *object = json_of_judgement(
            run->catalog, &(struct json_judged){folder->problem, &solution->plan, &outcome->judgement});
        json_object_set_new(object, "bound",
                            json_of_bound(&outcome->bound, outcome->judgement.terms.objective_m,
                                          is_complete(&outcome->judgement)));
        json_object_set_new(object, "file", json_string(command_option(run, "out")));
        json_object_set_new(object, "stopped", json_boolean(outcome->stopped));
        json_object_set_new(
            object, "shortages",
            json_of_shortages(run->catalog, folder->problem, solution->shortages, solution->shortage_count));
        return command_put_json(run, object, err);
    }
    judgement_put_violations(run, folder->problem, &solution->plan, &outcome->judgement, NULL);
    judgement_put_terms(run, &outcome->judgement.terms);
    bound_put_words(run, &outcome->bound, outcome->judgement.terms.objective_m,
                    is_complete(&outcome->judgement));
    judgement_put_shortages(run, solution->shortages, solution->shortage_count);
    return OK;
}

/* The plan that --from names, if any. */
static enum error_code read_from(struct command_run *run, const struct plan_folder *folder, struct plan *out,
                                 const struct plan **out_from, struct error *err)
{
    const char *path = command_option(run, "from");
    struct plan_file file;

    if (path == NULL)
        return OK;
    TRY(read_plan(run, path, &file, err));
    TRY(plan_resolve(folder->problem, file.rows, file.count, run->arena, out, err));
    *out_from = out;
    return OK;
}

static enum error_code run_solve(struct command_run *run, struct error *err)
{
    CLEANUP(plan_folder_done) struct plan_folder folder = {.problem = NULL};
    CLEANUP(search_watch_end) struct search_watch watch = SEARCH_WATCH_NONE;
    struct plan_search search;
    struct plan_outcome outcome;
    struct plan from;

    TRY(search_watch_options(run, &search, err));
    TRY(read_folder(run, &folder, err));
    TRY(read_from(run, &folder, &from, &search.from, err));
    TRY(search_watch_begin(run, &watch, &search, err));
    TRY(plan_folder_solve(&folder, &search, command_option(run, "out"), run->arena, &outcome, err));
    search_watch_put_outcome(run, &outcome);
    TRY(put_solved(run, &folder, &outcome, err));
    if (plan_judgement_blocking(&outcome.judgement) == 0)
        return OK;
    return error_set(err, ERROR_FOUND, "the plan is written but incomplete; units short of meetings: %zu",
                     outcome.solution.shortage_count);
}

/* ---- plan judge ---- */

static const struct command_option judge_options[] = {
    {"max-print", "N", N_("how many violations of a rule to list; 20 when it is left out"), 0},
    {"bound", NULL, N_("also compute the bound for a whole country, which takes a while"), 0},
};

static enum error_code put_judged(struct command_run *run, const struct plan_folder *folder,
                                  const struct plan_judged_file *judged, struct error *err)
{
    int64_t objective_m = judged->judgement.terms.objective_m;
    bool complete = is_complete(&judged->judgement);

    if (run->json) {
        json_t *object = json_of_judgement(
            run->catalog, &(struct json_judged){folder->problem, &judged->plan, &judged->judgement});
        if (judged->bounded)
            json_object_set_new(object, "bound", json_of_bound(&judged->bound, objective_m, complete));
        return command_put_json(run, object, err);
    }
    judgement_put_violations(run, folder->problem, &judged->plan, &judged->judgement, run->operands[1]);
    judgement_put_terms(run, &judged->judgement.terms);
    if (judged->bounded)
        bound_put_words(run, &judged->bound, objective_m, complete);
    return OK;
}

static enum error_code run_judge(struct command_run *run, struct error *err)
{
    CLEANUP(plan_folder_done) struct plan_folder folder = {.problem = NULL};
    struct plan_file file;
    struct plan_judged_file judged;
    int64_t max_print = 20;

    TRY(command_option_int(run, "max-print", 0, PRINT_MAX, &max_print, err));
    TRY(read_folder(run, &folder, err));
    TRY(read_plan(run, run->operands[1], &file, err));
    const struct plan_judging how = {(size_t)max_print, command_option(run, "bound") != NULL};
    TRY(plan_folder_judge(&folder, &file, &how, run->arena, &judged, err));
    TRY(put_judged(run, &folder, &judged, err));
    if (plan_judgement_blocking(&judged.judgement) == 0)
        return OK;
    if (judged.of_another_problem)
        error_set(
            err, ERROR_FOUND,
            "none of its meetings is of a unit in %s: it is a plan of other tables; name the folder that it "
            "was made from",
            run->operands[0]);
    else
        error_set(err, ERROR_FOUND, "the plan breaks rules; violations: %zu",
                  plan_judgement_blocking(&judged.judgement));
    return error_at(err, run->operands[1], 0, 0, NULL);
}

const struct command plan_folder_commands[] = {
    {"plan solve", "DIR", N_("plan the meetings of a folder of tables"), COMMAND_OPTIONS(solve_options),
     STORE_NONE, run_solve},
    {"plan judge", "DIR PLAN", N_("judge a plan file against a folder of tables"),
     COMMAND_OPTIONS(judge_options), STORE_NONE, run_judge},
    COMMANDS_END};
