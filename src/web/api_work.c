#include "app/import_files.h"
#include "app/job.h"
#include "app/plan_job.h"
#include "base/parse.h"
#include "web/api.h"
#include "web/json_election.h"

#include <stdio.h>
#include <string.h>

#define PARAMETERS_BYTES_MAX 1000

static int64_t election_id(const struct api_call *api)
{
    return api->call->staff->election.id;
}

/* ---- jobs ---- */

static const char *state_name(enum job_state state)
{
    static const char *const names[JOB_STATE_COUNT] = {[JOB_WAITING] = "waiting",
                                                       [JOB_RUNNING] = "running",
                                                       [JOB_DONE] = "done",
                                                       [JOB_FAILED] = "failed",
                                                       [JOB_STOPPED] = "stopped"};

    return names[state];
}

static json_t *sentence_of(const struct catalog *catalog, const struct message *words)
{
    return words->format != NULL && words->format[0] != '\0' ? json_of_message(catalog, words) : json_null();
}

/* Of a plan: the draft that was made. */
static json_t *draft_of(const struct job *job)
{
    struct plan_job_result result;

    if (strcmp(job->kind, PLAN_JOB) != 0 || !plan_job_result_read(job->result, &result))
        return json_null();
    return json_pack("{s:I,s:I}", "draft", (json_int_t)result.draft, "missing", (json_int_t)result.missing);
}

static json_t *job_of(const struct catalog *catalog, const struct job *job)
{
    return json_pack("{s:I,s:s,s:s,s:b,s:I,s:I,s:o,s:o,s:s,s:o,s:o,s:o}", "job", (json_int_t)job->id, "kind",
                     job->kind, "state", state_name(job->state), "stop_wanted", job->stop_wanted, "done",
                     (json_int_t)job->done, "of", (json_int_t)job->total, "words",
                     sentence_of(catalog, &job->words), "result", draft_of(job), "started_by",
                     job->started_by, "asked", json_of_moment(job->asked_utc_secs), "began",
                     json_of_passed(job->began_utc_secs), "ended", json_of_passed(job->ended_utc_secs));
}

static enum error_code read_job(const struct api_call *api, struct job *out, struct error *err)
{
    const char *text = api->call->parameters[1];
    const struct job_kind *kind;
    struct job job;
    int64_t id;

    if (!parse_int(text, 1, INT64_MAX, &id))
        return error_set(err, ERROR_NO_INPUT, "there is no job %s in this election", text);
    TRY(job_show(api->call->app, election_id(api), id, api->call->arena, &job, err));
    kind = job_kind_find(job_kinds, job.kind);
    if (kind == NULL)
        return error_set(err, ERROR_NO_INPUT, "there is no job %s in this election", text);
    TRY(staff_must(api->call, kind->action, 0, err));
    *out = job;
    return OK;
}

enum error_code api_job(struct api_call *api, struct error *err)
{
    struct job job;

    TRY(read_job(api, &job, err));
    return api_reply(api, job_of(api->call->catalog, &job), err);
}

enum error_code api_job_stop(struct api_call *api, struct error *err)
{
    struct job job;

    TRY(api_check_fields(api, NULL, 0, err));
    TRY(read_job(api, &job, err));
    TRY(job_stop(api->call->app, election_id(api), job.id, err));
    TRY(read_job(api, &job, err));
    return api_reply(api, job_of(api->call->catalog, &job), err);
}

/* ---- a plan, which takes its time ---- */

static enum error_code read_plan_job(struct api_call *api, struct plan_job *out, struct error *err)
{
    static const struct api_field fields[] = {
        {"seconds", API_NUMBER, true}, {"threads", API_NUMBER, false}, {"from", API_TEXT, false}};
    static const char *const sources[] = {"nothing", "draft", "published"};
    size_t source = 0;

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    *out = (struct plan_job){.secs = api_number(api, "seconds", 0), .threads = api_number(api, "threads", 0)};
    if (out->secs < 1 || out->secs > PLAN_JOB_SECS_MAX) {
        error_set(err, ERROR_USAGE, "a plan is searched for 1 to %d seconds", PLAN_JOB_SECS_MAX);
        return error_at(err, NULL, 0, 0, "seconds");
    }
    if (out->threads < 0 || out->threads > PLAN_JOB_THREADS_MAX) {
        error_set(err, ERROR_USAGE, "at most %d processors can be used", PLAN_JOB_THREADS_MAX);
        return error_at(err, NULL, 0, 0, "threads");
    }
    if (api_text(api, "from") != NULL &&
        !parse_choice(api_text(api, "from"), sources, COUNT_OF(sources), &source)) {
        error_set(err, ERROR_USAGE, "a plan goes on from nothing, draft or published");
        return error_at(err, NULL, 0, 0, "from");
    }
    out->source = (enum plan_source)source;
    return OK;
}

