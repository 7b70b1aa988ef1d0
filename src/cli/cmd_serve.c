/* The web service, until it is told to stop. */
#include "app/settings.h"
#include "base/log.h"
#include "cli/commands.h"
#include "web/service.h"

#include <jansson.h>
#include <string.h>

static const struct command_option serve_options[] = {
    {"listen", "ADDRESS:PORT",
     N_("where to listen: 127.0.0.1:8080 (port 0 is any free one), unix:PATH, or systemd"), 0},
};

/* Whoever reads this started the service, so he or she may make the first account. */
static void say_setup(struct command_run *run, const struct service *service)
{
    const char *address = service_address(service);
    const char *code = service_setup_code(service);

    if (code[0] == '\0')
        return;
    if (strncmp(address, "unix:", 5) == 0)
        address = strstr(run->app->settings->service.public_url, "://") + 3;
    command_say(run, run->out,
                "The store has no account yet. Open http://%s/setup and enter this code there: %s", address,
                code);
}

static enum error_code say_ready(struct command_run *run, const struct service *service, struct error *err)
{
    const char *address = service_address(service);
    const char *code = service_setup_code(service);

    if (run->json)
        TRY(command_put_json(
            run, json_pack("{s:s,s:s*}", "listening", address, "setup_code", code[0] != '\0' ? code : NULL),
            err));
    else if (strncmp(address, "unix:", 5) == 0)
        command_say(run, run->out, "Listening on %s", address);
    else
        command_say(run, run->out, "Listening on http://%s", address);
    if (!run->json)
        say_setup(run, service);
    return command_flush(run, err);
}

static enum error_code run_serve(struct command_run *run, struct error *err)
{
    CLEANUP(service_stop_ptr) struct service *service = NULL;
    const char *listen = command_option(run, "listen");
    struct log log;
    const struct service_options options = {
        .listen = listen != NULL ? listen : run->app->settings->service.listen,
        .catalog = run->catalog,
        .log = &log,
    };

    log_init(&log, run->app->clock, LOG_INFO);
    service_block_signals();
    TRY(service_start(run->app, &options, &service, err));
    TRY(say_ready(run, service, err));
    service_wait();
    return OK;
}

const struct command serve_commands[] = {{"serve", "", N_("run the web service until it is told to stop"),
                                          COMMAND_OPTIONS(serve_options), STORE_CREATE, run_serve},
                                         COMMANDS_END};
