#include "app/commune_public.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/pager.h"

#include <string.h>

#define COMMUNES_A_PAGE 200

static void put_form(const struct call *call, const char *words)
{
    html_putf(
        &call->response->body,
        "<form class=\"filter\" method=\"get\" action=\"/xa\" role=\"search\">\n<p><label "
        "for=\"q\">%s</label>\n"
        "<input id=\"q\" name=\"q\" type=\"search\" value=\"%s\"></p>\n<p><button>%s</button></p>\n</form>\n",
        page_text(call, N_("Name of the commune or ward, with or without marks")), words,
        page_text(call, N_("Search")));
}

static void put_communes(const struct call *call, const struct public_commune_list *list,
                         const struct pager *pager)
{
    struct text *page = &call->response->body;
    bool english = strcmp(catalog_language(call->catalog), "en") == 0;
    const char *within = NULL;

    for (size_t i = pager->from; i < pager->from + pager->count; i++) {
        const struct public_commune *commune = &list->items[i];
        if (within == NULL || strcmp(within, commune->within) != 0) {
            text_put(page, within != NULL ? "</ul>\n" : "");
            html_putf(page, "<h2>%s</h2>\n<ul class=\"communes\">\n",
                      commune->within[0] != '\0' ? commune->within : page_text(call, N_("Communes")));
            within = commune->within;
        }
        text_put(page, "<li><a href=\"/xa/");
        params_encode(commune->code, page);
        html_putf(page, "%s\">%s</a></li>\n", english ? ".en" : "", commune->name);
    }
    text_put(page, within != NULL ? "</ul>\n" : "");
}

enum error_code show_communes(struct call *call, struct error *err)
{
    const char *words = params_value(&call->query, "q");
    const char *language = params_value(&call->query, "lang");
    struct public_commune_list list;

    if (catalog_find(language) != NULL)
        call->catalog = catalog_find(language);
    TRY(commune_public_list(call->app, words, call->arena, &list, err));
    const struct pager pager = pager_of(call, list.count, COMMUNES_A_PAGE);
    bool english = strcmp(catalog_language(call->catalog), "en") == 0;
    http_set_header(call->response, "Cache-Control", "public, max-age=60");
    page_begin(call, N_("Meetings with voters, by commune"));
    html_putf(&call->response->body,
              "<p class=\"pager\"><a lang=\"%s\" hreflang=\"%s\" href=\"/xa?lang=%s\">%s</a></p>\n",
              english ? "vi" : "en", english ? "vi" : "en", english ? "vi" : "en",
              english ? "Tiếng Việt" : "English");
    put_form(call, words);
    if (list.count == 0)
        page_put(call, "<p class=\"state\">",
                 N_("There is no such commune here. Try a shorter part of its name."), "</p>\n");
    put_communes(call, &list, &pager);
    pager_put(call, &pager);
    page_end(call);
    return OK;
}
