/* Papers to print and sign: which there are, and each as PDF. */
#include "app/papers.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"

#include <string.h>

#define ADDRESS_BYTES_MAX 2000

static void put_link(const struct call *call, const struct papers_name *name, const char *unit)
{
    struct text *page = &call->response->body;
    CLEANUP(text_done) struct text query = {0};

    text_init(&query, ADDRESS_BYTES_MAX);
    if (!name->whole) {
        text_put(&query, "?unit=");
        params_encode(unit, &query);
    }
    html_putf(page, "<li><a href=\"%s%s\">%s</a> (PDF)</li>\n", page_address(call, "papers", name->name),
              query.data, page_text(call, name->words));
}

static void put_links(const struct call *call, bool whole, const char *unit)
{
    text_put(&call->response->body, "<ul>\n");
    for (const struct papers_name *name = papers_names; name->name != NULL; name++)
        if (name->whole == whole)
            put_link(call, name, unit);
    text_put(&call->response->body, "</ul>\n");
}

enum error_code show_papers(struct call *call, struct error *err)
{
    const char *unit = params_value(&call->query, "unit");
    struct text *page = &call->response->body;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    page_begin(call, N_("Papers"));
    page_put(call, "<p>",
             N_("Made of the published plan, in the form of official papers; number, day and signature are "
                "left open."),
             "</p>\n");
    page_put(call, "<h2>", N_("Of the whole election"), "</h2>\n");
    put_links(call, true, "");
    page_put(call, "<h2>", N_("Of one unit"), "</h2>\n");
    html_putf(page, "<form class=\"filter\" method=\"get\" action=\"%s\">\n",
              page_address(call, "papers", NULL));
    field_put(call, &(struct field){.name = "unit",
                                    .label = N_("Code of the unit"),
                                    .type = "text",
                                    .value = unit,
                                    .required = true});
    html_putf(page, "<p><button>%s</button></p>\n</form>\n", page_text(call, N_("Show")));
    if (unit[0] != '\0')
        put_links(call, false, unit);
    else
        html_putf(page, "<p class=\"hint\">%s <a href=\"%s\">%s</a></p>\n",
                  page_text(call, N_("The page of each unit leads here as well.")),
                  page_address(call, "units", NULL), page_text(call, N_("Units")));
    page_end(call);
    return OK;
}

static const struct papers_name *find(const char *kind)
{
    const struct papers_name *name = papers_names;

    while (name->name != NULL && strcmp(name->name, kind) != 0)
        name++;
    return name->name != NULL ? name : NULL;
}

enum error_code make_paper(struct call *call, struct error *err)
{
    const char *unit = params_value(&call->query, "unit");
    const struct papers_name *name = find(call->parameters[1]);
    const struct papers_request request = {.election = &call->staff->election,
                                           .catalog = call->catalog,
                                           .kind = call->parameters[1],
                                           .unit = unit[0] != '\0' ? unit : NULL};

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    if (name == NULL)
        return error_set(err, ERROR_NO_INPUT, "there is no paper \"%s\"", call->parameters[1]);
    if (!name->whole && unit[0] == '\0')
        return error_set(err, ERROR_USAGE,
                         "say of which unit; those of a whole province are made by `hiepthuong paper make`");
    TRY(papers_put(call->app, &request, &call->response->body, err));
    http_set_header(call->response, "Content-Type", "application/pdf");
    http_set_header(call->response, "Content-Disposition", "inline; filename=\"%s.pdf\"", name->name);
    return OK;
}
