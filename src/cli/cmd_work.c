/* The worker as a program of its own: sends what is due until it is ended. */
#include "app/work.h"
#include "base/log.h"
#include "cli/commands.h"
#include "cli/notice_put.h"
#include "web/service.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

static const struct command_option work_options[] = {
    {"once", NULL, N_("send what is due and end, as \"notice send\" does"), 0},
};

static void close_ptr(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
}

/* Ctrl-C and the TERM of a service manager become something to read: the message in hand is finished first. */
static enum error_code open_stop(int *out, struct error *err)
{
    sigset_t ends;

    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    int descriptor = pthread_sigmask(SIG_BLOCK, &ends, NULL) == 0 ? signalfd(-1, &ends, SFD_CLOEXEC) : -1;
    if (descriptor < 0)
        return error_set(err, ERROR_OS, "the program cannot listen for signals: %s", strerrordesc_np(errno));
    *out = descriptor;
    return OK;
}

static enum error_code run_work(struct command_run *run, struct error *err)
{
    CLEANUP(close_ptr) int stop = -1;
    struct log log;

    if (command_option(run, "once") != NULL)
        return notice_send_due(run, err);
    TRY(open_stop(&stop, err));
    log_init(&log, run->app->clock, LOG_INFO);
    log_event(&log, LOG_INFO, "work begins", LOG_NO_FIELDS);
    const struct work work = {
        .app = run->app, .stop_descriptor = stop, .report = service_log_work, .context = &log};
    TRY(work_run(&work, err));
    log_event(&log, LOG_INFO, "work ends", LOG_NO_FIELDS);
    return OK;
}

const struct command work_commands[] = {{"work", "", N_("send notices as they become due, until it is ended"),
                                         COMMAND_OPTIONS(work_options), STORE_OPEN, run_work},
                                        COMMANDS_END};
