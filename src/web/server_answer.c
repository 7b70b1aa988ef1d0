#include "web/server_answer.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define FIELD_OVERHEAD_BYTES 128 /* of the library, for each header field and once more */
#define LINE_BYTES 64            /* of the processor's memory */
#define AHEAD_LINES 12           /* a response with four header fields */

/* The library counts who sends it; `holds` counts those who may still want to. */
struct http_prepared {
    atomic_uint holds;
    int status;
    size_t body_bytes;
    size_t memory_bytes;
    struct MHD_Response *response;
};

static struct MHD_Response *make_response(struct http_response *response)
{
    size_t length = 0;
    char *bytes = text_take(&response->body, &length);

    if (bytes == NULL)
        return NULL;
    struct MHD_Response *made = MHD_create_response_from_buffer(length, bytes, MHD_RESPMEM_MUST_FREE);
    if (made == NULL) {
        free(bytes);
        return NULL;
    }
    for (size_t i = 0; i < response->header_count; i++)
        MHD_add_response_header(made, response->headers[i].name, response->headers[i].value);
    return made;
}

enum MHD_Result server_answer(struct MHD_Connection *connection, struct http_response *response)
{
    if (response->prepared != NULL)
        return MHD_queue_response(connection, (unsigned)response->prepared->status,
                                  response->prepared->response);
    struct MHD_Response *made = make_response(response);
    if (made == NULL)
        return MHD_NO;
    enum MHD_Result result = MHD_queue_response(connection, (unsigned)response->status, made);
    MHD_destroy_response(made);
    return result;
}

static size_t memory_of(const struct http_response *response)
{
    size_t bytes = sizeof(struct http_prepared) + response->body.length + FIELD_OVERHEAD_BYTES;

    for (size_t i = 0; i < response->header_count; i++)
        bytes +=
            strlen(response->headers[i].name) + strlen(response->headers[i].value) + FIELD_OVERHEAD_BYTES;
    return bytes;
}

struct http_prepared *http_prepared_new(struct http_response *response)
{
    struct http_prepared *prepared = calloc(1, sizeof *prepared);

    if (prepared == NULL)
        return NULL;
    prepared->status = response->status;
    prepared->body_bytes = response->body.length;
    prepared->memory_bytes = memory_of(response);
    prepared->response = make_response(response);
    if (prepared->response == NULL) {
        free(prepared);
        return NULL;
    }
    atomic_init(&prepared->holds, 1);
    return prepared;
}

/* Of many answers each is far away in memory. The library lays them out in one go, as a rule, and looks at this one a moment
 * after it was taken, so that it is on its way by then. */
static void fetch_ahead(const void *memory)
{
    for (size_t line = 0; line < AHEAD_LINES; line++)
        __builtin_prefetch((const char *)memory + line * LINE_BYTES);
}

struct http_prepared *http_prepared_hold(struct http_prepared *prepared)
{
    fetch_ahead(prepared->response);
    atomic_fetch_add_explicit(&prepared->holds, 1, memory_order_relaxed);
    return prepared;
}

void http_prepared_free(struct http_prepared *prepared)
{
    if (prepared == NULL || atomic_fetch_sub_explicit(&prepared->holds, 1, memory_order_acq_rel) > 1)
        return;
    MHD_destroy_response(prepared->response);
    free(prepared);
}

int http_prepared_status(const struct http_prepared *prepared)
{
    return prepared->status;
}

size_t http_prepared_body_bytes(const struct http_prepared *prepared)
{
    return prepared->body_bytes;
}

size_t http_prepared_memory_bytes(const struct http_prepared *prepared)
{
    return prepared->memory_bytes;
}
