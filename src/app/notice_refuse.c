#include "app/notice_refuse.h"

#include "app/notice_limits.h"
#include "app/notice_setup.h"
#include "app/settings.h"
#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>

#define SETUP_MAX_BYTES ((size_t)1 << 20)
#define NOTICE_ARENA_MAX_BYTES ((size_t)4 << 20)
#define REFUSED_MAX 1000000

struct refused {
    int64_t id;
    enum notice_reason reason;
};

struct refusing {
    const struct app *app;
    const struct prepare_rules *rules;
    int64_t now_utc_secs;
    struct refused *items;
    size_t count;
    size_t capacity;
};

static void refusing_done(struct refusing *refusing)
{
    free(refusing->items);
}

static enum error_code look_at(struct refusing *refusing, int64_t id, struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    struct notice_facts facts;
    struct prepared_notice prepared;

    arena_init(&arena, NOTICE_ARENA_MAX_BYTES);
    TRY(notice_limits_read(refusing->app->db, id, &arena, &facts, err));
    if (!notice_tells_anything(&facts, refusing->now_utc_secs))
        return OK;
    TRY(prepare_text(refusing->rules, &facts, refusing->now_utc_secs, &arena, &prepared, err));
    if (prepared.decision.reason == REASON_NONE)
        return OK;
    if (!list_reserve(&refusing->items, &refusing->capacity, refusing->count + 1, sizeof *refusing->items,
                      REFUSED_MAX))
        return error_memory(err);
    refusing->items[refusing->count++] = (struct refused){id, prepared.decision.reason};
    return OK;
}

static enum error_code look_at_all(struct refusing *refusing, int64_t election, int64_t release,
                                   struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, refusing->app->db, QUERY_NOTICES_OF_RELEASE,
                  DB_ARGS(DB_INT("election", election), DB_INT("release", release)), err));
    while (db_rows_next(&rows))
        TRY(look_at(refusing, db_int(&rows, 0), err));
    return db_rows_finish(&rows, err);
}

enum error_code notice_refuse(const struct app *app, int64_t election, int64_t release, int64_t *out_refused,
                              struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(notice_setup_done) struct notice_setup setup = {0};
    CLEANUP(refusing_done)
    struct refusing refusing = {
        .app = app, .rules = &setup.rules, .now_utc_secs = clock_now_utc_secs(&app->clock)};

    arena_init(&arena, SETUP_MAX_BYTES);
    *out_refused = 0;
    if (app->settings->gateway.profile == NULL)
        return OK;
    /* What is wrong with the gateway's files is said by whoever sends; it stops no release. */
    if (notice_setup_load(&setup, app, &arena, err) != OK)
        return OK;
    TRY(look_at_all(&refusing, election, release, err));
    for (size_t i = 0; i < refusing.count; i++)
        TRY(db_run(app->db, QUERY_NOTICE_REFUSE,
                   DB_ARGS(DB_INT("id", refusing.items[i].id),
                           DB_TEXT("reason", notice_reason_name(refusing.items[i].reason)),
                           DB_INT("now_utc", refusing.now_utc_secs)),
                   err));
    *out_refused = (int64_t)refusing.count;
    return OK;
}
