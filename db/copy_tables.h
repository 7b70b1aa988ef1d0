/* The tables of the newest schema, for copying; made from db/schema/ by embed_tables.awk. */
#ifndef DB_COPY_TABLES_H
#define DB_COPY_TABLES_H

#include "db/db.h"

struct db_column {
    const char *name;
    enum db_type type;
};

struct db_table {
    const char *name;
    const struct db_column *columns;
    size_t column_count;
    enum db_query read;  /* all rows, in the order of their keys */
    enum db_query write; /* one row */
    enum db_query clear; /* rows that a new store begins with; QUERY_COUNT: it has none */
    enum db_query link; /* puts the reference of a row to another of this table; QUERY_COUNT: there is none */
    const char *keys;   /* "id", "unit, area"; "": all columns */
    const char *link_column;
};

/* Each after those it refers to. */
extern const struct db_table db_tables[];
extern const size_t db_table_count;

#endif