enum error_code api_plan_run(struct api_call *api, struct error *err)
{
    CLEANUP(text_done) struct text parameters = {0};
    struct call *call = api->call;
    struct plan_job plan;
    struct job job;
    int64_t id;

    TRY(read_plan_job(api, &plan, err));
    TRY(staff_must(call, RIGHTS_PLAN, 0, err));
    text_init(&parameters, PARAMETERS_BYTES_MAX);
    plan_job_write(&plan, &parameters);
    TRY(text_finish(&parameters, err));
    TRY(job_start(call->app, election_id(api), PLAN_JOB, parameters.data, &id, err));
    TRY(job_show(call->app, election_id(api), id, call->arena, &job, err));
    return api_reply(api, job_of(call->catalog, &job), err);
}

/* ---- tables ---- */

/* {"units.csv": "id,...", ...} as files; the bytes are borrowed from the body. */
static enum error_code read_files(struct api_call *api, struct import_file **out, size_t *out_count,
                                  struct error *err)
{
    json_t *tables = json_object_get(api->body, "tables");
    struct import_file *files = arena_array(api->call->arena, json_object_size(tables), sizeof *files);
    size_t count = 0;
    const char *name;
    json_t *table;

    if (files == NULL)
        return error_memory(err);
    json_object_foreach(tables, name, table)
    {
        if (!json_is_string(table)) {
            error_set(err, ERROR_USAGE, "a table is a text, as its CSV file has it");
            return error_at(err, name, 0, 0, "tables");
        }
        files[count++] = (struct import_file){name, json_string_value(table), json_string_length(table)};
    }
    return import_files_unpack(files, count, api->call->arena, out, out_count, err);
}

/* Every line that was kept, with file, line, column and key. */
static json_t *report_of(const struct catalog *catalog, const struct report *report)
{
    json_t *lines = json_array();

    for (size_t i = 0; i < report->line_count; i++) {
        const struct error *fault = &report->lines[i].error;
        json_array_append_new(
            lines, json_pack("{s:b,s:o,s:o,s:o,s:o,s:o}", "warning", report->lines[i].warning, "message",
                             json_of_message(catalog, &fault->message), "file", json_of_code(fault->file),
                             "line", fault->line > 0 ? json_of_count(fault->line) : json_null(), "column",
                             fault->line > 0 ? json_of_count(fault->column) : json_null(), "key",
                             json_of_code(fault->key)));
    }
    return lines;
}

static enum error_code import(struct api_call *api, struct report *report, struct import_result *out,
                              struct error *err)
{
    struct call *call = api->call;
    struct import_file *files;
    struct tables tables;
    size_t count;

    TRY(read_files(api, &files, &count, err));
    TRY(import_files_read(files, count, call->arena, report, &tables, err));
    const struct import_request request = {.election = &call->staff->election,
                                           .tables = &tables,
                                           .dry_run = api_bool(api, "dry_run"),
                                           .remove_missing = api_bool(api, "remove_missing"),
                                           .report = report};
    return import_tables(call->app, &request, out, err);
}

enum error_code api_import(struct api_call *api, struct error *err)
{
    static const struct api_field fields[] = {
        {"tables", API_OBJECT, true}, {"dry_run", API_BOOL, false}, {"remove_missing", API_BOOL, false}};
    CLEANUP(report_done) struct report report = {.line_count = 0};
    struct import_result result;

    TRY(api_check_fields(api, fields, COUNT_OF(fields), err));
    TRY(staff_must(api->call, RIGHTS_IMPORT, 0, err));
    report_init(&report, REPORT_LINES_DEFAULT);
    enum error_code code = import(api, &report, &result, err);
    json_t *lines = report_of(api->call->catalog, &report);
    if (code != OK) {
        api->more = json_pack("{s:o}", "report", lines);
        return code;
    }
    json_t *object = json_of_import(&result, api_bool(api, "dry_run"));
    json_object_set_new(object, "report", lines);
    return api_reply(api, object, err);
}
