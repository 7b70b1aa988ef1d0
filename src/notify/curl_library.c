#include "notify/curl_library.h"

#include "base/library.h"

#include <pthread.h>

struct curl_library curl_library;

enum error_code curl_library_load(struct error *err)
{
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    static bool loaded;
#define CURL_FUNCTION(function) {#function, &curl_library.function},
    static const struct library_function functions[] = {CURL_FUNCTIONS(CURL_FUNCTION)};
    enum error_code code = OK;

    pthread_mutex_lock(&mutex);
    if (!loaded)
        code = library_load("libcurl.so.4", functions, COUNT_OF(functions), err);
    loaded = code == OK;
    pthread_mutex_unlock(&mutex);
    return code;
}
