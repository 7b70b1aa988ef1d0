#include "app/import_audit.h"

#define WORDS_MAX_BYTES ((size_t)16 * 1024)

static enum error_code put(struct audit_series *log, struct audit_entry *entry, const char *file,
                           const char *key, bool removed, struct error *err)
{
    if (removed)
        message_set(&entry->words, "%s was removed from the table %s by an import.", key, file);
    else
        message_set(&entry->words, "%s of the table %s was changed by an import.", key, file);
    return audit_series_add(log, entry, err);
}

enum error_code import_audit_row(struct audit_series *log, int64_t election,
                                 const struct import_changed_row *row, struct error *err)
{
    CLEANUP(text_done) struct text key;
    CLEANUP(text_done) struct text before;
    CLEANUP(text_done) struct text after;

    text_init(&key, WORDS_MAX_BYTES);
    text_init(&before, WORDS_MAX_BYTES);
    text_init(&after, WORDS_MAX_BYTES);
    import_put_key(row->old_side, row->old_item, row->shape, &key);
    if (row->new_item != NULL)
        import_put_difference(row->old_side, row->old_item, row->new_side, row->new_item, row->shape,
                              (struct text *const[]){&before, &after});
    TRY(text_finish(&key, err));
    TRY(text_finish(&before, err));
    TRY(text_finish(&after, err));
    struct audit_entry entry = {.verb = "import",
                                .election = election,
                                .kind = row->shape->name,
                                .about = key.data,
                                .before = before.data,
                                .after = after.data};
    return put(log, &entry, row->shape->name, key.data, row->new_item == NULL, err);
}

enum error_code import_audit_param(struct audit_series *log, int64_t election, const char *key,
                                   const char *before, const char *after, struct error *err)
{
    static const char file[] = "params.csv";
    struct audit_entry entry = {
        .verb = "import", .election = election, .kind = file, .about = key, .before = before, .after = after};

    return put(log, &entry, file, key, false, err);
}

enum error_code import_audit_counts(struct audit_series *log, int64_t election,
                                    const struct import_result *result, bool removed, struct error *err)
{
    for (size_t i = 0; i < COUNT_OF(result->counts); i++) {
        const struct import_count *count = &result->counts[i];
        size_t gone = removed ? count->missing : 0;
        struct audit_entry entry = {
            .verb = "import", .election = election, .kind = "table", .about = count->file};
        if (count->added + count->changed + gone == 0)
            continue;
        message_set(&entry.words, "The table %s was imported: %zu rows new, %zu changed, %zu removed.",
                    count->file, count->added, count->changed, gone);
        TRY(audit_series_add(log, &entry, err));
    }
    return OK;
}
