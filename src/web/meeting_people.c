/* The people of a meeting: who speaks when, who was told, what they saw of it. */
#include "app/meeting_agenda.h"
#include "app/notice_evidence.h"
#include "web/html.h"
#include "web/meeting_page.h"
#include "web/page.h"
#include "web/release_page.h"
#include "web/staff.h"
#include "web/when.h"

#include <string.h>

#define NOTICES_SHOWN 200
#define WORDS_BYTES_MAX 2000

/* ---- agenda ---- */

static void put_hour(const struct call *call, struct civil_time start, int32_t after_min)
{
    char time[CIVIL_TIME_CHARS];

    civil_time_format(civil_time_add_minutes(start, after_min), time);
    html_putf(&call->response->body, "%s", time + CIVIL_DATE_CHARS);
}

static void put_speakers(const struct call *call, const struct meeting_shown *shown,
                         const struct meeting_state *state, const struct meeting_agenda *agenda)
{
    struct text *page = &call->response->body;
    uint32_t count = (uint32_t)shown->candidate_count;

    text_put(page, "<ol>\n");
    for (uint32_t place = 0; place < count; place++) {
        const struct meeting_candidate *speaker =
            &shown->candidates[speaking_order_speaker(place, count, state->number)];
        html_putf(page, "<li>%s", speaker->name[0] != '\0' ? speaker->name : speaker->code);
        if (agenda->slot_min > 0) {
            text_put(page, " <span class=\"hint\">");
            put_hour(call, state->start,
                     agenda->start_min[AGENDA_SPEAKING] + agenda->slot_min * (int32_t)place);
            text_put(page, ", ");
            page_say(call, "%d minutes", agenda->slot_min);
            text_put(page, "</span>");
        }
        text_put(page, "</li>\n");
    }
    text_put(page, "</ol>\n");
}

void meeting_put_agenda(const struct call *call, const struct meeting_shown *shown)
{
    static const char *const parts[AGENDA_PARTS] = {
        [AGENDA_OPENING] = N_("Opening: why the meeting is held"),
        [AGENDA_INTRODUCING] =
            N_("The Front presides, introduces the candidates and reads their biographies"),
        [AGENDA_SPEAKING] = N_("Each candidate presents his or her programme"),
        [AGENDA_VOTERS] = N_("Voters give opinions, candidates answer"),
        [AGENDA_CLOSING] = N_("The chair closes the meeting"),
    };
    struct text *page = &call->response->body;
    const struct meeting_state *now = meeting_now(shown);
    const struct meeting_state *state = now->known ? now : &shown->published;
    const struct meeting_agenda agenda =
        meeting_agenda_make(state->end.minute - state->start.minute, (uint32_t)shown->candidate_count);

    page_put(call, "<h2>", N_("Programme (art. 66.2)"), "</h2>\n<ol>\n");
    for (int part = 0; part < AGENDA_PARTS; part++) {
        text_put(page, "<li>");
        put_hour(call, state->start, agenda.start_min[part]);
        html_putf(page, " %s", page_text(call, parts[part]));
        if (part == AGENDA_SPEAKING)
            put_speakers(call, shown, state, &agenda);
        text_put(page, "</li>\n");
    }
    text_put(page, "</ol>\n<p class=\"hint\">");
    page_say(
        call,
        "The order of speaking is A, B, C at the first meeting of the unit and one place on at each that "
        "follows; this is its meeting number %d. The hours are a proposal.",
        (int)state->number + 1);
    text_put(page, "</p>\n");
}

/* ---- candidates ---- */

static void put_head(const struct call *call, const char *const *heads, size_t count)
{
    struct text *page = &call->response->body;

    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < count; i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
}

static const char *reached_by(const struct meeting_candidate *candidate)
{
    if (candidate->silent)
        return N_("asked for no messages");
    if (candidate->has_phone && candidate->has_mail)
        return N_("telephone and mail");
    if (candidate->has_phone)
        return N_("telephone");
    return candidate->has_mail ? N_("mail") : N_("by letter only");
}

static void put_feed(const struct call *call, const struct meeting_candidate *candidate)
{
    if (candidate->feed_utc_secs == 0)
        page_put(call, "", N_("no calendar address"), "");
    else if (candidate->last_fetch_utc_secs == 0)
        page_put(call, "", N_("never fetched"), "");
    else
        when_put_moment(call, candidate->last_fetch_utc_secs);
}

