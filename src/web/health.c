#include "app/election_list.h"
#include "web/handlers.h"

enum error_code show_alive(struct call *call, struct error *err)
{
    (void)err;
    http_respond_text(call->response, 200, "ok");
    return OK;
}

enum error_code show_ready(struct call *call, struct error *err)
{
    struct election *elections;
    size_t count;

    TRY(election_list(call->app, call->arena, &elections, &count, err));
    http_respond_text(call->response, 200, "ready");
    return OK;
}

/* Google's calendar once refused feeds that it was not told it may fetch. */
enum error_code show_robots(struct call *call, struct error *err)
{
    (void)err;
    http_respond_text(call->response, 200, "User-agent: *\nAllow: /");
    return OK;
}
