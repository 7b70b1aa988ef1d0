/* Quiet hours, the daily cap and prices in the settings file. */
#include "app/settings.h"
#include "base/text.h"
#include "cmocka_tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
    char file[64];
    struct arena arena;
    struct settings settings;
    struct error err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    snprintf(f->file, sizeof f->file, "/tmp/hiepthuong-settings-XXXXXX");
    int descriptor = mkstemp(f->file);
    assert_true(descriptor >= 0);
    close(descriptor);
    arena_init(&f->arena, (size_t)1 << 20);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    unlink(f->file);
    arena_done(&f->arena);
    free(f);
    return 0;
}

static enum error_code load(struct fixture *f, const char *bytes)
{
    FILE *file = fopen(f->file, "w");

    assert_non_null(file);
    fputs(bytes, file);
    fclose(file);
    return settings_load(f->file, "/data", &f->arena, &f->settings, &f->err);
}

static void nine_to_seven_is_quiet_unless_said(void **state)
{
    struct fixture *f = *state;
    const struct settings_notices *notices = &f->settings.notices;

    assert_int_equal(load(f, "language: vi\n"), OK);
    assert_int_equal(notices->quiet_from_minute, 21 * 60);
    assert_int_equal(notices->quiet_until_minute, 7 * 60);
    assert_int_equal(notices->urgent_until_minute, 12 * 60);
    assert_int_equal(notices->daily_cap, 10);
    assert_false(notices->approval);
    assert_int_equal(notices->price_per_part_dong, 0);
    assert_int_equal(notices->price_count, 0);
}

static void everything_can_be_said(void **state)
{
    struct fixture *f = *state;
    const struct settings_notices *notices = &f->settings.notices;

    assert_int_equal(load(f,
                          "notices: {quiet_from: \"22:30\", quiet_until: \"06:05\", urgent_until: \"09:00\", "
                          "daily_cap: 3, approval: true, price_per_part: 800, "
                          "prices: [{prefix: \"091\", price: 350}, {prefix: \"0961\", price: 0}]}\n"),
                     OK);
    assert_int_equal(notices->quiet_from_minute, 22 * 60 + 30);
    assert_int_equal(notices->quiet_until_minute, 6 * 60 + 5);
    assert_int_equal(notices->urgent_until_minute, 9 * 60);
    assert_int_equal(notices->daily_cap, 3);
    assert_true(notices->approval);
    assert_int_equal(notices->price_per_part_dong, 800);
    assert_int_equal(notices->price_count, 2);
    assert_string_equal(notices->prices[1].prefix, "0961");
    assert_int_equal(notices->prices[0].dong, 350);
}

static void a_wrong_value_is_refused_with_its_place(void **state)
{
    static const char *const rows[][2] = {
        {"notices: {quiet_from: \"24:00\"}\n",
         ":1:23: notices.quiet_from: \"24:00\" is not an hour of the day, such as \"21:00\""},
        {"notices: {quiet_until: \"7:00\"}\n",
         ":1:24: notices.quiet_until: \"7:00\" is not an hour of the day, such as \"21:00\""},
        {"notices: {urgent_until: noon}\n",
         ":1:25: notices.urgent_until: \"noon\" is not an hour of the day, such as \"21:00\""},
        {"notices: {daily_cap: 51}\n", ":1:22: notices.daily_cap: must be from 0 to 50, not 51"},
        {"notices: {price_per_part: -1}\n",
         ":1:27: notices.price_per_part: must be from 0 to 1000000, not -1"},
        {"notices:\n  prices:\n    - {prefix: \"91\", price: 1}\n",
         ":3:16: notices.prices.1.prefix: \"91\" is not the beginning of numbers, such as \"091\""},
        {"notices:\n  prices:\n    - {prefix: \"091\", price: -5}\n",
         ":3:30: notices.prices.1.price: must be from 0 to 1000000, not -5"},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(text_done) struct text written;
        text_init(&written, 2000);
        if (load(f, rows[i][0]) != ERROR_CONFIG)
            fail_msg("accepted: %s", rows[i][0]);
        error_write(&f->err, f->err.message.format, &written);
        assert_string_equal(written.data + strlen(f->file), rows[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nine_to_seven_is_quiet_unless_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(everything_can_be_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_wrong_value_is_refused_with_its_place, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
