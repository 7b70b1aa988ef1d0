#include "app/feed_bytes.h"
#include "app/feed_clock.h"
#include "app/feed_issue.h"
#include "app/feed_list.h"
#include "app/feed_open.h"
#include "base/secret.h"
#include "feed_store.h"

static void make(struct feed_store *store, int64_t candidate, struct text *out, struct feed_facts *facts)
{
    const struct feed_source source = {.owner = candidate, .language = "vi"};
    struct error err;

    text_init(out, FEED_BYTES_MAX);
    store_must(feed_bytes(&store->app, &source, out, facts, &err), &err);
}

static void assert_contains(const struct text *bytes, const char *wanted)
{
    if (strstr(bytes->data, wanted) == NULL)
        fail_msg("no \"%s\" in\n%s", wanted, bytes->data);
}

static void a_feed_holds_the_meetings_of_all_units_of_the_candidate(void **state)
{
    struct feed_store *store = *state;
    CLEANUP(text_done) struct text both;
    CLEANUP(text_done) struct text one;
    struct feed_facts facts;

    make(store, 1, &both, &facts);
    assert_int_equal(facts.entry_count, 3);
    assert_int_equal(facts.clock_utc_secs, 1771549200);
    make(store, 3, &one, &facts);
    assert_int_equal(facts.entry_count, 1);
    assert_contains(&one, "UID:0003.bc2026@hiepthuong\r\n");
    assert_null(strstr(one.data, "0001.bc2026"));
}

static void an_entry_says_where_when_and_how(void **state)
{
    struct feed_store *store = *state;
    CLEANUP(text_done) struct text bytes;
    CLEANUP(text_done) struct text golden;
    struct feed_facts facts;
    struct error err;

    text_init(&golden, FEED_BYTES_MAX);
    store_must(file_read(HT_SOURCE_DIR "/tests/data/feeds/ucv-01.ics", &golden, &err), &err);
    make(store, 1, &bytes, &facts);
    assert_string_equal(bytes.data, golden.data);
}

static void the_same_store_gives_the_same_bytes(void **state)
{
    struct feed_store *store = *state;
    CLEANUP(text_done) struct text before;
    CLEANUP(text_done) struct text after;
    struct feed_facts facts;

    make(store, 1, &before, &facts);
    store->app.clock = clock_fixed(1772000000);
    make(store, 1, &after, &facts);
    assert_string_equal(before.data, after.data);
}

static void the_feed_clock_only_rises(void **state)
{
    struct feed_store *store = *state;
    static const struct moment {
        int64_t now_utc_secs;
        int64_t value;
    } table[] = {
        {1771600000, 1771600000}, /* the store's is 1771549200 */
        {1771600000, 1771600001}, /* a second change in the same second */
        {1771500000, 1771600002}, /* the machine's clock went back */
        {1771700000, 1771700000},
    };
    int64_t value;
    struct error err;

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        store->app.clock = clock_fixed(table[i].now_utc_secs);
        store_must(feed_clock_advance(&store->app, FEED_STORE_ELECTION, &value, &err), &err);
        assert_int_equal(value, table[i].value);
    }
}

static void a_cancelled_meeting_stays_and_says_so(void **state)
{
    struct feed_store *store = *state;
    CLEANUP(text_done) struct text bytes;
    struct feed_facts facts;

    feed_store_run(store, "cancel_first.sql");
    make(store, 1, &bytes, &facts);
    assert_int_equal(facts.entry_count, 3);
    assert_int_equal(facts.clock_utc_secs, 1771635600);
    assert_contains(&bytes, "UID:0001.bc2026@hiepthuong\r\n"
                            "DTSTAMP:20260221T010000Z\r\nLAST-MODIFIED:20260221T010000Z\r\nSEQUENCE:1\r\n");
    assert_contains(&bytes, "STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n");
    assert_contains(&bytes, "SUMMARY:[ĐÃ HUỶ] ");
}

static const char *token_of(const struct feed_address *address)
{
    static char token[SECRET_TOKEN_CHARS];
    static const char prefix[] = "https://lich.example.vn/feeds/";

    assert_int_equal(strncmp(address->url, prefix, strlen(prefix)), 0);
    assert_int_equal(strlen(address->url), strlen(prefix) + SECRET_TOKEN_CHARS - 1 + 4);
    snprintf(token, sizeof token, "%s", address->url + strlen(prefix));
    assert_string_equal(address->url + strlen(prefix) + strlen(token), ".ics");
    return token;
}

static void an_address_is_made_once_and_opens_the_calendar(void **state)
{
    struct feed_store *store = *state;
    struct feed_address address;
    struct feed_address second;
    struct feed feed;
    struct error err;

    store_must(feed_issue(&store->app, FEED_STORE_ELECTION, "UCV-01", &store->arena, &address, &err), &err);
    store_must(feed_open(&store->app, token_of(&address), &feed, &err), &err);
    assert_int_equal(feed.source.owner, 1);
    assert_string_equal(feed.source.language, "vi");
    assert_false(feed.source.alarms);
    assert_int_equal(feed.revoked_utc_secs, 0);
    assert_int_equal(feed_issue(&store->app, FEED_STORE_ELECTION, "UCV-01", &store->arena, &second, &err),
                     ERROR_DATA);
    assert_int_equal(feed_issue(&store->app, FEED_STORE_ELECTION, "UCV-99", &store->arena, &second, &err),
                     ERROR_NO_INPUT);
    store_assert_message(&err, "there is no candidate UCV-99 in this election");
}

