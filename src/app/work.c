#include "app/work.h"

#include "app/audit.h"
#include "app/gateway_setup.h"
#include "app/lease.h"
#include "app/mail_engine.h"
#include "app/notice_derive.h"
#include "app/notice_setup.h"
#include "app/outbox_store.h"
#include "app/privacy.h"
#include "app/settings.h"
#include "db/db.h"
#include "notify/worker.h"

#include <pthread.h>

#define SETUP_MAX_BYTES ((size_t)1 << 20)
#define CHORES_EVERY_MS ((int64_t)3600 * 1000)
#define CHORES_LEASE_SECS 600
#define DERIVE_EVERY_MS ((int64_t)60 * 1000)
#define DERIVE_LEASE_SECS 90

/* A worker with all it borrows; stays where it is. */
struct engine {
    struct arena arena;
    struct notice_setup setup;
    struct outbox_store outbox;
    struct gateway_setup gateways[WORKER_ROUTES_MAX];
    struct gateway *opened[WORKER_ROUTES_MAX];
    struct clock clock;
    struct worker worker;
};

static void engine_done(struct engine *engine)
{
    for (size_t i = 0; i < WORKER_ROUTES_MAX; i++) {
        gateway_free(engine->opened[i]);
        gateway_setup_done(&engine->gateways[i]);
    }
    notice_setup_done(&engine->setup);
    arena_done(&engine->arena);
}

static enum error_code add_gateway(struct engine *engine, const struct app *app,
                                   const struct settings_gateway *settings, struct error *err)
{
    size_t place = engine->worker.route_count;
    struct gateway_setup *gateway = &engine->gateways[place];
    struct prepare_rules rules = engine->setup.rules;

    TRY(gateway_setup_load(gateway, app, settings, err));
    TRY(gateway_new(gateway->profile, &gateway->access, &engine->opened[place], err));
    rules.profile = gateway->profile;
    worker_add_route(&engine->worker, engine->opened[place], &rules);
    return OK;
}

static enum error_code engine_start(struct engine *engine, const struct app *app, int stop_descriptor,
                                    struct error *err)
{
    const struct settings *settings = app->settings;

    TRY(notice_setup_load(&engine->setup, app, &engine->arena, err));
    TRY(outbox_store_init(&engine->outbox, app->db, err));
    engine->clock = app->clock;
    engine->worker = (struct worker){
        .outbox = &engine->outbox.outbox, .clock = &engine->clock, .stop_descriptor = stop_descriptor};
    TRY(add_gateway(engine, app, &settings->gateway, err));
    return settings->second_gateway.profile == NULL
               ? OK
               : add_gateway(engine, app, &settings->second_gateway, err);
}

static void engine_init(struct engine *engine)
{
    *engine = (struct engine){.opened = {NULL}};
    arena_init(&engine->arena, SETUP_MAX_BYTES);
}

static void count_handled(const struct worker_counts *handled, struct notice_counts *out)
{
    notice_counts_init(out);
    for (int i = 0; i < NOTICE_STATE_COUNT; i++)
        out->of[i].count = handled->handled[i];
}

/* What a person ordered; the worker's own doings stand in the notices themselves. */
static enum error_code log_order_once(const struct app *app, const struct worker_counts *handled,
                                      struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct audit_entry entry = {.verb = "notice send", .kind = "notice"};
    int64_t all = 0;

    for (int i = 0; i < NOTICE_STATE_COUNT; i++)
        all += handled->handled[i];
    if (all == 0)
        return OK;
    message_set(&entry.words,
                "What was due was sent by order of a person: %lld notices, %lld accepted, %lld failed, %lld "
                "without an answer.",
                (long long)all, (long long)handled->handled[NOTICE_ACCEPTED],
                (long long)handled->handled[NOTICE_FAILED], (long long)handled->handled[NOTICE_UNKNOWN]);
    TRY(db_transaction_begin(&change, app->db, err));
    TRY(audit_put(app, &entry, err));
    return db_transaction_commit(&change, err);
}

static enum error_code log_order(const struct app *app, const struct worker_counts *handled,
                                 struct error *err)
{
    return DB_REPEAT(app->db, log_order_once(app, handled, err));
}

static enum error_code pass_once(const struct app *app, struct worker_counts *handled, struct error *err)
{
    CLEANUP(engine_done) struct engine engine;

    engine_init(&engine);
    TRY(engine_start(&engine, app, -1, err));
    return worker_pass(&engine.worker, handled, err);
}

static enum error_code pass_mails_once(const struct app *app, struct worker_counts *handled,
                                       struct error *err)
{
    CLEANUP(mail_engine_done) struct mail_engine engine;

    mail_engine_init(&engine);
    TRY(mail_engine_start(&engine, app, -1, err));
    return worker_pass(&engine.worker, handled, err);
}

/* Each channel that is set, also when the other one fails; the first failure is the one told. */
static enum error_code pass_channels(const struct app *app, struct worker_counts *handled, struct error *err)
{
    bool mails = mail_engine_wanted(app);
    enum error_code code = OK;
    struct error later;

    if (app->settings->gateway.profile != NULL || !mails)
        code = pass_once(app, handled, err);
    if (!mails)
        return code;
    enum error_code mail_code = pass_mails_once(app, handled, &later);
    if (code == OK && mail_code != OK)
        *err = later;
    return code == OK ? mail_code : code;
}

