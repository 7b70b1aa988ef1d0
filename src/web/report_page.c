#include "web/report_page.h"

#include "web/download.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/when.h"

#include <string.h>

static const struct report_kind {
    const char *name; /* in the address */
    const char *title;
    const char *what;
    const char *file;
    enum error_code (*put)(struct call *call, struct error *err);
    enum error_code (*write)(struct call *call, struct table_writer *out, struct error *err);
} kinds[] = {
    {"contact", N_("Voter-contact meetings"),
     N_("how many were held and how, how many voters took part, how many opinions they gave (art. 66.3)"),
     "tiep-xuc-cu-tri", report_put_contact, report_write_contact},
    {"equality", N_("Equality of the candidates"),
     N_("what each candidate of a unit is given by the published plan, counted twice, with the plan's hash"),
     "binh-dang", report_put_equality, report_write_equality},
    {"timetable", N_("Timetable sheet"),
     N_("every step with its article, its days, where it stands and the proof"), "lich-thoi-han",
     report_put_timetable, report_write_timetable},
    {"consultations", N_("Consultations"),
     N_("each conference as it was held, and the lists of all units after it"), "hiep-thuong",
     report_put_consultations, report_write_consultations},
};

void report_put_heads(const struct call *call, const char *const *heads, size_t count, size_t words)
{
    struct text *page = &call->response->body;

    text_put(page, "<thead><tr>");
    for (size_t i = 0; i < count; i++)
        html_putf(page, "<th scope=\"col\" class=\"%s\">%s</th>", i >= words ? "number" : "word",
                  page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
}

void report_write_heads(struct table_writer *out, const char *const *heads, size_t count)
{
    for (size_t i = 0; i < count; i++)
        table_put(out, heads[i]);
    table_end_row(out);
}

enum error_code show_reports(struct call *call, struct error *err)
{
    struct text *page = &call->response->body;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    page_begin(call, N_("Reports"));
    text_put(page, "<ul>\n");
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        html_putf(page, "<li><a href=\"%s\">%s</a><br>\n<span class=\"hint\">%s</span></li>\n",
                  page_address(call, "reports", kinds[i].name), page_text(call, kinds[i].title),
                  page_text(call, kinds[i].what));
    html_putf(page, "<li><a href=\"%s\">%s</a><br>\n<span class=\"hint\">%s</span></li>\n</ul>\n",
              page_address(call, "messages", "evidence.csv"),
              page_text(call, N_("Evidence of messages (CSV)")),
              page_text(call, N_("who was told what, when, by which way and with which result")));
    page_end(call);
    return OK;
}

static enum error_code find_kind(const struct call *call, const struct report_kind **out, struct error *err)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        if (strcmp(kinds[i].name, call->parameters[1]) == 0) {
            *out = &kinds[i];
            return OK;
        }
    }
    return error_set(err, ERROR_NO_INPUT, "there is no such report");
}

/* What a sheet of paper says of itself. */
static void put_head(const struct call *call, const struct report_kind *kind)
{
    struct text *page = &call->response->body;

    html_putf(page, "<p><strong>%s</strong>. ", call->staff->election.title);
    page_say(call, "As of");
    text_put(page, " ");
    when_put_moment(call, clock_now_utc_secs(&call->app->clock));
    html_putf(page, ".</p>\n<p><a class=\"button\" href=\"%s.csv", page_address(call, "reports", kind->name));
    if (call->request->query[0] != '\0')
        html_putf(page, "?%s", call->request->query);
    html_putf(page, "\">%s</a></p>\n", page_text(call, N_("Take it as a table (CSV)")));
}

enum error_code show_report(struct call *call, struct error *err)
{
    const struct report_kind *kind;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(find_kind(call, &kind, err));
    page_begin(call, kind->title);
    put_head(call, kind);
    TRY(kind->put(call, err));
    page_end(call);
    return OK;
}

enum error_code download_report(struct call *call, struct error *err)
{
    const struct report_kind *kind;
    struct table_writer writer;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(find_kind(call, &kind, err));
    download_begin(call, kind->file, &writer);
    return kind->write(call, &writer, err);
}
