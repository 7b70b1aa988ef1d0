/* Long work: started, told of, stopped, and what becomes of it when its service dies. */
#include "app/job.h"
#include "app/job_runner.h"
#include "app/lease.h"
#include "base/secret.h"
#include "plan_fixture.h"

#include <poll.h>
#include <stdatomic.h>

#define SOON_MS 60000

/* ---- kinds of work of which a test knows what they do ---- */

static enum error_code count(struct job_work *work, struct text *out_result, struct error *err)
{
    struct message words;

    (void)err;
    message_set(&words, "Row %d of %d is read.", 2, 3);
    job_tell(work, 2, 3, &words);
    text_putf(out_result, "%s by %s", work->parameters, work->app->actor.who);
    return OK;
}

static enum error_code fail_at_once(struct job_work *work, struct text *out_result, struct error *err)
{
    (void)work;
    (void)out_result;
    return error_set(err, ERROR_DATA, "line %d is wrong; mend the table and start again", 7);
}

/* Without end, unless it is stopped. */
static enum error_code go_on(struct job_work *work, struct text *out_result, struct error *err)
{
    struct message words;

    (void)err;
    for (int i = 1; !job_wants_stop(work); i++) {
        message_set(&words, "Round %d.", i);
        job_tell(work, i, 0, &words);
        poll(NULL, 0, 1);
    }
    work->stopped = true;
    text_put(out_result, "the best until then");
    return OK;
}

static const struct job_kind kinds[] = {
    {"count", "Counting", RIGHTS_PLAN, NULL, count},
    {"fail", "Failing", RIGHTS_PLAN, NULL, fail_at_once},
    {"go on", "Going on", RIGHTS_PLAN, NULL, go_on},
    {.name = NULL},
};

/* ---- short ways ---- */

static void fail_to_look(void *context, const struct error *err)
{
    (void)context;
    fail_msg("the runner reports: %s", err->message.format);
}

static struct job_runner *runner_of(struct fixture *f)
{
    const struct job_runner_options options = {&f->app, kinds, fail_to_look, NULL};
    struct job_runner *runner = NULL;

    store_must(job_runner_new(&options, &runner, &f->err), &f->err);
    return runner;
}

static int64_t started(struct fixture *f, const char *kind)
{
    int64_t id;

    snprintf(f->app.actor.who, sizeof f->app.actor.who, "user:12");
    store_must(job_start(&f->app, f->election.id, kind, "a=1", &id, &f->err), &f->err);
    return id;
}

static struct job shown(struct fixture *f, int64_t id)
{
    struct job job;

    store_must(job_show(&f->app, f->election.id, id, &f->arena, &job, &f->err), &f->err);
    return job;
}

/* The job as soon as it is in that state. */
static struct job awaited(struct fixture *f, int64_t id, enum job_state state)
{
    int64_t until_ms = clock_monotonic_ms() + SOON_MS;
    struct job job = shown(f, id);

    while (job.state != state && clock_monotonic_ms() < until_ms) {
        poll(NULL, 0, 10);
        job = shown(f, id);
    }
    assert_string_equal(job_state_names[job.state], job_state_names[state]);
    return job;
}

static void assert_words(const struct job *job, const char *expected)
{
    CLEANUP(text_done) struct text words;

    text_init(&words, 1000);
    message_write(&job->words, job->words.format, &words);
    assert_string_equal(words.data, expected);
}

/* Clang takes a variable that is only released for an unused one. */
#define RUN_JOBS_WHILE_HERE(fixture)                                                                         \
    CLEANUP(job_runner_free_ptr)                                                                             \
    __attribute__((unused)) struct job_runner *runner = runner_of(fixture)

/* ---- tests ---- */

static void work_is_done_under_the_name_of_whoever_started_it_and_leaves_its_result(void **state)
{
    struct fixture *f = *state;
    RUN_JOBS_WHILE_HERE(f);
    struct job job = awaited(f, started(f, "count"), JOB_DONE);

    assert_string_equal(job.result, "a=1 by user:12");
    assert_string_equal(job.started_by, "user:12");
    assert_words(&job, "Row 2 of 3 is read.");
    assert_int_equal(job.began_utc_secs, FIRST_UTC);
    assert_int_equal(job.ended_utc_secs, FIRST_UTC);
}

static void work_that_fails_says_why(void **state)
{
    struct fixture *f = *state;
    RUN_JOBS_WHILE_HERE(f);
    struct job job = awaited(f, started(f, "fail"), JOB_FAILED);

    assert_words(&job, "line 7 is wrong; mend the table and start again");
    assert_string_equal(job.result, "");
}

static void work_that_this_version_does_not_know_fails_and_the_next_is_done(void **state)
{
    struct fixture *f = *state;
    RUN_JOBS_WHILE_HERE(f);
    int64_t unknown = started(f, "of tomorrow");
    int64_t known = started(f, "count");
    struct job job = awaited(f, unknown, JOB_FAILED);

    assert_words(&job, "this version of the service knows no work of this kind; ask the administrator to "
                       "bring all services to one version");
    job = awaited(f, known, JOB_DONE);
}

