#include "app/notice_facts.h"

#include "db/db.h"

#include <stdio.h>
#include <string.h>

#define MEETINGS_MAX 1000 /* of one candidate */

/* "Nhà văn hoá số 5, phường Điện Biên": the name, and where that is unless the name says it. */
static const char *read_place(const struct db_rows *rows, struct arena *arena)
{
    const char *name = db_text(rows, 3);
    const char *where = db_text(rows, 4);

    if (strstr(name, where) != NULL)
        return arena_copy_string(arena, name);
    const char *between = name[0] == '\0' ? "" : ", ";
    size_t room = strlen(name) + strlen(between) + strlen(where) + 1;
    char *place = arena_alloc(arena, room);

    if (place != NULL)
        snprintf(place, room, "%s%s%s", name, between, where);
    return place;
}

static bool read_meeting(const struct db_rows *rows, struct arena *arena, struct notice_meeting *out)
{
    *out = (struct notice_meeting){
        .start = civil_time_from_utc_secs(db_int(rows, 0)),
        .online = strcmp(db_text(rows, 1), "online") == 0,
        .cancelled = strcmp(db_text(rows, 2), "cancelled") == 0,
        .place = read_place(rows, arena),
    };
    return out->place != NULL;
}

/* What stands in one row, and what the meetings are asked by. */
struct notice_row {
    struct notice_facts facts;
    int64_t candidate;
    int64_t told; /* number of a release; 0: none */
};

static enum error_code read_row(struct db *db, int64_t id, struct arena *arena, struct notice_row *out,
                                struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, db, QUERY_NOTICE_FACTS, DB_ARGS(DB_INT("id", id)), err));
    if (!db_rows_next(&rows)) {
        TRY(db_rows_finish(&rows, err));
        return error_set(err, ERROR_SOFTWARE, "the notice %lld is not in the store", (long long)id);
    }
    struct notice_row row = {.candidate = db_int(&rows, 0), .told = db_int(&rows, 7)};
    row.facts = (struct notice_facts){
        .kind = row.told == 0 ? NOTICE_PUBLISHED : NOTICE_CHANGED,
        .expires_utc_secs = db_int(&rows, 1),
        .release_number = (int32_t)db_int(&rows, 2),
        .form_name = arena_copy_string(arena, db_text(&rows, 3)),
        .number = arena_copy_string(arena, db_text(&rows, 4)),
        .opted_out = db_int(&rows, 5) != 0,
        .superseded = db_int(&rows, 6) != 0,
    };
    if (row.facts.form_name == NULL || row.facts.number == NULL)
        return error_memory(err);
    *out = row;
    return OK;
}

static enum error_code read_meetings(struct db *db, struct notice_row *row, struct arena *arena,
                                     struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct notice_meeting *meetings = arena_array(arena, MEETINGS_MAX, sizeof *meetings);
    size_t count = 0;

    if (meetings == NULL)
        return error_memory(err);
    TRY(db_select(&rows, db, QUERY_NOTICE_MEETINGS,
                  DB_ARGS(DB_INT("candidate", row->candidate), DB_INT("told", row->told)), err));
    while (db_rows_next(&rows)) {
        if (count == MEETINGS_MAX || !read_meeting(&rows, arena, &meetings[count++]))
            return error_memory(err);
    }
    TRY(db_rows_finish(&rows, err));
    row->facts.meetings = meetings;
    row->facts.meeting_count = count;
    return OK;
}

enum error_code notice_facts_read(struct db *db, int64_t id, struct arena *arena, struct notice_facts *out,
                                  struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct notice_row row;

    TRY(db_snapshot_begin(&moment, db, err));
    TRY(read_row(db, id, arena, &row, err));
    TRY(read_meetings(db, &row, arena, err));
    *out = row.facts;
    return OK;
}