enum error_code work_once(const struct app *app, struct notice_counts *out, struct error *err)
{
    struct worker_counts handled = {0};

    count_handled(&handled, out);
    TRY(notice_derive_all(app, err));
    enum error_code code = pass_channels(app, &handled, err);
    count_handled(&handled, out);
    struct error log_err;
    enum error_code log_code = log_order(app, &handled, &log_err);
    if (code == OK && log_code != OK)
        *err = log_err;
    return code == OK ? log_code : code;
}

static void tell(void *context, const struct worker_counts *handled, const struct error *err)
{
    const struct work *work = context;
    struct notice_counts counts;

    count_handled(handled, &counts);
    work->report(work->context, &counts, err);
}

/* What is to be done now and then, by one worker of all. */
struct chores {
    const struct app *app;
    const struct work *work;
    const char *worker; /* its name */
    int64_t next_ms;    /* monotonic */
    int64_t next_derive_ms;
};

static enum error_code erase_contacts(const struct chores *chores, struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    int64_t erased;
    bool taken;

    arena_init(&arena, SETUP_MAX_BYTES);
    TRY(lease_take(chores->app, "erase contacts", chores->worker, CHORES_LEASE_SECS, &taken, err));
    return taken ? privacy_erase_due(chores->app, &arena, &erased, err) : OK;
}

/* What reminders and alarms are due. */
static enum error_code derive_notices(const struct chores *chores, struct error *err)
{
    bool taken;

    TRY(lease_take(chores->app, "derive notices", chores->worker, DERIVE_LEASE_SECS, &taken, err));
    return taken ? notice_derive_all(chores->app, err) : OK;
}

static void report_failure(const struct chores *chores, enum error_code code, const struct error *err)
{
    struct notice_counts nothing;

    notice_counts_init(&nothing);
    if (code != OK)
        chores->work->report(chores->work->context, &nothing, err);
}

static void do_chores(void *context)
{
    struct chores *chores = context;
    int64_t now_ms = clock_monotonic_ms();
    struct error err;

    if (now_ms >= chores->next_derive_ms) {
        report_failure(chores, derive_notices(chores, &err), &err);
        chores->next_derive_ms = now_ms + DERIVE_EVERY_MS;
    }
    if (now_ms < chores->next_ms)
        return;
    report_failure(chores, erase_contacts(chores, &err), &err);
    chores->next_ms = now_ms + CHORES_EVERY_MS;
}

static enum error_code run_messages(const struct work *work, struct error *err)
{
    CLEANUP(app_close_store) struct app own = *work->app;
    CLEANUP(engine_done) struct engine engine;

    own.db = NULL;
    own.actor.source = ACTOR_WORKER;
    engine_init(&engine);
    TRY(app_open_store(&own, work->app->store_url, false, err));
    TRY(engine_start(&engine, &own, work->stop_descriptor, err));
    struct work copy = *work;
    struct chores chores = {.app = &own, .work = work, .worker = engine.outbox.worker};
    engine.worker.outage_secs = (int64_t)own.settings->gateway.outage_hours * 3600;
    engine.worker.chores = do_chores;
    engine.worker.chores_context = &chores;
    worker_run(&engine.worker, tell, &copy);
    return OK;
}

/* With the chores when no other worker runs beside it. */
static enum error_code run_mails(const struct work *work, bool with_chores, struct error *err)
{
    CLEANUP(app_close_store) struct app own = *work->app;
    CLEANUP(mail_engine_done) struct mail_engine engine;

    own.db = NULL;
    own.actor.source = ACTOR_WORKER;
    mail_engine_init(&engine);
    TRY(app_open_store(&own, work->app->store_url, false, err));
    TRY(mail_engine_start(&engine, &own, work->stop_descriptor, err));
    struct work copy = *work;
    struct chores chores = {.app = &own, .work = work, .worker = engine.outbox.worker};
    engine.worker.chores = with_chores ? do_chores : NULL;
    engine.worker.chores_context = &chores;
    worker_run(&engine.worker, tell, &copy);
    return OK;
}

static void *run_mail_thread(void *context)
{
    const struct work *work = context;
    struct notice_counts nothing;
    struct error err;

    notice_counts_init(&nothing);
    if (run_mails(work, false, &err) != OK)
        work->report(work->context, &nothing, &err);
    return NULL;
}

/* A mail server that is slow or away keeps no SMS waiting: each channel has its thread. */
enum error_code work_run(const struct work *work, struct error *err)
{
    bool mails = mail_engine_wanted(work->app);
    struct work copy = *work;
    pthread_t thread;

    if (work->app->settings->gateway.profile == NULL && mails)
        return run_mails(work, true, err);
    if (mails && pthread_create(&thread, NULL, run_mail_thread, &copy) != 0)
        return error_set(err, ERROR_OS, "no thread can be started for mails");
    enum error_code code = run_messages(work, err);
    if (!mails)
        return code;
    if (code != OK) {
        struct notice_counts nothing;
        notice_counts_init(&nothing);
        work->report(work->context, &nothing, err); /* the mails go on */
    }
    pthread_join(thread, NULL);
    return code;
}
