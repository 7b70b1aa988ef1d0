#include "web/service.h"

#include "app/account_first.h"
#include "app/feed_pieces.h"
#include "app/job_runner.h"
#include "app/notice_counts.h"
#include "app/settings.h"
#include "base/secret.h"
#include "web/changes.h"
#include "web/feed_cache.h"
#include "web/fetches.h"
#include "web/listen.h"
#include "web/pool.h"
#include "web/request_log.h"
#include "web/routes.h"
#include "web/sender.h"
#include "web/server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#define THREADS_MIN 2
#define THREADS_MAX 16
#define CONNECTIONS_MAX 10000
#define ADDRESS_CONNECTIONS_MAX 200
#define IDLE_MS 25000
#define FETCHES_LOOK_EVERY_MS 1000
#define CROWDED_MS 3000
#define EXCHANGE_MS 120000
#define SILENCE_SECS 15
#define CALENDARS_BYTES_MAX ((size_t)64 << 20)
#define UNCHANGED_BYTES_MAX ((size_t)64 << 20) /* of some 60,000 calendars */
#define PIECES_BYTES_MAX ((size_t)32 << 20)    /* of the meetings of some thousands of units */
#define HOST_CHARS 256
#define ADDRESS_BURST_SECS 10 /* of requests, after a pause */
#define TOKEN_PER_SECOND 0.2  /* a phone asks once an hour */
#define TOKEN_BURST 60
#define API_PER_SECOND 20
#define API_BURST 200
#define LOGIN_PER_SECOND (1.0 / 30)
#define LOGIN_BURST 10

struct service {
    struct site site;
    struct feed_pieces *pieces;
    struct pool *pool;
    struct fetches *fetches;
    struct feed_cache *calendars;
    struct feed_cache *unchanged;
    struct changes_work fetches_work;
    struct changes *changes;
    struct request_log *requests;
    struct metrics metrics;
    struct rate_limit *address_limit;
    struct rate_limit *token_limit;
    struct rate_limit *api_limit;
    struct rate_limit *login_limit;
    struct sender *sender; /* NULL without a gateway */
    struct job_runner *jobs;
    const struct log *log;
    struct web_server *server;
    char address[LISTEN_NAME_CHARS];
    char public_host[HOST_CHARS];
    char setup_code[ACCOUNT_CODE_CHARS];
};

static unsigned thread_count(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    return processors < THREADS_MIN   ? THREADS_MIN
           : processors > THREADS_MAX ? THREADS_MAX
                                      : (unsigned)processors;
}

/* Each connection is a descriptor, and the store and the log want some. */
static unsigned connections_max(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return CONNECTIONS_MAX / 100;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur > CONNECTIONS_MAX * 2 ? CONNECTIONS_MAX : (unsigned)limit.rlim_cur / 2;
}

/* "https://lich.example.vn/a" has the host "lich.example.vn". */
static void name_host(const char *public_url, char out[HOST_CHARS])
{
    const char *host = strstr(public_url, "://") + 3;

    snprintf(out, HOST_CHARS, "%.*s", (int)strcspn(host, "/"), host);
}

static enum error_code make_setup_code(struct service *service, const struct app *app, struct error *err)
{
    bool wanted;

    TRY(account_first_wanted(app, &wanted, err));
    return wanted ? account_code_make(service->setup_code, err) : OK;
}

static enum error_code fill_site(struct service *service, const struct app *app,
                                 const struct service_options *options, struct error *err)
{
    char id[SECRET_ID_CHARS];
    struct site *site = &service->site;

    TRY(secret_make_id(id, err));
    TRY(make_setup_code(service, app, err));
    *site = (struct site){
        .pool = service->pool,
        .fetches = service->fetches,
        .calendars = service->calendars,
        .unchanged = service->unchanged,
        .changes = service->changes,
        .requests = service->requests,
        .metrics = &service->metrics,
        .address_limit = service->address_limit,
        .token_limit = service->token_limit,
        .api_limit = service->api_limit,
        .login_limit = service->login_limit,
        .log = options->log,
        .catalog = options->catalog,
        .trusted_proxies = app->settings->service.trusted_proxies,
        .public_host = service->public_host,
        .setup_code = service->setup_code,
    };
    snprintf(site->run_id, sizeof site->run_id, "%.8s", id);
    name_host(app->settings->service.public_url, service->public_host);
    return OK;
}

