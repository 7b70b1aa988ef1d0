#include "app/feed_making.h"
#include "base/text.h"
#include "calendar/civil.h"
#include "db/db.h"

#include <string.h>

#define TEXT_BYTES_MAX 65536

/* The columns of QUERY_FEED_MEETINGS_OF_CANDIDATE and those like it: a row for each site, the main one first. */
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
    HELD_HERE,
};

static const int32_t alarm_minutes[] = {24 * 60, 2 * 60};

struct meetings {
    struct feed_making *making;
    struct ics_event *event; /* begun last; NULL: none */
    struct text description; /* of it */
};

static void meetings_done(struct meetings *meetings)
{
    text_done(&meetings->description);
}

/* `Label: value`, unless there is no value. */
static void put_line(struct meetings *meetings, const char *label, const char *value)
{
    struct text *out = &meetings->description;

    if (value[0] != '\0')
        text_putf(out, "%s%s: %s", out->length > 0 ? "\n" : "", feed_word(meetings->making, label), value);
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

/* Of the event begun last; every site has added its lines. */
static enum error_code end_event(struct meetings *meetings, struct error *err)
{
    if (meetings->event == NULL)
        return OK;
    return feed_keep(meetings->making, &meetings->description, &meetings->event->description, err);
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
static enum error_code put_title(struct meetings *meetings, const struct db_rows *row, bool online,
                                 struct ics_event *event, struct error *err)
{
    CLEANUP(text_done) struct text title;
    const char *venue = db_text(row, VENUE_NAME);

    text_init(&title, TEXT_BYTES_MAX);
    text_put(&title, feed_word(meetings->making, level_key(db_text(row, UNIT_LEVEL))));
    if (online)
        text_putf(&title, ", %s", feed_word(meetings->making, N_("online")));
    text_putf(&title, ": %s", venue[0] != '\0' ? venue : db_text(row, UNIT_NAME));
    return feed_keep(meetings->making, &title, &event->summary, err);
}

/* What the description says before any site. */
static void put_facts(struct meetings *meetings, const struct db_rows *row, bool online)
{
    struct feed_making *making = meetings->making;

    text_clear(&meetings->description);
    if (db_int(row, HELD_HERE) == 0)
        text_put(&meetings->description,
                 feed_word(making, making->source->kind == FEED_CANDIDATE
                                       ? N_("The candidate no longer takes part in this meeting.")
                                       : N_("This meeting is now held elsewhere.")));
    put_line(meetings, N_("Unit"), db_text(row, UNIT_NAME));
    put_line(meetings, N_("Form"), feed_word(making, online ? N_("online") : N_("in person")));
    if (making->source->kind != FEED_COMMUNE) /* an office as a rule, but perhaps a person */
        put_line(meetings, N_("Chair"), db_text(row, VENUE_CHAIR));
    put_line(meetings, N_("Meeting number"), db_text(row, MEETING_CODE));
}

static bool is_called_off(const struct db_rows *row)
{
    return strcmp(db_text(row, MEETING_STATUS), "cancelled") == 0 || db_int(row, HELD_HERE) == 0;
}

static enum error_code begin_event(struct meetings *meetings, const struct db_rows *row, struct error *err)
{
    bool online = strcmp(db_text(row, MEETING_MODE), "online") == 0;
    struct ics_event *event;

    TRY(feed_add_event(meetings->making, &event, err));
    meetings->event = event;
    *event = (struct ics_event){
        .sequence = (uint32_t)db_int(row, MEETING_SEQUENCE),
        .last_modified_utc_secs = db_int(row, MEETING_CHANGED),
        .status = is_called_off(row) ? ICS_CANCELLED : ICS_CONFIRMED,
        .start = civil_time_from_utc_secs(db_int(row, MEETING_START)),
        .end = civil_time_from_utc_secs(db_int(row, MEETING_END)),
        .category = feed_word(meetings->making, N_("Voter contact")),
        .alarm_minutes_before = alarm_minutes,
        .alarm_count = meetings->making->source->alarms ? COUNT_OF(alarm_minutes) : 0,
    };
    TRY(feed_keep_string(meetings->making, db_text(row, MEETING_UID), &event->uid, err));
    TRY(put_title(meetings, row, online, event, err));
    put_facts(meetings, row, online);
    return OK;
}

static enum error_code add_site(struct meetings *meetings, const struct db_rows *row, struct error *err)
{
    CLEANUP(text_done) struct text place;
    struct ics_event *event = meetings->event;
    const char *link = db_text(row, SITE_LINK);

    text_init(&place, TEXT_BYTES_MAX);
    put_place(row, &place);
    if (db_int(row, SITE_POSITION) == 0) {
        TRY(feed_keep(meetings->making, &place, &event->location, err));
        if (is_web_address(link)) {
            TRY(feed_keep_string(meetings->making, link, &event->conference, err));
            event->url = event->conference;
        }
    } else {
        put_line(meetings, N_("Connected site"), place.data);
    }
    put_line(meetings, N_("Join at"), link);
    return OK;
}

static enum error_code put_row(struct meetings *meetings, const struct db_rows *row, struct error *err)
{
    if (meetings->event == NULL || strcmp(meetings->event->uid, db_text(row, MEETING_UID)) != 0) {
        TRY(end_event(meetings, err));
        TRY(begin_event(meetings, row, err));
    }
    return db_is_null(row, SITE_POSITION) ? OK : add_site(meetings, row, err);
}

enum error_code feed_add_meetings(struct feed_making *making, struct error *err)
{
    static const enum db_query queries[] = {
        [FEED_OF_CANDIDATE] = QUERY_FEED_MEETINGS_OF_CANDIDATE,
        [FEED_OF_UNIT] = QUERY_FEED_MEETINGS_OF_UNIT,
        [FEED_OF_AREA] = QUERY_FEED_MEETINGS_OF_AREA,
    };
    CLEANUP(meetings_done) struct meetings meetings = {.making = making};
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    text_init(&meetings.description, TEXT_BYTES_MAX);
    TRY(db_select(&rows, making->app->db, queries[feed_kind_owner(making->source->kind)],
                  DB_ARGS(DB_INT("owner", making->source->owner), DB_INT("tombstones", making->tombstones)),
                  err));
    while (db_rows_next(&rows))
        TRY(put_row(&meetings, &rows, err));
    TRY(end_event(&meetings, err));
    return db_rows_finish(&rows, err);
}
