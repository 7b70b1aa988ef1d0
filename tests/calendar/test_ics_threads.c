/* A program of its own, because only the first use of libical in a process can go wrong. */
#include "base/text.h"
#include "calendar/ics_write.h"
#include "cmocka_tests.h"

#include <pthread.h>

#define THREADS 16

struct writer {
    pthread_t thread;
    pthread_barrier_t *start;
    struct text bytes;
    enum error_code code;
};

static void *write_one(void *context)
{
    struct writer *writer = context;
    const struct ics_event event = {
        .uid = "a@hiepthuong",
        .last_modified_utc_secs = 1619830861,
        .start = {.date = {18757}, .minute = 450},
        .end = {.date = {18757}, .minute = 570},
        .summary = "TXCT",
    };
    const struct ics_calendar calendar = {
        .language = "vi", .name = "Lịch", .events = &event, .event_count = 1};
    struct error err;

    pthread_barrier_wait(writer->start);
    writer->code = ics_write(&calendar, &writer->bytes, &err);
    return NULL;
}

static void threads_that_write_first_together_write_the_same(void **state)
{
    (void)state;
    static struct writer writers[THREADS];
    pthread_barrier_t start;

    assert_int_equal(pthread_barrier_init(&start, NULL, THREADS), 0);
    for (size_t i = 0; i < THREADS; i++) {
        writers[i].start = &start;
        text_init(&writers[i].bytes, 100000);
        assert_int_equal(pthread_create(&writers[i].thread, NULL, write_one, &writers[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(writers[i].thread, NULL), 0);
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(writers[i].code, OK);
        assert_string_equal(writers[i].bytes.data, writers[0].bytes.data);
    }
    for (size_t i = 0; i < THREADS; i++)
        text_done(&writers[i].bytes);
    pthread_barrier_destroy(&start);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_that_write_first_together_write_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
