#include "app/timetable_compute.h"

#include "app/days_off_load.h"
#include "app/law_load.h"
#include "app/law_resolution_load.h"

static bool in_force(const struct law_pack *pack, struct civil_date day)
{
    return day.day >= pack->in_force_from.day && (!pack->has_end || day.day <= pack->in_force_until.day);
}

static enum error_code load_resolutions(const struct app *app, const struct timetable_request *request,
                                        struct timetable_answer *answer, struct error *err)
{
    if (request->resolution_count > LAW_RESOLUTIONS_MAX)
        return error_set(err, ERROR_USAGE, "more than %d resolutions are given", LAW_RESOLUTIONS_MAX);
    for (size_t i = 0; i < request->resolution_count; i++) {
        TRY(law_resolution_load(app, request->resolutions[i], answer->pack, &answer->resolutions[i], err));
        answer->resolution_count++;
    }
    return OK;
}

static struct timetable_input input_of(const struct timetable_request *request,
                                       const struct timetable_answer *answer)
{
    return (struct timetable_input){
        .pack = answer->pack,
        .election = request->election,
        .polling_day = request->polling_day,
        .acts = request->acts,
        .act_count = request->act_count,
        .resolutions = (const struct law_resolution *const *)answer->resolutions,
        .resolution_count = answer->resolution_count,
        .days_off = &answer->days_off,
        .lead_days = request->lead_days,
    };
}

enum error_code timetable_answer_compute(const struct app *app, const struct timetable_request *request,
                                         struct arena *arena, struct timetable_answer *out, struct error *err)
{
    CLEANUP(timetable_answer_done) struct timetable_answer answer = {.pack = NULL};
    int year = civil_date_split(request->polling_day).year;

    TRY(law_load(app, request->law_pack, &answer.pack, err));
    TRY(load_resolutions(app, request, &answer, err));
    TRY(days_off_load(app, year - 1, year + 1, arena, &answer.days_off, err));
    const struct timetable_input input = input_of(request, &answer);
    TRY(timetable_compute(&input, arena, &answer.table, err));
    answer.pack_in_force = in_force(answer.pack, request->polling_day);
    *out = answer;
    answer.pack = NULL;
    answer.resolution_count = 0;
    return OK;
}

enum error_code timetable_answer_prove(const struct timetable_request *request,
                                       const struct timetable_answer *answer, const char *duty,
                                       struct arena *arena, struct timetable_proof *out, struct error *err)
{
    const struct timetable_input input = input_of(request, answer);

    return timetable_prove(&input, &answer->table, duty, arena, out, err);
}

void timetable_answer_done(struct timetable_answer *answer)
{
    for (size_t i = 0; i < answer->resolution_count; i++)
        law_resolution_free(answer->resolutions[i]);
    law_pack_free(answer->pack);
    answer->pack = NULL;
    answer->resolution_count = 0;
}
