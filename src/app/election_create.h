/* Makes an election in the store: from then on it has tables, a timetable, plans and feeds. */
#ifndef APP_ELECTION_CREATE_H
#define APP_ELECTION_CREATE_H

#include "app/election_find.h"

#define ELECTION_CODE_MAX_BYTES 64
#define ELECTION_TITLE_MAX_CHARS 500

struct election_request {
    const char *code;  /* letters, digits, '-', '_' and '.' */
    const char *title; /* NULL: the code */
    const char
        *law_pack; /* id of a pack under law/; NULL: that of the first election, when one is held again */
    bool has_polling_day;
    struct civil_date
        polling_day; /* an election held again may leave it out: the last Sunday its law allows */
    bool by_election;
    const char *first; /* code of the election that is held again; NULL: none is */
    const char
        *held_again; /* id of the duty that has it held again, such as extra_election; given with `first` */
};

/* The polling day must be a Sunday (Law 85/2015/QH13, art. 5), and lie within the days of app/election_again.h. A code that is taken or a title that cannot be
 * one is ERROR_DATA; a law pack must be there and right (app/law_load.h). The election made and its texts lie in the
 * arena. */
enum error_code election_create(const struct app *app, const struct election_request *request,
                                struct arena *arena, struct election *out, struct error *err) MUST_USE;

#endif
