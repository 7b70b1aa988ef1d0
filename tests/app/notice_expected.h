/* A store with a ward, its offices and steps, and what should wait in it: worked out from all meetings, steps and contacts in
 * the plainest way, beside app/notice_wanted.h.
 */
#ifndef TESTS_APP_NOTICE_EXPECTED_H
#define TESTS_APP_NOTICE_EXPECTED_H

#include "app/election_find.h"
#include "app/notice_derive.h"
#include "app/notice_schedule.h"
#include "app/settings.h"
#include "base/file.h"
#include "base/prng.h"
#include "base/text.h"
#include "cmocka_tests.h"
#include "db/db.h"
#include "db/store_tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_UTC 1619744400 /* 2021-04-30T08:00, a Friday and a day off */
#define DAY_SECS 86400
#define ROWS_MAX 400
#define KEY_CHARS 80
#define COLUMNS 6

/* Two offices with an address, one that is named as owner of s3; steps around today. */
#define OFFICES                                                                                              \
    "UPDATE contact SET email = 'k1@example.org' WHERE id = 11;"                                             \
    "INSERT INTO contact (id, election, area, full_name, phone, email, purpose, source) VALUES "             \
    "(21, 1, 1, '', NULL, 'tinh@example.org', 'deadlines', 'x'), "                                           \
    "(22, 1, 2, '', '+84500000022', 'phuong@example.org', 'deadlines', 'x'), "                               \
    "(23, 1, NULL, 'Công an', '+84500000023', NULL, 'deadlines', 'x');"                                     \
    "INSERT INTO step_owner VALUES (1, 's3', 1, 'Công an');"
#define STEP                                                                                                 \
    "INSERT INTO milestone (id, election, area, step, level, due_day, provisional, done, cancelled, "        \
    "sequence, last_modified_utc) VALUES (%d, 1, %d, 's%d', 'commune', %d, 0, 0, 0, 0, 0);"

struct fixture {
    struct store_folder *folder;
    struct app app;
    struct arena arena;
    struct election election;
    struct notice_schedule schedule;
    struct prng prng;
    struct error err;
};

static inline void must(struct fixture *f, enum error_code code)
{
    store_must(code, &f->err);
}

static inline void run_sql(const struct fixture *f, const char *sql)
{
    test_store_run(f->folder->store, sql);
}

static inline int64_t now_of(const struct fixture *f)
{
    return clock_now_utc_secs(&f->app.clock);
}

static inline struct civil_date today_of(const struct fixture *f)
{
    return civil_time_from_utc_secs(now_of(f)).date;
}

static inline void put_steps(const struct fixture *f)
{
    static const int offsets[] = {-9, -2, -1, 0, 1, 3, 4, 7, 10, 22, 45};
    char sql[600];

    for (int i = 0; i < (int)COUNT_OF(offsets); i++) {
        snprintf(sql, sizeof sql, STEP, i + 1, i % 4 == 3 ? 1 : 2, i, today_of(f).day + offsets[i]);
        run_sql(f, sql);
    }
}

static inline int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    CLEANUP(text_done) struct text sql = {0};
    void *folder = NULL;

    if (f == NULL || store_folder_setup(&folder) != 0)
        return -1;
    f->folder = folder;
    f->app = (struct app){
        .clock = clock_fixed(FIRST_UTC), .data_dir = HT_SOURCE_DIR "/config", .settings = &settings_default};
    arena_init(&f->arena, (size_t)256 << 20);
    prng_init(&f->prng, 1);
    must(f, app_open_store(&f->app, f->folder->store, true, &f->err));
    text_init(&sql, 100000);
    must(f, file_read(HT_SOURCE_DIR "/tests/data/notice/ward.sql", &sql, &f->err));
    run_sql(f, sql.data);
    run_sql(f, "UPDATE election SET law_pack = '83-2025'");
    run_sql(f, OFFICES);
    put_steps(f);
    must(f, election_find(&f->app, NULL, &f->arena, &f->election, &f->err));
    must(f, notice_schedule_load(&f->app, &f->election, &f->schedule, &f->err));
    *state = f;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *f = *state;
    void *folder = f->folder;

    notice_schedule_done(&f->schedule);
    app_close_store(&f->app);
    arena_done(&f->arena);
    free(f);
    return store_folder_teardown(&folder);
}

static inline struct notice_derived derive(struct fixture *f)
{
    struct notice_derived counts = {0};

    must(f, notice_derive(&f->app, &f->schedule, &counts, &f->err));
    return counts;
}

/* ---- the store as lists of numbers ---- */

struct rows {
    int64_t cell[ROWS_MAX][COLUMNS];
    size_t count;
};

