#include "app/timetable_compute.h"

#include "app/days_off_load.h"
#include "app/law_load.h"

static bool in_force(const struct law_pack *pack, struct civil_date day)
{
    return day.day >= pack->in_force_from.day && (!pack->has_end || day.day <= pack->in_force_until.day);
}

enum error_code timetable_answer_compute(const struct app *app, const struct timetable_request *request,
                                         struct arena *arena, struct timetable_answer *out, struct error *err)
{
    CLEANUP(timetable_answer_done) struct timetable_answer answer = {.pack = NULL};
    int year = civil_date_split(request->polling_day).year;

    TRY(law_load(app, request->law_pack, &answer.pack, err));
    TRY(days_off_load(app, year - 1, year + 1, arena, &answer.days_off, err));
    const struct timetable_input input = {.pack = answer.pack,
                                          .election = LAW_GENERAL,
                                          .polling_day = request->polling_day,
                                          .acts = request->acts,
                                          .act_count = request->act_count,
                                          .days_off = &answer.days_off,
                                          .lead_days = request->lead_days};
    TRY(timetable_compute(&input, arena, &answer.table, err));
    answer.pack_in_force = in_force(answer.pack, request->polling_day);
    *out = answer;
    answer.pack = NULL;
    return OK;
}

void timetable_answer_done(struct timetable_answer *answer)
{
    law_pack_free(answer->pack);
    answer->pack = NULL;
}
