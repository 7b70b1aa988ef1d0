/* How far the work on an election has come, in a few numbers: what its first page says comes next. */
#ifndef APP_TODAY_H
#define APP_TODAY_H

#include "app/app.h"
#include "calendar/civil.h"

struct today_state {
    int64_t units;     /* imported */
    int64_t releases;  /* published */
    bool has_draft;    /* one that was not published */
    int64_t conflicts; /* published meetings that break a rule now */
    int64_t
        letters; /* meetings whose letters to the candidates leave within the days asked for, or should have */
    struct civil_date letters_by; /* the first of these days; read only with letters */
};

/* `letter_days`: how many days ahead letters are looked for. Meetings that are over or cancelled need none. */
enum error_code today_look(const struct app *app, int64_t election, int letter_days, struct arena *arena,
                           struct today_state *out, struct error *err) MUST_USE;

#endif
