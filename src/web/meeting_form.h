/* Forms that change a meeting: one for each thing that may be done to it. All post to the page of the meeting, which shows
 * what would happen first and does it when the form comes back with its confirmation.
 */
#ifndef WEB_MEETING_FORM_H
#define WEB_MEETING_FORM_H

#include "app/meeting_show.h"
#include "web/routes.h"

enum meeting_deed { DEED_MOVE, DEED_SWITCH, DEED_CANCEL, DEED_RESTORE, DEED_PIN, DEED_UNPIN, DEED_COUNT };

extern const char *const meeting_deed_names[DEED_COUNT];  /* in the field "do" */
extern const char *const meeting_deed_titles[DEED_COUNT]; /* keys with one %s, the code */

/* What a form holds; texts are never NULL. */
struct meeting_fields {
    const char *seen; /* version (app/meeting_version.h) */
    const char *venue;
    const char *date;
    const char *hour;
    const char *mode;
    const char *document;
    const char *reason;
};

/* As they were sent. */
struct meeting_fields meeting_fields_sent(const struct call *call);

/* The form with its values, and a button that asks for the effect. */
enum error_code meeting_form_put(const struct call *call, const struct meeting_shown *shown,
                                 enum meeting_deed deed, const struct meeting_fields *fields,
                                 struct error *err) MUST_USE;

/* The same hidden, with a button that confirms; or, without confirmation, one that asks again. */
void meeting_form_put_hidden(const struct call *call, enum meeting_deed deed,
                             const struct meeting_fields *fields, bool confirm, const char *button);

#endif
