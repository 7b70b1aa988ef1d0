#include "app/days_off_missing.h"
#include "app/notice_status.h"
#include "app/timetable_show.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"

#include <string.h>

#define SHOWN_MAX 20 /* of each list; the page of the timetable has them all */
#define SOON_DAYS 14

static const char *name_of(const struct call *call, const struct law_names *names)
{
    return strcmp(catalog_language(call->catalog), "en") == 0 ? names->en : names->vi;
}

static void put_day(const struct call *call, const struct shown_step *step)
{
    char day[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(step->dates.due.time.date, day);
    html_putf(&call->response->body, "<td class=\"day\">%s</td>", day);
}

static void put_step(const struct call *call, const struct shown_step *step)
{
    const char *place = step->place->code[0] != '\0' ? step->place->name : "";

    text_put(&call->response->body, "<tr>");
    put_day(call, step);
    html_putf(&call->response->body, "<td>%s</td><td>%s</td><td>%s</td></tr>\n",
              name_of(call, &step->duty->name), place, step->owner != NULL ? step->owner : "");
}

static bool is_soon(const struct shown_step *step, struct civil_date today)
{
    return timetable_has_date(&step->dates.due) && step->dates.due.time.date.day - today.day <= SOON_DAYS;
}

/* What belongs on the page of a day: everything late or at risk, and what falls due within two weeks. */
static bool belongs(const struct shown_step *step, enum step_state state, struct civil_date today)
{
    return step->state == state && (state != STEP_DUE || is_soon(step, today));
}

static void put_steps(const struct call *call, const struct shown_timetable *shown, enum step_state state,
                      const char *title)
{
    struct text *page = &call->response->body;
    struct civil_date today = civil_time_from_utc_secs(clock_now_utc_secs(&call->app->clock)).date;
    size_t count = 0;

    for (size_t i = 0; i < shown->count; i++)
        count += belongs(&shown->items[i], state, today);
    if (count == 0)
        return;
    html_putf(page, "<section class=\"%s\">\n<h2>%s (%zu)</h2>\n<table>\n<thead><tr>", step_state_name(state),
              page_text(call, title), count);
    html_putf(page, "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th>",
              page_text(call, N_("Last day")), page_text(call, N_("What is to be done")),
              page_text(call, N_("Where")));
    html_putf(page, "<th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
              page_text(call, N_("Who answers for it")));
    for (size_t i = 0, put = 0; i < shown->count && put < SHOWN_MAX; i++)
        if (belongs(&shown->items[i], state, today)) {
            put_step(call, &shown->items[i]);
            put++;
        }
    text_put(page, "</tbody>\n</table>\n");
    if (count > SHOWN_MAX) {
        text_put(page, "<p>");
        page_say(call, "%zu more are not shown here.", count - SHOWN_MAX);
        text_put(page, "</p>\n");
    }
    text_put(page, "</section>\n");
}

static enum error_code put_gaps(const struct call *call, struct error *err)
{
    struct days_off_gap *gaps;
    size_t count;

    TRY(days_off_missing(call->app, call->arena, &gaps, &count, err));
    for (size_t i = 0; i < count; i++) {
        CLEANUP(text_done) struct text words;
        struct message message;
        if (strcmp(gaps[i].election, call->staff->election.code) != 0)
            continue;
        text_init(&words, 2000);
        days_off_gap_say(&gaps[i], &message);
        catalog_put_message(call->catalog, &message, &words);
        html_putf(&call->response->body, "<p class=\"warning\">%s</p>\n", words.data);
    }
    return OK;
}

static enum error_code put_notices(const struct call *call, struct error *err)
{
    struct notice_status status;

    TRY(notice_status(call->app, call->staff->election.id, call->arena, &status, err));
    if (status.open_count == 0)
        return OK;
    text_put(&call->response->body, "<p class=\"warning\">");
    page_say(call, "%zu messages failed, or nobody knows whether they arrived: ask the people by telephone.",
             status.open_count);
    text_put(&call->response->body, "</p>\n");
    return OK;
}

enum error_code show_today(struct call *call, struct error *err)
{
    CLEANUP(shown_timetable_done) struct shown_timetable shown = {0};
    const struct timetable_filter filter = {.election = call->staff->election.code, .state = -1};

    TRY(staff_must(call, RIGHTS_VIEW, 0, err));
    TRY(timetable_show(call->app, &filter, call->arena, &shown, err));
    page_begin(call, N_("Today"));
    TRY(put_gaps(call, err));
    TRY(put_notices(call, err));
    put_steps(call, &shown, STEP_LATE, N_("Late"));
    put_steps(call, &shown, STEP_AT_RISK, N_("At risk"));
    put_steps(call, &shown, STEP_DUE, N_("Due within two weeks"));
    page_end(call);
    return OK;
}
