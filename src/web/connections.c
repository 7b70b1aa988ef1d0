#include "web/connections.h"

#include "base/clock.h"
#include "web/client.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/queue.h>

#define LOOK_EVERY_MS 1000
#define COUNTERS 65536 /* a power of two; addresses that share one share its limit */

struct connection_hold {
    LIST_ENTRY(connection_hold) entry;
    int socket;
    bool counted;
    unsigned counter;
    int64_t until_ms;
};

LIST_HEAD(hold_list, connection_hold);

struct connections {
    const struct connection_limits *limits;
    pthread_t thread;
    pthread_mutex_t mutex; /* of what follows */
    pthread_cond_t stopped;
    bool stopping;
    struct hold_list open;
    unsigned counts[COUNTERS]; /* by the hash of an address */
};

static void end_late(struct connections *connections, int64_t now_ms)
{
    for (struct connection_hold *hold = LIST_FIRST(&connections->open); hold != NULL;
         hold = LIST_NEXT(hold, entry))
        if (hold->until_ms <= now_ms)
            shutdown(hold->socket, SHUT_RDWR);
}

static void *look_often(void *context)
{
    struct connections *connections = context;
    unsigned every_ms = LOOK_EVERY_MS;

    /* Short limits, as in tests, are looked at as often as they are short. */
    if (connections->limits->idle_ms < every_ms)
        every_ms = connections->limits->idle_ms / 2 + 1;
    pthread_mutex_lock(&connections->mutex);
    while (!connections->stopping) {
        int64_t next_ms = clock_monotonic_ms() + every_ms;
        const struct timespec next = {.tv_sec = next_ms / 1000, .tv_nsec = next_ms % 1000 * 1000000};
        pthread_cond_timedwait(&connections->stopped, &connections->mutex, &next);
        end_late(connections, clock_monotonic_ms());
    }
    pthread_mutex_unlock(&connections->mutex);
    return NULL;
}

static void init_waiting(struct connections *connections)
{
    pthread_condattr_t steady;

    pthread_mutex_init(&connections->mutex, NULL);
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&connections->stopped, &steady);
    pthread_condattr_destroy(&steady);
}

static void release(struct connections *connections)
{
    pthread_cond_destroy(&connections->stopped);
    pthread_mutex_destroy(&connections->mutex);
    free(connections);
}

enum error_code connections_new(const struct connection_limits *limits, struct connections **out,
                                struct error *err)
{
    struct connections *connections = calloc(1, sizeof *connections);

    if (connections == NULL)
        return error_memory(err);
    connections->limits = limits;
    LIST_INIT(&connections->open);
    init_waiting(connections);
    if (pthread_create(&connections->thread, NULL, look_often, connections) != 0) {
        release(connections);
        return error_set(err, ERROR_OS, "the web service cannot be started: not enough threads or memory");
    }
    *out = connections;
    return OK;
}

void connections_free(struct connections *connections)
{
    if (connections == NULL)
        return;
    pthread_mutex_lock(&connections->mutex);
    connections->stopping = true;
    pthread_cond_signal(&connections->stopped);
    pthread_mutex_unlock(&connections->mutex);
    pthread_join(connections->thread, NULL);
    release(connections);
}

/* False: it is not counted. */
static bool find_counter(const struct connections *connections, const struct sockaddr *peer, unsigned *out)
{
    unsigned char key[CLIENT_KEY_BYTES];
    uint64_t hash = 14695981039346656037u; /* FNV-1a, which is enough to spread addresses */

    if (!client_key(peer, connections->limits->trusted_proxies, key))
        return false;
    for (size_t i = 0; i < sizeof key; i++)
        hash = (hash ^ key[i]) * 1099511628211u;
    *out = (unsigned)(hash >> 32) & (COUNTERS - 1);
    return true;
}

bool connections_admit(struct connections *connections, const struct sockaddr *peer)
{
    unsigned counter;

    if (!find_counter(connections, peer, &counter))
        return true;
    pthread_mutex_lock(&connections->mutex);
    bool admitted = connections->counts[counter] < connections->limits->per_address;
    pthread_mutex_unlock(&connections->mutex);
    return admitted;
}

static void set_limit(struct connections *connections, struct connection_hold *hold, unsigned ms)
{
    if (hold == NULL)
        return;
    pthread_mutex_lock(&connections->mutex);
    hold->until_ms = clock_monotonic_ms() + ms;
    pthread_mutex_unlock(&connections->mutex);
}

struct connection_hold *connections_open(struct connections *connections, int socket,
                                         const struct sockaddr *peer)
{
    struct connection_hold *hold = calloc(1, sizeof *hold);

    if (hold == NULL)
        return NULL;
    hold->socket = socket;
    hold->counted = find_counter(connections, peer, &hold->counter);
    hold->until_ms = clock_monotonic_ms() + connections->limits->idle_ms;
    pthread_mutex_lock(&connections->mutex);
    LIST_INSERT_HEAD(&connections->open, hold, entry);
    connections->counts[hold->counter] += hold->counted;
    pthread_mutex_unlock(&connections->mutex);
    return hold;
}

void connections_close(struct connections *connections, struct connection_hold *hold)
{
    if (hold == NULL)
        return;
    pthread_mutex_lock(&connections->mutex);
    LIST_REMOVE(hold, entry);
    connections->counts[hold->counter] -= hold->counted;
    pthread_mutex_unlock(&connections->mutex);
    free(hold);
}

void connections_begin(struct connections *connections, struct connection_hold *hold)
{
    set_limit(connections, hold, connections->limits->exchange_ms);
}

void connections_wait(struct connections *connections, struct connection_hold *hold)
{
    set_limit(connections, hold, connections->limits->idle_ms);
}
