/* A gateway that takes every message and counts, for each name of a message, how often it came. In a thread of the test, on
 * a free port of 127.0.0.1.
 */
#ifndef TESTS_CLI_COUNTING_GATEWAY_H
#define TESTS_CLI_COUNTING_GATEWAY_H

#include <pthread.h>
#include <stddef.h>

#define COUNTED_MAX 20000
#define COUNTED_NAME_CHARS 65

struct counting_gateway {
    int listener;
    pthread_t thread;
    pthread_mutex_t lock; /* of what follows */
    size_t count;
    char names[COUNTED_MAX][COUNTED_NAME_CHARS];
    char base[64]; /* http://127.0.0.1:PORT */
};

/* The profile that speaks to it, as text of a file. */
extern const char counting_gateway_profile[];

struct counting_gateway *counting_gateway_start(void);
void counting_gateway_stop(struct counting_gateway *gateway);

size_t counting_gateway_requests(struct counting_gateway *gateway);
size_t counting_gateway_requests_of(struct counting_gateway *gateway, const char *name);

#endif
