#include "app/consultation.h"
#include "web/html.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/report_page.h"
#include "web/staff.h"

#define UNITS_A_PAGE 100

static const char *list_name(enum consultation_list list)
{
    return list == LIST_NATIONAL_ASSEMBLY ? N_("National Assembly") : N_("council");
}

static void put_round(const struct call *call, const struct shown_round *round)
{
    const struct consultation *held = &round->conference;
    struct text *page = &call->response->body;
    char date[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(held->day, date);
    html_putf(page, "<tr><td>%d</td><td>%s</td><td>%s</td><td class=\"day\">%s</td><td>%s</td>", held->round,
              page_text(call, list_name(held->list)),
              round->area[0] != '\0' ? round->area : page_text(call, N_("central")), date,
              held->document != NULL ? held->document : "");
    html_putf(page,
              "<td class=\"number\">%lld / %lld</td><td class=\"number\">%lld</td>"
              "<td class=\"number\">%lld</td></tr>\n",
              (long long)held->present, (long long)held->invited, (long long)held->seats,
              (long long)held->candidates);
}

static void put_rounds(const struct call *call, const struct shown_consultations *shown)
{
    static const char *const heads[] = {N_("Round"), N_("List"),        N_("Where"),
                                        N_("Day"),   N_("Minutes no."), N_("Present, of invited"),
                                        N_("Seats"), N_("Candidates")};
    struct text *page = &call->response->body;

    page_put(call, "<h2>", N_("Conferences"), "</h2>\n");
    if (shown->round_count == 0) {
        page_put(call, "<p>", N_("No conference has been recorded yet."), "</p>\n");
        return;
    }
    text_put(page, "<table>\n");
    report_put_heads(call, heads, COUNT_OF(heads), 5);
    for (size_t i = 0; i < shown->round_count; i++)
        put_round(call, &shown->rounds[i]);
    text_put(page, "</tbody>\n</table>\n");
}

static void put_unit(const struct call *call, const struct unit_list *unit)
{
    struct text *page = &call->response->body;

    html_putf(
        page,
        "<tr><td><a href=\"%s\">%s</a></td><td class=\"number\">%lld</td><td class=\"number%s\">%lld</td>"
        "<td class=\"number\">%lld</td>",
        page_address(call, "units", unit->code), unit->name, (long long)unit->seats,
        unit->breaks ? " late" : "", (long long)unit->names, (long long)unit->without_confidence);
    if (unit->least > 0)
        html_putf(page, "<td class=\"number\">%lld <span class=\"hint\">%s</span></td></tr>\n",
                  (long long)unit->least, unit->citation);
    else
        text_put(page, "<td class=\"number\">-</td></tr>\n");
}

enum error_code report_put_consultations(struct call *call, struct error *err)
{
    static const char *const heads[] = {N_("Unit"), N_("Seats"), N_("Names on the list"),
                                        N_("Without the voters' confidence"), N_("At least, by law")};
    struct text *page = &call->response->body;
    struct shown_consultations shown;

    TRY(consultation_show(call->app, call->staff->election.code, call->arena, &shown, err));
    put_rounds(call, &shown);
    page_put(call, "<h2>", N_("Lists of the units"), "</h2>\n");
    if (shown.broken > 0) {
        text_put(page, "<p class=\"error\">");
        page_say(call, "%zu units would have fewer names than the law asks for.", shown.broken);
        text_put(page, "</p>\n");
    }
    struct pager pager = pager_of(call, shown.unit_count, UNITS_A_PAGE);
    text_put(page, "<table>\n");
    report_put_heads(call, heads, COUNT_OF(heads), 1);
    for (size_t i = 0; i < pager.count; i++)
        put_unit(call, &shown.units[pager.from + i]);
    text_put(page, "</tbody>\n</table>\n");
    pager_put(call, &pager);
    return OK;
}

enum error_code report_write_consultations(struct call *call, struct table_writer *out, struct error *err)
{
    static const char *const heads[] = {"round",   "list",  "area",       "day",     "invited",
                                        "present", "seats", "candidates", "document"};
    struct shown_consultations shown;

    TRY(consultation_show(call->app, call->staff->election.code, call->arena, &shown, err));
    report_write_heads(out, heads, COUNT_OF(heads));
    for (size_t i = 0; i < shown.round_count; i++) {
        const struct consultation *held = &shown.rounds[i].conference;
        char date[CIVIL_DATE_CHARS];
        civil_date_format(held->day, date);
        table_put_int(out, held->round);
        table_put(out, held->list == LIST_NATIONAL_ASSEMBLY ? "na" : "council");
        table_put(out, shown.rounds[i].area);
        table_put(out, date);
        table_put_int(out, held->invited);
        table_put_int(out, held->present);
        table_put_int(out, held->seats);
        table_put_int(out, held->candidates);
        table_put(out, held->document != NULL ? held->document : "");
        table_end_row(out);
    }
    return OK;
}
