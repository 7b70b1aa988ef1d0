/* Planning without a store: a folder of tables in, a plan file out, or a plan file judged against the folder.
 */
#ifndef APP_PLAN_FOLDER_H
#define APP_PLAN_FOLDER_H

#include "app/plan_file.h"
#include "app/plan_pins_file.h"
#include "app/plan_search.h"
#include "app/tables.h"
#include "plan/judge.h"

/* What a folder asks for; released with plan_folder_done. */
struct plan_folder {
    struct tables tables;
    struct plan_problem *problem;
    struct folder_pins pins; /* of pins.csv */
};

/* Faults of the tables become lines of the report. */
enum error_code plan_folder_read(const char *folder, struct arena *arena, struct report *report,
                                 struct plan_folder *out, struct error *err) MUST_USE;
void plan_folder_done(struct plan_folder *folder);

/* Plans the folder's meetings, writes them to the file and judges them. A plan that lacks meetings is written
 * too. */
enum error_code plan_folder_solve(const struct plan_folder *folder, const struct plan_search *search,
                                  const char *file, struct arena *arena, struct plan_outcome *out,
                                  struct error *err) MUST_USE;

struct plan_judged_file {
    struct plan plan; /* with its rows */
    struct plan_judgement judgement;
    bool bounded; /* the next is known */
    struct plan_bound bound;
    bool of_another_problem; /* none of its meetings is of a unit of the folder */
};

/* How a plan file is to be judged. */
struct plan_judging {
    size_t keep_per_rule; /* violations of a rule, at most */
    bool always_bound;    /* also where it takes long: above PLAN_BOUND_AT_ONCE_MAX units */
};
#define PLAN_BOUND_AT_ONCE_MAX 10000

enum error_code plan_folder_judge(const struct plan_folder *folder, const struct plan_file *file,
                                  const struct plan_judging *how, struct arena *arena,
                                  struct plan_judged_file *out, struct error *err) MUST_USE;

#endif
