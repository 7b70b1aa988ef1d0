/* The timetable of any polling day under any law pack, without a store: law pack and days off come from the
 * data folder. calendar/timetable.h says how the dates are counted.
 */
#ifndef APP_TIMETABLE_COMPUTE_H
#define APP_TIMETABLE_COMPUTE_H

#include "app/app.h"
#include "calendar/timetable_proof.h"

struct timetable_request {
    const char *law_pack;
    struct civil_date polling_day;
    const struct timetable_act *acts;
    size_t act_count;
    const char *const *resolutions; /* names of files */
    size_t resolution_count;        /* up to LAW_RESOLUTIONS_MAX */
    enum law_election election;
    int lead_days;
};

struct timetable_answer {
    struct law_pack *pack;                                   /* owned */
    struct law_resolution *resolutions[LAW_RESOLUTIONS_MAX]; /* owned */
    size_t resolution_count;
    struct day_off_set days_off;
    struct timetable table;
    bool pack_in_force; /* on the polling day */
};

/* Rows and days off lie in the arena; the answer goes to timetable_answer_done. Errors are those of law_load,
 * law_resolution_load, days_off_load and timetable_compute. */
enum error_code timetable_answer_compute(const struct app *app, const struct timetable_request *request,
                                         struct arena *arena, struct timetable_answer *out,
                                         struct error *err) MUST_USE;
/* How the dates of one duty of the answer came about; calendar/timetable_proof.h. */
enum error_code timetable_answer_prove(const struct timetable_request *request,
                                       const struct timetable_answer *answer, const char *duty,
                                       struct arena *arena, struct timetable_proof *out,
                                       struct error *err) MUST_USE;
void timetable_answer_done(struct timetable_answer *answer); /* also right for a zeroed struct */

#endif
