#include "base/parse.h"
#include "web/api.h"
#include "web/json_put.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define SENTENCE_BYTES_MAX 10000

/* "q=0.8" in thousandths; one that is none weighs nothing. */
static long quality_of(const char *range, size_t length)
{
    const char *at = memmem(range, length, "q=", 2);
    char written[8];
    double quality;

    if (at == NULL)
        return 1000;
    snprintf(written, sizeof written, "%.*s", (int)strcspn(at + 2, ",; \t"), at + 2);
    return parse_real(written, &quality) && quality > 0 && quality <= 1 ? (long)(quality * 1000) : 0;
}

/* The weight of a language in a list such as "vi, en;q=0.8" (RFC 9110, 12.5.4), in thousandths. */
static long weight_of(const char *list, const char *language)
{
    size_t length = strlen(language);
    long best = 0;

    for (; *list != '\0'; list += *list == ',') {
        list += strspn(list, " \t");
        size_t range = strcspn(list, ",");
        long weight = quality_of(list, range);
        bool named = strncasecmp(list, language, length) == 0 && strchr(",;-", list[length]) != NULL;
        if ((named || list[0] == '*') && weight > best)
            best = weight;
        list += range;
    }
    return best;
}

const struct catalog *api_language(const struct http_request *request)
{
    const char *list = http_request_header(request, "Accept-Language");

    return catalog_find(weight_of(list, "en") > weight_of(list, "vi") ? "en" : "vi");
}

static const char *title_of(int status)
{
    switch (status) {
    case 401:
    case 403: return N_("This is not allowed");
    case 404: return N_("There is nothing at this address.");
    case 429: return N_("Too many requests; please try again later.");
    case 500:
    case 502:
    case 503: return N_("The service cannot answer now; please try again later.");
    default: return N_("This could not be done");
    }
}

static json_t *problem_of(const struct call *call, int status, const struct error *err)
{
    char id[40];

    snprintf(id, sizeof id, "%s-%llu", call->site->run_id, call->number);
    return json_pack("{s:s,s:s,s:i,s:s,s:o,s:s,s:o,s:o,s:o,s:o}", "type", "about:blank", "title",
                     catalog_text(call->catalog, title_of(status)), "status", status, "code",
                     error_name(err->code), "detail", json_of_message(call->catalog, &err->message),
                     "instance", id, "file", json_of_code(err->file), "line",
                     err->line > 0 ? json_of_count(err->line) : json_null(), "column",
                     err->line > 0 ? json_of_count(err->column) : json_null(), "key", json_of_code(err->key));
}

void api_tell_problem(struct call *call, int status, const struct error *err, json_t *more)
{
    static const char instead[] = "{\"type\": \"about:blank\", \"status\": 500}\n";
    json_t *problem = problem_of(call, status, err);

    if (more != NULL) {
        json_object_update_missing(problem, more);
        json_decref(more);
    }
    text_clear(&call->response->body);
    call->response->status = status;
    http_set_header(call->response, "Content-Type", "application/problem+json; charset=utf-8");
    http_set_header(call->response, "Content-Language", "%s", catalog_language(call->catalog));
    if (!json_put(problem, JSON_COMPACT, &call->response->body)) {
        text_clear(&call->response->body);
        call->response->status = 500;
        text_put(&call->response->body, instead);
    }
    json_decref(problem);
}
