#include "app/notice_facts.h"

#include "app/invitation_queue.h"
#include "app/notice_digest.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

#define MEETINGS_MAX 1000 /* of one candidate */
#define MEETINGS_ROOM 8   /* at first; most have fewer */
#define STEPS_MAX 5000    /* of one alarm */

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

/* The columns of what was told, of a meeting that a release changed. */
enum told_column { IS_NEW = 6, TOLD_STATUS, TOLD_MODE, TOLD_START, OTHER_VENUE };

static enum notice_change read_change(const struct db_rows *rows)
{
    if (db_int(rows, IS_NEW) != 0)
        return CHANGE_ADDED;
    if (db_is_null(rows, TOLD_STATUS))
        return CHANGE_UNKNOWN;
    if (strcmp(db_text(rows, TOLD_STATUS), "cancelled") == 0)
        return CHANGE_RESTORED;
    if (db_int(rows, TOLD_START) != db_int(rows, 0))
        return CHANGE_MOVED;
    if (db_int(rows, OTHER_VENUE) != 0 || strcmp(db_text(rows, TOLD_MODE), db_text(rows, 1)) != 0)
        return CHANGE_ELSEWHERE;
    return CHANGE_UNKNOWN;
}

static bool read_meeting(const struct db_rows *rows, struct arena *arena, struct notice_meeting *out)
{
    *out = (struct notice_meeting){
        .start = civil_time_from_utc_secs(db_int(rows, 0)),
        .online = strcmp(db_text(rows, 1), "online") == 0,
        .cancelled = strcmp(db_text(rows, 2), "cancelled") == 0,
        .place = read_place(rows, arena),
        .connected_sites = (int32_t)db_int(rows, 5),
    };
    return out->place != NULL;
}

enum notice_column {
    ELECTION,
    AREA,
    KIND,
    TEXT,
    CHANNEL,
    CANDIDATE,
    ABOUT,
    ABOUT_UNTIL,
    EXPIRES,
    RELEASE,
    NAME,
    PHONE,
    MAIL,
    OPTED_OUT,
    SUPERSEDED,
    TOLD,
};

/* What stands in one row, and what the meetings are asked by. */
struct notice_row {
    struct notice_facts facts;
    int64_t id;
    int64_t election;
    int64_t area; /* of the office it goes to; 0: the whole election, or it goes to a candidate */
    int64_t candidate;
    int64_t about_until_utc_secs;
    int64_t told; /* number of a release; 0: none */
};

static enum error_code take_row(const struct db_rows *rows, struct arena *arena, struct notice_row *row,
                                struct error *err)
{
    struct notice_facts *facts = &row->facts;

    row->election = db_int(rows, ELECTION);
    row->area = db_int(rows, AREA);
    row->candidate = db_int(rows, CANDIDATE);
    row->about_until_utc_secs = db_int(rows, ABOUT_UNTIL);
    row->told = db_int(rows, TOLD);
    *facts = (struct notice_facts){
        .channel = strcmp(db_text(rows, CHANNEL), "mail") == 0 ? CHANNEL_MAIL : CHANNEL_SMS,
        .rule = arena_copy_string(arena, db_text(rows, KIND)),
        .about_utc_secs = db_int(rows, ABOUT),
        .expires_utc_secs = db_int(rows, EXPIRES),
        .release_number = (int32_t)db_int(rows, RELEASE),
        .form_name = arena_copy_string(arena, db_text(rows, NAME)),
        .number = arena_copy_string(arena, db_text(rows, PHONE)),
        .mail = arena_copy_string(arena, db_text(rows, MAIL)),
        .opted_out = db_int(rows, OPTED_OUT) != 0,
        .superseded = db_int(rows, SUPERSEDED) != 0,
    };
    if (facts->rule == NULL || facts->form_name == NULL || facts->number == NULL || facts->mail == NULL)
        return error_memory(err);
    if (!notice_kind_parse(db_text(rows, TEXT), &facts->kind))
        return error_set(err, ERROR_CONFIG, "the notice %lld takes words that this program does not know",
                         (long long)row->id);
    return OK;
}

static enum error_code read_row(struct db *db, int64_t id, struct arena *arena, struct notice_row *out,
                                struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct notice_row row = {.id = id};

    TRY(db_select(&rows, db, QUERY_NOTICE_FACTS, DB_ARGS(DB_INT("id", id)), err));
    if (!db_rows_next(&rows)) {
        TRY(db_rows_finish(&rows, err));
        return error_set(err, ERROR_SOFTWARE, "the notice %lld is not in the store", (long long)id);
    }
    TRY(take_row(&rows, arena, &row, err));
    *out = row;
    return OK;
}

static enum error_code select_meetings(struct db_rows *rows, struct db *db, const struct notice_row *row,
                                       struct error *err)
{
    int64_t invitation = invitation_of_kind(row->facts.rule);

