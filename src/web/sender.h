/* The worker that sends notices, as a thread of the service. */
#ifndef WEB_SENDER_H
#define WEB_SENDER_H

#include "app/app.h"
#include "base/log.h"

struct sender;

/* Starts the thread over a connection of its own to the store of `app`. `app` and `log` are borrowed. When the worker
 * cannot begin (profile, texts), the log says so, and the service goes on without it. */
enum error_code sender_new(const struct app *app, const struct log *log, struct sender **out,
                           struct error *err) MUST_USE;
/* Ends after the message in hand. */
void sender_free(struct sender *sender);

#endif
