/* Why a meeting stands where it does, as lines and as JSON. */
#ifndef CLI_EXPLAINED_MEETING_H
#define CLI_EXPLAINED_MEETING_H

#include "app/plan_explain_meeting.h"
#include "cli/command.h"

void explained_meeting_put(struct command_run *run, const struct plan_problem *problem,
                           const struct plan_names *names, const struct explained_meeting *meeting);

#endif
