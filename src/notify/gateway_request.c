#include "notify/gateway_request.h"

#include "notify/gateway_json.h"
#include "notify/quote.h"
#include "notify/template.h"

#include <stdio.h>
#include <string.h>

#define REQUEST_MAX_BYTES 65536
#define NUMBER_CHARS 24

void gateway_filled_init(struct gateway_filled *filled)
{
    text_init(&filled->url, REQUEST_MAX_BYTES);
    text_init(&filled->headers, REQUEST_MAX_BYTES);
    text_init(&filled->body, REQUEST_MAX_BYTES);
    text_init(&filled->username, REQUEST_MAX_BYTES);
    text_init(&filled->password, REQUEST_MAX_BYTES);
}

void gateway_filled_done(struct gateway_filled *filled)
{
    text_done(&filled->url);
    text_done(&filled->headers);
    text_done(&filled->body);
    text_done(&filled->username);
    text_done(&filled->password);
}

/* A request while it is being filled in. */
struct filling {
    const char *const *names;
    const struct gateway_values *values;
    bool failed;
};

typedef void escape_function(const char *value, struct text *out);

/* One field: filled in first, then escaped as a whole, so that no value and no template breaks its place. */
static void put_value(struct filling *filling, const char *template, escape_function *escape,
                      struct text *out)
{
    CLEANUP(text_done) struct text value;

    text_init(&value, REQUEST_MAX_BYTES);
    template_fill(template, filling->names, filling->values->of, NULL, &value);
    filling->failed = filling->failed || value.failed;
    escape(value.data, out);
}

/* Where there is no address for reports, nobody is told one. */
static bool is_left_out(const struct filling *filling, const struct gateway_field *field)
{
    return filling->values->of[VALUE_CALLBACK][0] == '\0' && template_uses(field->value, "callback");
}

static void put_pairs(struct filling *filling, const struct gateway_field *fields, unsigned count,
                      struct text *out)
{
    const char *between = "";

    for (unsigned i = 0; i < count; i++) {
        if (is_left_out(filling, &fields[i]))
            continue;
        text_put(out, between);
        between = "&";
        quote_percent(fields[i].name, out);
        text_put_char(out, '=');
        put_value(filling, fields[i].value, quote_percent, out);
    }
}

/* The base is an address itself and is not escaped; it stands only at the start. */
static void put_url(struct filling *filling, const struct gateway_request *request, struct text *out)
{
    static const char base[] = "{base}";
    const char *rest = request->url;

    if (strncmp(rest, base, strlen(base)) == 0) {
        text_put(out, filling->values->of[VALUE_BASE]);
        rest += strlen(base);
    }
    template_fill(rest, filling->names, filling->values->of, quote_percent, out);
    if (request->query_count > 0)
        text_put_char(out, strchr(out->data, '?') == NULL ? '?' : '&');
    put_pairs(filling, request->query, request->query_count, out);
}

static void put_header_value(const char *value, struct text *out)
{
    for (; *value != '\0'; value++)
        text_put_char(out, (char)((unsigned char)*value < 0x20 ? ' ' : *value));
}

static void put_headers(struct filling *filling, const struct gateway_request *request, struct text *out)
{
    if (request->json_count > 0)
        text_put(out, "Content-Type: application/json\n");
    if (request->xml != NULL)
        text_put(out, "Content-Type: text/xml; charset=utf-8\n");
    if (request->body != NULL)
        text_put(out, "Content-Type: text/plain; charset=utf-8\n");
    for (unsigned i = 0; i < request->header_count; i++) {
        text_putf(out, "%s: ", request->headers[i].name);
        put_value(filling, request->headers[i].value, put_header_value, out);
        text_put_char(out, '\n');
    }
}

/* The values with those of the parameter `at`. */
static struct gateway_values values_at(const struct gateway_values *values, size_t at,
                                       char number[NUMBER_CHARS])
{
    struct gateway_values here = *values;

    if (at < values->param_count) {
        snprintf(number, NUMBER_CHARS, "%zu", at + 1);
        here.of[VALUE_PARAM_NUMBER] = number;
        here.of[VALUE_PARAM_TEXT] = values->params[at];
    }
    return here;
}

static void put_leaf(struct filling *filling, const struct gateway_field *field, size_t at,
                     struct json_t *tree)
{
    CLEANUP(text_done) struct text value = {0};
    char number[NUMBER_CHARS];
    struct gateway_values here = values_at(filling->values, at, number);

