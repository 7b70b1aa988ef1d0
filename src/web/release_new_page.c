/* Before a release, all on one page: what it changes, what speaks against it, whom it tells; and one button. */
#include "app/plan_publish.h"
#include "app/publish_check.h"
#include "base/parse.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/release_page.h"
#include "web/staff.h"
#include "web/when.h"

#include <string.h>

#define CHANGES_A_PAGE 50
#define VIOLATIONS_SHOWN 100
#define WORDS_BYTES_MAX 4000

static void put_violation(const struct call *call, const struct plan_violation *violation)
{
    CLEANUP(text_done) struct text words;

    text_init(&words, WORDS_BYTES_MAX);
    catalog_put_message(call->catalog, &violation->message, &words);
    html_putf(&call->response->body, "<li>%s <span class=\"hint\">%s</span></li>\n", words.data,
              plan_rule_info(violation->rule)->code);
}

/* Those that keep the draft from being published, or those that only warn. */
static void put_violations(const struct call *call, const struct plan_judgement *judgement, bool blocking)
{
    struct text *page = &call->response->body;
    size_t shown = 0;

    text_put(page, "<ul>\n");
    for (const struct plan_violation *one = judgement->first; one != NULL && shown < VIOLATIONS_SHOWN;
         one = one->next) {
        if (one->severity == PLAN_IGNORED || (one->severity < PLAN_WARNS) != blocking)
            continue;
        put_violation(call, one);
        shown++;
    }
    text_put(page, "</ul>\n");
}

static void put_refusal(const struct call *call, const struct publish_check *check)
{
    struct text *page = &call->response->body;
    CLEANUP(text_done) struct text words;

    text_init(&words, WORDS_BYTES_MAX);
    page_put(call, "<h2>", N_("What stands against it"), "</h2>\n");
    if (check->refusal == ERROR_FOUND) {
        text_put(page, "<p class=\"error\">");
        page_say(
            call,
            "The draft breaks rules %zu times, so it cannot be published. Mend it on the plan board, or plan "
            "again.",
            plan_judgement_blocking(&check->judgement));
        text_put(page, "</p>\n");
        put_violations(call, &check->judgement, true);
    } else {
        catalog_put_error(call->catalog, &check->why, &words);
        html_putf(page, "<p class=\"error\">%s</p>\n", words.data);
    }
    html_putf(page, "<p><a class=\"button\" href=\"%s?draft=1\">%s</a></p>\n",
              page_address(call, "plan", NULL), page_text(call, N_("To the draft")));
}

static void put_warnings(const struct call *call, const struct plan_judgement *judgement)
{
    if (judgement->by_severity[PLAN_WARNS] == 0)
        return;
    page_put(call, "<h2>", N_("Warnings; it can be published all the same"), "</h2>\n");
    put_violations(call, judgement, false);
}

/* ---- what it changes ---- */

static void put_change(const struct call *call, const struct stored_problem *of,
                       const struct plan_change *change)
{
    struct text *page = &call->response->body;
    uint32_t unit = change->after != NULL ? change->after->unit : change->before->meeting.unit;
    CLEANUP(text_done) struct text before;
    CLEANUP(text_done) struct text after;

    text_init(&before, WORDS_BYTES_MAX);
    text_init(&after, WORDS_BYTES_MAX);
    for (int kind = 0; kind < CHANGE_KINDS; kind++) {
        if ((change->kinds >> kind & 1) == 0)
            continue;
        plan_change_words(of, change, (enum change_kind)kind, &before, &after);
        html_putf(page, "<tr><td class=\"code\">%s</td><td>%s</td><td>%s</td><td>",
                  change->after != NULL ? change->after->code : change->before->meeting.code,
                  unit < of->stored.tables.unit_count ? of->stored.tables.units[unit].name
                                                      : of->problem->units[unit].code,
                  page_text(call, release_kind_label(change_kind_names[kind])));
        when_put_changed(call, change_kind_names[kind], before.data);
        text_put(page, "</td><td>");
        when_put_changed(call, change_kind_names[kind], after.data);
        text_put(page, "</td></tr>\n");
    }
}

static void put_changes(const struct call *call, const struct publish_check *check)
{
    struct text *page = &call->response->body;
    struct pager pager = pager_of(call, check->changes.count, CHANGES_A_PAGE);
    size_t kinds[CHANGE_KINDS] = {0};

    for (size_t i = 0; i < check->changes.count; i++)
        for (int kind = 0; kind < CHANGE_KINDS; kind++)
            kinds[kind] += check->changes.items[i].kinds >> kind & 1;
    page_put(call, "<h2>", N_("What changes"), "</h2>\n<p>");
    page_say(call, "%zu meetings.", check->changes.count);
    text_put(page, "</p>\n<p>");
    release_put_kinds(call, kinds);
    text_put(page, "</p>\n");
    release_begin_changes(call);
    for (size_t i = 0; i < pager.count; i++)
        put_change(call, &check->context.of, &check->changes.items[pager.from + i]);
    release_end_changes(call);
    pager_put(call, &pager);
}

