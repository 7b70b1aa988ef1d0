/* A draft that was made beside the newest one: taken, so that it is the newest, or thrown away. */
#ifndef APP_PLAN_PROPOSAL_H
#define APP_PLAN_PROPOSAL_H

#include "app/app.h"

#define PLAN_PRESENT_CHARS 160

/* What a proposal is held against, as a short text that a form carries: it is another one when the newest draft is. */
enum error_code plan_present(const struct app *app, int64_t election, char out[PLAN_PRESENT_CHARS],
                             struct error *err) MUST_USE;

/* Whether the draft still waits beside the newest one. */
enum error_code plan_proposal_waits(const struct app *app, int64_t election, int64_t draft, bool *out,
                                    struct error *err) MUST_USE;

/* OK also when it was taken before. ERROR_FOUND: the newest draft is another one than was seen. ERROR_NO_INPUT: there is no
 * such draft. */
enum error_code plan_proposal_take(const struct app *app, int64_t election, int64_t draft, const char *seen,
                                   struct error *err) MUST_USE;

/* OK also when it was thrown away or taken before. */
enum error_code plan_proposal_drop(const struct app *app, int64_t election, int64_t draft,
                                   struct error *err) MUST_USE;

#endif
