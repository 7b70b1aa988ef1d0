#include "app/days_off_missing.h"
#include "app/notice_status.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/step_table.h"

#include <string.h>

#define SHOWN_MAX 20 /* of each list; the page of the timetable has them all */
#define SOON_DAYS 14

static bool is_soon(const struct shown_step *step, struct civil_date today)
{
    return timetable_has_date(&step->dates.due) && step->dates.due.time.date.day - today.day <= SOON_DAYS;
}

/* What belongs on the page of a day: everything late or at risk, and what falls due within two weeks. */
static bool belongs(const struct shown_step *step, enum step_state state, struct civil_date today)
{
    return step->state == state && (state != STEP_DUE || is_soon(step, today));
}

/* Rows of the table, each for one step in one area or in many; returns how many there are beyond those shown. */
static size_t put_rows(const struct call *call, const struct shown_timetable *shown, enum step_state state)
{
    struct civil_date today = civil_time_from_utc_secs(clock_now_utc_secs(&call->app->clock)).date;
    size_t rows = 0;

    for (size_t i = 0, length; i < shown->count; i += length) {
        length = shown_steps_alike(shown, i);
        if (!belongs(&shown->items[i], state, today) || rows++ >= SHOWN_MAX)
            continue;
        if (rows == 1)
            step_table_begin(call);
        step_table_put(call, &shown->items[i], length);
    }
    if (rows > 0)
        step_table_end(call);
    return rows > SHOWN_MAX ? rows - SHOWN_MAX : 0;
}

static void put_steps(const struct call *call, const struct shown_timetable *shown, enum step_state state,
                      const char *title)
{
    struct text *page = &call->response->body;

    html_putf(page, "<section class=\"%s\">\n<h2>%s</h2>\n", step_state_name(state), page_text(call, title));
    size_t heading = page->length;
    size_t more = put_rows(call, shown, state);
    if (page->length == heading) {
        page_put(call, "<p>", N_("Nothing."), "</p>\n");
    } else if (more > 0) {
        html_putf(page, "<p><a href=\"%s?state=%s\">", page_address(call, "timetable", NULL),
                  step_state_name(state));
        page_say(call, "%zu more in the timetable", more);
        text_put(page, "</a></p>\n");
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

/* What waits for a word of a person: uncertain and failed messages, a backlog, releases to be approved. */
static enum error_code put_notices(const struct call *call, struct error *err)
{
    struct text *page = &call->response->body;
    struct notice_status status;

    TRY(notice_status(call->app, call->staff->election.id, call->arena, &status, err));
    if (status.open_count > 0) {
        text_put(page, "<p class=\"warning\">");
        page_say(call,
                 "%zu messages failed, or nobody knows whether they arrived: ask the people by telephone.",
                 status.open_count);
        text_put(page, "</p>\n");
    }
    for (size_t i = 0; i < status.held_count; i++)
        html_putf(page, "<p>%lld: %s</p>\n", (long long)status.held[i].count,
                  page_text(call, status.held[i].sentence));
    for (size_t i = 0; i < status.unapproved_count; i++) {
        text_put(page, "<p class=\"warning\">");
        page_say(call, "release %lld, published by %s, waits for approval with %lld notices",
                 (long long)status.unapproved[i].release_number, status.unapproved[i].author,
                 (long long)status.unapproved[i].count);
        text_put(page, "</p>\n");
    }
    return OK;
}

enum error_code show_today(struct call *call, struct error *err)
{
    CLEANUP(shown_timetable_done) struct shown_timetable shown = {0};
    const struct timetable_filter filter = {
        .election = call->staff->election.code, .state = -1, .as_stored = true};

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
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
