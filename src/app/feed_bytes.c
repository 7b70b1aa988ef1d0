#include "app/feed_bytes.h"

#include "base/catalog.h"
#include "base/list.h"
#include "calendar/civil.h"
#include "calendar/ics_write.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define ARENA_BYTES_MAX ((size_t)64 << 20)
#define TEXT_BYTES_MAX 65536

/* The columns of QUERY_FEED_MEETINGS. */
enum meeting_column {
    MEETING_UID,
    MEETING_CODE,
    MEETING_STATUS,
    MEETING_MODE,
    MEETING_START,
    MEETING_END,
    MEETING_SEQUENCE,
    MEETING_CHANGED,
    UNIT_LEVEL,
    UNIT_NAME,
    SITE_POSITION,
    SITE_LINK,
    VENUE_NAME,
    VENUE_ADDRESS,
    VENUE_CHAIR,
    AREA_NAME,
};

static const int32_t alarm_minutes[] = {24 * 60, 2 * 60};

/* A calendar in the making. Its texts lie in the arena. */
struct building {
    const struct catalog *catalog;
    bool alarms;
    struct arena arena;
    struct ics_event *events;
    size_t count;
    size_t capacity;
    struct text description; /* of the event begun last */
};

static void building_done(struct building *building)
{
    free(building->events);
    text_done(&building->description);
    arena_done(&building->arena);
}

static void building_init(struct building *building, const struct feed_source *source)
{
    *building = (struct building){
        .catalog = catalog_find(source->language),
        .alarms = source->alarms,
    };
    arena_init(&building->arena, ARENA_BYTES_MAX);
    text_init(&building->description, TEXT_BYTES_MAX);
}

static const char *word(const struct building *building, const char *key)
{
    return catalog_text(building->catalog, key);
}

/* `Label: value`, unless there is no value. */
static void put_line(struct building *building, const char *label, const char *value)
{
    struct text *out = &building->description;

    if (value[0] != '\0')
        text_putf(out, "%s%s: %s", out->length > 0 ? "\n" : "", word(building, label), value);
}

/* Name, address and commune, without what is unknown or said already. */
static void put_place(const struct db_rows *row, struct text *out)
{
    static const enum meeting_column parts[] = {VENUE_NAME, VENUE_ADDRESS, AREA_NAME};

    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        const char *part = db_text(row, (int)parts[i]);
        if (part[0] != '\0' && strstr(out->data, part) == NULL)
            text_putf(out, "%s%s", out->length > 0 ? ", " : "", part);
    }
}

static bool is_web_address(const char *link)
{
    return (strncmp(link, "https://", 8) == 0 || strncmp(link, "http://", 7) == 0) &&
           strpbrk(link, " \t\r\n\"<>") == NULL;
}

static enum error_code keep(struct building *building, const char *text, const char **out, struct error *err)
{
    *out = arena_copy_string(&building->arena, text);
    return *out != NULL ? OK : error_memory(err);
}

/* Of the event begun last; every site has added its lines. */
static enum error_code end_event(struct building *building, struct error *err)
{
    if (building->count == 0)
        return OK;
    struct ics_event *event = &building->events[building->count - 1];
    TRY(text_finish(&building->description, err));
    return keep(building, building->description.data, &event->description, err);
}

static const char *level_key(const char *level)
{
    static const struct level_name {
        const char *level;
        const char *key;
    } names[] = {
        {"na", N_("Voters, National Assembly")},
        {"province", N_("Voters, provincial council")},
        {"district", N_("Voters, district council")},
        {"commune", N_("Voters, commune council")},
    };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(names[i].level, level) == 0)
            return names[i].key;
    return N_("Voter contact");
}

/* A month on a telephone shows some 30 characters: for which body, and where. The unit is the same every time. */
static enum error_code put_title(struct building *building, const struct db_rows *row, bool online,
                                 struct ics_event *event, struct error *err)
{
    CLEANUP(text_done) struct text title;
    const char *venue = db_text(row, VENUE_NAME);

    text_init(&title, TEXT_BYTES_MAX);
    text_put(&title, word(building, level_key(db_text(row, UNIT_LEVEL))));
    if (online)
        text_putf(&title, ", %s", word(building, N_("online")));
    text_putf(&title, ": %s", venue[0] != '\0' ? venue : db_text(row, UNIT_NAME));
    TRY(text_finish(&title, err));
    return keep(building, title.data, &event->summary, err);
}

static enum error_code begin_event(struct building *building, const struct db_rows *row, struct error *err)
{
    bool online = strcmp(db_text(row, MEETING_MODE), "online") == 0;

