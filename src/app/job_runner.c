#include "app/job_runner.h"

#include "app/job_desk.h"
#include "app/lease.h"
#include "base/secret.h"
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>

#define LOOK_EVERY_MS 200
#define TELL_EVERY_MS 1000
#define LEASE_NAME "jobs"
#define LEASE_SECS 20
#define LEASE_EVERY_MS 5000
#define BUSY_MS 200 /* for a store that somebody writes to; it looks again soon */
#define PATIENCE_MS 5000

struct job_runner {
    struct job_runner_options options;
    struct app app;      /* of the thread */
    struct app lease_by; /* the same with the real clock: one that is fixed would never let a lease end */
    char holder[SECRET_ID_CHARS];
    pthread_t thread;
    bool started;
    pthread_mutex_t mutex; /* of stopping */
    pthread_cond_t stopped;
    bool stopping;
    /* the thread's own */
    bool failing;
    bool in_hand; /* the desk is */
    struct job_desk desk;
    int64_t told_ms;
    int64_t leased_ms;
};

/* ---- the lease ---- */

static enum error_code renew_lease(struct job_runner *runner, bool *out_ours, struct error *err)
{
    TRY(lease_take(&runner->lease_by, LEASE_NAME, runner->holder, LEASE_SECS, out_ours, err));
    runner->leased_ms = clock_monotonic_ms();
    return OK;
}

/* ---- nothing in hand ---- */

/* Whoever has the lease and nothing in hand knows that nobody is at what is said to be running. */
static enum error_code break_orphans(const struct job_runner *runner, struct error *err)
{
    static const char words[] = N_("the service ended while this was under way; nothing more comes of it, so "
                                   "start it again");

    return db_run(runner->app.db, QUERY_JOB_BREAK,
                  DB_ARGS(DB_TEXT("words", words), DB_INT("now_utc", clock_now_utc_secs(&runner->app.clock))),
                  err);
}

static void fill_desk(struct job_runner *runner, const struct db_rows *rows)
{
    struct job_desk *desk = &runner->desk;

    job_desk_init(desk, &runner->app);
    desk->work.id = db_int(rows, 0);
    desk->work.election = db_int(rows, 1);
    snprintf(desk->kind_name, sizeof desk->kind_name, "%s", db_text(rows, 2));
    snprintf(desk->parameters, sizeof desk->parameters, "%s", db_text(rows, 3));
    snprintf(desk->app.actor.who, sizeof desk->app.actor.who, "%s", db_text(rows, 4));
    desk->app.actor.source = ACTOR_WEB;
    desk->kind = job_kind_find(runner->options.kinds, desk->kind_name);
    runner->in_hand = true;
}

static enum error_code take_job(struct job_runner *runner, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(
        &rows, runner->app.db, QUERY_JOB_TAKE,
        DB_ARGS(DB_TEXT("holder", runner->holder), DB_INT("now_utc", clock_now_utc_secs(&runner->app.clock))),
        err));
    while (db_rows_next(&rows)) {
        if (!runner->in_hand)
            fill_desk(runner, &rows);
    }
    return db_rows_finish(&rows, err);
}

static enum error_code look_for_work(struct job_runner *runner, struct error *err)
{
    int64_t open;
    bool ours;

    TRY(db_select_int(runner->app.db, QUERY_JOB_COUNT_OPEN, DB_NO_ARGS, 0, &open, err));
    if (open == 0)
        return OK;
    TRY(renew_lease(runner, &ours, err));
    if (!ours)
        return OK;
    TRY(break_orphans(runner, err));
    enum error_code code = take_job(runner, err);
    if (!runner->in_hand)
        return code;
    if (code == OK)
        job_desk_start(&runner->desk);
    else
        job_desk_done(&runner->desk);
    runner->in_hand = code == OK;
    return code;
}

/* ---- a job in hand ---- */

/* A lease that was lost, as by a machine that slept, is no reason to go on. */
static enum error_code hold_lease(struct job_runner *runner, struct error *err)
{
    bool ours;

    if (clock_monotonic_ms() - runner->leased_ms < LEASE_EVERY_MS)
        return OK;
    TRY(renew_lease(runner, &ours, err));
    if (!ours)
        atomic_store(&runner->desk.stop, true);
    return OK;
}

static enum error_code hear_stop(const struct job_runner *runner, struct job_desk *desk, struct error *err)
{
    int64_t wanted;

    TRY(db_select_int(runner->app.db, QUERY_JOB_STOP_WANTED,
                      DB_ARGS(DB_INT("job", desk->work.id), DB_TEXT("holder", runner->holder)), 1, &wanted,
                      err));
    if (wanted == 1)
        atomic_store(&desk->stop, true);
    return OK;
}

static enum error_code put_args(const struct message *words, struct text *out, struct error *err)
{
    text_init(out, MESSAGE_TEXT_MAX + MESSAGE_ARGS_MAX);
    if (words->format != NULL)
        message_put_args(words, out);
    return text_finish(out, err);
}

static enum error_code tell(struct job_runner *runner, struct error *err)
{
    CLEANUP(text_done) struct text args = {0};
    struct job_progress progress;

