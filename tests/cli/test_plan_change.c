/* A plan that changes after it was published: pins, replanning, storms, and what became wrong. */
#include "base/file.h"
#include "plan_change_tests.h"

#include <sys/stat.h>

/* ---- replan ---- */

static void a_blocked_hall_moves_its_meeting_alone_and_says_why(void **state)
{
    struct program *program = *state;
    struct shown before = show(program, NULL, "direct", 0);

    PLAN(program, "replan");
    assert_int_equal(program->status, 0);
    assert_string_equal(program->out, "Meetings that move: 0; meetings without a place: 0.\n");
    assert_string_equal(program->err, "Nothing has to move; there is no new draft.\n");

    PLAN(program, "replan", "--dry-run", "--block", block_of(&before));
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->err, "This was a rehearsal; nothing was stored.\n"));
    PLAN(program, "check");
    assert_string_equal(program->out, "What is published keeps every rule.\n");

    PLAN(program, "replan", "--block", block_of(&before));
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->out, before.code));
    assert_non_null(strstr(program->out, " is not available in session "));
    assert_non_null(strstr(program->err, "Draft 2 is kept; `hiepthuong plan publish` makes it public.\n"));
    struct shown after = find(program, "--draft", before.code);
    assert_true(strcmp(after.venue, before.venue) != 0 || strncmp(after.start, before.start, 10) != 0);

    PLAN(program, "compare", "published", "draft", "--json");
    json_t *compared = json_of(program);
    assert_int_equal(number(compared, "same") + 1, 8);
    json_decref(compared);

    PLAN(program, "check");
    assert_int_equal(program->status, 1);
    assert_non_null(strstr(program->err, "published meetings in conflict: 1; "));
    PLAN(program, "show");
    assert_non_null(strstr(program->out, "  [in conflict: see plan check]\n"));
    PLAN(program, "publish");
    assert_int_equal(program->status, 0);
    PLAN(program, "check");
    assert_string_equal(program->out, "What is published keeps every rule.\n");
    PLAN(program, "changes", "2");
    assert_non_null(strstr(program->out, " is not available in session "));
    PLAN(program, "releases");
    assert_non_null(strstr(program->out, "Release 1, 08:00 on 21/04/2021: 8 meetings changed. \n"));
    assert_non_null(strstr(program->out, "Release 2, 08:00 on 21/04/2021: 1 meetings changed. \n"));
    PLAN(program, "compare", "release:1", "release:2", "--json");
    compared = json_of(program);
    assert_int_equal(number(compared, "same"), 7);
    json_decref(compared);
}

static void in_the_middle_of_the_campaign_what_has_begun_stays(void **state)
{
    struct program *program = *state;
    struct shown first = show(program, NULL, NULL, 0);
    struct shown last = show(program, NULL, NULL, 7);
    char now[20];

    snprintf(now, sizeof now, "%.10sT23:00", first.start);
    assert_true(strcmp(last.start, now) > 0);
    PROGRAM_RUN(program, "--now", now, "plan", "replan", "--block", block_of(&last));
    assert_true(program->status == 0 || program->status == 1); /* the last days may leave no place */
    struct shown kept = find(program, "--draft", first.code);
    assert_string_equal(kept.start, first.start);
    assert_string_equal(kept.venue, first.venue);
    PROGRAM_RUN(program, "--now", now, "plan", "move", first.code, "--at", "2021-05-05T07:30");
    assert_int_equal(program->status, 65);
    assert_non_null(strstr(program->err, " and can no longer be changed\n"));
    PROGRAM_RUN(program, "--now", now, "plan", "make");
    kept = find(program, "--draft", first.code);
    assert_string_equal(kept.start, first.start);
    assert_string_equal(kept.venue, first.venue);
}

/* The good tables as a folder of their own, with one more row of blocks. */
static void copy_tables(const struct program *program, const char *more_blocks)
{
    static const char *const names[] = {"blocks",   "candidacies",   "candidates", "communes",
                                        "days",     "districts",     "params",     "provinces",
                                        "sessions", "unit_communes", "units",      "venues"};
    char path[300];

    snprintf(path, sizeof path, "%s/tables", program->folder);
    assert_int_equal(mkdir(path, 0700), 0);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        CLEANUP(text_done) struct text bytes;
        struct error err;
        text_init(&bytes, 100000);
        snprintf(path, sizeof path, "%s/tests/data/tables/good/%s.csv", HT_SOURCE_DIR, names[i]);
        assert_int_equal(file_read(path, &bytes, &err), OK);
        if (i == 0)
            text_put(&bytes, more_blocks);
        snprintf(path, sizeof path, "tables/%s.csv", names[i]);
        program_write_file(program, path, bytes.data);
    }
}

