#include "app/outbox_store.h"

#include "app/delivery_report.h"
#include "app/invitation_calendar.h"
#include "app/invitation_queue.h"
#include "app/notice_limits.h"
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FINISH_TRIES 20 /* each as patient as the store */

/* Each of these is one statement, which is a transaction of its own and does not wait for the turn of a change. */
static enum error_code recover(void *context, int64_t now_utc_secs, struct error *err)
{
    struct outbox_store *store = context;

    TRY(db_run(store->db, QUERY_NOTICE_RECOVER_CLAIMED, DB_ARGS(DB_INT("now_utc", now_utc_secs)), err));
    return db_run(store->db, QUERY_NOTICE_RECOVER_IN_FLIGHT, DB_ARGS(DB_INT("now_utc", now_utc_secs)), err);
}

/* Adds the rows of a claim. */
static enum error_code read_claimed(struct db_rows *rows, struct arena *arena, struct outbox_notice *out,
                                    size_t *count, struct error *err)
{
    while (db_rows_next(rows)) {
        struct outbox_notice notice = {.id = db_int(rows, 0), .tries = db_int(rows, 1)};
        snprintf(notice.client_id, sizeof notice.client_id, "%s", db_text(rows, 2));
        if (!db_is_null(rows, 3)) {
            notice.body = arena_copy_string(arena, db_text(rows, 3));
            if (notice.body == NULL)
                return error_memory(err);
        }
        out[(*count)++] = notice;
    }
    return db_rows_finish(rows, err);
}

/* What waits, as far as there is room for it. */
static enum error_code claim_next(struct outbox_store *store, const struct outbox_wanted *wanted,
                                  struct outbox_notice *out, size_t *count, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, store->db, QUERY_NOTICE_CLAIM,
                  DB_ARGS(DB_TEXT("worker", store->worker),
                          DB_TEXT("channel", notice_channel_name(wanted->channel)),
                          DB_INT("now_utc", wanted->now_utc_secs),
                          DB_INT("until_utc", wanted->now_utc_secs + OUTBOX_CLAIM_SECS),
                          DB_INT("limit", (int64_t)(wanted->max - *count))),
                  err));
    return read_claimed(&rows, NULL, out, count, err);
}

static enum error_code claim_again(struct outbox_store *store, const struct outbox_wanted *wanted,
                                   struct arena *arena, struct outbox_notice *out, size_t *count,
                                   struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    if (wanted->repeat_since_utc_secs == 0)
        return OK;
    TRY(db_select(&rows, store->db, QUERY_NOTICE_CLAIM_AGAIN,
                  DB_ARGS(DB_TEXT("worker", store->worker),
                          DB_TEXT("channel", notice_channel_name(wanted->channel)),
                          DB_TEXT("gateway", wanted->gateway), DB_INT("now_utc", wanted->now_utc_secs),
                          DB_INT("since_utc", wanted->repeat_since_utc_secs),
                          DB_INT("until_utc", wanted->now_utc_secs + OUTBOX_CLAIM_SECS),
                          DB_INT("limit", (int64_t)wanted->max)),
                  err));
    return read_claimed(&rows, arena, out, count, err);
}

/* What was claimed by a change whose answer was lost. */
static enum error_code find_claimed(struct outbox_store *store, const struct outbox_wanted *wanted,
                                    struct arena *arena, struct outbox_notice *out, size_t *count,
                                    struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, store->db, QUERY_NOTICE_CLAIMED,
                  DB_ARGS(DB_TEXT("worker", store->worker),
                          DB_TEXT("channel", notice_channel_name(wanted->channel)),
                          DB_INT("limit", (int64_t)wanted->max)),
                  err));
    return read_claimed(&rows, arena, out, count, err);
}

static bool waits(enum notice_state state)
{
    return state == NOTICE_QUEUED || state == NOTICE_HELD;
}

