#include "app/feed_export_make.h"

#include "app/feed_bytes.h"
#include "app/feed_pieces.h"
#include "app/feed_withdrawn.h"
#include "app/store_state.h"
#include "db/db.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#define MAKERS_MAX 16
#define TRIES_MAX 100
#define PIECES_BYTES_MAX ((size_t)32 << 20)
#define AT_A_TIME 32 /* calendars that a thread takes before it asks for more */

struct making {
    struct feed_jobs *jobs;
    const struct feed_folder *folder;
    atomic_size_t taken;
    atomic_bool failed;
};

/* A thread with its own sight of the store. */
struct maker {
    struct making *making;
    pthread_t thread;
    bool runs;
    struct app app;
    struct db_transaction moment;
    struct text bytes;
    enum error_code code;
    struct error err;
};

struct makers {
    size_t count;
    struct feed_pieces *pieces; /* candidates of a unit stand near each other */
    struct maker items[MAKERS_MAX];
};

static void end_moments(struct makers *makers)
{
    for (size_t i = 0; i < makers->count; i++)
        db_transaction_end(&makers->items[i].moment);
}

static void makers_free(struct makers *makers)
{
    if (makers == NULL)
        return;
    end_moments(makers);
    for (size_t i = 0; i < makers->count; i++) {
        app_close_store(&makers->items[i].app);
        text_done(&makers->items[i].bytes);
    }
    feed_pieces_free(makers->pieces);
    free(makers);
}
DEFINE_CLEANUP(struct makers, makers_free)

static enum error_code open_makers(struct makers *makers, const struct app *app, struct making *making,
                                   struct error *err)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t wanted = processors < 1 ? 1 : processors > MAKERS_MAX ? MAKERS_MAX : (size_t)processors;

    makers->pieces = feed_pieces_new(PIECES_BYTES_MAX);
    if (makers->pieces == NULL)
        return error_memory(err);
    for (; makers->count < wanted; makers->count++) {
        struct maker *maker = &makers->items[makers->count];
        maker->making = making;
        maker->app = *app;
        maker->app.pieces = makers->pieces;
        maker->app.db = NULL;
        text_init(&maker->bytes, FEED_BYTES_MAX);
        TRY(app_open_store(&maker->app, app->store_url, false, err));
    }
    return OK;
}

static enum error_code begin_moments(struct makers *makers, struct error *err)
{
    int64_t version;

    for (size_t i = 0; i < makers->count; i++) {
        struct maker *maker = &makers->items[i];
        TRY(db_snapshot_begin(&maker->moment, maker->app.db, err));
        /* The moment is that of the first look. */
        TRY(db_select_int(maker->app.db, QUERY_SCHEMA_VERSION_READ, DB_NO_ARGS, 0, &version, err));
    }
    return OK;
}

/* One moment for all: nothing was stored while they took their first look. */
static enum error_code agree_on_moment(struct makers *makers, const struct app *app, struct error *err)
{
    int64_t before;
    int64_t after;

    for (int tries = 0; tries < TRIES_MAX; tries++) {
        TRY(store_state(app, &before, err));
        TRY(begin_moments(makers, err));
        TRY(store_state(app, &after, err));
        if (before == after)
            return OK;
        end_moments(makers);
    }
    return error_set(err, ERROR_BUSY, "others change the store all the time; try again later");
}

static enum error_code make_bytes(struct maker *maker, const struct feed_job *job, struct feed_facts *out,
                                  struct error *err)
{
    text_clear(&maker->bytes);
    if (job->feed.revoked_utc_secs == 0)
        return feed_bytes(&maker->app, &job->feed.source, &maker->bytes, out, err);
    *out = (struct feed_facts){.clock_utc_secs = job->feed.revoked_utc_secs, .entry_count = 1};
    return feed_withdrawn_bytes(&job->feed, &maker->bytes, err);
}

static enum error_code make(struct maker *maker, struct feed_job *job, struct error *err)
{
    const struct feed_folder *folder = maker->making->folder;
    struct feed_facts facts;

    enum error_code code = make_bytes(maker, job, &facts, err);
    job->left_out = code == ERROR_DATA;
    if (code != OK)
        return job->left_out ? OK : code;
    secret_sha256(maker->bytes.data, maker->bytes.length, job->sha256);
    job->bytes = maker->bytes.length;
    job->entries = facts.entry_count;
    job->clock_utc_secs = facts.clock_utc_secs;
    job->changed = !feed_folder_has(folder, job->name, &maker->bytes);
    return job->changed ? feed_folder_write(folder, job->name, &maker->bytes, err) : OK;
}

static void *make_many(void *context)
{
    struct maker *maker = context;
    struct making *making = maker->making;
    size_t first;

    while (!atomic_load(&making->failed) &&
           (first = atomic_fetch_add(&making->taken, AT_A_TIME)) < making->jobs->count) {
        for (size_t i = first; i < first + AT_A_TIME && i < making->jobs->count && maker->code == OK; i++)
            maker->code = make(maker, &making->jobs->items[i], &maker->err);
        if (maker->code != OK)
            atomic_store(&making->failed, true);
    }
    return NULL;
}

static enum error_code run_makers(struct makers *makers, struct error *err)
{
    enum error_code code = OK;

    /* The last one is this thread. */
    for (size_t i = 0; i + 1 < makers->count; i++)
        makers->items[i].runs =
            pthread_create(&makers->items[i].thread, NULL, make_many, &makers->items[i]) == 0;
    make_many(&makers->items[makers->count - 1]);
    for (size_t i = 0; i < makers->count; i++) {
        struct maker *maker = &makers->items[i];
        if (maker->runs)
            pthread_join(maker->thread, NULL);
        if (maker->code != OK && code == OK) {
            code = maker->code;
            *err = maker->err;
        }
    }
    return code;
}

enum error_code feed_jobs_make(const struct app *app, struct feed_jobs *jobs,
                               const struct feed_folder *folder, struct error *err)
{
    CLEANUP(makers_free_ptr) struct makers *makers = calloc(1, sizeof *makers);
    struct making making = {.jobs = jobs, .folder = folder};

    if (makers == NULL)
        return error_memory(err);
    TRY(open_makers(makers, app, &making, err));
    TRY(agree_on_moment(makers, app, err));
    return run_makers(makers, err);
}
