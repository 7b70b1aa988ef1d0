/* The connected sites of meetings, as they were published and as the tables have them now. The main site is no part of them.
 */
#ifndef APP_PLAN_SITES_H
#define APP_PLAN_SITES_H

#include "app/plan_store.h"
#include "base/text.h"

/* Where to join the meeting online; "" when everybody is there in person. */
const char *plan_sites_main_link(const struct stored_problem *of, const struct plan_meeting *meeting);
/* The same of its site `site`, of the problem's. */
const char *plan_sites_link(const struct stored_problem *of, const struct plan_site *site);

/* Whether a published meeting has the sites that it would have now: the same places, modes and links. How many
 * people a site seats is not part of it. */
bool plan_sites_same(const struct stored_problem *of, const struct stored_meeting *published,
                     const struct plan_meeting *now);

/* " + Hall of Village + Hall of Ward (online)", of what was published and of what the tables have; in words of no language,
 * for the changelog. */
void plan_sites_put_published(const struct stored_problem *of, const struct stored_meeting *published,
                              struct text *out);
void plan_sites_put_now(const struct stored_problem *of, const struct plan_meeting *meeting,
                        struct text *out);

/* Gives the published meetings of the plan the sites that the store has of them. */
enum error_code plan_sites_read(const struct app *app, const struct plan_problem *problem, int64_t election,
                                struct arena *arena, struct stored_plan *plan, struct error *err) MUST_USE;

/* Makes the store's sites of a meeting those that it has now. */
enum error_code plan_sites_write(struct db *db, const struct stored_problem *of, int64_t meeting,
                                 const struct plan_meeting *now, struct error *err) MUST_USE;

#endif
