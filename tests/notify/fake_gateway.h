/* A gateway that does what the test says, on a free port of 127.0.0.1, in threads of the test. It keeps each
 * request and does its next turn; the last turn is repeated.
 */
#ifndef TESTS_NOTIFY_FAKE_GATEWAY_H
#define TESTS_NOTIFY_FAKE_GATEWAY_H

#include <pthread.h>
#include <stddef.h>

#define FAKE_REQUESTS_MAX 256
#define FAKE_REQUEST_BYTES 8192
#define FAKE_CLIENTS_MAX 256

enum fake_deed {
    FAKE_ANSWERS, /* with status and body */
    FAKE_RAW,     /* sends the body as it is, and no HTTP round it */
    FAKE_SILENT,  /* reads the request and says nothing until the other side leaves */
    FAKE_DROPS,   /* reads the request and closes */
    FAKE_CUT,     /* promises more than it sends, then closes */
    FAKE_ENDLESS, /* sends until the other side leaves */
};

struct fake_turn {
    enum fake_deed deed;
    int status;
    const char *body;
};

struct fake_client {
    struct fake_gateway *gateway;
    int descriptor;
    pthread_t thread;
};

struct fake_gateway {
    int listener;
    int stop[2];
    pthread_t thread;
    const struct fake_turn *turns; /* borrowed */
    size_t turn_count;
    struct fake_client clients[FAKE_CLIENTS_MAX + 1]; /* connections; of the thread that accepts them */
    size_t client_count;
    pthread_mutex_t lock; /* of what follows */
    size_t request_count;
    char requests[FAKE_REQUESTS_MAX][FAKE_REQUEST_BYTES];
    char base[64]; /* http://127.0.0.1:PORT */
};

struct fake_gateway *fake_gateway_start(const struct fake_turn *turns, size_t turn_count);
void fake_gateway_stop(struct fake_gateway *gateway);

size_t fake_gateway_requests(struct fake_gateway *gateway);
/* How many requests hold these words. */
size_t fake_gateway_requests_with(struct fake_gateway *gateway, const char *words);

/* An address nobody listens at. */
void fake_gateway_closed_base(char *out, size_t room);

#endif