    if (!list_reserve(&building->events, &building->capacity, building->count + 1, sizeof *building->events,
                      ICS_EVENTS_MAX))
        return error_memory(err);
    struct ics_event *event = &building->events[building->count];
    *event = (struct ics_event){
        .sequence = (uint32_t)db_int(row, MEETING_SEQUENCE),
        .last_modified_utc_secs = db_int(row, MEETING_CHANGED),
        .status = strcmp(db_text(row, MEETING_STATUS), "cancelled") == 0 ? ICS_CANCELLED : ICS_CONFIRMED,
        .start = civil_time_from_utc_secs(db_int(row, MEETING_START)),
        .end = civil_time_from_utc_secs(db_int(row, MEETING_END)),
        .category = word(building, N_("Voter contact")),
        .alarm_minutes_before = alarm_minutes,
        .alarm_count = building->alarms ? COUNT_OF(alarm_minutes) : 0,
    };
    TRY(keep(building, db_text(row, MEETING_UID), &event->uid, err));
    TRY(put_title(building, row, online, event, err));
    text_clear(&building->description);
    put_line(building, N_("Unit"), db_text(row, UNIT_NAME));
    put_line(building, N_("Form"), word(building, online ? N_("online") : N_("in person")));
    put_line(building, N_("Chair"), db_text(row, VENUE_CHAIR));
    put_line(building, N_("Meeting number"), db_text(row, MEETING_CODE));
    building->count++;
    return OK;
}

static enum error_code add_site(struct building *building, const struct db_rows *row, struct error *err)
{
    CLEANUP(text_done) struct text place;
    struct ics_event *event = &building->events[building->count - 1];
    const char *link = db_text(row, SITE_LINK);

    text_init(&place, TEXT_BYTES_MAX);
    put_place(row, &place);
    TRY(text_finish(&place, err));
    if (db_int(row, SITE_POSITION) == 0) {
        TRY(keep(building, place.data, &event->location, err));
        if (is_web_address(link)) {
            TRY(keep(building, link, &event->conference, err));
            event->url = event->conference;
        }
    } else {
        put_line(building, N_("Connected site"), place.data);
    }
    put_line(building, N_("Join at"), link);
    return OK;
}

static enum error_code read_meetings(struct building *building, const struct app *app, int64_t candidate,
                                     struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_FEED_MEETINGS, DB_ARGS(DB_INT("candidate", candidate)), err));
    while (db_rows_next(&rows)) {
        const char *uid = db_text(&rows, MEETING_UID);
        if (building->count == 0 || strcmp(building->events[building->count - 1].uid, uid) != 0) {
            TRY(end_event(building, err));
            TRY(begin_event(building, &rows, err));
        }
        if (!db_is_null(&rows, SITE_POSITION))
            TRY(add_site(building, &rows, err));
    }
    TRY(end_event(building, err));
    return db_rows_finish(&rows, err);
}

static enum error_code read_head(struct building *building, const struct app *app, int64_t candidate,
                                 struct ics_calendar *out, int64_t *out_clock, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(text_done) struct text name;

    TRY(db_select(&rows, app->db, QUERY_FEED_HEAD, DB_ARGS(DB_INT("candidate", candidate)), err));
    if (!db_rows_next(&rows)) {
        TRY(db_rows_finish(&rows, err));
        return error_set(err, ERROR_NO_INPUT, "there is no such candidate any more");
    }
    const char *full_name = db_text(&rows, 1);
    text_init(&name, TEXT_BYTES_MAX);
    text_putf(&name, "%s: %s", word(building, N_("Meetings with voters")),
              full_name[0] != '\0' ? full_name : db_text(&rows, 0));
    TRY(text_finish(&name, err));
    TRY(keep(building, name.data, &out->name, err));
    TRY(keep(building, db_text(&rows, 2), &out->description, err));
    out->last_modified_utc_secs = db_int(&rows, 3);
    *out_clock = db_int(&rows, 4);
    return db_rows_finish(&rows, err);
}

/* The clock of the whole election has no place in the bytes: a change elsewhere must leave them as they are. */
static int64_t newest(const struct building *building, int64_t at_least)
{
    for (size_t i = 0; i < building->count; i++)
        if (building->events[i].last_modified_utc_secs > at_least)
            at_least = building->events[i].last_modified_utc_secs;
    return at_least;
}

enum error_code feed_bytes(const struct app *app, const struct feed_source *source, struct text *out,
                           struct feed_facts *out_facts, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    CLEANUP(building_done) struct building building;
    struct ics_calendar calendar = {.language = source->language, .refresh_hours = 1};
    int64_t clock_utc_secs;

    building_init(&building, source);
    /* The clock and the meetings must be of one moment, or a new clock could stand over old meetings. */
    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(read_head(&building, app, source->candidate, &calendar, &clock_utc_secs, err));
    TRY(read_meetings(&building, app, source->candidate, err));
    TRY(db_transaction_commit(&moment, err));
    calendar.events = building.events;
    calendar.event_count = building.count;
    calendar.last_modified_utc_secs = newest(&building, calendar.last_modified_utc_secs);
    TRY(ics_write(&calendar, out, err));
    *out_facts = (struct feed_facts){clock_utc_secs, calendar.last_modified_utc_secs, building.count};
    return OK;
}
