#include "base/text.h"
#include "notify/curl_library.h"
#include "notify/gateway_driver.h"
#include "notify/quote.h"
#include "notify/template.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REQUEST_MAX_BYTES 65536
#define ANSWER_MAX_BYTES 65536
#define CONNECTION_IDLE_SECS                                                                                 \
    5L /* an older connection is not used again: the other side may be about to close it */

/* One message on its way. Kept for the next when it is done: its handle keeps nothing of the last one. */
struct exchange {
    struct http_state *state;
    void *ticket;
    CURL *curl;
    unsigned begun; /* times libcurl was about to put the request on a connection */
    bool started;
    struct text url;
    struct text body;
    struct text answer;
    struct exchange *next; /* in the list of those that are free or done */
};

struct http_state {
    const struct gateway_request *request;
    CURLM *multi;
    struct curl_slist *json_header;
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
        text_done(&exchange->url);
        text_done(&exchange->body);
        text_done(&exchange->answer);
    }
    curl_library.curl_multi_cleanup(state->multi);
    curl_library.curl_slist_free_all(state->json_header);
    free(state);
}

static void init_exchanges(struct http_state *state)
{
    for (size_t i = GATEWAY_AT_ONCE_MAX; i-- > 0;) {
        struct exchange *exchange = &state->exchanges[i];
        exchange->state = state;
        text_init(&exchange->url, REQUEST_MAX_BYTES);
        text_init(&exchange->body, REQUEST_MAX_BYTES);
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
    state->request = profile->send;
    init_exchanges(state);
    /* Counted inside libcurl, and safe beside other threads since 7.84. */
    if (curl_library.curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
        state->multi = curl_library.curl_multi_init();
    state->json_header = curl_library.curl_slist_append(NULL, "Content-Type: application/json");
    if (state->multi == NULL || state->json_header == NULL) {
        close_http(state);
        return error_memory(err);
    }
    *out_state = state;
    return OK;
}

/* One field: filled in first, then escaped as a whole, so that no value and no template breaks its place. */
static void put_value(const char *template, const char *const values[],
                      void (*escape)(const char *value, struct text *out), struct text *out)
{
    CLEANUP(text_done) struct text value;

    text_init(&value, REQUEST_MAX_BYTES);
    template_fill(template, gateway_value_names, values, NULL, &value);
    out->failed = out->failed || value.failed;
    escape(value.data, out);
}

static void put_pairs(const struct gateway_field *fields, unsigned count, const char *const values[],
                      struct text *out)
{
    for (unsigned i = 0; i < count; i++) {
        if (i > 0)
            text_put_char(out, '&');
        quote_percent(fields[i].name, out);
        text_put_char(out, '=');
        put_value(fields[i].value, values, quote_percent, out);
    }
}

static void put_json(const struct gateway_field *fields, unsigned count, const char *const values[],
                     struct text *out)
{
    for (unsigned i = 0; i < count; i++) {
        text_put(out, i == 0 ? "{\"" : ",\"");
        quote_json(fields[i].name, out);
        text_put(out, "\":\"");
        put_value(fields[i].value, values, quote_json, out);
        text_put_char(out, '"');
    }
    text_put_char(out, '}');
}

/* The base is an address itself and is not escaped; it stands only at the start. */
static void put_url(const struct gateway_request *request, const char *const values[], struct text *out)
{
    static const char base[] = "{base}";
    const char *rest = request->url;

    if (strncmp(rest, base, strlen(base)) == 0) {
        text_put(out, values[VALUE_BASE]);
        rest += strlen(base);
    }
    template_fill(rest, gateway_value_names, values, quote_percent, out);
    if (request->query_count > 0)
        text_put_char(out, strchr(out->data, '?') == NULL ? '?' : '&');
    put_pairs(request->query, request->query_count, values, out);
}

static bool build_request(struct exchange *exchange, const char *const values[])
{
    const struct gateway_request *request = exchange->state->request;

    text_clear(&exchange->url);
    text_clear(&exchange->body);
    text_clear(&exchange->answer);
    put_url(request, values, &exchange->url);
    put_pairs(request->form, request->form_count, values, &exchange->body);
    if (request->json_count > 0)
        put_json(request->json, request->json_count, values, &exchange->body);
    return !exchange->url.failed && !exchange->body.failed;
}

/* Returning less than was given ends the transfer: an answer over the limit is no answer. */
static size_t take_answer(char *bytes, size_t size, size_t count, void *opaque)
{
    struct text *answer = opaque;

    text_put_bytes(answer, bytes, size * count);
    return answer->failed ? 0 : size * count;
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

/* One option after the other until one is refused. */
#define SET(curl, option, value) (curl_library.curl_easy_setopt((curl), (option), (value)) == CURLE_OK)

static bool set_limits(CURL *curl, const struct gateway_request *request)
{
    return SET(curl, CURLOPT_PROTOCOLS_STR, "http,https") && SET(curl, CURLOPT_FOLLOWLOCATION, 0L) &&
           SET(curl, CURLOPT_PROXY, "") && /* nor what the environment says */
           SET(curl, CURLOPT_NOSIGNAL, 1L) &&
           SET(curl, CURLOPT_CONNECTTIMEOUT, (long)request->connect_secs) &&
           SET(curl, CURLOPT_TIMEOUT, (long)request->total_secs) &&
           SET(curl, CURLOPT_MAXAGE_CONN, CONNECTION_IDLE_SECS) &&
           SET(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
}

static bool set_request(struct exchange *exchange)
{
    CURL *curl = exchange->curl;
    const struct gateway_request *request = exchange->state->request;

    if (request->method == METHOD_POST && (!SET(curl, CURLOPT_POSTFIELDSIZE, (long)exchange->body.length) ||
                                           !SET(curl, CURLOPT_POSTFIELDS, exchange->body.data)))
        return false;
    if (request->json_count > 0 && !SET(curl, CURLOPT_HTTPHEADER, exchange->state->json_header))
        return false;
    return SET(curl, CURLOPT_URL, exchange->url.data) &&
           SET(curl, CURLOPT_USERAGENT, "hiepthuong/" HT_VERSION) &&
           SET(curl, CURLOPT_PREREQFUNCTION, permit_once) && SET(curl, CURLOPT_PREREQDATA, exchange) &&
           SET(curl, CURLOPT_WRITEFUNCTION, take_answer) && SET(curl, CURLOPT_WRITEDATA, &exchange->answer) &&
           SET(curl, CURLOPT_PRIVATE, exchange);
}

static bool start(struct exchange *exchange, const char *const values[])
{
    if (exchange->curl == NULL)
        exchange->curl = curl_library.curl_easy_init();
    if (exchange->curl == NULL || !build_request(exchange, values))
        return false;
    curl_library.curl_easy_reset(exchange->curl);
    return set_limits(exchange->curl, exchange->state->request) && set_request(exchange) &&
           curl_library.curl_multi_add_handle(exchange->state->multi, exchange->curl) == CURLM_OK;
}

static void begin_http(void *opaque, const struct gateway_message *message, const char *const values[],
                       void *ticket)
{
    struct http_state *state = opaque;
    struct exchange *exchange = state->free; /* there is one: gateway.h limits how many are pending */

    (void)message;
    state->free = exchange->next;
    exchange->ticket = ticket;
    exchange->begun = 0;
    exchange->started = start(exchange, values);
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

/* The run of printable characters after the words of the profile. */
static void take_id(const struct gateway_request *request, const char *body, struct gateway_answer *out)
{
    const char *words = request->id_after == NULL ? NULL : strstr(body, request->id_after);

    if (words == NULL)
        return;
    words += strlen(request->id_after);
    words += strspn(words, " \t");
    quote_line(words, strcspn(words, " \t\r\n"), out->id, sizeof out->id);
}

static void read_answer(const struct exchange *exchange, struct gateway_answer *out)
{
    CLEANUP(text_done) struct text words;
    const struct gateway_request *request = exchange->state->request;
    long status = 0;

    curl_library.curl_easy_getinfo(exchange->curl, CURLINFO_RESPONSE_CODE, &status);
    text_init(&words, ANSWER_MAX_BYTES + 16);
    text_putf(&words, "%ld %s", status, exchange->answer.data);
    gateway_answer_set(out, gateway_profile_classify(request, (int)status, exchange->answer.data),
                       words.data);
    take_id(request, exchange->answer.data, out);
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
        gateway_answer_set(out, CLASS_UNSENT, N_("not enough memory"));
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
    curl_library.curl_multi_remove_handle(state->multi, exchange->curl);
    exchange->started = false;
    give_back(state, exchange, out_ticket);
    return true;
}

const struct gateway_driver gateway_http_driver = {
    .open = open_http, .begin = begin_http, .wait = wait_http, .take = take_http, .close = close_http};
