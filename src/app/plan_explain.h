/* Why an election or a folder of tables cannot be planned in full, with the names that people know.
 */
#ifndef APP_PLAN_EXPLAIN_H
#define APP_PLAN_EXPLAIN_H

#include "app/app.h"
#include "app/tables.h"
#include "plan/explain.h"

#define PLAN_EXPLAIN_SECS_MAX 86400
#define PLAN_EXPLAIN_SECS_DEFAULT 5

/* Names of the problem's things as the tables give them, "name (code)", or the code alone. */
struct plan_table_names {
    const struct tables *tables;
    struct arena *arena; /* of the names that were made */
};
struct plan_names plan_names_of_tables(struct plan_table_names *context);

/* Plans for at most so many seconds before what is left is explained. */
enum error_code plan_explain_tables(const struct plan_problem *problem, const struct tables *tables,
                                    int64_t time_limit_secs, struct arena *arena,
                                    struct plan_explanation *out, struct error *err) MUST_USE;

#endif
