/* Where alarms, digests and reports of deadlines go: a number and a mailbox of an area's office, of the office of the whole
 * election, or of an office that is named as owner of steps (`timetable owner`).
 */
#ifndef APP_OFFICE_CONTACT_H
#define APP_OFFICE_CONTACT_H

#include "app/app.h"

/* Which office. */
struct office_asked {
    const char *election; /* code; NULL: the only one */
    const char *area;     /* code; NULL: none */
    const char
        *level; /* of the area, where several have the code; "central" without an area: the whole election */
    const char *owner; /* as it stands with the steps; NULL: not a named one */
};

/* From now on the office is told there. `phone` and `mail` are as people write them; of two, the one that is NULL stays as
 * it was, and one must be given. Also after the contact was erased: that is a new person's. ERROR_DATA for what no message
 * reaches (the message does not repeat it), ERROR_NO_INPUT for an area or owner that is not there, ERROR_USAGE when no
 * office is named, or two. Audited without number and address. */
enum error_code office_contact_set(const struct app *app, const struct office_asked *asked, const char *phone,
                                   const char *mail, struct arena *arena, struct error *err) MUST_USE;

/* From now on the office is not told, and what waits for it is cancelled. What was sent stays on record as that of any
 * contact. ERROR_NO_INPUT: no number and no address is held. */
enum error_code office_contact_remove(const struct app *app, const struct office_asked *asked,
                                      struct arena *arena, struct error *err) MUST_USE;

struct office_contact {
    int64_t id;        /* by which the log of changes names it */
    const char *level; /* of the area; "" of a named office, "central" of the whole election */
    const char *area;  /* code; "" of others */
    const char *name;  /* of the area or the owner */
    const char *phone; /* +84 and nine digits; "": none */
    const char *mail;  /* "": none */
};

/* Those who can be told, oldest first; they lie in the arena. */
enum error_code office_contact_list(const struct app *app, const char *election, struct arena *arena,
                                    struct office_contact **out, size_t *out_count,
                                    struct error *err) MUST_USE;

#endif
