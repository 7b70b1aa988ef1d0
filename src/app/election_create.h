/* Makes an election in the store: from then on it has tables, a timetable, plans and feeds. */
#ifndef APP_ELECTION_CREATE_H
#define APP_ELECTION_CREATE_H

#include "app/election_find.h"

#define ELECTION_CODE_MAX_BYTES 64
#define ELECTION_TITLE_MAX_CHARS 500

struct election_request {
    const char *code;     /* letters, digits, '-', '_' and '.' */
    const char *title;    /* NULL: the code */
    const char *law_pack; /* id of a pack under law/ */
    struct civil_date polling_day;
};

/* The polling day must be a Sunday (Law 85/2015/QH13, art. 5). A code that is taken or a title that cannot be
 * one is ERROR_DATA; a law pack must be there and right (app/law_load.h). The election made and its texts lie in the
 * arena. */
enum error_code election_create(const struct app *app, const struct election_request *request,
                                struct arena *arena, struct election *out, struct error *err) MUST_USE;

#endif
