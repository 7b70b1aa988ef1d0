#include "app/meeting_report.h"

#include "app/audit.h"
#include "app/step_text.h"
#include "base/parse.h"
#include "base/unicode.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

#define REPORTS_MAX 1000 /* of one meeting, that are shown */

const char *const meeting_form_names[FORM_COUNT] = {
    [FORM_DIRECT] = "direct", [FORM_ONLINE] = "online", [FORM_HYBRID] = "hybrid"};

struct recording {
    const struct app *app;
    const struct meeting_report_request *request;
    struct arena *arena;
    int64_t meeting; /* id */
    struct civil_time start;
    struct meeting_report report; /* its texts composed */
};

/* ---- what is asked for ---- */

static enum error_code find_meeting(struct recording *recording, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    const struct meeting_report_request *request = recording->request;
    bool cancelled = false;

    TRY(db_select(&rows, recording->app->db, QUERY_MEETING_REPORT_MEETING,
                  DB_ARGS(DB_INT("election", request->election), DB_TEXT("code", request->meeting)), err));
    if (db_rows_next(&rows)) {
        recording->meeting = db_int(&rows, 0);
        cancelled = strcmp(db_text(&rows, 1), "cancelled") == 0;
        recording->start = civil_time_from_utc_secs(db_int(&rows, 2));
    }
    TRY(db_rows_finish(&rows, err));
    if (recording->meeting == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no published meeting %s in this election",
                         request->meeting);
    if (cancelled)
        return error_set(err, ERROR_DATA, "meeting %s is cancelled, so nothing can be recorded of it",
                         request->meeting);
    return OK;
}

static enum error_code check_time(const struct recording *recording, struct error *err)
{
    struct civil_time now = civil_time_from_utc_secs(clock_now_utc_secs(&recording->app->clock));
    char start[CIVIL_TIME_CHARS];

    civil_time_format(recording->start, start);
    if (civil_time_compare(now, recording->start) < 0)
        return error_set(err, ERROR_DATA,
                         "meeting %s begins at %s; what became of it is recorded when it is over",
                         recording->request->meeting, start);
    if (recording->report.has_minutes && (recording->report.minutes_day.day < recording->start.date.day ||
                                          recording->report.minutes_day.day > now.date.day))
        return error_set(err, ERROR_DATA,
                         "the minutes of meeting %s cannot have come before it was held or after today",
                         recording->request->meeting);
    return OK;
}

static enum error_code check_figures(const struct meeting_report *report, struct error *err)
{
    const int64_t figures[] = {report->in_person, report->online, report->opinions};

    for (size_t i = 0; i < COUNT_OF(figures); i++)
        if (figures[i] < 0 || figures[i] > MEETING_REPORT_PERSONS_MAX)
            return error_set(err, ERROR_DATA, "numbers of persons and opinions lie between 0 and %d",
                             MEETING_REPORT_PERSONS_MAX);
    if (report->form == FORM_DIRECT && report->online > 0)
        return error_set(err, ERROR_DATA,
                         "voters took part online, so the meeting was not held in person only; say hybrid");
    if (report->form == FORM_ONLINE && report->in_person > 0)
        return error_set(err, ERROR_DATA,
                         "voters came in person, so the meeting was not held online only; say hybrid");
    if (!report->has_minutes && report->minutes_number != NULL && report->minutes_number[0] != '\0')
        return error_set(err, ERROR_DATA, "say on which day the minutes came");
    return OK;
}

static enum error_code compose(const char *words, struct arena *arena, const char **out, struct error *err)
{
    char *composed;

    if (words == NULL)
        words = "";
    TRY(unicode_nfc(arena, words, strlen(words), &composed, err));
    if (unicode_count(composed, strlen(composed)) > MEETING_REPORT_WORDS_MAX)
        return error_set(err, ERROR_DATA,
                         "opinions, and what was done about them, take at most %d characters each",
                         MEETING_REPORT_WORDS_MAX);
    *out = composed;
    return OK;
}

static enum error_code compose_all(struct recording *recording, struct error *err)
{
    struct meeting_report *report = &recording->report;

    *report = recording->request->report;
    TRY(check_figures(report, err));
    TRY(compose(report->opinion_words, recording->arena, &report->opinion_words, err));
    TRY(compose(report->answer_words, recording->arena, &report->answer_words, err));
    TRY(step_text_read(report->minutes_number, recording->arena, &report->minutes_number, err));
    return step_text_read(report->recorded_by != NULL ? report->recorded_by : recording->app->actor.who,
                          recording->arena, &report->recorded_by, err);
}

/* ---- what there is ---- */

static enum error_code read_report(const struct db_rows *rows, struct arena *arena,
                                   struct meeting_report *out, struct error *err)
{
    size_t form = FORM_DIRECT;
    struct meeting_report report = {
        .id = db_int(rows, 0),
        .in_person = db_int(rows, 2),
        .online = db_int(rows, 3),
        .opinions = db_int(rows, 4),
        .opinion_words = arena_copy_string(arena, db_text(rows, 5)),
        .answer_words = arena_copy_string(arena, db_text(rows, 6)),
        .has_minutes = !db_is_null(rows, 7),
        .minutes_day = {(int32_t)db_int(rows, 7)},
        .minutes_number = arena_copy_string(arena, db_text(rows, 8)),
        .recorded_by = arena_copy_string(arena, db_text(rows, 9)),
        .recorded_utc_secs = db_int(rows, 10),
    };

    if (!parse_choice(db_text(rows, 1), meeting_form_names, FORM_COUNT, &form))
        return error_set(err, ERROR_SOFTWARE, "a meeting was held in a form that nobody knows");
    report.form = (enum meeting_form)form;
    if (report.opinion_words == NULL || report.answer_words == NULL || report.minutes_number == NULL ||
        report.recorded_by == NULL)
        return error_memory(err);
    *out = report;
    return OK;
}

