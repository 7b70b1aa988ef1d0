#include "web/fetches.h"

#include "app/feed_open.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS 32768           /* a power of two */
#define NOTED_MAX (SLOTS / 2) /* beyond it fetches are not noted until the next writing */
#define NOTED_MUCH (SLOTS / 8 * 3)
#define WRITE_EVERY_MS 20000

/* Fetches by feed: open addressing, feed 0 marks a free slot. */
struct noted {
    size_t count;
    struct feed_fetch slots[SLOTS];
};

struct fetches {
    struct clock clock;
    const struct log *log;
    struct noted *spare; /* used by whoever writes alone, like the next */
    int64_t written_ms;
    pthread_mutex_t mutex; /* of what follows */
    struct noted *noted;
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

/* Takes what was noted; the writer alone looks at it then. */
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

static void write_noted(struct fetches *fetches, const struct app *app, struct noted *noted)
{
    struct error err;

    if (noted->count == 0)
        return;
    gather(noted);
    if (feed_record_fetches(app, noted->slots, noted->count, &err) != OK) {
        log_error(fetches->log, LOG_WARNING, "fetches not recorded", &err);
        note_again(fetches, noted);
    }
    clear(noted);
}

/* What was noted, when its time has come; otherwise NULL. */
static struct noted *take_noted(struct fetches *fetches, bool now)
{
    pthread_mutex_lock(&fetches->mutex);
    struct noted *full = now || fetches->noted->count >= NOTED_MUCH ? exchange(fetches) : NULL;
    pthread_mutex_unlock(&fetches->mutex);
    return full;
}

void fetches_write(void *context, const struct app *app, bool last)
{
    struct fetches *fetches = context;
    int64_t now_ms = clock_monotonic_ms();
    struct noted *full = take_noted(fetches, last || now_ms - fetches->written_ms >= WRITE_EVERY_MS);

    if (full == NULL)
        return;
    fetches->written_ms = now_ms;
    write_noted(fetches, app, full);
}

static void release(struct fetches *fetches)
{
    pthread_mutex_destroy(&fetches->mutex);
    free(fetches->noted);
    free(fetches->spare);
    free(fetches);
}

enum error_code fetches_new(struct clock clock, const struct log *log, struct fetches **out,
                            struct error *err)
{
    struct fetches *fetches = calloc(1, sizeof *fetches);

    if (fetches == NULL)
        return error_memory(err);
    fetches->clock = clock;
    fetches->log = log;
    fetches->written_ms = clock_monotonic_ms();
    fetches->noted = calloc(1, sizeof *fetches->noted);
    fetches->spare = calloc(1, sizeof *fetches->spare);
    pthread_mutex_init(&fetches->mutex, NULL);
    if (fetches->noted == NULL || fetches->spare == NULL) {
        release(fetches);
        return error_memory(err);
    }
    *out = fetches;
    return OK;
}

void fetches_free(struct fetches *fetches)
{
    if (fetches != NULL)
        release(fetches);
}

void fetches_note(struct fetches *fetches, int64_t feed, int64_t state_utc_secs, const char *client)
{
    struct feed_fetch fetch = {.feed = feed,
                               .fetched_utc_secs = clock_now_utc_secs(&fetches->clock),
                               .state_utc_secs = state_utc_secs};
    size_t length = 0;

    for (; *client != '\0' && length + 1 < sizeof fetch.client; client++)
        if (*client >= ' ' && *client <= '~')
            fetch.client[length++] = *client;
    pthread_mutex_lock(&fetches->mutex);
    put(fetches->noted, &fetch);
    pthread_mutex_unlock(&fetches->mutex);
}
