/* How the notices of an election stand, and which of them a person must look at. */
#ifndef APP_NOTICE_STATUS_H
#define APP_NOTICE_STATUS_H

#include "app/app.h"
#include "app/notice_counts.h"

#define NOTICE_STATUS_OPEN_MAX 1000

/* A notice that failed or whose fate is not known. */
struct notice_open {
    int64_t id;
    const char *state;     /* "failed" or "unknown" */
    const char *label;     /* for people, a key of the catalogue */
    const char *candidate; /* code */
    int64_t release_number;
    const char *reason;        /* "no_answer", ... */
    const char *sentence;      /* the reason for people, a key of the catalogue; "" when there is none */
    const char *gateway_words; /* "" when it said nothing */
    int64_t finished_utc_secs;
};

/* Notices that wait for the same reason. */
struct notice_held {
    const char *reason;
    const char *sentence; /* for people, a key of the catalogue */
    int64_t count;
    int64_t until_utc_secs; /* when the first of them is looked at again */
};

/* A release that nobody has approved, with notices that wait. */
struct notice_unapproved {
    int64_t release_number;
    const char *author; /* who published it, and may not approve it; "" when not known */
    int64_t count;
};

struct notice_status {
    struct notice_counts counts;
    const struct notice_held *held;
    size_t held_count;
    const struct notice_unapproved *unapproved; /* none where the settings ask for no approval */
    size_t unapproved_count;
    const struct notice_open *open; /* by id, at most NOTICE_STATUS_OPEN_MAX */
    size_t open_count;
};

/* Lists and texts lie in the arena. */
enum error_code notice_status(const struct app *app, int64_t election, struct arena *arena,
                              struct notice_status *out, struct error *err) MUST_USE;

#endif
