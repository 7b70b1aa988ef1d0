#include "app/plan_weather.h"
#include "base/secret.h"

#include <stdio.h>
#include <string.h>

#define MOVE_CHARS 300

/* Each move is hashed with what stands before it. */
static void add_move(const struct plan_problem *problem, const struct plan_move *move,
                     char chain[SECRET_HASH_CHARS])
{
    char line[SECRET_HASH_CHARS + MOVE_CHARS];
    char start[CIVIL_TIME_CHARS] = "-";
    const struct plan_meeting *after = move->after;

    if (after != NULL)
        civil_time_format(after->start, start);
    snprintf(line, sizeof line, "%s %s %s %s %s", chain, move->code, start,
             after != NULL ? plan_mode_name(after->mode) : "-",
             after != NULL ? problem->venues[after->venue].code : "-");
    secret_hash_hex(line, strlen(line), chain);
}

void weather_write_seen(const struct weather_result *result, char out[WEATHER_SEEN_CHARS])
{
    const struct plan_mended *mended = &result->plan.mended;
    char chain[SECRET_HASH_CHARS] = "";

    for (size_t i = 0; i < mended->move_count; i++)
        add_move(result->plan.context.of.problem, &mended->moves[i], chain);
    snprintf(out, WEATHER_SEEN_CHARS, "%.32s", chain[0] != '\0' ? chain : "nothing");
}

enum error_code weather_check_seen(const struct weather_request *request, const struct weather_result *result,
                                   struct error *err)
{
    char now[WEATHER_SEEN_CHARS];

    weather_write_seen(result, now);
    if (request->seen == NULL || strcmp(request->seen, now) == 0)
        return OK;
    return error_set(
        err, ERROR_FOUND,
        "nothing is changed, for the plan has changed since the effect was shown; look at it again");
}
