#include "app/search.h"
#include "web/api.h"

static json_t *hits_of(const struct search_hits *hits)
{
    json_t *list = json_array();

    for (size_t i = 0; i < hits->count; i++)
        json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:o}", "code", hits->items[i].code, "name",
                                              hits->items[i].name, "beside", hits->items[i].beside, "area",
                                              json_of_code(hits->items[i].area)));
    return json_pack("{s:I,s:o}", "total", (json_int_t)hits->total, "hits", list);
}

/* By a part of a name or code, with or without marks. */
enum error_code api_search(struct api_call *api, struct error *err)
{
    static const char *const names[SEARCH_KINDS] = {
        [SEARCH_UNITS] = "units",   [SEARCH_CANDIDATES] = "candidates", [SEARCH_AREAS] = "areas",
        [SEARCH_VENUES] = "venues", [SEARCH_MEETINGS] = "meetings",     [SEARCH_STEPS] = "steps"};
    const char *question = api_query(api, "q");
    struct search_result result;

    TRY(search(api->call->app, &api->call->staff->election, question != NULL ? question : "",
               api->call->arena, &result, err));
    json_t *object = json_pack("{s:I}", "total", (json_int_t)result.total);
    for (size_t i = 0; i < SEARCH_KINDS; i++)
        json_object_set_new(object, names[i], hits_of(&result.of[i]));
    return api_reply(api, object, err);
}
