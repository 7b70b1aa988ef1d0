/* How many notices there are in each state. */
#ifndef APP_NOTICE_COUNTS_H
#define APP_NOTICE_COUNTS_H

#include <stdint.h>

#define NOTICE_COUNTS_LENGTH 10

struct notice_count {
    const char *state; /* "queued", "in_flight", ... */
    const char *label; /* for people, a key of the catalogue */
    int64_t count;
};

/* Every state, from the queue to the end. */
struct notice_counts {
    struct notice_count of[NOTICE_COUNTS_LENGTH];
};

void notice_counts_init(struct notice_counts *counts);
/* Adds to a state by its name; a name that is not known is passed over. */
void notice_counts_add(struct notice_counts *counts, const char *state, int64_t count);

#endif
