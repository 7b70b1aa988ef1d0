#include "app/notice_wanted.h"

#include "app/feed_stale.h"
#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>

#define WANTED_MAX 4000000

int notice_wanted_compare(const void *a, const void *b)
{
    const struct notice_wanted *x = a;
    const struct notice_wanted *y = b;

    if (x->rule != y->rule)
        return x->rule < y->rule ? -1 : 1;
    if (x->contact != y->contact)
        return x->contact < y->contact ? -1 : 1;
    if (x->about_utc_secs != y->about_utc_secs)
        return x->about_utc_secs < y->about_utc_secs ? -1 : 1;
    return (int)x->channel - (int)y->channel;
}

enum error_code notice_wanted_add(struct notice_wanted_list *list, const struct notice_rule *rule,
                                  const struct notice_wanted *notice, unsigned reachable_by,
                                  struct error *err)
{
    for (int channel = 0; channel < NOTICE_CHANNEL_COUNT; channel++) {
        if ((rule->channels & reachable_by) >> channel & 1) {
            if (!list_reserve(&list->items, &list->capacity, list->count + 1, sizeof *list->items,
                              WANTED_MAX))
                return error_memory(err);
            list->items[list->count] = *notice;
            list->items[list->count++].channel = (enum notice_channel)channel;
        }
    }
    return OK;
}

/* One part of the wanted list while it is read. */
struct reading {
    const struct app *app;
    const struct notice_schedule *schedule;
    struct notice_wanted_list *list;
    unsigned rule;
    int64_t now_utc_secs;
};

static enum error_code add_span(const struct reading *reading, const struct db_rows *rows,
                                const struct notice_span *span, struct error *err)
{
    const struct notice_wanted notice = {.rule = reading->rule,
                                         .contact = db_int(rows, 0),
                                         .candidate = db_int(rows, 1),
                                         .about_utc_secs = span->from_utc_secs,
                                         .about_until_utc_secs = span->until_utc_secs,
                                         .expires_utc_secs = span->expires_utc_secs};

    return notice_wanted_add(reading->list, &reading->schedule->rules->kinds[reading->rule], &notice,
                             (unsigned)db_int(rows, 4), err);
}

/* Meetings that begin within the span; each for itself by its hour, or all of a day together. */
static enum error_code read_meetings(const struct reading *reading, const struct notice_span *span,
                                     bool by_hour, struct error *err)
{
    const struct notice_rule *rule = &reading->schedule->rules->kinds[reading->rule];
    int64_t after =
        span->from_utc_secs > reading->now_utc_secs ? span->from_utc_secs - 1 : reading->now_utc_secs;
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, reading->app->db, QUERY_NOTICE_MEETINGS_NEAR,
                  DB_ARGS(DB_INT("election", reading->schedule->election), DB_INT("after_utc", after),
                          DB_INT("until_utc", span->until_utc_secs),
                          DB_TEXT("purpose", CONTACT_OF_CANDIDATES)),
                  err));
    while (db_rows_next(&rows)) {
        struct notice_span turn = by_hour ? notice_due_start(rule, db_int(&rows, 2)) : *span;
        if (db_int(&rows, 3) <= turn.due_utc_secs)
            TRY(add_span(reading, &rows, &turn, err));
    }
    return db_rows_finish(&rows, err);
}

static enum error_code add_by_meetings(const struct reading *reading, struct error *err)
{
    const struct notice_rule *rule = &reading->schedule->rules->kinds[reading->rule];
    int32_t days = reading->schedule->days[reading->rule];
    struct notice_span spans[NOTICE_SPANS_MAX];

    if (rule->hours > 0) {
        spans[0] = notice_due_hours(rule, reading->now_utc_secs);
        return read_meetings(reading, &spans[0], true, err);
    }
    if (days < 0)
        return OK;
    size_t count = notice_due_days(rule, days, &reading->schedule->days_off, reading->now_utc_secs, spans);
    for (size_t i = 0; i < count; i++)
        TRY(read_meetings(reading, &spans[i], false, err));
    return OK;
}

/* The contacts of a candidate whose phone has not got a change. A calendar that nobody ever fetched is on no phone. */
static enum error_code add_stale(const struct reading *reading, const struct feed_stale *stale,
                                 struct error *err)
{
    const struct notice_rule *rule = &reading->schedule->rules->kinds[reading->rule];
    struct notice_span turn = notice_due_start(rule, stale->start_utc_secs);
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    if (stale->fetched_utc_secs == 0 || stale->start_utc_secs <= reading->now_utc_secs ||
        reading->now_utc_secs < turn.due_utc_secs || reading->now_utc_secs >= turn.expires_utc_secs ||
        stale->changed_utc_secs + (int64_t)rule->after_hours * 3600 > reading->now_utc_secs)
        return OK;
    TRY(db_select(&rows, reading->app->db, QUERY_NOTICE_CONTACTS_OF,
                  DB_ARGS(DB_INT("candidate", stale->candidate), DB_TEXT("purpose", CONTACT_OF_CANDIDATES)),
                  err));
    while (db_rows_next(&rows))
        TRY(add_span(reading, &rows, &turn, err));
    return db_rows_finish(&rows, err);
}

static enum error_code add_by_feed(const struct reading *reading, struct error *err)
{
    const struct notice_rule *rule = &reading->schedule->rules->kinds[reading->rule];
    CLEANUP(arena_done) struct arena arena;
    struct feed_stale_list list;

    arena_init(&arena, (size_t)256 << 20);
    TRY(feed_stale(reading->app, reading->schedule->election, (int)rule->hours, &arena, &list, err));
    for (size_t i = 0; i < list.count; i++)
        TRY(add_stale(reading, &list.items[i], err));
    return OK;
}

/* Meetings of one day of one candidate, and calendars on two phones, want the same notice. */
static void drop_doubles(struct notice_wanted_list *list)
{
    size_t kept = 0;

    if (list->count == 0)
        return;
    qsort(list->items, list->count, sizeof *list->items, notice_wanted_compare);
    for (size_t i = 1; i < list->count; i++)
        if (notice_wanted_compare(&list->items[kept], &list->items[i]) != 0)
            list->items[++kept] = list->items[i];
    list->count = kept + 1;
}

enum error_code notice_wanted_read(const struct app *app, const struct notice_schedule *schedule,
                                   struct notice_wanted_list *out, struct error *err)
{
    CLEANUP(notice_wanted_done) struct notice_wanted_list list = {.items = NULL};
    struct reading reading = {
        .app = app, .schedule = schedule, .list = &list, .now_utc_secs = clock_now_utc_secs(&app->clock)};

    for (; reading.rule < schedule->rules->kind_count; reading.rule++) {
        if (schedule->rules->kinds[reading.rule].about == ABOUT_MEETINGS)
            TRY(add_by_meetings(&reading, err));
        else if (schedule->rules->kinds[reading.rule].about == ABOUT_FEED)
            TRY(add_by_feed(&reading, err));
    }
    TRY(notice_wanted_add_offices(app, schedule, &list, err));
    drop_doubles(&list);
    *out = list;
    list = (struct notice_wanted_list){.items = NULL};
    return OK;
}

void notice_wanted_done(struct notice_wanted_list *list)
{
    free(list->items);
    free(list->steps);
    *list = (struct notice_wanted_list){.items = NULL};
}
