/* Statements: prepared on the server, which finds out the types of their parameters by itself. An integer has 64 bits
 * also where PostgreSQL would take less. Values go as text, bytes as they are; answers come as text.
 */
#include "base/parse.h"
#include "db/driver_postgres.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SQL_MAX_BYTES ((size_t)1 << 16)
#define NUMBER_CHARS 32
#define TRIES_MAX 8

/* Numbers of PostgreSQL's own types, which never change. */
enum { TYPE_BOOL = 16, TYPE_BYTEA = 17, TYPE_INT8 = 20, TYPE_INT2 = 21, TYPE_INT4 = 23 };

/* ---- preparing ---- */

/* Whether an answer is an error; it is cleared either way. */
static enum error_code take(struct postgres_db *db, PGresult *answer, struct error *err)
{
    enum error_code code =
        postgres_library.PQresultStatus(answer) == PGRES_COMMAND_OK ? OK : postgres_fail(db, answer, err);

    postgres_library.PQclear(answer);
    return code;
}

/* What PostgreSQL takes the parameters for, short integers made long. */
static enum error_code find_types(struct postgres_db *db, const char *sql, Oid types[POSTGRES_PARAMETERS_MAX],
                                  struct error *err)
{
    static const char unnamed[] = "";

    TRY(take(db, postgres_library.PQprepare(db->connection, unnamed, sql, 0, NULL), err));
    PGresult *answer = postgres_library.PQdescribePrepared(db->connection, unnamed);
    for (int i = 0; i < postgres_library.PQnparams(answer) && i < POSTGRES_PARAMETERS_MAX; i++) {
        types[i] = postgres_library.PQparamtype(answer, i);
        if (types[i] == TYPE_INT4 || types[i] == TYPE_INT2)
            types[i] = TYPE_INT8;
    }
    return take(db, answer, err);
}

static enum error_code prepare_on_server(struct postgres_db *db, const char *name, const char *sql, int count,
                                         struct error *err)
{
    Oid types[POSTGRES_PARAMETERS_MAX] = {0};

    if (count > 0)
        TRY(find_types(db, sql, types, err));
    return take(db, postgres_library.PQprepare(db->connection, name, sql, count, types), err);
}

static enum error_code prepare_anew(struct postgres_db *db, enum db_query query,
                                    struct postgres_statement *statement, struct error *err)
{
    const struct db_query_text *text = &db_query_texts[query];
    CLEANUP(text_done) struct text sql;

    text_init(&sql, SQL_MAX_BYTES);
    if (!postgres_put_statement(text->sql[DB_POSTGRES], &sql, &statement->parameters))
        return error_set(err, ERROR_SOFTWARE,
                         "a statement has more than %d parameters, or one with a name too long",
                         POSTGRES_PARAMETERS_MAX);
    TRY(text_finish(&sql, err));
    TRY(prepare_on_server(db, text->name, sql.data, statement->parameters.count, err));
    statement->prepared = true;
    return OK;
}

static enum error_code prepare(struct postgres_db *db, enum db_query query, struct postgres_statement **out,
                               struct error *err)
{
    struct postgres_statement **statement = &db->statements[query];

    if (*statement == NULL)
        *statement = calloc(1, sizeof **statement);
    if (*statement == NULL)
        return error_memory(err);
    if (!(*statement)->prepared)
        TRY(prepare_anew(db, query, *statement, err));
    *out = *statement;
    return OK;
}

/* ---- binding ---- */

struct values {
    const char *values[POSTGRES_PARAMETERS_MAX];
    int lengths[POSTGRES_PARAMETERS_MAX];
    int formats[POSTGRES_PARAMETERS_MAX]; /* 1: bytes */
    char numbers[POSTGRES_PARAMETERS_MAX][NUMBER_CHARS];
};

static void bind_value(struct values *values, int index, const struct db_arg *arg)
{
    char *number = values->numbers[index];

    values->formats[index] = arg->type == DB_TYPE_BLOB;
    values->lengths[index] = (int)arg->length;
    values->values[index] = arg->bytes; /* a NULL is a NULL */
    if (arg->type == DB_TYPE_INT)
        snprintf(number, NUMBER_CHARS, "%lld", (long long)arg->integer);
    if (arg->type == DB_TYPE_REAL)
        snprintf(number, NUMBER_CHARS, "%.17g", arg->real);
    if (arg->type == DB_TYPE_INT || arg->type == DB_TYPE_REAL)
        values->values[index] = number;
    if (arg->type == DB_TYPE_NULL)
        values->values[index] = NULL;
}

/* Arguments mostly come in the order of the parameters, so the place of the last one helps to find the next. */
static int find_parameter(const struct postgres_parameters *parameters, const char *name, int guess)
{
    for (int i = 0; i < parameters->count; i++) {
        int index = (guess + i) % parameters->count;
        if (strcmp(parameters->names[index], name) == 0)
            return index;
    }
    return -1;
}

static enum error_code bind_all(const struct postgres_parameters *parameters, const struct db_arg *args,
                                struct values *values, struct error *err)
{
    int count = 0;
    int index = -1;

    for (const struct db_arg *arg = args; arg->name != NULL; arg++, count++) {
        index = find_parameter(parameters, arg->name, index + 1);
        if (index < 0)
            return error_set(err, ERROR_SOFTWARE, "a statement has no parameter named %s", arg->name);
        bind_value(values, index, arg);
    }
    if (count != parameters->count)
        return error_set(err, ERROR_SOFTWARE, "a statement with %d parameters was given %d",
                         parameters->count, count);
    return OK;
}

