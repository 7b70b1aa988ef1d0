/* The worker that sends notices, for a command, for the service, for a thread. */
#ifndef APP_WORK_H
#define APP_WORK_H

#include "app/app.h"
#include "app/notice_counts.h"

/* One pass over everything that is due, through app->db. What was handled is counted also when it fails, as when the
 * gateway cannot be reached (ERROR_UNAVAILABLE); the rest stays in the queue. */
enum error_code work_once(const struct app *app, struct notice_counts *out, struct error *err) MUST_USE;

struct work {
    const struct app *app; /* only borrowed values are used; app->db is not */
    int stop_descriptor;   /* becomes readable (a signalfd, an eventfd, a pipe) when the work shall end */
    /* Told after each pass that did something or failed; `err` is NULL when all went well. */
    void (*report)(void *context, const struct notice_counts *counts, const struct error *err);
    void *context;
};

/* Passes until it is told to stop, over a connection of its own to app->store_url, so that a thread may run it. Fails
 * only when it cannot begin: settings, profile, texts, store. */
enum error_code work_run(const struct work *work, struct error *err) MUST_USE;

#endif