/* The newest `most` of them. */
static enum error_code read_reports(const struct app *app, int64_t meeting, size_t most, struct arena *arena,
                                    struct meeting_report *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    size_t count = 0;

    TRY(db_select(&rows, app->db, QUERY_MEETING_REPORTS, DB_ARGS(DB_INT("meeting", meeting)), err));
    while (count < most && db_rows_next(&rows))
        TRY(read_report(&rows, arena, &out[count++], err));
    return db_rows_finish(&rows, err);
}

static bool is_same(const struct meeting_report *a, const struct meeting_report *b)
{
    return a->form == b->form && a->in_person == b->in_person && a->online == b->online &&
           a->opinions == b->opinions && strcmp(a->opinion_words, b->opinion_words) == 0 &&
           strcmp(a->answer_words, b->answer_words) == 0 && a->has_minutes == b->has_minutes &&
           (!a->has_minutes || a->minutes_day.day == b->minutes_day.day) &&
           strcmp(a->minutes_number, b->minutes_number) == 0;
}

/* ---- recording ---- */

static void describe(const struct meeting_report *report, char *out, size_t room)
{
    snprintf(out, room, "%s, in person %lld, online %lld, opinions %lld, minutes %s",
             meeting_form_names[report->form], (long long)report->in_person, (long long)report->online,
             (long long)report->opinions,
             !report->has_minutes                ? "-"
             : report->minutes_number[0] != '\0' ? report->minutes_number
                                                 : "yes");
}

static enum error_code log_report(const struct recording *recording, const struct meeting_report *former,
                                  struct error *err)
{
    char before[400] = "";
    char after[400];
    struct audit_entry entry = {.verb = "meeting record",
                                .election = recording->request->election,
                                .kind = "meeting",
                                .about = recording->request->meeting,
                                .before = former->id != 0 ? before : NULL,
                                .after = after};

    if (former->id != 0)
        describe(former, before, sizeof before);
    describe(&recording->report, after, sizeof after);
    message_set(&entry.words, "What became of meeting %s was recorded.", recording->request->meeting);
    return audit_put(recording->app, &entry, err);
}

static enum error_code store(const struct recording *recording, struct error *err)
{
    const struct meeting_report *report = &recording->report;
    const struct db_arg meeting = DB_INT("meeting", recording->meeting);
    const struct db_arg day = report->has_minutes
                                  ? (struct db_arg)DB_INT("minutes_day", report->minutes_day.day)
                                  : (struct db_arg)DB_NULL("minutes_day");
    const int64_t now_utc_secs = clock_now_utc_secs(&recording->app->clock);

    TRY(db_run(recording->app->db, QUERY_MEETING_REPORT_REPLACE,
               DB_ARGS(meeting, DB_INT("now_utc", now_utc_secs)), err));
    return db_run(recording->app->db, QUERY_MEETING_REPORT_INSERT,
                  DB_ARGS(meeting, day, DB_TEXT("form", meeting_form_names[report->form]),
                          DB_INT("in_person", report->in_person), DB_INT("online", report->online),
                          DB_INT("opinions", report->opinions),
                          DB_TEXT("opinion_words", report->opinion_words),
                          DB_TEXT("answer_words", report->answer_words),
                          DB_TEXT("minutes_number", report->minutes_number),
                          DB_TEXT("recorded_by", report->recorded_by), DB_INT("recorded_utc", now_utc_secs)),
                  err);
}

static enum error_code check_seen(const struct recording *recording, const struct meeting_report *former,
                                  struct error *err)
{
    const struct meeting_report_request *request = recording->request;

    if (request->seen == MEETING_REPORT_ANY || request->seen == former->id)
        return OK;
    return error_set(err, ERROR_FOUND,
                     "nothing is stored, for somebody has recorded meeting %s since it was shown",
                     request->meeting);
}

static enum error_code record_once(const struct app *app, const struct meeting_report_request *request,
                                   struct arena *arena, bool *out_stored, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct recording recording = {.app = app, .request = request, .arena = arena};
    struct meeting_report former = {.id = 0};

    TRY(compose_all(&recording, err));
    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_meeting(&recording, err));
    TRY(check_time(&recording, err));
    TRY(read_reports(app, recording.meeting, 1, arena, &former, err));
    if (former.id != 0 && is_same(&former, &recording.report)) {
        *out_stored = false;
        return OK;
    }
    TRY(check_seen(&recording, &former, err));
    TRY(store(&recording, err));
    TRY(log_report(&recording, &former, err));
    TRY(db_transaction_commit(&change, err));
    *out_stored = true;
    return OK;
}

enum error_code meeting_report_record(const struct app *app, const struct meeting_report_request *request,
                                      struct arena *arena, bool *out_stored, struct error *err)
{
    return DB_REPEAT(app->db, record_once(app, request, arena, out_stored, err));
}

enum error_code meeting_report_list(const struct app *app, int64_t election, const char *meeting,
                                    struct arena *arena, struct meeting_reports *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct meeting_report *reports = arena_array(arena, REPORTS_MAX, sizeof *reports);
    int64_t id;
    size_t count = 0;

    if (reports == NULL)
        return error_memory(err);
    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(db_select_int(app->db, QUERY_MEETING_REPORT_MEETING,
                      DB_ARGS(DB_INT("election", election), DB_TEXT("code", meeting)), 0, &id, err));
    if (id == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no published meeting %s in this election", meeting);
    TRY(read_reports(app, id, REPORTS_MAX, arena, reports, err));
    while (count < REPORTS_MAX && reports[count].id != 0)
        count++;
    *out = (struct meeting_reports){reports, count};
    return OK;
}
