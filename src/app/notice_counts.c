#include "app/notice_counts.h"

#include "notify/notice.h"

_Static_assert(NOTICE_COUNTS_LENGTH == NOTICE_STATE_COUNT, "one count for each state");

void notice_counts_init(struct notice_counts *counts)
{
    for (int i = 0; i < NOTICE_STATE_COUNT; i++)
        counts->of[i] = (struct notice_count){.state = notice_state_name((enum notice_state)i),
                                              .label = notice_state_label((enum notice_state)i)};
}

void notice_counts_add(struct notice_counts *counts, const char *state, int64_t count)
{
    enum notice_state known;

    if (notice_state_parse(state, &known))
        counts->of[known].count += count;
}
