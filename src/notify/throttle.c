#include "notify/throttle.h"

#define SECOND_US ((int64_t)1000000)
#define MINUTE_US (60 * SECOND_US)
#define SLACK_US (SECOND_US / 20)

/* Gaps a little wider than the limit asks for make room for the slack within any span of it. */
void throttle_init(struct throttle *throttle, unsigned per_second, unsigned per_minute)
{
    int64_t of_second = (SECOND_US + SLACK_US) / (per_second > 0 ? per_second : 1) + 1;
    int64_t of_minute = per_minute > 0 ? MINUTE_US / per_minute + 1 : 0;

    *throttle = (struct throttle){.gap_us = of_second > of_minute ? of_second : of_minute};
    throttle->slack_us = throttle->gap_us < SLACK_US ? SLACK_US : 0;
}

/* When the next may go, unused time beyond the slack being lost. */
static int64_t next_us(const struct throttle *throttle, int64_t now_us)
{
    int64_t earliest = now_us - throttle->slack_us;

    return throttle->next_us > earliest ? throttle->next_us : earliest;
}

size_t throttle_room(const struct throttle *throttle, int64_t now_ms)
{
    int64_t now_us = now_ms * 1000;
    int64_t next = next_us(throttle, now_us);

    return next > now_us ? 0 : (size_t)((now_us - next) / throttle->gap_us) + 1;
}

void throttle_take(struct throttle *throttle, size_t count, int64_t now_ms)
{
    throttle->next_us = next_us(throttle, now_ms * 1000) + (int64_t)count * throttle->gap_us;
}

int64_t throttle_wait_ms(const struct throttle *throttle, int64_t now_ms)
{
    int64_t wait_us = throttle->next_us - now_ms * 1000;

    return wait_us > 0 ? (wait_us + 999) / 1000 : 0;
}

void throttle_pause(struct throttle *throttle, int64_t secs, int64_t now_ms)
{
    int64_t until_us = now_ms * 1000 + secs * SECOND_US;

    if (until_us > throttle->next_us)
        throttle->next_us = until_us;
}
