/* The log of every change of meaning: who, when, from where, what, what was before and after, and a sentence that can be
 * shown in any language. An entry is written in the transaction of the change it tells of, so that neither is stored
 * without the other:
 *
 *     struct audit_entry entry = {.verb = "feed issue", .election = id, .kind = "candidate", .about = code};
 *     message_set(&entry.words, "Candidate %s got a calendar address.", code);
 *     TRY(audit_put(app, &entry, err));
 *     return db_transaction_commit(&change, err);
 *
 * Put it last: it locks the end of the chain, and others wait for it until the transaction ends.
 *
 * Ids only: no names of persons, no telephone numbers, no mail addresses, in no field.
 *
 * The chain: the hash of an entry is BLAKE2b with 32 bytes (RFC 7693), in hexadecimal, over these texts one after the
 * other, each as `LENGTH:BYTES,` with its length in bytes as a decimal number: previous, number, at_utc, source, host, who,
 * verb, election, kind, about, before, after, words, args. Numbers are decimal; an election that is NULL is the empty
 * text. `previous` is the hash of the entry before, 64 zeros for the first.
 */
#ifndef APP_AUDIT_H
#define APP_AUDIT_H

#include "app/app.h"
#include "base/secret.h"

/* Longer texts of `before` and `after` are cut at a character. */
#define AUDIT_TEXT_MAX_BYTES 2000

struct audit_entry {
    const char *verb;     /* the words of the command that does the same: "plan publish" */
    int64_t election;     /* id; 0: of none */
    const char *kind;     /* what it is about: election, candidate, area, step, meeting, table, user */
    const char *about;    /* its code, id or number; NULL: no single one */
    const char *before;   /* NULL: there was nothing */
    const char *after;    /* NULL: nothing is left */
    struct message words; /* a whole sentence, set with message_set */
};

/* Adds the entry; the caller holds the transaction of the change and commits both. */
enum error_code audit_put(const struct app *app, const struct audit_entry *entry, struct error *err) MUST_USE;

/* The end of the chain while one transaction adds many entries: audit_series_end, before the commit, writes it down once.
 *
 *     struct audit_series series = {.app = app};
 *     TRY(audit_series_add(&series, &entry, err)); ...
 *     TRY(audit_series_end(&series, err));
 */
struct audit_series {
    const struct app *app;
    int64_t number; /* of the newest entry; 0: nothing was added, and nobody waits */
    char hash[SECRET_HASH_CHARS];
};

enum error_code audit_series_add(struct audit_series *series, const struct audit_entry *entry,
                                 struct error *err) MUST_USE;
enum error_code audit_series_end(const struct audit_series *series, struct error *err) MUST_USE;

#endif
