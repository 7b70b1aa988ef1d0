#include "web/pager.h"

#include "base/parse.h"
#include "web/html.h"
#include "web/page.h"

#include <string.h>

struct pager pager_of(const struct call *call, size_t total, size_t most)
{
    int64_t from = 0;

    if (!parse_int(params_value(&call->query, "from"), 0, INT32_MAX, &from) || (size_t)from >= total)
        from = 0;
    size_t rest = total - (size_t)from;
    return (struct pager){(size_t)from, rest < most ? rest : most, total, most};
}

/* The same question about other rows. */
static void put_link(const struct call *call, size_t from, const char *relation, const char *words)
{
    struct text *page = &call->response->body;

    html_putf(page, "<a rel=\"%s\" href=\"%s?from=%zu", relation, call->request->path, from);
    for (size_t i = 0; i < call->query.count; i++) {
        const struct param *param = &call->query.items[i];
        if (strcmp(param->name, "from") == 0 || param->value[0] == '\0')
            continue;
        text_put(page, "&amp;");
        params_encode(param->name, page);
        text_put_char(page, '=');
        params_encode(param->value, page);
    }
    html_putf(page, "\">%s</a>\n", page_text(call, words));
}

void pager_put(const struct call *call, const struct pager *pager)
{
    struct text *page = &call->response->body;

    if (pager->count == pager->total)
        return;
    html_putf(page, "<nav class=\"pager\" aria-label=\"%s\">\n<span>",
              page_text(call, N_("Parts of the list")));
    page_say(call, "%zu to %zu of %zu", pager->from + 1, pager->from + pager->count, pager->total);
    text_put(page, "</span>\n");
    if (pager->from > 0)
        put_link(call, pager->from > pager->most ? pager->from - pager->most : 0, "prev", N_("Before"));
    if (pager->from + pager->count < pager->total)
        put_link(call, pager->from + pager->count, "next", N_("After"));
    text_put(page, "</nav>\n");
}
