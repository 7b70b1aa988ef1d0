#include "app/candidate_show.h"

#include "db/db.h"
#include "notify/notice.h"

#include <stdio.h>
#include <string.h>

#define ROWS_MAX 200 /* of each list */
#define MASKED_CHARS 260

struct reading {
    const struct app *app;
    struct arena *arena;
    struct candidate_shown *shown;
    bool no_memory;
};

static const char *keep(struct reading *reading, const char *text)
{
    const char *kept = arena_copy_string(reading->arena, text);

    reading->no_memory |= kept == NULL;
    return kept != NULL ? kept : "";
}

static const char *copy(struct reading *reading, const struct db_rows *rows, int column)
{
    return keep(reading, db_text(rows, column));
}

/* ---- units ---- */

static enum error_code read_units(struct reading *reading, int64_t candidate, struct candidate_unit *out,
                                  size_t most, size_t *out_count, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    size_t count = 0;

    TRY(db_select(&rows, reading->app->db, QUERY_CANDIDATE_UNITS, DB_ARGS(DB_INT("candidate", candidate)),
                  err));
    while (count < most && db_rows_next(&rows))
        out[count++] = (struct candidate_unit){copy(reading, &rows, 0), copy(reading, &rows, 1),
                                               copy(reading, &rows, 2), db_int(&rows, 3)};
    *out_count = count;
    return db_rows_finish(&rows, err);
}

/* ---- ways ---- */

static const char *mask_phone(struct reading *reading, const char *phone)
{
    char masked[MASKED_CHARS];
    size_t length = strlen(phone);

    if (length < 4)
        return keep(reading, "");
    snprintf(masked, sizeof masked, "******%s", phone + length - 3);
    return keep(reading, masked);
}

static const char *mask_mail(struct reading *reading, const char *mail)
{
    char masked[MASKED_CHARS];
    const char *at = strrchr(mail, '@');

    if (at == NULL)
        return keep(reading, "");
    snprintf(masked, sizeof masked, "%c***%s", mail[0], at);
    return keep(reading, masked);
}

static enum error_code read_ways(struct reading *reading, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct candidate_shown *shown = reading->shown;

    shown->phone = shown->mail = "";
    TRY(db_select(&rows, reading->app->db, QUERY_CANDIDATE_WAYS, DB_ARGS(DB_INT("candidate", shown->id)),
                  err));
    if (db_rows_next(&rows)) {
        shown->phone = mask_phone(reading, db_text(&rows, 0));
        shown->mail = mask_mail(reading, db_text(&rows, 1));
        shown->phone_silent = db_int(&rows, 2) == 1;
        shown->mail_silent = db_int(&rows, 3) == 1;
        shown->erased = db_int(&rows, 5) != 0;
    }
    return db_rows_finish(&rows, err);
}

/* ---- lists ---- */

static enum error_code read_feeds(struct reading *reading, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct candidate_feed *list = arena_array(reading->arena, ROWS_MAX, sizeof *list);
    size_t count = 0;

    if (list == NULL)
        return error_memory(err);
    TRY(db_select(&rows, reading->app->db, QUERY_CANDIDATE_FEEDS,
                  DB_ARGS(DB_INT("candidate", reading->shown->id)), err));
    while (count < ROWS_MAX && db_rows_next(&rows))
        list[count++] = (struct candidate_feed){
            db_int(&rows, 0), copy(reading, &rows, 1), db_int(&rows, 2),
            db_int(&rows, 3), db_int(&rows, 4),        copy(reading, &rows, 5),
        };
    reading->shown->feeds = list;
    reading->shown->feed_count = count;
    return db_rows_finish(&rows, err);
}

static const char *label_of(const char *state)
{
    enum notice_state known;

    return notice_state_parse(state, &known) ? notice_state_label(known) : "";
}

