/* What was published when, and what each release changed. */
#ifndef APP_PLAN_RELEASES_H
#define APP_PLAN_RELEASES_H

#include "app/app.h"

struct plan_release {
    int64_t number;
    int64_t published_utc_secs;
    const char *note; /* "" when none */
    int64_t changed;  /* meetings */
};

struct plan_releases {
    const struct plan_release *items; /* by number */
    size_t count;
};

enum error_code plan_releases_list(const struct app *app, int64_t election, struct arena *arena,
                                   struct plan_releases *out, struct error *err) MUST_USE;

/* One entry of the changelog. */
struct release_change {
    const char *meeting;   /* code */
    const char *unit_name; /* as on papers */
    const char *kind;      /* new, moved, place, mode, cancelled, restored */
    const char *before;    /* as the changelog has it; "" when there was nothing */
    const char *after;
    struct message reason; /* its format is NULL when none was noted */
};

struct release_changes {
    const struct release_change *items; /* by code of the meeting */
    size_t count;
};

/* ERROR_NO_INPUT: there is no release of that number. */
enum error_code release_changes_list(const struct app *app, int64_t election, int64_t number,
                                     struct arena *arena, struct release_changes *out,
                                     struct error *err) MUST_USE;

#endif
