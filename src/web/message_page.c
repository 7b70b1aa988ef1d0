#include "web/message_page.h"

#include "app/notice_approve.h"
#include "app/notice_proof_csv.h"
#include "app/notice_settle.h"
#include "app/notice_status.h"
#include "base/parse.h"
#include "web/download.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/staff.h"

#include <string.h>

#define OPEN_A_PAGE 50

/* ---- what waits ---- */

static void put_why(const struct call *call, const char *label)
{
    field_put(call,
              &(struct field){"why", label, "text", "", N_("without names and telephone numbers"), true});
}

static void put_release_form(const struct call *call)
{
    staff_put_form(call, page_address(call, "messages", "release-held"));
    put_why(call, N_("Why they may go now"));
    html_putf(&call->response->body, "<p><button>%s</button></p>\n</form>\n",
              page_text(call, N_("Let them go")));
}

static void put_held(const struct call *call, const struct notice_status *status)
{
    struct text *page = &call->response->body;

    for (size_t i = 0; i < status->held_count; i++) {
        const struct notice_held *held = &status->held[i];
        html_putf(page, "<p class=\"warning\">%lld: %s</p>\n", (long long)held->count,
                  page_text(call, held->sentence));
        if (strcmp(held->reason, "outage") == 0 && staff_may(call, RIGHTS_PUBLISH))
            put_release_form(call);
    }
}

static void put_unapproved(const struct call *call, const struct notice_status *status)
{
    struct text *page = &call->response->body;

    for (size_t i = 0; i < status->unapproved_count; i++) {
        const struct notice_unapproved *waiting = &status->unapproved[i];
        text_put(page, "<p class=\"warning\">");
        page_say(call, "Release %lld waits for approval by somebody else than its author: %lld messages.",
                 (long long)waiting->release_number, (long long)waiting->count);
        text_put(page, "</p>\n");
        if (!staff_may(call, RIGHTS_PUBLISH))
            continue;
        staff_put_form(call, page_address(call, "messages", "approve"));
        html_putf(page,
                  "<input type=\"hidden\" name=\"release\" value=\"%lld\">\n<p><button "
                  "class=\"main\">%s</button></p>"
                  "\n</form>\n",
                  (long long)waiting->release_number, page_text(call, N_("Approve")));
    }
}

/* ---- what a person must look at ---- */

static void put_settle_buttons(const struct call *call)
{
    static const char *const labels[DECISION_COUNT] = {
        [DECISION_DELIVERED] = N_("it arrived"),
        [DECISION_FAILED] = N_("it did not arrive"),
        [DECISION_SEND_AGAIN] = N_("send it again"),
    };
    struct text *page = &call->response->body;

    put_why(call, N_("What is known of those that are ticked"));
    text_put(page, "<p>");
    for (int decision = 0; decision < DECISION_COUNT; decision++)
        html_putf(page, "<button name=\"as\" value=\"%s\">%s</button>\n", notice_decision_names[decision],
                  page_text(call, labels[decision]));
    text_put(page, "</p>\n</form>\n");
}

static void put_open(const struct call *call, const struct notice_open *open, bool tick)
{
    struct text *page = &call->response->body;

    text_put(page, "<tr><td class=\"code\">");
    if (tick)
        html_putf(
            page,
            "<label class=\"tick\"><input type=\"checkbox\" name=\"notice\" value=\"%lld\"> %lld</label>",
            (long long)open->id, (long long)open->id);
    else
        html_putf(page, "%lld", (long long)open->id);
    html_putf(page, "</td><td>%s</td><td>%s</td><td>%s %s</td></tr>\n", open->candidate,
              page_text(call, open->label), page_text(call, open->sentence), open->gateway_words);
}

static void put_open_table(const struct call *call, const struct notice_status *status, bool tick)
{
    static const char *const heads[] = {N_("Number"), N_("Candidate"), N_("State"), N_("What happened")};
    struct text *page = &call->response->body;
    struct pager pager = pager_of(call, status->open_count, OPEN_A_PAGE);

    text_put(page, "<table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, "<th scope=\"col\">%s</th>", page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < pager.count; i++)
        put_open(call, &status->open[pager.from + i], tick);
    text_put(page, "</tbody>\n</table>\n");
    pager_put(call, &pager);
}

