#include "web/json_judgement.h"

json_t *json_of_held(const struct plan_problem *problem, const struct plan_meeting *meeting)
{
    if (meeting == NULL)
        return json_null();
    return json_pack("{s:o,s:o,s:s,s:s}", "start", json_of_time(meeting->start), "end",
                     json_of_time(meeting->end), "mode", plan_mode_name(meeting->mode), "venue",
                     problem->venues[meeting->venue].code);
}

json_t *json_of_move(const struct catalog *catalog, const struct plan_problem *problem,
                     const struct plan_move *move)
{
    return json_pack("{s:s,s:o,s:o,s:o}", "code", move->code, "before", json_of_held(problem, move->before),
                     "after", json_of_held(problem, move->after), "reason",
                     json_of_message(catalog, &move->reason));
}

static json_t *moves_of(const struct catalog *catalog, const struct plan_problem *problem,
                        const struct plan_move *moves, size_t count)
{
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_of_move(catalog, problem, &moves[i]));
    return list;
}

json_t *json_of_mended(const struct catalog *catalog, const struct plan_context *context,
                       const struct plan_mended *mended)
{
    const struct plan_problem *problem = context->of.problem;
    const struct json_judged judged = {problem, &mended->plan, &mended->judgement};

    return json_pack("{s:I,s:I,s:o,s:o,s:o}", "moved", (json_int_t)mended->moved, "missing",
                     (json_int_t)mended->missing, "moves",
                     moves_of(catalog, problem, mended->moves, mended->move_count), "stuck",
                     moves_of(catalog, problem, mended->stuck, mended->stuck_count), "judgement",
                     json_of_judgement(catalog, &judged));
}

json_t *json_of_weather(const struct catalog *catalog, const struct weather_result *result)
{
    json_t *object = json_of_mended(catalog, &result->plan.context, &result->plan.mended);

    json_object_update_new(
        object, json_pack("{s:I,s:I,s:I,s:I,s:I}", "draft", (json_int_t)result->plan.draft, "online",
                          (json_int_t)result->online, "elsewhere", (json_int_t)result->elsewhere, "suspended",
                          (json_int_t)result->suspended, "returned", (json_int_t)result->returned));
    return object;
}

/* ---- why a meeting is where it is ---- */

static json_t *place_of(const struct plan_problem *problem, const struct explained_place *place)
{
    const struct plan_meeting meeting = {
        .mode = place->mode, .venue = place->venue, .start = place->start, .end = place->end};

    return json_of_held(problem, &meeting);
}

static json_t *share_of(const struct plan_share *share)
{
    return json_pack("{s:I,s:I,s:I,s:I,s:I,s:I}", "total_m", (json_int_t)share->total_m, "travel_m",
                     (json_int_t)share->travel_m, "holiday_m", (json_int_t)share->holiday_m, "imbalance_m",
                     (json_int_t)share->imbalance_m, "online_m", (json_int_t)share->online_m, "wishes_m",
                     (json_int_t)share->wishes_m);
}

static json_t *alternatives_of(const struct plan_problem *problem, const struct explained_alternative *list,
                               size_t count)
{
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++) {
        json_t *object = json_pack("{s:o,s:o,s:I}", "place", place_of(problem, &list[i].place), "share",
                                   share_of(&list[i].share), "more_m", (json_int_t)list[i].more_m);
        if (list[i].moved != NULL) {
            json_object_set_new(object, "moved", json_string(list[i].moved));
            json_object_set_new(object, "moved_to", place_of(problem, &list[i].moved_to));
        }
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *exclusions_of(const struct catalog *catalog, const struct plan_problem *problem,
                             const struct explained_meeting *meeting)
{
    json_t *array = json_array();

    for (size_t i = 0; i < meeting->excluded_count; i++) {
        const struct plan_excluded *excluded = &meeting->excluded[i].excluded;
        json_array_append_new(
            array,
            json_pack("{s:s,s:I,s:s,s:I,s:I,s:o}", "venue", problem->venues[excluded->venue].code, "saved_m",
                      (json_int_t)excluded->saved_m, "rule", plan_rule_info(excluded->rule)->code, "broken",
                      (json_int_t)excluded->broken, "sessions", (json_int_t)excluded->slots, "message",
                      json_of_message(catalog, &meeting->excluded[i].message)));
    }
    return array;
}

json_t *json_of_explained(const struct catalog *catalog, const struct plan_problem *problem,
                          const struct explained_meeting *meeting)
{
    const struct plan_meeting *held = meeting->meeting;
    const struct explained_place place = {held->mode, held->venue, held->start, held->end};

    return json_pack("{s:s,s:s,s:o,s:o,s:I,s:I,s:o,s:o,s:o}", "meeting", held->code, "unit",
                     problem->units[held->unit].code, "place", place_of(problem, &place), "share",
                     share_of(&meeting->share), "free", (json_int_t)meeting->free_count, "cheaper",
                     (json_int_t)meeting->cheaper_count, "excluded", exclusions_of(catalog, problem, meeting),
                     "alternatives", alternatives_of(problem, meeting->alone, meeting->alone_count), "moving",
                     alternatives_of(problem, meeting->moving, meeting->moving_count));
}
