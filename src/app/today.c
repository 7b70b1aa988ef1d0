#include "app/today.h"

#include "app/letter_day.h"
#include "app/plan_check.h"
#include "db/db.h"

#define DAYS_MAX 400 /* of meetings ahead */

static enum error_code count(const struct app *app, int64_t election, struct today_state *out,
                             struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_TODAY_STATE, DB_ARGS(DB_INT("election", election)), err));
    if (db_rows_next(&rows)) {
        out->units = db_int(&rows, 0);
        out->releases = db_int(&rows, 1);
        out->has_draft = db_int(&rows, 2) != 0;
    }
    return db_rows_finish(&rows, err);
}

/* Meetings of a day have the same day for their letters. */
struct days {
    struct shown_meeting items[DAYS_MAX];
    int64_t meetings[DAYS_MAX];
    size_t count;
};

static enum error_code read_days(const struct app *app, int64_t election, struct days *days,
                                 struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    int64_t now_utc_secs = clock_now_utc_secs(&app->clock);

    TRY(db_select(&rows, app->db, QUERY_TODAY_MEETING_DAYS,
                  DB_ARGS(DB_INT("election", election), DB_INT("now_utc", now_utc_secs)), err));
    for (; days->count < DAYS_MAX && db_rows_next(&rows); days->count++) {
        days->items[days->count].start.date.day = (int32_t)db_int(&rows, 0);
        days->meetings[days->count] = db_int(&rows, 1);
    }
    return db_rows_finish(&rows, err);
}

static enum error_code count_letters(const struct app *app, int64_t election, int letter_days,
                                     struct arena *arena, struct today_state *out, struct error *err)
{
    struct civil_date today = civil_time_from_utc_secs(clock_now_utc_secs(&app->clock)).date;
    struct days *days = arena_alloc(arena, sizeof *days);

    if (days == NULL)
        return error_memory(err);
    TRY(read_days(app, election, days, err));
    TRY(letter_day_set(app, election, arena, days->items, days->count, err));
    for (size_t i = 0; i < days->count; i++) {
        struct civil_date by = days->items[i].letter_by;
        if (by.day == 0 || by.day - today.day > letter_days)
            continue;
        if (out->letters == 0)
            out->letters_by = by;
        out->letters += days->meetings[i];
    }
    return OK;
}

enum error_code today_look(const struct app *app, int64_t election, int letter_days, struct arena *arena,
                           struct today_state *out, struct error *err)
{
    struct today_state state = {.units = 0};
    struct plan_marks marks;

    TRY(count(app, election, &state, err));
    TRY(plan_marks_read(app, election, arena, &marks, err));
    state.conflicts = (int64_t)marks.meetings;
    TRY(count_letters(app, election, letter_days, arena, &state, err));
    *out = state;
    return OK;
}
