/* The pages for staff: who asks, what he or she may do here, what a page may be asked to do. Checked once, before the
 * handler, for every route marked ROUTE_STAFF: a session (app/session.h) in a cookie that scripts cannot read and other
 * sites cannot send along with a form; for whatever changes something also the token that stands in every form of the
 * session, and what the browser says of where the form came from.
 */
#ifndef WEB_STAFF_H
#define WEB_STAFF_H

#include "app/api_token.h"
#include "app/election_find.h"
#include "app/rights.h"
#include "app/session.h"
#include "web/routes.h"

struct staff {
    char token[SECRET_TOKEN_CHARS]; /* of the session */
    struct session session;
    struct rights rights;
    uint32_t may; /* 1 << enum rights_action, of all that is allowed somewhere in the election, or anywhere */
    struct actor server;      /* who acts through the connection to the store when nobody has come in */
    struct election election; /* of routes with ROUTE_ELECTION; id 0: of none */
};

/* Reads query and form of the request. ERROR_DENIED: another site made the browser send it. */
enum error_code staff_read_forms(struct call *call, unsigned rights, struct error *err) MUST_USE;

/* Whether the request comes with a session, as far as its header says: before a large body is let in. */
bool staff_has_come_in(const struct site *site, const struct http_request *request) MUST_USE;

/* Decodes what stands in the places of the pattern, and reads the query. */
enum error_code staff_read_address(struct call *call, struct error *err) MUST_USE;

/* Fills in `staff` for whoever has a token, without session and forms, and makes it the call's. With `in_election` the first
 * parameter is the code of an election, as with ROUTE_ELECTION. */
enum error_code staff_enter_with_token(struct call *call, const struct api_token *token, bool in_election,
                                       struct staff *staff, struct error *err) MUST_USE;

/* Fills in `staff` and makes it the call's. ERROR_DENIED: there is no session, the form is not one of its forms, or the
 * user has no role in the election. */
enum error_code staff_enter(struct call *call, unsigned rights, struct staff *staff,
                            struct error *err) MUST_USE;

/* Gives the connection to the store back to nobody. */
void staff_leave(struct call *call);

/* Answers with a page that tells what is wrong; whoever has not come in is led to the log-in. */
void staff_tell_error(struct call *call, const struct error *err);

/* Whether it is allowed somewhere in the election: for offering it. */
bool staff_may(const struct call *call, enum rights_action action) MUST_USE;
/* Before doing it: ERROR_DENIED unless it is allowed in that area; 0 is the whole election. */
enum error_code staff_must(const struct call *call, enum rights_action action, int64_t area,
                           struct error *err) MUST_USE;

/* For lists of what one may see in part: ERROR_DENIED unless it is allowed somewhere in the election. */
enum error_code staff_must_somewhere(const struct call *call, enum rights_action action,
                                     struct error *err) MUST_USE;

/* Answers 303: after a form was taken, the browser gets the page at the path, which is one of this service. */
void staff_go_to(struct call *call, const char *format, ...) PRINTF_LIKE(2, 3);

/* The token in the cookie; "" when there is none. */
void staff_read_cookie(const struct http_request *request, char out[SECRET_TOKEN_CHARS]);

/* Sets the cookie of a session; "" takes it away. */
void staff_put_cookie(struct call *call, const char *token);

/* Begins a form that posts to the path, with the token of the session. */
void staff_put_form(const struct call *call, const char *path);

#endif
