#include "base/clock.h"
#include "base/parse.h"
#include "notify/gateway_driver.h"
#include "notify/gateway_result.h"
#include "notify/gateway_token.h"
#include "notify/gateway_transfer.h"

#include <stdlib.h>

#define PAUSE_MAX_SECS 86400

/* One message on its way. Kept for the next when it is done, with its handle. */
struct exchange {
    struct http_state *state;
    void *ticket;
    CURL *curl;
    unsigned begun; /* times libcurl was about to put the request on a connection */
    bool started;
    const char *why; /* it was not started */
    struct gateway_filled filled;
    struct curl_slist *headers;
    struct text answer;
    struct exchange *next; /* in the list of those that are free or done */
};

struct http_state {
    const struct gateway_profile *profile;
    CURLM *multi;
    struct gateway_token_state token;
    struct exchange exchanges[GATEWAY_AT_ONCE_MAX];
    struct exchange *free;   /* list */
    struct exchange *failed; /* list of those that could not even be started */
};

static void close_http(void *opaque)
{
    struct http_state *state = opaque;

    for (size_t i = 0; i < GATEWAY_AT_ONCE_MAX; i++) {
        struct exchange *exchange = &state->exchanges[i];
        if (exchange->started)
            curl_library.curl_multi_remove_handle(state->multi, exchange->curl);
        curl_library.curl_easy_cleanup(exchange->curl);
        curl_library.curl_slist_free_all(exchange->headers);
        gateway_filled_done(&exchange->filled);
        text_done(&exchange->answer);
    }
    curl_library.curl_multi_cleanup(state->multi);
    gateway_token_done(&state->token);
    free(state);
}

static void init_exchanges(struct http_state *state)
{
    for (size_t i = GATEWAY_AT_ONCE_MAX; i-- > 0;) {
        struct exchange *exchange = &state->exchanges[i];
        exchange->state = state;
        gateway_filled_init(&exchange->filled);
        text_init(&exchange->answer, ANSWER_MAX_BYTES);
        exchange->next = state->free;
        state->free = exchange;
    }
}

