/* What gateways call: reports of messages, and messages of people. The secret of the address says which gateway it is. */
#include "app/delivery_report.h"
#include "app/inbound.h"
#include "web/handlers.h"

#include <string.h>

#define ANSWER_MAX_BYTES 4000

static const struct hook_pair *take_pairs(const struct params *params, struct arena *arena)
{
    struct hook_pair *pairs = arena_array(arena, params->count, sizeof *pairs);

    for (size_t i = 0; pairs != NULL && i < params->count; i++)
        pairs[i] = (struct hook_pair){params->items[i].name, params->items[i].value};
    return pairs;
}

static const char *put_address(const struct call *call, struct error *err)
{
    CLEANUP(text_done) struct text address;

    text_init(&address, HTTP_HEADER_VALUE_MAX * 32);
    text_putf(&address, "%s%s%s", call->request->path, call->request->query[0] != '\0' ? "?" : "",
              call->request->query);
    return text_finish(&address, err) == OK ? arena_copy_string(call->arena, address.data) : NULL;
}

static enum error_code read_call(const struct call *call, struct hook_call *out, struct error *err)
{
    struct params query = {0};
    struct params form = {0};

    TRY(call_query(call, &query, err));
    if (call->request->body_bytes > 0 &&
        http_request_has_type(call->request, "application/x-www-form-urlencoded"))
        TRY(call_form(call, &form, err));
    *out = (struct hook_call){
        .secret = call->parameters[0],
        .address = put_address(call, err),
        .signature = http_request_header(call->request, "X-Twilio-Signature"),
        .query = take_pairs(&query, call->arena),
        .query_count = query.count,
        .form = take_pairs(&form, call->arena),
        .form_count = form.count,
        .body = call->request->body,
        .body_bytes = call->request->body_bytes,
    };
    return out->address != NULL && out->query != NULL && out->form != NULL ? OK : error_memory(err);
}

typedef enum error_code take_function(const struct app *app, const struct hook_call *call,
                                      struct hook_answer *out, struct error *err);

static enum error_code answer(struct call *call, take_function *take, struct error *err)
{
    struct hook_call hook;
    struct hook_answer out = {.type = "text/plain"};

    TRY(read_call(call, &hook, err));
    text_init(&out.body, ANSWER_MAX_BYTES);
    enum error_code code = take(call->app, &hook, &out, err);
    if (code == OK) {
        http_set_header(call->response, "Content-Type", "%s; charset=utf-8", out.type);
        text_put(&call->response->body, out.body.data);
    }
    text_done(&out.body);
    return code;
}

enum error_code take_report(struct call *call, struct error *err)
{
    return answer(call, delivery_report_take, err);
}

enum error_code take_inbound(struct call *call, struct error *err)
{
    return answer(call, inbound_take, err);
}
