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

struct http_state {
    const struct gateway_request *request;
    CURL *curl;
    struct curl_slist *json_header;
    struct text url;
    struct text body;
    struct text answer;
};

static void close_http(void *opaque)
{
    struct http_state *state = opaque;

    curl_library.curl_easy_cleanup(state->curl);
    curl_library.curl_slist_free_all(state->json_header);
    text_done(&state->url);
    text_done(&state->body);
    text_done(&state->answer);
    free(state);
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
    text_init(&state->url, REQUEST_MAX_BYTES);
    text_init(&state->body, REQUEST_MAX_BYTES);
    text_init(&state->answer, ANSWER_MAX_BYTES);
    /* Counted inside libcurl, and safe beside other threads since 7.84. */
    if (curl_library.curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
        state->curl = curl_library.curl_easy_init();
    state->json_header = curl_library.curl_slist_append(NULL, "Content-Type: application/json");
    if (state->curl == NULL || state->json_header == NULL) {
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

static bool build_request(struct http_state *state, const char *const values[])
{
    const struct gateway_request *request = state->request;

    text_clear(&state->url);
    text_clear(&state->body);
    text_clear(&state->answer);
    put_url(request, values, &state->url);
    put_pairs(request->form, request->form_count, values, &state->body);
    if (request->json_count > 0)
        put_json(request->json, request->json_count, values, &state->body);
    return !state->url.failed && !state->body.failed;
}

/* Returning less than was given ends the transfer: an answer over the limit is no answer. */
static size_t take_answer(char *bytes, size_t size, size_t count, void *opaque)
{
    struct text *answer = opaque;

    text_put_bytes(answer, bytes, size * count);
    return answer->failed ? 0 : size * count;
}

static bool set_limits(CURL *curl, const struct gateway_request *request)
{
    return curl_library.curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_library.curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
           curl_library.curl_easy_setopt(curl, CURLOPT_PROXY, "") ==
               CURLE_OK && /* nor what the environment says */
           curl_library.curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_library.curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)request->connect_secs) ==
               CURLE_OK &&
           curl_library.curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)request->total_secs) == CURLE_OK &&
           /* On a connection that was used before, libcurl sends a request again by itself when the other side
            * closes without an answer; the gateway may have taken both. */
           curl_library.curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK &&
           curl_library.curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L) == CURLE_OK &&
           curl_library.curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) == CURLE_OK;
}

static bool set_request(struct http_state *state)
{
    CURL *curl = state->curl;

    if (state->request->method == METHOD_POST &&
        (curl_library.curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)state->body.length) != CURLE_OK ||
         curl_library.curl_easy_setopt(curl, CURLOPT_POSTFIELDS, state->body.data) != CURLE_OK))
        return false;
    if (state->request->json_count > 0 &&
        curl_library.curl_easy_setopt(curl, CURLOPT_HTTPHEADER, state->json_header) != CURLE_OK)
        return false;
    return curl_library.curl_easy_setopt(curl, CURLOPT_URL, state->url.data) == CURLE_OK &&
           curl_library.curl_easy_setopt(curl, CURLOPT_USERAGENT, "hiepthuong/" HT_VERSION) == CURLE_OK &&
           curl_library.curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_answer) == CURLE_OK &&
           curl_library.curl_easy_setopt(curl, CURLOPT_WRITEDATA, &state->answer) == CURLE_OK;
}

/* Nothing left this machine when the connection, with its TLS, was never ready for the request. */
static bool nothing_left(CURL *curl)
{
    curl_off_t ready_us = 0;

    return curl_library.curl_easy_getinfo(curl, CURLINFO_PRETRANSFER_TIME_T, &ready_us) == CURLE_OK &&
           ready_us == 0;
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

static void read_answer(const struct http_state *state, struct gateway_answer *out)
{
    CLEANUP(text_done) struct text words;
    long status = 0;

    curl_library.curl_easy_getinfo(state->curl, CURLINFO_RESPONSE_CODE, &status);
    text_init(&words, ANSWER_MAX_BYTES + 16);
    text_putf(&words, "%ld %s", status, state->answer.data);
    gateway_answer_set(out, gateway_profile_classify(state->request, (int)status, state->answer.data),
                       words.data);
    take_id(state->request, state->answer.data, out);
}

static void send_http(void *opaque, const struct gateway_message *message, const char *const values[],
                      struct gateway_answer *out)
{
    struct http_state *state = opaque;

    (void)message;
    curl_library.curl_easy_reset(state->curl);
    if (!build_request(state, values) || !set_limits(state->curl, state->request) || !set_request(state)) {
        gateway_answer_set(out, CLASS_UNSENT, N_("not enough memory"));
        return;
    }
    CURLcode result = curl_library.curl_easy_perform(state->curl);
    if (result == CURLE_OK)
        read_answer(state, out);
    else if (state->answer.failed)
        gateway_answer_set(out, CLASS_UNKNOWN, N_("the answer was too long"));
    else
        gateway_answer_set(out, nothing_left(state->curl) ? CLASS_UNSENT : CLASS_UNKNOWN,
                           curl_library.curl_easy_strerror(result));
}

const struct gateway_driver gateway_http_driver = {open_http, send_http, close_http};
