#include "app/job.h"

#include "db/db.h"

#include <string.h>

#define KEPT_SECS ((int64_t)60 * 24 * 3600)

const char *const job_state_names[JOB_STATE_COUNT] = {
    [JOB_WAITING] = N_("waiting"), [JOB_RUNNING] = N_("running"), [JOB_DONE] = N_("done"),
    [JOB_FAILED] = N_("failed"),   [JOB_STOPPED] = N_("stopped"),
};

const struct job_kind *job_kind_find(const struct job_kind *kinds, const char *name)
{
    for (; kinds->name != NULL; kinds++) {
        if (strcmp(kinds->name, name) == 0)
            return kinds;
    }
    return NULL;
}

/* ---- starting and stopping ---- */

struct asked {
    int64_t election;
    const char *kind;
    const char *parameters;
};

/* *out is 0 when nothing of the kind is under way. */
static enum error_code find_open(const struct app *app, const struct asked *asked, int64_t *out,
                                 struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    int64_t id = 0;
    bool same = true;

    TRY(db_select(&rows, app->db, QUERY_JOB_OPEN,
                  DB_ARGS(DB_INT("election", asked->election), DB_TEXT("kind", asked->kind)), err));
    while (db_rows_next(&rows)) {
        id = db_int(&rows, 0);
        same = strcmp(db_text(&rows, 1), asked->parameters) == 0;
    }
    TRY(db_rows_finish(&rows, err));
    if (!same)
        return error_set(err, ERROR_FOUND,
                         "work of this kind is under way already (job %lld); wait for its end, or stop it",
                         (long long)id);
    *out = id;
    return OK;
}

static enum error_code insert(const struct app *app, const struct asked *asked, int64_t *out,
                              struct error *err)
{
    int64_t now = clock_now_utc_secs(&app->clock);

    TRY(db_run(app->db, QUERY_JOB_FORGET, DB_ARGS(DB_INT("before_utc", now - KEPT_SECS)), err));
    return db_select_int(app->db, QUERY_JOB_INSERT,
                         DB_ARGS(DB_INT("election", asked->election), DB_TEXT("kind", asked->kind),
                                 DB_TEXT("parameters", asked->parameters),
                                 DB_TEXT("started_by", app->actor.who), DB_INT("asked_utc", now)),
                         0, out, err);
}

static enum error_code start_once(const struct app *app, const struct asked *asked, int64_t *out,
                                  struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    int64_t id = 0;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_open(app, asked, &id, err));
    if (id == 0)
        TRY(insert(app, asked, &id, err));
    TRY(db_transaction_commit(&change, err));
    *out = id;
    return OK;
}

enum error_code job_start(const struct app *app, int64_t election, const char *kind, const char *parameters,
                          int64_t *out_id, struct error *err)
{
    const struct asked asked = {election, kind, parameters};

    if (strlen(parameters) > JOB_PARAMETERS_BYTES_MAX)
        return error_memory(err);
    return DB_REPEAT(app->db, start_once(app, &asked, out_id, err));
}

enum error_code job_stop(const struct app *app, int64_t election, int64_t id, struct error *err)
{
    return db_run(app->db, QUERY_JOB_STOP,
                  DB_ARGS(DB_INT("job", id), DB_INT("election", election),
                          DB_INT("now_utc", clock_now_utc_secs(&app->clock))),
                  err);
}

/* ---- showing ---- */

/* The columns of QUERY_JOB_SHOW. */
enum job_column {
    KIND,
    PARAMETERS,
    STATE,
    STOP_WANTED,
    DONE,
    TOTAL,
    WORDS,
    ARGS,
    RESULT,
    STARTED_BY,
    ASKED,
    BEGAN,
    ENDED
};

static enum job_state state_of(const char *name)
{
    enum job_state state = JOB_WAITING;

    while (state < JOB_STOPPED && strcmp(job_state_names[state], name) != 0)
        state++;
    return state;
}

static enum error_code read_job(const struct db_rows *rows, struct arena *arena, struct job *out,
                                struct error *err)
{
    const char *words = arena_copy_string(arena, db_text(rows, WORDS));
    struct job job = {
        .kind = arena_copy_string(arena, db_text(rows, KIND)),
        .parameters = arena_copy_string(arena, db_text(rows, PARAMETERS)),
        .state = state_of(db_text(rows, STATE)),
        .stop_wanted = db_int(rows, STOP_WANTED) == 1,
        .done = db_int(rows, DONE),
        .total = db_int(rows, TOTAL),
        .result = arena_copy_string(arena, db_text(rows, RESULT)),
        .started_by = arena_copy_string(arena, db_text(rows, STARTED_BY)),
        .asked_utc_secs = db_int(rows, ASKED),
        .began_utc_secs = db_int(rows, BEGAN),
        .ended_utc_secs = db_int(rows, ENDED),
    };

    if (words == NULL || job.kind == NULL || job.parameters == NULL || job.result == NULL ||
        job.started_by == NULL)
        return error_memory(err);
    message_restore(&job.words, words, db_text(rows, ARGS));
    *out = job;
    return OK;
}

enum error_code job_show(const struct app *app, int64_t election, int64_t id, struct arena *arena,
                         struct job *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct job job = {.id = 0};

    TRY(db_select(&rows, app->db, QUERY_JOB_SHOW, DB_ARGS(DB_INT("job", id), DB_INT("election", election)),
                  err));
    while (db_rows_next(&rows)) {
        TRY(read_job(&rows, arena, &job, err));
        job.id = id;
    }
    TRY(db_rows_finish(&rows, err));
    if (job.id == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no job %lld in this election", (long long)id);
    *out = job;
    return OK;
}

enum error_code job_newest(const struct app *app, int64_t election, const char *kind, int64_t *out_id,
                           struct error *err)
{
    return db_select_int(app->db, QUERY_JOB_NEWEST,
                         DB_ARGS(DB_INT("election", election), DB_TEXT("kind", kind)), 0, out_id, err);
}
