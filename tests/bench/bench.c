#include "bench.h"

#include "base/clock.h"

#include <stdio.h>

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
