#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

enum error_code library_load(const char *file, const struct library_function *functions, size_t count,
                             struct error *err)
{
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

    if (library == NULL)
        return error_set(err, ERROR_UNAVAILABLE,
                         "the library %s cannot be loaded; install the package that holds it", file);
    for (size_t i = 0; i < count; i++) {
        void *found = dlsym(library, functions[i].name);
        if (found == NULL)
            return error_set(err, ERROR_UNAVAILABLE,
                             "the library %s is too old: it has no %s; bring its package up to date", file,
                             functions[i].name);
        memcpy(functions[i].address, &found, sizeof found);
    }
    return OK;
}
