/* The thread of the service that does long work (app/job.h): one job at a time in a store, whichever of several services
 * does it. The work itself runs in a further thread; this one writes down how far it is, hears whether it shall stop, and
 * holds the lease that says that somebody is at it. Work whose service died is marked as broken by the next one that takes
 * the lease.
 */
#ifndef APP_JOB_RUNNER_H
#define APP_JOB_RUNNER_H

#include "app/job.h"

struct job_runner;

struct job_runner_options {
    const struct app *app;        /* borrowed; opened again for each thread */
    const struct job_kind *kinds; /* borrowed */
    /* Told from the thread when it cannot look, or cannot write down what came of a job. */
    void (*report)(void *context, const struct error *err);
    void *context;
};

/* ERROR_OS: no thread; else the errors of opening a store. */
enum error_code job_runner_new(const struct job_runner_options *options, struct job_runner **out,
                               struct error *err) MUST_USE;
/* Asks the work in hand to stop and waits for it. */
void job_runner_free(struct job_runner *runner);
DEFINE_CLEANUP(struct job_runner, job_runner_free)

#endif
