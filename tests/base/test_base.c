#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/list.h"
#include "base/parse.h"
#include "base/prng.h"
#include "base/text.h"
#include "cmocka_tests.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void a_text_over_its_maximum_fails_once_and_stays_failed(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text text;
    struct error err;

    text_init(&text, 10);
    text_put(&text, "0123456789");
    assert_int_equal(text_finish(&text, &err), OK);
    text_put_char(&text, '!');
    text_put(&text, "");
    assert_int_equal(text_finish(&text, &err), ERROR_OS);
    assert_string_equal(text.data, "0123456789");
    text_clear(&text);
    text_putf(&text, "%d|%s", 7, "ờ");
    assert_int_equal(text_finish(&text, &err), OK);
    assert_string_equal(text.data, "7|ờ");
}

static void a_taken_text_belongs_to_the_caller(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text text;
    size_t length = 99;

    text_init(&text, 100);
    char *nothing = text_take(&text, &length);
    assert_string_equal(nothing, "");
    assert_int_equal(length, 0);
    free(nothing);
    text_put(&text, "hiệp thương");
    char *taken = text_take(&text, &length);
    assert_string_equal(taken, "hiệp thương");
    assert_int_equal(length, strlen("hiệp thương"));
    assert_string_equal(text.data, "");
    free(taken);
}

static void an_arena_gives_zeroed_memory_up_to_its_maximum(void **state)
{
    (void)state;
    CLEANUP(arena_done) struct arena arena;

    arena_init(&arena, 1000000);
    for (size_t size = 0; size < 3000; size += 17) {
        unsigned char *bytes = arena_alloc(&arena, size);
        assert_non_null(bytes);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(bytes[i], 0);
        memset(bytes, 0xAA, size);
    }
    assert_null(arena_alloc(&arena, 1000001));
    assert_null(arena_array(&arena, SIZE_MAX / 2, 3));
    assert_null(arena_array(&arena, SIZE_MAX, 1));
    assert_string_equal(arena_copy_string(&arena, "đơn vị bầu cử"), "đơn vị bầu cử");
    assert_true(arena.used_bytes <= arena.max_bytes);
}

static void a_list_grows_zeroed_and_stops_at_its_maximum(void **state)
{
    (void)state;
    int *items = NULL;
    size_t capacity = 0;

    for (size_t count = 0; count < 100; count++) {
        assert_true(list_reserve(&items, &capacity, count + 1, sizeof *items, 100));
        assert_int_equal(items[count], 0);
        items[count] = (int)count;
    }
    assert_int_equal(items[57], 57);
    assert_false(list_reserve(&items, &capacity, 101, sizeof *items, 100));
    assert_int_equal(items[99], 99);
    free(items);
}

static void whole_numbers_are_read_strictly(void **state)
{
    (void)state;
    static const char *const refused[] = {"",
                                          "-",
                                          "+1",
                                          " 1",
                                          "1 ",
                                          "01",
                                          "-0",
                                          "1.0",
                                          "0x1",
                                          "1e3",
                                          "١",
                                          "9223372036854775808",
                                          "-9223372036854775809",
                                          "101",
                                          "-101"};
    int64_t value = 42;

    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        if (parse_int(refused[i], -100, 100, &value))
            fail_msg("accepted \"%s\"", refused[i]);
    }
    assert_int_equal(value, 42);
    assert_true(parse_int("-100", -100, 100, &value) && value == -100);
    assert_true(parse_int("0", -100, 100, &value) && value == 0);
    assert_true(parse_int("9223372036854775807", INT64_MIN, INT64_MAX, &value) && value == INT64_MAX);
    assert_true(parse_int("-9223372036854775808", INT64_MIN, INT64_MAX, &value) && value == INT64_MIN);
}

static void random_numbers_repeat_by_seed_and_fill_their_range(void **state)
{
    (void)state;
    struct prng first;
    struct prng second;
    int seen[7] = {0};

    prng_init(&first, 2021);
    prng_init(&second, 2021);
    for (int i = 0; i < 7000; i++) {
        int32_t value = prng_between(&first, -3, 3);
        assert_int_equal(value, prng_between(&second, -3, 3));
        assert_in_range(value + 3, 0, 6);
        seen[value + 3]++;
    }
    for (size_t i = 0; i < COUNT_OF(seen); i++)
        assert_in_range(seen[i], 850, 1150);
}

