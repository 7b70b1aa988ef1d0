#include "web/ticker.h"

#include "base/clock.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct ticker {
    unsigned every_ms;
    void (*tick)(void *context);
    void *context;
    pthread_t thread;
    pthread_mutex_t mutex; /* of stopping */
    pthread_cond_t stopped;
    bool stopping;
};

static bool wait_for_stop(struct ticker *ticker)
{
    int64_t until_ms = clock_monotonic_ms() + ticker->every_ms;
    const struct timespec until = {.tv_sec = until_ms / 1000, .tv_nsec = until_ms % 1000 * 1000000};
    int state = 0;

    pthread_mutex_lock(&ticker->mutex);
    while (!ticker->stopping && state == 0)
        state = pthread_cond_timedwait(&ticker->stopped, &ticker->mutex, &until);
    bool stopping = ticker->stopping;
    pthread_mutex_unlock(&ticker->mutex);
    return stopping;
}

static void *run(void *context)
{
    struct ticker *ticker = context;

    while (!wait_for_stop(ticker))
        ticker->tick(ticker->context);
    return NULL;
}

static void init_waiting(struct ticker *ticker)
{
    pthread_condattr_t steady;

    pthread_mutex_init(&ticker->mutex, NULL);
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&ticker->stopped, &steady);
    pthread_condattr_destroy(&steady);
}

static void release(struct ticker *ticker)
{
    pthread_cond_destroy(&ticker->stopped);
    pthread_mutex_destroy(&ticker->mutex);
    free(ticker);
}

enum error_code ticker_start(unsigned every_ms, void (*tick)(void *context), void *context,
                             struct ticker **out, struct error *err)
{
    struct ticker *ticker = calloc(1, sizeof *ticker);

    if (ticker == NULL)
        return error_memory(err);
    ticker->every_ms = every_ms;
    ticker->tick = tick;
    ticker->context = context;
    init_waiting(ticker);
    if (pthread_create(&ticker->thread, NULL, run, ticker) != 0) {
        release(ticker);
        return error_set(err, ERROR_OS, "the web service cannot be started: not enough threads or memory");
    }
    *out = ticker;
    return OK;
}

void ticker_stop(struct ticker *ticker)
{
    if (ticker == NULL)
        return;
    pthread_mutex_lock(&ticker->mutex);
    ticker->stopping = true;
    pthread_cond_signal(&ticker->stopped);
    pthread_mutex_unlock(&ticker->mutex);
    pthread_join(ticker->thread, NULL);
    release(ticker);
}
