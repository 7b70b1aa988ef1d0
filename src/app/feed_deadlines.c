#include "app/deadline_text.h"
#include "app/feed_making.h"
#include "app/law_load.h"
#include "db/db.h"

#include <string.h>

#define TEXT_BYTES_MAX 4000
#define CUTOFF_MINUTES 15
#define ALARMS 2

/* The columns of QUERY_FEED_DEADLINES_OF_AREA and those like it. */
enum deadline_column {
    STEP,
    DONE,
    CANCELLED,
    SEQUENCE,
    CHANGED,
    SHOWN_DAY,
    SHOWN_MINUTE,
    FROM_DAY,
    DUE_DAY,
    TARGET_DAY,
    PROVISIONAL,
    UNTIL_DAY,
    SET_BY,
    NAME_VI, /* of the step as it was, or its id */
    NAME_EN,
    AREA_LEVEL,
    AREA_CODE,
    AREA_NAME, /* "": it goes without saying */
    LEVELS,    /* only of a timetable */
};

/* At nine o'clock three days and one day before; a day and two hours before the hour. */
static const int32_t deadline_alarms[ALARMS] = {(2 * 24 + 15) * 60, 15 * 60};
static const int32_t cutoff_alarms[ALARMS] = {24 * 60, 2 * 60};

struct deadlines {
    struct feed_making *making;
    struct law_pack *pack;
};

static void deadlines_done(struct deadlines *deadlines)
{
    law_pack_free(deadlines->pack);
}

/* NULL: the law pack has it no more. */
static const struct law_duty *find_duty(const struct law_pack *pack, const char *id)
{
    for (size_t i = 0; i < pack->duty_count; i++) {
        if (strcmp(pack->duties[i].id, id) == 0)
            return &pack->duties[i];
    }
    return NULL;
}

static struct timetable_moment day_of(const struct db_rows *row, int column)
{
    return (struct timetable_moment){.state = db_is_null(row, column) ? TIMETABLE_NONE : TIMETABLE_DATE,
                                     .time = {{(int32_t)db_int(row, column)}, 0}};
}

static struct deadline deadline_of(const struct deadlines *deadlines, const struct db_rows *row,
                                   const struct law_duty *duty)
{
    const char *set_by = db_text(row, SET_BY);

    return (struct deadline){
        .duty = duty,
        .law = deadlines->pack->law,
        .set_by = set_by[0] != '\0' ? set_by : NULL,
        .by_law = day_of(row, UNTIL_DAY),
        .done = db_int(row, DONE) != 0,
        .is_limit = duty->at == NULL && !db_is_null(row, DUE_DAY),
        .shown = {.state = db_is_null(row, SHOWN_MINUTE) ? TIMETABLE_DATE : TIMETABLE_HOUR,
                  .time = {{(int32_t)db_int(row, SHOWN_DAY)}, (int32_t)db_int(row, SHOWN_MINUTE)},
                  .provisional = db_int(row, PROVISIONAL) != 0},
        .from = day_of(row, FROM_DAY),
        .has_target = !db_is_null(row, TARGET_DAY),
        .target = {(int32_t)db_int(row, TARGET_DAY)},
    };
}

/* A step without date any more is called off like one that concerns the area no more. */
static bool is_called_off(const struct db_rows *row)
{
    return db_int(row, CANCELLED) != 0 || (db_is_null(row, DUE_DAY) && db_is_null(row, FROM_DAY));
}

static enum error_code put_uid(struct deadlines *deadlines, const struct db_rows *row,
                               struct ics_event *event, struct error *err)
{
    CLEANUP(text_done) struct text uid = {0};
    bool timed = deadlines->making->source->kind == FEED_CUTOFF;

    text_init(&uid, TEXT_BYTES_MAX);
    text_putf(&uid, "%s%s.%s-%s.%s@hiepthuong", db_text(row, STEP), timed ? ".time" : "",
              db_text(row, AREA_LEVEL), db_text(row, AREA_CODE), deadlines->making->election_code);
    return feed_keep(deadlines->making, &uid, &event->uid, err);
}

