#include "app/letter_day.h"

#include "app/days_off_load.h"
#include "base/parse.h"
#include "db/db.h"

static enum error_code read_notice_days(const struct app *app, int64_t election, int64_t *out,
                                        struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    int64_t days = 0;

    TRY(db_select(&rows, app->db, QUERY_PLAN_PARAMETER,
                  DB_ARGS(DB_INT("election", election), DB_TEXT("key", "notice_days")), err));
    if (db_rows_next(&rows) && !parse_int(db_text(&rows, 0), 0, PLAN_NOTICE_DAYS_MAX, &days))
        return error_set(err, ERROR_CONFIG, "the store holds a planning parameter that is none: %s",
                         "notice_days");
    TRY(db_rows_finish(&rows, err));
    *out = days;
    return OK;
}

enum error_code letter_day_set(const struct app *app, int64_t election, struct arena *arena,
                               struct shown_meeting *items, size_t count, struct error *err)
{
    struct day_off_set days_off = {.day_count = 0};
    int64_t notice_days;

    TRY(read_notice_days(app, election, &notice_days, err));
    if (notice_days == 0 || count == 0)
        return OK;
    /* They stand by time. */
    TRY(days_off_load(app, civil_date_split(items[0].start.date).year - 1,
                      civil_date_split(items[count - 1].start.date).year, arena, &days_off, err));
    for (size_t i = 0; i < count; i++) {
        struct civil_date last = civil_date_add_days(items[i].start.date, -(int)notice_days);
        int unknown_year;
        items[i].letter_by = last;
        (void)!day_off_working_day_before(&days_off, last, 0, &items[i].letter_by, &unknown_year);
    }
    return OK;
}

static bool is_new_time(const struct plan_change *change)
{
    return change->after != NULL &&
           (change->before == NULL || change->before->cancelled ||
            civil_time_compare(change->before->meeting.start, change->after->start) != 0);
}

enum error_code letter_day_check(const struct plan_problem *problem, const struct plan_changes *changes,
                                 struct civil_date today, struct error *err)
{
    int32_t notice_days = problem->params.notice_days;
    char start[CIVIL_DATE_CHARS];

    if (plan_rule_severity(problem, PLAN_RULE_NOTICE) > PLAN_BLOCKS_RELEASE)
        return OK;
    for (size_t i = 0; i < changes->count; i++) {
        const struct plan_change *change = &changes->items[i];
        if (!is_new_time(change) || change->after->start.date.day - today.day >= notice_days)
            continue;
        civil_date_format(change->after->start.date, start);
        return error_set(
            err, ERROR_DATA,
            "nothing is published: meeting %s would be on %s, and candidates are told in writing %d "
            "days before; hold it later, or lower the rule NOTICE in rules.csv with a document",
            change->after->code, start, notice_days);
    }
    return OK;
}
