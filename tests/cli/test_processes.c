/* Several services and workers on one store, killed at random while plans are published and notices sent: nothing is lost,
 * nothing goes out twice, the log of changes is whole. HT_KILL_SECS says for how long (6 seconds unless set); three of
 * each kind on PostgreSQL, two on SQLite.
 */
#include "base/clock.h"
#include "base/parse.h"
#include "cli/crowd.h"
#include "cmocka_tests.h"

#include <stdlib.h>

#define SECS_DEFAULT 6
#define KILLS_MIN 3

static int set_up(void **state)
{
    *state = crowd_start(test_store_on_postgres() ? 3 : 2, NULL);
    return 0;
}

static int tear_down(void **state)
{
    crowd_free(*state);
    return 0;
}

static void nothing_is_lost_or_doubled_when_processes_die_at_random(void **state)
{
    struct crowd *crowd = *state;
    const char *said = getenv("HT_KILL_SECS");
    int64_t secs = SECS_DEFAULT;

    if (said != NULL)
        assert_true(parse_int(said, 1, 36000, &secs));
    int64_t until_ms = clock_monotonic_ms() + secs * 1000;
    while (clock_monotonic_ms() < until_ms || crowd->kills < KILLS_MIN) {
        crowd_publish(crowd);
        crowd_ask(crowd);
        crowd_kill(crowd);
    }
    crowd_rest(crowd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_is_lost_or_doubled_when_processes_die_at_random, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
