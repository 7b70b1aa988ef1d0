#include "app/rights.h"

#include "base/parse.h"
#include "db/db.h"

const char *const rights_role_names[ROLE_COUNT] = {
    [ROLE_ADMINISTRATOR] = "administrator", [ROLE_AUDITOR] = "auditor", [ROLE_PROVINCE] = "province",
    [ROLE_DISTRICT] = "district",           [ROLE_COMMUNE] = "commune", [ROLE_VIEWER] = "viewer",
};

/* Where a place lies, seen from the area of a role. */
enum { OWN = 1, BELOW = 2, ABOVE = 4, DOWN = OWN | BELOW, ANYWHERE_NEAR = OWN | BELOW | ABOVE };

static const unsigned allowed[ROLE_COUNT][RIGHTS_COUNT] = {
    [ROLE_ADMINISTRATOR] = {[RIGHTS_VIEW] = DOWN,
                            [RIGHTS_VIEW_PERSONAL] = DOWN,
                            [RIGHTS_IMPORT] = DOWN,
                            [RIGHTS_FEED] = DOWN,
                            [RIGHTS_PRIVACY] = DOWN,
                            [RIGHTS_AUDIT] = DOWN,
                            [RIGHTS_BACKUP] = DOWN,
                            [RIGHTS_ACCOUNTS] = DOWN},
    [ROLE_AUDITOR] = {[RIGHTS_VIEW] = DOWN, [RIGHTS_AUDIT] = DOWN},
    [ROLE_PROVINCE] = {[RIGHTS_VIEW] = ANYWHERE_NEAR,
                       [RIGHTS_VIEW_PERSONAL] = DOWN,
                       [RIGHTS_RECORD] = DOWN,
                       [RIGHTS_IMPORT] = DOWN,
                       [RIGHTS_PLAN] = DOWN,
                       [RIGHTS_PUBLISH] = DOWN,
                       [RIGHTS_FEED] = DOWN,
                       [RIGHTS_PRIVACY] = DOWN},
    [ROLE_DISTRICT] = {[RIGHTS_VIEW] = ANYWHERE_NEAR,
                       [RIGHTS_VIEW_PERSONAL] = DOWN,
                       [RIGHTS_RECORD] = DOWN,
                       [RIGHTS_PLAN] = DOWN,
                       [RIGHTS_FEED] = DOWN},
    [ROLE_COMMUNE] = {[RIGHTS_VIEW] = ANYWHERE_NEAR,
                      [RIGHTS_VIEW_PERSONAL] = OWN,
                      [RIGHTS_RECORD] = DOWN,
                      [RIGHTS_FEED] = OWN},
    [ROLE_VIEWER] = {[RIGHTS_VIEW] = DOWN},
};

static bool lies_in(const struct rights_place *place, const struct rights_place *outer)
{
    for (size_t i = 0; i < place->depth; i++) {
        if (place->areas[i] == outer->areas[0])
            return true;
    }
    return outer->depth == 0;
}

static unsigned relation(const struct rights_place *place, const struct rights_place *own)
{
    if (place->depth == own->depth && lies_in(place, own))
        return OWN;
    if (lies_in(place, own))
        return BELOW;
    return lies_in(own, place) ? ABOVE : 0;
}

bool rights_allow(const struct rights *rights, enum rights_action action, const struct rights_place *place)
{
    for (size_t i = 0; i < rights->count; i++) {
        const struct rights_held *held = &rights->held[i];
        if ((allowed[held->role][action] & relation(place, &held->place)) != 0)
            return true;
    }
    return false;
}

static enum error_code read_parent(const struct app *app, int64_t area, int64_t *out, struct error *err)
{
    TRY(db_select_int(app->db, QUERY_AREA_UP, DB_ARGS(DB_INT("area", area)), -1, out, err));
    if (*out < 0)
        return error_set(err, ERROR_NO_INPUT, "there is no area %lld in the store", (long long)area);
    return OK;
}

enum error_code rights_place_of_area(const struct app *app, int64_t area, struct rights_place *out,
                                     struct error *err)
{
    struct rights_place place = {.depth = 0};

    while (area != 0) {
        int64_t parent = 0;
        if (place.depth == RIGHTS_DEPTH_MAX)
            return error_set(err, ERROR_CONFIG,
                             "the areas of the store lie in each other; `hiepthuong verify` "
                             "names them");
        TRY(read_parent(app, area, &parent, err));
        place.areas[place.depth++] = area;
        area = parent;
    }
    *out = place;
    return OK;
}

enum error_code rights_place_of_election(const struct app *app, int64_t election, struct rights_place *out,
                                         struct error *err)
{
    int64_t area;

    TRY(db_select_int(app->db, QUERY_ELECTION_ROOT, DB_ARGS(DB_INT("election", election)), 0, &area, err));
    return rights_place_of_area(app, area, out, err);
}

/* What a role allows in its own area. */
static uint32_t actions_of(enum rights_role role)
{
    uint32_t actions = 0;

    for (unsigned action = 0; action < RIGHTS_COUNT; action++)
        if ((allowed[role][action] & OWN) != 0)
            actions |= UINT32_C(1) << action;
    return actions;
}

enum error_code rights_in_election(const struct app *app, const struct rights *rights, int64_t election,
                                   uint32_t *out_actions, struct error *err)
{
    uint32_t actions = 0;

    for (size_t i = 0; i < rights->count; i++) {
        const struct rights_held *held = &rights->held[i];
        int64_t of = election; /* a role that holds everywhere */
        if (held->place.depth > 0)
            TRY(db_select_int(app->db, QUERY_AREA_ELECTION, DB_ARGS(DB_INT("area", held->place.areas[0])), 0,
                              &of, err));
        if (of == election)
            actions |= actions_of(held->role);
    }
    *out_actions = actions;
    return OK;
}

static enum error_code is_disabled(const struct app *app, int64_t account, bool *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    bool disabled = true; /* also when there is none */

    TRY(db_select(&rows, app->db, QUERY_ACCOUNT_BY_ID, DB_ARGS(DB_INT("account", account)), err));
    if (db_rows_next(&rows))
        disabled = !db_is_null(&rows, 1);
    TRY(db_rows_finish(&rows, err));
    *out = disabled;
    return OK;
}

enum error_code rights_load(const struct app *app, int64_t account, struct rights *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct rights rights = {.account = account};
    bool disabled;

    TRY(is_disabled(app, account, &disabled, err));
    if (disabled) {
        *out = rights;
        return OK;
    }
    TRY(db_select(&rows, app->db, QUERY_ACCOUNT_ROLES, DB_ARGS(DB_INT("account", account)), err));
    while (rights.count < RIGHTS_ROLES_MAX && db_rows_next(&rows)) {
        struct rights_held *held = &rights.held[rights.count];
        size_t role;
        if (!parse_choice(db_text(&rows, 0), rights_role_names, ROLE_COUNT, &role))
            continue; /* of a newer program */
        held->role = (enum rights_role)role;
        TRY(rights_place_of_area(app, db_int(&rows, 1), &held->place, err));
        rights.count++;
    }
    TRY(db_rows_finish(&rows, err));
    *out = rights;
    return OK;
}