/* ---- whom it tells ---- */

static enum error_code put_told(const struct call *call, const struct publish_check *check, struct error *err)
{
    struct text *page = &call->response->body;
    struct publish_told told;

    TRY(publish_told(call->app, check, call->arena, &told, err));
    page_put(call, "<h2>", N_("Who will be told"), "</h2>\n<p>");
    page_say(call, "Candidates concerned: %lld. Messages to telephones: %lld; mails: %lld.",
             (long long)told.candidates, (long long)told.texts, (long long)told.mails);
    text_put(page, "</p>\n<p>");
    if (told.price_dong >= 0 && told.texts > 0)
        page_say(call,
                 "Price of the messages to telephones: at least %lld dong, if each takes one part. The page "
                 "of messages "
                 "shows their texts before they go.",
                 (long long)told.price_dong);
    else if (told.texts > 0)
        page_say(call, "What the messages to telephones cost is not known: the settings name no price.");
    text_put(page, "</p>\n");
    if (told.unreachable > 0) {
        text_put(page, "<p class=\"warning\">");
        page_say(call,
                 "Candidates with neither telephone number nor mail address: %lld. Tell them by letter.",
                 (long long)told.unreachable);
        text_put(page, "</p>\n");
    }
    return OK;
}

static void put_form(const struct call *call, const struct publish_check *check)
{
    const struct field note = {"note",
                               N_("Note for this release"),
                               "text",
                               "",
                               N_("such as the paper that orders it; may stay empty"),
                               false};

    if (!staff_may(call, RIGHTS_PUBLISH)) {
        page_put(call, "<p>", N_("Your account may look at this, but not publish it."), "</p>\n");
        return;
    }
    staff_put_form(call, page_address(call, "releases", "new"));
    html_putf(&call->response->body,
              "<input type=\"hidden\" name=\"draft\" value=\"%lld\">\n"
              "<input type=\"hidden\" name=\"release\" value=\"%lld\">\n",
              (long long)check->context.draft.id, (long long)check->newest_release);
    field_put(call, &note);
    html_putf(&call->response->body, "<p><button class=\"main\">%s</button></p>\n</form>\n",
              page_text(call, N_("Publish now")));
}

static enum error_code put_check(const struct call *call, const struct publish_check *check,
                                 struct error *err)
{
    if (check->changes.count == 0 && check->refusal == OK) {
        page_put(call, "<p class=\"state\">",
                 N_("The newest draft is what is published already; there is nothing to publish."), "</p>\n");
        return OK;
    }
    if (check->refusal != OK)
        put_refusal(call, check);
    else
        TRY(put_told(call, check, err));
    put_warnings(call, &check->judgement);
    if (check->refusal == OK)
        put_form(call, check);
    put_changes(call, check);
    return OK;
}

enum error_code show_new_release(struct call *call, struct error *err)
{
    CLEANUP(publish_check_done) struct publish_check check = {.refusal = OK};

    TRY(staff_must_somewhere(call, RIGHTS_VIEW, err));
    enum error_code code = publish_check(call->app, call->staff->election.id, call->arena, &check, err);
    if (code != OK && code != ERROR_NO_INPUT)
        return code;
    page_begin(call, N_("Publish the draft"));
    if (code == OK) {
        TRY(put_check(call, &check, err));
    } else {
        page_put(call, "<p>", N_("There is no draft yet: import the tables, then make a plan."), "</p>\n");
        html_putf(&call->response->body, "<p><a class=\"button main\" href=\"%s\">%s</a></p>\n",
                  page_address(call, "plan", NULL), page_text(call, N_("To the plan")));
    }
    page_end(call);
    return OK;
}

enum error_code publish_release(struct call *call, struct error *err)
{
    CLEANUP(plan_publication_done) struct plan_publication publication = {.release_number = 0};
    struct publish_order order = {.note = params_value(&call->form, "note")};

    TRY(staff_must(call, RIGHTS_PUBLISH, 0, err));
    if (!parse_int(params_value(&call->form, "draft"), 1, INT64_MAX, &order.draft) ||
        !parse_int(params_value(&call->form, "release"), 0, INT64_MAX, &order.release))
        return error_set(err, ERROR_DATA, "the form names no draft");
    TRY(plan_publish_order(call->app, &call->staff->election, &order, call->arena, &publication, err));
    if (publication.release_number == 0)
        staff_go_to(call, "%s", page_address(call, "releases", NULL));
    else
        staff_go_to(call, "%s/%lld?published", page_address(call, "releases", NULL),
                    (long long)publication.release_number);
    return OK;
}