static void log_jobs(void *context, const struct error *err)
{
    const struct service *service = context;

    log_error(service->log, LOG_WARNING, "long work is not looked after", err);
}

static enum error_code make_parts(struct service *service, const struct app *app, unsigned threads,
                                  const struct service_options *options, struct error *err)
{
    const struct rate of_address = {app->settings->service.requests_per_second,
                                    app->settings->service.requests_per_second * ADDRESS_BURST_SECS};

    service->log = options->log;
    service->address_limit = rate_limit_new(of_address);
    service->token_limit =
        rate_limit_new((struct rate){of_address.per_second > 0 ? TOKEN_PER_SECOND : 0, TOKEN_BURST});
    service->api_limit =
        rate_limit_new((struct rate){of_address.per_second > 0 ? API_PER_SECOND : 0, API_BURST});
    service->login_limit = rate_limit_new((struct rate){LOGIN_PER_SECOND, LOGIN_BURST});
    if (service->address_limit == NULL || service->token_limit == NULL || service->api_limit == NULL ||
        service->login_limit == NULL)
        return error_memory(err);
    TRY(feed_cache_new(CALENDARS_BYTES_MAX, &service->calendars, err));
    TRY(feed_cache_new(UNCHANGED_BYTES_MAX, &service->unchanged, err));
    TRY(request_log_new(options->log, service->site.run_id, &service->requests, err));
    service->pieces = feed_pieces_new(PIECES_BYTES_MAX);
    if (service->pieces == NULL)
        return error_memory(err);
    struct app sharing = *app;
    sharing.pieces = service->pieces;
    TRY(pool_new(&sharing, threads, &service->pool, err));
    TRY(fetches_new(app->clock, options->log, &service->fetches, err));
    service->fetches_work = (struct changes_work){FETCHES_LOOK_EVERY_MS, fetches_write, service->fetches};
    TRY(changes_new(app, options->log, &service->fetches_work, &service->changes, err));
    const struct job_runner_options jobs = {app, job_kinds, log_jobs, service};
    TRY(job_runner_new(&jobs, &service->jobs, err));
    if (app->settings->gateway.profile != NULL)
        TRY(sender_new(app, options->log, &service->sender, err));
    return fill_site(service, app, options, err);
}

/* The socket comes first: a port in use is the fault that happens, and it costs nothing to find. */
static enum error_code start(struct service *service, const struct app *app,
                             const struct service_options *options, struct error *err)
{
    const struct web_server_options server = {
        .threads = thread_count(),
        .connections_max = connections_max(),
        .silence_secs = options->silence_secs > 0 ? options->silence_secs : SILENCE_SECS,
        .limits = {.per_address = ADDRESS_CONNECTIONS_MAX,
                   .trusted_proxies = app->settings->service.trusted_proxies,
                   .idle_ms = IDLE_MS,
                   .crowd = connections_max() / 4 * 3,
                   .crowded_ms = CROWDED_MS,
                   .exchange_ms = EXCHANGE_MS},
        .body_bytes_max = ROUTES_BODY_BYTES_MAX,
        .allow_body = routes_allow_body,
        .handle = routes_handle,
        .context = &service->site,
    };
    int listener;

    TRY(listen_open(options->listen, &listener, service->address, err));
    enum error_code code = make_parts(service, app, server.threads, options, err);
    if (code != OK) {
        close(listener);
        return code;
    }
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

const char *service_setup_code(const struct service *service)
{
    return service->setup_code;
}

void service_stop(struct service *service)
{
    if (service == NULL)
        return;
    web_server_stop(service->server);
    if (service->server != NULL)
        listen_remove(service->address);
    sender_free(service->sender);
    job_runner_free(service->jobs);
    changes_free(service->changes);
    fetches_free(service->fetches);
    request_log_free(service->requests);
    feed_cache_free(service->calendars);
    feed_cache_free(service->unchanged);
    rate_limit_free(service->address_limit);
    rate_limit_free(service->token_limit);
    rate_limit_free(service->api_limit);
    rate_limit_free(service->login_limit);
    pool_free(service->pool);
    feed_pieces_free(service->pieces);
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