void meeting_put_candidates(const struct call *call, const struct meeting_shown *shown)
{
    static const char *const heads[] = {N_("Candidate"), N_("Speaks"), N_("Is told by"),
                                        N_("Calendar fetched last")};
    struct text *page = &call->response->body;
    uint32_t count = (uint32_t)shown->candidate_count;
    const struct meeting_state *now = meeting_now(shown);
    uint32_t number = now->known ? now->number : shown->published.number;

    page_put(call, "<h2>", N_("Candidates, in the order A, B, C"), "</h2>\n");
    put_head(call, heads, COUNT_OF(heads));
    for (uint32_t i = 0; i < count; i++) {
        const struct meeting_candidate *candidate = &shown->candidates[i];
        html_putf(page, "<tr><td><a href=\"%s\">%s</a></td><td>",
                  page_address(call, "candidates", candidate->code),
                  candidate->name[0] != '\0' ? candidate->name : candidate->code);
        page_say(call, "number %u", speaking_order_place(i, count, number) + 1);
        html_putf(page, "</td><td>%s</td><td>", page_text(call, reached_by(candidate)));
        put_feed(call, candidate);
        text_put(page, "</td></tr>\n");
    }
    text_put(page, "</tbody>\n</table>\n");
}

/* ---- who was told ---- */

struct telling {
    const struct call *call;
    size_t count;
};

static enum error_code put_notice(void *context, const struct notice_proof *proof, struct error *err)
{
    static const char *const heads[] = {N_("Candidate"), N_("By"), N_("About"), N_("State"), N_("Since")};
    struct telling *telling = context;
    const struct call *call = telling->call;
    struct text *page = &call->response->body;

    (void)err;
    if (telling->count++ >= NOTICES_SHOWN)
        return OK;
    if (telling->count == 1)
        put_head(call, heads, COUNT_OF(heads));
    html_putf(page, "<tr><td>%s</td><td>%s</td><td>", proof->name[0] != '\0' ? proof->name : proof->who,
              page_text(call, strcmp(proof->channel, "sms") == 0 ? N_("telephone") : N_("mail")));
    if (proof->release_number != 0)
        page_say(call, "release %lld", (long long)proof->release_number);
    else
        page_put(call, "", N_("reminder"), "");
    html_putf(page, "</td><td>%s %s</td><td class=\"day\">", page_text(call, proof->label),
              page_text(call, proof->sentence));
    when_put_moment(call, proof->finished_utc_secs != 0 ? proof->finished_utc_secs : proof->queued_utc_secs);
    text_put(page, "</td></tr>\n");
    return OK;
}

enum error_code meeting_put_notices(const struct call *call, const struct meeting_shown *shown,
                                    struct error *err)
{
    struct telling telling = {.call = call};

    page_put(call, "<h2>", N_("Who was told"), "</h2>\n");
    if (shown->published.known)
        TRY(notice_evidence_each(call->app, call->staff->election.id, shown->code, put_notice, &telling,
                                 err));
    if (telling.count == 0)
        page_put(call, "<p>", N_("Nobody was sent a message about it."), "</p>\n");
    else
        text_put(&call->response->body, "</tbody>\n</table>\n");
    return OK;
}

/* ---- history ---- */

static void put_change(const struct call *call, const struct meeting_change *change)
{
    struct text *page = &call->response->body;
    CLEANUP(text_done) struct text words;

    text_init(&words, WORDS_BYTES_MAX);
    html_putf(page, "<tr><td><a href=\"%s/%lld\">", page_address(call, "releases", NULL),
              (long long)change->release_number);
    page_say(call, "release %lld", (long long)change->release_number);
    text_put(page, "</a></td><td class=\"day\">");
    when_put_moment(call, change->changed_utc_secs);
    text_put(page, "</td><td>");
    page_say(call, "version %lld", (long long)change->sequence);
    html_putf(page, "</td><td>%s</td><td>",
              change->kind[0] != '\0' ? page_text(call, release_kind_label(change->kind)) : "");
    when_put_changed(call, change->kind, change->before);
    text_put(page, "</td><td>");
    when_put_changed(call, change->kind, change->after);
    if (change->reason.format != NULL && change->before[0] != '\0')
        catalog_put_message(call->catalog, &change->reason, &words);
    html_putf(page, "</td><td>%s</td></tr>\n", words.data);
}

void meeting_put_history(const struct call *call, const struct meeting_shown *shown)
{
    static const char *const heads[] = {N_("Release"), N_("When"),   N_("In calendars (SEQUENCE)"),
                                        N_("What"),    N_("Before"), N_("After"),
                                        N_("Why")};

    page_put(call, "<h2>", N_("What changed since it was first published"), "</h2>\n");
    if (shown->change_count == 0) {
        page_put(call, "<p>", N_("It has not been published yet."), "</p>\n");
        return;
    }
    put_head(call, heads, COUNT_OF(heads));
    for (size_t i = 0; i < shown->change_count; i++)
        put_change(call, &shown->changes[i]);
    text_put(&call->response->body, "</tbody>\n</table>\n");
}