static void progress_is_seen_while_it_runs_and_a_stop_is_heard(void **state)
{
    struct fixture *f = *state;
    RUN_JOBS_WHILE_HERE(f);
    int64_t id = started(f, "go on");
    int64_t until_ms = clock_monotonic_ms() + SOON_MS;

    while (shown(f, id).done == 0 && clock_monotonic_ms() < until_ms)
        poll(NULL, 0, 10);
    assert_true(shown(f, id).done > 0);
    store_must(job_stop(&f->app, f->election.id, id, &f->err), &f->err);
    assert_true(shown(f, id).stop_wanted);
    struct job job = awaited(f, id, JOB_STOPPED);
    assert_string_equal(job.result, "the best until then");
}

static void what_waits_is_stopped_at_once_and_never_begins(void **state)
{
    struct fixture *f = *state;
    int64_t id = started(f, "count");

    store_must(job_stop(&f->app, f->election.id, id, &f->err), &f->err);
    assert_int_equal(shown(f, id).state, JOB_STOPPED);
    RUN_JOBS_WHILE_HERE(f);
    awaited(f, started(f, "count"), JOB_DONE);
    assert_int_equal(shown(f, id).began_utc_secs, 0);
}

static void the_end_of_the_service_stops_the_work_and_keeps_what_came_of_it(void **state)
{
    struct fixture *f = *state;
    struct job_runner *runner = runner_of(f);
    int64_t id = started(f, "go on");

    awaited(f, id, JOB_RUNNING);
    job_runner_free(runner);
    struct job job = shown(f, id);
    assert_int_equal(job.state, JOB_STOPPED);
    assert_string_equal(job.result, "the best until then");
}

static void work_whose_service_died_is_marked_as_broken_by_the_next(void **state)
{
    struct fixture *f = *state;
    int64_t id = started(f, "count");
    int64_t next = started(f, "go on");

    test_store_run(f->folder->store,
                   "UPDATE job SET state = 'running', holder = 'dead' WHERE kind = 'count'");
    RUN_JOBS_WHILE_HERE(f);
    struct job job = awaited(f, id, JOB_FAILED);
    assert_words(&job,
                 "the service ended while this was under way; nothing more comes of it, so start it again");
    awaited(f, next, JOB_RUNNING);
}

static void while_another_service_has_the_lease_its_work_is_left_alone(void **state)
{
    struct fixture *f = *state;
    struct app other = f->app;
    bool taken;

    other.clock = clock_real();
    store_must(lease_take(&other, "jobs", "another", 60, &taken, &f->err), &f->err);
    int64_t id = started(f, "count");
    test_store_run(f->folder->store, "UPDATE job SET state = 'running', holder = 'another'");
    RUN_JOBS_WHILE_HERE(f);
    int64_t waiting = started(f, "fail");
    poll(NULL, 0, 500); /* two looks: nothing happens in them */
    assert_int_equal(shown(f, id).state, JOB_RUNNING);
    assert_int_equal(shown(f, waiting).state, JOB_WAITING);
    store_must(lease_return(&other, "jobs", "another", &f->err), &f->err);
    awaited(f, id, JOB_FAILED);
    awaited(f, waiting, JOB_FAILED);
}

static void the_same_asked_for_twice_is_one_job_and_other_options_have_to_wait(void **state)
{
    struct fixture *f = *state;
    int64_t first = started(f, "count");
    int64_t again;

    assert_int_equal(started(f, "count"), first);
    assert_int_equal(job_start(&f->app, f->election.id, "count", "a=2", &again, &f->err), ERROR_FOUND);
    assert_string_equal(f->err.message.format,
                        "work of this kind is under way already (job %lld); wait for its end, or stop it");
    ASSERT_ASK(f, "SELECT count(*) FROM job", "1");
    store_must(job_newest(&f->app, f->election.id, "count", &again, &f->err), &f->err);
    assert_int_equal(again, first);
}

static void a_job_of_another_election_is_not_shown(void **state)
{
    struct fixture *f = *state;
    int64_t id = started(f, "count");
    struct job job;

    assert_int_equal(job_show(&f->app, f->election.id + 1, id, &f->arena, &job, &f->err), ERROR_NO_INPUT);
    store_must(job_stop(&f->app, f->election.id + 1, id, &f->err), &f->err);
    assert_int_equal(shown(f, id).state, JOB_WAITING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(work_is_done_under_the_name_of_whoever_started_it_and_leaves_its_result),
        plan_test(work_that_fails_says_why),
        plan_test(work_that_this_version_does_not_know_fails_and_the_next_is_done),
        plan_test(progress_is_seen_while_it_runs_and_a_stop_is_heard),
        plan_test(what_waits_is_stopped_at_once_and_never_begins),
        plan_test(the_end_of_the_service_stops_the_work_and_keeps_what_came_of_it),
        plan_test(work_whose_service_died_is_marked_as_broken_by_the_next),
        plan_test(while_another_service_has_the_lease_its_work_is_left_alone),
        plan_test(the_same_asked_for_twice_is_one_job_and_other_options_have_to_wait),
        plan_test(a_job_of_another_election_is_not_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
