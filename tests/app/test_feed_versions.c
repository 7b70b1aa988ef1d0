/* Versions of calendar entries under random changes: SEQUENCE rises by one with time, place, mode, link and status and with
 * nothing else, an entry never goes, what is shown anew has a new moment, and the feed clock only rises, whatever the clock of
 * the machine does. HT_VERSION_ROUNDS asks for more rounds. */
#include "app/feed_bytes.h"
#include "app/feed_open.h"
#include "app/feed_pieces.h"
#include "plan_fixture.h"

#include <stdlib.h>
#include <string.h>

#define ROUNDS 10
#define MEETINGS_MAX 20
#define CALENDARS 12

static struct feed_pieces *pieces; /* through all changes */

struct version {
    char uid[80];
    long sequence;
    long modified;
    char facts[300]; /* what raises SEQUENCE when it changes */
};

struct state {
    struct version versions[MEETINGS_MAX];
    size_t count;
    long clock;
    struct text calendars[CALENDARS];
};

static uint32_t next(uint32_t *random)
{
    *random = *random * 1664525u + 1013904223u; /* Numerical Recipes */
    return *random >> 16;
}

static void state_done(struct state *state)
{
    for (size_t i = 0; i < CALENDARS; i++)
        text_done(&state->calendars[i]);
}

/* Once by itself, and once with what was made for others before. */
static void make_calendar(struct fixture *f, struct feed_source source, struct text *out, long clock)
{
    CLEANUP(text_done) struct text shared;
    struct app sharing = f->app;
    struct feed_facts facts;
    struct feed_facts shared_facts;

    sharing.pieces = pieces;
    text_init(out, FEED_BYTES_MAX);
    text_init(&shared, FEED_BYTES_MAX);
    store_must(feed_bytes(&f->app, &source, out, &facts, &f->err), &f->err);
    store_must(feed_bytes(&sharing, &source, &shared, &shared_facts, &f->err), &f->err);
    assert_string_equal(shared.data, out->data);
    assert_memory_equal(shared_facts.hash, facts.hash, sizeof facts.hash);
    assert_int_equal(shared_facts.state_utc_secs, facts.state_utc_secs);
    assert_int_equal(shared_facts.entry_count, facts.entry_count);
    assert_int_equal(facts.clock_utc_secs, clock);
    assert_true(facts.state_utc_secs <= facts.clock_utc_secs);
}

/* All of one moment: the entries as stored, and calendars of several kinds. */
static void look(struct fixture *f, struct state *out)
{
    static const struct {
        enum feed_kind kind;
        const char *owner;
    } calendars[CALENDARS] = {
        {FEED_CANDIDATE, "SELECT id FROM candidate WHERE code = 'K01'"},
        {FEED_CANDIDATE, "SELECT id FROM candidate WHERE code = 'K02'"},
        {FEED_CANDIDATE, "SELECT id FROM candidate WHERE code = 'K03'"},
        {FEED_CANDIDATE, "SELECT id FROM candidate WHERE code = 'K04'"},
        {FEED_UNIT, "SELECT id FROM unit WHERE code = 'N01'"},
        {FEED_UNIT, "SELECT id FROM unit WHERE code = 'Q01'"},
        {FEED_UNIT, "SELECT id FROM unit WHERE code = 'T01'"},
        {FEED_UNIT, "SELECT id FROM unit WHERE code = 'X01'"},
        {FEED_COMMUNE, "SELECT min(id) FROM area WHERE level = 'commune'"},
        {FEED_COMMUNE, "SELECT max(id) FROM area WHERE level = 'commune'"},
        {FEED_STAFF, "SELECT min(id) FROM area WHERE level = 'province'"},
        {FEED_UNIT, "SELECT min(id) FROM unit"},
    };
    const char *all = ask(f, "SELECT m.uid || ' ' || m.sequence || ' ' || m.last_modified_utc || ' ' || "
                             "m.status || ' ' || m.mode || ' ' || "
                             "m.start_utc || ' ' || m.end_utc || ' ' || s.venue || ' ' || s.link FROM "
                             "meeting AS m JOIN meeting_site AS s "
                             "ON s.meeting = m.id ORDER BY m.uid");

    char *rest = arena_copy_string(&f->arena, all);

    out->count = 0;
    for (char *at = strsep(&rest, "\n"); at != NULL; at = strsep(&rest, "\n")) {
        struct version *version = &out->versions[out->count++];
        char *end = strchr(at, ' ');
        snprintf(version->uid, sizeof version->uid, "%.*s", (int)(end - at), at);
        version->sequence = strtol(end, &end, 10);
        version->modified = strtol(end, &end, 10);
        snprintf(version->facts, sizeof version->facts, "%s", end);
    }
    out->clock = test_store_number(f->folder->store, "SELECT max(value_utc) FROM feed_clock");
    for (size_t i = 0; i < CALENDARS; i++) {
        const struct feed_source source = {.kind = calendars[i].kind,
                                           .owner = test_store_number(f->folder->store, calendars[i].owner),
                                           .language = i % 2 == 0 ? "vi" : "en"};
        make_calendar(f, source, &out->calendars[i], out->clock);
    }
}

