/* A run of the planner as work of the service (app/job.h): the same as plan_make, whose draft is kept beside the newest one
 * until somebody takes it (app/plan_proposal.h).
 */
#ifndef APP_PLAN_JOB_H
#define APP_PLAN_JOB_H

#include "app/job.h"
#include "app/plan_search.h"

#define PLAN_JOB "plan" /* its kind */
#define PLAN_JOB_SECS_MAX 3600
#define PLAN_JOB_THREADS_MAX 64

struct plan_job {
    int64_t secs;
    int64_t threads; /* 0: as many as there are processors */
    enum plan_source source;
};

/* The parameters of the job. */
void plan_job_write(const struct plan_job *job, struct text *out);
bool plan_job_read(const char *parameters, struct plan_job *out) MUST_USE;

/* What came of it. When meetings have no place, lines follow that say why and what ways out there are: a word (unit, clash,
 * way, effect), the sentence in English and what stands in it (base/message.h), with tabs between them. */
struct plan_job_result {
    int64_t draft;   /* id */
    int64_t missing; /* meetings without a place */
};
bool plan_job_result_read(const char *result, struct plan_job_result *out) MUST_USE;

enum error_code plan_job_run(struct job_work *work, struct text *out_result, struct error *err);

#endif
