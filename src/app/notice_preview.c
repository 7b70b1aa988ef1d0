#include "app/notice_preview.h"

#include "app/notice_setup.h"
#include "app/outbox_store.h"
#include "db/db.h"

#include <string.h>

#define NOTICE_ARENA_MAX_BYTES ((size_t)4 * 1024 * 1024)

struct viewing {
    const struct app *app;
    const struct prepare_rules *rules;
    struct outbox_store outbox;
    size_t texts_max;
    struct arena *arena;
    struct notice_preview preview;
};

static enum error_code keep(struct viewing *viewing, const struct db_rows *due,
                            const struct prepared_notice *prepared, struct error *err)
{
    struct notice_preview_text *text = &viewing->preview.texts[viewing->preview.text_count];

    *text = (struct notice_preview_text){
        .id = db_int(due, 0),
        .candidate = arena_copy_string(viewing->arena, db_text(due, 1)),
        .state = notice_state_name(prepared->decision.state),
        .sentence = notice_reason_sentence(notice_reason_name(prepared->decision.reason)),
        .text = arena_copy_string(viewing->arena, prepared->text),
        .parts = prepared->size.parts,
        .units = prepared->size.units,
        .ucs2 = prepared->size.coding == SMS_UCS2,
        .characters = prepared->size.characters,
        .forcing_at = prepared->size.forcing_at,
    };
    memcpy(text->forcing, prepared->size.forcing, sizeof text->forcing);
    if (text->candidate == NULL || text->text == NULL)
        return error_memory(err);
    viewing->preview.text_count++;
    return OK;
}

static enum error_code view(struct viewing *viewing, const struct db_rows *due, struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    const struct outbox *outbox = &viewing->outbox.outbox;
    struct notice_facts facts;
    struct prepared_notice prepared;

    arena_init(&arena, NOTICE_ARENA_MAX_BYTES);
    TRY(outbox->facts(outbox->context, db_int(due, 0), &arena, &facts, err));
    TRY(prepare_notice(viewing->rules, &facts, clock_now_utc_secs(&viewing->app->clock), &arena, &prepared,
                       err));
    if (prepared.decision.state == NOTICE_QUEUED) {
        viewing->preview.messages++;
        viewing->preview.parts += prepared.size.parts;
    } else {
        viewing->preview.counts.of[prepared.decision.state].count++;
    }
    return viewing->preview.text_count < viewing->texts_max ? keep(viewing, due, &prepared, err) : OK;
}

static enum error_code view_all(struct viewing *viewing, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    CLEANUP(db_rows_end) struct db_rows due = {0};
    struct db *db = viewing->app->db;

    TRY(db_snapshot_begin(&moment, db, err));
    TRY(db_select(&due, db, QUERY_NOTICES_DUE,
                  DB_ARGS(DB_INT("now_utc", clock_now_utc_secs(&viewing->app->clock))), err));
    while (db_rows_next(&due))
        TRY(view(viewing, &due, err));
    return db_rows_finish(&due, err);
}

enum error_code notice_preview(const struct app *app, size_t texts_max, struct arena *arena,
                               struct notice_preview *out, struct error *err)
{
    CLEANUP(notice_setup_done) struct notice_setup setup = {0};
    struct viewing viewing = {.app = app, .rules = &setup.rules, .texts_max = texts_max, .arena = arena};

    TRY(notice_setup_load(&setup, app, arena, err));
    TRY(outbox_store_init(&viewing.outbox, app->db, err));
    notice_counts_init(&viewing.preview.counts);
    viewing.preview.gateway = arena_copy_string(arena, setup.profile->name);
    viewing.preview.texts = arena_array(arena, texts_max, sizeof *viewing.preview.texts);
    if (viewing.preview.gateway == NULL || viewing.preview.texts == NULL)
        return error_memory(err);
    TRY(view_all(&viewing, err));
    *out = viewing.preview;
    return OK;
}
