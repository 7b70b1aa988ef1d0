/* Meetings of several sites and of two units, from the tables to what is published. */
#include "app/plan_equality.h"
#include "app/plan_make.h"
#include "app/tables_from_store.h"
#include "plan_fixture.h"

#include <string.h>

enum { V01, V02, V03, V04 };
enum { N01, Q01, T01, X01 };

/* What the tables of the good folder are made into. */
struct meetings {
    struct tables tables;
    struct tables_connected_site sites[2];
    struct tables_joint_meeting joint;
};

static uint32_t find_commune(const struct tables *tables, const char *id)
{
    uint32_t area = 0;

    while (tables->areas[area].level != AREA_COMMUNE || strcmp(tables->areas[area].id, id) != 0)
        area++;
    return area;
}

/* Meetings of N01 are connected: at V01 with V03 online, at V03, which is too small, with V02 in
 * person. N01 and T01 meet together once. */
static void read_meetings(struct fixture *f, struct meetings *out)
{
    CLEANUP(report_done) struct report report;

    report_init(&report, REPORT_LINES_DEFAULT);
    store_must(
        tables_read(HT_SOURCE_DIR "/tests/data/tables/good", &f->arena, &report, &out->tables, &f->err),
        &f->err);
    out->tables.venues[V03].online = true;
    out->tables.venues[V03].online_link = "https://hop.example.org/v03";
    out->tables.venues[V02].online = true;
    out->tables.units[N01].max_online = 0;
    out->sites[0] = (struct tables_connected_site){V01, N01, V03, PLAN_ONLINE, 60};
    out->sites[1] = (struct tables_connected_site){V03, N01, V02, PLAN_DIRECT, 0};
    out->tables.connected_sites = out->sites;
    out->tables.connected_site_count = 2;
    out->joint = (struct tables_joint_meeting){
        .id = "NT1",
        .unit = N01,
        .other = T01,
        .commune = find_commune(&out->tables, "C03"),
        .meetings = 1,
        .name = "",
        .document = "Công văn 21",
    };
    out->tables.joint_meetings = &out->joint;
    out->tables.joint_meeting_count = 1;
}

static void import(struct fixture *f, const struct tables *tables, bool remove_missing)
{
    CLEANUP(report_done) struct report report;
    const struct import_request request = {
        .election = &f->election, .tables = tables, .remove_missing = remove_missing, .report = &report};
    struct import_result result;
    struct stored_tables stored;

    report_init(&report, REPORT_LINES_DEFAULT);
    store_must(import_tables(&f->app, &request, &result, &f->err), &f->err);
    store_must(tables_from_store(&f->app, f->election.id, &f->arena, &stored, &f->err), &f->err);
    assert_true(tables_equal(tables, &stored.tables));
}

static void make(struct fixture *f)
{
    CLEANUP(plan_made_done) struct plan_made made = {.of = {.problem = NULL}};
    const struct plan_search search = {.seed = 1};

    store_must(plan_make(&f->app, f->election.id, &search, &f->arena, &made, &f->err), &f->err);
    assert_int_equal(made.outcome.judgement.violation_count, 0);
}

static void must_publish(struct fixture *f)
{
    plan_publication_done(&f->publication); /* of an earlier one */
    f->publication = (struct plan_publication){0};
    enum error_code code = plan_publish(&f->app, &f->election, "", &f->arena, &f->publication, &f->err);

    store_must(code, &f->err);
}

static void a_joint_meeting_is_one_event_of_two_units(void **state)
{
    struct fixture *f = *state;
    struct meetings meetings;

    read_meetings(f, &meetings);
    import(f, &meetings.tables, false);
    ASSERT_ASK(f, "SELECT name FROM unit WHERE code = 'NT1'", "Đơn vị số 1 và Đơn vị số 1 tỉnh");
    make(f);
    must_publish(f);
    ASSERT_ASK(f, "SELECT count(*) FROM meeting", "7"); /* eight, of which two are one */
    ASSERT_ASK(f,
               "SELECT v.code FROM meeting AS m JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0"
               " JOIN venue AS v ON v.id = s.venue WHERE m.code = 'NT1-01'",
               "V04");
    /* K04, who stands in both units, has two of N01, one of T01 and the joint one, once; and one message. */
    ASSERT_ASK(
        f,
        "SELECT count(*), count(DISTINCT m.id) FROM meeting AS m JOIN candidacy AS y ON y.unit = m.unit"
        " JOIN candidate AS c ON c.id = y.candidate WHERE c.code = 'K04'",
        "4|4");
    ASSERT_ASK(f, "SELECT max(n) FROM (SELECT count(*) AS n FROM notice GROUP BY candidate, channel) AS t",
               "1");
}

static const struct equality_unit *find_unit(const struct plan_equality *equality, const char *code)
{
    for (size_t i = 0; i < equality->count; i++) {
        if (strcmp(equality->units[i].code, code) == 0)
            return &equality->units[i];
    }
    return NULL;
}

