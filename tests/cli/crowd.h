/* Several services and workers on one store, with staff that publish and a gateway that counts: for tests that kill them, or
 * their database, at random. Each round publishes a release that concerns the same people; in the end everything must
 * have gone out once, or be left to a person.
 */
#ifndef TESTS_CLI_CROWD_H
#define TESTS_CLI_CROWD_H

#include "cli/counting_gateway.h"
#include "cli/run_program.h"

#include <stdbool.h>
#include <stdint.h>

#define CROWD_KINDS 2 /* serve, work */
#define CROWD_EACH_MAX 3
#define CROWD_MAX (CROWD_KINDS * CROWD_EACH_MAX)

struct crowd {
    struct program staff; /* publishes and judges */
    struct program members[CROWD_MAX];
    char addresses[CROWD_MAX][64]; /* of services */
    int count;
    bool own_store; /* to be dropped */
    struct counting_gateway *gateway;
    char settings[128];
    char feed[80];
    int64_t now_utc_secs; /* each new process lives so much later that the claims of dead ones have lapsed */
    uint32_t random;
    int kills;
    int releases;
};

/* `each` services and as many workers, on the store at `url`; NULL: on a new one. */
struct crowd *crowd_start(int each, const char *url);
void crowd_free(struct crowd *crowd);

/* Two meetings move, to and fro, and three candidates are to be told. */
void crowd_publish(struct crowd *crowd);
/* Any service knows what was published through another program a moment ago. */
void crowd_ask(struct crowd *crowd);
/* Status of /readyz of a service. */
int crowd_ready(struct crowd *crowd);
/* Kills one at random, which must not have ended by itself, and starts another in its place. */
void crowd_kill(struct crowd *crowd);
/* Whoever still lives ends its message; then a worker of the next day takes up what dead ones left. Everything went out
 * once and is stored so, or is left to a person; the log of changes is whole. */
void crowd_rest(struct crowd *crowd);

#endif
