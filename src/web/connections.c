#include "web/connections.h"

#include "base/clock.h"
#include "web/ticker.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/queue.h>

#define LOOK_EVERY_MS 1000
#define COUNTERS 65536 /* a power of two; addresses that share one share its limit */

LIST_HEAD(hold_list, connection_hold);

struct connections {
    const struct connection_limits *limits;
    struct ticker *ticker;
    pthread_mutex_t mutex; /* of what follows */
    unsigned open_count;
    struct hold_list open;
    unsigned counts[COUNTERS]; /* by the hash of an address */
};

static void end_late(void *context)
{
    struct connections *connections = context;
    const struct connection_limits *limits = connections->limits;
    int64_t now_ms = clock_monotonic_ms();

    pthread_mutex_lock(&connections->mutex);
    int64_t spare_ms = connections->open_count >= limits->crowd && limits->crowded_ms < limits->idle_ms
                           ? limits->idle_ms - limits->crowded_ms
                           : 0;
    for (struct connection_hold *hold = LIST_FIRST(&connections->open); hold != NULL;
         hold = LIST_NEXT(hold, entry)) {
        int64_t until_ms = atomic_load_explicit(&hold->until_ms, memory_order_relaxed);
        if (until_ms <= now_ms + (atomic_load_explicit(&hold->waits, memory_order_relaxed) ? spare_ms : 0))
            shutdown(hold->socket, SHUT_RDWR);
    }
    pthread_mutex_unlock(&connections->mutex);
}

static void release(struct connections *connections)
{
    pthread_mutex_destroy(&connections->mutex);
    free(connections);
}

enum error_code connections_new(const struct connection_limits *limits, struct connections **out,
                                struct error *err)
{
    struct connections *connections = calloc(1, sizeof *connections);
    /* Short limits, as in tests, are looked at as often as they are short. */
    unsigned every_ms = limits->idle_ms < LOOK_EVERY_MS ? limits->idle_ms / 2 + 1 : LOOK_EVERY_MS;

    if (connections == NULL)
        return error_memory(err);
    connections->limits = limits;
    LIST_INIT(&connections->open);
    pthread_mutex_init(&connections->mutex, NULL);
    enum error_code code = ticker_start(every_ms, end_late, connections, &connections->ticker, err);
    if (code != OK) {
        release(connections);
        return code;
    }
    *out = connections;
    return OK;
}

void connections_free(struct connections *connections)
{
    if (connections == NULL)
        return;
    ticker_stop(connections->ticker);
    release(connections);
}

static unsigned counter_of(const struct client_peer *peer)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a, which is enough to spread addresses */

    for (size_t i = 0; i < sizeof peer->client.key; i++)
        hash = (hash ^ peer->client.key[i]) * 1099511628211u;
    return (unsigned)(hash >> 32) & (COUNTERS - 1);
}

bool connections_admit(struct connections *connections, const struct client_peer *peer)
{
    if (peer->is_proxy)
        return true;
    pthread_mutex_lock(&connections->mutex);
    bool admitted = connections->counts[counter_of(peer)] < connections->limits->per_address;
    pthread_mutex_unlock(&connections->mutex);
    return admitted;
}

static void set_limit(struct connection_hold *hold, unsigned ms, bool waits)
{
    atomic_store_explicit(&hold->waits, waits, memory_order_relaxed);
    atomic_store_explicit(&hold->until_ms, clock_monotonic_rough_ms() + ms, memory_order_relaxed);
}

void connections_open(struct connections *connections, int socket, const struct client_peer *peer,
                      struct connection_hold *hold)
{
    hold->socket = socket;
    hold->counted = !peer->is_proxy;
    hold->counter = counter_of(peer);
    set_limit(hold, connections->limits->idle_ms, true);
    pthread_mutex_lock(&connections->mutex);
    LIST_INSERT_HEAD(&connections->open, hold, entry);
    connections->open_count++;
    connections->counts[hold->counter] += hold->counted;
    pthread_mutex_unlock(&connections->mutex);
}

void connections_close(struct connections *connections, struct connection_hold *hold)
{
    pthread_mutex_lock(&connections->mutex);
    LIST_REMOVE(hold, entry);
    connections->open_count--;
    connections->counts[hold->counter] -= hold->counted;
    pthread_mutex_unlock(&connections->mutex);
}

void connections_begin(const struct connections *connections, struct connection_hold *hold)
{
    set_limit(hold, connections->limits->exchange_ms, false);
}

void connections_wait(const struct connections *connections, struct connection_hold *hold)
{
    set_limit(hold, connections->limits->idle_ms, true);
}
