#include "cli/places.h"

#include "base/file.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_set(const char *value)
{
    return value != NULL && value[0] != '\0';
}

/* The folder the running program lies in, or ".". */
static void put_program_dir(struct text *out)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    const char *slash = length > 0 ? memrchr(path, '/', (size_t)length) : NULL;

    if (slash == NULL)
        text_put(out, ".");
    else
        text_put_bytes(out, path, (size_t)(slash - path));
}

void places_put_data_dir(struct text *out)
{
    const char *chosen = getenv("HIEPTHUONG_DATA");

    if (is_set(chosen)) {
        text_put(out, chosen);
        return;
    }
    put_program_dir(out);
    size_t program_dir = out->length;
    text_put(out, "/../share/hiepthuong");
    if (file_exists(out->data) || out->failed)
        return;
    CLEANUP(text_done) struct text source_tree;
    text_init(&source_tree, PATH_MAX);
    text_put_bytes(&source_tree, out->data, program_dir);
    text_put(&source_tree, "/../../config");
    if (file_exists(source_tree.data)) {
        text_clear(out);
        text_put(out, source_tree.data);
    }
}

void places_put_store(struct text *out)
{
    const char *chosen = getenv("HIEPTHUONG_DB");
    const char *data_home = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");

    if (is_set(chosen))
        text_put(out, chosen);
    else if (is_set(data_home))
        text_putf(out, "%s/hiepthuong/store.db", data_home);
    else
        text_putf(out, "%s/.local/share/hiepthuong/store.db", is_set(home) ? home : ".");
}

enum error_code places_make_store_folder(struct error *err)
{
    CLEANUP(text_done) struct text path = {0};

    if (is_set(getenv("HIEPTHUONG_DB")))
        return OK;
    text_init(&path, PATH_MAX);
    places_put_store(&path);
    TRY(text_finish(&path, err));
    for (char *slash = strchr(path.data + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        TRY(file_make_folder(path.data, err));
        *slash = '/';
    }
    return OK;
}

const char *places_language(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *value = getenv(names[i]);
        if (is_set(value))
            return strncmp(value, "en", 2) == 0 ? "en" : "vi";
    }
    return "vi";
}
