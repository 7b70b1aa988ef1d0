/* The archives of tests/fuzz/corpus/zip, each with what is said of it. */
#include "base/file.h"
#include "base/zip_read.h"
#include "cmocka_tests.h"

#include <stdio.h>
#include <string.h>

struct reading {
    struct arena arena;
    struct zip_files files;
    struct error err;
};

static void finish(struct reading *reading)
{
    arena_done(&reading->arena);
}

static enum error_code read_sample(struct reading *reading, const char *name, size_t bytes_max)
{
    CLEANUP(text_done) struct text bytes;
    const struct zip_limits limits = {5, bytes_max};
    char path[300];

    arena_init(&reading->arena, (size_t)1 << 20);
    text_init(&bytes, 100000);
    snprintf(path, sizeof path, HT_SOURCE_DIR "/tests/fuzz/corpus/zip/%s", name);
    assert_int_equal(file_read(path, &bytes, &reading->err), OK);
    return zip_read(bytes.data, bytes.length, &limits, &reading->arena, &reading->files, &reading->err);
}

static void files_come_out_by_their_names_without_folders(void **state)
{
    CLEANUP(finish) struct reading reading = {0};

    (void)state;
    assert_int_equal(read_sample(&reading, "good_with_folders", 10000), OK);
    assert_int_equal(reading.files.count, 2);
    assert_string_equal(reading.files.items[0].name, "params.csv");
    assert_int_equal(reading.files.items[0].length, strlen("key,value\n"));
    assert_string_equal(reading.files.items[0].bytes, "key,value\n");
    assert_string_equal(reading.files.items[1].name, "passwd");
}

static void what_is_not_right_is_refused_before_it_is_unpacked(void **state)
{
    static const struct refused {
        const char *name;
        size_t bytes_max;
        const char *message;
    } table[] = {
        {"cut", 10000, "the ZIP archive is damaged or not whole; nothing was stored"},
        {"head_alone", 10000, "the ZIP archive is damaged or not whole; nothing was stored"},
        {"lies_about_its_size", 10000, "the ZIP archive is damaged or not whole; nothing was stored"},
        {"bomb", 10000, "the ZIP archive would become too large when it is unpacked; nothing was stored"},
        {"large", 10000, "the ZIP archive would become too large when it is unpacked; nothing was stored"},
        {"good_with_folders", 9,
         "the ZIP archive would become too large when it is unpacked; nothing was stored"},
        {"many", 10000, "the ZIP archive holds more than %zu files"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        CLEANUP(finish) struct reading reading = {0};
        assert_int_equal(read_sample(&reading, table[i].name, table[i].bytes_max), ERROR_DATA);
        assert_string_equal(reading.err.message.format, table[i].message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_come_out_by_their_names_without_folders),
        cmocka_unit_test(what_is_not_right_is_refused_before_it_is_unpacked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
