#include "app/audit.h"

#include "app/audit_chain.h"
#include "base/text.h"
#include "db/db.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char *const source_names[] = {
    [ACTOR_CLI] = "cli", [ACTOR_WEB] = "web", [ACTOR_WORKER] = "worker"};

/* From here on other writers of the log wait. */
static enum error_code take_head(struct audit_series *series, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    bool found = false;

    TRY(db_select(&rows, series->app->db, QUERY_AUDIT_HEAD_TAKE, DB_NO_ARGS, err));
    while (db_rows_next(&rows)) {
        found = true;
        series->number = db_int(&rows, 0);
        snprintf(series->hash, sizeof series->hash, "%s", db_text(&rows, 1));
    }
    TRY(db_rows_finish(&rows, err));
    if (!found)
        return error_set(
            err, ERROR_CONFIG,
            "the log of changes has lost its head; nothing was changed; restore the last backup");
    return OK;
}

/* NULL becomes "", and what is too long is cut between two characters. */
static const char *cut(const char *text, char out[AUDIT_TEXT_MAX_BYTES + 1])
{
    size_t length = text == NULL ? 0 : strnlen(text, AUDIT_TEXT_MAX_BYTES + 1);

    if (length > AUDIT_TEXT_MAX_BYTES) {
        length = AUDIT_TEXT_MAX_BYTES;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    if (length > 0)
        memcpy(out, text, length);
    out[length] = '\0';
    return out;
}

static enum error_code insert(struct db *db, const struct audit_row *row, struct error *err)
{
    const struct db_arg election = row->election != 0 ? (struct db_arg)DB_INT("election", row->election)
                                                      : (struct db_arg)DB_NULL("election");

    return db_run(db, QUERY_AUDIT_INSERT,
                  DB_ARGS(DB_INT("number", row->number), DB_INT("at_utc", row->at_utc_secs),
                          DB_TEXT("source", row->source), DB_TEXT("host", row->host),
                          DB_TEXT("who", row->who), DB_TEXT("verb", row->verb), election,
                          DB_TEXT("kind", row->kind), DB_TEXT("about", row->about),
                          DB_TEXT("before", row->before), DB_TEXT("after", row->after),
                          DB_TEXT("words", row->words), DB_TEXT("args", row->args),
                          DB_TEXT("previous", row->previous), DB_TEXT("hash", row->hash)),
                  err);
}

enum error_code audit_series_add(struct audit_series *series, const struct audit_entry *entry,
                                 struct error *err)
{
    CLEANUP(text_done) struct text args = {0};
    const struct app *app = series->app;
    char before[AUDIT_TEXT_MAX_BYTES + 1];
    char after[AUDIT_TEXT_MAX_BYTES + 1];
    char hash[SECRET_HASH_CHARS];
    struct audit_row row = {
        .at_utc_secs = clock_now_utc_secs(&app->clock),
        .source = source_names[app->actor.source],
        .host = app->actor.host,
        .who = app->actor.who,
        .verb = entry->verb,
        .election = entry->election,
        .kind = entry->kind,
        .about = entry->about != NULL ? entry->about : "",
        .before = cut(entry->before, before),
        .after = cut(entry->after, after),
        .words = entry->words.format,
        .previous = series->hash,
        .hash = hash,
    };

    assert(db_in_transaction(app->db));
    if (series->number == 0)
        TRY(take_head(series, err));
    text_init(&args, MESSAGE_TEXT_MAX + MESSAGE_ARGS_MAX);
    message_put_args(&entry->words, &args);
    TRY(text_finish(&args, err));
    row.args = args.data;
    row.number = series->number + 1;
    TRY(audit_row_hash(&row, hash, err));
    TRY(insert(app->db, &row, err));
    series->number = row.number;
    memcpy(series->hash, hash, sizeof series->hash);
    return OK;
}

enum error_code audit_series_end(const struct audit_series *series, struct error *err)
{
    if (series->number == 0)
        return OK;
    return db_run(series->app->db, QUERY_AUDIT_HEAD_PUT,
                  DB_ARGS(DB_INT("number", series->number), DB_TEXT("hash", series->hash)), err);
}

enum error_code audit_put(const struct app *app, const struct audit_entry *entry, struct error *err)
{
    struct audit_series series = {.app = app};

    TRY(audit_series_add(&series, entry, err));
    return audit_series_end(&series, err);
}
