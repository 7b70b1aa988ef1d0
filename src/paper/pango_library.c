#include "paper/pango_library.h"

#include "base/library.h"

#include <pthread.h>

struct pango_library pango_library;

#ifdef __SANITIZE_ADDRESS__
/* Fontconfig keeps what it found for as long as the process lives, in places that the sanitizer cannot see. */
const char *__lsan_default_suppressions(void); /* NOLINT: the name is the sanitizer's */
const char *__lsan_default_suppressions(void)  /* NOLINT */
{
    return "leak:libfontconfig";
}
#endif

#ifdef __SANITIZE_THREAD__
/* Pango starts fontconfig in a thread of its own and waits for it by means that the sanitizer does not see in libraries. */
const char *__tsan_default_suppressions(void); /* NOLINT: the name is the sanitizer's */
const char *__tsan_default_suppressions(void)  /* NOLINT */
{
    return "race:libfontconfig";
}
#endif

static enum error_code load_all(struct error *err)
{
#define PAPER_FUNCTION(function) {#function, &pango_library.function},
    static const struct library_function cairo[] = {CAIRO_FUNCTIONS(PAPER_FUNCTION)};
    static const struct library_function pango[] = {PANGO_FUNCTIONS(PAPER_FUNCTION)};
    static const struct library_function pangocairo[] = {PANGOCAIRO_FUNCTIONS(PAPER_FUNCTION)};
    static const struct library_function gobject[] = {GOBJECT_FUNCTIONS(PAPER_FUNCTION)};

    TRY(library_load("libcairo.so.2", cairo, COUNT_OF(cairo), err));
    TRY(library_load("libpango-1.0.so.0", pango, COUNT_OF(pango), err));
    TRY(library_load("libpangocairo-1.0.so.0", pangocairo, COUNT_OF(pangocairo), err));
    return library_load("libgobject-2.0.so.0", gobject, COUNT_OF(gobject), err);
}

enum error_code pango_library_load(struct error *err)
{
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    static bool loaded;
    enum error_code code = OK;

    pthread_mutex_lock(&mutex);
    if (!loaded)
        code = load_all(err);
    loaded = code == OK;
    pthread_mutex_unlock(&mutex);
    return code;
}
