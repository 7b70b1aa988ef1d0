#include "app/job.h"
#include "base/parse.h"
#include "base/secret.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"

#include <stdio.h>

#define REFRESH_SECS 3
#define TAG_BYTES 16
#define TAG_CHARS (2 * TAG_BYTES + 3) /* with quotes and NUL */

struct shown_job {
    struct job job;
    const struct job_kind *kind;
};

static enum error_code read_job(const struct call *call, struct shown_job *out, struct error *err)
{
    struct shown_job shown;
    int64_t id;

    if (!parse_int(call->parameters[1], 1, INT64_MAX, &id))
        return error_set(err, ERROR_NO_INPUT, "there is no job %s in this election", call->parameters[1]);
    TRY(job_show(call->app, call->staff->election.id, id, call->arena, &shown.job, err));
    shown.kind = job_kind_find(job_kinds, shown.job.kind);
    if (shown.kind == NULL)
        return error_set(err, ERROR_NO_INPUT, "there is no job %s in this election", call->parameters[1]);
    TRY(staff_must(call, shown.kind->action, 0, err));
    *out = shown;
    return OK;
}

/* ---- the part that changes ---- */

static const char *state_sentence(const struct job *job)
{
    static const char *const sentences[JOB_STATE_COUNT] = {
        [JOB_WAITING] = N_("This waits until the service has time for it."),
        [JOB_RUNNING] = N_("This is under way. You may close the page; it goes on."),
        [JOB_DONE] = N_("This is done."),
        [JOB_FAILED] = N_("This has failed."),
        [JOB_STOPPED] = N_("This was stopped before its end."),
    };

    if (job_is_open(job->state) && job->stop_wanted)
        return N_("This has been asked to stop and is about to end.");
    return sentences[job->state];
}

static void put_progress(const struct call *call, const struct job *job)
{
    struct text *page = &call->response->body;

    html_putf(page, "<p><progress aria-label=\"%s\"", page_text(call, N_("Progress")));
    if (job->total > 0)
        html_putf(page, " max=\"%lld\" value=\"%lld\">%lld %%</progress> %lld %%</p>\n",
                  (long long)job->total, (long long)job->done, (long long)(job->done * 100 / job->total),
                  (long long)(job->done * 100 / job->total));
    else
        text_put(page, "></progress></p>\n");
}

static void put_words(const struct call *call, const struct job *job)
{
    CLEANUP(text_done) struct text words = {0};

    if (job->words.format[0] == '\0')
        return;
    text_init(&words, 4000);
    catalog_put_message(call->catalog, &job->words, &words);
    html_putf(&call->response->body, "<p>%s</p>\n", words.data);
}

static void put_way_on(const struct call *call, const struct shown_job *shown)
{
    const struct job *job = &shown->job;
    bool ended_well = job->state == JOB_DONE || (job->state == JOB_STOPPED && job->result[0] != '\0');

    if (shown->kind->page == NULL)
        return;
    if (ended_well)
        html_putf(&call->response->body, "<p><a class=\"button main\" href=\"%s?job=%lld\">%s</a></p>\n",
                  page_address(call, shown->kind->page, NULL), (long long)job->id,
                  page_text(call, N_("See what came of it")));
    else
        html_putf(&call->response->body, "<p><a class=\"button\" href=\"%s\">%s</a></p>\n",
                  page_address(call, shown->kind->page, NULL), page_text(call, N_("Start it again")));
}

static void put_stop(const struct call *call, const struct job *job)
{
    if (job->stop_wanted)
        return;
    staff_put_form(call, call->request->path);
    html_putf(&call->response->body, "<p><button class=\"danger\">%s</button></p>\n</form>\n",
              page_text(call, N_("Stop")));
}

static void put_part(const struct call *call, const struct shown_job *shown)
{
    static const char *const classes[JOB_STATE_COUNT] = {[JOB_WAITING] = "state",
                                                         [JOB_RUNNING] = "state",
                                                         [JOB_DONE] = "state",
                                                         [JOB_FAILED] = "error",
                                                         [JOB_STOPPED] = "warning"};
    const struct job *job = &shown->job;
    struct text *page = &call->response->body;
    bool open = job_is_open(job->state);

    text_put(page, "<section id=\"job\"");
    if (open)
        html_putf(page, " hx-get=\"%s\" hx-trigger=\"every 2s\" hx-swap=\"outerHTML\"", call->request->path);
    html_putf(page, ">\n<div class=\"%s\" role=\"status\">\n<p>%s</p>\n", classes[job->state],
              page_text(call, state_sentence(job)));
    put_words(call, job);
    text_put(page, "</div>\n");
    if (open) {
        put_progress(call, job);
        put_stop(call, job);
    } else {
        put_way_on(call, shown);
    }
    text_put(page, "</section>\n");
}

/* ---- the pages ---- */

/* Who asks for the part alone every two seconds mostly has it already. */
static void show_part(struct call *call, const struct shown_job *shown)
{
    unsigned char hash[SECRET_HASH_BYTES];
    char tag[TAG_CHARS] = "\"";

    put_part(call, shown);
    const struct text *part = &call->response->body;
    secret_hash(part->data, part->length, hash);
    for (size_t i = 0; i < TAG_BYTES; i++)
        snprintf(tag + 1 + 2 * i, 4, "%02x\"", hash[i]);
    http_set_header(call->response, "Content-Type", "text/html; charset=utf-8");
    http_set_header(call->response, "Cache-Control", "private, no-cache");
    http_set_header(call->response, "ETag", "%s", tag);
    if (http_tags_match(http_request_header(call->request, "If-None-Match"), tag)) {
        text_clear(&call->response->body);
        call->response->status = 304;
    }
}

enum error_code show_job(struct call *call, struct error *err)
{
    struct shown_job shown;

    TRY(read_job(call, &shown, err));
    http_set_header(call->response, "Vary", "HX-Request");
    if (http_request_header(call->request, "HX-Request")[0] != '\0') {
        show_part(call, &shown);
        return OK;
    }
    const struct page_needs needs = {.refresh_secs = job_is_open(shown.job.state) ? REFRESH_SECS : 0};
    page_begin_with(call, shown.kind->title, &needs);
    put_part(call, &shown);
    page_end(call);
    return OK;
}

enum error_code stop_job(struct call *call, struct error *err)
{
    struct shown_job shown;

    TRY(read_job(call, &shown, err));
    TRY(job_stop(call->app, call->staff->election.id, shown.job.id, err));
    staff_go_to(call, "%s", call->request->path);
    return OK;
}
