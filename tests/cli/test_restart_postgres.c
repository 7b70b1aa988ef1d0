/* PostgreSQL goes away and comes back while services and workers use it: they wait, say that they are not ready, and go on;
 * nothing is lost and nothing goes out twice. The test has a server of its own.
 */
#include "cli/crowd.h"
#include "cmocka_tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define ROUNDS 3

struct restart {
    struct program server; /* runs tests/postgres/server */
    char folder[72];
    struct crowd *crowd;
};

static void server(struct restart *test, const char *action)
{
    PROGRAM_RUN(&test->server, action, test->folder);
    if (test->server.status != 0)
        fail_msg("%s: %s%s", action, test->server.out, test->server.err);
}

static int set_up(void **state)
{
    struct restart *test = calloc(1, sizeof *test);
    char url[TEST_STORE_CHARS];

    program_init(&test->server);
    test->server.executable = HT_SOURCE_DIR "/tests/postgres/server";
    snprintf(test->folder, sizeof test->folder, "%s-pg", test->server.folder);
    server(test, "start");
    snprintf(url, sizeof url, "postgresql://tests@/postgres?host=%s", test->folder);
    test->crowd = crowd_start(2, url);
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    struct restart *test = *state;

    crowd_free(test->crowd);
    server(test, "stop");
    program_done(&test->server);
    free(test);
    return 0;
}

static void a_database_that_comes_back_finds_everybody_at_work(void **state)
{
    static const char *const ends[ROUNDS] = {"restart", "kill", "restart"};
    struct restart *test = *state;

    for (int round = 0; round < ROUNDS; round++) {
        crowd_publish(test->crowd);
        server(test, ends[round]); /* while workers send */
        if (round == 1) {
            assert_int_equal(crowd_ready(test->crowd), 503);
            server(test, "run");
        }
        assert_int_equal(crowd_ready(test->crowd), 200);
        crowd_ask(test->crowd);
        crowd_kill(test->crowd); /* the others had none but their store to fear */
    }
    crowd_rest(test->crowd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_database_that_comes_back_finds_everybody_at_work, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
