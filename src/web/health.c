#include "app/days_off_missing.h"
#include "app/gateway_look.h"
#include "calendar/civil.h"
#include "web/handlers.h"

enum error_code show_alive(struct call *call, struct error *err)
{
    (void)err;
    http_respond_text(call->response, 200, "ok");
    return OK;
}

/* A gateway that takes no messages is the alarm of whoever watches this page. */
static enum error_code warn_of_gateways(const struct call *call, struct error *err)
{
    struct gateway_state state;

    TRY(gateway_state(call->app, call->arena, &state, err));
    for (size_t i = 0; i < state.count; i++) {
        struct message warning;
        char since[CIVIL_TIME_CHARS];
        if (state.gateways[i].stopped_since_utc_secs == 0)
            continue;
        civil_time_format(civil_time_from_utc_secs(state.gateways[i].stopped_since_utc_secs), since);
        message_set(&warning, "the gateway %s has taken no messages since %s", state.gateways[i].gateway,
                    since);
        catalog_put_message(call->site->catalog, &warning, &call->response->body);
        text_put_char(&call->response->body, '\n');
    }
    return OK;
}

/* What is wanting in the data folder takes nothing from the service: it is ready, and says so. */
enum error_code show_ready(struct call *call, struct error *err)
{
    struct days_off_gap *gaps;
    size_t count = 0;

    enum error_code code = days_off_missing(call->app, call->arena, &gaps, &count, err);
    if (code != OK && code != ERROR_CONFIG)
        return code;
    http_respond_text(call->response, 200, "ready");
    if (code == ERROR_CONFIG) {
        catalog_put_error(call->catalog, err, &call->response->body);
        text_put_char(&call->response->body, '\n');
    }
    for (size_t i = 0; i < count; i++) {
        struct message warning;
        days_off_gap_say(&gaps[i], &warning);
        catalog_put_message(call->catalog, &warning, &call->response->body);
        text_put_char(&call->response->body, '\n');
    }
    return warn_of_gateways(call, err);
}

/* Google's calendar once refused feeds that it was not told it may fetch. */
enum error_code show_robots(struct call *call, struct error *err)
{
    (void)err;
    http_respond_text(call->response, 200, "User-agent: *\nAllow: /");
    return OK;
}