static enum error_code finish_one(struct outbox_store *store, int64_t now_utc_secs,
                                  const struct outbox_outcome *outcome, struct error *err)
{
    struct db_arg not_before = DB_INT("not_before_utc", outcome->not_before_utc_secs);
    struct db_arg finished = DB_INT("finished_utc", now_utc_secs);

    if (waits(outcome->state))
        finished.type = DB_TYPE_NULL;
    else if (outcome->state != NOTICE_UNKNOWN)
        not_before.type = DB_TYPE_NULL;
    return db_run(store->db, QUERY_NOTICE_FINISH,
                  DB_ARGS(DB_INT("id", outcome->id), DB_TEXT("worker", store->worker),
                          DB_TEXT("state", notice_state_name(outcome->state)),
                          DB_TEXT("reason", notice_reason_name(outcome->reason)), not_before,
                          DB_TEXT("words", outcome->words),
                          DB_TEXT("gateway_message_id", outcome->gateway_id), finished),
                  err);
}

static enum error_code finish_all(struct outbox_store *store, int64_t now_utc_secs,
                                  const struct outbox_outcome *outcomes, size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        TRY(finish_one(store, now_utc_secs, &outcomes[i], err));
        if (outcomes[i].state == NOTICE_ACCEPTED || outcomes[i].state == NOTICE_UNKNOWN)
            TRY(delivery_report_settle(store->db, outcomes[i].id, outcomes[i].gateway, outcomes[i].gateway_id,
                                       now_utc_secs, err));
    }
    return OK;
}

static int compare_ids(const void *a, const void *b)
{
    const struct outbox_notice *left = a;
    const struct outbox_notice *right = b;

    return (left->id > right->id) - (left->id < right->id);
}

/* What may be repeated before what waits, since the one keeps the other from going to the same person. */
static enum error_code claim_once(struct outbox_store *store, const struct outbox_wanted *wanted,
                                  struct arena *arena, struct outbox_notice *out, size_t *out_count,
                                  struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    size_t count = 0;

    TRY(db_transaction_begin(&change, store->db, err));
    TRY(finish_all(store, wanted->now_utc_secs, wanted->outcomes, wanted->outcome_count, err));
    TRY(claim_again(store, wanted, arena, out, &count, err));
    if (count < wanted->max)
        TRY(claim_next(store, wanted, out, &count, err));
    TRY(db_transaction_commit(&change, err));
    qsort(out, count, sizeof *out, compare_ids); /* a statement gives its rows in no order */
    *out_count = count;
    return OK;
}

static enum error_code claim(void *context, const struct outbox_wanted *wanted, struct arena *arena,
                             struct outbox_notice *out, size_t *out_count, struct error *err)
{
    struct outbox_store *store = context;
    enum error_code code = OK;
    size_t count = 0;

    if (store->unsure)
        TRY(find_claimed(store, wanted, arena, out, &count, err));
    store->unsure = false;
    if (count == 0)
        code = DB_REPEAT(store->db, claim_once(store, wanted, arena, out, &count, err));
    store->unsure = code == ERROR_UNAVAILABLE;
    if (code == OK)
        *out_count = count;
    return code;
}

static enum error_code read_facts_of(const struct outbox_store *store, int64_t id, struct arena *arena,
                                     struct notice_facts *out, struct error *err)
{
    struct notice_facts facts;

    TRY(notice_limits_read(store->db, id, arena, &facts, err));
    int64_t invitation = invitation_of_kind(facts.rule);
    if (store->app != NULL && invitation != 0)
        TRY(invitation_calendar(store->app, invitation, arena, &facts.calendar, err));
    *out = facts;
    return OK;
}

/* One snapshot for all of them: to begin one costs as much as to read one notice. */
static enum error_code read_facts(void *context, const struct outbox_notice *notices, size_t count,
                                  struct arena *arena, struct notice_facts *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    const struct outbox_store *store = context;

    TRY(db_snapshot_begin(&moment, store->db, err));
    for (size_t i = 0; i < count; i++)
        TRY(read_facts_of(store, notices[i].id, arena, &out[i], err));
    return OK;
}

static enum error_code begin_one(struct outbox_store *store, const struct outbox_request *request,
                                 int64_t now_utc_secs, bool *out_begun, struct error *err)
{
    int64_t changed;

    TRY(db_run_counted(store->db, QUERY_NOTICE_BEGIN,
                       DB_ARGS(DB_INT("id", request->id), DB_TEXT("worker", store->worker),
                               DB_TEXT("body", request->body), DB_INT("parts", request->parts),
                               DB_TEXT("gateway", request->gateway),
                               DB_INT("until_utc", now_utc_secs + OUTBOX_CLAIM_SECS)),
                       &changed, err));
    *out_begun = changed == 1;
    return OK;
}

