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

/* The words that entries are made of, looked up once for all of them. */
enum word {
    FOR_ANY,
    FOR_NATIONAL_ASSEMBLY,
    FOR_PROVINCE,
    FOR_DISTRICT,
    FOR_COMMUNE,
    ONLINE,
    IN_PERSON,
    UNIT,
    FORM,
    CHAIR,
    NUMBER,
    CONNECTED,
    JOIN_AT,
    ELSEWHERE,
    NO_PART,
    WORD_COUNT
};

static const char *const word_keys[WORD_COUNT] = {
    [FOR_ANY] = N_("Voter contact"),
    [FOR_NATIONAL_ASSEMBLY] = N_("Voters, National Assembly"),
    [FOR_PROVINCE] = N_("Voters, provincial council"),
    [FOR_DISTRICT] = N_("Voters, district council"),
    [FOR_COMMUNE] = N_("Voters, commune council"),
    [ONLINE] = N_("online"),
    [IN_PERSON] = N_("in person"),
    [UNIT] = N_("Unit"),
    [FORM] = N_("Form"),
    [CHAIR] = N_("Chair"),
    [NUMBER] = N_("Meeting number"),
    [CONNECTED] = N_("Connected site"),
    [JOIN_AT] = N_("Join at"),
    [ELSEWHERE] = N_("This meeting is now held elsewhere."),
    [NO_PART] = N_("The candidate no longer takes part in this meeting."),
};

struct meetings {
    struct feed_making *making;
    const char *words[WORD_COUNT];
    struct ics_event *event; /* begun last; NULL: none */
    struct text description; /* of it */
};

static void meetings_done(struct meetings *meetings)
{
    text_done(&meetings->description);
}

/* `Label: value`, unless there is no value. */
static void put_line(struct meetings *meetings, enum word label, const char *value)
{
    struct text *out = &meetings->description;

    if (value[0] == '\0')
        return;
    text_put(out, out->length > 0 ? "\n" : "");
    text_put(out, meetings->words[label]);
    text_put(out, ": ");
    text_put(out, value);
}

/* Name, address and commune, without what is unknown or said already. */
static void put_place(const struct db_rows *row, struct text *out)
{
    static const enum meeting_column parts[] = {VENUE_NAME, VENUE_ADDRESS, AREA_NAME};

    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        const char *part = db_text(row, (int)parts[i]);
        if (part[0] == '\0' || strstr(out->data, part) != NULL)
            continue;
        text_put(out, out->length > 0 ? ", " : "");
        text_put(out, part);
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

static enum word word_of_level(const char *level)
{
    static const struct level_word {
        const char *level;
        enum word word;
    } words[] = {
        {"na", FOR_NATIONAL_ASSEMBLY},
        {"province", FOR_PROVINCE},
        {"district", FOR_DISTRICT},
        {"commune", FOR_COMMUNE},
    };

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcmp(words[i].level, level) == 0)
            return words[i].word;
    return FOR_ANY;
}

/* A month on a telephone shows some 30 characters: for which body, and where. The unit is the same every time. */
static enum error_code put_title(struct meetings *meetings, const struct db_rows *row, bool online,
                                 struct ics_event *event, struct error *err)
{
    CLEANUP(text_done) struct text title;
    const char *venue = db_text(row, VENUE_NAME);

    text_init(&title, TEXT_BYTES_MAX);
    text_put(&title, meetings->words[word_of_level(db_text(row, UNIT_LEVEL))]);
    if (online) {
        text_put(&title, ", ");
        text_put(&title, meetings->words[ONLINE]);
    }
    text_put(&title, ": ");
    text_put(&title, venue[0] != '\0' ? venue : db_text(row, UNIT_NAME));
    return feed_keep(meetings->making, &title, &event->summary, err);
}

/* What the description says before any site. */
static void put_facts(struct meetings *meetings, const struct db_rows *row, bool online)
{
    enum feed_kind kind = meetings->making->source->kind;

    text_clear(&meetings->description);
    if (db_int(row, HELD_HERE) == 0)
        text_put(&meetings->description, meetings->words[kind == FEED_CANDIDATE ? NO_PART : ELSEWHERE]);
    put_line(meetings, UNIT, db_text(row, UNIT_NAME));
    put_line(meetings, FORM, meetings->words[online ? ONLINE : IN_PERSON]);
    if (kind != FEED_COMMUNE) /* an office as a rule, but perhaps a person */
        put_line(meetings, CHAIR, db_text(row, VENUE_CHAIR));
    put_line(meetings, NUMBER, db_text(row, MEETING_CODE));
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
        .category = meetings->words[FOR_ANY],
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
        put_line(meetings, CONNECTED, place.data);
    }
    put_line(meetings, JOIN_AT, link);
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

static enum error_code add_meetings(struct feed_making *making, enum db_query query, int64_t owner,
                                    struct error *err)
{
    CLEANUP(meetings_done) struct meetings meetings = {.making = making};
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    text_init(&meetings.description, TEXT_BYTES_MAX);
    for (size_t i = 0; i < WORD_COUNT; i++)
        meetings.words[i] = feed_word(making, word_keys[i]);
    TRY(db_select(&rows, making->app->db, query,
                  DB_ARGS(DB_INT("owner", owner), DB_INT("tombstones", making->tombstones)), err));
    while (db_rows_next(&rows))
        TRY(put_row(&meetings, &rows, err));
    TRY(end_event(&meetings, err));
    return db_rows_finish(&rows, err);
}

enum error_code feed_add_meetings(struct feed_making *making, struct error *err)
{
    static const enum db_query queries[] = {
        [FEED_OF_CANDIDATE] = QUERY_FEED_MEETINGS_OF_CANDIDATE,
        [FEED_OF_UNIT] = QUERY_FEED_MEETINGS_OF_UNIT,
        [FEED_OF_AREA] = QUERY_FEED_MEETINGS_OF_AREA,
    };

    return add_meetings(making, queries[feed_kind_owner(making->source->kind)], making->source->owner, err);
}

enum error_code feed_add_meetings_of(struct feed_making *making, int64_t unit, struct error *err)
{
    return add_meetings(making, QUERY_FEED_MEETINGS_OF_UNIT_ALONE, unit, err);
}
