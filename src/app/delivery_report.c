#include "app/delivery_report.h"

#include "app/gateway_setup.h"
#include "db/db.h"

#include <string.h>

#define VALUE_MAX_BYTES 400

/* What a report says, as its profile reads it. */
struct report {
    const char *gateway;
    struct text ref;
    struct text id;
    struct text said;
    struct text words;
    const char *state; /* "unknown": the profile does not know the word */
    int64_t now_utc_secs;
};

static void report_done(struct report *report)
{
    text_done(&report->ref);
    text_done(&report->id);
    text_done(&report->said);
    text_done(&report->words);
}

static bool is_among(const char *value, char **list, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (strcmp(list[i], value) == 0)
            return true;
    return count == 0;
}

static bool means(const struct hook *hook, const struct gateway_reported *reported, const char *said)
{
    CLEANUP(text_done) struct text where = {0};

    if (!is_among(said, reported->is, reported->is_count))
        return false;
    text_init(&where, VALUE_MAX_BYTES);
    return reported->where == NULL || !hook_value(hook, reported->where, &where) ||
           reported->where_not == NULL || strcmp(where.data, reported->where_not) != 0;
}

static const char *meaning(const struct hook *hook, const char *said)
{
    const struct gateway_report *profile = hook->setup->profile->report;

    for (unsigned i = 0; i < profile->state_count; i++)
        if (means(hook, &profile->states[i], said))
            return notice_state_name(profile->states[i].state);
    return notice_state_name(NOTICE_UNKNOWN);
}

static enum error_code read_report(const struct hook *hook, struct report *out, struct error *err)
{
    const struct gateway_report *profile = hook->setup->profile->report;
    struct text *const parts[] = {&out->ref, &out->id, &out->said, &out->words};

    for (size_t i = 0; i < COUNT_OF(parts); i++)
        text_init(parts[i], VALUE_MAX_BYTES);
    /* Our own name of the message stands in the address that we gave out, whatever the gateway calls it. */
    bool known = hook_value(hook, profile->ref, &out->ref) || hook_value(hook, "ref", &out->ref);
    known = hook_value(hook, profile->id, &out->id) || known;
    if (!known || !hook_value(hook, profile->state, &out->said))
        return error_set(err, ERROR_USAGE,
                         "the report does not say which message it is about, or what became of it");
    if (!hook_value(hook, profile->words, &out->words))
        text_clear(&out->words);
    out->gateway = hook->setup->profile->name;
    out->state = meaning(hook, out->said.data);
    return OK;
}

static enum error_code find_notice(struct db *db, const struct report *report, int64_t *out,
                                   struct error *err)
{
    int64_t notice = 0;

    if (report->ref.length > 0)
        TRY(db_select_int(db, QUERY_NOTICE_BY_CLIENT_ID, DB_ARGS(DB_TEXT("client_id", report->ref.data)), 0,
                          &notice, err));
    if (notice == 0 && report->id.length > 0)
        TRY(db_select_int(
            db, QUERY_NOTICE_BY_MESSAGE_ID,
            DB_ARGS(DB_TEXT("message_id", report->id.data), DB_TEXT("gateway", report->gateway)), 0, &notice,
            err));
    *out = notice;
    return OK;
}

static enum error_code store_once(struct db *db, const struct report *report, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    int64_t notice;

    TRY(db_transaction_begin(&change, db, err));
    TRY(find_notice(db, report, &notice, err));
    struct db_arg about = DB_INT("notice", notice);
    if (notice == 0)
        about.type = DB_TYPE_NULL;
    TRY(db_run(db, QUERY_REPORT_INSERT,
               DB_ARGS(DB_TEXT("gateway", report->gateway), DB_TEXT("client_id", report->ref.data),
                       DB_TEXT("message_id", report->id.data), DB_TEXT("said", report->said.data),
                       DB_TEXT("words", report->words.data), DB_TEXT("state", report->state),
                       DB_INT("now_utc", report->now_utc_secs), about),
               err));
    if (notice != 0)
        TRY(delivery_report_settle(db, notice, report->gateway, "", report->now_utc_secs, err));
    return db_transaction_commit(&change, err);
}

enum error_code delivery_report_settle(struct db *db, int64_t notice, const char *gateway,
                                       const char *gateway_message_id, int64_t now_utc_secs,
                                       struct error *err)
{
    if (gateway_message_id[0] != '\0')
        TRY(db_run(db, QUERY_REPORT_ADOPT,
                   DB_ARGS(DB_INT("notice", notice), DB_TEXT("gateway", gateway),
                           DB_TEXT("message_id", gateway_message_id)),
                   err));
    return db_run(db, QUERY_NOTICE_TAKE_REPORTS,
                  DB_ARGS(DB_INT("id", notice), DB_INT("now_utc", now_utc_secs)), err);
}

enum error_code delivery_report_take(const struct app *app, const struct hook_call *call,
                                     struct hook_answer *out, struct error *err)
{
    CLEANUP(hook_done) struct hook hook = {0};
    CLEANUP(report_done) struct report report = {.now_utc_secs = clock_now_utc_secs(&app->clock)};

    TRY(hook_open(&hook, app, call, err));
    const struct gateway_report *profile = hook.setup->profile->report;
    if (profile == NULL)
        return error_set(err, ERROR_NO_INPUT, "no gateway has this address");
    TRY(hook_check_signature(&hook, app, (int)profile->signature, err));
    TRY(read_report(&hook, &report, err));
    TRY(DB_REPEAT(app->db, store_once(app->db, &report, err)));
    if (profile->answer != NULL)
        text_put(&out->body, profile->answer);
    out->type = "text/plain";
    return OK;
}
