/* One meeting with all that staff want to know of it: as it was published and as the draft has it, who stands, who was told,
 * how it came to be where it is.
 */
#ifndef APP_MEETING_SHOW_H
#define APP_MEETING_SHOW_H

#include "app/app.h"
#include "app/meeting_version.h"
#include "plan/speaking_order.h"

struct meeting_site {
    const char *mode;  /* "direct", "online" */
    const char *venue; /* code; "" when there is none, as are all that follow */
    const char *name;
    const char *address;
    const char *commune;
    int64_t capacity; /* persons */
    const char *link;
    const char *chair; /* who presides here, an office, where the tables say so */
    int64_t area;      /* id of the commune; 0: none */
};

/* As it stands in one of the two plans. */
struct meeting_state {
    bool known; /* the plan has it; what follows counts only then */
    bool held;  /* not cancelled */
    const char *mode;
    struct civil_time start;
    struct civil_time end;
    const struct meeting_site *sites; /* the main one first */
    size_t site_count;
    uint32_t number; /* meetings of the unit before it */
};

struct meeting_candidate {
    const char *code;
    const char *name;
    bool has_phone;
    bool has_mail;
    bool silent;                 /* asked for no messages */
    int64_t feed_utc_secs;       /* when the address in use was made; 0: none */
    int64_t last_fetch_utc_secs; /* 0: never */
};

/* One change of one release. */
struct meeting_change {
    int64_t sequence;
    int64_t release_number;
    int64_t changed_utc_secs;
    const char *kind; /* release_change.kind; "" when the release says nothing of it */
    const char *before;
    const char *after;
    struct message reason; /* its format is NULL when none was noted */
};

struct meeting_mark {
    const char *rule;
    const char *severity;
    struct message words;
};

struct meeting_shown {
    const char *code;
    int64_t unit; /* id */
    const char *unit_code;
    const char *unit_name;
    const char *unit_level; /* "na", "province", "district", "commune" */
    int64_t unit_area;      /* id of the area that elects, or the smallest one that holds the unit; 0: none */
    const char *committee;  /* the area whose Front committee presides (art. 66.1) */
    struct meeting_state published;
    int64_t sequence;                           /* SEQUENCE of the published entry */
    int64_t release_number;                     /* that changed it last */
    int64_t draft;                              /* id of the newest draft that is not published; 0: none */
    struct meeting_state drafted;               /* in it */
    char version[MEETING_VERSION_CHARS];        /* of what a change would start from */
    const struct meeting_candidate *candidates; /* in the order A, B, C */
    size_t candidate_count;
    const struct meeting_change *changes; /* the newest first */
    size_t change_count;
    const struct meeting_mark *marks; /* rules that the published meeting breaks */
    size_t mark_count;
    const char *pin_reason; /* NULL: it is not pinned */
    const char *pinned_by;
    int64_t pinned_utc_secs;
};

/* What changes start from: the draft where there is one, else what is published. */
static inline const struct meeting_state *meeting_now(const struct meeting_shown *shown)
{
    return shown->draft != 0 ? &shown->drafted : &shown->published;
}

/* ERROR_NO_INPUT: neither plan has a meeting of that code. All lies in the arena. */
enum error_code meeting_show(const struct app *app, int64_t election, const char *code, struct arena *arena,
                             struct meeting_shown *out, struct error *err) MUST_USE;

#endif
