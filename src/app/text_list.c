#include "app/text_list.h"

#include "base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_BYTES_MAX 10000
#define PATH_CHARS 1000

static void close_folder(DIR **folder)
{
    if (*folder != NULL)
        closedir(*folder);
}

/* The length of the kind in the name of a file; 0: it is none. */
static size_t kind_length(const char *name)
{
    const char *dot = strrchr(name, '.');

    return dot != NULL && strcmp(dot, ".txt") == 0 ? (size_t)(dot - name) : 0;
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct listed_text *)a)->kind, ((const struct listed_text *)b)->kind);
}

static enum error_code read_one(const char *folder, const char *name, struct arena *arena,
                                struct listed_text *out, struct error *err)
{
    CLEANUP(text_done) struct text words;
    char path[PATH_CHARS];

    text_init(&words, TEXT_BYTES_MAX);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    TRY(file_read(path, &words, err));
    out->kind = arena_copy(arena, name, kind_length(name));
    out->words = arena_copy_string(arena, words.data);
    return out->kind != NULL && out->words != NULL ? OK : error_memory(err);
}

enum error_code text_list(const struct app *app, const char *language, struct arena *arena,
                          struct listed_text **out, size_t *out_count, struct error *err)
{
    struct listed_text *texts = arena_array(arena, TEXT_LIST_MAX, sizeof *texts);
    char path[PATH_CHARS];
    size_t count = 0;

    if (texts == NULL)
        return error_memory(err);
    snprintf(path, sizeof path, "%s/texts/%s", app->data_dir, language);
    CLEANUP(close_folder) DIR *folder = opendir(path);
    for (const struct dirent *entry;
         folder != NULL && count < TEXT_LIST_MAX && (entry = readdir(folder)) != NULL;)
        if (kind_length(entry->d_name) > 0)
            TRY(read_one(path, entry->d_name, arena, &texts[count++], err));
    qsort(texts, count, sizeof *texts, compare);
    *out = texts;
    *out_count = count;
    return OK;
}
