/* What became of a meeting, recorded when it is over: who came, what voters said, what was done about it, and the minutes.
 * The report of the voter-contact meetings (art. 66.3, app/contact_report.h) is summed of it. A correction takes the place
 * of what was recorded before, which is kept.
 */
#ifndef APP_MEETING_REPORT_H
#define APP_MEETING_REPORT_H

#include "app/app.h"
#include "calendar/civil.h"

#include <stddef.h>

/* As it was held, whatever the plan says. */
enum meeting_form { FORM_DIRECT, FORM_ONLINE, FORM_HYBRID, FORM_COUNT };
extern const char *const meeting_form_names[FORM_COUNT]; /* "direct", "online", "hybrid" */

#define MEETING_REPORT_PERSONS_MAX 1000000
#define MEETING_REPORT_WORDS_MAX 4000 /* characters */

struct meeting_report {
    int64_t id; /* 0: of none */
    enum meeting_form form;
    int64_t in_person;         /* voters who came */
    int64_t online;            /* voters who took part online */
    int64_t opinions;          /* how many were given */
    const char *opinion_words; /* without names; NULL or "": not written down */
    const char *answer_words;  /* what was done about them; the same */
    bool has_minutes;
    struct civil_date minutes_day;
    const char *minutes_number; /* NULL or "": none */
    const char *recorded_by;    /* NULL: the account that acts */
    int64_t recorded_utc_secs;
};

#define MEETING_REPORT_ANY (-1)

struct meeting_report_request {
    int64_t election;
    const char *meeting; /* code */
    /* The id of the report that is corrected, 0 when there was none; MEETING_REPORT_ANY: whatever there is. */
    int64_t seen;
    struct meeting_report report; /* its id and moment are not looked at */
};

/* *out_stored is false when the same was recorded already, which is then left as it is. ERROR_NO_INPUT: there is no such
 * published meeting; ERROR_FOUND: another report than the one seen was recorded meanwhile; ERROR_DATA: the meeting has not
 * begun or is cancelled, or the figures contradict each other. May stand in a transaction. */
enum error_code meeting_report_record(const struct app *app, const struct meeting_report_request *request,
                                      struct arena *arena, bool *out_stored, struct error *err) MUST_USE;

struct meeting_reports {
    const struct meeting_report *items;
    size_t count;
};

/* The report that holds, then the former ones, newest first. ERROR_NO_INPUT: no such meeting. In the arena. */
enum error_code meeting_report_list(const struct app *app, int64_t election, const char *meeting,
                                    struct arena *arena, struct meeting_reports *out,
                                    struct error *err) MUST_USE;

#endif