static enum error_code open_http(const struct gateway_profile *profile, const struct gateway_access *access,
                                 void **out_state, struct error *err)
{
    (void)access;
    TRY(curl_library_load(err));
    struct http_state *state = calloc(1, sizeof *state);
    if (state == NULL)
        return error_memory(err);
    state->profile = profile;
    gateway_token_init(&state->token, profile);
    init_exchanges(state);
    /* Counted inside libcurl, and safe beside other threads since 7.84. */
    if (curl_library.curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
        state->multi = curl_library.curl_multi_init();
    if (state->multi == NULL) {
        close_http(state);
        return error_memory(err);
    }
    *out_state = state;
    return OK;
}

/* Called when a connection is ready for the request. On one that was used before, libcurl sends a request again by
 * itself when the other side closes without an answer; the gateway may have taken both, so the second time is refused.
 */
static int permit_once(void *opaque, char *peer, char *local, int peer_port, int local_port)
{
    struct exchange *exchange = opaque;

    (void)peer, (void)local, (void)peer_port, (void)local_port;
    return exchange->begun++ == 0 ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

/* The handle of an exchange is made once. */
static bool open_handle(struct exchange *exchange)
{
    if (exchange->curl != NULL)
        return true;
    CURL *curl = curl_library.curl_easy_init();
    bool opened = curl != NULL &&
                  gateway_transfer_open(curl, exchange->state->profile->send, &exchange->answer) &&
                  CURL_SET(curl, CURLOPT_PREREQFUNCTION, permit_once) &&
                  CURL_SET(curl, CURLOPT_PREREQDATA, exchange) && CURL_SET(curl, CURLOPT_PRIVATE, exchange);
    if (opened)
        exchange->curl = curl;
    else
        curl_library.curl_easy_cleanup(curl);
    return opened;
}

static bool start(struct exchange *exchange, const struct gateway_values *values)
{
    const struct gateway_profile *profile = exchange->state->profile;

    text_clear(&exchange->answer);
    return open_handle(exchange) && gateway_request_fill(profile->send, profile, values, &exchange->filled) &&
           gateway_transfer_set(exchange->curl, profile->send, &exchange->filled, &exchange->headers) &&
           curl_library.curl_multi_add_handle(exchange->state->multi, exchange->curl) == CURLM_OK;
}

/* A gateway that wants a token gets none of the messages until there is one. */
static bool start_with_token(struct exchange *exchange, const struct gateway_values *values)
{
    struct gateway_token_state *token = &exchange->state->token;
    struct gateway_values with_token = *values;

    exchange->why = N_("the request could not be written");
    if (exchange->state->profile->token != NULL) {
        if (!gateway_token_get(token, values)) {
            exchange->why = token->why;
            return false;
        }
        with_token.of[VALUE_TOKEN] = token->text.data;
    }
    return start(exchange, &with_token);
}

static void begin_http(void *opaque, const struct gateway_message *message,
                       const struct gateway_values *values, void *ticket)
{
    struct http_state *state = opaque;
    struct exchange *exchange = state->free; /* there is one: gateway.h limits how many are pending */

    (void)message;
    state->free = exchange->next;
    exchange->ticket = ticket;
    exchange->begun = 0;
    exchange->started = start_with_token(exchange, values);
    if (!exchange->started) {
        exchange->next = state->failed;
        state->failed = exchange;
    }
}

static void wait_http(void *opaque, int wait_ms)
{
    struct http_state *state = opaque;
    int running;

    if (state->failed != NULL)
        return;
    curl_library.curl_multi_poll(state->multi, NULL, 0, wait_ms, NULL);
    curl_library.curl_multi_perform(state->multi, &running);
}

/* Seconds for which the gateway wants no more: a number of them, or a time. */
static int64_t read_pause(CURL *curl, const struct gateway_request *request)
{
    struct curl_header *header;
    const char *name = request->pause_header != NULL ? request->pause_header : "Retry-After";
    int64_t secs;

    if (curl_library.curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
        return 0;
    if (!parse_int(header->value, 0, INT32_MAX, &secs))
        secs = (int64_t)curl_library.curl_getdate(header->value, NULL);
    if (secs > PAUSE_MAX_SECS)
        secs -= clock_now_utc_secs(&(struct clock){.fixed = false});
    return secs < 0 ? 0 : secs > PAUSE_MAX_SECS ? PAUSE_MAX_SECS : secs;
}

static void read_answer(const struct exchange *exchange, struct gateway_answer *out)
{
    CLEANUP(text_done) struct text words;
    const struct gateway_request *request = exchange->state->profile->send;
    long status = 0;

    curl_library.curl_easy_getinfo(exchange->curl, CURLINFO_RESPONSE_CODE, &status);
    text_init(&words, ANSWER_MAX_BYTES + 16);
    text_putf(&words, "%ld %s", status, exchange->answer.data);
    gateway_answer_set(out, gateway_profile_classify(request, (int)status, exchange->answer.data),
                       words.data);
    gateway_result_id(request, exchange->answer.data, out->id, sizeof out->id);
    out->pause_secs = read_pause(exchange->curl, request);
}

static void judge(const struct exchange *exchange, CURLcode result, struct gateway_answer *out)
{
    if (result == CURLE_OK)
        read_answer(exchange, out);
    else if (exchange->answer.failed)
        gateway_answer_set(out, CLASS_UNKNOWN, N_("the answer was too long"));
    else if (exchange->begun > 1)
        gateway_answer_set(out, CLASS_UNKNOWN, N_("the connection was closed without an answer"));
    else
        gateway_answer_set(out, exchange->begun == 0 ? CLASS_UNSENT : CLASS_UNKNOWN,
                           curl_library.curl_easy_strerror(result));
}

static void give_back(struct http_state *state, struct exchange *exchange, void **out_ticket)
{
    *out_ticket = exchange->ticket;
    exchange->next = state->free;
    state->free = exchange;
}

static bool take_http(void *opaque, void **out_ticket, struct gateway_answer *out)
{
    struct http_state *state = opaque;
    struct exchange *exchange = state->failed;
    CURLMsg *message;
    int left;

    if (exchange != NULL) {
        state->failed = exchange->next;
        gateway_answer_set(out, CLASS_UNSENT, exchange->why);
        give_back(state, exchange, out_ticket);
        return true;
    }
    do
        message = curl_library.curl_multi_info_read(state->multi, &left);
    while (message != NULL && message->msg != CURLMSG_DONE);
    if (message == NULL)
        return false;
    CURLcode result = message->data.result;
    curl_library.curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &exchange);
    judge(exchange, result, out);
    if (out->class == CLASS_EXPIRED)
        gateway_token_drop(&state->token);
    curl_library.curl_multi_remove_handle(state->multi, exchange->curl);
    exchange->started = false;
    give_back(state, exchange, out_ticket);
    return true;
}

const struct gateway_driver gateway_http_driver = {
    .open = open_http, .begin = begin_http, .wait = wait_http, .take = take_http, .close = close_http};
