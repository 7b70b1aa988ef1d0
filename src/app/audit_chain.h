/* Entries of the log as they are stored, and the hash that chains them; app/audit.h describes its form. */
#ifndef APP_AUDIT_CHAIN_H
#define APP_AUDIT_CHAIN_H

#include "app/audit.h"
#include "base/secret.h"

/* Texts are borrowed and never NULL. */
struct audit_row {
    int64_t number;
    int64_t at_utc_secs;
    const char *source;
    const char *host;
    const char *who;
    const char *verb;
    int64_t election; /* 0: of none */
    const char *kind;
    const char *about;
    const char *before;
    const char *after;
    const char *words;
    const char *args;
    const char *previous;
    const char *hash;
    const char *election_code; /* "" when there is none, or no more; not in the hash */
};

enum error_code audit_row_hash(const struct audit_row *row, char out[SECRET_HASH_CHARS],
                               struct error *err) MUST_USE;

struct db_rows;
/* The row that a reader of QUERY_AUDIT_ENTRIES stands on. */
void audit_row_read(const struct db_rows *rows, struct audit_row *out);

#endif
