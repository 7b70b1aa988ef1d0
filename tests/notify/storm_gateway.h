/* A gateway under load, on a free port of 127.0.0.1, in a thread of the test: many connections at once, kept open. It takes
 * GET /send/REF, writes down each REF, and answers 202 "0: Accepted", or, when it knows keys, 409 "again" to a REF it knows.
 * Of every hundred requests some are read and never answered, and some are read and the connection closed.
 */
#ifndef TESTS_NOTIFY_STORM_GATEWAY_H
#define TESTS_NOTIFY_STORM_GATEWAY_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STORM_REF_CHARS 40
#define STORM_ARRIVALS_MAX 65536 /* the further ones are counted and not kept */
#define STORM_CLIENTS_MAX 512
#define STORM_REQUEST_BYTES 4096

struct storm_client {
    int descriptor; /* -1: free */
    bool deaf;      /* what came is never answered */
    size_t length;
    char request[STORM_REQUEST_BYTES];
};

struct storm_gateway {
    int listener;
    int stop[2];
    pthread_t thread;
    unsigned silent_percent;
    unsigned drop_percent;
    bool knows_keys;
    uint32_t random;
    struct storm_client clients[STORM_CLIENTS_MAX];
    pthread_mutex_t lock; /* of what follows */
    size_t arrivals;
    char refs[STORM_ARRIVALS_MAX][STORM_REF_CHARS];
    char base[64]; /* http://127.0.0.1:PORT */
};

struct storm_gateway *storm_gateway_start(unsigned silent_percent, unsigned drop_percent, bool knows_keys);
void storm_gateway_stop(struct storm_gateway *gateway);

size_t storm_gateway_arrivals(struct storm_gateway *gateway);
/* The refs that arrived, sorted, each as often as it came; the caller frees the list. */
char (*storm_gateway_sorted(struct storm_gateway *gateway, size_t *out_count))[STORM_REF_CHARS];

#endif
