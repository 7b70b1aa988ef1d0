/* The real service in the background, on a free port. */
#ifndef TESTS_CLI_SERVE_PROGRAM_H
#define TESTS_CLI_SERVE_PROGRAM_H

#include "base/clock.h"
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

/* Returns when it listens, with its address and port. By the clock of the machine, or one that stands at `now`. */
static inline void serve_at(struct program *program, const char *now, char address[64])
{
    const char *const by_machine[] = {"serve", "--listen", "127.0.0.1:0", NULL};
    const char *const by_now[] = {"--now", now, "serve", "--listen", "127.0.0.1:0", NULL};
    static const char ready[] = "Listening on http://";
    int64_t until_ms = clock_monotonic_ms() + 60000;

    program_start(program, now != NULL ? by_now : by_machine);
    do {
        assert_true(clock_monotonic_ms() < until_ms);
        poll(NULL, 0, 5);
        program_peek(program);
    } while (strchr(program->out, '\n') == NULL);
    assert_int_equal(strncmp(program->out, ready, strlen(ready)), 0);
    snprintf(address, 64, "%.*s", (int)strcspn(program->out + strlen(ready), "\n"),
             program->out + strlen(ready));
}

static inline void serve(struct program *program, char address[64])
{
    serve_at(program, NULL, address);
}

#endif
