#include "app/notice_evidence.h"

#include "db/db.h"
#include "notify/notice.h"

static const char *label_of(const char *state)
{
    enum notice_state known;

    return notice_state_parse(state, &known) ? notice_state_label(known) : "";
}

static struct notice_proof read_proof(const struct db_rows *rows)
{
    return (struct notice_proof){
        .id = db_int(rows, 0),
        .who = db_text(rows, 1),
        .name = db_text(rows, 2),
        .channel = db_text(rows, 3),
        .kind = db_text(rows, 4),
        .release_number = db_int(rows, 5),
        .state = db_text(rows, 6),
        .label = label_of(db_text(rows, 6)),
        .reason = db_text(rows, 7),
        .sentence = notice_reason_sentence(db_text(rows, 7)),
        .queued_utc_secs = db_int(rows, 8),
        .finished_utc_secs = db_int(rows, 9),
        .tries = db_int(rows, 10),
        .parts = db_int(rows, 11),
        .gateway = db_text(rows, 12),
        .gateway_id = db_text(rows, 13),
        .text = db_text(rows, 14),
        .decision = db_text(rows, 15),
        .decided_by = db_text(rows, 16),
        .why = db_text(rows, 17),
    };
}

static enum error_code check_meeting(const struct app *app, int64_t election, const char *meeting,
                                     struct error *err)
{
    int64_t found;

    TRY(db_select_int(app->db, QUERY_NOTICE_MEETING_EXISTS,
                      DB_ARGS(DB_INT("election", election), DB_TEXT("code", meeting)), 0, &found, err));
    if (found == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no meeting %s among those that were published",
                         meeting);
    return OK;
}

enum error_code notice_evidence_each(const struct app *app, int64_t election, const char *meeting,
                                     enum error_code (*visit)(void *context, const struct notice_proof *proof,
                                                              struct error *err),
                                     void *context, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_snapshot_begin(&moment, app->db, err));
    if (meeting == NULL) {
        TRY(db_select(&rows, app->db, QUERY_NOTICE_EVIDENCE, DB_ARGS(DB_INT("election", election)), err));
    } else {
        TRY(check_meeting(app, election, meeting, err));
        TRY(db_select(&rows, app->db, QUERY_NOTICE_EVIDENCE_OF_MEETING,
                      DB_ARGS(DB_INT("election", election), DB_TEXT("code", meeting)), err));
    }
    while (db_rows_next(&rows)) {
        struct notice_proof proof = read_proof(&rows);
        TRY(visit(context, &proof, err));
    }
    return db_rows_finish(&rows, err);
}
