/* What the judge says of a plan, how far it is from the best, and what moves, as JSON. */
#ifndef WEB_JSON_JUDGEMENT_H
#define WEB_JSON_JUDGEMENT_H

#include "app/plan_edit.h"
#include "app/plan_explain_meeting.h"
#include "app/plan_make.h"
#include "app/plan_weather.h"
#include "web/json_value.h"

/* A plan that was judged. */
struct json_judged {
    const struct plan_problem *problem;
    const struct plan *plan;
    const struct plan_judgement *judgement;
};

/* {"meetings", "violations", "rules": {CODE: n}, "terms": {F, H, T, B, O, P}, "list": [...]} */
json_t *json_of_judgement(const struct catalog *catalog, const struct json_judged *judged);
json_t *json_of_shortages(const struct catalog *catalog, const struct plan_problem *problem,
                          const struct plan_shortage *shortages, size_t count);

/* {"F", "H", "T_and_O", "excess_ppm"}; the last is null unless the plan breaks no rule. */
json_t *json_of_bound(const struct plan_bound *bound, int64_t objective_m, bool complete);
/* A plan that was searched: its judgement with "bound", "stopped", "shortages". */
json_t *json_of_outcome(const struct catalog *catalog, const struct plan_problem *problem,
                        const struct plan_outcome *outcome);

/* {"start", "end", "mode", "venue"}, or null */
json_t *json_of_held(const struct plan_problem *problem, const struct plan_meeting *meeting);
/* {"code", "before": {"start", "end", "mode", "venue"} or null, "after", "reason"} */
json_t *json_of_move(const struct catalog *catalog, const struct plan_problem *problem,
                     const struct plan_move *move);
/* {"moved", "missing", "moves", "stuck", "judgement"} */
json_t *json_of_mended(const struct catalog *catalog, const struct plan_context *context,
                       const struct plan_mended *mended);
/* The same, and {"draft", "online", "elsewhere", "suspended", "returned"} */
json_t *json_of_weather(const struct catalog *catalog, const struct weather_result *result);

/* {"meeting", "unit", "place", "share", "free", "cheaper", "excluded": [...], "alternatives": [...], "moving": [...]}, lengths in
 * metres of a candidate's way */
json_t *json_of_explained(const struct catalog *catalog, const struct plan_problem *problem,
                          const struct explained_meeting *meeting);

#endif
