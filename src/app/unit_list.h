/* The units of an election, from the National Assembly down, with what is published for them. */
#ifndef APP_UNIT_LIST_H
#define APP_UNIT_LIST_H

#include "app/app.h"

struct listed_unit {
    const char *code;
    const char *level; /* "na", "province", "district", "commune" */
    const char *name;  /* as on papers */
    int64_t seats;
    int64_t needed;     /* meetings to be held */
    int64_t candidates; /* in it */
    int64_t meetings;   /* published and not cancelled */
};

/* "National Assembly" for "na", a key of the catalogue; what is no level comes back as it is. */
const char *unit_level_name(const char *level);

/* The list and its texts lie in the arena. */
enum error_code unit_list(const struct app *app, int64_t election, struct arena *arena,
                          struct listed_unit **out, size_t *out_count, struct error *err) MUST_USE;

#endif