    if (clock_monotonic_ms() - runner->told_ms < TELL_EVERY_MS ||
        !job_desk_take_news(&runner->desk, &progress))
        return OK;
    runner->told_ms = clock_monotonic_ms();
    TRY(put_args(&progress.words, &args, err));
    return db_run(runner->app.db, QUERY_JOB_TELL,
                  DB_ARGS(DB_INT("job", runner->desk.work.id), DB_TEXT("holder", runner->holder),
                          DB_INT("done", progress.done), DB_INT("total", progress.total),
                          DB_TEXT("words", progress.words.format), DB_TEXT("args", args.data)),
                  err);
}

/* Why it failed, or the last it said. */
static enum error_code write_end(const struct job_runner *runner, struct job_desk *desk, struct error *err)
{
    CLEANUP(text_done) struct text args = {0};
    bool failed = desk->code != OK;
    struct message words = failed ? desk->err.message : job_desk_words(desk);
    enum job_state state = failed ? JOB_FAILED : desk->work.stopped ? JOB_STOPPED : JOB_DONE;

    TRY(put_args(&words, &args, err));
    return db_run(
        runner->app.db, QUERY_JOB_END,
        DB_ARGS(DB_INT("job", desk->work.id), DB_TEXT("holder", runner->holder),
                DB_TEXT("state", job_state_names[state]), DB_TEXT("result", failed ? "" : desk->result.data),
                DB_TEXT("words", words.format != NULL ? words.format : ""), DB_TEXT("args", args.data),
                DB_INT("now_utc", clock_now_utc_secs(&runner->app.clock))),
        err);
}

/* The desk is cleared only when the store knows what came of it; until then it is tried again. */
static enum error_code clear_desk(struct job_runner *runner, struct error *err)
{
    TRY(write_end(runner, &runner->desk, err));
    job_desk_join(&runner->desk);
    job_desk_done(&runner->desk);
    runner->in_hand = false;
    return lease_return(&runner->lease_by, LEASE_NAME, runner->holder, err);
}

static enum error_code look_after_work(struct job_runner *runner, struct error *err)
{
    if (atomic_load(&runner->desk.ended))
        return clear_desk(runner, err);
    TRY(hear_stop(runner, &runner->desk, err));
    TRY(hold_lease(runner, err));
    return tell(runner, err);
}

/* ---- the thread ---- */

/* Work may write to the store for longer than one waits here. */
static void report(struct job_runner *runner, enum error_code code, const struct error *err)
{
    if (code == ERROR_BUSY)
        return;
    if (code != OK && !runner->failing)
        runner->options.report(runner->options.context, err);
    runner->failing = code != OK;
}

static bool wait_for_stop(struct job_runner *runner)
{
    int64_t until_ms = clock_monotonic_ms() + LOOK_EVERY_MS;
    const struct timespec until = {.tv_sec = until_ms / 1000, .tv_nsec = until_ms % 1000 * 1000000};
    int state = 0;

    pthread_mutex_lock(&runner->mutex);
    while (!runner->stopping && state == 0)
        state = pthread_cond_timedwait(&runner->stopped, &runner->mutex, &until);
    bool stopping = runner->stopping;
    pthread_mutex_unlock(&runner->mutex);
    return stopping;
}

static void finish(struct job_runner *runner)
{
    struct job_desk *desk = &runner->desk;
    struct error err;

    if (!runner->in_hand)
        return;
    atomic_store(&desk->stop, true);
    job_desk_join(desk);
    db_set_patience(runner->app.db, PATIENCE_MS);
    enum error_code code = clear_desk(runner, &err);
    report(runner, code, &err);
    if (runner->in_hand)
        job_desk_done(desk);
}

static void *run(void *context)
{
    struct job_runner *runner = context;

    while (!wait_for_stop(runner)) {
        struct error err;
        enum error_code code = runner->in_hand ? look_after_work(runner, &err) : look_for_work(runner, &err);
        report(runner, code, &err);
    }
    finish(runner);
    return NULL;
}

static void init_waiting(struct job_runner *runner)
{
    pthread_condattr_t steady;

    pthread_mutex_init(&runner->mutex, NULL);
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&runner->stopped, &steady);
    pthread_condattr_destroy(&steady);
}

enum error_code job_runner_new(const struct job_runner_options *options, struct job_runner **out,
                               struct error *err)
{
    CLEANUP(job_runner_free_ptr) struct job_runner *runner = calloc(1, sizeof *runner);

    if (runner == NULL)
        return error_memory(err);
    runner->options = *options;
    init_waiting(runner);
    runner->app = *options->app;
    runner->app.db = NULL;
    TRY(secret_make_id(runner->holder, err));
    TRY(app_open_store(&runner->app, options->app->store_url, false, err));
    db_set_patience(runner->app.db, BUSY_MS);
    runner->lease_by = runner->app;
    runner->lease_by.clock = clock_real();
    if (pthread_create(&runner->thread, NULL, run, runner) != 0)
        return error_set(err, ERROR_OS, "the web service cannot be started: not enough threads or memory");
    runner->started = true;
    *out = runner;
    runner = NULL;
    return OK;
}

void job_runner_free(struct job_runner *runner)
{
    if (runner == NULL)
        return;
    pthread_mutex_lock(&runner->mutex);
    runner->stopping = true;
    pthread_cond_signal(&runner->stopped);
    pthread_mutex_unlock(&runner->mutex);
    if (runner->started)
        pthread_join(runner->thread, NULL);
    app_close_store(&runner->app);
    pthread_cond_destroy(&runner->stopped);
    pthread_mutex_destroy(&runner->mutex);
    free(runner);
}
