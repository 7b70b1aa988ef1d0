#include "cli/crowd.h"

#include "base/clock.h"
#include "base/text.h"
#include "cmocka_tests.h"
#include "web/http_client.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLAIM_SECS 700       /* longer than a claim lasts */
#define BEGIN_UTC 1618020000 /* 2021-04-10T09:00, long before the first meeting of the tables */

static uint32_t draw(struct crowd *crowd, uint32_t below)
{
    crowd->random = crowd->random * 1664525U + 1013904223U;
    return (crowd->random >> 16) % below;
}

static void put_now(int64_t utc_secs, char out[24])
{
    char utc[CLOCK_UTC_CHARS];

    clock_format_utc(utc_secs + 7 * 3600, utc); /* the hour of Viet Nam */
    snprintf(out, 24, "%.16s", utc);
}

/* Runs a command of the staff now. */
#define STAFF(crowd, ...)                                                                                    \
    do {                                                                                                     \
        char staff_now[24];                                                                                  \
        put_now((crowd)->now_utc_secs, staff_now);                                                           \
        PROGRAM_RUN(&(crowd)->staff, "--now", staff_now, "--config", (crowd)->settings, __VA_ARGS__);        \
        if ((crowd)->staff.status != 0)                                                                      \
            fail_msg("%s%s", (crowd)->staff.out, (crowd)->staff.err);                                        \
    } while (0)

static void wait_for_service(struct crowd *crowd, int i)
{
    static const char ready[] = "Listening on http://";
    struct program *service = &crowd->members[i];
    int64_t until_ms = clock_monotonic_ms() + 60000;

    do {
        assert_true(clock_monotonic_ms() < until_ms);
        poll(NULL, 0, 5);
        program_peek(service);
    } while (strchr(service->out, '\n') == NULL);
    snprintf(crowd->addresses[i], sizeof crowd->addresses[i], "%.*s",
             (int)strcspn(service->out + strlen(ready), "\n"), service->out + strlen(ready));
}

static bool is_service(int i)
{
    return i % CROWD_KINDS == 0;
}

static void start_member(struct crowd *crowd, int i)
{
    char now[24];

    put_now(crowd->now_utc_secs, now);
    if (is_service(i))
        program_start(&crowd->members[i], (const char *const[]){"--now", now, "--config", crowd->settings,
                                                                "serve", "--listen", "127.0.0.1:0", NULL});
    else
        program_start(&crowd->members[i],
                      (const char *const[]){"--now", now, "--config", crowd->settings, "work", NULL});
}

static void make_settings(struct crowd *crowd)
{
    char text[400];

    program_write_file(&crowd->staff, "counting.yaml", counting_gateway_profile);
    /* Plans are published more often here than a number gets messages in a day. */
    snprintf(text, sizeof text,
             "notices: {daily_cap: 0}\ngateway:\n  profile: ./counting.yaml\n  base: %s\n  sender: MATTRAN\n",
             crowd->gateway->base);
    program_write_file(&crowd->staff, "settings.yaml", text);
    snprintf(crowd->settings, sizeof crowd->settings, "%s/settings.yaml", crowd->staff.folder);
}

static void make_election(struct crowd *crowd)
{
    STAFF(crowd, "election", "create", "--law", "85-2015", "--polling-day", "2021-05-23", "--code", "x");
    STAFF(crowd, "import", HT_SOURCE_DIR "/tests/data/tables/good");
    STAFF(crowd, "plan", "make", "--seed", "3");
    STAFF(crowd, "plan", "publish");
    crowd->releases = 1;
    STAFF(crowd, "feed", "issue", "--candidate", "K02");
    const char *path = strstr(crowd->staff.out, "/feeds/");
    assert_non_null(path);
    snprintf(crowd->feed, sizeof crowd->feed, "%.*s", (int)strcspn(path, "\n"), path);
}

