#include "app/audit_show.h"

#include "db/db.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static enum error_code select_entries(struct db_rows *rows, const struct app *app,
                                      const struct audit_filter *filter, struct error *err)
{
    return db_select(rows, app->db, QUERY_AUDIT_ENTRIES,
                     DB_ARGS(DB_INT("since_utc", filter->since_utc_secs), DB_TEXT("who", filter->who),
                             DB_TEXT("kind", filter->kind), DB_TEXT("about", filter->about)),
                     err);
}

enum error_code audit_each(const struct app *app, const struct audit_filter *filter,
                           enum error_code (*visit)(void *context, const struct audit_shown *shown,
                                                    struct error *err),
                           void *context, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(select_entries(&rows, app, filter, err));
    while (db_rows_next(&rows)) {
        struct audit_row row;
        struct audit_shown shown = {.row = &row};
        audit_row_read(&rows, &row);
        message_restore(&shown.words, row.words, row.args);
        TRY(visit(context, &shown, err));
    }
    return db_rows_finish(&rows, err);
}

enum error_code audit_head_read(const struct app *app, struct audit_head *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct audit_head head = {.number = 0};

    TRY(db_select(&rows, app->db, QUERY_AUDIT_HEAD, DB_NO_ARGS, err));
    if (db_rows_next(&rows)) {
        head.number = db_int(&rows, 0);
        snprintf(head.hash, sizeof head.hash, "%s", db_text(&rows, 1));
    }
    TRY(db_rows_finish(&rows, err));
    *out = head;
    return OK;
}

/* The chain while it is followed. */
struct following {
    int64_t last_number;
    int64_t last_utc_secs;
    char last_hash[SECRET_HASH_CHARS];
    const struct audit_head *signed_head;
    struct audit_check *check;
};

static enum error_code check_row(const struct following *following, const struct audit_row *row,
                                 struct error *err)
{
    char hash[SECRET_HASH_CHARS];
    const struct audit_head *paper = following->signed_head;

    if (row->number != following->last_number + 1)
        return error_set(
            err, ERROR_FOUND,
            "the log of changes is broken: entry %lld is missing, entry %lld stands in its place; "
            "keep this store aside as evidence",
            (long long)following->last_number + 1, (long long)row->number);
    if (strcmp(row->previous, following->last_hash) != 0)
        return error_set(err, ERROR_FOUND,
                         "the log of changes is broken: entry %lld does not follow from the entry before it; "
                         "keep this store aside as evidence",
                         (long long)row->number);
    TRY(audit_row_hash(row, hash, err));
    if (strcmp(row->hash, hash) != 0)
        return error_set(err, ERROR_FOUND,
                         "the log of changes is broken: entry %lld was changed after it was written; keep "
                         "this store aside as evidence",
                         (long long)row->number);
    if (paper != NULL && paper->number == row->number && strcmp(paper->hash, hash) != 0)
        return error_set(
            err, ERROR_FOUND,
            "the log of changes is not the one that was signed: entry %lld has another hash than "
            "on paper; keep this store aside as evidence",
            (long long)row->number);
    return OK;
}

static enum error_code follow(void *context, const struct audit_shown *shown, struct error *err)
{
    struct following *following = context;
    const struct audit_row *row = shown->row;

    TRY(check_row(following, row, err));
    following->check->clock_back += row->at_utc_secs < following->last_utc_secs;
    following->check->checked++;
    following->last_number = row->number;
    following->last_utc_secs = row->at_utc_secs;
    snprintf(following->last_hash, sizeof following->last_hash, "%s", row->hash);
    return OK;
}

static enum error_code check_end(const struct following *following, const struct audit_head *head,
                                 struct error *err)
{
    const struct audit_head *paper = following->signed_head;

    if (following->last_number != head->number || strcmp(following->last_hash, head->hash) != 0)
        return error_set(err, ERROR_FOUND,
                         "the log of changes is broken: it should end with entry %lld and ends with entry "
                         "%lld; keep this store aside as evidence",
                         (long long)head->number, (long long)following->last_number);
    if (paper != NULL && paper->number > head->number)
        return error_set(
            err, ERROR_FOUND,
            "the log of changes is not the one that was signed: entry %lld is on paper, and the log "
            "ends with entry %lld; keep this store aside as evidence",
            (long long)paper->number, (long long)head->number);
    return OK;
}

enum error_code audit_verify(const struct app *app, const struct audit_head *signed_head,
                             struct audit_check *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    const struct audit_filter everything = {.since_utc_secs = INT64_MIN, .who = "", .kind = "", .about = ""};
    struct audit_check check = {.checked = 0};
    struct following following = {.last_utc_secs = INT64_MIN, .signed_head = signed_head, .check = &check};

    memset(following.last_hash, '0', SECRET_HASH_CHARS - 1);
    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(audit_head_read(app, &check.head, err));
    TRY(audit_each(app, &everything, follow, &following, err));
    TRY(check_end(&following, &check.head, err));
    *out = check;
    return OK;
}