/* ---- running ---- */

static bool succeeded(const PGresult *answer)
{
    ExecStatusType status = postgres_library.PQresultStatus(answer);

    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static enum error_code run_once(struct postgres_db *db, enum db_query query, const struct db_arg *args,
                                struct postgres_statement **out, struct error *err)
{
    struct postgres_statement *statement;
    struct values values;

    TRY(prepare(db, query, &statement, err));
    if (statement->answer != NULL)
        return error_set(err, ERROR_SOFTWARE, "a statement was begun while its rows were still being read");
    TRY(bind_all(&statement->parameters, args, &values, err));
    PGresult *answer = postgres_library.PQexecPrepared(db->connection, db_query_texts[query].name,
                                                       statement->parameters.count, values.values,
                                                       values.lengths, values.formats, 0);
    if (succeeded(answer)) {
        statement->answer = answer;
        statement->row = -1;
        *out = statement;
        return OK;
    }
    postgres_fail(db, answer, err);
    postgres_library.PQclear(answer);
    return err->code;
}

/* Alone, a statement that PostgreSQL refused because of others' changes left nothing and may be run again, and so may one
 * that only reads, or begins a transaction, whose connection broke. */
static bool may_run_again(const struct postgres_db *db, enum db_query query)
{
    const char *sql = db_query_texts[query].sql[DB_POSTGRES];

    if (db->base.depth > 0)
        return false;
    if (postgres_library.PQstatus(db->connection) != CONNECTION_OK)
        return strncmp(sql, "SELECT", 6) == 0 || strncmp(sql, "BEGIN", 5) == 0;
    return db->base.repeatable;
}

enum error_code postgres_start(struct db *base, enum db_query query, const struct db_arg *args,
                               void **out_statement, struct error *err)
{
    struct postgres_db *db = postgres_own(base);
    struct postgres_statement *statement = NULL;

    for (int tries = 1; statement == NULL; tries++) {
        if (base->depth == 0)
            TRY(postgres_ensure_connected(db, err));
        if (run_once(db, query, args, &statement, err) == OK)
            break;
        if (tries == TRIES_MAX || !may_run_again(db, query))
            return err->code;
        poll(NULL, 0, tries);
    }
    base->repeatable = false;
    *out_statement = statement;
    return OK;
}

static int nibble(char digit)
{
    return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

/* Bytes come as \x and two digits each; they are turned back where they lie. */
static size_t decode(char *text, size_t length)
{
    size_t count = length < 2 ? 0 : (length - 2) / 2;

    for (size_t i = 0; i < count; i++)
        text[i] = (char)(nibble(text[2 * i + 2]) * 16 + nibble(text[2 * i + 3]));
    return count;
}

bool postgres_next(void *handle)
{
    struct postgres_statement *statement = handle;
    PGresult *answer = statement->answer;

    if (++statement->row >= postgres_library.PQntuples(answer))
        return false;
    for (int i = 0; i < postgres_library.PQnfields(answer) && i < POSTGRES_COLUMNS_MAX; i++)
        if (postgres_library.PQftype(answer, i) == TYPE_BYTEA)
            statement->blob_lengths[i] =
                decode(postgres_library.PQgetvalue(answer, statement->row, i),
                       (size_t)postgres_library.PQgetlength(answer, statement->row, i));
    return true;
}

/* What is no integer, as a NULL, reads as 0. */
static int64_t read_integer(const char *text)
{
    int64_t value;

    return parse_int(text, INT64_MIN, INT64_MAX, &value) ? value : 0;
}

enum error_code postgres_finish(struct db *base, void *handle, struct error *err)
{
    struct postgres_statement *statement = handle;

    (void)err; /* what could fail failed at the start */
    postgres_own(base)->changed = read_integer(postgres_library.PQcmdTuples(statement->answer));
    postgres_library.PQclear(statement->answer);
    statement->answer = NULL;
    return OK;
}

int64_t postgres_changed(const struct db *base)
{
    return ((const struct postgres_db *)base)->changed;
}

bool postgres_is_null(void *handle, int column)
{
    const struct postgres_statement *statement = handle;

    return postgres_library.PQgetisnull(statement->answer, statement->row, column) != 0;
}

int64_t postgres_integer(void *handle, int column)
{
    const struct postgres_statement *statement = handle;
    const char *value = postgres_library.PQgetvalue(statement->answer, statement->row, column);

    if (postgres_library.PQftype(statement->answer, column) == TYPE_BOOL)
        return value[0] == 't';
    return read_integer(value);
}

double postgres_real(void *handle, int column)
{
    const struct postgres_statement *statement = handle;

    double value;

    return parse_real(postgres_library.PQgetvalue(statement->answer, statement->row, column), &value) ? value
                                                                                                      : 0.0;
}

const void *postgres_bytes(void *handle, int column, size_t *out_length)
{
    const struct postgres_statement *statement = handle;

    *out_length = postgres_library.PQftype(statement->answer, column) == TYPE_BYTEA
                      ? statement->blob_lengths[column]
                      : (size_t)postgres_library.PQgetlength(statement->answer, statement->row, column);
    return postgres_library.PQgetvalue(statement->answer, statement->row, column);
}
