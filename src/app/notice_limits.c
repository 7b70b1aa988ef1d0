#include "app/notice_limits.h"

#include "app/notice_facts.h"
#include "base/text.h"
#include "db/db.h"

#include <string.h>

#define HOUSEHOLD_MAX 200 /* notices of one number that are looked at */
#define NAMES_MAX_BYTES 2000

static enum error_code read_recent(struct db *db, int64_t id, struct notice_limits *limits, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, db, QUERY_NOTICE_RECENT,
                  DB_ARGS(DB_INT("id", id), DB_INT("limit", NOTICE_RECENT_MAX)), err));
    while (limits->recent_count < NOTICE_RECENT_MAX && db_rows_next(&rows))
        limits->recent_utc_secs[limits->recent_count++] = db_int(&rows, 0);
    return db_rows_finish(&rows, err);
}

enum limits_column { UNAPPROVED, SHARED, CAMPAIGN_END };

/* *out_shared: there are other notices of the same number, so that it is worth looking at them. */
static enum error_code read_limits(struct db *db, int64_t id, struct notice_facts *facts, bool *out_shared,
                                   struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, db, QUERY_NOTICE_LIMITS,
                  DB_ARGS(DB_INT("of_meetings", facts->meeting_count > 0), DB_INT("id", id)), err));
    *out_shared = false;
    if (db_rows_next(&rows)) {
        facts->limits.unapproved = db_int(&rows, UNAPPROVED) == 1;
        facts->limits.campaign_until_utc_secs = db_int(&rows, CAMPAIGN_END);
        *out_shared = db_int(&rows, SHARED) == 1;
    }
    return db_rows_finish(&rows, err);
}

/* Whether two persons would read the same, but for the name. */
static bool tell_the_same(const struct notice_facts *a, const struct notice_facts *b)
{
    if (a->kind != b->kind || a->meeting_count != b->meeting_count || a->step_count != b->step_count ||
        memcmp(&a->digest, &b->digest, sizeof a->digest) != 0)
        return false;
    for (size_t i = 0; i < a->meeting_count; i++) {
        const struct notice_meeting *one = &a->meetings[i];
        const struct notice_meeting *other = &b->meetings[i];
        if (civil_time_compare(one->start, other->start) != 0 || one->cancelled != other->cancelled ||
            one->online != other->online || one->connected_sites != other->connected_sites ||
            one->change != other->change || civil_time_compare(one->before, other->before) != 0 ||
            strcmp(one->place, other->place) != 0)
            return false;
    }
    for (size_t i = 0; i < a->step_count; i++) {
        const struct notice_step *one = &a->steps[i];
        const struct notice_step *other = &b->steps[i];
        if (strcmp(one->name_vi, other->name_vi) != 0 || strcmp(one->area, other->area) != 0 ||
            civil_time_compare(one->due, other->due) != 0 || one->days_left != other->days_left)
            return false;
    }
    return true;
}

/* The notices of a number that tell the same, oldest first. */
struct household {
    int64_t ids[HOUSEHOLD_MAX];
    bool told_with_another[HOUSEHOLD_MAX];
    const char *names[HOUSEHOLD_MAX];
    size_t count;
    size_t self;
};

static enum error_code list_household(struct db *db, int64_t id, struct household *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, db, QUERY_NOTICE_HOUSEHOLD,
                  DB_ARGS(DB_INT("id", id), DB_INT("limit", HOUSEHOLD_MAX)), err));
    for (; out->count < HOUSEHOLD_MAX && db_rows_next(&rows); out->count++) {
        out->ids[out->count] = db_int(&rows, 0);
        out->told_with_another[out->count] = db_int(&rows, 1) == 1;
    }
    return db_rows_finish(&rows, err);
}

/* Keeps those who are told the same as `facts`, the notice itself among them. */
static enum error_code keep_the_same(struct db *db, int64_t id, const struct notice_facts *facts,
                                     struct household *household, struct arena *arena, struct error *err)
{
    size_t kept = 0;

    for (size_t i = 0; i < household->count; i++) {
        struct notice_facts other = *facts;
        if (household->ids[i] != id)
            TRY(notice_facts_read(db, household->ids[i], arena, &other, err));
        else
            household->self = kept;
        if (!tell_the_same(facts, &other))
            continue;
        household->told_with_another[kept] = household->told_with_another[i];
        household->names[kept++] = other.form_name;
    }
    household->count = kept;
    return OK;
}

static enum error_code join_names(const struct household *household, size_t first, struct arena *arena,
                                  const char **out, struct error *err)
{
    CLEANUP(text_done) struct text names;

    text_init(&names, NAMES_MAX_BYTES);
    for (size_t i = first; i < household->count && i < first + HOUSEHOLD_NAMED_MAX; i++) {
        if (i > first)
            text_put(&names, ", ");
        text_put(&names, household->names[i]);
    }
    TRY(text_finish(&names, err));
    *out = arena_copy_string(arena, names.data);
    return *out == NULL ? error_memory(err) : OK;
}

/* The first of each few speaks for the others; where it was told with somebody whose message failed, the next one. */
static enum error_code read_household(struct db *db, int64_t id, struct arena *arena,
                                      struct notice_facts *facts, struct error *err)
{
    struct household household = {.count = 0};

    TRY(list_household(db, id, &household, err));
    if (household.count < 2)
        return OK;
    TRY(keep_the_same(db, id, facts, &household, arena, err));
    size_t first = household.self - household.self % HOUSEHOLD_NAMED_MAX;
    size_t speaker = first;
    while (speaker < household.self && household.told_with_another[speaker])
        speaker++;
    if (speaker != household.self) {
        facts->limits.household = true;
        return OK;
    }
    return join_names(&household, first, arena, &facts->form_name, err);
}

enum error_code notice_limits_read(struct db *db, int64_t id, struct arena *arena, struct notice_facts *out,
                                   struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct notice_facts facts;
    bool shared;

    TRY(db_snapshot_begin(&moment, db, err));
    TRY(notice_facts_read(db, id, arena, &facts, err));
    TRY(read_limits(db, id, &facts, &shared, err));
    if (shared) {
        TRY(read_recent(db, id, &facts.limits, err));
        TRY(read_household(db, id, arena, &facts, err));
    }
    *out = facts;
    return OK;
}
