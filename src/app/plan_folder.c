#include "app/plan_folder.h"

#include "app/problem_build.h"

enum error_code plan_folder_read(const char *folder, struct arena *arena, struct report *report,
                                 struct plan_folder *out, struct error *err)
{
    struct plan_folder read;

    TRY(tables_read(folder, arena, report, &read.tables, err));
    if (problem_build(&read.tables, &read.problem, err) != OK)
        return error_at(err, folder, 0, 0, NULL);
    enum error_code code = folder_pins_read(folder, read.problem, arena, report, &read.pins, err);
    if (code != OK) {
        plan_problem_free(read.problem);
        return code;
    }
    *out = read;
    return OK;
}

void plan_folder_done(struct plan_folder *folder)
{
    plan_problem_free(folder->problem);
    folder->problem = NULL;
}

enum error_code plan_folder_solve(const struct plan_folder *folder, const struct plan_search *search,
                                  const char *file, struct arena *arena, struct plan_outcome *out,
                                  struct error *err)
{
    if (folder->pins.count > 0)
        TRY(folder_pins_solve(folder->problem, &folder->pins, search, arena, out, err));
    else
        TRY(plan_search_run(folder->problem, search, arena, out, err));
    return plan_file_write(file, folder->problem, &out->solution.plan, err);
}

static bool is_of_another_problem(const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->meetings[i].unit != PLAN_NONE)
            return false;
    }
    return plan->count > 0;
}

enum error_code plan_folder_judge(const struct plan_folder *folder, const struct plan_file *file,
                                  const struct plan_judging *how, struct arena *arena,
                                  struct plan_judged_file *out, struct error *err)
{
    struct plan_judged_file judged = {.bounded = how->always_bound ||
                                                 folder->problem->count.units <= PLAN_BOUND_AT_ONCE_MAX};

    TRY(plan_resolve(folder->problem, file->rows, file->count, arena, &judged.plan, err));
    TRY(plan_judge(folder->problem, &judged.plan, how->keep_per_rule, arena, &judged.judgement, err));
    if (judged.bounded)
        TRY(plan_bound_compute(folder->problem, &judged.bound, err));
    judged.of_another_problem = is_of_another_problem(&judged.plan);
    *out = judged;
    return OK;
}
