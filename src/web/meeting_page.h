/* The parts of the pages about one meeting. */
#ifndef WEB_MEETING_PAGE_H
#define WEB_MEETING_PAGE_H

#include "app/meeting_report.h"
#include "app/meeting_show.h"
#include "web/routes.h"

/* A heading with the code in it, in the call's arena; `format` is a key with one %s. */
const char *meeting_title(const struct call *call, const char *format, const char *code);
/* The page of the meeting, or one below it; in the call's arena. */
const char *meeting_address(const struct call *call, const char *code, const char *below);

/* Puts "in person", "online" or "hybrid": by the sites. */
const char *meeting_form_of(const struct meeting_state *state);
/* Puts the time, the form and the main site on one line; "not held" for what is cancelled. */
void meeting_put_state(const struct call *call, const struct meeting_state *state);
/* The same of a version that a form carries (app/meeting_version.h). */
void meeting_put_version(const struct call *call, const char *version);

/* meeting_plan.c: where and when, in both plans. */
void meeting_put_places(const struct call *call, const struct meeting_shown *shown);

/* meeting_people.c: the five parts with who speaks when, the candidates, and who was told. */
void meeting_put_agenda(const struct call *call, const struct meeting_shown *shown);
void meeting_put_candidates(const struct call *call, const struct meeting_shown *shown);
enum error_code meeting_put_notices(const struct call *call, const struct meeting_shown *shown,
                                    struct error *err) MUST_USE;
void meeting_put_history(const struct call *call, const struct meeting_shown *shown);

/* meeting_form.c: what may be changed. */
enum error_code meeting_put_forms(const struct call *call, const struct meeting_shown *shown,
                                  struct error *err) MUST_USE;

/* meeting_outcome.c: what became of it, and the form that records it. `sent` are the fields of a form that comes back, or
 * NULL. */
enum error_code meeting_put_outcome(const struct call *call, const struct meeting_shown *shown,
                                    const struct params *sent, struct error *err) MUST_USE;

#endif