static void a_fixed_clock_stands_still(void **state)
{
    (void)state;
    struct clock clock = clock_fixed(1621641600);

    assert_int_equal(clock_now_utc_secs(&clock), 1621641600);
    assert_true(clock_monotonic_ms() <= clock_monotonic_ms());
}

static char folder[] = "/tmp/ht_base_XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static void a_file_is_written_whole_or_not_at_all(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text path;
    CLEANUP(text_done) struct text content;
    struct error err;

    text_init(&path, 1000);
    text_init(&content, 100);
    text_putf(&path, "%s/plan.csv", folder);
    assert_int_equal(file_write(path.data, "cũ", strlen("cũ"), &err), OK);
    assert_int_equal(file_write(path.data, "mới", strlen("mới"), &err), OK);
    assert_int_equal(file_read(path.data, &content, &err), OK);
    assert_string_equal(content.data, "mới");
    text_clear(&content);
    assert_int_equal(file_write_many(path.data, "một trong nhiều", strlen("một trong nhiều"), &err), OK);
    assert_int_equal(file_sync(folder, &err), OK);
    assert_int_equal(file_read(path.data, &content, &err), OK);
    assert_string_equal(content.data, "một trong nhiều");
    unlink(path.data);
    assert_int_equal(file_sync(path.data, &err), ERROR_IO);

    text_clear(&path);
    text_putf(&path, "%s/no-such-folder/plan.csv", folder);
    assert_int_equal(file_write(path.data, "x", 1, &err), ERROR_CANNOT_CREATE);
    assert_string_equal(err.file, path.data);
}

/* As root, a file put in the place of /dev/null would break the whole machine. */
static void a_pipe_is_written_into_and_stays(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text path;
    char got[8] = "";
    struct stat status;
    struct error err;

    text_init(&path, 1000);
    text_putf(&path, "%s/pipe", folder);
    assert_int_equal(mkfifo(path.data, 0600), 0);
    int reader = open(path.data, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    assert_true(reader >= 0);
    assert_int_equal(file_write(path.data, "tin", 3, &err), OK);
    assert_int_equal(read(reader, got, sizeof got), 3);
    assert_string_equal(got, "tin");
    close(reader);
    assert_int_equal(stat(path.data, &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    unlink(path.data);
}

static void a_number_is_read_whole_or_not_at_all(void **state)
{
    static const struct {
        const char *text;
        bool read;
        double value;
    } rows[] = {{"1.5", true, 1.5}, {"-2e3", true, -2000}, {"0", true, 0},
                {"", false, 0},     {"1.5x", false, 0},    {" 1", false, 0},
                {"nan", false, 0},  {"-inf", false, 0},    {"1e999", false, 0}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        double value = 0;
        assert_int_equal(parse_real(rows[i].text, &value), rows[i].read);
        assert_true(value == rows[i].value);
    }
}

static void a_file_over_the_limit_or_missing_is_named(void **state)
{
    (void)state;
    CLEANUP(text_done) struct text path;
    CLEANUP(text_done) struct text content;
    struct error err;

    text_init(&path, 1000);
    text_init(&content, 9);
    text_putf(&path, "%s/large.csv", folder);
    assert_int_equal(file_write(path.data, "0123456789", 10, &err), OK);
    assert_int_equal(file_read(path.data, &content, &err), ERROR_DATA);
    assert_string_equal(err.file, path.data);
    unlink(path.data);
    assert_int_equal(file_read(path.data, &content, &err), ERROR_NO_INPUT);
    assert_string_equal(err.file, path.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_over_its_maximum_fails_once_and_stays_failed),
        cmocka_unit_test(a_taken_text_belongs_to_the_caller),
        cmocka_unit_test(an_arena_gives_zeroed_memory_up_to_its_maximum),
        cmocka_unit_test(a_list_grows_zeroed_and_stops_at_its_maximum),
        cmocka_unit_test(whole_numbers_are_read_strictly),
        cmocka_unit_test(random_numbers_repeat_by_seed_and_fill_their_range),
        cmocka_unit_test(a_fixed_clock_stands_still),
        cmocka_unit_test(a_file_is_written_whole_or_not_at_all),
        cmocka_unit_test(a_pipe_is_written_into_and_stays),
        cmocka_unit_test(a_number_is_read_whole_or_not_at_all),
        cmocka_unit_test(a_file_over_the_limit_or_missing_is_named),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
