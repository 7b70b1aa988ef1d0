#include "app/notice_preview.h"

#include "app/notice_price.h"
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

/* One of the notices that wait, as it would be handled now. */
struct viewed {
    int64_t id;
    const char *candidate; /* code */
    struct prepared_notice prepared;
    int64_t price_dong;
};

/* The cheaper form, shown so that staff can choose it in the profile with open eyes. */
static enum error_code write_plain(struct viewing *viewing, const struct prepared_notice *prepared,
                                   struct notice_preview_text *out, struct error *err)
{
    struct sms_size size;
    char *plain;

    out->plain = "";
    if (prepared->size.coding != SMS_UCS2)
        return OK;
    TRY(sms_text_plain(prepared->text, viewing->arena, &plain, err));
    if (!sms_text_measure(plain, &size))
        return error_set(err, ERROR_SOFTWARE, "a composed text is not UTF-8");
    if (size.parts < prepared->size.parts) {
        out->plain = plain;
        out->plain_parts = size.parts;
    }
    return OK;
}

static enum error_code keep(struct viewing *viewing, const struct viewed *viewed, struct error *err)
{
    const struct prepared_notice *prepared = &viewed->prepared;
    struct notice_preview_text text = {
        .id = viewed->id,
        .candidate = arena_copy_string(viewing->arena, viewed->candidate),
        .state = notice_state_name(prepared->decision.state),
        .sentence = notice_reason_sentence(notice_reason_name(prepared->decision.reason)),
        .text = arena_copy_string(viewing->arena, prepared->text),
        .parts = prepared->size.parts,
        .units = prepared->size.units,
        .ucs2 = prepared->size.coding == SMS_UCS2,
        .characters = prepared->size.characters,
        .forcing_at = prepared->size.forcing_at,
        .forbidden_at = prepared->verdict.forbidden_at,
        .price_dong = viewed->price_dong,
    };

    memcpy(text.forcing, prepared->size.forcing, sizeof text.forcing);
    memcpy(text.forbidden, prepared->verdict.forbidden, sizeof text.forbidden);
    if (text.candidate == NULL || text.text == NULL)
        return error_memory(err);
    TRY(write_plain(viewing, prepared, &text, err));
    viewing->preview.texts[viewing->preview.text_count++] = text;
    return OK;
}

static void count(struct notice_preview *preview, const struct viewed *viewed)
{
    const struct prepared_notice *prepared = &viewed->prepared;

    if (prepared->decision.state == NOTICE_QUEUED) {
        preview->messages++;
        preview->persons++;
        preview->parts += prepared->size.parts;
        preview->price_dong =
            preview->price_dong < 0 || viewed->price_dong < 0 ? -1 : preview->price_dong + viewed->price_dong;
        return;
    }
    if (prepared->decision.reason == REASON_HOUSEHOLD)
        preview->persons++;
    preview->counts.of[prepared->decision.state].count++;
}

static enum error_code view(struct viewing *viewing, int64_t id, const char *candidate, struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    const struct outbox *outbox = &viewing->outbox.outbox;
    struct viewed viewed = {.id = id, .candidate = candidate};
    struct notice_facts facts;

    arena_init(&arena, NOTICE_ARENA_MAX_BYTES);
    TRY(outbox->facts(outbox->context, &(struct outbox_notice){.id = id}, 1, &arena, &facts, err));
    TRY(prepare_notice(viewing->rules, &facts, clock_now_utc_secs(&viewing->app->clock), &arena,
                       &viewed.prepared, err));
    viewed.price_dong =
        notice_price_dong(&viewing->app->settings->notices, facts.number, viewed.prepared.size.parts);
    count(&viewing->preview, &viewed);
    return viewing->preview.text_count < viewing->texts_max ? keep(viewing, &viewed, err) : OK;
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
        TRY(view(viewing, db_int(&due, 0), db_text(&due, 1), err));
    return db_rows_finish(&due, err);
}

/* ---- one of each kind ---- */

struct kind_list {
    struct notice_kind_preview items[NOTICE_KINDS_SHOWN_MAX];
    int64_t ids[NOTICE_KINDS_SHOWN_MAX];
    size_t count;
};

static enum error_code read_kinds(const struct viewing *viewing, int64_t election, struct kind_list *kinds,
                                  struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, viewing->app->db, QUERY_NOTICE_KINDS_WAITING, DB_ARGS(DB_INT("election", election)),
                  err));
    while (kinds->count < NOTICE_KINDS_SHOWN_MAX && db_rows_next(&rows)) {
        struct notice_kind_preview *kind = &kinds->items[kinds->count];
        kind->kind = arena_copy_string(viewing->arena, db_text(&rows, 0));
        if (kind->kind == NULL)
            return error_memory(err);
        kind->waiting = db_int(&rows, 1);
        kinds->ids[kinds->count++] = db_int(&rows, 2);
    }
    return db_rows_finish(&rows, err);
}

static enum error_code view_kinds(struct viewing *viewing, int64_t election, struct kind_list *kinds,
                                  struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};

    TRY(db_snapshot_begin(&moment, viewing->app->db, err));
    TRY(read_kinds(viewing, election, kinds, err));
    for (size_t i = 0; i < kinds->count; i++) {
        TRY(view(viewing, kinds->ids[i], "", err));
        kinds->items[i].sample = viewing->preview.texts[i];
    }
    return OK;
}

static enum error_code set_up(struct viewing *viewing, struct notice_setup *setup, struct error *err)
{
    TRY(notice_setup_load(setup, viewing->app, viewing->arena, err));
    TRY(outbox_store_init(&viewing->outbox, viewing->app->db, err));
    notice_counts_init(&viewing->preview.counts);
    viewing->preview.gateway = arena_copy_string(viewing->arena, setup->profile->name);
    viewing->preview.texts = arena_array(viewing->arena, viewing->texts_max, sizeof *viewing->preview.texts);
    return viewing->preview.gateway != NULL && viewing->preview.texts != NULL ? OK : error_memory(err);
}

enum error_code notice_preview_kinds(const struct app *app, int64_t election, struct arena *arena,
                                     struct notice_kind_previews *out, struct error *err)
{
    CLEANUP(notice_setup_done) struct notice_setup setup = {0};
    struct viewing viewing = {
        .app = app, .rules = &setup.rules, .texts_max = NOTICE_KINDS_SHOWN_MAX, .arena = arena};
    struct kind_list *kinds = arena_alloc(arena, sizeof *kinds);

    if (kinds == NULL)
        return error_memory(err);
    TRY(set_up(&viewing, &setup, err));
    TRY(view_kinds(&viewing, election, kinds, err));
    *out = (struct notice_kind_previews){viewing.preview.gateway, kinds->items, kinds->count};
    return OK;
}

enum error_code notice_preview(const struct app *app, size_t texts_max, struct arena *arena,
                               struct notice_preview *out, struct error *err)
{
    CLEANUP(notice_setup_done) struct notice_setup setup = {0};
    struct viewing viewing = {.app = app, .rules = &setup.rules, .texts_max = texts_max, .arena = arena};

    TRY(set_up(&viewing, &setup, err));
    TRY(view_all(&viewing, err));
    *out = viewing.preview;
    return OK;
}