static void put_opens(const struct call *call, const struct notice_status *status)
{
    bool tick = staff_may(call, RIGHTS_PUBLISH);

    page_put(call, "<h2>", N_("Failed, or of unknown fate"), "</h2>\n");
    if (status->open_count == 0) {
        page_put(call, "<p>", N_("Nothing."), "</p>\n");
        return;
    }
    page_put(call, "<p>",
             N_("The program does not send these again by itself: the person may have got them. Ask by "
                "telephone, tick those you know of, then say what became of them."),
             "</p>\n");
    if (tick)
        staff_put_form(call, page_address(call, "messages", "settle"));
    put_open_table(call, status, tick);
    if (tick)
        put_settle_buttons(call);
}

static enum error_code put_overview(const struct call *call, struct error *err)
{
    struct notice_status status;

    TRY(notice_status(call->app, call->staff->election.id, call->arena, &status, err));
    put_unapproved(call, &status);
    put_held(call, &status);
    put_opens(call, &status);
    return message_preview_put(call, err);
}

enum error_code show_messages(struct call *call, struct error *err)
{
    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    page_begin(call, N_("Messages"));
    if (!message_list_asked(call))
        TRY(put_overview(call, err));
    TRY(message_list_put(call, err));
    page_end(call);
    return OK;
}

/* ---- the evidence, as a table ---- */

static enum error_code put_proof(void *context, const struct notice_proof *proof, struct error *err)
{
    (void)err;
    notice_proof_put(context, proof);
    return OK;
}

enum error_code show_evidence(struct call *call, struct error *err)
{
    struct table_writer writer;

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    download_begin(call, "tin-nhan", &writer);
    notice_proof_put_heading(&writer);
    return notice_evidence_each(call->app, call->staff->election.id, NULL, put_proof, &writer, err);
}

/* ---- decisions ---- */

static enum error_code read_number(const struct call *call, const char *name, int64_t *out, struct error *err)
{
    if (!parse_int(params_value(&call->form, name), 1, INT64_MAX, out))
        return error_set(err, ERROR_DATA, "the form names no %s", name);
    return OK;
}

/* Only what the page of this election shows: another election's message is none of its business. */
static enum error_code check_open(const struct notice_status *status, int64_t id, struct error *err)
{
    for (size_t i = 0; i < status->open_count; i++)
        if (status->open[i].id == id)
            return OK;
    return error_set(err, ERROR_NO_INPUT, "the message %lld waits for no decision in this election",
                     (long long)id);
}

static enum error_code settle_one(const struct call *call, const struct notice_status *status,
                                  const char *number, enum notice_decision decision, struct error *err)
{
    struct notice_settled settled;
    int64_t notice;

    if (!parse_int(number, 1, INT64_MAX, &notice))
        return error_set(err, ERROR_DATA, "the form names no %s", "notice");
    TRY(check_open(status, notice, err));
    return notice_settle(call->app, notice, decision, params_value(&call->form, "why"), &settled, err);
}

static enum error_code settle(struct call *call, struct error *err)
{
    const struct param *notice = params_next(&call->form, "notice", NULL);
    struct notice_status status;
    size_t decision;

    if (!parse_choice(params_value(&call->form, "as"), notice_decision_names, DECISION_COUNT, &decision))
        return error_set(err, ERROR_DATA, "the form names no decision");
    if (notice == NULL)
        return error_set(err, ERROR_DATA, "tick the messages that you know of");
    TRY(notice_status(call->app, call->staff->election.id, call->arena, &status, err));
    for (; notice != NULL; notice = params_next(&call->form, "notice", notice))
        TRY(settle_one(call, &status, notice->value, (enum notice_decision)decision, err));
    return OK;
}

static enum error_code approve(struct call *call, struct error *err)
{
    int64_t number;
    int64_t due;

    TRY(read_number(call, "release", &number, err));
    return notice_approve(call->app, call->staff->election.id, number, &due, err);
}

static enum error_code release_held(struct call *call, struct error *err)
{
    int64_t due;

    return notice_release_held(call->app, call->staff->election.id, params_value(&call->form, "why"), &due,
                               err);
}

enum error_code decide_messages(struct call *call, struct error *err)
{
    static const struct action {
        const char *name;
        enum error_code (*run)(struct call *call, struct error *err);
    } actions[] = {{"settle", settle}, {"approve", approve}, {"release-held", release_held}};

    TRY(staff_must(call, RIGHTS_PUBLISH, 0, err));
    for (size_t i = 0; i < COUNT_OF(actions); i++) {
        if (strcmp(actions[i].name, call->parameters[1]) != 0)
            continue;
        TRY(actions[i].run(call, err));
        staff_go_to(call, "%s", page_address(call, "messages", NULL));
        return OK;
    }
    return error_set(err, ERROR_NO_INPUT, "there is no such form");
}
