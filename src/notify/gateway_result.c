#include "notify/gateway_result.h"

#include "notify/gateway_json.h"
#include "notify/quote.h"

#include <regex.h>
#include <stdio.h>
#include <string.h>

#define XML_VALUE_MAX_BYTES 1000
#define ID_MAX_BYTES 1000

/* ---- XML ---- */

static const struct entity {
    const char *written;
    char is;
} entities[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}};

static void put_unescaped(const char *bytes, size_t length, struct text *out)
{
    for (size_t at = 0; at < length;) {
        size_t used = 1;
        char byte = bytes[at];
        for (size_t i = 0; i < COUNT_OF(entities); i++)
            if (strncmp(bytes + at, entities[i].written, strlen(entities[i].written)) == 0) {
                byte = entities[i].is;
                used = strlen(entities[i].written);
            }
        text_put_char(out, byte);
        at += used;
    }
}

/* Whether the tag behind '<' opens an element of this name; its prefix does not count. */
static bool opens(const char *tag, const char *name)
{
    size_t length = strcspn(tag, " \t\r\n/>");
    const char *colon = memchr(tag, ':', length);

    if (colon != NULL) {
        length -= (size_t)(colon + 1 - tag);
        tag = colon + 1;
    }
    return length == strlen(name) && memcmp(tag, name, length) == 0;
}

bool gateway_xml_get(const char *body, const char *name, struct text *out)
{
    for (const char *at = strchr(body, '<'); at != NULL; at = strchr(at + 1, '<')) {
        const char *end = strchr(at, '>');
        if (end == NULL)
            return false;
        if (!opens(at + 1, name) || end[-1] == '/')
            continue;
        put_unescaped(end + 1, strcspn(end + 1, "<"), out);
        return !out->failed;
    }
    return false;
}

/* ---- rules ---- */

bool gateway_regex_is_valid(const char *expression)
{
    regex_t compiled;

    if (regcomp(&compiled, expression, REG_EXTENDED | REG_NOSUB) != 0)
        return false;
    regfree(&compiled);
    return true;
}

static bool regex_matches(const char *expression, const char *body)
{
    regex_t compiled;

    if (regcomp(&compiled, expression, REG_EXTENDED | REG_NOSUB) != 0)
        return false;
    bool matches = regexec(&compiled, body, 0, NULL, 0) == 0;
    regfree(&compiled);
    return matches;
}

static bool json_is_right(const struct gateway_rule *rule, const struct json_t *tree)
{
    if (tree == NULL)
        return false;
    struct gateway_json_count count =
        gateway_json_count(tree, rule->json, (const char *const *)rule->is, rule->is_count);
    return count.right > 0 && (rule->of == OF_ANY || count.right == count.there);
}

static bool xml_is_right(const struct gateway_rule *rule, const char *body)
{
    CLEANUP(text_done) struct text value;
    bool right = rule->is_count == 0;

    text_init(&value, XML_VALUE_MAX_BYTES);
    if (!gateway_xml_get(body, rule->xml, &value))
        return false;
    for (unsigned i = 0; i < rule->is_count && !right; i++)
        right = strcmp(rule->is[i], value.data) == 0;
    return right;
}

static bool rule_matches(const struct gateway_rule *rule, int status, const char *body,
                         const struct json_t *tree)
{
    return status >= rule->first_status && status <= rule->last_status &&
           (rule->body_prefix == NULL || strncmp(body, rule->body_prefix, strlen(rule->body_prefix)) == 0) &&
           (rule->body_contains == NULL || strstr(body, rule->body_contains) != NULL) &&
           (rule->matches == NULL || regex_matches(rule->matches, body)) &&
           (rule->json == NULL || json_is_right(rule, tree)) &&
           (rule->xml == NULL || xml_is_right(rule, body));
}

/* Read once, and only when a rule looks into it. */
static struct json_t *read_tree(const struct gateway_request *request, const char *body)
{
    for (unsigned i = 0; i < request->result_count; i++)
        if (request->result[i].json != NULL)
            return gateway_json_read(body, strlen(body));
    return NULL;
}

enum gateway_class gateway_profile_classify(const struct gateway_request *send, int status, const char *body)
{
    CLEANUP(gateway_json_free_ptr) struct json_t *tree = read_tree(send, body);

    for (unsigned i = 0; i < send->result_count; i++)
        if (rule_matches(&send->result[i], status, body, tree))
            return send->result[i].class;
    return CLASS_UNKNOWN;
}

/* ---- the id ---- */

/* The run of printable characters after the words of the profile. */
static bool find_after(const char *after, const char *body, struct text *out)
{
    const char *words = strstr(body, after);

    if (words == NULL)
        return false;
    words += strlen(after);
    words += strspn(words, " \t");
    text_put_bytes(out, words, strcspn(words, " \t\r\n"));
    return true;
}

void gateway_result_id(const struct gateway_request *request, const char *body, char *out, size_t room)
{
    CLEANUP(gateway_json_free_ptr) struct json_t *tree = NULL;
    CLEANUP(text_done) struct text id;
    bool found = false;

    text_init(&id, ID_MAX_BYTES);
    if (request->id_json != NULL)
        tree = gateway_json_read(body, strlen(body));
    if (tree != NULL)
        found = gateway_json_get(tree, request->id_json, &id);
    if (!found && request->id_xml != NULL)
        found = gateway_xml_get(body, request->id_xml, &id);
    if (!found && request->id_after != NULL)
        found = find_after(request->id_after, body, &id);
    quote_line(id.data, found ? id.length : 0, out, room);
}