static void an_import_says_what_it_put_into_conflict(void **state)
{
    struct program *program = *state;
    struct shown before = show(program, NULL, "direct", 0);
    char blocks[200];

    PROGRAM_RUN(program, "--now", BEFORE, "import", HT_SOURCE_DIR "/tests/data/tables/good");
    assert_string_equal(program->err, "");
    snprintf(blocks, sizeof blocks, "candidate,%s,%.10s,MAE\n", "K01", before.start);
    copy_tables(program, blocks);
    PROGRAM_RUN(program, "--now", BEFORE, "import", "tables");
    assert_int_equal(program->status, 0);
    assert_non_null(strstr(program->err, "Published meetings that are in conflict now: "));
    assert_non_null(
        strstr(program->err, "; `hiepthuong plan check` lists them, `hiepthuong plan replan` mends them.\n"));
    PLAN(program, "check");
    assert_int_equal(program->status, 1);
    assert_non_null(strstr(program->out, "CAND_BLOCKED: "));
}

/* ---- pins ---- */

static void a_pinned_meeting_stays_whatever_is_planned(void **state)
{
    struct program *program = *state;
    struct shown pinned = show(program, NULL, "direct", 1);

    PLAN(program, "pin", pinned.code, "--reason", "có đại biểu dự", "--by", "Ủy ban tỉnh");
    assert_int_equal(program->status, 0);
    PLAN(program, "pins", "--json");
    json_t *pins = json_of(program);
    json_t *pin = json_array_get(json_object_get(pins, "pins"), 0);
    assert_string_equal(json_string_value(json_object_get(pin, "by")), "Ủy ban tỉnh");
    json_decref(pins);
    for (int seed = 5; seed < 8; seed++) {
        char text[4];
        snprintf(text, sizeof text, "%d", seed);
        PLAN(program, "make", "--seed", text);
        assert_int_equal(program->status, 0);
        struct shown after = find(program, "--draft", pinned.code);
        assert_string_equal(after.venue, pinned.venue);
        assert_string_equal(after.start, pinned.start);
    }
    PLAN(program, "replan", "--block", block_of(&pinned));
    assert_int_equal(program->status, 65);
    assert_non_null(strstr(program->err,
                           "and that breaks the rule VENUE_BLOCKED; nothing is changed; take the pin away"));
    PLAN(program, "check");
    assert_int_equal(program->status, 0);
    PLAN(program, "move", pinned.code, "--at", "2021-05-05T07:30");
    assert_int_equal(program->status, 65);
    PLAN(program, "unpin", pinned.code);
    assert_int_equal(program->status, 0);
    PLAN(program, "replan", "--block", block_of(&pinned));
    assert_int_equal(program->status, 0);
}

/* ---- storms ---- */

static void a_storm_goes_by_and_everything_is_as_before(void **state)
{
    struct program *program = *state;
    struct shown hit = show(program, NULL, "direct", 0);
    char day[11];

    snprintf(day, sizeof day, "%.10s", hit.start);
    PLAN(program, "weather", "on", "--area", "P01", "--day", day, "--document", "12/KH", "--json");
    if (program->status == 66) /* the tables call their province otherwise */
        fail_msg("%s", program->err);
    json_t *result = json_of(program);
    long long driven = number(result, "online") + number(result, "elsewhere") + number(result, "suspended");
    assert_true(driven > 0);
    json_decref(result);
    PLAN(program, "weather", "on", "--area", "P01", "--day", day);
    assert_int_equal(program->status, 65);
    assert_non_null(strstr(program->err, "the weather switch is on already in P01 from "));
    PLAN(program, "publish");
    assert_int_equal(program->status, 0);
    PLAN(program, "weather", "off", "--area", "P01", "--json");
    assert_int_equal(program->status, 0);
    result = json_of(program);
    assert_int_equal(number(result, "returned"), driven);
    json_decref(result);
    PLAN(program, "publish");
    assert_int_equal(program->status, 0);
    PLAN(program, "compare", "release:1", "published", "--json");
    result = json_of(program);
    assert_int_equal(number(result, "same"), 8);
    json_decref(result);
    PLAN(program, "weather", "off", "--area", "P01");
    assert_int_equal(program->status, 66);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        change_test(a_blocked_hall_moves_its_meeting_alone_and_says_why),
        change_test(in_the_middle_of_the_campaign_what_has_begun_stays),
        change_test(an_import_says_what_it_put_into_conflict),
        change_test(a_pinned_meeting_stays_whatever_is_planned),
        change_test(a_storm_goes_by_and_everything_is_as_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
