#include "bench.h"

#include "base/clock.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

double bench_ms(void (*run)(void *argument), void *argument)
{
    int64_t calls = 0;
    int64_t spent_ms = 0;

    run(argument);
    for (int64_t start_ms = clock_monotonic_ms(); spent_ms < 1000; calls++) {
        run(argument);
        spent_ms = clock_monotonic_ms() - start_ms;
    }
    return (double)spent_ms / (double)calls;
}

void bench_compare(const char *what, double our_ms, const char *rival, double rival_ms)
{
    printf("%s\t%.5f\t%s\t%.5f\n", what, our_ms, rival, rival_ms);
}

static double processor_ms(void)
{
    struct rusage usage;

    getrusage(RUSAGE_THREAD, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

void bench_turn_begin(struct bench_turn *turn)
{
    *turn = (struct bench_turn){(double)clock_monotonic_ms(), processor_ms()};
}

void bench_turn_end(struct bench_turn *turn, int count)
{
    turn->wall_ms = ((double)clock_monotonic_ms() - turn->wall_ms) / count;
    turn->processor_ms = (processor_ms() - turn->processor_ms) / count;
}

static int compare(const void *a, const void *b)
{
    const double *left = a;
    const double *right = b;

    return (*left > *right) - (*left < *right);
}

static double median(const struct bench_turn turns[BENCH_TURNS], bool processor)
{
    double sorted[BENCH_TURNS];

    for (int i = 0; i < BENCH_TURNS; i++)
        sorted[i] = processor ? turns[i].processor_ms : turns[i].wall_ms;
    qsort(sorted, BENCH_TURNS, sizeof *sorted, compare);
    return sorted[BENCH_TURNS / 2];
}

void bench_compare_turns(const char *what, const struct bench_turn ours[BENCH_TURNS], const char *rival,
                         const struct bench_turn theirs[BENCH_TURNS])
{
    char processor[80];

    snprintf(processor, sizeof processor, "%s, processor", what);
    bench_compare(what, median(ours, false), rival, median(theirs, false));
    bench_compare(processor, median(ours, true), rival, median(theirs, true));
}
