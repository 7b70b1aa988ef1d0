/* A request and its answer as values, whatever library carries them, and the small sciences of HTTP that it
 * leaves to us: dates, validators, encodings (RFC 9110).
 */
#ifndef WEB_HTTP_H
#define WEB_HTTP_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum http_method {
    HTTP_GET = 1,
    HTTP_HEAD = 2,
    HTTP_POST = 4,
    HTTP_OTHER = 8, /* any other: no route takes it */
};

struct client_peer; /* web/client.h */

struct http_request {
    enum http_method method;
    const char *path;  /* as it was sent, without the query, never percent-decoded */
    const char *query; /* what follows the '?', "" when nothing; web/params.h takes it apart */
    const char *body;  /* "" when none; NUL-terminated; never more than the server takes (64 KiB) */
    size_t body_bytes;
    const struct client_peer *peer; /* the other end of the connection */
    /* The value of a header field, or NULL; asked through http_request_header. */
    const char *(*find_header)(void *connection, const char *name);
    void *connection;
};

/* The value of a header field, whatever the case of its name; "" when the request has none. */
const char *http_request_header(const struct http_request *request, const char *name);

/* Whether its body says that it is of this type (`application/json`), whatever its parameters. */
bool http_request_has_type(const struct http_request *request, const char *type) MUST_USE;

#define HTTP_HEADERS_MAX 20
#define HTTP_HEADER_VALUE_MAX 300 /* bytes with NUL; a longer value is left out */
#define HTTP_BODY_BYTES_MAX ((size_t)32 << 20)

struct http_header {
    const char *name; /* a literal */
    char value[HTTP_HEADER_VALUE_MAX];
};

/* An answer made once and sent many times, from several threads at once. */
struct http_prepared;

struct http_response {
    struct http_prepared
        *prepared; /* sent in the place of all that follows; held by the response; usually NULL */
    int status;
    struct text body;
    struct http_header headers[HTTP_HEADERS_MAX];
    size_t header_count;
};

void http_response_init(struct http_response *response); /* 200 and nothing else */
void http_response_done(struct http_response *response);

/* Sets a header field, in the place of one of the same name. */
void http_set_header(struct http_response *response, const char *name, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* The value set, or NULL. */
const char *http_response_header(const struct http_response *response, const char *name);

/* Empties the body and makes the response a line of plain text, for people who look with a browser. */
void http_respond_text(struct http_response *response, int status, const char *text);

/* Of a response, whose body it takes. NULL: no memory. */
struct http_prepared *http_prepared_new(struct http_response *response) MUST_USE;
/* It lives until it was freed once more than it was held. */
struct http_prepared *http_prepared_hold(struct http_prepared *prepared);
void http_prepared_free(struct http_prepared *prepared);
DEFINE_CLEANUP(struct http_prepared, http_prepared_free)
int http_prepared_status(const struct http_prepared *prepared);
size_t http_prepared_body_bytes(const struct http_prepared *prepared);
size_t http_prepared_memory_bytes(const struct http_prepared *prepared); /* all of it, or a little less */

#define HTTP_DATE_CHARS 30 /* "Sun, 06 Nov 1994 08:49:37 GMT" and NUL */

void http_date_format(int64_t utc_secs, char out[HTTP_DATE_CHARS]);
/* Only the form above, the one that programs send; false for the others and for impossible dates (the field
 * is then to be taken as absent). */
bool http_date_parse(const char *text, int64_t *out_utc_secs) MUST_USE;

/* Whether a list as in If-None-Match (`"a", W/"b"`, or `*`) names the tag, given with its quotes; compared
 * weakly, as the field demands. */
bool http_tags_match(const char *list, const char *tag) MUST_USE;

/* Whether an Accept-Encoding field allows gzip. */
bool http_accepts_gzip(const char *accept_encoding) MUST_USE;

#endif
