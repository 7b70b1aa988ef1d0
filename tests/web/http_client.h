/* A small blocking client for tests: one connection for each request, every step bounded by a time-out, so that a
 * service that does not answer fails the test and does not hang it.
 */
#ifndef TESTS_HTTP_CLIENT_H
#define TESTS_HTTP_CLIENT_H

#include "base/text.h"

struct http_reply {
    int status; /* 0: the connection ended without an answer */
    struct text head;
    struct text body;
};

void http_reply_done(struct http_reply *reply);

/* A connection to "127.0.0.1:PORT"; the test fails when there is none. */
int http_connect(const char *address);
/* Sends the bytes as they are; the test fails when they cannot be sent. */
void http_send(int connection, const char *bytes);
void http_send_bytes(int connection, const char *bytes, size_t left);
/* Reads to the end of the connection, closes it, and takes the answer apart. `reply` needs no initialisation. */
void http_receive(int connection, struct http_reply *reply);

/* Asks a service to look at its store first: other programs have just changed it. */
#define HTTP_LOOK_FIRST "Cache-Control: no-cache\r\n"

/* Sends a request and reads the answer. `headers` are lines that end in CRLF, "" for none. */
void http_ask(const char *address, const char *method, const char *path, const char *headers,
              struct http_reply *reply);
/* The value of a header field of the answer, or NULL; valid until the next call. */
const char *http_reply_header(const struct http_reply *reply, const char *name);

#endif