static inline void ask(const struct fixture *f, const char *sql, struct rows *rows)
{
    CLEANUP(text_done) struct text answer;

    text_init(&answer, 1000000);
    test_store_ask(f->folder->store, sql, "\n", &answer);
    rows->count = 0;
    for (char *next = answer.data; next != NULL && *next != '\0' && strcmp(next, "-") != 0;) {
        char *line = strsep(&next, "\n");
        assert_true(rows->count < ROWS_MAX);
        for (int i = 0; i < COLUMNS && line != NULL; i++)
            rows->cell[rows->count][i] = strtoll(strsep(&line, "|"), NULL, 10);
        rows->count++;
    }
}

/* ---- what the rules ask for, in the plainest way ---- */

struct keys {
    char key[ROWS_MAX][KEY_CHARS];
    size_t count;
};

static inline void add_key(struct keys *keys, const char *kind, int64_t contact, int64_t about,
                           const char *channel)
{
    char key[KEY_CHARS];

    snprintf(key, sizeof key, "%s %lld %lld %s", kind, (long long)contact, (long long)about, channel);
    for (size_t i = 0; i < keys->count; i++)
        if (strcmp(keys->key[i], key) == 0)
            return;
    assert_true(keys->count < ROWS_MAX);
    memcpy(keys->key[keys->count++], key, sizeof key);
}

static inline void add_channels(struct keys *keys, const struct notice_rule *rule, int64_t contact,
                                int64_t about, const int64_t reachable[2])
{
    if ((rule->channels & CHANNELS_SMS) != 0 && reachable[0] != 0)
        add_key(keys, rule->id, contact, about, "sms");
    if ((rule->channels & CHANNELS_MAIL) != 0 && reachable[1] != 0)
        add_key(keys, rule->id, contact, about, "mail");
}

static inline bool worked(const struct fixture *f, int32_t day)
{
    enum day_off_worked is = day_off_is_worked(&f->schedule.days_off, (struct civil_date){day});

    return is == DAY_IS_WORKED ||
           (is == DAY_IS_UNKNOWN && civil_date_weekday((struct civil_date){day}) < SATURDAY);
}

static inline int64_t beginning(int32_t day)
{
    return (int64_t)day * DAY_SECS - VIETNAM_OFFSET_SECS;
}

/* One meeting and one contact by one rule. */
static inline void expect_reminder(const struct fixture *f, unsigned at, const int64_t row[COLUMNS],
                                   struct keys *keys)
{
    const struct notice_rule *rule = &f->schedule.rules->kinds[at];
    int64_t start = row[0];
    int32_t day = civil_time_from_utc_secs(start).date.day;
    int64_t due = start - (int64_t)rule->hours * 3600;
    int64_t about = start;

    if (rule->hours == 0) {
        int32_t sent = day - (rule->law != NULL ? 7 : (int32_t)rule->days);
        while (rule->working_day && !worked(f, sent))
            sent--;
        due = beginning(sent) + rule->minute * 60;
        about = beginning(day);
    }
    if (start > now_of(f) && due <= now_of(f) && now_of(f) < due + rule->lasts_minutes * 60 && row[1] <= due)
        add_channels(keys, rule, row[2], about, &row[3]);
}

static inline void expect_reminders(const struct fixture *f, struct keys *keys)
{
    struct rows rows;

    ask(f,
        "SELECT m.start_utc, m.last_modified_utc, k.id, CASE WHEN k.phone IS NULL THEN 0 ELSE 1 END, "
        "CASE WHEN k.email IS NULL THEN 0 ELSE 1 END, 0 FROM meeting m JOIN candidacy y ON y.unit = m.unit "
        "JOIN contact k ON k.candidate = y.candidate WHERE m.status = 'confirmed'",
        &rows);
    for (size_t i = 0; i < rows.count; i++)
        for (unsigned at = 0; at < f->schedule.rules->kind_count; at++)
            if (f->schedule.rules->kinds[at].about == ABOUT_MEETINGS)
                expect_reminder(f, at, rows.cell[i], keys);
}

static inline bool is_open(const struct fixture *f, const struct notice_rule *rule)
{
    int64_t due = beginning(today_of(f).day) + rule->minute * 60;

    return worked(f, today_of(f).day) && now_of(f) >= due && now_of(f) < due + rule->lasts_minutes * 60;
}

static inline bool is_turn(const struct fixture *f, const struct notice_rule *rule, int32_t due)
{
    int32_t today = today_of(f).day;
    uint32_t count = 0;

    for (int32_t day = (due < today ? due : today) + 1; day <= (due < today ? today : due); day++)
        count += worked(f, day);
    if (rule->about != ABOUT_STEPS)
        return due < today && count >= rule->late;
    for (unsigned i = 0; due >= today && i < rule->lead_count; i++)
        if (rule->leads[i] == count)
            return true;
    return false;
}

