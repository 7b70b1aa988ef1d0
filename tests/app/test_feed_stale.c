/* What phones were given is remembered, and from it follows which of them show a meeting wrongly. */
#include "app/feed_bytes.h"
#include "app/feed_issue.h"
#include "app/feed_open.h"
#include "app/feed_stale.h"
#include "feed_store.h"

#define FIRST_START 1772411400 /* of meeting DV1-1 */
#define SHORTLY_BEFORE (FIRST_START - 3600)

static int64_t issue(struct feed_store *store, const char *candidate)
{
    struct feed_address address;
    struct feed feed;
    char token[64];
    struct error err;

    store_must(feed_issue(&store->app, FEED_STORE_ELECTION, candidate, &store->arena, &address, &err), &err);
    snprintf(token, sizeof token, "%s", strrchr(address.url, '/') + 1);
    *strchr(token, '.') = '\0';
    store_must(feed_open(&store->app, token, &feed, &err), &err);
    return feed.id;
}

static void fetch(struct feed_store *store, int64_t feed, int64_t candidate, int64_t now_utc_secs)
{
    const struct feed_source source = {.owner = candidate, .language = "vi"};
    CLEANUP(text_done) struct text bytes;
    struct feed_facts facts;
    struct error err;

    text_init(&bytes, FEED_BYTES_MAX);
    store_must(feed_bytes(&store->app, &source, &bytes, &facts, &err), &err);
    const struct feed_fetch one = {feed, now_utc_secs, facts.state_utc_secs, "Phone"};
    store_must(feed_record_fetches(&store->app, &one, 1, &err), &err);
}

static size_t stale(struct feed_store *store, int64_t now_utc_secs, const struct feed_stale **out)
{
    struct feed_stale_list list;
    struct error err;

    store->app.clock = clock_fixed(now_utc_secs);
    store_must(feed_stale(&store->app, FEED_STORE_ELECTION, 24, &store->arena, &list, &err), &err);
    *out = list.items;
    return list.count;
}

static void a_phone_that_has_not_fetched_a_change_is_found_shortly_before(void **state)
{
    struct feed_store *store = *state;
    const struct feed_stale *items;
    int64_t feed = issue(store, "UCV-01");

    fetch(store, feed, 1, 1771600000);
    assert_int_equal(stale(store, SHORTLY_BEFORE, &items), 0);
    feed_store_run(store, "cancel_first.sql");
    assert_int_equal(stale(store, SHORTLY_BEFORE - 48 * 3600, &items), 0);
    assert_int_equal(stale(store, SHORTLY_BEFORE, &items), 1);
    assert_string_equal(items[0].candidate_code, "UCV-01");
    assert_string_equal(items[0].meeting_code, "DV1-1");
    assert_int_equal(items[0].candidate, 1);
    assert_int_equal(items[0].meeting, 1);
    assert_int_equal(items[0].sequence, 1);
    assert_true(items[0].cancelled);
    assert_int_equal(items[0].shown_start_utc_secs, FIRST_START);
    assert_int_equal(items[0].changed_utc_secs, 1771635600);
    assert_int_equal(items[0].fetched_utc_secs, 1771600000);
    fetch(store, feed, 1, SHORTLY_BEFORE - 60);
    assert_int_equal(stale(store, SHORTLY_BEFORE, &items), 0);
}

static void a_meeting_that_went_elsewhere_is_found_by_the_time_the_phone_shows(void **state)
{
    struct feed_store *store = *state;
    const struct feed_stale *items;
    int64_t feed = issue(store, "UCV-01");

    fetch(store, feed, 1, 1771600000);
    feed_store_run(store, "move_first.sql");
    assert_int_equal(stale(store, SHORTLY_BEFORE, &items), 1);
    assert_false(items[0].cancelled);
    assert_int_equal(items[0].shown_start_utc_secs, FIRST_START);
    assert_int_equal(items[0].start_utc_secs, FIRST_START + 7 * 86400);
    assert_int_equal(stale(store, SHORTLY_BEFORE + 7 * 86400, &items), 1);
    fetch(store, feed, 1, SHORTLY_BEFORE);
    assert_int_equal(stale(store, SHORTLY_BEFORE, &items), 0);
    assert_int_equal(stale(store, SHORTLY_BEFORE + 7 * 86400, &items), 0);
}

static void who_never_subscribed_is_told_apart(void **state)
{
    struct feed_store *store = *state;
    const struct feed_stale *items;

    assert_int_equal(stale(store, SHORTLY_BEFORE, &items), 0); /* nobody has an address */
    issue(store, "UCV-02");
    assert_int_equal(stale(store, SHORTLY_BEFORE, &items), 1);
    assert_string_equal(items[0].candidate_code, "UCV-02");
    assert_int_equal(items[0].fetched_utc_secs, 0);
    assert_int_equal(items[0].shown_start_utc_secs, 0);
}

static long ask(const struct feed_store *store, const char *what)
{
    char sql[100];

    snprintf(sql, sizeof sql, "SELECT %s FROM feed_served", what);
    return test_store_number(store->folder->store, sql);
}

static void the_ledger_keeps_the_newest_states_of_each_calendar(void **state)
{
    struct feed_store *store = *state;
    int64_t feed = issue(store, "UCV-01");
    struct error err;

    for (int64_t i = 1; i <= FEED_STATES_KEPT + 20; i++) {
        const struct feed_fetch twice[] = {{feed, 1000 + i, i, "Phone"}, {feed, 2000 + i, i, "Phone"}};
        store_must(feed_record_fetches(&store->app, twice, 2, &err), &err);
    }
    assert_int_equal(ask(store, "count(*)"), FEED_STATES_KEPT);
    assert_int_equal(ask(store, "min(state_utc)"), 21);
    assert_int_equal(ask(store, "max(first_utc)"), 1000 + FEED_STATES_KEPT + 20);
    assert_int_equal(ask(store, "max(last_utc)"), 2000 + FEED_STATES_KEPT + 20);
}

static void what_was_given_of_a_calendar_that_is_no_more_is_not_kept(void **state)
{
    struct feed_store *store = *state;
    const struct feed_fetch fetch_of_none = {99, 1000, 5, "Phone"};
    struct error err;

    store_must(feed_record_fetches(&store->app, &fetch_of_none, 1, &err), &err);
    assert_int_equal(ask(store, "count(*)"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        feed_store_test(a_phone_that_has_not_fetched_a_change_is_found_shortly_before),
        feed_store_test(a_meeting_that_went_elsewhere_is_found_by_the_time_the_phone_shows),
        feed_store_test(who_never_subscribed_is_told_apart),
        feed_store_test(the_ledger_keeps_the_newest_states_of_each_calendar),
        feed_store_test(what_was_given_of_a_calendar_that_is_no_more_is_not_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
