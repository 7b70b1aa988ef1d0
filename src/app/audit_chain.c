#include "app/audit_chain.h"

#include "base/text.h"
#include "db/db.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ROW_MAX_BYTES ((size_t)64 * 1024)

static void put_text(struct text *out, const char *value)
{
    text_putf(out, "%zu:", strlen(value));
    text_put(out, value);
    text_put_char(out, ',');
}

static void put_number(struct text *out, int64_t value)
{
    char decimal[24];

    snprintf(decimal, sizeof decimal, "%" PRId64, value);
    put_text(out, decimal);
}

enum error_code audit_row_hash(const struct audit_row *row, char out[SECRET_HASH_CHARS], struct error *err)
{
    CLEANUP(text_done) struct text form;
    const char *const before_election[] = {row->source, row->host, row->who, row->verb};
    const char *const after_election[] = {row->kind,  row->about, row->before,
                                          row->after, row->words, row->args};

    text_init(&form, ROW_MAX_BYTES);
    put_text(&form, row->previous);
    put_number(&form, row->number);
    put_number(&form, row->at_utc_secs);
    for (size_t i = 0; i < COUNT_OF(before_election); i++)
        put_text(&form, before_election[i]);
    if (row->election != 0)
        put_number(&form, row->election);
    else
        put_text(&form, "");
    for (size_t i = 0; i < COUNT_OF(after_election); i++)
        put_text(&form, after_election[i]);
    TRY(text_finish(&form, err));
    secret_hash_hex(form.data, form.length, out);
    return OK;
}

void audit_row_read(const struct db_rows *rows, struct audit_row *out)
{
    *out = (struct audit_row){
        .number = db_int(rows, 0),
        .at_utc_secs = db_int(rows, 1),
        .source = db_text(rows, 2),
        .host = db_text(rows, 3),
        .who = db_text(rows, 4),
        .verb = db_text(rows, 5),
        .election = db_int(rows, 6),
        .kind = db_text(rows, 7),
        .about = db_text(rows, 8),
        .before = db_text(rows, 9),
        .after = db_text(rows, 10),
        .words = db_text(rows, 11),
        .args = db_text(rows, 12),
        .previous = db_text(rows, 13),
        .hash = db_text(rows, 14),
        .election_code = db_text(rows, 15),
    };
}
