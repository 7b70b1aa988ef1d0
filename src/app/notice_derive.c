#include "app/notice_derive.h"

#include "app/election_list.h"
#include "app/notice_queue.h"
#include "app/notice_schedule.h"
#include "app/notice_wanted.h"
#include "base/secret.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define DAYS_AFTER_POLLING 120 /* reports and complaints are over by then */
#define ELECTIONS_MAX_BYTES ((size_t)4 << 20)

/* One agreement of the store with the wanted list. */
struct deriving {
    const struct app *app;
    const struct notice_schedule *schedule;
    const struct notice_wanted_list *wanted;
    int64_t now_utc_secs;
    struct notice_derived counts;
};

static enum error_code put_steps(const struct deriving *deriving, int64_t notice,
                                 const struct notice_wanted *wanted, struct error *err)
{
    const struct notice_wanted_step *steps = deriving->wanted->steps + wanted->first_step;

    TRY(db_run(deriving->app->db, QUERY_NOTICE_STEPS_CLEAR, DB_ARGS(DB_INT("notice", notice)), err));
    for (size_t i = 0; i < wanted->step_count; i++)
        TRY(db_run(deriving->app->db, QUERY_NOTICE_STEP_PUT,
                   DB_ARGS(DB_INT("notice", notice), DB_INT("milestone", steps[i].milestone),
                           DB_INT("days_left", steps[i].days_left)),
                   err));
    return OK;
}

static enum error_code make(struct deriving *deriving, const struct notice_wanted *wanted, struct error *err)
{
    const struct notice_rule *rule = &deriving->schedule->rules->kinds[wanted->rule];
    struct db_arg candidate = DB_INT("candidate", wanted->candidate);
    char client_id[SECRET_ID_CHARS];
    int64_t id;

    if (wanted->candidate == 0)
        candidate.type = DB_TYPE_NULL;
    TRY(secret_make_id(client_id, err));
    TRY(db_select_int(
        deriving->app->db, QUERY_NOTICE_MAKE,
        DB_ARGS(DB_INT("election", deriving->schedule->election), DB_TEXT("kind", rule->id),
                DB_TEXT("text", notice_kind_name(rule->text)), DB_INT("about_utc", wanted->about_utc_secs),
                DB_INT("about_until_utc", wanted->about_until_utc_secs),
                DB_TEXT("channel", notice_channel_name(wanted->channel)), DB_INT("contact", wanted->contact),
                candidate, DB_TEXT("client_id", client_id), DB_INT("now_utc", deriving->now_utc_secs),
                DB_INT("expires_utc", wanted->expires_utc_secs)),
        0, &id, err));
    if (id == 0)
        return OK;
    deriving->counts.made++;
    return wanted->step_count > 0 ? put_steps(deriving, id, wanted, err) : OK;
}

/* ---- what is missing ---- */

/* The notices of a rule that the store has, beside those that are wanted; both in the same order. */
struct existing {
    struct db_rows rows;
    struct notice_wanted key;
    bool more;
};

static void existing_done(struct existing *existing)
{
    db_rows_end(&existing->rows);
}

static enum notice_channel channel_of(const char *name)
{
    return strcmp(name, notice_channel_name(CHANNEL_MAIL)) == 0 ? CHANNEL_MAIL : CHANNEL_SMS;
}

/* Steps to the next notice that is more than withdrawn. */
static void step_existing(struct existing *existing)
{
    do
        existing->more = db_rows_next(&existing->rows);
    while (existing->more && db_int(&existing->rows, 3) != 0);
    if (!existing->more)
        return;
    existing->key.contact = db_int(&existing->rows, 0);
    existing->key.about_utc_secs = db_int(&existing->rows, 1);
    existing->key.channel = channel_of(db_text(&existing->rows, 2));
}

/* Marks those of wanted[first..end), which are of one rule, that the store has not. */
static enum error_code find_missing(const struct deriving *deriving, size_t first, size_t end, bool *missing,
                                    struct error *err)
{
    const struct notice_wanted *items = deriving->wanted->items;
    int64_t from = items[first].about_utc_secs;
    int64_t until = from;
    CLEANUP(existing_done) struct existing existing = {.key = {.rule = items[first].rule}};