static enum error_code begin_once(struct outbox_store *store, int64_t now_utc_secs,
                                  const struct outbox_request *requests, size_t count, bool *out_begun,
                                  struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, store->db, err));
    for (size_t i = 0; i < count; i++)
        TRY(begin_one(store, &requests[i], now_utc_secs, &out_begun[i], err));
    return db_transaction_commit(&change, err);
}

/* Whether any was begun by a change whose answer was lost; then all were that could be. */
static enum error_code find_begun(struct outbox_store *store, const struct outbox_request *requests,
                                  size_t count, bool *out_begun, bool *out_any, struct error *err)
{
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        int64_t begun;
        TRY(db_select_int(store->db, QUERY_NOTICE_IS_BEGUN,
                          DB_ARGS(DB_INT("id", requests[i].id), DB_TEXT("worker", store->worker)), 0, &begun,
                          err));
        out_begun[i] = begun == 1;
        any = any || begun == 1;
    }
    *out_any = any;
    return OK;
}

/* When the answer was lost, the notices themselves say whether they were begun. */
static enum error_code begin(void *context, int64_t now_utc_secs, const struct outbox_request *requests,
                             size_t count, bool *out_begun, struct error *err)
{
    struct outbox_store *store = context;
    bool any;
    enum error_code code =
        DB_REPEAT(store->db, begin_once(store, now_utc_secs, requests, count, out_begun, err));

    if (code != ERROR_UNAVAILABLE)
        return code;
    TRY(find_begun(store, requests, count, out_begun, &any, err));
    return any ? OK : begin_once(store, now_utc_secs, requests, count, out_begun, err);
}

static enum error_code finish_once(struct outbox_store *store, int64_t now_utc_secs,
                                   const struct outbox_outcome *outcomes, size_t count, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, store->db, err));
    TRY(finish_all(store, now_utc_secs, outcomes, count, err));
    return db_transaction_commit(&change, err);
}

/* An outcome that is not written down becomes "unknown": it is worth waiting for a store that is busy or away. Written
 * twice it is the same. */
static enum error_code finish(void *context, int64_t now_utc_secs, const struct outbox_outcome *outcomes,
                              size_t count, struct error *err)
{
    struct outbox_store *store = context;
    enum error_code code = ERROR_BUSY;

    for (int i = 0; i < FINISH_TRIES && (code == ERROR_BUSY || code == ERROR_UNAVAILABLE); i++)
        code = DB_REPEAT(store->db, finish_once(store, now_utc_secs, outcomes, count, err));
    return code;
}

static enum error_code hold_backlog(void *context, enum notice_channel channel, int64_t due_before_utc_secs,
                                    struct error *err)
{
    const struct outbox_store *store = context;

    return db_run(store->db, QUERY_NOTICE_HOLD_BACKLOG,
                  DB_ARGS(DB_TEXT("channel", notice_channel_name(channel)),
                          DB_INT("due_before_utc", due_before_utc_secs)),
                  err);
}

static enum error_code beat(void *context, const struct outbox_health *health, int64_t now_utc_secs,
                            int64_t *out_before_utc_secs, struct error *err)
{
    const struct outbox_store *store = context;
    struct db_arg stopped = DB_INT("stopped_since_utc", health->stopped_since_utc_secs);
    const char *channel = notice_channel_name(health->channel);
    int64_t before;

    if (health->stopped_since_utc_secs == 0)
        stopped.type = DB_TYPE_NULL;
    TRY(db_select_int(store->db, QUERY_GATEWAY_LAST_BEAT, DB_ARGS(DB_TEXT("channel", channel)), 0, &before,
                      err));
    TRY(db_run(store->db, QUERY_GATEWAY_BEAT,
               DB_ARGS(DB_TEXT("channel", channel), DB_TEXT("gateway", health->gateway),
                       DB_INT("now_utc", now_utc_secs), stopped, DB_TEXT("words", health->words)),
               err));
    *out_before_utc_secs = before;
    return OK;
}

enum error_code outbox_store_init(struct outbox_store *store, struct db *db, struct error *err)
{
    struct outbox_store made = {.db = db};

    TRY(secret_make_id(made.worker, err));
    *store = made;
    store->outbox = (struct outbox){store, recover, claim, read_facts, begin, finish, hold_backlog, beat};
    return OK;
}
