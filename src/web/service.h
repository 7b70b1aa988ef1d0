/* The web service as a whole: socket, threads, connections to the store, the notes of fetches, and the worker that
 * sends notices.
 */
#ifndef WEB_SERVICE_H
#define WEB_SERVICE_H

#include "app/app.h"
#include "base/catalog.h"
#include "base/log.h"

struct notice_counts;

struct service;

struct service_options {
    const char *listen;            /* as in web/listen.h */
    const struct catalog *catalog; /* language of the pages */
    const struct log *log;
    unsigned silence_secs; /* after which a connection is closed; 0: the usual 15 */
};

/* Starts serving the store of `app`, which is open and is opened again for each thread; with a gateway in the settings
 * it also sends notices. Everything passed in is
 * borrowed until the service is stopped. Errors are those of web/listen.h and of opening a store. */
enum error_code service_start(const struct app *app, const struct service_options *options,
                              struct service **out, struct error *err) MUST_USE;

/* "127.0.0.1:8080", with the port it really has. */
const char *service_address(const struct service *service);

/* The code with which the first account is made (app/account_first.h), to be shown where only whoever started the service
 * sees it; "": the store had an account. */
const char *service_setup_code(const struct service *service);

/* Takes no more requests, ends those that have begun, writes what must be written, frees the service. */
void service_stop(struct service *service);
DEFINE_CLEANUP(struct service, service_stop)

/* For a program that is this service: to be called before service_start, so that SIGTERM and SIGINT reach
 * service_wait and no thread. */
void service_block_signals(void);
/* Tells systemd that the service is ready, returns after SIGTERM or SIGINT. */
void service_wait(void);

/* The report of a worker (app/work.h) as lines of the log, `context`. */
void service_log_work(void *context, const struct notice_counts *counts, const struct error *err);

#endif
