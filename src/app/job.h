/* Long work that outlives the page that asked for it: a run of the planner, an import, a release. A page starts it and
 * shows how far it is; the service does one such work at a time (app/job_runner.h) and keeps in the store what it is at, so
 * that a browser may be closed, and another one opened.
 *
 *     TRY(job_start(call->app, election, "plan", "seconds=60", &id, err));   // the page, from a form
 *     TRY(job_show(call->app, election, id, call->arena, &job, err));        // the page, again and again
 *
 * A kind of work is a row in job_kinds (app/job_kinds.c) and a function, which runs in a thread of its own over a
 * connection of its own, under the name of whoever started it:
 *
 *     static enum error_code run_import(struct job_work *work, struct text *out_result, struct error *err)
 *     {
 *         ...
 *             message_set(&words, "Row %zu of %zu is read.", i, count);
 *             job_tell(work, i, count, &words);
 *             if (job_wants_stop(work)) { work->stopped = true; return OK; }
 *         text_putf(out_result, "%zu", changed);
 *         return OK;
 *     }
 */
#ifndef APP_JOB_H
#define APP_JOB_H

#include "app/app.h"
#include "app/rights.h"
#include "base/message.h"
#include "base/text.h"

#define JOB_PARAMETERS_BYTES_MAX 4000
#define JOB_RESULT_BYTES_MAX 100000

struct job_desk;

/* A job under way, as its function sees it. */
struct job_work {
    const struct app *app; /* actor: whoever started it */
    struct arena *arena;   /* lives as long as the work */
    int64_t id;
    int64_t election;
    const char *parameters;
    bool stopped; /* set by the function that ends early because it was asked to */
    struct job_desk *desk;
};

/* May be asked often, from several threads at a time; `work` is a struct job_work. */
bool job_wants_stop(void *work) MUST_USE;

/* What it is at: so many done of a total, in whatever it counts, 0 when nobody knows; a whole sentence. From any thread,
 * as often as one likes: the store gets the last word, once a second. */
void job_tell(struct job_work *work, int64_t done, int64_t total, const struct message *words);

struct job_kind {
    const char *name;
    const char *title;         /* a key of the catalogue */
    enum rights_action action; /* that starting it, seeing it and stopping it take */
    const char *page; /* of the election, that shows what came of it: PAGE?job=ID; NULL: the job's own page */
    /* OK with a result for its page, or an error that the page tells. */
    enum error_code (*run)(struct job_work *work, struct text *out_result, struct error *err);
};

/* Ended by a row without a name. */
extern const struct job_kind job_kinds[];

/* NULL: there is none. */
const struct job_kind *job_kind_find(const struct job_kind *kinds, const char *name);

enum job_state { JOB_WAITING, JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_STOPPED, JOB_STATE_COUNT };

extern const char *const job_state_names[JOB_STATE_COUNT]; /* keys of the catalogue, too */

static inline bool job_is_open(enum job_state state)
{
    return state == JOB_WAITING || state == JOB_RUNNING;
}

struct job {
    int64_t id;
    const char *kind;
    const char *parameters;
    enum job_state state;
    bool stop_wanted;
    int64_t done;
    int64_t total;
    struct message words; /* what it is at, or why it failed; format "": nothing to say */
    const char *result;
    const char *started_by;
    int64_t asked_utc_secs;
    int64_t began_utc_secs; /* 0: not yet; the same of the end */
    int64_t ended_utc_secs;
};

/* The service begins within a second, when nothing else of its kind is under way. The same asked for twice is one job.
 * ERROR_FOUND: other work of this kind is under way in this election. Ended ones are forgotten after some weeks. */
enum error_code job_start(const struct app *app, int64_t election, const char *kind, const char *parameters,
                          int64_t *out_id, struct error *err) MUST_USE;

/* ERROR_NO_INPUT: there is no such job in this election. */
enum error_code job_show(const struct app *app, int64_t election, int64_t id, struct arena *arena,
                         struct job *out, struct error *err) MUST_USE;

/* The newest of a kind; 0: there is none. */
enum error_code job_newest(const struct app *app, int64_t election, const char *kind, int64_t *out_id,
                           struct error *err) MUST_USE;

/* Asks it to end early; nothing happens to one that has ended. */
enum error_code job_stop(const struct app *app, int64_t election, int64_t id, struct error *err) MUST_USE;

#endif
