/* How fast a gateway may be used: messages in a second and in a minute, evenly spread, and the pauses it asks for.
 * Pure: the caller brings the time, monotonic milliseconds.
 */
#ifndef NOTIFY_THROTTLE_H
#define NOTIFY_THROTTLE_H

#include <stddef.h>
#include <stdint.h>

struct throttle {
    int64_t gap_us;   /* between two messages */
    int64_t next_us;  /* when the next may go */
    int64_t slack_us; /* how much of the time that passed unused may be made up for at once */
};

/* `per_minute` 0: no limit of its own. In no second more than `per_second` messages go, in no minute more than
 * `per_minute`. */
void throttle_init(struct throttle *throttle, unsigned per_second, unsigned per_minute);
/* How many messages may go now. */
size_t throttle_room(const struct throttle *throttle, int64_t now_ms);
/* `count` messages went. */
void throttle_take(struct throttle *throttle, size_t count, int64_t now_ms);
/* Milliseconds until one may go; 0: now. */
int64_t throttle_wait_ms(const struct throttle *throttle, int64_t now_ms);
/* The gateway asked for a pause. */
void throttle_pause(struct throttle *throttle, int64_t secs, int64_t now_ms);

#endif
