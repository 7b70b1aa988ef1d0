#include "app/meeting_show.h"

#include "db/db.h"

#include <string.h>

#define ROWS_MAX 200 /* of each list */

struct reading {
    const struct app *app;
    int64_t election;
    const char *code;
    struct arena *arena;
    struct meeting_shown *shown;
    int64_t meeting; /* id of the published one; 0: none */
    int64_t venue;   /* id of the draft's main one */
    bool no_memory;
};

static const char *copy(struct reading *reading, const struct db_rows *rows, int column)
{
    const char *text = arena_copy_string(reading->arena, db_text(rows, column));

    reading->no_memory |= text == NULL;
    return text != NULL ? text : "";
}

/* ---- the two plans ---- */

static struct meeting_state read_state(struct reading *reading, const struct db_rows *rows, int mode)
{
    return (struct meeting_state){
        .known = true,
        .held = true,
        .mode = copy(reading, rows, mode),
        .start = civil_time_from_utc_secs(db_int(rows, mode + 1)),
        .end = civil_time_from_utc_secs(db_int(rows, mode + 2)),
    };
}

static enum error_code read_published(struct reading *reading, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct meeting_shown *shown = reading->shown;

    TRY(db_select(&rows, reading->app->db, QUERY_MEETING_SHOW_PUBLISHED,
                  DB_ARGS(DB_INT("election", reading->election), DB_TEXT("code", reading->code)), err));
    if (db_rows_next(&rows)) {
        reading->meeting = db_int(&rows, 0);
        shown->unit = db_int(&rows, 1);
        shown->published = read_state(reading, &rows, 3);
        shown->published.held = strcmp(db_text(&rows, 2), "confirmed") == 0;
        shown->sequence = db_int(&rows, 6);
        shown->release_number = db_int(&rows, 7);
    }
    return db_rows_finish(&rows, err);
}

static enum error_code read_drafted(struct reading *reading, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct meeting_shown *shown = reading->shown;

    TRY(db_select(&rows, reading->app->db, QUERY_MEETING_SHOW_DRAFTED,
                  DB_ARGS(DB_INT("election", reading->election), DB_TEXT("code", reading->code)), err));
    if (db_rows_next(&rows)) {
        shown->draft = db_int(&rows, 0);
        if (db_int(&rows, 1) != 0) {
            shown->unit = db_int(&rows, 1);
            shown->drafted = read_state(reading, &rows, 2);
            reading->venue = db_int(&rows, 5);
        }
    }
    return db_rows_finish(&rows, err);
}

static enum error_code read_unit(struct reading *reading, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct meeting_shown *shown = reading->shown;

    TRY(db_select(&rows, reading->app->db, QUERY_MEETING_SHOW_UNIT, DB_ARGS(DB_INT("unit", shown->unit)),
                  err));
    if (db_rows_next(&rows)) {
        shown->unit_code = copy(reading, &rows, 0);
        shown->unit_name = copy(reading, &rows, 1);
        shown->unit_level = copy(reading, &rows, 2);
        shown->committee = copy(reading, &rows, 3);
        shown->unit_area = db_int(&rows, 4);
    }
    return db_rows_finish(&rows, err);
}

/* ---- sites ---- */

static enum error_code read_sites(struct reading *reading, enum db_query query, const struct db_arg *args,
                                  struct meeting_state *state, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct meeting_site *sites = arena_array(reading->arena, ROWS_MAX, sizeof *sites);
    size_t count = 0;

    if (sites == NULL)
        return error_memory(err);
    TRY(db_select(&rows, reading->app->db, query, args, err));
    while (count < ROWS_MAX && db_rows_next(&rows))
        sites[count++] = (struct meeting_site){
            .mode = copy(reading, &rows, 0),
            .venue = copy(reading, &rows, 1),
            .name = copy(reading, &rows, 2),
            .address = copy(reading, &rows, 3),
            .commune = copy(reading, &rows, 4),
            .capacity = db_int(&rows, 5),
            .link = copy(reading, &rows, 6),
            .chair = copy(reading, &rows, 7),
            .area = db_int(&rows, 8),
        };
    state->sites = sites;
    state->site_count = count;
    return db_rows_finish(&rows, err);
}

