/* Whether a gateway can be trusted with messages just now, learnt from its answers. It begins with one message at a
 * time and is given more with each good answer, fewer with each bad one, so that a gateway that swallows everything
 * gets few. After some bad answers in a row it is stopped; from then on one message tries it now and then, until one
 * goes well. Pure: the caller brings the time.
 */
#ifndef NOTIFY_BREAKER_H
#define NOTIFY_BREAKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BREAKER_TROUBLES_MAX 3

struct breaker {
    size_t window; /* messages at once */
    size_t window_max;
    int troubles; /* bad answers in a row */
    bool stopped;
    int64_t since_utc_secs; /* when it was stopped */
    int64_t next_ms;        /* when one message may try it, monotonic */
    int64_t pause_ms;       /* after another failure */
};

void breaker_init(struct breaker *breaker, size_t at_once);
void breaker_good(struct breaker *breaker);
void breaker_bad(struct breaker *breaker, int64_t now_ms, int64_t now_utc_secs);
/* At once, whatever came before: nothing can be sent there. */
void breaker_stop(struct breaker *breaker, int64_t now_ms, int64_t now_utc_secs);
/* How many more may be under way when `in_flight` are. */
size_t breaker_room(const struct breaker *breaker, size_t in_flight, int64_t now_ms);

#endif