static enum error_code read_notices(struct reading *reading, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct candidate_notice *list = arena_array(reading->arena, ROWS_MAX, sizeof *list);
    size_t count = 0;

    if (list == NULL)
        return error_memory(err);
    TRY(db_select(&rows, reading->app->db, QUERY_CANDIDATE_NOTICES,
                  DB_ARGS(DB_INT("candidate", reading->shown->id)), err));
    while (count < ROWS_MAX && db_rows_next(&rows))
        list[count++] = (struct candidate_notice){
            .id = db_int(&rows, 0),
            .channel = copy(reading, &rows, 1),
            .release_number = db_int(&rows, 2),
            .label = label_of(db_text(&rows, 3)),
            .sentence = notice_reason_sentence(db_text(&rows, 4)),
            .queued_utc_secs = db_int(&rows, 5),
            .finished_utc_secs = db_int(&rows, 6),
            .text = copy(reading, &rows, 7),
        };
    reading->shown->notices = list;
    reading->shown->notice_count = count;
    return db_rows_finish(&rows, err);
}

static enum error_code read_silences(struct reading *reading, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct candidate_silence *list = arena_array(reading->arena, ROWS_MAX, sizeof *list);
    size_t count = 0;

    if (list == NULL)
        return error_memory(err);
    TRY(db_select(&rows, reading->app->db, QUERY_CANDIDATE_SILENCES,
                  DB_ARGS(DB_INT("candidate", reading->shown->id)), err));
    while (count < ROWS_MAX && db_rows_next(&rows))
        list[count++] = (struct candidate_silence){
            .silent = db_int(&rows, 1) == 1,
            .mail = strchr(db_text(&rows, 0), '@') != NULL,
            .at_utc_secs = db_int(&rows, 2),
            .who = copy(reading, &rows, 3),
            .how = copy(reading, &rows, 4),
        };
    reading->shown->silences = list;
    reading->shown->silence_count = count;
    return db_rows_finish(&rows, err);
}

/* ---- the whole ---- */

static enum error_code find(struct reading *reading, int64_t election, const char *code, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, reading->app->db, QUERY_CANDIDATE_FIND,
                  DB_ARGS(DB_INT("election", election), DB_TEXT("code", code)), err));
    if (db_rows_next(&rows)) {
        reading->shown->id = db_int(&rows, 0);
        reading->shown->name = copy(reading, &rows, 1);
    }
    TRY(db_rows_finish(&rows, err));
    if (reading->shown->id == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no candidate %s in this election", code);
    return OK;
}

enum error_code candidate_show(const struct app *app, int64_t election, const char *code, struct arena *arena,
                               struct candidate_shown *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct candidate_shown shown = {.code = code};
    struct reading reading = {app, arena, &shown, false};
    struct candidate_unit *units = arena_array(arena, ROWS_MAX, sizeof *units);

    if (units == NULL)
        return error_memory(err);
    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(find(&reading, election, code, err));
    TRY(read_units(&reading, shown.id, units, ROWS_MAX, &shown.unit_count, err));
    shown.units = units;
    TRY(read_ways(&reading, err));
    TRY(read_feeds(&reading, err));
    TRY(read_notices(&reading, err));
    TRY(read_silences(&reading, err));
    if (reading.no_memory)
        return error_memory(err);
    *out = shown;
    return OK;
}

enum error_code candidate_brief(const struct app *app, int64_t candidate, struct arena *arena,
                                struct candidate_brief *out, struct error *err)
{
    struct candidate_shown shown = {.id = candidate};
    struct reading reading = {app, arena, &shown, false};
    struct candidate_brief brief = {.unit_count = 0};

    TRY(read_units(&reading, candidate, brief.units, COUNT_OF(brief.units), &brief.unit_count, err));
    TRY(read_ways(&reading, err));
    TRY(read_feeds(&reading, err));
    if (reading.no_memory)
        return error_memory(err);
    brief.has_phone = shown.phone[0] != '\0';
    brief.has_mail = shown.mail[0] != '\0';
    brief.silent = shown.phone_silent || shown.mail_silent;
    const struct candidate_feed *feed = candidate_feed_in_use(&shown);
    brief.has_feed = feed != NULL;
    brief.last_fetch_utc_secs = feed != NULL ? feed->last_fetch_utc_secs : 0;
    *out = brief;
    return OK;
}
