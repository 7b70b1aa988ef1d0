#include "web/asset.h"

#include "base/secret.h"
#include "web/gzip.h"
#include "web/handlers.h"

#include <stdio.h>
#include <string.h>

#define HASH_BYTES 8 /* of the content; enough that two versions differ */
#define HASH_CHARS (2 * HASH_BYTES + 1)
#define ADDRESS_CHARS 120

extern const char style_css[], style_css_end[];
extern const char board_js[], board_js_end[];
#ifdef HT_SCRIPTS
extern const char htmx_js[], htmx_js_end[];
extern const char event_calendar_js[], event_calendar_js_end[];
extern const char event_calendar_css[], event_calendar_css_end[];
#endif

#define STYLE "text/css; charset=utf-8"
#define SCRIPT "text/javascript; charset=utf-8"
#define LICENCE(id) "https://spdx.org/licenses/" id ".html"

static const struct asset {
    const char *name;
    const char *type;
    const char *bytes;
    const char *end;
    const char *licence;
} assets[] = {
    {"style.css", STYLE, style_css, style_css_end, LICENCE("GPL-3.0-or-later")},
    {"board.js", SCRIPT, board_js, board_js_end, LICENCE("GPL-3.0-or-later")},
#ifdef HT_SCRIPTS
    {"htmx.js", SCRIPT, htmx_js, htmx_js_end, LICENCE("0BSD")},
    {"event-calendar.js", SCRIPT, event_calendar_js, event_calendar_js_end, LICENCE("MIT")},
    {"event-calendar.css", STYLE, event_calendar_css, event_calendar_css_end, LICENCE("MIT")},
#endif
};

static const struct asset *find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(assets); i++) {
        if (strcmp(assets[i].name, name) == 0)
            return &assets[i];
    }
    return NULL;
}

static void hash_asset(const struct asset *asset, char out[HASH_CHARS])
{
    unsigned char hash[SECRET_HASH_BYTES];

    secret_hash(asset->bytes, (size_t)(asset->end - asset->bytes), hash);
    for (size_t i = 0; i < HASH_BYTES; i++)
        snprintf(out + 2 * i, 3, "%02x", hash[i]);
}

const char *asset_address(const struct call *call, const char *name)
{
    const struct asset *asset = find(name);
    char address[ADDRESS_CHARS];
    char hash[HASH_CHARS];

    if (asset == NULL)
        return NULL;
    hash_asset(asset, hash);
    snprintf(address, sizeof address, "/static/%s/%s", hash, name);
    return arena_copy_string(call->arena, address);
}

enum error_code show_asset(struct call *call, struct error *err)
{
    const struct asset *asset = find(call->parameters[1]);
    struct http_response *response = call->response;
    char hash[HASH_CHARS] = "";

    if (asset != NULL)
        hash_asset(asset, hash);
    if (asset == NULL || strcmp(hash, call->parameters[0]) != 0)
        return error_set(err, ERROR_NO_INPUT, "there is no such file");
    http_set_header(response, "Content-Type", "%s", asset->type);
    http_set_header(response, "Cache-Control", "public, max-age=31536000, immutable");
    http_set_header(response, "Vary", "Accept-Encoding");
    http_set_header(response, "Link", "<%s>; rel=\"license\"", asset->licence);
    if (!http_accepts_gzip(http_request_header(call->request, "Accept-Encoding"))) {
        text_put_bytes(&response->body, asset->bytes, (size_t)(asset->end - asset->bytes));
        return OK;
    }
    http_set_header(response, "Content-Encoding", "gzip");
    return gzip_pack(asset->bytes, (size_t)(asset->end - asset->bytes), &response->body, err);
}
