#include "web/changes.h"

#include "app/store_state.h"
#include "web/ticker.h"

#include <stdatomic.h>
#include <stdlib.h>

#define LOOK_EVERY_MS 200
#define LAPSE_MS 60000

struct changes {
    struct app app;
    const struct log *log;
    const struct changes_work *work; /* or NULL */
    struct ticker *ticker;
    int64_t raised_ms; /* the thread's own, like the next three */
    int64_t worked_ms;
    bool failing;
    int64_t stored; /* what the store said last */
    atomic_uint_fast64_t state;
    atomic_int_fast64_t looked_ms;
};

/* The moment counts from before the look, for a change may come while it is under way. */
static void look(struct changes *changes)
{
    int64_t began_ms = clock_monotonic_ms();
    int64_t stored;
    struct error err;

    if (store_state(&changes->app, &stored, &err) != OK) {
        if (!changes->failing)
            log_error(changes->log, LOG_WARNING, "the store is not looked at", &err);
        changes->failing = true;
        return;
    }
    /* A connection made anew counts anew; and there is what time alone changes, such as the end of the week after polling
     * day. */
    if (changes->failing || stored != changes->stored || began_ms - changes->raised_ms >= LAPSE_MS) {
        atomic_fetch_add(&changes->state, 1);
        changes->raised_ms = began_ms;
    }
    changes->failing = false;
    changes->stored = stored;
    atomic_store(&changes->looked_ms, began_ms);
}

static void look_and_work(void *context)
{
    struct changes *changes = context;
    int64_t now_ms = clock_monotonic_ms();

    look(changes);
    if (changes->work == NULL || now_ms - changes->worked_ms < changes->work->every_ms)
        return;
    changes->work->run(changes->work->context, &changes->app, false);
    changes->worked_ms = now_ms;
}

enum error_code changes_new(const struct app *app, const struct log *log, const struct changes_work *work,
                            struct changes **out, struct error *err)
{
    CLEANUP(changes_free_ptr) struct changes *changes = calloc(1, sizeof *changes);

    if (changes == NULL)
        return error_memory(err);
    changes->app = *app;
    changes->app.db = NULL;
    changes->log = log;
    changes->work = work;
    changes->worked_ms = clock_monotonic_ms();
    atomic_init(&changes->state, 1);
    TRY(app_open_store(&changes->app, app->store_url, false, err));
    look(changes);
    TRY(ticker_start(LOOK_EVERY_MS, look_and_work, changes, &changes->ticker, err));
    *out = changes;
    changes = NULL;
    return OK;
}

void changes_free(struct changes *changes)
{
    if (changes == NULL)
        return;
    if (changes->ticker != NULL) {
        ticker_stop(changes->ticker);
        if (changes->work != NULL)
            changes->work->run(changes->work->context, &changes->app, true);
    }
    app_close_store(&changes->app);
    free(changes);
}

uint64_t changes_now(const struct changes *changes)
{
    uint64_t state = atomic_load(&changes->state);

    return clock_monotonic_rough_ms() - atomic_load(&changes->looked_ms) < CHANGES_LATE_MS ? state : 0;
}
