/* The councils that units elect to. */
#ifndef WEB_COUNCIL_H
#define WEB_COUNCIL_H

#include "web/routes.h"

#define COUNCIL_LEVELS 4

/* "na", "province", "district", "commune": as the tables name them, from the top down. */
extern const char *const council_levels[COUNCIL_LEVELS];

/* A key of the catalogue; the level itself when it is none of them. */
const char *council_label(const char *level);

/* A choice of the query's `level`, with "" for all. */
void council_put_choice(const struct call *call, const char *chosen);

#endif
