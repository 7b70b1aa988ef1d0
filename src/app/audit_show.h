/* The log read again: as sentences, and link by link against its hashes. What the chain alone cannot show, that its end was
 * cut off or all of it written anew, shows against a head that was signed on paper.
 */
#ifndef APP_AUDIT_SHOW_H
#define APP_AUDIT_SHOW_H

#include "app/audit_chain.h"

/* "" and 0 leave everything. */
struct audit_filter {
    int64_t since_utc_secs;
    const char *who;
    const char *kind;
    const char *about;
};

struct audit_shown {
    const struct audit_row *row;
    struct message words; /* the sentence, with its key and arguments */
};

/* Calls `visit` with each entry, oldest first, until it fails; texts are borrowed for the call. */
enum error_code audit_each(const struct app *app, const struct audit_filter *filter,
                           enum error_code (*visit)(void *context, const struct audit_shown *shown,
                                                    struct error *err),
                           void *context, struct error *err) MUST_USE;

struct audit_head {
    int64_t number; /* 0: the log is empty */
    char hash[SECRET_HASH_CHARS];
};

enum error_code audit_head_read(const struct app *app, struct audit_head *out, struct error *err) MUST_USE;

struct audit_check {
    struct audit_head head;
    int64_t checked;    /* entries */
    int64_t clock_back; /* entries dated before the one before: the machine's clock was set back */
};

/* ERROR_FOUND names the first entry that is not what was written: changed, missing, put in, or not at the end of the chain.
 * With `signed_head` (a head on paper) the entry of its number must carry its hash; it may be NULL. */
enum error_code audit_verify(const struct app *app, const struct audit_head *signed_head,
                             struct audit_check *out, struct error *err) MUST_USE;

#endif
