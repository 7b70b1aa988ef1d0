#include "db/driver_postgres_library.h"

#include "base/library.h"

#include <pthread.h>

struct postgres_library postgres_library;

enum error_code postgres_library_load(struct error *err)
{
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    static bool loaded;
#define POSTGRES_FUNCTION(function) {#function, &postgres_library.function},
    static const struct library_function functions[] = {POSTGRES_FUNCTIONS(POSTGRES_FUNCTION)};
    enum error_code code = OK;

    pthread_mutex_lock(&mutex);
    if (!loaded)
        code = library_load("libpq.so.5", functions, COUNT_OF(functions), err);
    loaded = code == OK;
    pthread_mutex_unlock(&mutex);
    return code;
}
