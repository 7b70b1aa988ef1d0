#include "app/law_load.h"

#include "base/file.h"
#include "base/text.h"
#include "base/yaml.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUFFIX ".yaml"
#define PATH_BYTES_MAX 4096

static enum error_code check_name(const struct law_pack *pack, const char *id, const char *path,
                                  struct error *err)
{
    if (strcmp(pack->id, id) == 0)
        return OK;
    error_set(err, ERROR_CONFIG, "the pack calls itself %s; its file must be named after it", pack->id);
    return error_at(err, path, 0, 0, "id");
}

static enum error_code put_path(const struct app *app, const char *id, struct text *path, struct error *err)
{
    text_init(path, PATH_BYTES_MAX);
    text_putf(path, "%s/law/%s" SUFFIX, app->data_dir, id);
    return text_finish(path, err);
}

static bool has_pack(const void *context, const char *id)
{
    CLEANUP(text_done) struct text path = {0};
    struct error ignored;

    return law_id_valid(id, LAW_ID_OF_PACK) && put_path(context, id, &path, &ignored) == OK &&
           file_exists(path.data);
}

static enum error_code read_pack(const void *context, const char *id, struct arena *arena,
                                 struct yaml_source *out, struct error *err)
{
    CLEANUP(text_done) struct text path = {0};
    CLEANUP(text_done) struct text bytes = {0};

    text_init(&bytes, YAML_BYTES_MAX);
    TRY(put_path(context, id, &path, err));
    TRY(file_read(path.data, &bytes, err));
    *out = (struct yaml_source){.bytes = arena_copy(arena, bytes.data, bytes.length),
                                .length = bytes.length,
                                .file = arena_copy_string(arena, path.data)};
    return out->bytes != NULL && out->file != NULL ? OK : error_memory(err);
}

enum error_code law_load(const struct app *app, const char *id, struct law_pack **out_pack, struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = NULL;
    const struct law_library library = {.context = app, .has = has_pack, .read = read_pack};
    struct yaml_source source;

    arena_init(&arena, 2 * YAML_BYTES_MAX);
    if (!has_pack(library.context, id))
        return error_set(err, ERROR_NO_INPUT,
                         "there is no law pack %s; `hiepthuong law list` shows those there are", id);
    TRY(read_pack(library.context, id, &arena, &source, err));
    TRY(law_pack_parse(&source, &library, &pack, err));
    TRY(check_name(pack, id, source.file, err));
    *out_pack = pack;
    pack = NULL;
    return OK;
}

enum error_code law_load_with_tasks(const struct app *app, const char *id, struct law_pack **out_pack,
                                    struct error *err)
{
    char tasks[sizeof LAW_TASKS_PREFIX + LAW_ID_MAX];
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = NULL;

    snprintf(tasks, sizeof tasks, LAW_TASKS_PREFIX "%s", id);
    if (!has_pack(app, id) || !has_pack(app, tasks))
        return law_load(app, id, out_pack, err);
    TRY(law_load(app, tasks, &pack, err));
    if (pack->extends == NULL || strcmp(pack->extends, id) != 0)
        return error_set(err, ERROR_CONFIG, "the tasks %s must extend the law pack %s", tasks, id);
    pack->id = pack->extends; /* to everybody else it is the law, with more to do */
    *out_pack = pack;
    pack = NULL;
    return OK;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void close_folder(DIR **folder)
{
    if (*folder != NULL)
        closedir(*folder);
}

static enum error_code open_folder(const struct app *app, DIR **out, struct error *err)
{
    CLEANUP(text_done) struct text path = {0};

    text_init(&path, PATH_BYTES_MAX);
    text_putf(&path, "%s/law", app->data_dir);
    TRY(text_finish(&path, err));
    *out = opendir(path.data);
    if (*out != NULL)
        return OK;
    error_set(err, ERROR_NO_INPUT, "cannot be opened: %s", strerrordesc_np(errno));
    return error_at(err, path.data, 0, 0, NULL);
}

/* The id in a file name, or NULL when it is no pack; in the arena. */
static const char *id_of(const char *name, struct arena *arena)
{
    size_t length = strlen(name);
    size_t suffix = strlen(SUFFIX);

    if (length <= suffix || strcmp(name + length - suffix, SUFFIX) != 0)
        return NULL;
    if (strncmp(name, LAW_TASKS_PREFIX, strlen(LAW_TASKS_PREFIX)) == 0)
        return NULL;
    const char *id = arena_copy(arena, name, length - suffix);
    return id != NULL && law_id_valid(id, LAW_ID_OF_PACK) ? id : NULL;
}

enum error_code law_list(const struct app *app, struct arena *arena, const char *const **out_ids,
                         size_t *out_count, struct error *err)
{
    CLEANUP(close_folder) DIR *folder = NULL;
    const char **ids = arena_array(arena, LAW_PACKS_MAX, sizeof *ids);
    size_t count = 0;

    if (ids == NULL)
        return error_memory(err);
    TRY(open_folder(app, &folder, err));
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        const char *id = id_of(entry->d_name, arena);
        if (id == NULL)
            continue;
        if (count == LAW_PACKS_MAX)
            return error_set(err, ERROR_CONFIG, "there are more than %d law packs", LAW_PACKS_MAX);
        ids[count++] = id;
    }
    qsort(ids, count, sizeof *ids, compare_ids);
    *out_ids = ids;
    *out_count = count;
    return OK;
}