/* Of places below, their name stands after the title. */
static enum error_code put_words(struct deadlines *deadlines, const struct db_rows *row,
                                 struct ics_event *event, struct error *err)
{
    CLEANUP(text_done) struct text title = {0};
    CLEANUP(text_done) struct text words = {0};
    const struct catalog *catalog = deadlines->making->catalog;
    const struct law_duty *duty = find_duty(deadlines->pack, db_text(row, STEP));

    text_init(&title, TEXT_BYTES_MAX);
    text_init(&words, TEXT_BYTES_MAX);
    if (duty != NULL) {
        const struct deadline deadline = deadline_of(deadlines, row, duty);
        deadline_put_title(&deadline, catalog, &title);
        deadline_put_words(&deadline, catalog, &words);
    } else {
        bool vietnamese = strcmp(catalog_language(catalog), "vi") == 0;
        text_put(&title, db_text(row, vietnamese ? NAME_VI : NAME_EN));
    }
    if (db_text(row, AREA_NAME)[0] != '\0')
        text_putf(&title, " (%s)", db_text(row, AREA_NAME));
    TRY(feed_keep(deadlines->making, &title, &event->summary, err));
    return words.length > 0 ? feed_keep(deadlines->making, &words, &event->description, err) : OK;
}

/* A whole day; the end of a campaign is shown as the quarter of an hour before it. */
static void put_time(const struct deadlines *deadlines, const struct db_rows *row, struct ics_event *event)
{
    struct civil_date day = {(int32_t)db_int(row, SHOWN_DAY)};
    bool timed = deadlines->making->source->kind == FEED_CUTOFF && !db_is_null(row, SHOWN_MINUTE);

    event->all_day = !timed;
    event->start = (struct civil_time){day, 0};
    event->end = (struct civil_time){civil_date_add_days(day, 1), 0};
    if (timed) {
        event->end = (struct civil_time){day, (int32_t)db_int(row, SHOWN_MINUTE)};
        event->start = civil_time_add_minutes(event->end, -CUTOFF_MINUTES);
    }
    event->alarm_minutes_before = timed ? cutoff_alarms : deadline_alarms;
    event->alarm_count = deadlines->making->source->alarms ? ALARMS : 0;
}

static enum error_code add_event(struct deadlines *deadlines, const struct db_rows *row, struct error *err)
{
    struct ics_event *event;

    TRY(feed_add_event(deadlines->making, &event, err));
    *event = (struct ics_event){
        .sequence = (uint32_t)db_int(row, SEQUENCE),
        .last_modified_utc_secs = db_int(row, CHANGED),
        .status = is_called_off(row) ? ICS_CANCELLED : ICS_CONFIRMED,
        .transparent = true,
    };
    put_time(deadlines, row, event);
    TRY(put_uid(deadlines, row, event, err));
    return put_words(deadlines, row, event, err);
}

static bool is_shown(const struct feed_making *making, const struct db_rows *row)
{
    return (making->tombstones || !is_called_off(row)) &&
           (making->source->kind != FEED_TIMETABLE ||
            (db_int(row, LEVELS) >> making->source->level & 1) != 0);
}

enum error_code feed_add_deadlines(struct feed_making *making, struct error *err)
{
    static const enum db_query queries[FEED_KIND_COUNT] = {
        [FEED_STAFF] = QUERY_FEED_DEADLINES_BELOW,
        [FEED_DEADLINES] = QUERY_FEED_DEADLINES_OF_AREA,
        [FEED_CUTOFF] = QUERY_FEED_CUTOFFS_BELOW,
        [FEED_TIMETABLE] = QUERY_FEED_DEADLINES_GENERAL,
    };
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(deadlines_done) struct deadlines deadlines = {.making = making};

    TRY(law_load_with_tasks(making->app, making->law_pack, &deadlines.pack, err));
    TRY(db_select(&rows, making->app->db, queries[making->source->kind],
                  DB_ARGS(DB_INT("owner", making->source->owner)), err));
    while (db_rows_next(&rows)) {
        if (is_shown(making, &rows))
            TRY(add_event(&deadlines, &rows, err));
    }
    return db_rows_finish(&rows, err);
}
