/* What the gateway would cut fails while a person looks, and not at night. */
#include "app/notice_refuse.h"
#include "notice_fixture.h"
#include "test_store.h"

static int64_t refuse(struct ward *w)
{
    int64_t refused = -1;

    store_must(notice_refuse(&w->app, 1, 1, &refused, &w->err), &w->err);
    return refused;
}

static void a_text_that_would_be_cut_does_not_wait(void **state)
{
    struct ward *w = *state;

    w->app.data_dir = HT_SOURCE_DIR "/config";
    w->settings.gateway.profile = HT_SOURCE_DIR "/config/gateways/kannel.yaml";
    ward_queue(w, 1);
    assert_int_equal(refuse(w), 0);
    ward_sql(w, "UPDATE venue SET name = name || ' đường ' || address || "
                "'rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, "
                "rất dài, rất dài, "
                "rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, "
                "rất dài, rất dài, "
                "rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, "
                "rất dài, rất dài' "
                "WHERE id = 1");
    assert_int_equal(refuse(w), 2);
    ASSERT_WARD(
        w,
        "SELECT state, reason, count(*), min(finished_utc) FROM notice GROUP BY state, reason ORDER BY state",
        "failed|too_long|2|1619829000\nqueued||1|-");
}

static void a_missing_gateway_stops_no_release(void **state)
{
    struct ward *w = *state;

    w->app.data_dir = HT_SOURCE_DIR "/config";
    ward_queue(w, 1);
    assert_int_equal(refuse(w), 0);
    w->settings.gateway.profile = "/nowhere/profile.yaml";
    assert_int_equal(refuse(w), 0);
    ASSERT_WARD(w, "SELECT count(*) FROM notice WHERE state = 'queued'", "3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ward_test(a_text_that_would_be_cut_does_not_wait),
        ward_test(a_missing_gateway_stops_no_release),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
