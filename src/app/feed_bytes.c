#include "app/feed_bytes.h"

#include "app/feed_making.h"
#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>

#define ARENA_BYTES_MAX ((size_t)256 << 20)
#define NAME_BYTES_MAX 4000

/* The columns of QUERY_FEED_HEAD_OF_CANDIDATE and those like it. */
enum head_column {
    OWNER_CODE,
    OWNER_NAME,
    ELECTION_ID,
    ELECTION_CODE,
    ELECTION_TITLE,
    ELECTION_LAW,
    ELECTION_CREATED,
    CLOCK,
    TOMBSTONES,
    HEAD_CHANGED,
    APART,
};

static const struct kind_of_feed {
    enum db_query head;
    const char *title; /* key */
    bool meetings;
    bool deadlines;
} kinds[FEED_KIND_COUNT] = {
    [FEED_CANDIDATE] = {QUERY_FEED_HEAD_OF_CANDIDATE, N_("Meetings with voters"), true, false},
    [FEED_UNIT] = {QUERY_FEED_HEAD_OF_UNIT, N_("Meetings with voters"), true, false},
    [FEED_COMMUNE] = {QUERY_FEED_HEAD_OF_COMMUNE, N_("Meetings with voters"), true, false},
    [FEED_STAFF] = {QUERY_FEED_HEAD_OF_AREA, N_("Election work"), true, true},
    [FEED_DEADLINES] = {QUERY_FEED_HEAD_OF_AREA, N_("Election deadlines"), false, true},
    [FEED_CUTOFF] = {QUERY_FEED_HEAD_OF_AREA, N_("End of the campaign"), false, true},
    [FEED_TIMETABLE] = {QUERY_FEED_HEAD_OF_ELECTION, N_("Election timetable"), false, true},
};

static const char *const level_titles[LAW_LEVEL_COUNT] = {
    [LAW_CENTRAL] = N_("central level"),   [LAW_PROVINCE] = N_("province level"),
    [LAW_DISTRICT] = N_("district level"), [LAW_COMMUNE] = N_("commune level"),
    [LAW_UNIT] = N_("electoral units"),    [LAW_POLLING_STATION] = N_("polling stations"),
};

const char *feed_word(const struct feed_making *making, const char *key)
{
    return catalog_text(making->catalog, key);
}

enum error_code feed_keep_string(struct feed_making *making, const char *string, const char **out,
                                 struct error *err)
{
    *out = arena_copy_string(&making->arena, string);
    return *out != NULL ? OK : error_memory(err);
}

enum error_code feed_keep(struct feed_making *making, const struct text *text, const char **out,
                          struct error *err)
{
    TRY(text_finish(text, err));
    return feed_keep_string(making, text->data, out, err);
}

enum error_code feed_add_event(struct feed_making *making, struct ics_event **out, struct error *err)
{
    if (making->count >= ICS_EVENTS_MAX)
        return error_set(err, ERROR_DATA, "the calendar would have more than %d entries; take a smaller area",
                         ICS_EVENTS_MAX);
    if (!list_reserve(&making->events, &making->capacity, making->count + 1, sizeof *making->events,
                      ICS_EVENTS_MAX))
        return error_memory(err);
    *out = &making->events[making->count++];
    **out = (struct ics_event){.uid = NULL};
    return OK;
}

static void making_done(struct feed_making *making)
{
    for (size_t i = 0; i < making->piece_count; i++)
        feed_piece_free(making->pieces[i]);
    free((void *)making->pieces);
    free(making->events);
    arena_done(&making->arena);
}

/* "Meetings with voters: " and whose they are. */
static enum error_code name_calendar(struct feed_making *making, const struct db_rows *row,
                                     struct ics_calendar *calendar, struct error *err)
{
    CLEANUP(text_done) struct text name = {0};
    const char *owner = db_text(row, OWNER_NAME);

    if (making->source->kind == FEED_TIMETABLE)
        owner = feed_word(making, level_titles[making->source->level]);
    else if (owner[0] == '\0')
        owner = db_text(row, OWNER_CODE);
    text_init(&name, NAME_BYTES_MAX);
    text_putf(&name, "%s: %s", feed_word(making, kinds[making->source->kind].title), owner);
    return feed_keep(making, &name, &calendar->name, err);
}

