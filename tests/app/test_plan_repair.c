/* The published plan of a province, disturbed over and over. */
#include "cmocka_tests.h"
#include "disturbances.h"

/* tests/bench/bench_repair runs a thousand. */
#define DISTURBANCES 300

static void a_disturbed_plan_is_mended_within_the_rules_and_hardly_anything_moves(void **state)
{
    (void)state;
    struct province province;
    size_t disturbed = 0;
    size_t moved = 0;
    size_t incomplete = 0;

    province_init(&province, 100000);
    for (uint64_t seed = 1; seed <= DISTURBANCES; seed++) {
        struct disturbance one = disturb(&province, seed);
        if (one.violations + one.pins_moved + one.codes_lost > 0)
            fail_msg("disturbance %llu (%s): %zu violations, %zu pins moved, %zu codes lost",
                     (unsigned long long)seed, disturbance_names[one.kind], one.violations, one.pins_moved,
                     one.codes_lost);
        if (one.missing > 0 && !one.hopeless)
            fail_msg("disturbance %llu (%s): %zu meetings have no place, and could have one",
                     (unsigned long long)seed, disturbance_names[one.kind], one.missing);
        incomplete += one.missing > 0;
        disturbed += one.disturbed;
        moved += one.moved;
    }
    assert_true(disturbed > DISTURBANCES);
    assert_true(incomplete < DISTURBANCES / 100);
    if (moved * 2 >= disturbed * 3)
        fail_msg("%zu meetings moved for %zu that had to", moved, disturbed);
    province_done(&province);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_disturbed_plan_is_mended_within_the_rules_and_hardly_anything_moves),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
