/* The checks of a store; made from db/checks/ by embed_checks.awk. */
#ifndef DB_CHECK_LIST_H
#define DB_CHECK_LIST_H

#include "db/db.h"

struct db_check {
    const char *name; /* of its file */
    enum db_query query;
    const char *sentence; /* key of the catalogue; %s are the columns */
    int columns;
};

extern const struct db_check db_checks[];
extern const size_t db_check_count;

#endif
