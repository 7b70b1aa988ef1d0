/* The outbox as a list: what stands in it, by kind, channel and state. Without telephone numbers and mail addresses. */
#ifndef APP_NOTICE_LIST_H
#define APP_NOTICE_LIST_H

#include "app/app.h"

#include <stddef.h>

struct notice_tally {
    const char *kind;    /* "release", or the rule of notices.yaml */
    const char *channel; /* "sms", "mail" */
    const char *state;
    const char *label; /* the state for people, a key of the catalogue */
    int64_t count;
};

struct notice_tallies {
    const struct notice_tally *items; /* by kind, channel and state */
    size_t count;
};

enum error_code notice_tally(const struct app *app, int64_t election, struct arena *arena,
                             struct notice_tallies *out, struct error *err) MUST_USE;

struct listed_notice {
    int64_t id;
    const char *who;  /* code of the candidate or of the office's area */
    const char *name; /* "" when erased or not known */
    const char *channel;
    const char *kind;
    int64_t release_number; /* 0: of none */
    const char *state;
    const char *label;    /* of the state, a key of the catalogue */
    const char *sentence; /* the reason, a key of the catalogue; "" */
    int64_t created_utc_secs;
    int64_t not_before_utc_secs;
    int64_t finished_utc_secs; /* 0: it has not ended */
    int64_t parts;
    const char *text;          /* as it was sent; "" before that */
    const char *gateway_words; /* "" when it said nothing */
};

struct notice_filter {
    const char *state; /* NULL: any; as are the following */
    const char *kind;
    const char *channel;
    size_t skip;
    size_t most;
};

struct listed_notices {
    const struct listed_notice *items; /* the newest first */
    size_t count;
};

/* In the arena. */
enum error_code notice_list(const struct app *app, int64_t election, const struct notice_filter *filter,
                            struct arena *arena, struct listed_notices *out, struct error *err) MUST_USE;

#endif