static enum error_code read_head(struct feed_making *making, struct ics_calendar *calendar, struct error *err)
{
    const struct feed_source *source = making->source;
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, making->app->db, kinds[source->kind].head, DB_ARGS(DB_INT("owner", source->owner)),
                  err));
    if (!db_rows_next(&rows)) {
        TRY(db_rows_finish(&rows, err));
        return error_set(err, ERROR_NO_INPUT, "what this calendar shows is no more in the store");
    }
    making->election = db_int(&rows, ELECTION_ID);
    making->clock_utc_secs = db_int(&rows, CLOCK);
    making->apart = db_int(&rows, APART) != 0;
    making->tombstones = db_int(&rows, TOMBSTONES) != 0;
    calendar->last_modified_utc_secs = db_int(&rows, ELECTION_CREATED);
    if (db_int(&rows, HEAD_CHANGED) > calendar->last_modified_utc_secs)
        calendar->last_modified_utc_secs = db_int(&rows, HEAD_CHANGED);
    TRY(name_calendar(making, &rows, calendar, err));
    TRY(feed_keep_string(making, db_text(&rows, ELECTION_CODE), &making->election_code, err));
    TRY(feed_keep_string(making, db_text(&rows, ELECTION_LAW), &making->law_pack, err));
    TRY(feed_keep_string(making, db_text(&rows, ELECTION_TITLE), &calendar->description, err));
    return db_rows_finish(&rows, err);
}

/* The clock of the whole election has no place in the bytes: a change elsewhere must leave them as they are. */
static int64_t newest(const struct feed_making *making, int64_t at_least)
{
    for (size_t i = 0; i < making->count; i++)
        if (making->events[i].last_modified_utc_secs > at_least)
            at_least = making->events[i].last_modified_utc_secs;
    for (size_t i = 0; i < making->piece_count; i++)
        if (making->pieces[i]->newest_utc_secs > at_least)
            at_least = making->pieces[i]->newest_utc_secs;
    return at_least;
}

static enum error_code make(struct feed_making *making, struct ics_calendar *calendar, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    const struct kind_of_feed *kind = &kinds[making->source->kind];

    /* The clock and the entries must be of one moment, or a new clock could stand over old entries. */
    TRY(db_snapshot_begin(&moment, making->app->db, err));
    TRY(read_head(making, calendar, err));
    if (making->source->kind == FEED_CANDIDATE && !making->apart)
        TRY(feed_add_units(making, err));
    else if (kind->meetings)
        TRY(feed_add_meetings(making, err));
    if (kind->deadlines)
        TRY(feed_add_deadlines(making, err));
    return db_transaction_commit(&moment, err);
}

static size_t count_entries(const struct feed_making *making)
{
    size_t count = making->count;

    for (size_t i = 0; i < making->piece_count; i++)
        count += making->pieces[i]->count;
    return count;
}

static enum error_code write_events(const struct feed_making *making, struct ics_calendar *calendar,
                                    struct text *out, unsigned char hash[SECRET_HASH_BYTES],
                                    struct error *err)
{
    size_t start = out->length;

    calendar->events = making->events;
    calendar->event_count = making->count;
    TRY(ics_write(calendar, out, err));
    secret_hash(out->data + start, out->length - start, hash);
    return OK;
}

enum error_code feed_bytes(const struct app *app, const struct feed_source *source, struct text *out,
                           struct feed_facts *out_facts, struct error *err)
{
    CLEANUP(making_done)
    struct feed_making making = {.app = app, .source = source, .catalog = catalog_find(source->language)};
    struct ics_calendar calendar = {.language = source->language, .refresh_hours = 1};
    struct feed_facts facts;

    arena_init(&making.arena, ARENA_BYTES_MAX);
    TRY(make(&making, &calendar, err));
    calendar.last_modified_utc_secs = newest(&making, calendar.last_modified_utc_secs);
    TRY(making.piece_count > 0 ? feed_put_pieces(&making, &calendar, out, facts.hash, err)
                               : write_events(&making, &calendar, out, facts.hash, err));
    facts.clock_utc_secs = making.clock_utc_secs;
    facts.state_utc_secs = calendar.last_modified_utc_secs;
    facts.entry_count = count_entries(&making);
    *out_facts = facts;
    return OK;
}