static void equality_counts_joint_and_hybrid_meetings(void **state)
{
    struct fixture *f = *state;
    struct meetings meetings;

    read_meetings(f, &meetings);
    import(f, &meetings.tables, false);
    make(f);
    for (int draft = 1; draft >= 0; draft--) {
        struct plan_equality equality;
        const struct equality_question question = {.draft = draft == 1};
        store_must(plan_equality(&f->app, f->election.id, &question, &f->arena, &equality, &f->err), &f->err);
        const struct equality_figures *of_n01 = &find_unit(&equality, "N01")->candidates[0].figures;
        const struct equality_figures *of_t01 = &find_unit(&equality, "T01")->candidates[0].figures;
        assert_null(find_unit(&equality, "NT1"));
        assert_int_equal(of_n01->value[EQUALITY_MEETINGS], 3);
        assert_int_equal(of_t01->value[EQUALITY_MEETINGS], 2);
        assert_int_equal(of_n01->value[EQUALITY_HYBRID], 1);
        assert_int_equal(of_n01->value[EQUALITY_DIRECT], 2);
        /* V01, whose site is online; V03 and V02; V04. */
        assert_int_equal(of_n01->value[EQUALITY_SEATS], 300 + 140 + 120 + 200);
        assert_int_equal(of_t01->value[EQUALITY_SEATS], 200 + 200);
        if (draft == 1)
            must_publish(f);
    }
}

/* A draft in which N01 meets at V01 once, and T01 and NT1 at V04. */
static void lay_plan(struct fixture *f)
{
    make(f);
    ASSERT_ASK(f,
               "SELECT count(*) FROM draft_meeting AS d JOIN venue AS v ON v.id = d.venue"
               " JOIN unit AS u ON u.id = d.unit WHERE u.code = 'N01' AND v.code = 'V01'",
               "1");
}

static void a_meeting_is_raised_when_a_site_changes_and_not_otherwise(void **state)
{
    struct fixture *f = *state;
    struct meetings meetings;

    read_meetings(f, &meetings);
    import(f, &meetings.tables, false);
    lay_plan(f);
    must_publish(f);
    ASSERT_ASK(f, "SELECT max(sequence) FROM meeting", "0");
    ASSERT_ASK(
        f,
        "SELECT s.mode, v.code, s.link, s.capacity FROM meeting_site AS s"
        " JOIN meeting AS m ON m.id = s.meeting JOIN unit AS u ON u.id = m.unit"
        " JOIN venue AS v ON v.id = s.venue WHERE u.code = 'N01' AND s.position = 1 AND v.code = 'V03'",
        "online|V03|https://hop.example.org/v03|60");

    meetings.sites[0].capacity = 70; /* how many it seats is nobody's appointment */
    import(f, &meetings.tables, false);
    must_publish(f);
    ASSERT_ASK(f, "SELECT max(sequence), max(number) FROM meeting, release", "0|1");

    meetings.tables.venues[V03].online_link = "https://hop.example.org/v03b";
    import(f, &meetings.tables, false);
    must_publish(f);
    ASSERT_ASK(f, "SELECT count(*) FROM meeting WHERE sequence = 1", "1");

    meetings.sites[0].mode = PLAN_DIRECT;
    import(f, &meetings.tables, false);
    must_publish(f);
    ASSERT_ASK(f, "SELECT count(*) FROM meeting WHERE sequence = 2", "1");
    ASSERT_ASK(f,
               "SELECT before, after FROM release_change AS c JOIN release AS r ON r.id = c.release"
               " WHERE r.number = 3",
               "Hội trường thị trấn + Nhà văn hóa thôn \"Lúa Mới\" (online)|"
               "Hội trường thị trấn + Nhà văn hóa thôn \"Lúa Mới\"");

    meetings.tables.connected_sites = meetings.sites + 1;
    meetings.tables.connected_site_count = 1;
    import(f, &meetings.tables, true);
    must_publish(f);
    ASSERT_ASK(f, "SELECT count(*) FROM meeting WHERE sequence = 3", "1");
    ASSERT_ASK(f, "SELECT max(sequence) FROM meeting WHERE sequence <> 3", "0");
}

static void joint_meetings_follow_their_units(void **state)
{
    struct fixture *f = *state;
    struct meetings meetings;
    struct tables plain;

    read_meetings(f, &meetings);
    plain = meetings.tables;
    plain.joint_meeting_count = 0;
    plain.connected_site_count = 0;
    import(f, &meetings.tables, false);
    meetings.tables.units[T01].name = "Đơn vị số 9 tỉnh";
    meetings.tables.candidacy_count--; /* K05 of X01, who comes last */
    import(f, &meetings.tables, true);
    ASSERT_ASK(f, "SELECT name FROM unit WHERE code = 'NT1'", "Đơn vị số 1 và Đơn vị số 9 tỉnh");
    ASSERT_ASK(f, "SELECT count(*) FROM candidacy AS y JOIN unit AS u ON u.id = y.unit WHERE u.code = 'NT1'",
               "2");
    plain.units[T01].name = "Đơn vị số 1 tỉnh";
    import(f, &plain, true);
    ASSERT_ASK(f, "SELECT count(*) FROM unit WHERE code = 'NT1'", "0");
    ASSERT_ASK(f, "SELECT count(*) FROM candidacy", "7");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        plan_test(a_joint_meeting_is_one_event_of_two_units),
        plan_test(equality_counts_joint_and_hybrid_meetings),
        plan_test(a_meeting_is_raised_when_a_site_changes_and_not_otherwise),
        plan_test(joint_meetings_follow_their_units),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
