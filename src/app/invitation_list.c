#include "app/invitation_list.h"

#include "db/db.h"
#include "notify/notice.h"

#define ROWS_MAX 2000 /* of one meeting */

/* The columns of QUERY_INVITATION_LIST. */
enum column { CANDIDATE, AREA, ANSWER, ANSWERED_SEQUENCE, SEQUENCE, READ, STATE };

static bool take_row(const struct db_rows *row, struct arena *arena, struct invitation_row *out)
{
    enum notice_state state = NOTICE_QUEUED;

    if (!notice_state_parse(db_text(row, STATE), &state))
        state = NOTICE_QUEUED;
    *out = (struct invitation_row){
        .candidate = arena_copy_string(arena, db_text(row, CANDIDATE)),
        .area = arena_copy_string(arena, db_text(row, AREA)),
        .state = notice_state_name(state),
        .label = notice_state_label(state),
        .answer = arena_copy_string(arena, db_text(row, ANSWER)),
        .stale = db_text(row, ANSWER)[0] != '\0' && db_int(row, ANSWERED_SEQUENCE) < db_int(row, SEQUENCE),
        .read_utc_secs = db_int(row, READ),
    };
    return out->candidate != NULL && out->area != NULL && out->answer != NULL;
}

static enum error_code refuse_unknown(const struct app *app, const struct election *election,
                                      const char *meeting, struct error *err)
{
    int64_t count;

    TRY(db_select_int(app->db, QUERY_INVITATION_MEETING_EXISTS,
                      DB_ARGS(DB_INT("election", election->id), DB_TEXT("meeting", meeting)), 0, &count,
                      err));
    if (count > 0)
        return OK;
    return error_set(err, ERROR_NO_INPUT, "no meeting %s was published in this election", meeting);
}

enum error_code invitation_list(const struct app *app, const struct election *election, const char *meeting,
                                struct arena *arena, struct invitation_list *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct invitation_list list = {.rows = arena_array(arena, ROWS_MAX, sizeof *list.rows)};

    if (list.rows == NULL)
        return error_memory(err);
    TRY(refuse_unknown(app, election, meeting, err));
    TRY(db_select(&rows, app->db, QUERY_INVITATION_LIST,
                  DB_ARGS(DB_INT("election", election->id), DB_TEXT("meeting", meeting)), err));
    for (; db_rows_next(&rows); list.count++)
        if (list.count == ROWS_MAX || !take_row(&rows, arena, &list.rows[list.count]))
            return error_memory(err);
    TRY(db_rows_finish(&rows, err));
    *out = list;
    return OK;
}
