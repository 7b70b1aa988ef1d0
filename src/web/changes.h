/* Looks several times a second whether anything in the store has changed, from a thread of its own, so that what was
 * read from the store a moment ago can be used again without asking. What is answered from memory is never older than
 * CHANGES_LATE_MS: when the thread cannot look, nobody is told that nothing has changed. Once a minute something counts as
 * changed in any case.
 */
#ifndef WEB_CHANGES_H
#define WEB_CHANGES_H

#include "app/app.h"
#include "base/log.h"

#define CHANGES_LATE_MS 1000

struct changes;

/* What else the thread does, over the same connection, for SQLite does not count a connection's own changes as such; what
 * it does must concern nothing that is used again. */
struct changes_work {
    unsigned every_ms;
    void (*run)(void *context, const struct app *app, bool last); /* `last`: it will not be called again */
    void *context;
};

/* Opens the store of `app` once more for its thread. `app`, `log` and `work`, which may be NULL, are borrowed. */
enum error_code changes_new(const struct app *app, const struct log *log, const struct changes_work *work,
                            struct changes **out, struct error *err) MUST_USE;
/* Does the work once more. */
void changes_free(struct changes *changes);
DEFINE_CLEANUP(struct changes, changes_free)

/* The number of the store's state, which rises with each change that was seen. What was read from the store after this
 * call holds for as long as the call gives the same number. 0: nobody knows; read the store. */
uint64_t changes_now(const struct changes *changes);

#endif
