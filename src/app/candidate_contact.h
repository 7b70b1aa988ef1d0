/* Where a candidate is told of meetings, entered by staff; and his or her wish to get no messages, by what is held of the
 * contact, so that nobody needs to see the number.
 */
#ifndef APP_CANDIDATE_CONTACT_H
#define APP_CANDIDATE_CONTACT_H

#include "app/app.h"

struct candidate_contact {
    int64_t election;
    const char *candidate; /* code */
    const char *phone;     /* as people write it; "": as it was */
    const char *mail;      /* the same */
};

/* ERROR_DATA for what no message reaches (the message does not repeat it), or when both are empty; ERROR_NO_INPUT: no such
 * candidate. A contact that was erased is filled again: somebody has just given it. Audited without number and address. */
enum error_code candidate_contact_set(const struct app *app, const struct candidate_contact *contact,
                                      struct error *err) MUST_USE;

struct candidate_wish {
    int64_t election;
    const char *candidate;
    bool silent;     /* false: messages are wanted again */
    const char *how; /* how that was learnt, without names and numbers */
};

/* About all ways that are held. ERROR_NO_INPUT: no such candidate, or nothing is held. *out_changed is false when it was so
 * already. */
enum error_code candidate_wish_set(const struct app *app, const struct candidate_wish *wish,
                                   bool *out_changed, struct error *err) MUST_USE;

#endif
