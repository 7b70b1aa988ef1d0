/* Looking at gateways without sending anything: whether a profile is right, what would be sent, how the workers fare. */
#ifndef APP_GATEWAY_LOOK_H
#define APP_GATEWAY_LOOK_H

#include "app/app.h"
#include "base/text.h"

struct gateway_about {
    const char *name;
    const char *checked; /* what of it was tried; "" when it does not say */
    uint32_t per_second;
    uint32_t per_minute; /* 0: no limit of its own */
    uint32_t at_once;
    bool reports;    /* tells what became of a message */
    bool inbound;    /* people can write */
    bool repeatable; /* a message without an answer may be sent again */
};

/* Reads a profile as strictly as the worker does; texts lie in the arena. ERROR_CONFIG says where it is wrong. */
enum error_code gateway_lint(const char *path, struct arena *arena, struct gateway_about *out,
                             struct error *err) MUST_USE;

struct gateway_trial {
    const char *number; /* as people type it */
    const char *text;
    bool second; /* through the second gateway of the settings */
};

/* The request of a message, for people, with secrets starred. Nothing leaves the machine. */
enum error_code gateway_dry_run(const struct app *app, const struct gateway_trial *trial, struct text *out,
                                struct error *err) MUST_USE;

struct gateway_health {
    const char *channel;
    const char *gateway;
    int64_t beat_utc_secs;          /* when a worker was last at work */
    int64_t stopped_since_utc_secs; /* it takes no messages; 0: it does */
    const char *words;              /* its last answer that was none to a message; "" */
};

struct gateway_state {
    const struct gateway_health *gateways; /* by channel and name */
    size_t count;
    int64_t oldest_due_utc_secs; /* since when the oldest notice that may go has been due; 0: none waits */
};

/* As of the store, whoever sends; lies in the arena. */
enum error_code gateway_state(const struct app *app, struct arena *arena, struct gateway_state *out,
                              struct error *err) MUST_USE;

#endif
