#include "app/feed_deadlines.h"

#include "app/deadline_text.h"
#include "app/law_load.h"
#include "base/list.h"
#include "calendar/ics_write.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define ARENA_BYTES_MAX ((size_t)64 << 20)
#define TEXT_BYTES_MAX 4000

/* The columns of QUERY_FEED_DEADLINES. */
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
};

/* The columns of QUERY_FEED_DEADLINES_HEAD. */
enum head_column {
    AREA_CODE,
    AREA_NAME,
    AREA_LEVEL,
    ELECTION_CODE,
    ELECTION_TITLE,
    ELECTION_LAW,
    ELECTION_CREATED,
    CLOCK,
};

/* A calendar in the making. Its texts lie in the arena. */
struct building {
    const struct catalog *catalog;
    struct law_pack *pack;
    const char *uid_end; /* ".commune-C01.x@hiepthuong" */
    struct arena arena;
    struct ics_event *events;
    size_t count;
    size_t capacity;
};

static void building_done(struct building *building)
{
    free(building->events);
    law_pack_free(building->pack);
    arena_done(&building->arena);
}

static enum error_code keep(struct building *building, struct text *text, const char **out, struct error *err)
{
    TRY(text_finish(text, err));
    *out = arena_copy_string(&building->arena, text->data);
    return *out != NULL ? OK : error_memory(err);
}

static enum error_code name_calendar(struct building *building, const struct db_rows *row,
                                     struct ics_calendar *out, struct error *err)
{
    CLEANUP(text_done) struct text name = {0};
    CLEANUP(text_done) struct text uid_end = {0};
    const char *area = db_text(row, AREA_NAME);

    text_init(&name, TEXT_BYTES_MAX);
    text_putf(&name, "%s: %s", catalog_text(building->catalog, N_("Election deadlines")),
              area[0] != '\0' ? area : db_text(row, AREA_CODE));
    TRY(keep(building, &name, &out->name, err));
    text_init(&uid_end, TEXT_BYTES_MAX);
    text_putf(&uid_end, ".%s-%s.%s@hiepthuong", db_text(row, AREA_LEVEL), db_text(row, AREA_CODE),
              db_text(row, ELECTION_CODE));
    TRY(keep(building, &uid_end, &building->uid_end, err));
    out->description = arena_copy_string(&building->arena, db_text(row, ELECTION_TITLE));
    return out->description != NULL ? OK : error_memory(err);
}

static enum error_code read_head(struct building *building, const struct app *app, int64_t area,
                                 struct ics_calendar *out, int64_t *out_clock, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_FEED_DEADLINES_HEAD, DB_ARGS(DB_INT("area", area)), err));
    if (!db_rows_next(&rows)) {
        TRY(db_rows_finish(&rows, err));
        return error_set(err, ERROR_NO_INPUT, "there is no such area any more");
    }
    TRY(name_calendar(building, &rows, out, err));
    TRY(law_load_with_tasks(app, db_text(&rows, ELECTION_LAW), &building->pack, err));
    out->last_modified_utc_secs = db_int(&rows, ELECTION_CREATED);
    *out_clock = db_int(&rows, CLOCK);
    return db_rows_finish(&rows, err);
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

static struct deadline deadline_of(const struct building *building, const struct db_rows *row,
                                   const struct law_duty *duty)
{
    const char *set_by = db_text(row, SET_BY);

    return (struct deadline){
        .duty = duty,
        .law = building->pack->law,
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

static enum error_code put_words(struct building *building, const struct db_rows *row,
                                 struct ics_event *event, struct error *err)
{
    CLEANUP(text_done) struct text uid = {0};
    CLEANUP(text_done) struct text title = {0};
    CLEANUP(text_done) struct text words = {0};
    const struct law_duty *duty = find_duty(building->pack, db_text(row, STEP));

    text_init(&uid, TEXT_BYTES_MAX);
    text_init(&title, TEXT_BYTES_MAX);
    text_init(&words, TEXT_BYTES_MAX);
    text_putf(&uid, "%s%s", db_text(row, STEP), building->uid_end);
    TRY(keep(building, &uid, &event->uid, err));
    if (duty != NULL) {
        const struct deadline deadline = deadline_of(building, row, duty);
        deadline_put_title(&deadline, building->catalog, &title);
        deadline_put_words(&deadline, building->catalog, &words);
    } else {
        bool vietnamese = strcmp(catalog_language(building->catalog), "vi") == 0;
        text_put(&title, db_text(row, vietnamese ? NAME_VI : NAME_EN));
    }
    TRY(keep(building, &title, &event->summary, err));
    return words.length > 0 ? keep(building, &words, &event->description, err) : OK;
}

static enum error_code add_event(struct building *building, const struct db_rows *row, struct error *err)
{
    struct civil_date day = {(int32_t)db_int(row, SHOWN_DAY)};

    if (!list_reserve(&building->events, &building->capacity, building->count + 1, sizeof *building->events,
                      ICS_EVENTS_MAX))
        return error_memory(err);
    struct ics_event *event = &building->events[building->count];
    *event = (struct ics_event){
        .sequence = (uint32_t)db_int(row, SEQUENCE),
        .last_modified_utc_secs = db_int(row, CHANGED),
        .status = is_called_off(row) ? ICS_CANCELLED : ICS_CONFIRMED,
        .all_day = true,
        .start = {day, 0},
        .end = {civil_date_add_days(day, 1), 0},
        .transparent = true,
    };
    TRY(put_words(building, row, event, err));
    building->count++;
    return OK;
}

static enum error_code read_milestones(struct building *building, const struct app *app, int64_t area,
                                       struct ics_calendar *calendar, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_FEED_DEADLINES, DB_ARGS(DB_INT("area", area)), err));
    while (db_rows_next(&rows)) {
        TRY(add_event(building, &rows, err));
        if (db_int(&rows, CHANGED) > calendar->last_modified_utc_secs)
            calendar->last_modified_utc_secs = db_int(&rows, CHANGED);
    }
    return db_rows_finish(&rows, err);
}

enum error_code feed_deadlines_bytes(const struct app *app, const struct feed_source *source,
                                     struct text *out, struct feed_facts *out_facts, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    CLEANUP(building_done) struct building building = {.catalog = catalog_find(source->language)};
    struct ics_calendar calendar = {.language = source->language, .refresh_hours = 1};
    int64_t clock_utc_secs;

    arena_init(&building.arena, ARENA_BYTES_MAX);
    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(read_head(&building, app, source->area, &calendar, &clock_utc_secs, err));
    TRY(read_milestones(&building, app, source->area, &calendar, err));
    TRY(db_transaction_commit(&moment, err));
    calendar.events = building.events;
    calendar.event_count = building.count;
    TRY(ics_write(&calendar, out, err));
    *out_facts = (struct feed_facts){clock_utc_secs, calendar.last_modified_utc_secs, building.count};
    return OK;
}
