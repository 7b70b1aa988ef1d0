#include "notify/gateway_transfer.h"

#include <string.h>

#define CONNECTION_IDLE_SECS                                                                                 \
    5L /* an older connection is not used again: the other side may be about to close it */
#define HEADER_MAX_BYTES 8192

/* Returning less than was given ends the transfer: an answer over the limit is no answer. */
static size_t take_answer(char *bytes, size_t size, size_t count, void *opaque)
{
    struct text *answer = opaque;

    text_put_bytes(answer, bytes, size * count);
    return answer->failed ? 0 : size * count;
}

static bool set_limits(CURL *curl, const struct gateway_request *request)
{
    return CURL_SET(curl, CURLOPT_PROTOCOLS_STR, "http,https") &&
           CURL_SET(curl, CURLOPT_FOLLOWLOCATION, 0L) &&
           /* nor what the environment says */
           CURL_SET(curl, CURLOPT_PROXY, request->proxy != NULL ? request->proxy : "") &&
           CURL_SET(curl, CURLOPT_NOSIGNAL, 1L) &&
           CURL_SET(curl, CURLOPT_CONNECTTIMEOUT, (long)request->connect_secs) &&
           CURL_SET(curl, CURLOPT_TIMEOUT, (long)request->total_secs) &&
           CURL_SET(curl, CURLOPT_MAXAGE_CONN, CONNECTION_IDLE_SECS) &&
           CURL_SET(curl, CURLOPT_HTTP_VERSION,
                    (long)(request->http == HTTP_1_1 ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS)) &&
           CURL_SET(
               curl, CURLOPT_SSLVERSION,
               (long)(request->tls_min == TLS_1_3 ? CURL_SSLVERSION_TLSv1_3 : CURL_SSLVERSION_TLSv1_2)) &&
           (request->ca_file == NULL || CURL_SET(curl, CURLOPT_CAINFO, request->ca_file));
}

static bool set_headers(CURL *curl, const struct text *lines, struct curl_slist **headers)
{
    const char *at = lines->data;

    curl_library.curl_slist_free_all(*headers);
    *headers = NULL;
    while (*at != '\0') {
        CLEANUP(text_done) struct text line;
        size_t length = strcspn(at, "\n");
        text_init(&line, HEADER_MAX_BYTES);
        text_put_bytes(&line, at, length);
        struct curl_slist *longer = curl_library.curl_slist_append(*headers, line.data);
        if (line.failed || longer == NULL)
            return false;
        *headers = longer;
        at += length + 1;
    }
    return CURL_SET(curl, CURLOPT_HTTPHEADER, *headers);
}

static bool set_auth(CURL *curl, const struct gateway_request *request, const struct gateway_filled *filled)
{
    return request->auth == NULL || (CURL_SET(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC) &&
                                     CURL_SET(curl, CURLOPT_USERNAME, filled->username.data) &&
                                     CURL_SET(curl, CURLOPT_PASSWORD, filled->password.data));
}

static bool set_body(CURL *curl, const struct gateway_request *request, const struct gateway_filled *filled)
{
    return request->method == METHOD_GET ||
           (CURL_SET(curl, CURLOPT_POSTFIELDSIZE, (long)filled->body.length) &&
            CURL_SET(curl, CURLOPT_POSTFIELDS, filled->body.data));
}

bool gateway_transfer_open(CURL *curl, const struct gateway_request *request, struct text *answer)
{
    return set_limits(curl, request) && CURL_SET(curl, CURLOPT_USERAGENT, "hiepthuong/" HT_VERSION) &&
           CURL_SET(curl, CURLOPT_WRITEFUNCTION, take_answer) && CURL_SET(curl, CURLOPT_WRITEDATA, answer);
}

bool gateway_transfer_set(CURL *curl, const struct gateway_request *request,
                          const struct gateway_filled *filled, struct curl_slist **headers)
{
    return set_headers(curl, &filled->headers, headers) && set_auth(curl, request, filled) &&
           set_body(curl, request, filled) && CURL_SET(curl, CURLOPT_URL, filled->url.data);
}
