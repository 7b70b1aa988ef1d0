#include "base/parse.h"
#include "web/api.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    const char *key;
    size_t index;
};

static int compare_entries(const void *a, const void *b)
{
    const struct entry *entries[2] = {a, b};

    return strcmp(entries[0]->key, entries[1]->key);
}

static enum error_code read_limit(const struct api_call *api, size_t *out, struct error *err)
{
    const char *text = api_query(api, "limit");
    int64_t limit = API_LIMIT_DEFAULT;

    if (text != NULL && !parse_int(text, 1, API_LIMIT_MAX, &limit)) {
        error_set(err, ERROR_USAGE, "the limit of a list is a number from 1 to %d", API_LIMIT_MAX);
        return error_at(err, NULL, 0, 0, "limit");
    }
    *out = (size_t)limit;
    return OK;
}

/* Of all items, in the order of their keys. */
static enum error_code sort(const struct api_call *api, const struct api_list *list, struct entry **out,
                            struct error *err)
{
    struct arena *arena = api->call->arena;
    struct entry *entries = arena_array(arena, list->count, sizeof *entries);

    if (entries == NULL)
        return error_memory(err);
    for (size_t i = 0; i < list->count; i++) {
        entries[i] = (struct entry){list->key(list->context, i, arena), i};
        if (entries[i].key == NULL)
            return error_memory(err);
    }
    if (list->count > 0)
        qsort(entries, list->count, sizeof *entries, compare_entries);
    *out = entries;
    return OK;
}

static enum error_code reply_from(struct api_call *api, json_t *object, const struct api_list *list,
                                  struct error *err)
{
    const char *cursor = api_query(api, "cursor");
    json_t *items = json_array();
    struct entry *entries;
    size_t limit;
    size_t at = 0;

    json_object_set_new(object, list->name, items);
    TRY(read_limit(api, &limit, err));
    TRY(sort(api, list, &entries, err));
    while (cursor != NULL && at < list->count && strcmp(entries[at].key, cursor) <= 0)
        at++;
    size_t end = list->count - at > limit ? at + limit : list->count;
    for (; at < end; at++)
        if (json_array_append_new(items, list->pack(list->context, entries[at].index)) != 0)
            return error_memory(err);
    json_object_set_new(object, "total", json_of_count((int64_t)list->count));
    json_object_set_new(object, "next",
                        end > 0 && end < list->count ? json_string(entries[end - 1].key) : json_null());
    return OK;
}

enum error_code api_reply_list(struct api_call *api, json_t *object, const struct api_list *list,
                               struct error *err)
{
    json_t *answer = object != NULL ? object : json_object();
    enum error_code code = reply_from(api, answer, list, err);

    if (code != OK) {
        json_decref(answer);
        return code;
    }
    return api_reply(api, answer, err);
}

enum error_code api_reply_all(struct api_call *api, const struct api_list *list, struct error *err)
{
    json_t *items = json_array();

    for (size_t i = 0; i < list->count; i++)
        if (json_array_append_new(items, list->pack(list->context, i)) != 0) {
            json_decref(items);
            return error_memory(err);
        }
    return api_reply(api, json_pack("{s:o}", list->name, items), err);
}