    if (is_left_out(filling, field))
        return;
    text_init(&value, REQUEST_MAX_BYTES);
    template_fill(field->value, filling->names, here.of, NULL, &value);
    filling->failed =
        filling->failed || value.failed || !gateway_json_put(tree, field->name, at, value.data, field->type);
}

/* Fields that follow one another and repeat are put together, item by item, so that a list grows at its end. */
static void put_json(struct filling *filling, const struct gateway_request *request, struct text *out)
{
    CLEANUP(gateway_json_free_ptr) struct json_t *tree = gateway_json_new();
    const struct gateway_field *fields = request->json;
    unsigned next;

    for (unsigned i = 0; tree != NULL && i < request->json_count; i = next) {
        next = i + 1;
        if (strstr(fields[i].name, "/*") == NULL) {
            put_leaf(filling, &fields[i], 0, tree);
            continue;
        }
        while (next < request->json_count && strstr(fields[next].name, "/*") != NULL)
            next++;
        for (size_t at = 0; at < filling->values->param_count; at++)
            for (unsigned k = i; k < next; k++)
                put_leaf(filling, &fields[k], at, tree);
    }
    filling->failed = filling->failed || tree == NULL || !gateway_json_write(tree, out);
}

static void put_body(struct filling *filling, const struct gateway_request *request, struct text *out)
{
    put_pairs(filling, request->form, request->form_count, out);
    if (request->json_count > 0)
        put_json(filling, request, out);
    if (request->xml != NULL)
        template_fill(request->xml, filling->names, filling->values->of, quote_xml, out);
    if (request->body != NULL)
        template_fill(request->body, filling->names, filling->values->of, NULL, out);
}

bool gateway_request_fill(const struct gateway_request *request, const struct gateway_profile *profile,
                          const struct gateway_values *values, struct gateway_filled *out)
{
    struct filling filling = {.names = profile->names, .values = values};
    struct text *const parts[] = {&out->url, &out->headers, &out->body, &out->username, &out->password};

    for (size_t i = 0; i < COUNT_OF(parts); i++)
        text_clear(parts[i]);
    put_url(&filling, request, &out->url);
    put_headers(&filling, request, &out->headers);
    put_body(&filling, request, &out->body);
    if (request->auth != NULL) {
        template_fill(request->auth->username, profile->names, values->of, NULL, &out->username);
        template_fill(request->auth->password, profile->names, values->of, NULL, &out->password);
    }
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        filling.failed = filling.failed || parts[i]->failed;
    return !filling.failed;
}

/* ---- approved templates ---- */

/* What stands between the parameters: the words up to the next "{", which must follow in the text. */
static const char *find_words(const char *text, const char *words, size_t length)
{
    if (length == 0)
        return text + strlen(text); /* the last parameter takes all */
    for (; *text != '\0'; text++)
        if (strncmp(text, words, length) == 0)
            return text;
    return NULL;
}

static bool match(const char *pattern, const char *text, struct text *storage,
                  size_t starts[GATEWAY_PARAMS_MAX], size_t *out_count)
{
    size_t count = 0;

    for (;;) {
        size_t plain = strcspn(pattern, "{");
        if (strncmp(text, pattern, plain) != 0)
            return false;
        pattern += plain;
        text += plain;
        if (*pattern == '\0') {
            *out_count = count;
            return *text == '\0';
        }
        pattern += strlen("{1}");
        const char *end = find_words(text, pattern, strcspn(pattern, "{"));
        if (end == NULL || count == GATEWAY_PARAMS_MAX)
            return false;
        starts[count++] = storage->length;
        text_put_bytes(storage, text, (size_t)(end - text));
        text_put_bytes(storage, "", 1);
        text = end;
    }
}

const struct gateway_template *gateway_template_match(const struct gateway_profile *profile, const char *text,
                                                      struct text *storage, struct gateway_values *values)
{
    size_t starts[GATEWAY_PARAMS_MAX];

    for (unsigned i = 0; i < profile->template_count; i++) {
        text_clear(storage);
        if (!match(profile->templates[i].text, text, storage, starts, &values->param_count) ||
            storage->failed)
            continue;
        for (size_t k = 0; k < values->param_count; k++)
            values->params[k] = storage->data + starts[k];
        values->of[VALUE_TEMPLATE] = profile->templates[i].id;
        return &profile->templates[i];
    }
    return NULL;
}
