#include "app/notice_status.h"

#include "app/settings.h"
#include "db/db.h"
#include "notify/notice.h"

static enum error_code count(const struct app *app, int64_t election, struct notice_counts *out,
                             struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    notice_counts_init(out);
    TRY(db_select(&rows, app->db, QUERY_NOTICE_STATE_COUNTS, DB_ARGS(DB_INT("election", election)), err));
    while (db_rows_next(&rows))
        notice_counts_add(out, db_text(&rows, 0), db_int(&rows, 1));
    return db_rows_finish(&rows, err);
}

static bool take_row(const struct db_rows *rows, struct arena *arena, struct notice_open *out)
{
    enum notice_state state = NOTICE_UNKNOWN;

    if (!notice_state_parse(db_text(rows, 1), &state))
        return false;
    *out = (struct notice_open){
        .id = db_int(rows, 0),
        .state = notice_state_name(state),
        .label = notice_state_label(state),
        .candidate = arena_copy_string(arena, db_text(rows, 2)),
        .release_number = db_int(rows, 3),
        .reason = arena_copy_string(arena, db_text(rows, 4)),
        .sentence = notice_reason_sentence(db_text(rows, 4)),
        .gateway_words = arena_copy_string(arena, db_text(rows, 5)),
        .finished_utc_secs = db_int(rows, 6),
    };
    return out->candidate != NULL && out->reason != NULL && out->gateway_words != NULL;
}

static enum error_code list_open(const struct app *app, int64_t election, struct arena *arena,
                                 struct notice_status *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct notice_open *open = arena_array(arena, NOTICE_STATUS_OPEN_MAX, sizeof *open);

    if (open == NULL)
        return error_memory(err);
    TRY(db_select(&rows, app->db, QUERY_NOTICES_OPEN,
                  DB_ARGS(DB_INT("election", election), DB_INT("limit", NOTICE_STATUS_OPEN_MAX)), err));
    for (out->open_count = 0; db_rows_next(&rows); out->open_count++) {
        if (!take_row(&rows, arena, &open[out->open_count]))
            return error_memory(err);
    }
    out->open = open;
    return db_rows_finish(&rows, err);
}

static enum error_code list_held(const struct app *app, int64_t election, struct arena *arena,
                                 struct notice_status *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct notice_held *held = arena_array(arena, REASON_COUNT, sizeof *held);

    if (held == NULL)
        return error_memory(err);
    TRY(db_select(&rows, app->db, QUERY_NOTICES_HELD, DB_ARGS(DB_INT("election", election)), err));
    while (out->held_count < REASON_COUNT && db_rows_next(&rows)) {
        struct notice_held one = {.reason = arena_copy_string(arena, db_text(&rows, 0)),
                                  .sentence = notice_reason_sentence(db_text(&rows, 0)),
                                  .count = db_int(&rows, 1),
                                  .until_utc_secs = db_int(&rows, 2)};
        if (one.reason == NULL)
            return error_memory(err);
        held[out->held_count++] = one;
    }
    out->held = held;
    return db_rows_finish(&rows, err);
}

static enum error_code list_unapproved(const struct app *app, int64_t election, struct arena *arena,
                                       struct notice_status *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct notice_unapproved *list = arena_array(arena, NOTICE_STATUS_OPEN_MAX, sizeof *list);

    if (list == NULL)
        return error_memory(err);
    TRY(db_select(&rows, app->db, QUERY_RELEASES_UNAPPROVED, DB_ARGS(DB_INT("election", election)), err));
    while (out->unapproved_count < NOTICE_STATUS_OPEN_MAX && db_rows_next(&rows)) {
        struct notice_unapproved one = {.release_number = db_int(&rows, 0),
                                        .author = arena_copy_string(arena, db_text(&rows, 1)),
                                        .count = db_int(&rows, 2)};
        if (one.author == NULL)
            return error_memory(err);
        list[out->unapproved_count++] = one;
    }
    out->unapproved = list;
    return db_rows_finish(&rows, err);
}

enum error_code notice_status(const struct app *app, int64_t election, struct arena *arena,
                              struct notice_status *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct notice_status status = {0};

    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(count(app, election, &status.counts, err));
    TRY(list_held(app, election, arena, &status, err));
    if (app->settings->notices.approval)
        TRY(list_unapproved(app, election, arena, &status, err));
    TRY(list_open(app, election, arena, &status, err));
    *out = status;
    return OK;
}
