#include "app/import_upload.h"
#include "base/parse.h"
#include "web/handlers.h"
#include "web/html.h"
#include "web/page.h"
#include "web/staff.h"

#include <string.h>

#define FAULTS_SHOWN 200

static struct import_upload upload_of(const struct call *call, struct report *report)
{
    return (struct import_upload){.app = call->app,
                                  .election = &call->staff->election,
                                  .account = call->staff->session.account,
                                  .arena = call->arena,
                                  .report = report};
}

/* ---- choosing the files ---- */

static void put_form(const struct call *call)
{
    struct text *page = &call->response->body;

    html_putf(page,
              "<form method=\"post\" enctype=\"multipart/form-data\" action=\"%s\">\n"
              "<input type=\"hidden\" name=\"token\" value=\"%s\">\n",
              page_address(call, "import", NULL), call->staff->session.form_token);
    html_putf(
        page,
        "<p><label for=\"files\">%s</label>\n<input id=\"files\" name=\"files\" type=\"file\" multiple "
        "required "
        "accept=\".csv,.zip\" aria-describedby=\"files-hint\"><br><span class=\"hint\" id=\"files-hint\">",
        page_text(call, N_("Tables: the CSV files together, or one ZIP archive of them")));
    page_say(call, "At most %d MiB. Spreadsheets save them as \"CSV UTF-8\".", (int)(UPLOAD_BYTES_MAX >> 20));
    html_putf(page, "</span></p>\n<p><button class=\"main\">%s</button></p>\n</form>\n",
              page_text(call, N_("Try it, without storing")));
}

static void put_tables(const struct call *call)
{
    struct text *page = &call->response->body;

    html_putf(page, "<details>\n<summary>%s</summary>\n<ul>\n",
              page_text(call, N_("Which tables there are")));
    for (enum tables_file file = FILE_PARAMS; file < FILE_COUNT; file++) {
        const struct tables_shape *shape = tables_shape(file, true);
        html_putf(page, "<li><code>%s</code>", shape->name);
        if (tables_file_may_be_missing(file) || file == FILE_DISTRICTS)
            page_put(call, " <span class=\"hint\">", N_("may be missing"), "</span>");
        text_put(page, file == FILE_PARAMS ? "<br>key, value" : "<br>");
        for (size_t i = 0; file != FILE_PARAMS && i < shape->column_count; i++)
            html_putf(page, i > 0 ? ", %s" : "%s", shape->columns[i].name);
        text_put(page, "</li>\n");
    }
    text_put(page, "</ul>\n</details>\n");
}

enum error_code show_import(struct call *call, struct error *err)
{
    struct text *page = &call->response->body;

    TRY(staff_must(call, RIGHTS_IMPORT, 0, err));
    page_begin(call, N_("Import"));
    if (params_find(&call->query, "stored") != NULL) {
        page_put(call, "<p class=\"state\" role=\"status\">", N_("All of it is stored."), "</p>\n");
        html_putf(page,
                  "<p><a class=\"button\" href=\"%s\">%s</a> <a class=\"button\" href=\"%s\">%s</a></p>\n",
                  page_address(call, "setup", NULL), page_text(call, N_("First steps")),
                  page_address(call, "units", NULL), page_text(call, N_("See the units")));
    }
    page_put(call, "<p>",
             N_("Tables of areas, units, candidates, venues and days are read and tried first. You see what "
                "would be added "
                "or changed, and every fault with its line; nothing is stored until you say so."),
             "</p>\n");
    put_form(call);
    put_tables(call);
    page_end(call);
    return OK;
}

/* ---- what would become of them ---- */

static void put_fault(const struct call *call, const struct report_line *line)
{
    CLEANUP(text_done) struct text words;

    text_init(&words, 4000);
    catalog_put_error(call->catalog, &line->error, &words);
    html_putf(&call->response->body, "<li>%s</li>\n", words.data);
}

static void put_faults(const struct call *call, const struct report *report, bool warnings)
{
    size_t count = warnings ? report->warning_count : report->error_count;
    size_t shown = 0;
    struct text *page = &call->response->body;

    if (count == 0)
        return;
    page_put(call, warnings ? "<h2>" : "<h2 class=\"bad\">", warnings ? N_("To be looked at") : N_("Faults"),
             "</h2>\n");
    text_put(page, "<ul class=\"faults\">\n");
    for (size_t i = 0; i < report->line_count; i++) {
        if (report->lines[i].warning != warnings)
            continue;
        put_fault(call, &report->lines[i]);
        shown++;
    }
    text_put(page, "</ul>\n");
    if (count > shown) {
        text_put(page, "<p>");
        page_say(call, "and %zu more", count - shown);
        text_put(page, "</p>\n");
    }
}

static void put_count(const struct call *call, const struct import_count *count)
{
    html_putf(
        &call->response->body,
        "<tr><th scope=\"row\"><code>%s</code></th><td class=\"number\">%zu</td><td class=\"number\">%zu</td>"
        "<td class=\"number\">%zu</td><td class=\"number\">%zu</td></tr>\n",
        count->file, count->added, count->changed, count->same, count->missing);
}

