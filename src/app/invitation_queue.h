/* Invitations by mail to the meetings that a release changed: one mail for each meeting and person, because an invitation
 * speaks of one meeting (RFC 5546, 3.2.2) and nobody else's address stands in it. Off unless the settings ask for them.
 */
#ifndef APP_INVITATION_QUEUE_H
#define APP_INVITATION_QUEUE_H

#include "app/app.h"

/* Begins the kind of the notice that carries an invitation; its id follows. */
#define INVITATION_KIND "invitation:"

/* The invitation whose notice has this kind; 0 for another kind. */
int64_t invitation_of_kind(const char *kind);

/* Call it inside the transaction that publishes, after the meetings carry the release. Adds to *queued. */
enum error_code invitation_queue_release(const struct app *app, int64_t election, int64_t release,
                                         int64_t *queued, struct error *err) MUST_USE;

#endif