    for (size_t i = first; i < end; i++) {
        from = items[i].about_utc_secs < from ? items[i].about_utc_secs : from;
        until = items[i].about_utc_secs > until ? items[i].about_utc_secs : until;
    }
    TRY(db_select(&existing.rows, deriving->app->db, QUERY_NOTICE_EXISTING,
                  DB_ARGS(DB_INT("election", deriving->schedule->election),
                          DB_TEXT("kind", deriving->schedule->rules->kinds[items[first].rule].id),
                          DB_INT("from_utc", from), DB_INT("until_utc", until)),
                  err));
    step_existing(&existing);
    for (size_t i = first; i < end; i++) {
        while (existing.more && notice_wanted_compare(&existing.key, &items[i]) < 0)
            step_existing(&existing);
        missing[i] = !existing.more || notice_wanted_compare(&existing.key, &items[i]) != 0;
    }
    return db_rows_finish(&existing.rows, err);
}

static void free_flags(bool **flags)
{
    free(*flags);
}

static enum error_code make_missing(struct deriving *deriving, struct error *err)
{
    const struct notice_wanted_list *wanted = deriving->wanted;
    CLEANUP(free_flags) bool *missing = calloc(wanted->count + 1, sizeof *missing);
    size_t end;

    if (missing == NULL)
        return error_memory(err);
    for (size_t first = 0; first < wanted->count; first = end) {
        for (end = first; end < wanted->count && wanted->items[end].rule == wanted->items[first].rule;)
            end++;
        TRY(find_missing(deriving, first, end, missing, err));
    }
    for (size_t i = 0; i < wanted->count; i++)
        if (missing[i])
            TRY(make(deriving, &wanted->items[i], err));
    return OK;
}

/* ---- what waits and should not ---- */

/* A notice that waits, as it is found in the store. */
struct pending {
    int64_t id;
    int64_t expires_utc_secs;
    const struct notice_wanted *wanted; /* NULL: it should not wait */
};

struct pending_list {
    struct pending *items;
    size_t count;
};

static const struct notice_wanted *find_wanted(const struct deriving *deriving, const struct db_rows *rows)
{
    const struct notice_rules *rules = deriving->schedule->rules;
    struct notice_wanted key = {.contact = db_int(rows, 2),
                                .about_utc_secs = db_int(rows, 3),
                                .channel = channel_of(db_text(rows, 4))};

    for (; key.rule < rules->kind_count; key.rule++)
        if (strcmp(rules->kinds[key.rule].id, db_text(rows, 1)) == 0)
            return deriving->wanted->count == 0
                       ? NULL
                       : bsearch(&key, deriving->wanted->items, deriving->wanted->count, sizeof key,
                                 notice_wanted_compare);
    return NULL;
}

static void pending_done(struct pending_list *list)
{
    free(list->items);
}

static enum error_code read_pending(const struct deriving *deriving, struct pending_list *list,
                                    struct error *err)
{
    const struct db_arg election = DB_INT("election", deriving->schedule->election);
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    int64_t count;

    TRY(db_select_int(deriving->app->db, QUERY_NOTICES_PENDING_COUNT, DB_ARGS(election), 0, &count, err));
    list->items = calloc((size_t)count + 1, sizeof *list->items);
    if (list->items == NULL)
        return error_memory(err);
    TRY(db_select(&rows, deriving->app->db, QUERY_NOTICES_PENDING, DB_ARGS(election), err));
    while (db_rows_next(&rows) && list->count < (size_t)count)
        list->items[list->count++] = (struct pending){.id = db_int(&rows, 0),
                                                      .expires_utc_secs = db_int(&rows, 5),
                                                      .wanted = find_wanted(deriving, &rows)};
    return db_rows_finish(&rows, err);
}

/* Whether the notice tells of exactly these steps. */
static enum error_code has_steps(const struct deriving *deriving, int64_t notice,
                                 const struct notice_wanted *wanted, bool *out, struct error *err)
{
    const struct notice_wanted_step *steps = deriving->wanted->steps + wanted->first_step;
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    size_t count = 0;
    bool same = true;

    TRY(db_select(&rows, deriving->app->db, QUERY_NOTICE_STEPS_OF, DB_ARGS(DB_INT("notice", notice)), err));
    for (; db_rows_next(&rows); count++)
        same = same && count < wanted->step_count && steps[count].milestone == db_int(&rows, 0) &&
               steps[count].days_left == db_int(&rows, 1);
    TRY(db_rows_finish(&rows, err));
    *out = same && count == wanted->step_count;
    return OK;
}

