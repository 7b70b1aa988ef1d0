/* What the judge says of a plan, as lines and as JSON. */
#ifndef CLI_JUDGEMENT_H
#define CLI_JUDGEMENT_H

#include "cli/command.h"
#include "plan/judge.h"
#include "plan/why_not.h"

/* The violations that were kept, a line each, `FILE:LINE: CODE: sentence` with the file's place when `file` is
 * not NULL, and "warning" or "ignored" before the code of a rule that staff lowered; then how often each rule
 * is broken, with the reason why it was lowered. */
void judgement_put_violations(struct command_run *run, const struct plan_problem *problem,
                              const struct plan *plan, const struct plan_judgement *judgement,
                              const char *file);
/* F and its terms. */
void judgement_put_terms(struct command_run *run, const struct plan_terms *terms);
/* Units that are short of meetings, among the notes. */
void judgement_put_shortages(struct command_run *run, const struct plan_shortage *shortages, size_t count);

#endif
