#include "app/gateway_look.h"
#include "web/handlers.h"

#include <stdio.h>

#define LABEL_CHARS 200

static void put_requests(const struct metrics *metrics, struct text *out)
{
    char labels[LABEL_CHARS];

    metrics_put_head(out, "requests_total", "counter", "Requests answered.");
    for (size_t route = 0; route == 0 || routes_pattern(route - 1) != NULL; route++) {
        const char *pattern = routes_pattern(route);
        for (int digit = 1; digit < METRICS_CLASSES; digit++) {
            snprintf(labels, sizeof labels, "route=\"%s\",status=\"%dxx\"",
                     pattern != NULL ? pattern : "none", digit);
            metrics_put_value(out, "requests_total", labels, (int64_t)metrics->requests[route][digit]);
        }
    }
    metrics_put_head(out, "request_milliseconds_total", "counter", "Time spent on answers.");
    for (size_t route = 0; routes_pattern(route) != NULL; route++) {
        snprintf(labels, sizeof labels, "route=\"%s\"", routes_pattern(route));
        metrics_put_value(out, "request_milliseconds_total", labels, (int64_t)metrics->request_ms[route]);
    }
}

static void put_one(struct text *out, const char *name, const char *type, const char *help, int64_t value)
{
    metrics_put_head(out, name, type, help);
    metrics_put_value(out, name, "", value);
}

static void put_feeds(const struct site *site, struct text *out)
{
    struct feed_cache_counts calendars = feed_cache_count(site->calendars);
    struct feed_cache_counts unchanged = feed_cache_count(site->unchanged);

    put_one(out, "feed_cache_hits_total", "counter", "Calendars answered from memory.",
            (int64_t)site->metrics->feeds_remembered);
    put_one(out, "feed_cache_misses_total", "counter", "Calendars made.", (int64_t)site->metrics->feeds_made);
    put_one(out, "feed_cache_copies", "gauge", "Answers in memory.",
            (int64_t)(calendars.copies + unchanged.copies));
    put_one(out, "feed_cache_bytes", "gauge", "Memory of these.",
            (int64_t)(calendars.bytes + unchanged.bytes));
}

/* As of the store, whichever worker sends. */
static enum error_code put_gateways(const struct call *call, struct text *out, struct error *err)
{
    struct gateway_state state;
    char labels[LABEL_CHARS];
    int64_t now = clock_now_utc_secs(&call->app->clock);

    TRY(gateway_state(call->app, call->arena, &state, err));
    put_one(out, "notice_oldest_due_seconds", "gauge", "How long the oldest notice that may go has been due.",
            state.oldest_due_utc_secs > 0 ? now - state.oldest_due_utc_secs : 0);
    metrics_put_head(out, "gateway_stopped", "gauge", "1 while a gateway takes no messages.");
    for (size_t i = 0; i < state.count; i++) {
        snprintf(labels, sizeof labels, "gateway=\"%s\"", state.gateways[i].gateway);
        metrics_put_value(out, "gateway_stopped", labels, state.gateways[i].stopped_since_utc_secs > 0);
    }
    metrics_put_head(out, "worker_beat_seconds", "gauge", "Since a worker was last at work with a gateway.");
    for (size_t i = 0; i < state.count; i++) {
        snprintf(labels, sizeof labels, "gateway=\"%s\"", state.gateways[i].gateway);
        metrics_put_value(out, "worker_beat_seconds", labels, now - state.gateways[i].beat_utc_secs);
    }
    return OK;
}

enum error_code show_metrics(struct call *call, struct error *err)
{
    struct text *out = &call->response->body;
    const struct metrics *metrics = call->site->metrics;

    http_set_header(call->response, "Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    put_requests(metrics, out);
    put_one(out, "requests_limited_total", "counter", "Requests answered 429.", (int64_t)metrics->limited);
    put_feeds(call->site, out);
    return put_gateways(call, out, err);
}
