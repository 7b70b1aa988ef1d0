/* The real service in the background, on a free port. */
#ifndef TESTS_CLI_SERVE_PROGRAM_H
#define TESTS_CLI_SERVE_PROGRAM_H

#include "base/clock.h"
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

/* Returns when it listens, with its address and port. */
static inline void serve(struct program *program, char address[64])
{
    static const char ready[] = "Listening on http://";
    int64_t until_ms = clock_monotonic_ms() + 60000;

    program_start(program, (const char *const[]){"serve", "--listen", "127.0.0.1:0", NULL});
    do {
        assert_true(clock_monotonic_ms() < until_ms);
        poll(NULL, 0, 5);
        program_peek(program);
    } while (strchr(program->out, '\n') == NULL);
    assert_int_equal(strncmp(program->out, ready, strlen(ready)), 0);
    snprintf(address, 64, "%.*s", (int)strcspn(program->out + strlen(ready), "\n"),
             program->out + strlen(ready));
}

#endif
