#include "cmocka_tests.h"
#include "web/client.h"
#include "web/rate_limit.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#define PROXIES "127.0.0.1 ::1 10.0.0.7"

static const char *forwarded;

static const char *find_header(void *connection, const char *name)
{
    (void)connection;
    return strcmp(name, "X-Forwarded-For") == 0 ? forwarded : NULL;
}

static struct client client_from(const char *peer, const char *field)
{
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    const struct sockaddr *address = NULL; /* a socket file */
    struct client_peer other_end;
    const struct http_request request = {.peer = &other_end, .find_header = find_header};
    struct client client;

    if (inet_pton(AF_INET, peer, &four.sin_addr) == 1)
        address = (const struct sockaddr *)&four;
    else if (inet_pton(AF_INET6, peer, &six.sin6_addr) == 1)
        address = (const struct sockaddr *)&six;
    client_peer_find(address, PROXIES, &other_end);

    forwarded = field;
    client_find(&request, PROXIES, &client);
    return client;
}

static void only_trusted_proxies_speak_for_others(void **state)
{
    (void)state;
    static const struct row {
        const char *peer;
        const char *field; /* NULL: none */
        bool local;
        const char *same_as; /* peer whose key the client has */
    } table[] = {
        {"127.0.0.1", NULL, true, "127.0.0.1"},
        {"::1", NULL, true, "::1"},
        {"", NULL, true, ""},
        {"203.0.113.5", NULL, false, "203.0.113.5"},
        {"::ffff:203.0.113.5", NULL, false, "203.0.113.5"},
        {"127.0.0.1", "203.0.113.5", false, "203.0.113.5"},
        {"", "203.0.113.5", false, "203.0.113.5"},
        {"127.0.0.1", "198.51.100.1, 203.0.113.5", false, "203.0.113.5"},
        {"127.0.0.1", "203.0.113.5 , 10.0.0.7", false, "203.0.113.5"},
        {"127.0.0.1", "198.51.100.1,203.0.113.5,10.0.0.7,127.0.0.1", false, "203.0.113.5"},
        {"10.0.0.7", "203.0.113.5", false, "203.0.113.5"},
        {"198.51.100.1", "203.0.113.5", false, "198.51.100.1"},
        {"198.51.100.1", "127.0.0.1", false, "198.51.100.1"},
        {"127.0.0.1", "10.0.0.7", true, "127.0.0.1"},
        {"127.0.0.1", "", true, "127.0.0.1"},
        {"127.0.0.1", "unknown", true, "127.0.0.1"},
        {"127.0.0.1", ",,,", true, "127.0.0.1"},
        {"2001:db8:1:2::9", NULL, false, "2001:db8:1:2:3::4"},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        struct client same = client_from(table[i].same_as, NULL);
        struct client client = client_from(table[i].peer, table[i].field);
        if (client.local != table[i].local || memcmp(client.key, same.key, CLIENT_KEY_BYTES) != 0)
            fail_msg("row %zu: %s", i, table[i].peer);
    }
    struct client one = client_from("2001:db8:1:2::9", NULL);
    struct client other = client_from("2001:db8:1:3::9", NULL);
    assert_memory_not_equal(one.key, other.key, CLIENT_KEY_BYTES);
}

static size_t taken(struct rate_limit *limit, const char *key, int64_t now_ms, size_t asked)
{
    size_t count = 0;
    unsigned wait;

    for (size_t i = 0; i < asked; i++)
        count += rate_limit_take(limit, key, strlen(key), now_ms, &wait);
    return count;
}

static void a_bucket_empties_and_fills_again(void **state)
{
    (void)state;
    struct rate_limit *limit = rate_limit_new((struct rate){2, 10});
    unsigned wait = 0;

    assert_non_null(limit);
    assert_int_equal(taken(limit, "a", 1000, 20), 10);
    assert_int_equal(taken(limit, "b", 1000, 20), 10);
    assert_false(rate_limit_take(limit, "a", 1, 1000, &wait));
    assert_int_equal(wait, 1);
    assert_int_equal(taken(limit, "a", 1499, 20), 0);
    assert_int_equal(taken(limit, "a", 1500, 20), 1);
    assert_int_equal(taken(limit, "a", 3500, 20), 4);
    assert_int_equal(taken(limit, "a", 3600000, 20), 10);
    rate_limit_free(limit);
}

static void a_slow_rate_says_how_long_to_wait(void **state)
{
    (void)state;
    struct rate_limit *limit = rate_limit_new((struct rate){0.2, 1});
    unsigned wait = 0;

    assert_true(rate_limit_take(limit, "a", 1, 0, &wait));
    assert_false(rate_limit_take(limit, "a", 1, 1000, &wait));
    assert_int_equal(wait, 4);
    rate_limit_free(limit);
}

static void no_rate_is_no_limit(void **state)
{
    (void)state;
    struct rate_limit *limit = rate_limit_new((struct rate){0, 0});

    assert_int_equal(taken(limit, "a", 0, 1000), 1000);
    rate_limit_free(limit);
}

/* Otherwise a flood of strangers would free whoever floods most. */
static void a_crowd_does_not_wash_an_empty_bucket_away(void **state)
{
    (void)state;
    struct rate_limit *limit = rate_limit_new((struct rate){0.001, 10});
    char key[24];

    assert_int_equal(taken(limit, "flooder", 0, 100), 10);
    for (int i = 0; i < 200000; i++) {
        snprintf(key, sizeof key, "stranger-%d", i);
        assert_int_equal(taken(limit, key, 0, 1), 1);
    }
    assert_int_equal(taken(limit, "flooder", 0, 100), 0);
    rate_limit_free(limit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_trusted_proxies_speak_for_others),
        cmocka_unit_test(a_bucket_empties_and_fills_again),
        cmocka_unit_test(a_slow_rate_says_how_long_to_wait),
        cmocka_unit_test(no_rate_is_no_limit),
        cmocka_unit_test(a_crowd_does_not_wash_an_empty_bucket_away),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