static enum error_code read_all_sites(struct reading *reading, struct error *err)
{
    struct meeting_shown *shown = reading->shown;

    if (shown->published.known)
        TRY(read_sites(reading, QUERY_MEETING_SHOW_SITES, DB_ARGS(DB_INT("meeting", reading->meeting)),
                       &shown->published, err));
    if (shown->drafted.known)
        TRY(read_sites(reading, QUERY_MEETING_SHOW_SITES_DRAFTED,
                       DB_ARGS(DB_TEXT("mode", shown->drafted.mode), DB_INT("venue", reading->venue),
                               DB_TEXT("unit_code", shown->unit_code)),
                       &shown->drafted, err));
    return OK;
}

/* The committee of the unit's level in whose area the main site lies: that of the province for the National Assembly. */
static enum error_code read_committee(struct reading *reading, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct meeting_shown *shown = reading->shown;
    const struct meeting_state *now = meeting_now(shown);
    const char *level = strcmp(shown->unit_level, "na") == 0 ? "province" : shown->unit_level;

    if (now->site_count == 0 || now->sites[0].area == 0)
        return OK;
    TRY(db_select(&rows, reading->app->db, QUERY_MEETING_SHOW_AREAS,
                  DB_ARGS(DB_INT("area", now->sites[0].area)), err));
    if (db_rows_next(&rows))
        for (int column = 0; column < 6; column += 2)
            if (strcmp(db_text(&rows, column), level) == 0)
                shown->committee = copy(reading, &rows, column + 1);
    return db_rows_finish(&rows, err);
}

/* ---- people ---- */

static enum error_code read_candidates(struct reading *reading, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct meeting_candidate *list = arena_array(reading->arena, ROWS_MAX, sizeof *list);
    size_t count = 0;

    if (list == NULL)
        return error_memory(err);
    TRY(db_select(&rows, reading->app->db, QUERY_MEETING_SHOW_CANDIDATES,
                  DB_ARGS(DB_INT("unit", reading->shown->unit)), err));
    while (count < ROWS_MAX && db_rows_next(&rows))
        list[count++] = (struct meeting_candidate){
            .code = copy(reading, &rows, 0),
            .name = copy(reading, &rows, 1),
            .has_phone = db_int(&rows, 2) == 1,
            .has_mail = db_int(&rows, 3) == 1,
            .silent = db_int(&rows, 4) == 1,
            .feed_utc_secs = db_int(&rows, 5),
            .last_fetch_utc_secs = db_int(&rows, 6),
        };
    reading->shown->candidates = list;
    reading->shown->candidate_count = count;
    return db_rows_finish(&rows, err);
}

static enum error_code count_before(const struct reading *reading, enum db_query query,
                                    struct meeting_state *state, struct error *err)
{
    const struct meeting_shown *shown = reading->shown;
    const struct db_arg draft = query == QUERY_MEETING_SHOW_NUMBER_DRAFTED
                                    ? (struct db_arg)DB_INT("draft", shown->draft)
                                    : (struct db_arg){.name = NULL};
    int64_t number = 0;

    if (state->known)
        TRY(db_select_int(reading->app->db, query,
                          DB_ARGS(DB_INT("unit", shown->unit),
                                  DB_INT("start_utc", civil_time_to_utc_secs(state->start)),
                                  DB_TEXT("code", reading->code), draft),
                          0, &number, err));
    state->number = (uint32_t)number;
    return OK;
}

/* ---- how it came to be ---- */

/* Its words in one column, what stands in them in the next. */
static struct message read_message(struct reading *reading, const struct db_rows *rows, int column)
{
    struct message message = {.format = NULL};

    if (db_text(rows, column)[0] != '\0')
        message_restore(&message, copy(reading, rows, column), db_text(rows, column + 1));
    return message;
}

