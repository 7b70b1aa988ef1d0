/* The only place that asks what time it is. A moment is UTC seconds since 1970; a clock is passed to whoever
 * needs one, real, or fixed for rehearsals and tests (--now).
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

struct clock {
    bool fixed;
    int64_t fixed_utc_secs;
};

struct clock clock_real(void);
struct clock clock_fixed(int64_t utc_secs);

int64_t clock_now_utc_secs(const struct clock *clock);

#define CLOCK_UTC_CHARS 21 /* "2026-03-15T00:00:00Z" and NUL */

/* For logs and protocols; dates that people read are of calendar/civil.h. Years 1970 to 9999. */
void clock_format_utc(int64_t utc_secs, char out[CLOCK_UTC_CHARS]);

/* For measuring spans: never goes back, has no relation to the date, runs also beside a fixed clock. */
int64_t clock_monotonic_ms(void);
/* The same, up to ten milliseconds behind, and much cheaper to ask: for limits in seconds. */
int64_t clock_monotonic_rough_ms(void);

#endif
