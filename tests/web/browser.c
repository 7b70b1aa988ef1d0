#include "web/browser.h"

#include "cmocka_tests.h"

#include <stdio.h>
#include <string.h>

#define HEADERS_MAX 2000

void browser_open(struct browser *browser, const char *address)
{
    *browser = (struct browser){.address = address};
}

void browser_close(struct browser *browser)
{
    http_reply_done(&browser->reply);
}

static void keep_cookie(struct browser *browser)
{
    const char *set = http_reply_header(&browser->reply, "Set-Cookie");

    if (set == NULL)
        return;
    snprintf(browser->cookie, sizeof browser->cookie, "%.*s", (int)strcspn(set, ";"), set);
    if (strstr(set, "Max-Age=0") != NULL)
        browser->cookie[0] = '\0';
}

static void keep_token(struct browser *browser)
{
    static const char mark[] = "name=\"token\" value=\"";
    const char *at = strstr(browser->reply.body.data, mark);

    if (at != NULL)
        snprintf(browser->token, sizeof browser->token, "%s", at + strlen(mark));
}

struct sent {
    const char *type;
    const char *bytes;
    size_t length;
};

static void ask_with(struct browser *browser, const char *method, const char *path, const char *headers,
                     const struct sent *body)
{
    struct text request;
    int connection = http_connect(browser->address);

    text_init(&request, 64 << 20);
    text_putf(&request, "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nCookie: a=b; %s\r\n%s", method,
              path, browser->address, browser->cookie, headers);
    if (body != NULL)
        text_putf(&request, "Content-Type: %s\r\nContent-Length: %zu\r\n", body->type, body->length);
    text_put(&request, "\r\n");
    if (body != NULL)
        text_put_bytes(&request, body->bytes, body->length);
    assert_false(request.failed);
    http_send_bytes(connection, request.data, request.length);
    text_done(&request);
    http_reply_done(&browser->reply);
    http_receive(connection, &browser->reply);
    keep_cookie(browser);
    keep_token(browser);
}

static void ask(struct browser *browser, const char *method, const char *path, const char *headers,
                const char *form)
{
    const struct sent body = {"application/x-www-form-urlencoded", form, form != NULL ? strlen(form) : 0};

    ask_with(browser, method, path, headers, form != NULL ? &body : NULL);
}

void browser_upload(struct browser *browser, const char *path, const struct browser_file *files, size_t count,
                    size_t body_length)
{
    CLEANUP(text_done) struct text body;

    text_init(&body, 64 << 20);
    text_putf(&body, "--limit\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n%s\r\n",
              browser->token);
    for (size_t i = 0; i < count; i++) {
        text_putf(&body,
                  "--limit\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\n"
                  "Content-Type: text/csv\r\n\r\n",
                  files[i].name);
        text_put_bytes(&body, files[i].bytes, files[i].length);
        text_put(&body, "\r\n");
    }
    text_put(&body, "--limit--\r\n");
    const struct sent sent = {"multipart/form-data; boundary=limit", body.data,
                              body_length > 0 ? body_length : body.length};
    ask_with(browser, "POST", path, "Sec-Fetch-Site: same-origin\r\n", &sent);
}

void browser_ask(struct browser *browser, const char *method, const char *path)
{
    ask(browser, method, path, "", NULL);
}

void browser_get(struct browser *browser, const char *path)
{
    ask(browser, "GET", path, "", NULL);
}

void browser_send(struct browser *browser, const char *path, const char *headers, const char *fields)
{
    ask(browser, "POST", path, headers, fields);
}

void browser_post(struct browser *browser, const char *path, const char *fields)
{
    CLEANUP(text_done) struct text body;

    text_init(&body, 1 << 20);
    text_putf(&body, "token=%s&%s", browser->token, fields);
    ask(browser, "POST", path, "Sec-Fetch-Site: same-origin\r\n", body.data);
}

void browser_assert(const struct browser *browser, int status, const char *part)
{
    if (browser->reply.status != status || strstr(browser->reply.body.data, part) == NULL)
        fail_msg("answered %d without \"%s\":\n%s", browser->reply.status, part, browser->reply.body.data);
}

void browser_assert_goes_to(const struct browser *browser, const char *path)
{
    const char *location = http_reply_header(&browser->reply, "Location");

    if (browser->reply.status != 303 || location == NULL || strcmp(location, path) != 0)
        fail_msg("answered %d to %s and not to %s:\n%s", browser->reply.status,
                 location != NULL ? location : "nowhere", path, browser->reply.body.data);
}

void browser_log_in(struct browser *browser, const char *login, const char *password)
{
    char fields[200];

    snprintf(fields, sizeof fields, "login=%s&password=%s", login, password);
    browser_send(browser, "/login", "", fields);
    browser_assert_goes_to(browser, "/e");
}
