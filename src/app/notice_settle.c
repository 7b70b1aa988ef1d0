#include "app/notice_settle.h"

#include "app/audit.h"
#include "app/gateway_setup.h"
#include "app/settings.h"
#include "db/db.h"
#include "notify/notice.h"

#include <stdio.h>
#include <string.h>

#define ID_CHARS 24
#define GATEWAY_NAME_CHARS 64

const char *const notice_decision_names[DECISION_COUNT] = {
    [DECISION_DELIVERED] = "delivered",
    [DECISION_FAILED] = "failed",
    [DECISION_SEND_AGAIN] = "send-again",
};

static const enum notice_state decided_states[DECISION_COUNT] = {
    [DECISION_DELIVERED] = NOTICE_DELIVERED,
    [DECISION_FAILED] = NOTICE_FAILED,
    [DECISION_SEND_AGAIN] = NOTICE_QUEUED,
};

/* What is to be settled, and how it stands. */
struct settling {
    const struct app *app;
    int64_t id;
    enum notice_decision decision;
    const char *why;
    int64_t now_utc_secs;
    int64_t election;
    enum notice_state before;
    int64_t unknown_since_utc_secs;
    char gateway[GATEWAY_NAME_CHARS]; /* name of the profile it was sent through; "": it was not sent */
    struct notice_settled settled;
};

enum error_code notice_check_why(const char *why, struct error *err)
{
    if (why[0] != '\0' && strlen(why) <= NOTICE_WHY_MAX_BYTES)
        return OK;
    return error_set(err, ERROR_DATA, "say why, in at most %d bytes", NOTICE_WHY_MAX_BYTES);
}

static enum error_code read_notice(struct settling *settling, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    bool found = false;

    TRY(db_select(&rows, settling->app->db, QUERY_NOTICE_SETTLED_ROW, DB_ARGS(DB_INT("id", settling->id)),
                  err));
    if (db_rows_next(&rows)) {
        found = notice_state_parse(db_text(&rows, 0), &settling->before);
        settling->election = db_int(&rows, 1);
        settling->settled.too_late =
            settling->decision == DECISION_SEND_AGAIN && db_int(&rows, 2) <= settling->now_utc_secs;
        snprintf(settling->gateway, sizeof settling->gateway, "%s", db_text(&rows, 3));
        settling->unknown_since_utc_secs = db_int(&rows, 4);
    }
    TRY(db_rows_finish(&rows, err));
    if (!found)
        return error_set(err, ERROR_NO_INPUT,
                         "there is no notice %lld; `hiepthuong notice status` shows those that wait for a "
                         "person",
                         (long long)settling->id);
    return OK;
}

/* Whether the gateway through which it went knows a repeated request by its client id, still. A profile that cannot be read
 * promises nothing. */
static bool is_known_again(const struct settling *settling)
{
    const struct settings_gateway *const gateways[] = {&settling->app->settings->gateway,
                                                       &settling->app->settings->second_gateway};

    for (size_t i = 0; i < COUNT_OF(gateways); i++) {
        CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = NULL;
        struct error unread;
        if (gateways[i]->profile == NULL ||
            gateway_setup_profile(gateways[i]->profile, &profile, &unread) != OK ||
            strcmp(profile->name, settling->gateway) != 0)
            continue;
        int64_t since = gateway_profile_repeat_since(profile, settling->now_utc_secs);
        return since != 0 && settling->unknown_since_utc_secs >= since;
    }
    return false;
}

static enum error_code check(struct settling *settling, struct error *err)
{
    bool again = settling->decision == DECISION_SEND_AGAIN;

    settling->settled.may_double = again && settling->before == NOTICE_UNKNOWN && !is_known_again(settling);
    if (settling->before == NOTICE_UNKNOWN || (settling->before == NOTICE_FAILED && again))
        return OK;
    if (settling->before == NOTICE_FAILED)
        return error_set(err, ERROR_DATA, "notice %lld has failed; it can only be sent again",
                         (long long)settling->id);
    return error_set(err, ERROR_DATA,
                     "notice %lld is %s; only what is uncertain or failed is settled by a person",
                     (long long)settling->id, notice_state_name(settling->before));
}

static enum error_code write_notice(const struct settling *settling, struct error *err)
{
    bool again = settling->decision == DECISION_SEND_AGAIN;
    struct db_arg finished = DB_INT("finished_utc", settling->now_utc_secs);
    struct db_arg not_before = DB_INT("not_before_utc", settling->now_utc_secs);

    if (again)
        finished.type = DB_TYPE_NULL;
    else
        not_before.type = DB_TYPE_NULL;
    return db_run(settling->app->db, QUERY_NOTICE_SETTLE,
                  DB_ARGS(DB_INT("id", settling->id),
                          DB_TEXT("state", notice_state_name(decided_states[settling->decision])),
                          DB_TEXT("reason", notice_reason_name(again ? REASON_NONE : REASON_SETTLED)),
                          finished, not_before, DB_TEXT("before", notice_state_name(settling->before))),
                  err);
}

static enum error_code write_decision(const struct settling *settling, struct error *err)
{
    const char *decision = notice_decision_names[settling->decision];
    const char *before = notice_state_name(settling->before);
    struct audit_entry entry = {.verb = "notice settle",
                                .election = settling->election,
                                .kind = "notice",
                                .before = before,
                                .after = decision};
    char about[ID_CHARS];

    TRY(db_run(settling->app->db, QUERY_NOTICE_SETTLEMENT_INSERT,
               DB_ARGS(DB_INT("notice", settling->id), DB_INT("now_utc", settling->now_utc_secs),
                       DB_TEXT("who", settling->app->actor.who), DB_TEXT("before", before),
                       DB_TEXT("decision", decision), DB_INT("may_double", settling->settled.may_double),
                       DB_TEXT("why", settling->why)),
               err));
    snprintf(about, sizeof about, "%lld", (long long)settling->id);
    entry.about = about;
    if (settling->settled.may_double)
        message_set(&entry.words, "Notice %s is sent again, though the person may have it already.", about);
    else
        message_set(&entry.words, "Notice %s, which was %s, was settled as: %s.", about, before, decision);
    return audit_put(settling->app, &entry, err);
}

static enum error_code settle_once(struct settling *settling, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, settling->app->db, err));
    TRY(read_notice(settling, err));
    TRY(check(settling, err));
    TRY(write_notice(settling, err));
    TRY(write_decision(settling, err));
    return db_transaction_commit(&change, err);
}

enum error_code notice_settle(const struct app *app, int64_t id, enum notice_decision decision,
                              const char *why, struct notice_settled *out, struct error *err)
{
    struct settling settling = {.app = app,
                                .id = id,
                                .decision = decision,
                                .why = why,
                                .now_utc_secs = clock_now_utc_secs(&app->clock)};

    TRY(notice_check_why(why, err));
    enum error_code code = DB_REPEAT(app->db, settle_once(&settling, err));
    if (code == OK)
        *out = settling.settled;
    return code;
}
