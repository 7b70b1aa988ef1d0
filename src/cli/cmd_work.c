/* The worker as a program of its own: sends what is due until it is ended. */
#include "app/work.h"
#include "base/log.h"
#include "cli/commands.h"
#include "cli/notice_put.h"
#include "cli/stop_signal.h"
#include "web/service.h"

static const struct command_option work_options[] = {
    {"once", NULL, N_("send what is due and end, as \"notice send\" does"), 0},
};

static enum error_code run_work(struct command_run *run, struct error *err)
{
    CLEANUP(stop_signal_close) int stop = -1;
    struct log log;

    if (command_option(run, "once") != NULL)
        return notice_send_due(run, err);
    TRY(stop_signal_open(&stop, err));
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
