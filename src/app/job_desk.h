/* One job in hand: its thread, what it said last, and what came of it. Between the runner and the work. */
#ifndef APP_JOB_DESK_H
#define APP_JOB_DESK_H

#include "app/job.h"

#include <pthread.h>
#include <stdatomic.h>

/* What the work has said last. */
struct job_progress {
    bool news; /* not written down yet */
    int64_t done;
    int64_t total;
    struct message words; /* format NULL: it has said nothing */
};

struct job_desk {
    struct app app; /* of the work's thread */
    struct arena arena;
    struct job_work work;
    const struct job_kind *kind; /* NULL: this program knows no such work */
    char kind_name[ACTOR_CHARS];
    char parameters[JOB_PARAMETERS_BYTES_MAX + 1];
    pthread_t thread;
    bool started;          /* the thread is there and has not been joined */
    pthread_mutex_t mutex; /* of progress */
    struct job_progress progress;
    atomic_bool stop;
    atomic_bool ended; /* what follows is there */
    enum error_code code;
    struct error err;
    struct text result;
};

/* A copy of `app` without its store; who acts is filled in by the caller, like the job's kind and parameters. */
void job_desk_init(struct job_desk *desk, const struct app *app);
/* Waits for the end of the work; at once when it has ended or never began. */
void job_desk_join(struct job_desk *desk);
void job_desk_done(struct job_desk *desk); /* joined */

/* Begins the work in a thread; where there is none, it has ended with ERROR_OS. */
void job_desk_start(struct job_desk *desk);

/* What was said and not taken yet; false: nothing. */
bool job_desk_take_news(struct job_desk *desk, struct job_progress *out) MUST_USE;

/* The last words, whether taken or not. */
struct message job_desk_words(struct job_desk *desk);

#endif
