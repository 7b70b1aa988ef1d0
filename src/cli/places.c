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

void places_put_settings(struct text *out)
{
    const char *chosen = getenv("HIEPTHUONG_CONFIG");
    const char *config_home = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");

    if (is_set(chosen)) {
        text_put(out, chosen);
        return;
    }
    if (is_set(config_home))
        text_putf(out, "%s/hiepthuong/hiepthuong.yaml", config_home);
    else
        text_putf(out, "%s/.config/hiepthuong/hiepthuong.yaml", is_set(home) ? home : ".");
    if (file_exists(out->data))
        return;
    text_clear(out);
    if (file_exists("/etc/hiepthuong/hiepthuong.yaml"))
        text_put(out, "/etc/hiepthuong/hiepthuong.yaml");
}

const char *places_chosen_store(void)
{
    const char *chosen = getenv("HIEPTHUONG_DB");

    return is_set(chosen) ? chosen : NULL;
}

void places_put_default_store(struct text *out)
{
    const char *data_home = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");

    if (is_set(data_home))
        text_putf(out, "%s/hiepthuong/store.db", data_home);
    else
        text_putf(out, "%s/.local/share/hiepthuong/store.db", is_set(home) ? home : ".");
}

enum error_code places_make_parents(const char *path, struct error *err)
{
    CLEANUP(text_done) struct text parent = {0};

    text_init(&parent, PATH_MAX);
    text_put(&parent, path);
    TRY(text_finish(&parent, err));
    for (char *slash = strchr(parent.data + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        TRY(file_make_folder(parent.data, err));
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
