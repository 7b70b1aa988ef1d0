#include "notify/breaker.h"

#define PAUSE_MIN_MS 15000
#define PAUSE_MAX_MS 900000

void breaker_init(struct breaker *breaker, size_t at_once)
{
    *breaker = (struct breaker){.window = 1, .window_max = at_once, .pause_ms = PAUSE_MIN_MS};
}

void breaker_good(struct breaker *breaker)
{
    breaker->troubles = 0;
    breaker->stopped = false;
    breaker->pause_ms = PAUSE_MIN_MS;
    if (breaker->window < breaker->window_max)
        breaker->window++;
}

void breaker_bad(struct breaker *breaker, int64_t now_ms, int64_t now_utc_secs)
{
    breaker->troubles++;
    breaker->window = breaker->window > 1 ? breaker->window / 2 : 1;
    if (breaker->troubles >= BREAKER_TROUBLES_MAX)
        breaker_stop(breaker, now_ms, now_utc_secs);
}

void breaker_stop(struct breaker *breaker, int64_t now_ms, int64_t now_utc_secs)
{
    breaker->window = 1;
    if (breaker->stopped)
        breaker->pause_ms = breaker->pause_ms * 2 < PAUSE_MAX_MS ? breaker->pause_ms * 2 : PAUSE_MAX_MS;
    else
        breaker->since_utc_secs = now_utc_secs;
    breaker->next_ms = now_ms + breaker->pause_ms;
    breaker->stopped = true;
}

size_t breaker_room(const struct breaker *breaker, size_t in_flight, int64_t now_ms)
{
    if (breaker->stopped && (in_flight > 0 || now_ms < breaker->next_ms))
        return 0;
    return breaker->window > in_flight ? breaker->window - in_flight : 0;
}
