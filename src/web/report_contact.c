#include "app/contact_report.h"
#include "app/places.h"
#include "web/council.h"
#include "web/field.h"
#include "web/html.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/report_page.h"
#include "web/staff.h"

#define UNITS_A_PAGE 100

static enum error_code ask(const struct call *call, struct contact_report *out, struct error *err)
{
    const char *area = params_value(&call->query, "area");
    const struct contact_question question = {.area = area[0] != '\0' ? area : NULL};

    return contact_report(call->app, call->staff->election.id, &question, call->arena, out, err);
}

static enum error_code put_filter(const struct call *call, struct error *err)
{
    struct places places;

    TRY(places_load(call->app, call->staff->election.id, call->arena, &places, err));
    html_putf(&call->response->body, "<form class=\"filter\" method=\"get\" action=\"%s\">\n",
              call->request->path);
    field_put_places(call, "area", N_("Held in"), &places, params_value(&call->query, "area"));
    html_putf(&call->response->body, "<p><button>%s</button></p>\n</form>\n", page_text(call, N_("Show")));
    return OK;
}

static void begin_table(const struct call *call, const char *caption)
{
    static const char *const heads[1 + CONTACT_FIGURES] = {
        N_("Unit"),
        [1 + CONTACT_MEETINGS] = N_("meetings"),
        [1 + CONTACT_DIRECT] = N_("in person"),
        [1 + CONTACT_ONLINE] = N_("online"),
        [1 + CONTACT_HYBRID] = N_("hybrid"),
        [1 + CONTACT_ATTENDANCES] = N_("attendances"),
        [1 + CONTACT_CAME] = N_("voters in person"),
        [1 + CONTACT_JOINED] = N_("voters online"),
        [1 + CONTACT_OPINIONS] = N_("opinions"),
        [1 + CONTACT_MINUTES] = N_("minutes received"),
        [1 + CONTACT_MISSING] = N_("not recorded yet"),
    };

    html_putf(&call->response->body, "<table class=\"figures\" tabindex=\"0\">\n<caption>%s</caption>\n",
              page_text(call, caption));
    report_put_heads(call, heads, COUNT_OF(heads), 1);
}

static void put_row(const struct call *call, const char *name, const int64_t value[CONTACT_FIGURES])
{
    struct text *page = &call->response->body;

    html_putf(page, "<tr><th scope=\"row\">%s</th>", name);
    for (size_t i = 0; i < CONTACT_FIGURES; i++)
        html_putf(page, "<td class=\"number\">%lld</td>", (long long)value[i]);
    text_put(page, "</tr>\n");
}

enum error_code report_put_contact(struct call *call, struct error *err)
{
    struct contact_report report;

    TRY(ask(call, &report, err));
    TRY(put_filter(call, err));
    begin_table(call, N_("By council"));
    for (size_t i = 0; i < report.level_count; i++)
        put_row(call, page_text(call, council_label(report.levels[i].level)), report.levels[i].value);
    put_row(call, page_text(call, N_("all together")), report.total);
    text_put(&call->response->body, "</tbody>\n</table>\n");
    struct pager pager = pager_of(call, report.count, UNITS_A_PAGE);
    begin_table(call, N_("By unit"));
    for (size_t i = 0; i < pager.count; i++)
        put_row(call, report.units[pager.from + i].name, report.units[pager.from + i].value);
    text_put(&call->response->body, "</tbody>\n</table>\n");
    pager_put(call, &pager);
    return OK;
}

enum error_code report_write_contact(struct call *call, struct table_writer *out, struct error *err)
{
    static const char *const heads[] = {"level", "unit_id", "name"};
    struct contact_report report;

    TRY(ask(call, &report, err));
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        table_put(out, heads[i]);
    report_write_heads(out, contact_figure_names, CONTACT_FIGURES);
    for (size_t i = 0; i < report.count; i++) {
        table_put(out, report.units[i].level);
        table_put(out, report.units[i].code);
        table_put(out, report.units[i].name);
        for (size_t k = 0; k < CONTACT_FIGURES; k++)
            table_put_int(out, report.units[i].value[k]);
        table_end_row(out);
    }
    return OK;
}
