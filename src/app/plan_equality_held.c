#include "app/plan_equality_held.h"

#include "base/list.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_MAX 10000000
#define SITES_BYTES_MAX 65536
#define EQUALITY_LAST_CODE "\U0010FFFF" /* after every code */

struct db_arg equality_draft(const struct equality_held *count)
{
    return count->draft != 0 ? (struct db_arg)DB_INT("draft", count->draft) : (struct db_arg)DB_NULL("draft");
}

static enum error_code copy_text(const struct equality_held *count, const struct db_rows *rows, int column,
                                 const char **out, struct error *err)
{
    *out = arena_copy_string(count->arena, db_text(rows, column));
    return *out != NULL ? OK : error_memory(err);
}

static enum error_code read_meeting(const struct equality_held *count, const struct db_rows *rows,
                                    struct held_meeting *out, struct error *err)
{
    *out = (struct held_meeting){
        .unit_id = db_int(rows, 1),
        .meeting = {.mode = strcmp(db_text(rows, 2), plan_mode_name(PLAN_ONLINE)) == 0 ? PLAN_ONLINE
                                                                                       : PLAN_DIRECT,
                    .start = civil_time_from_utc_secs(db_int(rows, 4)),
                    .end = civil_time_from_utc_secs(db_int(rows, 5)),
                    .seats = db_int(rows, 6),
                    .holiday = db_int(rows, 7) == 1},
    };
    if (out->meeting.mode == PLAN_ONLINE)
        out->meeting.seats = 0;
    out->sites = "";
    TRY(copy_text(count, rows, 0, &out->code, err));
    TRY(copy_text(count, rows, 3, &out->venue, err));
    return copy_text(count, rows, 8, &out->unit_code, err);
}

static enum error_code read_meetings(struct equality_held *count, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    size_t capacity = 0;

    TRY(db_select(&rows, count->app->db, QUERY_EQUALITY_MEETINGS,
                  DB_ARGS(DB_INT("election", count->election), equality_draft(count)), err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&count->meetings, &capacity, count->meeting_count + 1, sizeof *count->meetings,
                          ROWS_MAX))
            return error_memory(err);
        TRY(read_meeting(count, &rows, &count->meetings[count->meeting_count], err));
        count->meeting_count++;
    }
    return db_rows_finish(&rows, err);
}

int equality_compare_codes(const void *a, const void *b)
{
    const struct held_meeting *left = a;
    const struct held_meeting *right = b;

    return strcmp(left->code, right->code);
}

static enum error_code add_site(const struct equality_held *count, const struct db_rows *rows,
                                struct held_meeting *held, struct error *err)
{
    bool online = strcmp(db_text(rows, 1), plan_mode_name(PLAN_ONLINE)) == 0;
    CLEANUP(text_done) struct text sites;

    held->meeting.hybrid |= online != (held->meeting.mode == PLAN_ONLINE);
    held->meeting.seats += online ? 0 : db_int(rows, 3);
    text_init(&sites, SITES_BYTES_MAX);
    text_putf(&sites, "%s,%s %s", held->sites, db_text(rows, 1), db_text(rows, 2));
    TRY(text_finish(&sites, err));
    held->sites = arena_copy_string(count->arena, sites.data);
    return held->sites != NULL ? OK : error_memory(err);
}

static enum error_code read_sites(struct equality_held *count, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    if (count->meeting_count == 0)
        return OK;
    qsort(count->meetings, count->meeting_count, sizeof *count->meetings, equality_compare_codes);
    TRY(db_select(&rows, count->app->db, QUERY_EQUALITY_SITES,
                  DB_ARGS(DB_INT("election", count->election), equality_draft(count)), err));
    while (db_rows_next(&rows)) {
        const struct held_meeting wanted = {.code = db_text(&rows, 0)};
        struct held_meeting *held = bsearch(&wanted, count->meetings, count->meeting_count,
                                            sizeof *count->meetings, equality_compare_codes);
        if (held != NULL)
            TRY(add_site(count, &rows, held, err));
    }
    return db_rows_finish(&rows, err);
}

/* Joint meetings are one of each of their two units. */
static enum error_code read_joints(struct equality_held *count, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    size_t capacity = 0;

    TRY(db_select(&rows, count->app->db, QUERY_EQUALITY_JOINTS, DB_ARGS(DB_INT("election", count->election)),
                  err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&count->joints, &capacity, count->joint_count + 1, sizeof *count->joints, ROWS_MAX))
            return error_memory(err);
        count->joints[count->joint_count++] =
            (struct joint_units){db_int(&rows, 0), {db_int(&rows, 1), db_int(&rows, 2)}};
    }
    return db_rows_finish(&rows, err);
}

static enum error_code read_speakers(struct equality_held *count, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    const char *unit = count->question->unit;
    size_t capacity = 0;

    TRY(db_select(&rows, count->app->db, QUERY_EQUALITY_CANDIDATES,
                  DB_ARGS(DB_INT("election", count->election), DB_TEXT("first", unit != NULL ? unit : ""),
                          DB_TEXT("last", unit != NULL ? unit : EQUALITY_LAST_CODE),
                          DB_TEXT("level", count->question->level)),
                  err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&count->speakers, &capacity, count->speaker_count + 1, sizeof *count->speakers,
                          ROWS_MAX))
            return error_memory(err);
        struct speaker *speaker = &count->speakers[count->speaker_count];
        speaker->unit_id = db_int(&rows, 0);
        TRY(copy_text(count, &rows, 1, &speaker->unit_code, err));
        TRY(copy_text(count, &rows, 2, &speaker->unit_name, err));
        TRY(copy_text(count, &rows, 3, &speaker->code, err));
        TRY(copy_text(count, &rows, 4, &speaker->name, err));
        count->speaker_count++;
    }
    return db_rows_finish(&rows, err);
}

enum error_code equality_read(struct equality_held *count, struct error *err)
{
    TRY(read_speakers(count, err));
    TRY(read_meetings(count, err));
    TRY(read_sites(count, err));
    return read_joints(count, err);
}