/* Step 3 is owned by the office 23; other steps by that of their area, 21 of area 1 and 22 of area 2. */
static inline void expect_alarms(const struct fixture *f, struct keys *keys)
{
    static const int64_t reachable[3][2] = {{0, 1}, {1, 1}, {1, 0}};
    struct rows rows;

    ask(f,
        "SELECT m.id - 1, m.area, m.due_day, 0, 0, 0 FROM milestone m WHERE m.cancelled = 0 AND m.due_day IS "
        "NOT NULL AND m.id NOT IN (SELECT milestone FROM milestone_proof)",
        &rows);
    for (size_t i = 0; i < rows.count; i++)
        for (unsigned at = 0; at < f->schedule.rules->kind_count; at++) {
            const struct notice_rule *rule = &f->schedule.rules->kinds[at];
            int64_t office = rows.cell[i][0] == 3 ? 23 : 20 + rows.cell[i][1];
            if (rule->about < ABOUT_STEPS || rule->about == ABOUT_DAY || rule->step_count > 0 ||
                !is_open(f, rule) || !is_turn(f, rule, (int32_t)rows.cell[i][2]))
                continue;
            if (rule->about == ABOUT_ABOVE && rows.cell[i][1] == 1)
                continue;
            if (rule->about == ABOUT_ABOVE)
                office = 21;
            add_channels(keys, rule, office, beginning(today_of(f).day), reachable[office - 21]);
        }
}

static inline void expect_digests(const struct fixture *f, struct keys *keys)
{
    static const int64_t by_mail[2] = {0, 1};
    char sql[900];
    struct rows rows;

    for (int area = 1; area <= 2; area++) {
        snprintf(sql, sizeof sql,
                 "SELECT (SELECT count(*) FROM milestone WHERE cancelled = 0 AND due_day < %d AND area >= %d "
                 "AND id NOT "
                 "IN (SELECT milestone FROM milestone_proof)) + (SELECT count(*) FROM meeting WHERE status = "
                 "'confirmed' AND start_utc >= %lld AND start_utc < %lld) + (SELECT count(*) FROM notice "
                 "WHERE state "
                 "IN ('failed', 'unknown') AND (candidate IS NOT NULL OR %d = 0)), 0, 0, 0, 0, 0",
                 today_of(f).day + 7, area, (long long)beginning(today_of(f).day),
                 (long long)beginning(today_of(f).day + 2), area);
        ask(f, sql, &rows);
        for (unsigned at = 0; at < f->schedule.rules->kind_count; at++)
            if (f->schedule.rules->kinds[at].about == ABOUT_DAY &&
                is_open(f, &f->schedule.rules->kinds[at]) && rows.cell[0][0] > 0)
                add_channels(keys, &f->schedule.rules->kinds[at], 20 + area, beginning(today_of(f).day),
                             by_mail);
    }
}

static inline bool is_listed(const struct keys *keys, const char *key)
{
    for (size_t i = 0; i < keys->count; i++)
        if (strcmp(keys->key[i], key) == 0)
            return true;
    return false;
}

static inline void read_keys(const struct fixture *f, const char *where, struct keys *keys)
{
    CLEANUP(text_done) struct text answer;
    char sql[400];

    text_init(&answer, 1000000);
    snprintf(sql, sizeof sql,
             "SELECT kind || ' ' || contact || ' ' || about_utc || ' ' || channel FROM notice WHERE release "
             "IS NULL AND %s",
             where);
    test_store_ask(f->folder->store, sql, "\n", &answer);
    keys->count = 0;
    for (char *next = answer.data; next != NULL && *next != '\0' && strcmp(next, "-") != 0;) {
        assert_true(keys->count < ROWS_MAX);
        snprintf(keys->key[keys->count++], KEY_CHARS, "%s", strsep(&next, "\n"));
    }
}

/* What waits is what is asked for and was not yet sent; nothing is there twice. */
static inline void assert_agrees(const struct fixture *f, const char *edit)
{
    static struct keys wanted;
    static struct keys pending;
    static struct keys settled;

    wanted.count = 0;
    expect_reminders(f, &wanted);
    expect_alarms(f, &wanted);
    expect_digests(f, &wanted);
    read_keys(f, "state IN ('queued', 'held')", &pending);
    read_keys(f, "state NOT IN ('queued', 'held') AND reason <> 'no_longer'", &settled);
    for (size_t i = 0; i < pending.count; i++)
        if (!is_listed(&wanted, pending.key[i]))
            fail_msg("after %s at %lld this waits and should not: %s", edit, (long long)now_of(f),
                     pending.key[i]);
    for (size_t i = 0; i < wanted.count; i++)
        if (!is_listed(&pending, wanted.key[i]) && !is_listed(&settled, wanted.key[i]))
            fail_msg("after %s at %lld this should wait and does not: %s", edit, (long long)now_of(f),
                     wanted.key[i]);
    for (size_t i = 0; i < settled.count; i++)
        if (is_listed(&pending, settled.key[i]))
            fail_msg("after %s this waits a second time: %s", edit, settled.key[i]);
}

#endif
