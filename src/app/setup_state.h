/* How far an election has come on its way from an empty store to a published plan. Read from what the store holds, so that
 * it is right whoever did a step, and by whichever way.
 */
#ifndef APP_SETUP_STATE_H
#define APP_SETUP_STATE_H

#include "app/app.h"

enum setup_step { SETUP_ELECTION, SETUP_TABLES, SETUP_PEOPLE, SETUP_PLAN, SETUP_RELEASE, SETUP_STEP_COUNT };

struct setup_state {
    bool done[SETUP_STEP_COUNT];
    int done_count;
    enum setup_step next; /* the first that is not done; SETUP_STEP_COUNT: all are */
};

enum error_code setup_state_read(const struct app *app, int64_t election, struct setup_state *out,
                                 struct error *err) MUST_USE;

#endif