    if (invitation != 0)
        return db_select(rows, db, QUERY_INVITATION_MEETING,
                         DB_ARGS(DB_INT("invitation", invitation), DB_INT("told", row->told)), err);
    if (row->facts.release_number != 0)
        return db_select(rows, db, QUERY_NOTICE_MEETINGS,
                         DB_ARGS(DB_INT("candidate", row->candidate), DB_INT("told", row->told)), err);
    return db_select(rows, db, QUERY_NOTICE_MEETINGS_BETWEEN,
                     DB_ARGS(DB_INT("candidate", row->candidate),
                             DB_INT("cancelled_too", row->facts.kind == NOTICE_STALE),
                             DB_INT("from_utc", row->facts.about_utc_secs),
                             DB_INT("until_utc", row->about_until_utc_secs)),
                     err);
}

/* NULL without memory. */
static struct notice_meeting *make_room(struct arena *arena, const struct notice_meeting *meetings,
                                        size_t count, size_t *room)
{
    *room = count == 0 ? MEETINGS_ROOM : 2 * count;
    struct notice_meeting *larger = arena_array(arena, *room, sizeof *larger);

    if (larger != NULL && count > 0)
        memcpy(larger, meetings, count * sizeof *larger);
    return larger;
}

/* Those of a release carry what was told of them before. */
static enum error_code read_meetings(struct db *db, struct notice_row *row, struct arena *arena,
                                     struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct notice_meeting *meetings = NULL;
    bool of_release = row->facts.release_number != 0;
    size_t count = 0;
    size_t room = 0;

    TRY(select_meetings(&rows, db, row, err));
    while (db_rows_next(&rows)) {
        if (count == room)
            meetings = make_room(arena, meetings, count, &room);
        if (meetings == NULL || count == MEETINGS_MAX || !read_meeting(&rows, arena, &meetings[count]))
            return error_memory(err);
        if (of_release && row->told > 0) {
            meetings[count].change = read_change(&rows);
            meetings[count].before = civil_time_from_utc_secs(db_int(&rows, TOLD_START));
        }
        count++;
    }
    TRY(db_rows_finish(&rows, err));
    row->facts.meetings = meetings;
    row->facts.meeting_count = count;
    if (of_release)
        row->facts.kind = row->told == 0 ? NOTICE_PUBLISHED : notice_kind_of_changes(meetings, count);
    return OK;
}

static enum error_code read_steps(struct db *db, struct notice_row *row, struct arena *arena,
                                  struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct notice_step *steps = arena_array(arena, STEPS_MAX, sizeof *steps);
    size_t count = 0;

    if (steps == NULL)
        return error_memory(err);
    TRY(db_select(&rows, db, QUERY_NOTICE_STEPS, DB_ARGS(DB_INT("notice", row->id)), err));
    while (db_rows_next(&rows)) {
        struct notice_step *step = &steps[count];
        *step = (struct notice_step){
            .name_vi = arena_copy_string(arena, db_text(&rows, 0)),
            .name_en = arena_copy_string(arena, db_text(&rows, 1)),
            .area = arena_copy_string(arena, db_text(&rows, 2)),
            .due = {{(int32_t)db_int(&rows, 3)}, (int32_t)db_int(&rows, 4)},
            .has_hour = !db_is_null(&rows, 4),
            .days_left = (int32_t)db_int(&rows, 5),
        };
        if (step->name_vi == NULL || step->name_en == NULL || step->area == NULL)
            return error_memory(err);
        /* Nobody reads so many; the count of those that follow would tell nothing more. */
        if (++count == STEPS_MAX)
            break;
    }
    row->facts.steps = steps;
    row->facts.step_count = count;
    return count == STEPS_MAX ? OK : db_rows_finish(&rows, err);
}

static enum error_code read_shape(struct db *db, struct notice_row *row, struct arena *arena,
                                  struct error *err)
{
    enum notice_shape shape =
        row->facts.release_number != 0 ? SHAPE_MEETINGS : notice_kind_shape(row->facts.kind);

    if (shape == SHAPE_MEETINGS)
        return read_meetings(db, row, arena, err);
    if (shape == SHAPE_STEPS)
        return read_steps(db, row, arena, err);
    return notice_digest_read(db, row->election, row->area,
                              civil_time_from_utc_secs(row->facts.about_utc_secs).date, &row->facts.digest,
                              err);
}

enum error_code notice_facts_read(struct db *db, int64_t id, struct arena *arena, struct notice_facts *out,
                                  struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct notice_row row;

    TRY(db_snapshot_begin(&moment, db, err));
    TRY(read_row(db, id, arena, &row, err));
    TRY(read_shape(db, &row, arena, err));
    *out = row.facts;
    return OK;
}
