#include "notify/worker_pass.h"

#include <poll.h>
#include <stdlib.h>

#define IDLE_MS 5000
#define PAUSE_MIN_MS 15000
#define PAUSE_MAX_MS 900000
#define ANSWER_WAIT_MS 1000 /* then it looks whether it shall end */
#define TURN_WAIT_MS 5000   /* for a gateway that wants messages more slowly; a longer pause ends the pass */
#define TWO_GATEWAYS_WAIT_MS 10
#define BEAT_EVERY_MS 10000

void worker_add_route(struct worker *worker, struct gateway *gateway, const struct prepare_rules *rules)
{
    struct worker_route *route = &worker->routes[worker->route_count++];

    *route = (struct worker_route){.gateway = gateway, .rules = *rules};
    breaker_init(&route->breaker, rules->profile->at_once);
    throttle_init(&route->throttle, rules->profile->per_second, rules->profile->per_minute);
}

/* Waits, and says whether to stop. */
static bool wait_or_stop(const struct worker *worker, int64_t ms)
{
    struct pollfd stop = {.fd = worker->stop_descriptor, .events = POLLIN};
    int64_t until = clock_monotonic_ms() + ms;

    for (;;) {
        int64_t left = until - clock_monotonic_ms();
        int ready = poll(&stop, 1, left > 0 ? (int)left : 0);
        if (ready > 0 || left <= 0)
            return ready > 0;
    }
}

/* Says that it is at work. After a time in which nobody was, or all gateways were stopped, what had been due for long waits for a
 * person. */
static enum error_code beat(struct worker *worker, struct error *err)
{
    const struct outbox *outbox = worker->outbox;
    int64_t now = clock_now_utc_secs(worker->clock);
    int64_t before = 0;

    if (worker->beat_ms != 0 && clock_monotonic_ms() < worker->beat_ms + BEAT_EVERY_MS)
        return OK;
    for (size_t i = 0; i < worker->route_count; i++) {
        const struct worker_route *route = &worker->routes[i];
        const struct outbox_health health = {.channel = worker->channel,
                                             .gateway = route->rules.profile->name,
                                             .stopped_since_utc_secs =
                                                 route->breaker.stopped ? route->breaker.since_utc_secs : 0,
                                             .words = route->words};
        int64_t last;
        TRY(outbox->beat(outbox->context, &health, now, &last, err));
        before = i == 0 ? last : before;
    }
    worker->beat_ms = clock_monotonic_ms();
    if (before == 0 || worker->outage_secs == 0 || now - before <= worker->outage_secs)
        return OK;
    return outbox->hold_backlog(outbox->context, worker->channel, now - worker->outage_secs, err);
}

