#include "web/api.h"

extern const char openapi_json[];
extern const char openapi_json_end[];

/* docs/api/openapi.json (OpenAPI 3.1). */
enum error_code api_document(struct api_call *api, struct error *err)
{
    return api_reply(api, json_loadb(openapi_json, (size_t)(openapi_json_end - openapi_json), 0, NULL), err);
}
