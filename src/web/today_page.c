/* What is due, late, at risk or waits for a word: each one sentence, and one button that leads to where it is mended. */
#include "app/days_off_missing.h"
#include "app/feed_stale.h"
#include "app/job.h"
#include "app/law_words.h"
#include "app/notice_status.h"
#include "app/timetable_show.h"
#include "app/today.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"
#include "web/step_table.h"

#include <stdio.h>
#include <string.h>

#define SHOWN_MAX 12 /* steps of each state; the page of the timetable has them all */
#define SOON_DAYS 14
#define STALE_HOURS 48
#define LETTER_DAYS 3
#define WORDS_BYTES_MAX 2000

/* ---- one sentence and one button ---- */

static void begin_item(const struct call *call, const char *class)
{
    html_putf(&call->response->body, "<li class=\"%s\"><span>", class);
}

static void end_item(const struct call *call, const char *address, const char *button)
{
    html_putf(&call->response->body, "</span> <a class=\"button\" href=\"%s\">%s</a></li>\n", address,
              page_text(call, button));
}

static void begin_list(const struct call *call, const char *title)
{
    html_putf(&call->response->body, "<section>\n<h2>%s</h2>\n<ul class=\"todo\">\n", page_text(call, title));
}

/* What was put since `length` is the list; without any, a word in its place. */
static void end_list(const struct call *call, size_t length)
{
    struct text *page = &call->response->body;
    bool empty = page->length == length;

    text_put(page, "</ul>\n");
    if (empty)
        page_put(call, "<p>", N_("Nothing."), "</p>\n");
    text_put(page, "</section>\n");
}

/* ---- what comes next ---- */

static void put_next(const struct call *call, const struct today_state *state)
{
    if (state->units == 0 && staff_may(call, RIGHTS_IMPORT)) {
        begin_item(call, "next");
        page_say(call, "There are no units and candidates yet: the tables with them come first.");
        end_item(call, page_address(call, "import", NULL), N_("Import tables"));
    } else if (state->units > 0 && state->releases == 0 && !state->has_draft) {
        begin_item(call, "next");
        page_say(call, "The tables are imported; no plan of meetings has been made yet.");
        end_item(call, page_address(call, "plan", NULL), N_("To the plan"));
    } else if (state->has_draft) {
        begin_item(call, "next");
        page_say(call, "A draft of the plan is not published yet: nobody outside sees it.");
        end_item(call, page_address(call, "releases", "new"), N_("See and publish"));
    }
}

/* ---- steps ---- */

static bool is_soon(const struct shown_step *step, struct civil_date today)
{
    return timetable_has_date(&step->dates.due) && step->dates.due.time.date.day - today.day <= SOON_DAYS;
}

/* What belongs on the page of a day: everything late or at risk, and what falls due within two weeks. */
static bool belongs(const struct shown_step *step, enum step_state state, struct civil_date today)
{
    return step->state == state && (state != STEP_DUE || is_soon(step, today));
}

static void put_step(const struct call *call, const struct shown_step *steps, size_t count)
{
    struct text *page = &call->response->body;
    bool may_record = staff_may(call, RIGHTS_RECORD);
    struct timetable_moment moment;

    begin_item(call, step_state_name(steps->state));
    html_putf(page, "%s, ", law_words_name(call->catalog, &steps->duty->name));
    step_put_areas(call, steps, count);
    if (shown_step_moment(steps, &moment)) {
        text_put(page, ": ");
        page_say(call, "last day");
        text_put(page, " ");
        step_put_moment(call, &moment);
    }
    if (steps->owner != NULL)
        html_putf(page, " (%s)", steps->owner);
    end_item(call, page_address(call, "timetable", steps->duty->id), may_record ? N_("Record") : N_("See"));
}

static void put_steps(const struct call *call, const struct shown_timetable *shown, enum step_state state)
{
    struct civil_date today = civil_time_from_utc_secs(clock_now_utc_secs(&call->app->clock)).date;
    struct text *page = &call->response->body;
    size_t rows = 0;

    for (size_t i = 0, length; i < shown->count; i += length) {
        length = shown_steps_alike(shown, i);
        if (belongs(&shown->items[i], state, today) && rows++ < SHOWN_MAX)
            put_step(call, &shown->items[i], length);
    }
    if (rows <= SHOWN_MAX)
        return;
    html_putf(page, "<li><a href=\"%s?state=%s\">", page_address(call, "timetable", NULL),
              step_state_name(state));
    page_say(call, "%zu more in the timetable", rows - SHOWN_MAX);
    text_put(page, "</a></li>\n");
}

/* ---- what waits for a word of a person ---- */

static void put_notices(const struct call *call, const struct notice_status *status)
{
    const char *messages = page_address(call, "messages", NULL);

    if (status->open_count > 0) {
        begin_item(call, "late");
        page_say(call,
                 "%zu messages failed, or nobody knows whether they arrived: ask the people by telephone.",
                 status->open_count);
        end_item(call, messages, N_("Settle"));
    }
    for (size_t i = 0; i < status->held_count; i++) {
        begin_item(call, "at-risk");
        html_putf(&call->response->body, "%lld: %s", (long long)status->held[i].count,
                  page_text(call, status->held[i].sentence));
        end_item(call, messages, N_("See the messages"));
    }
    for (size_t i = 0; i < status->unapproved_count; i++) {
        begin_item(call, "at-risk");
        page_say(call, "release %lld, published by %s, waits for approval with %lld notices",
                 (long long)status->unapproved[i].release_number, status->unapproved[i].author,
                 (long long)status->unapproved[i].count);
        end_item(call, messages, N_("See and approve"));
    }
}

