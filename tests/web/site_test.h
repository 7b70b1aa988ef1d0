/* The web service as its clients see it: a real server on a free port, over the store of tests/data/feeds, and a real
 * client. */
#ifndef TESTS_SITE_TEST_H
#define TESTS_SITE_TEST_H

#include "app/feed_issue.h"
#include "feed_store.h"
#include "web/changes.h"
#include "web/http_client.h"
#include "web/service.h"

#include <fcntl.h>
#include <poll.h>

struct site_test {
    struct feed_store *store;
    struct log log;
    char log_file[96];
    struct service *service;
    const char *address;
    char feed[80]; /* path of the feed of UCV-01 */
};

static inline void site_start(struct site_test *test)
{
    const struct service_options options = {
        .listen = "127.0.0.1:0",
        .catalog = catalog_find("vi"),
        .log = &test->log,
    };
    struct error err;

    store_must(service_start(&test->store->app, &options, &test->service, &err), &err);
    test->address = service_address(test->service);
}

static inline void site_issue(struct site_test *test)
{
    struct feed_address address;
    struct error err;

    store_must(
        feed_issue(&test->store->app, FEED_STORE_ELECTION, "UCV-01", &test->store->arena, &address, &err),
        &err);
    snprintf(test->feed, sizeof test->feed, "%s", strstr(address.url, "/feeds/"));
}

static inline int site_setup(void **state)
{
    struct site_test *test = calloc(1, sizeof *test);
    void *store = NULL;

    if (test == NULL || feed_store_setup(&store) != 0)
        return -1;
    test->store = store;
    log_init(&test->log, test->store->app.clock, LOG_DEBUG);
    snprintf(test->log_file, sizeof test->log_file, "%s/log", test->store->folder->path);
    test->log.file = open(test->log_file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    site_issue(test);
    site_start(test);
    *state = test;
    return 0;
}

static inline int site_teardown(void **state)
{
    struct site_test *test = *state;
    void *store = test->store;

    service_stop(test->service);
    close(test->log.file);
    free(test);
    return feed_store_teardown(&store);
}

static inline void site_get(const struct site_test *test, const char *path, const char *headers,
                            struct http_reply *reply)
{
    http_ask(test->address, "GET", path, headers, reply);
}

/* Asks until the answer has the status, as it must within the time in which a change of the store is seen. */
static inline void site_get_changed(const struct site_test *test, const char *path, const char *headers,
                                    int status, struct http_reply *reply)
{
    int64_t until_ms = clock_monotonic_ms() + CHANGES_LATE_MS;
    bool late;

    do {
        late = clock_monotonic_ms() > until_ms;
        site_get(test, path, headers, reply);
        if (reply->status == status)
            return;
        http_reply_done(reply);
        poll(NULL, 0, 5);
    } while (!late);
    fail_msg("a change of the store has not been seen in %d ms", CHANGES_LATE_MS);
}

static inline void site_assert_header(const struct http_reply *reply, const char *name, const char *value)
{
    const char *found = http_reply_header(reply, name);

    if (found == NULL || strcmp(found, value) != 0)
        fail_msg("%s is %s and not %s", name, found != NULL ? found : "missing", value);
}

#define site_test(function) cmocka_unit_test_setup_teardown(function, site_setup, site_teardown)

#endif
