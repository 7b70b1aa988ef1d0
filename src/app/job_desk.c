#include "app/job_desk.h"

#include <string.h>

#define ARENA_BYTES_MAX ((size_t)2 << 30)

bool job_wants_stop(void *work)
{
    return atomic_load_explicit(&((const struct job_work *)work)->desk->stop, memory_order_relaxed);
}

void job_tell(struct job_work *work, int64_t done, int64_t total, const struct message *words)
{
    struct job_desk *desk = work->desk;

    pthread_mutex_lock(&desk->mutex);
    desk->progress = (struct job_progress){true, done, total, *words};
    pthread_mutex_unlock(&desk->mutex);
}

bool job_desk_take_news(struct job_desk *desk, struct job_progress *out)
{
    pthread_mutex_lock(&desk->mutex);
    *out = desk->progress;
    desk->progress.news = false;
    pthread_mutex_unlock(&desk->mutex);
    return out->news;
}

struct message job_desk_words(struct job_desk *desk)
{
    pthread_mutex_lock(&desk->mutex);
    struct message words = desk->progress.words;
    pthread_mutex_unlock(&desk->mutex);
    return words;
}

static enum error_code do_work(struct job_desk *desk, struct error *err)
{
    CLEANUP(app_close_store) struct app app = desk->app;

    if (desk->kind == NULL)
        return error_set(err, ERROR_CONFIG,
                         "this version of the service knows no work of this kind; ask the administrator to "
                         "bring all services to one version");
    TRY(app_open_store(&app, desk->app.store_url, false, err));
    desk->work.app = &app;
    TRY(desk->kind->run(&desk->work, &desk->result, err));
    return text_finish(&desk->result, err);
}

static void *run(void *context)
{
    struct job_desk *desk = context;

    desk->code = do_work(desk, &desk->err);
    atomic_store(&desk->ended, true);
    return NULL;
}

void job_desk_init(struct job_desk *desk, const struct app *app)
{
    memset(desk, 0, sizeof *desk);
    desk->app = *app;
    desk->app.db = NULL;
    arena_init(&desk->arena, ARENA_BYTES_MAX);
    text_init(&desk->result, JOB_RESULT_BYTES_MAX);
    pthread_mutex_init(&desk->mutex, NULL);
    desk->work = (struct job_work){.arena = &desk->arena, .parameters = desk->parameters, .desk = desk};
}

void job_desk_done(struct job_desk *desk)
{
    pthread_mutex_destroy(&desk->mutex);
    text_done(&desk->result);
    arena_done(&desk->arena);
}

void job_desk_start(struct job_desk *desk)
{
    desk->started = pthread_create(&desk->thread, NULL, run, desk) == 0;
    if (desk->started)
        return;
    desk->code = error_set(&desk->err, ERROR_OS, "no thread can be started for this work; try again later");
    atomic_store(&desk->ended, true);
}

void job_desk_join(struct job_desk *desk)
{
    if (desk->started)
        pthread_join(desk->thread, NULL);
    desk->started = false;
}
