#include "app/setup_state.h"

#include "app/election_show.h"
#include "db/db.h"

enum error_code setup_state_read(const struct app *app, int64_t election, struct setup_state *out,
                                 struct error *err)
{
    struct setup_state state = {.next = SETUP_ELECTION};
    struct election_counts counts;
    int64_t planners;

    TRY(election_show(app, election, &counts, err));
    TRY(db_select_int(app->db, QUERY_ACCOUNT_PLANNERS, DB_ARGS(DB_INT("election", election)), 0, &planners,
                      err));
    state.done[SETUP_ELECTION] = true;
    state.done[SETUP_TABLES] = counts.units > 0 && counts.candidates > 0;
    state.done[SETUP_PEOPLE] = planners > 0;
    state.done[SETUP_PLAN] = counts.drafts > 0 || counts.releases > 0;
    state.done[SETUP_RELEASE] = counts.releases > 0;
    for (enum setup_step i = SETUP_ELECTION; i < SETUP_STEP_COUNT; i++)
        state.done_count += state.done[i];
    while (state.next < SETUP_STEP_COUNT && state.done[state.next])
        state.next++;
    *out = state;
    return OK;
}
