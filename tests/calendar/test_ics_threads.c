/* A program of its own, because only the first use of libical in a process can go wrong. */
#include "base/file.h"
#include "base/text.h"
#include "calendar/ics_read_days_off.h"
#include "cmocka_tests.h"

#include <pthread.h>

#define THREADS 16
#define ARENA_BYTES ((size_t)1 << 20)
#define DAYS_OFF HT_SOURCE_DIR "/config/holidays/vn-2021.ics"

struct reader {
    pthread_t thread;
    pthread_barrier_t *start;
    const struct text *bytes;
    struct arena arena;
    struct day_off_set set;
    enum error_code code;
};

static void *read_one(void *context)
{
    struct reader *reader = context;
    struct error err;

    arena_init(&reader->arena, ARENA_BYTES);
    pthread_barrier_wait(reader->start);
    reader->code = ics_read_days_off(DAYS_OFF, reader->bytes->data, reader->bytes->length, &reader->arena,
                                     &reader->set, &err);
    return NULL;
}

static void threads_that_read_first_together_read_the_same(void **state)
{
    (void)state;
    static struct reader readers[THREADS];
    CLEANUP(text_done) struct text bytes;
    pthread_barrier_t start;
    struct error err;

    text_init(&bytes, ICS_DAYS_OFF_BYTES_MAX);
    assert_int_equal(file_read(DAYS_OFF, &bytes, &err), OK);
    assert_int_equal(pthread_barrier_init(&start, NULL, THREADS), 0);
    for (size_t i = 0; i < THREADS; i++) {
        readers[i].start = &start;
        readers[i].bytes = &bytes;
        assert_int_equal(pthread_create(&readers[i].thread, NULL, read_one, &readers[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(readers[i].thread, NULL), 0);
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(readers[i].code, OK);
        assert_int_equal(readers[i].set.day_count, readers[0].set.day_count);
        for (size_t day = 0; day < readers[0].set.day_count; day++)
            assert_int_equal(readers[i].set.days[day].date.day, readers[0].set.days[day].date.day);
    }
    for (size_t i = 0; i < THREADS; i++)
        arena_done(&readers[i].arena);
    pthread_barrier_destroy(&start);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_that_read_first_together_read_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
