#include "base/clock.h"

#include <string.h>
#include <time.h>

struct clock clock_real(void)
{
    return (struct clock){.fixed = false};
}

struct clock clock_fixed(int64_t utc_secs)
{
    return (struct clock){.fixed = true, .fixed_utc_secs = utc_secs};
}

int64_t clock_now_utc_secs(const struct clock *clock)
{
    return clock->fixed ? clock->fixed_utc_secs : (int64_t)time(NULL);
}

void clock_format_utc(int64_t utc_secs, char out[CLOCK_UTC_CHARS])
{
    time_t moment = (time_t)utc_secs;
    struct tm split;

    if (gmtime_r(&moment, &split) == NULL ||
        strftime(out, CLOCK_UTC_CHARS, "%Y-%m-%dT%H:%M:%SZ", &split) == 0)
        memcpy(out, "?", 2);
}

static int64_t ms_of(clockid_t id)
{
    struct timespec now;

    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_monotonic_ms(void)
{
    return ms_of(CLOCK_MONOTONIC);
}

int64_t clock_monotonic_rough_ms(void)
{
    return ms_of(CLOCK_MONOTONIC_COARSE);
}
