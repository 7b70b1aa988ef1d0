/* The outbox of the store, as the worker of src/notify sees it. */
#ifndef APP_OUTBOX_STORE_H
#define APP_OUTBOX_STORE_H

#include "base/secret.h"
#include "notify/outbox.h"

struct app;
struct db;

struct outbox_store {
    struct outbox outbox;         /* its context is this struct, which must stay where it is */
    struct db *db;                /* borrowed */
    const struct app *app;        /* borrowed; writes the calendars of invitations; NULL: they go without */
    bool unsure;                  /* the answer to the last claim was lost */
    char worker[SECRET_ID_CHARS]; /* a name of its own for each worker, so that none takes another's notice */
};

enum error_code outbox_store_init(struct outbox_store *store, struct db *db, struct error *err) MUST_USE;

#endif
