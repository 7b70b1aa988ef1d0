/* What PostgreSQL's five-letter codes mean to the staff. */
#include "db/driver_postgres.h"

#include <stdio.h>
#include <string.h>

static const char lost[] =
    N_("the connection to the database broke off; nothing was changed, try again in a moment");

static const struct failure {
    const char *state; /* how PostgreSQL's SQLSTATE begins */
    enum error_code code;
    bool repeatable;
    const char *format; /* %s: PostgreSQL's words, which name tables and columns and no values */
} failures[] = {
    {"40001", ERROR_BUSY, true,
     N_("the store is busy: another program is writing to it; nothing was changed, try again in a moment")},
    {"40P01", ERROR_BUSY, true,
     N_("the store is busy: another program is writing to it; nothing was changed, try again in a moment")},
    {"55P03", ERROR_BUSY, false,
     N_("the store is busy: another program is writing to it; nothing was changed, try again in a moment")},
    {"23", ERROR_DATA, false, N_("the store refuses a record that breaks a rule: %s")},
    {"25P02", ERROR_IO, false, N_("the store gave up a change half-way; nothing of it was stored")},
    {"25006", ERROR_CANNOT_CREATE, false,
     N_("the database may only be read here: it is a standby or set to reading only; name the primary "
        "server")},
    {"0A000", ERROR_CANNOT_CREATE, false, /* a change on a standby */
     N_("the database may only be read here: it is a standby or set to reading only; name the primary "
        "server")},
    {"08", ERROR_UNAVAILABLE, true, lost},
    {"57P", ERROR_UNAVAILABLE, true, lost},
    {"53100", ERROR_IO, false, N_("the disk is full; nothing was changed, make room and try again")},
    {"53", ERROR_UNAVAILABLE, false,
     N_("the database server is short of something: %s; nothing was changed, try again in a moment")},
    {"58", ERROR_IO, false,
     N_("the disk failed while the store was read or written; nothing was changed, check the disk")},
    {"XX00", ERROR_CONFIG, false,
     N_("the store is damaged; stop the service, keep this database aside and restore the last backup")},
    {"42501", ERROR_CONFIG, false,
     N_("the database account lacks a right: %s; let it own the schema of the store")},
    {"22", ERROR_DATA, false, N_("the store refuses a record with a value it cannot hold")},
    {"", ERROR_SOFTWARE, false, N_("the store does not understand a statement of this program: %s")},
};

/* Five letters and digits as one number, so that it tells one failure from another. */
static int pack(const char *state)
{
    int number = 0;

    for (; *state != '\0'; state++)
        number = number * 36 + (*state <= '9' ? *state - '0' : *state - 'A' + 10);
    return number;
}

enum error_code postgres_fail(struct postgres_db *db, const PGresult *answer, struct error *err)
{
    bool alive = postgres_library.PQstatus(db->connection) == CONNECTION_OK;
    const char *state = alive ? postgres_library.PQresultErrorField(answer, PG_DIAG_SQLSTATE) : "08006";
    const char *words = postgres_library.PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
    const struct failure *row = failures;

    if (state == NULL)
        state = "XXXXX"; /* libpq itself failed */
    while (strncmp(state, row->state, strlen(row->state)) != 0)
        row++;
    db->base.repeatable = row->repeatable && (alive || db->base.depth > 0);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    error_set(err, row->code, row->format, words != NULL ? words : state);
#pragma GCC diagnostic pop
    err->library_code = pack(state);
    return err->code;
}

/* The first line of what libpq says, without its beginning and the dot or colon some end with. */
static void take_words(const char *said, char *out, size_t size)
{
    const char *fatal = strstr(said, "FATAL:");

    if (fatal != NULL)
        said = fatal + strlen("FATAL:");
    said += strspn(said, " ");
    snprintf(out, size, "%.*s", (int)strcspn(said, "\n"), said);
}

enum error_code postgres_fail_to_connect(const struct postgres_db *db, bool first, struct error *err)
{
    char words[200];

    take_words(db->connection != NULL ? postgres_library.PQerrorMessage(db->connection) : "", words,
               sizeof words);
    if (first && postgres_library.PQping(db->url) == PQPING_OK)
        return error_set(
            err, ERROR_CONFIG,
            "the database server refuses this program: %s; check the user, the password (in ~/.pgpass, "
            "readable by you alone) and the name of the database",
            words);
    return error_set(
        err, ERROR_UNAVAILABLE,
        "the database server cannot be reached: %s; check that it runs and that its address is right", words);
}
