/* A load of requests over kept connections, each of which asks again as soon as it is answered; one thread, so that the
 * client is the same small load for every server.
 */
#ifndef TESTS_BENCH_LOAD_H
#define TESTS_BENCH_LOAD_H

#include "base/text.h"

#include <stdint.h>
#include <sys/types.h>

#define LOAD_PATHS_MAX 500000
#define LOAD_PATH_CHARS 48

struct load_paths {
    size_t count;
    char items[LOAD_PATHS_MAX][LOAD_PATH_CHARS];
};

struct load_server {
    const char *name;
    uint16_t port; /* of 127.0.0.1 */
    pid_t process; /* whose processor time counts, with its children's */
};

struct load {
    struct load_server server;
    const struct load_paths *paths; /* asked for one after the other */
    size_t connections;
    const char *headers; /* lines */
    int status;          /* that every answer must have */
};

#define LOAD_WAITS 20000 /* in steps of 10 microseconds; longer waits count as the last */

/* Several runs add up. */
struct load_result {
    uint64_t answers;
    double wall_ms;
    double processor_ms;
    uint32_t waits[LOAD_WAITS];
};

_Noreturn void load_die(const char *what);

/* Of each line the path from "/feeds/" to ".ics". */
void load_read_paths(const char *file, struct load_paths *out);

/* Processor time of the server until now; of a master process with that of its children, which do the work. */
double load_spent_ms(const struct load_server *server);

void load_run(const struct load *load, int64_t ms, struct load_result *total);
void load_each_once(const struct load *load, struct load_result *total);
/* The whole answer to the first path; `out` needs no initialisation. */
void load_ask_once(const struct load *load, struct text *out);

double load_wall_ms(const struct load_result *result);      /* of one answer */
double load_processor_ms(const struct load_result *result); /* of one answer, of the server */
double load_percentile_ms(const struct load_result *result, unsigned percent);

#endif
