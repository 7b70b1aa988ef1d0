/* A service under attack by slow clients, floods of bad tokens and huge headers from many addresses, while good clients
 * poll: all of these are answered. For three seconds, or HT_HOSTILE_SECS.
 */
#include "site_test.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <sys/socket.h>

#define SLOW_EACH 150 /* connections from an address; the service takes 200 */
#define SLOW_ADDRESSES 8
#define SLOW (SLOW_EACH * SLOW_ADDRESSES)
#define IDLE 9700 /* the service holds 10,000 */
#define IDLE_EACH 199
#define GOOD 100
#define GOOD_EACH 10 /* clients of a thread */
#define HUGE_BYTES 60000
#define BAD_TOKEN "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%02u"

struct attack {
    struct site_test *test;
    int64_t until_ms;
    atomic_uint good, bad, huge, strange; /* answers; strange are those that no attack should get */
};

static unsigned test_secs(void)
{
    const char *given = getenv("HT_HOSTILE_SECS");

    return given != NULL ? (unsigned)strtoul(given, NULL, 10) : 3;
}

/* From 127.0.NET.HOST, so that limits on an address fall on whom they should. -1: it was not let in. */
static int connect_from(const struct attack *attack, unsigned net, unsigned host)
{
    const struct timeval patience = {.tv_sec = 20};
    const char *colon = strrchr(attack->test->address, ':');
    const struct sockaddr_in from = {.sin_family = AF_INET,
                                     .sin_addr.s_addr = htonl(0x7f000000 | net << 8 | host)};
    const struct sockaddr_in to = {.sin_family = AF_INET,
                                   .sin_port = htons((uint16_t)strtoul(colon + 1, NULL, 10)),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (connection < 0)
        return -1;
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (bind(connection, (const struct sockaddr *)&from, sizeof from) == 0 &&
        connect(connection, (const struct sockaddr *)&to, sizeof to) == 0)
        return connection;
    close(connection);
    return -1;
}

/* 0: the connection ended without an answer. */
static int status_of(int connection, const char *request)
{
    char answer[65536];
    ssize_t got;
    size_t length = strlen(request);

    if (send(connection, request, length, MSG_NOSIGNAL) != (ssize_t)length)
        return 0;
    got = recv(connection, answer, sizeof answer - 1, 0);
    answer[got > 0 ? got : 0] = '\0';
    return strncmp(answer, "HTTP/1.1 ", 9) == 0 ? (int)strtol(answer + 9, NULL, 10) : 0;
}

static bool goes_on(const struct attack *attack)
{
    return clock_monotonic_ms() < attack->until_ms;
}

/* More than a thousand requests that come letter by letter. */
static void *be_slow(void *context)
{
    static const char letters[] = "GET /feeds/x.ics HTTP/1.1\r\nX-Slow: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy";
    struct attack *attack = context;
    static int open[SLOW];
    static size_t said[SLOW];

    for (size_t i = 0; i < SLOW; i++)
        open[i] = -1;
    for (size_t i = 0; goes_on(attack); i = (i + 1) % SLOW) {
        if (open[i] < 0) {
            open[i] = connect_from(attack, 1, 1 + (unsigned)i / SLOW_EACH);
            said[i] = 0;
        }
        if (open[i] >= 0 &&
            send(open[i], &letters[said[i]++ % (sizeof letters - 1)], 1, MSG_NOSIGNAL | MSG_DONTWAIT) != 1) {
            close(open[i]);
            open[i] = -1;
        }
    }
    for (size_t i = 0; i < SLOW; i++)
        if (open[i] >= 0)
            close(open[i]);
    return NULL;
}

static void *guess_tokens(void *context)
{
    struct attack *attack = context;
    char request[200];
    int connection = -1;

    for (unsigned i = 0; goes_on(attack); i++) {
        if (connection < 0)
            connection = connect_from(attack, 2, 1 + i % 200);
        snprintf(request, sizeof request, "GET /feeds/" BAD_TOKEN ".ics HTTP/1.1\r\nHost: localhost\r\n\r\n",
                 i % 100);
        int status = connection >= 0 ? status_of(connection, request) : 0;
        atomic_fetch_add(status == 404 ? &attack->bad : &attack->strange, status != 0);
        if (status == 0 && connection >= 0)
            close(connection);
        connection = status == 0 ? -1 : connection;
    }
    if (connection >= 0)
        close(connection);
    return NULL;
}

static void *send_huge_headers(void *context)
{
    struct attack *attack = context;
    static char request[HUGE_BYTES + 100];

    int begun = snprintf(request, sizeof request, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Huge: ");
    memset(request + begun, 'h', (size_t)(HUGE_BYTES - begun));
    snprintf(request + HUGE_BYTES, 100, "\r\n\r\n");
    for (unsigned i = 0; goes_on(attack); i++) {
        int connection = connect_from(attack, 3, 1 + i % 200);
        int status = connection >= 0 ? status_of(connection, request) : 0;
        /* When the service closes before it has read all, the answer may be lost. */
        atomic_fetch_add(status == 431 ? &attack->huge : &attack->strange, status != 0);
        if (connection >= 0)
            close(connection);
    }
    return NULL;
}

/* Each of its clients asks once in a round, as phones do: over a new connection, and again over the same. */
static void *poll_well(void *context)
{
    struct attack *attack = context;
    static atomic_uint clients;
    unsigned first = atomic_fetch_add(&clients, GOOD_EACH);
    char request[200];

    snprintf(request, sizeof request, "HEAD %s HTTP/1.1\r\nHost: localhost\r\n\r\n", attack->test->feed);
    while (goes_on(attack)) {
        for (unsigned i = first; i < first + GOOD_EACH; i++) {
            int connection = connect_from(attack, 4, 1 + i % 250);
            if (connection < 0 || status_of(connection, request) != 200 ||
                status_of(connection, request) != 200)
                return NULL;
            atomic_fetch_add(&attack->good, 2);
            close(connection);
        }
        poll(NULL, 0, 20); /* the pace of the clients */
    }
    return context;
}

static void good_clients_are_answered_while_others_attack(void **state)
{
    static void *(*const attacks[])(void *) = {be_slow, guess_tokens, guess_tokens, send_huge_headers};
    struct attack attack = {.test = *state, .until_ms = clock_monotonic_ms() + test_secs() * 1000};
    pthread_t attackers[COUNT_OF(attacks)];
    pthread_t good[GOOD / GOOD_EACH];
    bool all_good = true;

    for (size_t i = 0; i < COUNT_OF(attacks); i++)
        assert_int_equal(pthread_create(&attackers[i], NULL, attacks[i], &attack), 0);
    for (size_t i = 0; i < COUNT_OF(good); i++)
        assert_int_equal(pthread_create(&good[i], NULL, poll_well, &attack), 0);
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        void *done = NULL;
        assert_int_equal(pthread_join(good[i], &done), 0);
        all_good = all_good && done != NULL;
    }
    for (size_t i = 0; i < COUNT_OF(attacks); i++)
        assert_int_equal(pthread_join(attackers[i], NULL), 0);
    assert_true(all_good);
    assert_true(attack.good >= GOOD);
    assert_true(attack.bad > 0);
    assert_int_equal(attack.strange, 0);
}

static void ten_thousand_connections_that_wait_keep_nobody_out(void **state)
{
    struct attack attack = {.test = *state};
    static int idle[IDLE];
    struct rlimit limit;
    char request[200];

    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < 2 * (rlim_t)IDLE + 300) /* both ends are in this process */
        skip();
    for (unsigned i = 0; i < IDLE; i++)
        idle[i] = connect_from(&attack, 5, 1 + i / IDLE_EACH);
    snprintf(request, sizeof request, "HEAD %s HTTP/1.1\r\nHost: localhost\r\n\r\n", attack.test->feed);
    for (unsigned i = 0; i < GOOD; i++) {
        int connection = connect_from(&attack, 6, 1 + i);
        assert_int_equal(status_of(connection, request), 200);
        close(connection);
    }
    for (unsigned i = 0; i < IDLE; i++)
        if (idle[i] >= 0)
            close(idle[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        site_test(good_clients_are_answered_while_others_attack),
        site_test(ten_thousand_connections_that_wait_keep_nobody_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
