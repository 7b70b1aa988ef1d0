#include "web/fetches.h"

#include "app/feed_open.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define WRITE_EVERY_MS 5000
#define SLOTS 16384           /* a power of two */
#define NOTED_MAX (SLOTS / 2) /* beyond it fetches are not noted until the next writing */

/* Fetches by feed: open addressing, feed 0 marks a free slot. */
struct noted {
    size_t count;
    struct feed_fetch slots[SLOTS];
};

struct fetches {
    struct app app;
    const struct log *log;
    pthread_t thread;
    pthread_mutex_t mutex; /* of what follows */
    pthread_cond_t changed;
    bool stopping;
    struct noted *noted;
    struct noted *spare; /* used by the thread alone */
};

static struct feed_fetch *slot_of(struct noted *noted, int64_t feed)
{
    size_t at =
        (size_t)((uint64_t)feed * 0x9E3779B97F4A7C15u >> 32) & (SLOTS - 1); /* golden ratio, Knuth 6.4 */

    while (noted->slots[at].feed != 0 && noted->slots[at].feed != feed)
        at = (at + 1) & (SLOTS - 1);
    return &noted->slots[at];
}

static void put(struct noted *noted, const struct feed_fetch *fetch)
{
    struct feed_fetch *slot = slot_of(noted, fetch->feed);

    if (slot->feed == 0 && noted->count >= NOTED_MAX)
        return;
    noted->count += slot->feed == 0;
    if (slot->fetched_utc_secs <= fetch->fetched_utc_secs)
        *slot = *fetch;
}

static void clear(struct noted *noted)
{
    memset(noted, 0, sizeof *noted);
}

/* Moves what is noted to the front of the slots. */
static void gather(struct noted *noted)
{
    size_t count = 0;

    for (size_t i = 0; i < SLOTS; i++)
        if (noted->slots[i].feed != 0)
            noted->slots[count++] = noted->slots[i];
}

/* Takes what was noted; the thread alone looks at it then. */
static struct noted *exchange(struct fetches *fetches)
{
    struct noted *full = fetches->noted;

    fetches->noted = fetches->spare;
    fetches->spare = full;
    return full;
}

static void note_again(struct fetches *fetches, const struct noted *unwritten)
{
    pthread_mutex_lock(&fetches->mutex);
    for (size_t i = 0; i < unwritten->count; i++)
        put(fetches->noted, &unwritten->slots[i]);
    pthread_mutex_unlock(&fetches->mutex);
}

static void write_noted(struct fetches *fetches, struct noted *noted)
{
    struct error err;

    if (noted->count == 0)
        return;
    gather(noted);
    if (feed_record_fetches(&fetches->app, noted->slots, noted->count, &err) != OK) {
        log_error(fetches->log, LOG_WARNING, "fetches not recorded", &err);
        note_again(fetches, noted);
    }
    clear(noted);
}

static bool wait_for_stop(struct fetches *fetches)
{
    int64_t until_ms = clock_monotonic_ms() + WRITE_EVERY_MS;
    const struct timespec until = {.tv_sec = until_ms / 1000, .tv_nsec = until_ms % 1000 * 1000000};
    int state = 0;

    while (!fetches->stopping && state == 0)
        state = pthread_cond_timedwait(&fetches->changed, &fetches->mutex, &until);
    return fetches->stopping;
}

static void *write_often(void *context)
{
    struct fetches *fetches = context;
    bool stopping = false;

    while (!stopping) {
        pthread_mutex_lock(&fetches->mutex);
        stopping = wait_for_stop(fetches);
        struct noted *full = exchange(fetches);
        pthread_mutex_unlock(&fetches->mutex);
        write_noted(fetches, full);
    }
    return NULL;
}

static void init_waiting(struct fetches *fetches)
{
    pthread_condattr_t steady;

    pthread_mutex_init(&fetches->mutex, NULL);
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&fetches->changed, &steady);
    pthread_condattr_destroy(&steady);
}

static void release(struct fetches *fetches)
{
    app_close_store(&fetches->app);
    pthread_cond_destroy(&fetches->changed);
    pthread_mutex_destroy(&fetches->mutex);
    free(fetches->noted);
    free(fetches->spare);
    free(fetches);
}

enum error_code fetches_new(const struct app *app, const struct log *log, struct fetches **out,
                            struct error *err)
{
    struct fetches *fetches = calloc(1, sizeof *fetches);
    enum error_code code;

    if (fetches == NULL)
        return error_memory(err);
    fetches->app = *app;
    fetches->app.db = NULL;
    fetches->log = log;
    fetches->noted = calloc(1, sizeof *fetches->noted);
    fetches->spare = calloc(1, sizeof *fetches->spare);
    init_waiting(fetches);
    if (fetches->noted == NULL || fetches->spare == NULL)
        code = error_memory(err);
    else
        code = app_open_store(&fetches->app, app->store_url, false, err);
    if (code == OK && pthread_create(&fetches->thread, NULL, write_often, fetches) != 0)
        code = error_set(err, ERROR_OS, "the web service cannot be started: not enough threads or memory");
    if (code != OK) {
        release(fetches);
        return code;
    }
    *out = fetches;
    return OK;
}

void fetches_free(struct fetches *fetches)
{
    if (fetches == NULL)
        return;
    pthread_mutex_lock(&fetches->mutex);
    fetches->stopping = true;
    pthread_cond_signal(&fetches->changed);
    pthread_mutex_unlock(&fetches->mutex);
    pthread_join(fetches->thread, NULL);
    release(fetches);
}

void fetches_note(struct fetches *fetches, int64_t feed, int64_t state_utc_secs, const char *client)
{
    struct feed_fetch fetch = {.feed = feed,
                               .fetched_utc_secs = clock_now_utc_secs(&fetches->app.clock),
                               .state_utc_secs = state_utc_secs};
    size_t length = 0;

    for (; *client != '\0' && length + 1 < sizeof fetch.client; client++)
        if (*client >= ' ' && *client <= '~')
            fetch.client[length++] = *client;
    pthread_mutex_lock(&fetches->mutex);
    put(fetches->noted, &fetch);
    pthread_mutex_unlock(&fetches->mutex);
}