static enum error_code keep(struct deriving *deriving, const struct pending *pending, struct error *err)
{
    const struct notice_wanted *wanted = pending->wanted;
    bool same = true;

    if (pending->expires_utc_secs != wanted->expires_utc_secs)
        TRY(db_run(deriving->app->db, QUERY_NOTICE_LASTS_UNTIL,
                   DB_ARGS(DB_INT("id", pending->id), DB_INT("expires_utc", wanted->expires_utc_secs)), err));
    if (wanted->step_count > 0)
        TRY(has_steps(deriving, pending->id, wanted, &same, err));
    return same ? OK : put_steps(deriving, pending->id, wanted, err);
}

static enum error_code withdraw(struct deriving *deriving, const struct pending *pending, struct error *err)
{
    bool late = pending->expires_utc_secs <= deriving->now_utc_secs;

    if (late)
        deriving->counts.expired++;
    else
        deriving->counts.withdrawn++;
    return db_run(deriving->app->db, QUERY_NOTICE_WITHDRAW,
                  DB_ARGS(DB_TEXT("state", notice_state_name(late ? NOTICE_EXPIRED : NOTICE_CANCELLED)),
                          DB_TEXT("reason", notice_reason_name(late ? REASON_TOO_LATE : REASON_NO_LONGER)),
                          DB_INT("now_utc", deriving->now_utc_secs), DB_INT("id", pending->id)),
                  err);
}

static enum error_code settle_pending(struct deriving *deriving, struct error *err)
{
    CLEANUP(pending_done) struct pending_list pending = {.items = NULL};

    TRY(read_pending(deriving, &pending, err));
    for (size_t i = 0; i < pending.count; i++) {
        if (pending.items[i].wanted != NULL)
            TRY(keep(deriving, &pending.items[i], err));
        else
            TRY(withdraw(deriving, &pending.items[i], err));
    }
    return OK;
}

/* ---- together ---- */

static enum error_code settle_releases(struct deriving *deriving, struct error *err)
{
    TRY(db_run(
        deriving->app->db, QUERY_NOTICES_OF_RELEASES_OVER,
        DB_ARGS(DB_INT("election", deriving->schedule->election), DB_INT("now_utc", deriving->now_utc_secs)),
        err));
    return notice_queue_newcomers(deriving->app, deriving->schedule->election, deriving->schedule->rules,
                                  &deriving->counts.made, err);
}

static enum error_code derive_once(const struct app *app, const struct notice_schedule *schedule,
                                   struct notice_derived *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    CLEANUP(notice_wanted_done) struct notice_wanted_list wanted = {.items = NULL};
    struct deriving deriving = {
        .app = app, .schedule = schedule, .wanted = &wanted, .now_utc_secs = clock_now_utc_secs(&app->clock)};

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(settle_releases(&deriving, err));
    TRY(notice_wanted_read(app, schedule, &wanted, err));
    TRY(settle_pending(&deriving, err));
    TRY(make_missing(&deriving, err));
    TRY(db_transaction_commit(&change, err));
    *out = deriving.counts;
    return OK;
}

enum error_code notice_derive(const struct app *app, const struct notice_schedule *schedule,
                              struct notice_derived *out, struct error *err)
{
    return DB_REPEAT(app->db, derive_once(app, schedule, out, err));
}

enum error_code notice_derive_after(const struct app *app, const struct election *election, struct error *err)
{
    CLEANUP(notice_schedule_done) struct notice_schedule schedule = {.rules = NULL};
    struct notice_derived counts;

    TRY(notice_schedule_load(app, election, &schedule, err));
    return notice_derive(app, &schedule, &counts, err);
}

enum error_code notice_derive_all(const struct app *app, struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    int32_t today = civil_time_from_utc_secs(clock_now_utc_secs(&app->clock)).date.day;
    struct election *elections;
    size_t count;

    arena_init(&arena, ELECTIONS_MAX_BYTES);
    TRY(election_list(app, &arena, &elections, &count, err));
    for (size_t i = 0; i < count; i++)
        if (today <= elections[i].polling_day.day + DAYS_AFTER_POLLING)
            TRY(notice_derive_after(app, &elections[i], err));
    return OK;
}