static void the_store_does_not_know_the_address(void **state)
{
    struct feed_store *store = *state;
    CLEANUP(text_done) struct text bytes;
    struct feed_address address;
    struct error err;

    store_must(feed_issue(&store->app, FEED_STORE_ELECTION, "UCV-01", &store->arena, &address, &err), &err);
    const char *token = token_of(&address);
    app_close_store(&store->app); /* brings everything into the one file */
    text_init(&bytes, (size_t)64 << 20);
    if (test_store_on_postgres())
        test_store_ask(store->folder->store, "SELECT feed.*, audit.* FROM feed, audit", "\n", &bytes);
    else
        store_must(file_read(store->folder->store, &bytes, &err), &err);
    assert_true(bytes.length > 0);
    assert_null(memmem(bytes.data, bytes.length, token, strlen(token)));
}

static void all_get_an_address_who_have_none(void **state)
{
    struct feed_store *store = *state;
    struct feed_address first;
    struct feed_addresses made;
    struct error err;

    store_must(feed_issue(&store->app, FEED_STORE_ELECTION, "UCV-02", &store->arena, &first, &err), &err);
    store_must(
        feed_issue_all(&store->app, FEED_STORE_ELECTION, &(struct feed_wish){0}, &store->arena, &made, &err),
        &err);
    assert_int_equal(made.count, 2);
    assert_int_equal(made.kept_count, 1);
    assert_string_equal(made.items[0].candidate, "UCV-01");
    assert_string_equal(made.items[1].candidate, "UCV-03");
    assert_string_not_equal(made.items[0].url, made.items[1].url);
    store_must(
        feed_issue_all(&store->app, FEED_STORE_ELECTION, &(struct feed_wish){0}, &store->arena, &made, &err),
        &err);
    assert_int_equal(made.count, 0);
    assert_int_equal(made.kept_count, 3);
}

static void a_renewed_address_ends_the_old_one(void **state)
{
    struct feed_store *store = *state;
    struct feed_address old;
    struct feed_address new;
    struct feed feed;
    struct error err;

    store_must(feed_issue(&store->app, FEED_STORE_ELECTION, "UCV-01", &store->arena, &old, &err), &err);
    store_must(feed_renew(&store->app, FEED_STORE_ELECTION, "UCV-01", &store->arena, &new, &err), &err);
    store_must(feed_open(&store->app, token_of(&old), &feed, &err), &err);
    assert_int_not_equal(feed.revoked_utc_secs, 0);
    store_must(feed_open(&store->app, token_of(&new), &feed, &err), &err);
    assert_int_equal(feed.revoked_utc_secs, 0);
    store_must(feed_revoke(&store->app, FEED_STORE_ELECTION, "UCV-01", &err), &err);
    store_must(feed_open(&store->app, token_of(&new), &feed, &err), &err);
    assert_int_not_equal(feed.revoked_utc_secs, 0);
    assert_int_equal(feed_revoke(&store->app, FEED_STORE_ELECTION, "UCV-01", &err), ERROR_NO_INPUT);
    store_assert_message(&err, "UCV-01 has no calendar address of this kind in use");
}

static void what_is_no_token_opens_nothing(void **state)
{
    struct feed_store *store = *state;
    static const char *const tokens[] = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' OR 1=1 --"};
    struct feed feed;
    struct error err;

    for (size_t i = 0; i < COUNT_OF(tokens); i++)
        assert_int_equal(feed_open(&store->app, tokens[i], &feed, &err), ERROR_NO_INPUT);
}

static void the_list_shows_when_a_phone_came_last(void **state)
{
    struct feed_store *store = *state;
    struct feed_address address;
    struct feed_state *states;
    struct feed feed;
    size_t count;
    struct error err;

    store_must(feed_issue(&store->app, FEED_STORE_ELECTION, "UCV-01", &store->arena, &address, &err), &err);
    store_must(feed_open(&store->app, token_of(&address), &feed, &err), &err);
    store_must(feed_list(&store->app, FEED_STORE_ELECTION, &store->arena, &states, &count, &err), &err);
    assert_int_equal(count, 1);
    assert_int_equal(states[0].last_fetch_utc_secs, 0);
    const struct feed_fetch fetch = {feed.id, 1771600100, 1771549200, "Calendar/1.0"};
    store_must(feed_record_fetches(&store->app, &fetch, 1, &err), &err);
    store_must(feed_list(&store->app, FEED_STORE_ELECTION, &store->arena, &states, &count, &err), &err);
    assert_string_equal(states[0].owner, "UCV-01");
    assert_int_equal(states[0].created_utc_secs, 1771600000);
    assert_int_equal(states[0].revoked_utc_secs, 0);
    assert_int_equal(states[0].last_fetch_utc_secs, 1771600100);
    assert_string_equal(states[0].last_client, "Calendar/1.0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        feed_store_test(a_feed_holds_the_meetings_of_all_units_of_the_candidate),
        feed_store_test(an_entry_says_where_when_and_how),
        feed_store_test(the_same_store_gives_the_same_bytes),
        feed_store_test(the_feed_clock_only_rises),
        feed_store_test(a_cancelled_meeting_stays_and_says_so),
        feed_store_test(an_address_is_made_once_and_opens_the_calendar),
        feed_store_test(the_store_does_not_know_the_address),
        feed_store_test(all_get_an_address_who_have_none),
        feed_store_test(a_renewed_address_ends_the_old_one),
        feed_store_test(what_is_no_token_opens_nothing),
        feed_store_test(the_list_shows_when_a_phone_came_last),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
