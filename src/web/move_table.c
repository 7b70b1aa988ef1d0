#include "web/move_table.h"

#include "app/law_words.h"
#include "web/html.h"
#include "web/page.h"
#include "web/step_table.h"

/* The last day, or where there is none the first. */
static const struct timetable_moment *moment_of(const struct milestone_dates *dates)
{
    return timetable_has_date(&dates->due) ? &dates->due : &dates->from;
}

static void put_move(const struct call *call, const struct timetable_move *move)
{
    struct text *page = &call->response->body;

    html_putf(page, "<tr><td><a href=\"%s\">%s</a></td><td>%s", page_address(call, "timetable", move->step),
              law_words_name(call->catalog, &move->name), move->area);
    if (move->areas > 1) {
        text_put(page, " ");
        page_say(call, "and %zu more", move->areas - 1);
    }
    text_put(page, "</td><td class=\"day\">");
    step_put_moment(call, moment_of(&move->before));
    text_put(page, "</td><td class=\"day\">");
    if (move->gone)
        page_put(call, "", N_("falls away"), "");
    else
        step_put_moment(call, moment_of(&move->after));
    text_put(page, "</td></tr>\n");
}

void move_table_put(const struct call *call, const struct timetable_moved *moved)
{
    struct text *page = &call->response->body;

    if (moved->count == 0) {
        page_put(call, "<p>", N_("No other date moves by it."), "</p>\n");
        return;
    }
    html_putf(page, "<table>\n<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>",
              page_text(call, N_("What is to be done")), page_text(call, N_("Where")));
    html_putf(page, "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
              page_text(call, N_("Until now")), page_text(call, N_("From now on")));
    for (size_t i = 0; i < moved->count; i++)
        put_move(call, &moved->items[i]);
    text_put(page, "</tbody>\n</table>\n");
}