static size_t put_counts(const struct call *call, const struct import_result *result)
{
    static const char *const heads[] = {N_("Table"), N_("Added"), N_("Changed"), N_("The same"),
                                        N_("No longer in the table")};
    struct text *page = &call->response->body;
    size_t missing = 0;

    text_put(page, "<table class=\"figures\" tabindex=\"0\">\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        html_putf(page, i == 0 ? "<th scope=\"col\">%s</th>" : "<th scope=\"col\" class=\"number\">%s</th>",
                  page_text(call, heads[i]));
    text_put(page, "</tr></thead>\n<tbody>\n");
    for (enum tables_file file = FILE_PARAMS; file < FILE_COUNT; file++) {
        const struct import_count *count = &result->counts[file];
        if (count->added + count->changed + count->same + count->missing > 0)
            put_count(call, count);
        missing += count->missing;
    }
    text_put(page, "</tbody>\n</table>\n");
    return missing;
}

static void put_question(const struct call *call, int64_t id, const struct import_result *result,
                         const struct report *report)
{
    struct text *page = &call->response->body;

    page_begin(call, N_("What would be stored"));
    size_t missing = put_counts(call, result);
    if (result->in_conflict > 0) {
        text_put(page, "<p class=\"warning\">");
        page_say(call, "%zu published meetings would break a rule; the plan shows them after the import.",
                 result->in_conflict);
        text_put(page, "</p>\n");
    }
    put_faults(call, report, true);
    if (!result->changes && missing == 0)
        page_put(call, "<p class=\"state\">", N_("No change: the store already holds what the tables say."),
                 "</p>\n");
    staff_put_form(call, page_address(call, "import", "store"));
    html_putf(page, "<input type=\"hidden\" name=\"upload\" value=\"%lld\">\n", (long long)id);
    if (missing > 0) {
        text_put(page, "<p><label><input type=\"checkbox\" name=\"remove\" value=\"1\"> ");
        page_say(call, "Also remove the %zu rows that are no longer in the tables", missing);
        text_put(page, "</label></p>\n");
    }
    if (result->changes || missing > 0)
        page_put(call, "<p><button class=\"main\">", N_("Store it"), "</button>\n");
    else
        text_put(page, "<p>");
    html_putf(page, "<a href=\"%s\">%s</a></p>\n</form>\n", page_address(call, "import", NULL),
              page_text(call, N_("Back, without storing")));
    page_end(call);
}

static void put_refused(struct call *call, const struct report *report, const struct error *trouble)
{
    call->response->status = error_http_status(ERROR_DATA);
    page_begin(call, N_("Import"));
    page_put(call, "<p class=\"error\" role=\"alert\">",
             N_("Nothing was stored. Mend the tables and send all of them again."), "</p>\n");
    if (report->error_count == 0)
        page_put_error(call, trouble);
    put_faults(call, report, false);
    put_faults(call, report, true);
    put_form(call);
    page_end(call);
}

static bool is_of_the_tables(enum error_code code)
{
    return code == ERROR_DATA || code == ERROR_NO_INPUT;
}

enum error_code try_import(struct call *call, struct error *err)
{
    CLEANUP(report_done) struct report report = {0};
    const struct import_upload upload = upload_of(call, &report);
    struct import_file *files = arena_array(call->arena, call->upload.file_count, sizeof *files);
    struct import_result result;
    int64_t id;

    report_init(&report, FAULTS_SHOWN);
    TRY(staff_must(call, RIGHTS_IMPORT, 0, err));
    if (files == NULL)
        return error_memory(err);
    for (size_t i = 0; i < call->upload.file_count; i++)
        files[i] = (struct import_file){call->upload.files[i].name, call->upload.files[i].bytes,
                                        call->upload.files[i].length};
    enum error_code code = import_upload_take(&upload, files, call->upload.file_count, &id, &result, err);
    if (is_of_the_tables(code)) {
        put_refused(call, &report, err);
        return OK;
    }
    TRY(code);
    put_question(call, id, &result, &report);
    return OK;
}

enum error_code decide_import(struct call *call, struct error *err)
{
    CLEANUP(report_done) struct report report = {0};
    const struct import_upload upload = upload_of(call, &report);
    bool remove = params_find(&call->form, "remove") != NULL;
    struct import_result result;
    int64_t id;

    report_init(&report, FAULTS_SHOWN);
    TRY(staff_must(call, RIGHTS_IMPORT, 0, err));
    if (strcmp(call->parameters[1], "store") != 0)
        return error_set(err, ERROR_NO_INPUT, "there is no such form");
    if (!parse_int(params_value(&call->form, "upload"), 1, INT64_MAX, &id))
        return error_set(err, ERROR_DATA, "the form names no tables");
    enum error_code code = import_upload_store(&upload, id, remove, &result, err);
    if (is_of_the_tables(code)) {
        put_refused(call, &report, err);
        return OK;
    }
    TRY(code);
    staff_go_to(call, "%s?stored", page_address(call, "import", NULL));
    return OK;
}