/* At once, and not with the next beat. What the store has against it is told by whatever asks it next. */
static void raise_alarm(struct worker *worker)
{
    struct error ignored;

    worker->beat_ms = 0;
    if (beat(worker, &ignored) != OK)
        worker->beat_ms = 0;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many messages the gateway may get now. While others are under way it waits until there is room for some, which
 * then share their commits. */
static size_t room_of(const struct worker_route *route, int64_t now_ms)
{
    size_t in_flight = gateway_pending(route->gateway);
    size_t room =
        smaller(breaker_room(&route->breaker, in_flight, now_ms), throttle_room(&route->throttle, now_ms));

    return in_flight > 0 && room < route->breaker.window / 2 ? 0 : room;
}

static struct worker_route *find_route(struct worker *worker, size_t *out_room)
{
    int64_t now_ms = clock_monotonic_ms();

    for (size_t i = 0; i < worker->route_count; i++) {
        *out_room = room_of(&worker->routes[i], now_ms);
        if (*out_room > 0)
            return &worker->routes[i];
    }
    return NULL;
}

/* Milliseconds until a gateway that is not stopped takes a message; -1 when all are stopped. */
static int64_t wait_of_gateways(const struct worker *worker)
{
    int64_t shortest = -1;

    for (size_t i = 0; i < worker->route_count; i++) {
        const struct worker_route *route = &worker->routes[i];
        int64_t wait = throttle_wait_ms(&route->throttle, clock_monotonic_ms());
        if (!route->breaker.stopped && (shortest < 0 || wait < shortest))
            shortest = wait;
    }
    return shortest;
}

static void wait_for_answers(const struct worker *worker)
{
    size_t busy = 0;

    for (size_t i = 0; i < worker->route_count; i++)
        busy += gateway_pending(worker->routes[i].gateway) > 0;
    for (size_t i = 0; i < worker->route_count; i++) {
        struct gateway *gateway = worker->routes[i].gateway;
        int64_t turn = throttle_wait_ms(&worker->routes[i].throttle, clock_monotonic_ms());
        int64_t wait = turn > 0 && turn < ANSWER_WAIT_MS ? turn : ANSWER_WAIT_MS;
        if (gateway_pending(gateway) > 0)
            gateway_wait(gateway, busy > 1 ? TWO_GATEWAYS_WAIT_MS : (int)wait);
    }
}

/* All gateways are stopped and notices wait: says so in the words of the first. */
static enum error_code tell_stopped(const struct worker *worker, struct error *err)
{
    const struct worker_route *route = &worker->routes[0];

    if (route->unreachable)
        return error_set(
            err, ERROR_UNAVAILABLE,
            "the gateway cannot be reached: %s. The notices stay in the queue and are sent when it "
            "can be reached again",
            route->words);
    return error_set(err, ERROR_UNAVAILABLE,
                     "the gateway did not take %d messages in a row; its words stand with notice %lld. The "
                     "rest stays in the queue",
                     route->breaker.troubles, (long long)route->bad_notice);
}

/* Nothing is under way and nobody can be given more just now. */
static enum error_code wait_for_turn(struct pass *pass, struct error *err)
{
    int64_t wait_ms = wait_of_gateways(pass->worker);

    if (wait_ms < 0)
        return tell_stopped(pass->worker, err);
    if (wait_ms > TURN_WAIT_MS)
        return error_set(err, ERROR_UNAVAILABLE,
                         "the gateway wants no messages for %lld seconds; the rest stays in the queue",
                         (long long)(wait_ms / 1000));
    pass->ending = wait_or_stop(pass->worker, wait_ms);
    return OK;
}

static enum error_code give(struct pass *pass, struct error *err)
{
    size_t room = 0;

    TRY(beat(pass->worker, err));
    struct worker_route *route = find_route(pass->worker, &room);
    if (route != NULL)
        return pass_launch(pass, route, room, err);
    return pass->in_flight > 0 ? OK : wait_for_turn(pass, err);
}

/* Gives what can be given, then waits for answers. What has landed goes into the store with the next claim, or by itself. */
static enum error_code turn(struct pass *pass, struct error *err)
{
    enum error_code code = OK;
    struct error later;

    if (!pass->ending && wait_or_stop(pass->worker, 0))
        pass->ending = true;
    if (!pass->ending && !pass->nothing_due)
        code = give(pass, err);
    if (pass->landed_count > 0) {
        enum error_code written = pass_write_down(pass, code == OK ? err : &later);
        if (written != OK)
            pass_forget_landed(pass, false); /* they become unknown */
        code = code == OK ? written : code;
    }
    if (pass->in_flight > 0)
        wait_for_answers(pass->worker);
    pass_land(pass);
    return code;
}

/* What is under way is waited for, whatever fails meanwhile: an answer that is not written down becomes unknown. */
static enum error_code run_pass(struct pass *pass, struct error *err)
{
    enum error_code code = OK;
    struct error later;

    while (pass->in_flight > 0 || pass->landed_count > 0 || !(pass->ending || pass->nothing_due)) {
        enum error_code failed = turn(pass, code == OK ? err : &later);
        code = code == OK ? failed : code;
        pass->ending = pass->ending || code != OK;
    }
    return code;
}

enum error_code worker_pass(struct worker *worker, struct worker_counts *counts, struct error *err)
{
    const struct outbox *outbox = worker->outbox;
    bool any_works = false;

    TRY(outbox->recover(outbox->context, clock_now_utc_secs(worker->clock), err));
    struct pass *pass = calloc(1, sizeof *pass);
    if (pass == NULL)
        return error_memory(err);
    pass->worker = worker;
    pass->counts = counts;
    for (size_t i = 0; i < COUNT_OF(pass->flights); i++) {
        pass->flights[i].next = pass->free;
        pass->free = &pass->flights[i];
    }
    for (size_t i = 0; i < worker->route_count; i++)
        any_works = any_works || !worker->routes[i].breaker.stopped;
    for (size_t i = 0; i < worker->route_count && !any_works; i++)
        worker->routes[i].breaker.next_ms = 0;
    enum error_code code = run_pass(pass, err);
    free(pass);
    if (code == ERROR_UNAVAILABLE)
        raise_alarm(worker);
    return code;
}

static bool handled_any(const struct worker_counts *counts)
{
    for (int i = 0; i < NOTICE_STATE_COUNT; i++)
        if (counts->handled[i] > 0)
            return true;
    return false;
}

void worker_run(struct worker *worker,
                void (*report)(void *context, const struct worker_counts *counts, const struct error *err),
                void *context)
{
    int64_t pause_ms = PAUSE_MIN_MS;
    int64_t wait_ms;

    do {
        struct worker_counts counts = {0};
        struct error err;
        if (worker->chores != NULL)
            worker->chores(worker->chores_context);
        bool failed = worker_pass(worker, &counts, &err) != OK;
        if (failed || handled_any(&counts))
            report(context, &counts, failed ? &err : NULL);
        wait_ms = failed ? pause_ms : IDLE_MS;
        pause_ms = !failed ? PAUSE_MIN_MS : pause_ms * 2 < PAUSE_MAX_MS ? pause_ms * 2 : PAUSE_MAX_MS;
    } while (!wait_or_stop(worker, wait_ms));
}
