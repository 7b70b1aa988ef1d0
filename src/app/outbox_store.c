#include "app/outbox_store.h"

#include "app/notice_facts.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

#define CLAIM_TRIES 10
#define FINISH_TRIES 20 /* each as patient as the store */

/* Each of these is one statement, which is a transaction of its own and does not wait for the turn of a change. */
static enum error_code recover(void *context, int64_t now_utc_secs, struct error *err)
{
    struct outbox_store *store = context;

    TRY(db_run(store->db, QUERY_NOTICE_RECOVER_CLAIMED, DB_ARGS(DB_INT("now_utc", now_utc_secs)), err));
    return db_run(store->db, QUERY_NOTICE_RECOVER_IN_FLIGHT, DB_ARGS(DB_INT("now_utc", now_utc_secs)), err);
}

static enum error_code read_claimed(struct db_rows *rows, struct outbox_notice *out, bool *out_found,
                                    struct error *err)
{
    struct outbox_notice notice = {0};
    bool found = false;

    for (; db_rows_next(rows); found = true) {
        notice = (struct outbox_notice){.id = db_int(rows, 0), .tries = db_int(rows, 1)};
        snprintf(notice.client_id, sizeof notice.client_id, "%s", db_text(rows, 2));
    }
    TRY(db_rows_finish(rows, err));
    *out = notice;
    *out_found = found;
    return OK;
}

static enum error_code claim_next(struct outbox_store *store, enum notice_channel channel,
                                  int64_t now_utc_secs, struct outbox_notice *out, bool *out_found,
                                  struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, store->db, QUERY_NOTICE_CLAIM,
                  DB_ARGS(DB_TEXT("worker", store->worker), DB_TEXT("channel", notice_channel_name(channel)),
                          DB_INT("now_utc", now_utc_secs),
                          DB_INT("until_utc", now_utc_secs + OUTBOX_CLAIM_SECS)),
                  err));
    return read_claimed(&rows, out, out_found, err);
}

/* What was claimed by a statement whose answer was lost. */
static enum error_code find_claimed(struct outbox_store *store, enum notice_channel channel,
                                    struct outbox_notice *out, bool *out_found, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, store->db, QUERY_NOTICE_CLAIMED,
                  DB_ARGS(DB_TEXT("worker", store->worker), DB_TEXT("channel", notice_channel_name(channel))),
                  err));
    return read_claimed(&rows, out, out_found, err);
}

static enum error_code claim(void *context, enum notice_channel channel, int64_t now_utc_secs,
                             struct outbox_notice *out, bool *out_found, struct error *err)
{
    struct outbox_store *store = context;
    enum error_code code = OK;
    bool found = false;

    if (store->unsure)
        TRY(find_claimed(store, channel, out, &found, err));
    store->unsure = false;
    /* Two workers may see two notices to one person at the same moment; the store lets one of them have it. */
    for (int i = 0; !found && i < CLAIM_TRIES; i++) {
        code = claim_next(store, channel, now_utc_secs, out, &found, err);
        if (code != ERROR_DATA)
            break;
    }
    store->unsure = code == ERROR_UNAVAILABLE;
    if (code == OK)
        *out_found = found;
    return code;
}

static enum error_code read_facts(void *context, int64_t id, struct arena *arena, struct notice_facts *out,
                                  struct error *err)
{
    const struct outbox_store *store = context;

    return notice_facts_read(store->db, id, arena, out, err);
}

static enum error_code begin_once(struct outbox_store *store, int64_t id, int64_t now_utc_secs,
                                  const struct outbox_request *request, bool *out_begun, struct error *err)
{
    int64_t changed;

    TRY(db_run_counted(store->db, QUERY_NOTICE_BEGIN,
                       DB_ARGS(DB_INT("id", id), DB_TEXT("worker", store->worker),
                               DB_TEXT("body", request->body), DB_INT("parts", request->parts),
                               DB_TEXT("gateway", request->gateway),
                               DB_INT("until_utc", now_utc_secs + OUTBOX_CLAIM_SECS)),
                       &changed, err));
    *out_begun = changed == 1;
    return OK;
}

/* When the answer was lost, the notice itself says whether it was begun. */
static enum error_code begin(void *context, int64_t id, int64_t now_utc_secs,
                             const struct outbox_request *request, bool *out_begun, struct error *err)
{
    struct outbox_store *store = context;
    enum error_code code = begin_once(store, id, now_utc_secs, request, out_begun, err);
    int64_t begun;

    if (code != ERROR_UNAVAILABLE)
        return code;
    TRY(db_select_int(store->db, QUERY_NOTICE_IS_BEGUN,
                      DB_ARGS(DB_INT("id", id), DB_TEXT("worker", store->worker)), 0, &begun, err));
    if (begun == 0)
        return begin_once(store, id, now_utc_secs, request, out_begun, err);
    *out_begun = true;
    return OK;
}

static bool waits(enum notice_state state)
{
    return state == NOTICE_QUEUED || state == NOTICE_HELD;
}

static enum error_code finish_once(struct outbox_store *store, int64_t id, int64_t now_utc_secs,
                                   const struct outbox_outcome *outcome, struct error *err)
{
    struct db_arg not_before = DB_INT("not_before_utc", outcome->not_before_utc_secs);
    struct db_arg finished = DB_INT("finished_utc", now_utc_secs);

    if (waits(outcome->state))
        finished.type = DB_TYPE_NULL;
    else
        not_before.type = DB_TYPE_NULL;
    return db_run(store->db, QUERY_NOTICE_FINISH,
                  DB_ARGS(DB_INT("id", id), DB_TEXT("worker", store->worker),
                          DB_TEXT("state", notice_state_name(outcome->state)),
                          DB_TEXT("reason", notice_reason_name(outcome->reason)), not_before,
                          DB_TEXT("words", outcome->words),
                          DB_TEXT("gateway_message_id", outcome->gateway_id), finished),
                  err);
}

/* An outcome that is not written down becomes "unknown": it is worth waiting for a store that is busy or away. Written
 * twice it is the same. */
static enum error_code finish(void *context, int64_t id, int64_t now_utc_secs,
                              const struct outbox_outcome *outcome, struct error *err)
{
    enum error_code code = ERROR_BUSY;

    for (int i = 0; i < FINISH_TRIES && (code == ERROR_BUSY || code == ERROR_UNAVAILABLE); i++)
        code = finish_once(context, id, now_utc_secs, outcome, err);
    return code;
}

enum error_code outbox_store_init(struct outbox_store *store, struct db *db, struct error *err)
{
    struct outbox_store made = {.db = db};

    TRY(secret_make_id(made.worker, err));
    *store = made;
    store->outbox = (struct outbox){store, recover, claim, read_facts, begin, finish};
    return OK;
}
