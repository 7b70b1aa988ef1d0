/* The store of entries that several calendars share: never more than it may hold, and never of another moment. */
#include "app/feed_pieces.h"
#include "cmocka_tests.h"

#include <string.h>

#define KEY(at_unit, at_clock)                                                                               \
    (struct feed_piece_key)                                                                                  \
    {                                                                                                        \
        .unit = (at_unit), .clock_utc_secs = (at_clock)                                                      \
    }

static void put(struct feed_pieces *pieces, struct feed_piece_key key, const char *bytes)
{
    CLEANUP(feed_piece_free_ptr) struct feed_piece *piece = feed_piece_new(&key, 1);

    assert_non_null(piece);
    text_put(&piece->bytes, bytes);
    feed_pieces_put(pieces, piece);
}

static bool has(struct feed_pieces *pieces, struct feed_piece_key key, const char *bytes)
{
    CLEANUP(feed_piece_free_ptr) struct feed_piece *piece = feed_pieces_take(pieces, &key);

    return piece != NULL && strcmp(piece->bytes.data, bytes) == 0;
}

static void a_piece_is_given_at_its_own_moment_only(void **state)
{
    CLEANUP(feed_pieces_free_ptr) struct feed_pieces *pieces = feed_pieces_new(100000);
    struct feed_piece_key english = KEY(1, 20);

    (void)state;
    english.english = true;
    put(pieces, KEY(1, 20), "new");
    assert_true(has(pieces, KEY(1, 20), "new"));
    assert_false(has(pieces, KEY(1, 19), "new"));
    assert_false(has(pieces, KEY(1, 21), "new"));
    assert_false(has(pieces, KEY(4097, 20), "new"));
    assert_false(has(pieces, english, "new"));
    put(pieces, KEY(1, 19), "old"); /* by somebody who still reads what was */
    assert_true(has(pieces, KEY(1, 20), "new"));
    put(pieces, KEY(1, 21), "newer");
    assert_true(has(pieces, KEY(1, 21), "newer"));
    assert_false(has(pieces, KEY(1, 20), "new"));
}

static void what_was_asked_for_last_stays_when_room_is_short(void **state)
{
    CLEANUP(feed_pieces_free_ptr) struct feed_pieces *pieces = feed_pieces_new(2000);

    (void)state;
    put(pieces, KEY(1, 1), "first");
    for (int64_t unit = 2; unit < 1000; unit++) {
        put(pieces, KEY(unit, 1), "another");
        assert_true(has(pieces, KEY(1, 1), "first"));
    }
    assert_false(has(pieces, KEY(2, 1), "another"));
    assert_true(has(pieces, KEY(999, 1), "another"));
}

static void a_piece_in_hand_outlives_its_place(void **state)
{
    CLEANUP(feed_pieces_free_ptr) struct feed_pieces *pieces = feed_pieces_new(100000);

    (void)state;
    put(pieces, KEY(1, 1), "held");
    CLEANUP(feed_piece_free_ptr) struct feed_piece *piece = feed_pieces_take(pieces, &KEY(1, 1));
    assert_non_null(piece);
    put(pieces, KEY(1, 2), "next");
    assert_string_equal(piece->bytes.data, "held");
}

static void a_piece_larger_than_all_is_not_kept(void **state)
{
    CLEANUP(feed_pieces_free_ptr) struct feed_pieces *pieces = feed_pieces_new(100);

    (void)state;
    put(pieces, KEY(1, 1), "some bytes");
    assert_false(has(pieces, KEY(1, 1), "some bytes"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_piece_is_given_at_its_own_moment_only),
        cmocka_unit_test(what_was_asked_for_last_stays_when_room_is_short),
        cmocka_unit_test(a_piece_in_hand_outlives_its_place),
        cmocka_unit_test(a_piece_larger_than_all_is_not_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
