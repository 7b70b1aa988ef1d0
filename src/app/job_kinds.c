#include "app/job.h"
#include "app/plan_job.h"

#include <stddef.h>

const struct job_kind job_kinds[] = {
    {PLAN_JOB, N_("Making a plan"), RIGHTS_PLAN, "plan/run", plan_job_run},
    {.name = NULL},
};
