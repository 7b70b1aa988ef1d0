/* Who was invited to a meeting by mail, and what was answered. Codes only, no names and no addresses. */
#ifndef APP_INVITATION_LIST_H
#define APP_INVITATION_LIST_H

#include "app/election_find.h"

struct invitation_row {
    const char *candidate; /* code; "" for a committee */
    const char *area;      /* code; "" for a candidate */
    const char *state;     /* of the newest mail: "queued", "accepted", ... */
    const char *label;     /* the same for people, a key of the catalogue */
    const char *answer;    /* "accepted", "declined", "tentative"; "": none */
    bool stale;            /* it answers a version that was changed since */
    int64_t read_utc_secs; /* 0: no answer */
};

struct invitation_list {
    struct invitation_row *rows;
    size_t count;
};

/* All lies in the arena. ERROR_NO_INPUT: no such meeting. */
enum error_code invitation_list(const struct app *app, const struct election *election, const char *meeting,
                                struct arena *arena, struct invitation_list *out, struct error *err) MUST_USE;

#endif
