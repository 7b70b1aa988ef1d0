/* Secret calendar addresses of areas: whoever knows one sees the deadlines of the area's staff. As those of candidates
 * (app/feed_issue.h): shown once, at most one of an area in use.
 */
#ifndef APP_FEED_DEADLINES_ISSUE_H
#define APP_FEED_DEADLINES_ISSUE_H

#include "app/app.h"

struct feed_area {
    const char *election; /* code; NULL: the only one */
    const char *code;     /* of the area */
    const char *level;    /* of the area, where several have the code; NULL: any */
    const char *language; /* of its words, "vi" or "en"; NULL: that of the settings */
};

/* Makes the address of an area, and the timetable of the election where it is not stored yet; the url lies in the arena.
 * ERROR_NO_INPUT: no such election or area; ERROR_DATA: there is an address in use. */
enum error_code feed_deadlines_issue(const struct app *app, const struct feed_area *area, struct arena *arena,
                                     const char **out_url, struct error *err) MUST_USE;

/* Ends the address in use, if there is one, and makes another. */
enum error_code feed_deadlines_renew(const struct app *app, const struct feed_area *area, struct arena *arena,
                                     const char **out_url, struct error *err) MUST_USE;

/* Ends the address in use. ERROR_NO_INPUT: no such area, or no address. */
enum error_code feed_deadlines_revoke(const struct app *app, const struct feed_area *area,
                                      struct arena *arena, struct error *err) MUST_USE;

#endif
