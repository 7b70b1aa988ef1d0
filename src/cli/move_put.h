/* Meetings before and after a change, with its reason, as lines and as JSON. */
#ifndef CLI_MOVE_PUT_H
#define CLI_MOVE_PUT_H

#include "app/plan_mend.h"
#include "cli/command.h"

/* "U7-03: 04/05/2021 07:30-09:00, Nhà văn hóa (V12) -> ..." and the reason on a line of its own. */
void move_put(struct command_run *run, const struct plan_context *context, const struct plan_move *move);

/* "04/05/2021 07:30-09:00, Nhà văn hóa (V12)"; nothing for NULL. */
void place_put(struct command_run *run, const struct plan_context *context,
               const struct plan_meeting *meeting);

/* All moves, the meetings that should have returned and could not, and what the plan breaks. */
void mended_put(struct command_run *run, const struct plan_context *context,
                const struct plan_mended *mended);

/* In one line how many published meetings are in conflict now, and what to do; nothing when none is. */
void conflicts_say(struct command_run *run, size_t meetings);

#endif