static void start_all(struct crowd *crowd)
{
    for (int i = 0; i < crowd->count; i++) {
        program_init(&crowd->members[i]);
        program_set_env(&crowd->members[i], "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
        program_set_env(&crowd->members[i], "HIEPTHUONG_DB", crowd->staff.store);
        start_member(crowd, i);
    }
    for (int i = 0; i < crowd->count; i++)
        if (is_service(i))
            wait_for_service(crowd, i);
}

struct crowd *crowd_start(int each, const char *url)
{
    struct crowd *crowd = calloc(1, sizeof *crowd);

    assert_non_null(crowd);
    crowd->gateway = counting_gateway_start();
    crowd->count = CROWD_KINDS * each;
    crowd->now_utc_secs = BEGIN_UTC;
    crowd->own_store = true;
    program_init(&crowd->staff);
    program_set_env(&crowd->staff, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    if (url == NULL) {
        program_use_store(&crowd->staff, "store.db");
    } else {
        crowd->own_store = false;
        snprintf(crowd->staff.store, sizeof crowd->staff.store, "%s", url);
        program_set_env(&crowd->staff, "HIEPTHUONG_DB", url);
    }
    make_settings(crowd);
    make_election(crowd);
    start_all(crowd);
    return crowd;
}

void crowd_free(struct crowd *crowd)
{
    for (int i = 0; i < crowd->count; i++)
        program_done(&crowd->members[i]);
    if (!crowd->own_store)
        crowd->staff.store[0] = '\0';
    program_done(&crowd->staff);
    counting_gateway_stop(crowd->gateway);
    free(crowd);
}

void crowd_publish(struct crowd *crowd)
{
    char sql[200];
    int by_secs = crowd->releases % 2 == 1 ? 600 : -600;

    snprintf(sql, sizeof sql,
             "UPDATE draft_meeting SET start_utc = start_utc + %d, end_utc = end_utc + %d "
             "WHERE code IN ('X01-01', 'Q01-02')",
             by_secs, by_secs);
    test_store_run(crowd->staff.store, sql);
    STAFF(crowd, "plan", "publish");
    crowd->releases++;
}

int crowd_ready(struct crowd *crowd)
{
    CLEANUP(http_reply_done) struct http_reply reply;

    http_ask(crowd->addresses[0], "GET", "/readyz", "", &reply);
    return reply.status;
}

void crowd_kill(struct crowd *crowd)
{
    int i = (int)draw(crowd, (uint32_t)crowd->count);

    crowd->now_utc_secs += CLAIM_SECS;
    program_finish(&crowd->members[i], SIGKILL);
    assert_int_equal(crowd->members[i].status, -SIGKILL); /* none had ended by itself */
    start_member(crowd, i);
    if (is_service(i))
        wait_for_service(crowd, i);
    crowd->kills++;
}

void crowd_ask(struct crowd *crowd)
{
    CLEANUP(http_reply_done) struct http_reply reply;
    int i = (int)draw(crowd, (uint32_t)crowd->count / CROWD_KINDS) * CROWD_KINDS;
    char expected[40];

    http_ask(crowd->addresses[i], "GET", crowd->feed, HTTP_LOOK_FIRST, &reply);
    assert_int_equal(reply.status, 200);
    snprintf(expected, sizeof expected, "SEQUENCE:%d\r\n", crowd->releases - 1);
    if (strstr(reply.body.data, expected) == NULL)
        fail_msg("no %s in %s", expected, reply.body.data);
}

static void come_to_rest(struct crowd *crowd)
{
    for (int i = 0; i < crowd->count; i++) {
        program_finish(&crowd->members[i], SIGTERM);
        /* One that was only just begun may not have been listening for signals yet. */
        if (crowd->members[i].status != 0 && crowd->members[i].status != -SIGTERM)
            fail_msg("%d: %s", crowd->members[i].status, crowd->members[i].err);
    }
    crowd->now_utc_secs += 86400 - (crowd->now_utc_secs - BEGIN_UTC) % 86400; /* nine in the morning */
    do {
        STAFF(crowd, "notice", "send");
    } while (strcmp(crowd->staff.out, "Nothing is due.\n") != 0);
}

static int64_t number(const struct crowd *crowd, const char *sql)
{
    return test_store_number(crowd->staff.store, sql);
}

static void check_requests(struct crowd *crowd)
{
    CLEANUP(text_done) struct text rows;
    char *rest = NULL;
    size_t known = 0;

    text_init(&rows, (size_t)16 << 20);
    /* Mails wait for a mail server, which the settings do not name. */
    test_store_ask(crowd->staff.store, "SELECT client_id, state FROM notice WHERE channel = 'sms'", "\n",
                   &rows);
    for (char *row = strtok_r(rows.data, "\n", &rest); row != NULL; row = strtok_r(NULL, "\n", &rest)) {
        char *state = strchr(row, '|');
        *state++ = '\0';
        size_t requests = counting_gateway_requests_of(crowd->gateway, row);
        known += requests;
        bool right = strcmp(state, "accepted") == 0    ? requests == 1
                     : strcmp(state, "unknown") == 0   ? requests <= 1
                     : strcmp(state, "cancelled") == 0 ? requests == 0
                                                       : false;
        if (!right)
            fail_msg("a notice is %s and went out %zu times", state, requests);
    }
    assert_int_equal(known, counting_gateway_requests(crowd->gateway));
}

static void check_notices(struct crowd *crowd)
{
    /* What a killed process had begun is left to a person, and nothing else is. */
    int64_t unknown = number(crowd, "SELECT count(*) FROM notice WHERE state = 'unknown'");

    assert_int_equal(number(crowd, "SELECT count(*) FROM notice WHERE reason = 'interrupted'"), unknown);
    assert_true(unknown <= crowd->kills);
    /* Whoever was not told of a release was told of a later one in its place. */
    assert_int_equal(number(crowd,
                            "SELECT count(*) FROM notice AS n WHERE n.state = 'cancelled' AND NOT EXISTS ("
                            "SELECT 1 FROM notice AS later WHERE later.contact = n.contact"
                            " AND later.release > n.release AND later.state <> 'cancelled')"),
                     0);
    print_message("%d kills, %d releases, %zu messages, %d left to a person\n", crowd->kills, crowd->releases,
                  counting_gateway_requests(crowd->gateway), (int)unknown);
}

void crowd_rest(struct crowd *crowd)
{
    come_to_rest(crowd);
    check_requests(crowd);
    check_notices(crowd);
    assert_int_equal(number(crowd, "SELECT count(*) FROM release"), crowd->releases);
    assert_int_equal(number(crowd, "SELECT max(number) FROM release"), crowd->releases);
    STAFF(crowd, "audit", "verify");
}
