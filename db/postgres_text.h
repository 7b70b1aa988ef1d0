/* The one dialect of db/queries/ and db/schema/ as PostgreSQL wants it. Pure: text in, text out.
 *
 * Migrations: every INTEGER is a BIGINT, `id INTEGER PRIMARY KEY` numbers itself, REAL is DOUBLE PRECISION, BLOB is
 * BYTEA, TEXT is ordered bytewise whatever the database's language, and STRICT goes. Statements: `:name` becomes $1,
 * $2 and so on, the same number for the same name.
 */
#ifndef DB_POSTGRES_TEXT_H
#define DB_POSTGRES_TEXT_H

#include "base/text.h"

#define POSTGRES_PARAMETERS_MAX 40
#define POSTGRES_NAME_CHARS 40 /* of a parameter, with NUL */

void postgres_put_schema(const char *sql, struct text *out);

struct postgres_parameters {
    int count;
    char names[POSTGRES_PARAMETERS_MAX][POSTGRES_NAME_CHARS]; /* names[0] is that of $1 */
};

/* False when there are too many parameters, or one with too long a name. */
bool postgres_put_statement(const char *sql, struct text *out, struct postgres_parameters *parameters);

#endif
