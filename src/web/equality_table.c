#include "web/equality_table.h"

#include "web/html.h"
#include "web/page.h"

/* What the page shows of each candidate; all figures are in `plan equality`. */
static const struct column {
    enum equality_figure figure;
    const char *name;
} columns[] = {
    {EQUALITY_MEETINGS, N_("meetings")},    {EQUALITY_MINUTES, N_("minutes")},
    {EQUALITY_DIRECT, N_("in person")},     {EQUALITY_ONLINE, N_("online")},
    {EQUALITY_SEATS, N_("seats")},          {EQUALITY_MORNING, N_("mornings")},
    {EQUALITY_AFTERNOON, N_("afternoons")}, {EQUALITY_EVENING, N_("evenings")},
    {EQUALITY_WEEKEND, N_("weekends")},     {EQUALITY_SPEAKS_FIRST, N_("speaks first")},
};

static void put_figures(const struct call *call, const char *name, const char *code,
                        const struct equality_figures *figures)
{
    struct text *page = &call->response->body;

    html_putf(page, "<tr><th scope=\"row\">%s", name);
    if (code[0] != '\0')
        html_putf(page, " <span class=\"hint\">%s</span>", code);
    text_put(page, "</th>");
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        html_putf(page, "<td class=\"number\">%lld</td>", (long long)figures->value[columns[i].figure]);
    text_put(page, "</tr>\n");
}

void equality_table_put(const struct call *call, const struct equality_unit *unit)
{
    struct text *page = &call->response->body;

    html_putf(page, "<table class=\"figures\" tabindex=\"0\">\n<thead><tr><th scope=\"col\">%s</th>",
              page_text(call, N_("Candidate")));
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        html_putf(page, "<th scope=\"col\" class=\"number\">%s</th>", page_text(call, columns[i].name));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < unit->count; i++)
        put_figures(call, unit->candidates[i].name, unit->candidates[i].code, &unit->candidates[i].figures);
    put_figures(call, page_text(call, N_("largest difference")), "", &unit->differences);
    text_put(page, "</tbody>\n</table>\n");
}

void equality_table_put_proof(const struct call *call, const struct plan_equality *equality)
{
    struct text *page = &call->response->body;

    text_put(page, "<p class=\"hint\">");
    page_say(call, "Counted twice, by meetings and by candidates; the two agree.");
    text_put(page, " ");
    page_say(call, "Hash of the plan (BLAKE2b): %s", equality->hash);
    text_put(page, "</p>\n");
}
