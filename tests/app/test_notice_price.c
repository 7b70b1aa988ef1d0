/* What messages cost, by the beginning of their numbers. */
#include "app/notice_price.h"
#include "cmocka_tests.h"

static const struct settings_price prices[] = {{"091", 350}, {"0912", 300}, {"096", 0}};

static void the_longest_beginning_that_fits_holds(void **state)
{
    static const struct {
        const char *number;
        int64_t price; /* of two parts */
    } rows[] = {
        {"+84501234567", 1600}, {"+84911234567", 700}, {"+84912345678", 600},
        {"+84961234567", 0},    {"+84", 1600},         {"", 1600},
    };
    const struct settings_notices settings = {
        .price_per_part_dong = 800, .prices = prices, .price_count = COUNT_OF(prices)};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(notice_price_dong(&settings, rows[i].number, 2), rows[i].price);
}

static void a_price_that_nobody_set_is_not_known(void **state)
{
    const struct settings_notices settings = {.prices = prices, .price_count = COUNT_OF(prices)};

    (void)state;
    assert_int_equal(notice_price_dong(&settings, "+84501234567", 1), -1);
    assert_int_equal(notice_price_dong(&settings, "+84911234567", 3), 1050);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_beginning_that_fits_holds),
        cmocka_unit_test(a_price_that_nobody_set_is_not_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
