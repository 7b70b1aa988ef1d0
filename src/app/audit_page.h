/* The log of changes a page at a time, newest first, for people who look for one change: by person, kind and day. */
#ifndef APP_AUDIT_PAGE_H
#define APP_AUDIT_PAGE_H

#include "app/audit_show.h"
#include "calendar/civil.h"

#define AUDIT_PAGE_ROWS 100

struct audit_page_filter {
    int64_t election; /* entries of this one, and those of none */
    int64_t before;   /* number; only older entries. 0: from the newest */
    const char *who;  /* login, or account of a machine; "": everybody */
    const char *kind; /* "": all */
    bool has_day;
    struct civil_date day;
};

struct audit_page_entry {
    int64_t number;
    int64_t at_utc_secs;
    const char *source; /* "cli", "web", "worker" */
    const char *host;
    const char *who; /* login of a user of the service, else an account of the machine */
    const char *kind;
    const char *about;
    const char *before;
    const char *after;
    struct message words; /* its format lies in the arena */
};

struct audit_page {
    struct audit_page_entry *entries;
    size_t count;
    bool more; /* there are older ones */
};

enum error_code audit_page_read(const struct app *app, const struct audit_page_filter *filter,
                                struct arena *arena, struct audit_page *out, struct error *err) MUST_USE;

#endif
