/* libpq, loaded when the first store in PostgreSQL is opened (base/library.h). Its functions are called by their own
 * names.
 */
#ifndef DB_DRIVER_POSTGRES_LIBRARY_H
#define DB_DRIVER_POSTGRES_LIBRARY_H

#include "base/error.h"

#include <libpq-fe.h>

/* clang-format off */
#define POSTGRES_FUNCTIONS(X) \
    X(PQclear) X(PQcmdStatus) X(PQcmdTuples) X(PQconnectdbParams) X(PQconninfoFree) \
    X(PQconninfoParse) X(PQdescribePrepared) X(PQerrorMessage) X(PQexec) X(PQexecPrepared) \
    X(PQfinish) X(PQftype) X(PQgetisnull) X(PQgetlength) X(PQgetvalue) X(PQnfields) X(PQnparams) \
    X(PQntuples) X(PQparamtype) X(PQping) X(PQprepare) X(PQreset) X(PQresultErrorField) \
    X(PQresultStatus) X(PQsetNoticeProcessor) X(PQsocket) X(PQstatus)
/* clang-format on */

#define POSTGRES_POINTER(function) __typeof__(&function) function;
struct postgres_library {
    POSTGRES_FUNCTIONS(POSTGRES_POINTER)
};

/* Set once by postgres_library_load, and by nobody else. */
extern struct postgres_library postgres_library;

/* To be called before all others; any number of times, by any thread. */
enum error_code postgres_library_load(struct error *err) MUST_USE;

#endif
