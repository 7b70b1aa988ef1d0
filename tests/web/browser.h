/* What a browser does with the pages for staff, for tests: it keeps the cookie, and sends the token that stands in the
 * forms of the page it has seen last. */
#ifndef TESTS_BROWSER_H
#define TESTS_BROWSER_H

#include "web/http_client.h"

struct browser {
    const char *address;
    char cookie[200]; /* "hiepthuong=...", or "" */
    char token[65];   /* of the forms of the last page that had any */
    struct http_reply reply;
};

void browser_open(struct browser *browser, const char *address);
void browser_close(struct browser *browser);

void browser_get(struct browser *browser, const char *path);
/* Any method, without a body. */
void browser_ask(struct browser *browser, const char *method, const char *path);
/* `fields` are encoded, "mode=online&why=x"; the token is added. */
void browser_post(struct browser *browser, const char *path, const char *fields);
/* A form with files and the token, as browsers send it. `body_length` 0: all of it; otherwise the body is cut there, and the
 * header says so. */
struct browser_file {
    const char *name;
    const char *bytes;
    size_t length;
};
void browser_upload(struct browser *browser, const char *path, const struct browser_file *files, size_t count,
                    size_t body_length);

/* The same with further header fields, lines that end in CRLF, and no token. */
void browser_send(struct browser *browser, const char *path, const char *headers, const char *fields);

/* Posts the log-in; the test fails unless it leads on. */
void browser_log_in(struct browser *browser, const char *login, const char *password);

/* The test fails unless the last answer was this. */
void browser_assert(const struct browser *browser, int status, const char *part);
void browser_assert_goes_to(const struct browser *browser, const char *path);

#endif
