/* One change of one meeting by staff: another place or hour, online or in person, cancelled or held again, pinned or free.
 * It is made in the newest draft, or in a new one that starts from what is published, and only if the judge finds nothing
 * that was not wrong before.
 */
#ifndef APP_PLAN_EDIT_H
#define APP_PLAN_EDIT_H

#include "app/meeting_version.h"
#include "app/plan_mend.h"

enum meeting_edit_kind { MEETING_EDIT_MOVE, MEETING_EDIT_SWITCH, MEETING_EDIT_CANCEL, MEETING_EDIT_RESTORE };

struct meeting_edit {
    enum meeting_edit_kind kind;
    const char *meeting;
    const char *venue; /* NULL: as it was */
    bool has_start;
    struct civil_time start; /* its end follows from its length */
    enum plan_mode mode;     /* of MEETING_EDIT_SWITCH */
    const char *document;    /* allows one meeting fewer, or one more online; NULL: none */
    const char *reason;      /* the staff's words, as a reason in the changelog; NULL: none */
    const char *seen;        /* the version on which the staff decided (app/meeting_version.h); NULL: any */
    bool dry_run;
};

struct plan_edited {
    struct plan_context context; /* what the indexes mean */
    struct plan_move move;
    struct plan plan_before;
    struct plan plan; /* with the change */
    struct plan_judgement before;
    struct plan_judgement judgement;
    const struct plan_violation *added; /* what the change would break, after ERROR_FOUND */
    int64_t draft;
    char now[MEETING_VERSION_CHARS]; /* the version before the change */
    bool stale;                      /* after ERROR_FOUND: it is not the one that was seen */
    bool made_before; /* after OK: the change was made already, by a form that was sent twice */
};

/* ERROR_FOUND: the change would break rules, and `out` says which; or the meeting is another than was seen, and of the rest of
 * `out` only the context is filled in. Nothing is stored. ERROR_NO_INPUT: no such meeting or venue. ERROR_DATA: it has begun,
 * is pinned, is cancelled, or would not change. Released with plan_edited_done after OK and ERROR_FOUND. */
enum error_code plan_edit(const struct app *app, int64_t election, const struct meeting_edit *edit,
                          struct arena *arena, struct plan_edited *out, struct error *err) MUST_USE;
void plan_edited_done(struct plan_edited *edited);

#endif