static enum error_code read_changes(struct reading *reading, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct meeting_change *list = arena_array(reading->arena, ROWS_MAX, sizeof *list);
    size_t count = 0;

    if (list == NULL)
        return error_memory(err);
    TRY(db_select(&rows, reading->app->db, QUERY_MEETING_SHOW_VERSIONS,
                  DB_ARGS(DB_INT("meeting", reading->meeting), DB_TEXT("code", reading->code)), err));
    while (count < ROWS_MAX && db_rows_next(&rows))
        list[count++] = (struct meeting_change){
            .sequence = db_int(&rows, 0),
            .release_number = db_int(&rows, 1),
            .changed_utc_secs = db_int(&rows, 2),
            .kind = copy(reading, &rows, 3),
            .before = copy(reading, &rows, 4),
            .after = copy(reading, &rows, 5),
            .reason = read_message(reading, &rows, 6),
        };
    reading->shown->changes = list;
    reading->shown->change_count = count;
    return db_rows_finish(&rows, err);
}

static enum error_code read_marks(struct reading *reading, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct meeting_mark *list = arena_array(reading->arena, ROWS_MAX, sizeof *list);
    size_t count = 0;

    if (list == NULL)
        return error_memory(err);
    TRY(db_select(&rows, reading->app->db, QUERY_MEETING_SHOW_MARKS,
                  DB_ARGS(DB_INT("election", reading->election), DB_INT("meeting", reading->meeting)), err));
    while (count < ROWS_MAX && db_rows_next(&rows))
        list[count++] = (struct meeting_mark){
            .rule = copy(reading, &rows, 0),
            .severity = copy(reading, &rows, 1),
            .words = read_message(reading, &rows, 2),
        };
    reading->shown->marks = list;
    reading->shown->mark_count = count;
    return db_rows_finish(&rows, err);
}

static enum error_code read_pin(struct reading *reading, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, reading->app->db, QUERY_MEETING_SHOW_PIN,
                  DB_ARGS(DB_INT("election", reading->election), DB_TEXT("code", reading->code)), err));
    if (db_rows_next(&rows)) {
        reading->shown->pin_reason = copy(reading, &rows, 0);
        reading->shown->pinned_by = copy(reading, &rows, 1);
        reading->shown->pinned_utc_secs = db_int(&rows, 2);
    }
    return db_rows_finish(&rows, err);
}

/* ---- the whole ---- */

static void write_version(struct meeting_shown *shown)
{
    const struct meeting_state *now = meeting_now(shown);
    const struct shown_meeting as_listed = {
        .status = now->known && now->held ? "confirmed" : "cancelled",
        .mode = now->known ? now->mode : "",
        .start = now->start,
        .end = now->end,
        .venue = now->site_count > 0 ? now->sites[0].venue : "",
    };

    meeting_version_write_shown(&as_listed, shown->version);
}

enum error_code meeting_show(const struct app *app, int64_t election, const char *code, struct arena *arena,
                             struct meeting_shown *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct meeting_shown shown = {
        .code = code, .unit_code = "", .unit_name = "", .unit_level = "", .committee = ""};
    struct reading reading = {app, election, code, arena, &shown, 0, 0, false};

    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(read_published(&reading, err));
    TRY(read_drafted(&reading, err));
    if (!shown.published.known && !shown.drafted.known)
        return error_set(err, ERROR_NO_INPUT, "there is no meeting %s in this plan", code);
    TRY(read_unit(&reading, err));
    TRY(read_all_sites(&reading, err));
    TRY(read_committee(&reading, err));
    TRY(read_candidates(&reading, err));
    TRY(count_before(&reading, QUERY_MEETING_SHOW_NUMBER, &shown.published, err));
    TRY(count_before(&reading, QUERY_MEETING_SHOW_NUMBER_DRAFTED, &shown.drafted, err));
    TRY(read_changes(&reading, err));
    TRY(read_marks(&reading, err));
    TRY(read_pin(&reading, err));
    if (reading.no_memory)
        return error_memory(err);
    write_version(&shown);
    *out = shown;
    return OK;
}
