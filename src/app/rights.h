/* Who may do what, and where: the one question that pages and interfaces ask before they act for a user of the web service.
 *
 *     struct rights rights;
 *     struct rights_place place;
 *     TRY(rights_load(app, account, &rights, err));
 *     TRY(rights_place_of_area(app, area, &place, err));
 *     if (!rights_allow(&rights, RIGHTS_RECORD, &place))
 *         return error_set(err, ERROR_DENIED, ...);
 *
 * A role holds in an area and below it, or everywhere. Seen from the area of a role, a place is the area itself, below it,
 * above it, or elsewhere; a table says what each role may do in each of the four. Whoever has several roles may do what
 * any of them allows. Whoever has an account of the machine and can read the store needs no rights here.
 */
#ifndef APP_RIGHTS_H
#define APP_RIGHTS_H

#include "app/app.h"

enum rights_role {
    ROLE_ADMINISTRATOR, /* accounts, backups, tables; does not plan or publish */
    ROLE_AUDITOR,       /* sees everything but telephone numbers, and the log of changes */
    ROLE_PROVINCE,      /* staff of the Front on that level */
    ROLE_DISTRICT,
    ROLE_COMMUNE,
    ROLE_VIEWER,
    ROLE_COUNT
};

extern const char *const rights_role_names[ROLE_COUNT];

enum rights_action {
    RIGHTS_VIEW,          /* timetable, plan, reports */
    RIGHTS_VIEW_PERSONAL, /* telephone numbers and mail addresses */
    RIGHTS_RECORD,        /* acts, overrides, owners, consultations */
    RIGHTS_IMPORT,        /* tables; making elections */
    RIGHTS_PLAN,          /* drafts */
    RIGHTS_PUBLISH,       /* releases, and messages about them */
    RIGHTS_FEED,          /* calendar addresses */
    RIGHTS_PRIVACY,       /* export and erasure of personal data */
    RIGHTS_AUDIT,         /* the log of changes */
    RIGHTS_BACKUP,
    RIGHTS_ACCOUNTS,
    RIGHTS_COUNT
};

#define RIGHTS_DEPTH_MAX 8
#define RIGHTS_ROLES_MAX 64

/* An area with all in which it lies, itself first; none: the whole, such as all elections, the log, the accounts. */
struct rights_place {
    int64_t areas[RIGHTS_DEPTH_MAX];
    size_t depth;
};

struct rights_held {
    enum rights_role role;
    struct rights_place place;
};

struct rights {
    int64_t account;
    size_t count; /* 0: may do nothing */
    struct rights_held held[RIGHTS_ROLES_MAX];
};

/* Looks into nothing but its arguments. */
bool rights_allow(const struct rights *rights, enum rights_action action,
                  const struct rights_place *place) MUST_USE;

/* Area 0 is the whole. ERROR_NO_INPUT: there is no such area. */
enum error_code rights_place_of_area(const struct app *app, int64_t area, struct rights_place *out,
                                     struct error *err) MUST_USE;

/* The area in which all others of the election lie; the whole when there are several such. */
enum error_code rights_place_of_election(const struct app *app, int64_t election, struct rights_place *out,
                                         struct error *err) MUST_USE;

/* 1 << enum rights_action of all that the roles allow somewhere in the election. */
enum error_code rights_in_election(const struct app *app, const struct rights *rights, int64_t election,
                                   uint32_t *out_actions, struct error *err) MUST_USE;

/* Of a disabled account, and of none, there are no roles. */
enum error_code rights_load(const struct app *app, int64_t account, struct rights *out,
                            struct error *err) MUST_USE;

#endif