/* The entry of a UID, or NULL; in the arena. */
static const char *entry(struct fixture *f, const struct text *calendar, const char *uid)
{
    const char *at = strstr(calendar->data, uid);
    const char *end = at != NULL ? strstr(at, "END:VEVENT") : NULL;

    return at != NULL ? arena_copy(&f->arena, at, (size_t)(end - at)) : NULL;
}

static const struct version *find(const struct state *state, const char *uid)
{
    for (size_t i = 0; i < state->count; i++)
        if (strcmp(state->versions[i].uid, uid) == 0)
            return &state->versions[i];
    return NULL;
}

static bool same_bytes(const struct state *a, const struct state *b)
{
    for (size_t i = 0; i < CALENDARS; i++)
        if (strcmp(a->calendars[i].data, b->calendars[i].data) != 0)
            return false;
    return true;
}

/* Calendars of areas show whether a meeting is there; those of people and units show it as it is. */
static void compare_entries(struct fixture *f, const struct state *before, const struct state *after,
                            const struct version *old, const struct version *new)
{
    for (size_t i = 0; i < CALENDARS; i++) {
        const char *was = entry(f, &before->calendars[i], old->uid);
        const char *is = entry(f, &after->calendars[i], old->uid);
        if (was != NULL && is == NULL)
            fail_msg("%s has gone from calendar %zu", old->uid, i);
        if (was != NULL && strcmp(was, is) != 0)
            assert_true(new->modified > old->modified);
    }
}

static void compare(struct fixture *f, const struct state *before, const struct state *after)
{
    for (size_t i = 0; i < before->count; i++) {
        const struct version *old = &before->versions[i];
        const struct version *new = find(after, old->uid);
        assert_non_null(new);
        assert_int_equal(new->sequence, old->sequence + (strcmp(old->facts, new->facts) != 0));
        assert_true(new->modified >= old->modified &&new->modified <= after->clock);
        compare_entries(f, before, after, old, new);
    }
    for (size_t i = 0; i < after->count; i++)
        assert_true(find(before, after->versions[i].uid) != NULL || after->versions[i].sequence == 0);
    assert_true(same_bytes(before, after) ? after->clock >= before->clock : after->clock > before->clock);
}

static bool publish(struct fixture *f)
{
    plan_publication_done(&f->publication);
    f->publication = (struct plan_publication){.release_number = 0};
    return plan_publish(&f->app, &f->election, "", &f->arena, &f->publication, &f->err) == OK;
}

/* A draft with some of its meetings moved, elsewhere, online or left out. */
static void change_draft(struct fixture *f, uint32_t *random)
{
    static const char *const changes[] = {
        "DELETE FROM draft_meeting WHERE draft = (SELECT max(id) FROM draft) AND code = '%s'",
        "UPDATE draft_meeting SET start_utc = start_utc + 1800, end_utc = end_utc + 1800 WHERE draft = "
        "(SELECT "
        "max(id) FROM draft) AND code = '%s'",
        "UPDATE draft_meeting SET mode = 'online' WHERE draft = (SELECT max(id) FROM draft) AND code = '%s'",
        "UPDATE draft_meeting SET venue = (SELECT id FROM venue WHERE code = 'V02') WHERE draft = (SELECT "
        "max(id) FROM "
        "draft) AND code = '%s'",
    };
    static const char *const codes[] = {"N01-01", "N01-02", "N01-03", "Q01-01",
                                        "Q01-02", "T01-01", "T01-02", "X01-01"};
    char sql[400];

    put_draft(f);
    run_sql(f, "UPDATE unit SET needed = (SELECT count(*) FROM draft_meeting AS d WHERE d.unit = unit.id AND "
               "d.draft = "
               "(SELECT max(id) FROM draft))");
    for (uint32_t edits = next(random) % 3; edits > 0; edits--) {
        const char *change = changes[next(random) % COUNT_OF(changes)];
        const char *hole = strstr(change, "%s");
        const char *code = codes[next(random) % COUNT_OF(codes)];
        snprintf(sql, sizeof sql, "%.*s%s'", (int)(hole - change), change, code);
        run_sql(f, sql);
        if (change == changes[0]) {
            snprintf(sql, sizeof sql, "UPDATE unit SET needed = needed - 1 WHERE code = '%.3s'", code);
            run_sql(f, sql);
        }
    }
}

/* Another name or link of a hall, as an import brings it. */
static void change_tables(struct fixture *f, uint32_t *random)
{
    CLEANUP(report_done) struct report report;
    struct import_result result;
    struct tables tables;
    char *words = arena_alloc(&f->arena, 80);

    assert_non_null(words);
    report_init(&report, REPORT_LINES_DEFAULT);
    store_must(tables_read(HT_SOURCE_DIR "/tests/data/tables/good", &f->arena, &report, &tables, &f->err),
               &f->err);
    snprintf(words, 80, "https://hop.example.org/%u", next(random) % 3);
    struct tables_venue *venue = &tables.venues[next(random) % tables.venue_count];
    if (next(random) % 2 == 0)
        venue->name = words;
    else if (venue->online)
        venue->online_link = words;
    tables.candidates[0].full_name = next(random) % 2 == 0 ? "Người Thử" : "Người Thử Khác";
    store_must(import_tables(
                   &f->app,
                   &(struct import_request){.election = &f->election, .tables = &tables, .report = &report},
                   &result, &f->err),
               &f->err);
}

