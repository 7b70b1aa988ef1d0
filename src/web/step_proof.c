#include "web/step_proof.h"

#include "app/law_words.h"
#include "calendar/lunar.h"
#include "web/html.h"
#include "web/page.h"
#include "web/step_table.h"
#include "web/when.h"

#include <string.h>

static void begin_table(const struct call *call, const char *title)
{
    struct text *page = &call->response->body;

    html_putf(page, "<table class=\"proof\">\n<caption>%s</caption>\n<thead><tr><th scope=\"col\">%s</th>",
              page_text(call, title), page_text(call, N_("Day")));
    html_putf(page, "<th scope=\"col\">%s</th></tr></thead>\n<tbody>\n", page_text(call, N_("Counted")));
}

static void end_table(const struct call *call)
{
    text_put(&call->response->body, "</tbody>\n</table>\n");
}

/* ---- from the anchor to the limit ---- */

static void put_offset(const struct call *call, const struct law_moment *rule)
{
    if (rule->months != 0)
        html_putf(&call->response->body, "%s: ", rule->offset);
    else if (rule->days < 0)
        page_say(call, "%d days before: ", -rule->days);
    else if (rule->days > 0)
        page_say(call, "%d days after: ", rule->days);
    else if (rule->hours < 0)
        page_say(call, "%d hours before: ", -rule->hours);
    else if (rule->hours > 0)
        page_say(call, "%d hours after: ", rule->hours);
    else
        page_say(call, rule->minute != LAW_NO_HOUR ? N_("the same day: ") : N_("the same time: "));
}

static void put_step(const struct call *call, const struct law_pack *pack, const struct proof_step *step)
{
    struct text *page = &call->response->body;

    text_put(page, "<tr><td class=\"day\">");
    step_put_moment(call, &step->moment);
    text_put(page, "</td><td>");
    if (step->rule != NULL)
        put_offset(call, step->rule);
    html_put(page, law_words_anchor(call->catalog, pack, step->node));
    if (step->recorded && timetable_has_date(&step->moment))
        html_put(page, page_text(call, N_(" (recorded)")));
    else if (!timetable_has_date(&step->moment))
        html_put(page, page_text(call, N_(" (not recorded yet)")));
    text_put(page, "</td></tr>\n");
}

static void put_chain(const struct call *call, const struct law_pack *pack, const char *title,
                      const struct proof_chain *chain)
{
    if (chain->step_count == 0)
        return;
    begin_table(call, title);
    for (size_t i = 0; i < chain->step_count; i++)
        put_step(call, pack, &chain->steps[i]);
    end_table(call);
}

/* ---- from the limit back to the target ---- */

static void put_lunar(const struct call *call, struct civil_date date)
{
    const struct lunar_date lunar = lunar_date_of(date);

    if (lunar.leap)
        page_say(call, " (lunar %d/%d, leap month)", lunar.day, lunar.month);
    else
        page_say(call, " (lunar %d/%d)", lunar.day, lunar.month);
}

static void put_day(const struct call *call, const struct timetable_proof *proof, const struct proof_day *day)
{
    static const char *const words[] = {
        [PROOF_WEEKEND] = N_("weekend"),
        [PROOF_DAY_OFF] = N_("day off"),
        [PROOF_TOO_EARLY] = N_("the limit comes before offices close (17:00)"),
        [PROOF_LEAD] = N_("working day, given up for the lead"),
        [PROOF_UNKNOWN] = N_("not known whether it is worked: no date to finish by"),
        [PROOF_TARGET] = N_("working day: finish by this day"),
    };
    struct text *page = &call->response->body;

    text_put(page, "<tr><td class=\"day\">");
    when_put_day(call, day->date);
    html_putf(page, "</td><td>%s", page_text(call, words[day->kind]));
    if (day->entry != NULL)
        html_putf(page, ": %s <span class=\"hint\">%s</span>", day->entry->name, day->entry->source);
    if (day == proof->days || day->kind == PROOF_TARGET)
        put_lunar(call, day->date);
    text_put(page, "</td></tr>\n");
}

static void put_days(const struct call *call, const struct timetable_proof *proof)
{
    if (proof->day_count == 0)
        return;
    begin_table(call, N_("The last working day (a limit on a day off is not moved)"));
    for (size_t i = 0; i < proof->day_count; i++)
        put_day(call, proof, &proof->days[i]);
    end_table(call);
}

static void put_resolution(const struct call *call, const struct law_resolution *by,
                           const struct timetable_moment *set, const struct timetable_moment *law)
{
    struct text *page = &call->response->body;

    if (by == NULL)
        return;
    text_put(page, "<p class=\"warning\">");
    page_say(call, "Set by %s (%s):", by->document, by->author);
    text_put(page, " <strong>");
    step_put_moment(call, set);
    text_put(page, "</strong>. ");
    page_say(call, "By the law alone it would be:");
    text_put(page, " ");
    step_put_moment(call, law);
    text_put(page, "</p>\n");
}

void step_proof_put(const struct call *call, const struct law_pack *pack, const struct timetable_proof *proof)
{
    const struct timetable_row *row = proof->row;

    put_resolution(call, row->from_set_by, &row->from, &row->law_from);
    put_resolution(call, row->until_set_by, &row->until, &row->law_until);
    put_chain(call, pack, N_("The first day (calendar days, day 0 not counted)"), &proof->from);
    put_chain(call, pack,
              row->duty->at != NULL ? N_("The time")
                                    : N_("The last day by law (calendar days, day 0 not counted)"),
              &proof->until);
    put_days(call, proof);
}
