#include "web/json_judgement.h"

static const char *meeting_code(const struct plan *plan, uint32_t meeting)
{
    return meeting != PLAN_NONE ? plan->meetings[meeting].code : NULL;
}

#define CODE_OF(list, index) ((index) != PLAN_NONE ? (list)[index].code : NULL)

static json_t *violation_of(const struct catalog *catalog, const struct json_judged *judged,
                            const struct plan_violation *violation)
{
    const struct plan_problem *problem = judged->problem;
    const struct plan *plan = judged->plan;
    const struct plan_about *about = &violation->about;
    const struct plan_rule_info *rule = plan_rule_info(violation->rule);
    json_t *object =
        json_pack("{s:s,s:s,s:o}", "rule", rule->code, "severity", plan_severity_names[violation->severity],
                  "message", json_of_message(catalog, &violation->message));

    json_object_set_new(object, "meeting", json_of_code(meeting_code(plan, about->meeting)));
    json_object_set_new(object, "other_meeting", json_of_code(meeting_code(plan, about->other_meeting)));
    json_object_set_new(object, "unit", json_of_code(CODE_OF(problem->units, about->unit)));
    json_object_set_new(object, "venue", json_of_code(CODE_OF(problem->venues, about->venue)));
    json_object_set_new(object, "commune", json_of_code(CODE_OF(problem->communes, about->commune)));
    json_object_set_new(object, "group", json_of_code(CODE_OF(problem->groups, about->group)));
    json_object_set_new(object, "candidate", json_of_code(CODE_OF(problem->candidates, about->candidate)));
    json_object_set_new(object, "line",
                        plan->rows != NULL && about->meeting != PLAN_NONE
                            ? json_integer(plan->rows[about->meeting].line)
                            : json_null());
    return object;
}

static json_t *terms_of(const struct plan_terms *terms)
{
    return json_pack("{s:I,s:I,s:I,s:I,s:I,s:I}", "F", (json_int_t)terms->objective_m, "H",
                     (json_int_t)terms->holiday, "T", (json_int_t)terms->travel_m, "B",
                     (json_int_t)terms->imbalance, "O", (json_int_t)terms->online, "P",
                     (json_int_t)terms->wishes_m);
}

json_t *json_of_judgement(const struct catalog *catalog, const struct json_judged *judged)
{
    const struct plan_judgement *judgement = judged->judgement;
    json_t *rules = json_object();
    json_t *list = json_array();

    for (int rule = 0; rule < PLAN_RULES; rule++) {
        if (judgement->counts[rule] > 0)
            json_object_set_new(rules, plan_rule_info((enum plan_rule)rule)->code,
                                json_integer((json_int_t)judgement->counts[rule]));
    }
    for (const struct plan_violation *violation = judgement->first; violation != NULL;
         violation = violation->next)
        json_array_append_new(list, violation_of(catalog, judged, violation));
    return json_pack("{s:I,s:I,s:o,s:o,s:o}", "meetings", (json_int_t)judgement->terms.meetings, "violations",
                     (json_int_t)judgement->violation_count, "rules", rules, "terms",
                     terms_of(&judgement->terms), "list", list);
}

json_t *json_of_shortages(const struct catalog *catalog, const struct plan_problem *problem,
                          const struct plan_shortage *shortages, size_t count)
{
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(
            list, json_pack("{s:s,s:I,s:s,s:o}", "unit", problem->units[shortages[i].unit].code, "missing",
                            (json_int_t)shortages[i].missing, "rule", plan_rule_info(shortages[i].rule)->code,
                            "message", json_of_message(catalog, &shortages[i].message)));
    return list;
}

json_t *json_of_bound(const struct plan_bound *bound, int64_t objective_m, bool complete)
{
    int64_t ppm = complete ? plan_bound_excess_ppm(bound, objective_m) : -1;

    return json_pack("{s:I,s:I,s:I,s:o}", "F", (json_int_t)bound->bound_m, "H", (json_int_t)bound->holiday,
                     "T_and_O", (json_int_t)bound->travel_online_m, "excess_ppm", json_of_known(ppm));
}

json_t *json_of_outcome(const struct catalog *catalog, const struct plan_problem *problem,
                        const struct plan_outcome *outcome)
{
    const struct plan_solution *solution = &outcome->solution;
    const struct json_judged judged = {problem, &solution->plan, &outcome->judgement};
    json_t *object = json_of_judgement(catalog, &judged);

    json_object_set_new(object, "bound",
                        json_of_bound(&outcome->bound, outcome->judgement.terms.objective_m,
                                      outcome->judgement.violation_count == 0));
    json_object_set_new(object, "stopped", json_boolean(outcome->stopped));
    json_object_set_new(object, "shortages",
                        json_of_shortages(catalog, problem, solution->shortages, solution->shortage_count));
    return object;
}
