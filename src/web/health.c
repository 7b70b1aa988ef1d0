#include "app/days_off_missing.h"
#include "web/handlers.h"

enum error_code show_alive(struct call *call, struct error *err)
{
    (void)err;
    http_respond_text(call->response, 200, "ok");
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
    return OK;
}

/* Google's calendar once refused feeds that it was not told it may fetch. */
enum error_code show_robots(struct call *call, struct error *err)
{
    (void)err;
    http_respond_text(call->response, 200, "User-agent: *\nAllow: /");
    return OK;
}