static void versions_rise_with_what_matters_and_with_nothing_else(void **context)
{
    const char *asked = getenv("HT_VERSION_ROUNDS");
    struct fixture *f = *context;
    uint32_t random = 7;
    long published = 0;
    long rounds = asked != NULL ? strtol(asked, NULL, 10) : ROUNDS;

    put_draft(f);
    assert_true(publish(f));
    for (long round = 0; round < rounds; round++) {
        CLEANUP(state_done) struct state before;
        CLEANUP(state_done) struct state after;
        look(f, &before);
        f->app.clock = clock_fixed(FIRST_UTC - 7200 + next(&random) % 14400);
        if (round % 3 == 2) {
            change_tables(f, &random);
        } else {
            change_draft(f, &random);
            published += publish(f);
        }
        look(f, &after);
        compare(f, &before, &after);
    }
    assert_true(published * 4 > rounds);
}

/* The tables, without the first candidacy of K01 or with it. */
static void import_candidacies(struct fixture *f, bool all)
{
    CLEANUP(report_done) struct report report;
    struct import_result result;
    struct tables tables;

    report_init(&report, REPORT_LINES_DEFAULT);
    store_must(tables_read(HT_SOURCE_DIR "/tests/data/tables/good", &f->arena, &report, &tables, &f->err),
               &f->err);
    const struct import_request request = {
        .election = &f->election, .tables = &tables, .remove_missing = true, .report = &report};
    if (!all) {
        tables.candidacies++;
        tables.candidacy_count--;
    }
    store_must(import_tables(&f->app, &request, &result, &f->err), &f->err);
}

static const char *calendar_entry(struct fixture *f, const char *candidate, const char *uid)
{
    CLEANUP(text_done) struct text bytes;
    char sql[100];
    struct feed_source source = {.kind = FEED_CANDIDATE, .language = "vi"};

    snprintf(sql, sizeof sql, "SELECT id FROM candidate WHERE code = '%s'", candidate);
    source.owner = test_store_number(f->folder->store, sql);
    make_calendar(f, source, &bytes,
                  test_store_number(f->folder->store, "SELECT max(value_utc) FROM feed_clock"));
    return entry(f, &bytes, uid);
}

static void assert_says(const char *entry, const char *wanted)
{
    assert_non_null(entry);
    if (strstr(entry, wanted) == NULL)
        fail_msg("no %s in %s", wanted, entry);
}

static void a_candidate_taken_out_of_a_unit_sees_its_meetings_called_off(void **context)
{
    struct fixture *f = *context;

    put_draft(f);
    assert_true(publish(f));
    const char *who =
        ask(f, "SELECT c.code FROM candidacy AS y JOIN candidate AS c ON c.id = y.candidate JOIN "
               "unit AS u ON u.id = y.unit ORDER BY u.code, c.code LIMIT 1");
    const char *other =
        ask(f, "SELECT c.code FROM candidacy AS y JOIN candidate AS c ON c.id = y.candidate JOIN "
               "unit AS u ON u.id = y.unit ORDER BY u.code, c.code LIMIT 1 OFFSET 1");
    const char *uid =
        ask(f, "SELECT m.uid FROM meeting AS m JOIN unit AS u ON u.id = m.unit ORDER BY u.code, "
               "m.code LIMIT 1");
    assert_says(calendar_entry(f, who, uid), "SEQUENCE:0\r\nDTSTART");
    const char *others = calendar_entry(f, other, uid);

    import_candidacies(f, false);
    const char *gone = calendar_entry(f, who, uid);
    assert_says(gone, "SEQUENCE:1\r\n");
    assert_says(gone, "STATUS:CANCELLED\r\n");
    assert_says(gone, "SUMMARY:[ĐÃ HUỶ] ");
    assert_string_equal(calendar_entry(f, other, uid), others);
    import_candidacies(f, false);
    assert_string_equal(calendar_entry(f, who, uid), gone);

    import_candidacies(f, true);
    const char *back = calendar_entry(f, who, uid);
    assert_says(back, "SEQUENCE:2\r\n");
    assert_says(back, "STATUS:CONFIRMED\r\n");
    assert_string_equal(calendar_entry(f, other, uid), others);
    assert_true(strcmp(strstr(back, "LAST-MODIFIED"), strstr(gone, "LAST-MODIFIED")) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(versions_rise_with_what_matters_and_with_nothing_else),
        plan_test(a_candidate_taken_out_of_a_unit_sees_its_meetings_called_off)};

    pieces = feed_pieces_new((size_t)1 << 20);
    int failed = pieces == NULL ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
    feed_pieces_free(pieces);
    return failed;
}