/* ---- what is wrong, or will be ---- */

static enum error_code put_gaps(const struct call *call, struct error *err)
{
    struct days_off_gap *gaps;
    size_t count;

    TRY(days_off_missing(call->app, call->arena, &gaps, &count, err));
    for (size_t i = 0; i < count; i++) {
        CLEANUP(text_done) struct text words = {0};
        struct message message;
        if (strcmp(gaps[i].election, call->staff->election.code) != 0)
            continue;
        text_init(&words, WORDS_BYTES_MAX);
        days_off_gap_say(&gaps[i], &message);
        catalog_put_message(call->catalog, &message, &words);
        begin_item(call, "at-risk");
        html_put(&call->response->body, words.data);
        end_item(call, page_address(call, "timetable", NULL), N_("See the timetable"));
    }
    return OK;
}

/* Long work that broke off, until it is done again. */
static enum error_code put_jobs(const struct call *call, struct error *err)
{
    for (const struct job_kind *kind = job_kinds; kind->name != NULL; kind++) {
        struct job job;
        char number[24];
        int64_t id;
        TRY(job_newest(call->app, call->staff->election.id, kind->name, &id, err));
        if (id == 0)
            continue;
        TRY(job_show(call->app, call->staff->election.id, id, call->arena, &job, err));
        if (job.state != JOB_FAILED || !staff_may(call, kind->action))
            continue;
        snprintf(number, sizeof number, "%lld", (long long)id);
        begin_item(call, "late");
        html_putf(&call->response->body, "%s: ", page_text(call, kind->title));
        page_say(call, "this work broke off before it was done.");
        end_item(call, page_address(call, "jobs", number), N_("See why"));
    }
    return OK;
}

static void put_plan(const struct call *call, const struct today_state *state)
{
    char date[CIVIL_DATE_CHARS];

    if (state->conflicts > 0) {
        begin_item(call, "late");
        page_say(call, "%lld published meetings break a rule as things stand now.",
                 (long long)state->conflicts);
        end_item(call, page_address(call, "plan", NULL), N_("See and mend"));
    }
    if (state->letters > 0) {
        civil_date_format_vietnamese(state->letters_by, date);
        begin_item(call, "at-risk");
        page_say(call, "Letters to the candidates of %lld meetings must leave; the first by %s.",
                 (long long)state->letters, date);
        end_item(call, page_address(call, "plan", NULL), N_("See the meetings"));
    }
}

static enum error_code put_stale(const struct call *call, struct error *err)
{
    struct feed_stale_list stale;

    TRY(feed_stale(call->app, call->staff->election.id, STALE_HOURS, call->arena, &stale, err));
    for (size_t i = 0; i < stale.count && i < SHOWN_MAX; i++) {
        begin_item(call, "at-risk");
        page_say(
            call,
            "The telephone of candidate %s may show meeting %s wrongly, which begins soon: tell him or her.",
            stale.items[i].candidate_code, stale.items[i].meeting_code);
        end_item(call, page_address(call, "candidates", stale.items[i].candidate_code),
                 N_("See the candidate"));
    }
    if (stale.count > SHOWN_MAX) {
        text_put(&call->response->body, "<li>");
        page_say(call, "and %zu more", stale.count - SHOWN_MAX);
        text_put(&call->response->body, "</li>\n");
    }
    return OK;
}

/* ---- the page ---- */

static enum error_code put_urgent(const struct call *call, const struct shown_timetable *shown,
                                  const struct today_state *state, struct error *err)
{
    struct notice_status status;

    TRY(notice_status(call->app, call->staff->election.id, call->arena, &status, err));
    begin_list(call, N_("To be done now"));
    size_t length = call->response->body.length;
    put_next(call, state);
    TRY(put_jobs(call, err));
    put_notices(call, &status);
    put_plan(call, state);
    put_steps(call, shown, STEP_LATE);
    end_list(call, length);
    return OK;
}

static enum error_code put_risks(const struct call *call, const struct shown_timetable *shown,
                                 struct error *err)
{
    begin_list(call, N_("At risk"));
    size_t length = call->response->body.length;
    TRY(put_gaps(call, err));
    TRY(put_stale(call, err));
    put_steps(call, shown, STEP_AT_RISK);
    end_list(call, length);
    return OK;
}

static void put_day(const struct call *call, const struct shown_timetable *shown)
{
    int32_t today = civil_time_from_utc_secs(clock_now_utc_secs(&call->app->clock)).date.day;
    int32_t left = shown->book.election.polling_day.day - today;
    char date[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(shown->book.election.polling_day, date);
    text_put(&call->response->body, "<p>");
    if (left > 0)
        page_say(call, "Polling day is %s, in %d days.", date, (int)left);
    else
        page_say(call, "Polling day is %s.", date);
    text_put(&call->response->body, "</p>\n");
}

enum error_code show_today(struct call *call, struct error *err)
{
    CLEANUP(shown_timetable_done) struct shown_timetable shown = {0};
    const struct timetable_filter filter = {
        .election = call->staff->election.code, .state = -1, .as_stored = true};
    struct today_state state;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    TRY(timetable_show(call->app, &filter, call->arena, &shown, err));
    TRY(today_look(call->app, call->staff->election.id, LETTER_DAYS, call->arena, &state, err));
    page_begin(call, N_("Today"));
    put_day(call, &shown);
    TRY(put_urgent(call, &shown, &state, err));
    TRY(put_risks(call, &shown, err));
    begin_list(call, N_("Due within two weeks"));
    size_t length = call->response->body.length;
    put_steps(call, &shown, STEP_DUE);
    end_list(call, length);
    page_end(call);
    return OK;
}
