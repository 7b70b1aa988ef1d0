#include "web/service.h"

#include "app/notice_counts.h"
#include "app/settings.h"
#include "web/feed_cache.h"
#include "web/fetches.h"
#include "web/listen.h"
#include "web/pool.h"
#include "web/routes.h"
#include "web/sender.h"
#include "web/server.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#define THREADS_MIN 2
#define THREADS_MAX 16
#define CONNECTIONS_MAX 1000
#define SILENCE_SECS 15
#define BODY_BYTES_MAX ((size_t)64 << 10)
#define CACHE_BYTES_MAX ((size_t)64 << 20)

struct service {
    struct site site;
    struct pool *pool;
    struct fetches *fetches;
    struct feed_cache *cache;
    struct sender *sender; /* NULL without a gateway */
    struct web_server *server;
    char address[LISTEN_NAME_CHARS];
};

static unsigned thread_count(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    return processors < THREADS_MIN   ? THREADS_MIN
           : processors > THREADS_MAX ? THREADS_MAX
                                      : (unsigned)processors;
}

/* The socket comes first: a port in use is the fault that happens, and it costs nothing to find. */
static enum error_code start(struct service *service, const struct app *app,
                             const struct service_options *options, struct error *err)
{
    const struct web_server_options server = {
        .threads = thread_count(),
        .connections_max = CONNECTIONS_MAX,
        .silence_secs = options->silence_secs > 0 ? options->silence_secs : SILENCE_SECS,
        .body_bytes_max = BODY_BYTES_MAX,
        .handle = routes_handle,
        .context = &service->site,
    };
    int listener;

    TRY(listen_open(options->listen, &listener, service->address, err));
    enum error_code code = pool_new(app, server.threads, &service->pool, err);
    if (code == OK)
        code = fetches_new(app, options->log, &service->fetches, err);
    service->cache = feed_cache_new(CACHE_BYTES_MAX);
    if (code == OK && service->cache == NULL)
        code = error_memory(err);
    if (code == OK && app->settings->gateway.profile != NULL)
        code = sender_new(app, options->log, &service->sender, err);
    if (code != OK) {
        close(listener);
        return code;
    }
    service->site =
        (struct site){service->pool, service->fetches, service->cache, options->log, options->catalog};
    return web_server_start(listener, &server, &service->server, err);
}

enum error_code service_start(const struct app *app, const struct service_options *options,
                              struct service **out, struct error *err)
{
    CLEANUP(service_stop_ptr) struct service *service = calloc(1, sizeof *service);

    if (service == NULL)
        return error_memory(err);
    TRY(start(service, app, options, err));
    *out = service;
    service = NULL;
    return OK;
}

const char *service_address(const struct service *service)
{
    return service->address;
}

void service_stop(struct service *service)
{
    if (service == NULL)
        return;
    web_server_stop(service->server);
    if (service->server != NULL)
        listen_remove(service->address);
    sender_free(service->sender);
    fetches_free(service->fetches);
    feed_cache_free(service->cache);
    pool_free(service->pool);
    free(service);
}

static void fill_signals(sigset_t *signals)
{
    sigemptyset(signals);
    sigaddset(signals, SIGTERM);
    sigaddset(signals, SIGINT);
}

void service_block_signals(void)
{
    sigset_t signals;

    fill_signals(&signals);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
}

void service_wait(void)
{
    sigset_t signals;
    int received;

    fill_signals(&signals);
    sd_notify(0, "READY=1");
    while (sigwait(&signals, &received) != 0)
        continue;
    sd_notify(0, "STOPPING=1");
}

void service_log_work(void *context, const struct notice_counts *counts, const struct error *err)
{
    const struct log *log = context;
    struct log_field fields[NOTICE_COUNTS_LENGTH + 1] = {0};
    size_t length = 0;

    for (size_t i = 0; i < NOTICE_COUNTS_LENGTH; i++)
        if (counts->of[i].count > 0)
            fields[length++] = (struct log_field)LOG_INT(counts->of[i].state, counts->of[i].count);
    if (length > 0)
        log_event(log, LOG_INFO, "notices handled", fields);
    if (err != NULL)
        log_error(log, LOG_ERR, "notices wait", err);
}
