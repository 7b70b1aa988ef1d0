#include "app/feed_export.h"

#include "app/feed_export_make.h"
#include "app/feed_files.h"
#include "base/file.h"
#include "base/list.h"
#include "base/table.h"

#include <stdlib.h>
#include <string.h>

#define JOBS_MAX 2000000
#define MANIFEST_BYTES_MAX ((size_t)512 << 20)
#define ARENA_BYTES_MAX ((size_t)1 << 30)
#define NAME_BYTES_MAX 255
#define ADDRESS_START "/feeds/"
#define ADDRESS_END ".ics"

struct exporting {
    const struct app *app;
    const struct feed_export_request *request;
    struct arena arena; /* of names */
    struct feed_jobs jobs;
    struct feed_folder folder;
    struct text manifest;
    struct feed_export done;
};

static void exporting_done(struct exporting *exporting)
{
    feed_folder_close(&exporting->folder);
    free(exporting->jobs.items);
    text_done(&exporting->manifest);
    arena_done(&exporting->arena);
}

static enum error_code add_job(struct exporting *exporting, const char *place, const char *name,
                               const struct feed *feed, struct error *err)
{
    CLEANUP(text_done) struct text path;
    struct feed_jobs *jobs = &exporting->jobs;

    text_init(&path, NAME_BYTES_MAX);
    text_put(&path, place);
    text_put(&path, name);
    TRY(text_finish(&path, err));
    const char *kept = arena_copy(&exporting->arena, path.data, path.length);
    if (kept == NULL ||
        !list_reserve(&jobs->items, &jobs->capacity, jobs->count + 1, sizeof *jobs->items, JOBS_MAX))
        return error_memory(err);
    jobs->items[jobs->count++] = (struct feed_job){.name = kept, .feed = *feed};
    return OK;
}

/* `prefix` is what a name begins with and shall not. */
static enum error_code add_kind(struct exporting *exporting, enum feed_kind kind, const char *place,
                                const char *prefix, struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    const struct feed_export_request *request = exporting->request;
    const struct feed_source asked = {.kind = kind, .language = request->language};
    struct feed_files files;

    arena_init(&arena, ARENA_BYTES_MAX);
    TRY(feed_files_list(exporting->app, request->election, &asked, &arena, &files, err));
    exporting->done.left_out_count += files.left_out;
    for (size_t i = 0; i < files.count; i++) {
        const struct feed feed = {.source = files.items[i].source};
        TRY(add_job(exporting, place, files.items[i].name + strlen(prefix), &feed, err));
    }
    return OK;
}

static enum error_code add_all_kinds(struct exporting *exporting, struct error *err)
{
    for (int kind = 0; kind < FEED_KIND_COUNT; kind++)
        TRY(add_kind(exporting, (enum feed_kind)kind, "", "", err));
    return OK;
}

static enum error_code refuse_address(const struct table *table, const struct table_field *field,
                                      struct error *err)
{
    error_set(err, ERROR_DATA, "is no calendar address of this store");
    return error_at(err, table->file, field->line, field->column, "address");
}

/* The token of "https://lich.example.vn/feeds/TOKEN.ics". */
static bool cut_token(const char *address, char out[SECRET_TOKEN_CHARS])
{
    const char *start = strstr(address, ADDRESS_START);
    size_t length = start != NULL ? strlen(start + strlen(ADDRESS_START)) : 0;

    if (length != SECRET_TOKEN_CHARS - 1 + strlen(ADDRESS_END))
        return false;
    memcpy(out, start + strlen(ADDRESS_START), SECRET_TOKEN_CHARS - 1);
    out[SECRET_TOKEN_CHARS - 1] = '\0';
    return secret_is_token(out) && strcmp(start + strlen(ADDRESS_START) + strlen(out), ADDRESS_END) == 0;
}

static enum error_code add_address(struct exporting *exporting, const struct table *table,
                                   const struct table_field *field, struct error *err)
{
    char token[SECRET_TOKEN_CHARS];
    char name[sizeof token + sizeof ADDRESS_END];
    struct feed feed;

    if (!cut_token(field->text, token))
        return refuse_address(table, field, err);
    enum error_code code = feed_open(exporting->app, token, &feed, err);
    if (code == ERROR_NO_INPUT)
        return refuse_address(table, field, err);
    TRY(code);
    memcpy(name, token, sizeof token);
    memcpy(name + sizeof token - 1, ADDRESS_END, sizeof ADDRESS_END);
    return add_job(exporting,
                   feed.revoked_utc_secs != 0 ? FEED_FOLDER_WITHDRAWN "/" : FEED_FOLDER_BY_ADDRESS "/", name,
                   &feed, err);
}

/* That there are other columns, which is only warned of, is right. */
static enum error_code first_error(const struct report *report, struct error *err)
{
    for (size_t i = 0; i < report->line_count; i++) {
        if (report->lines[i].warning)
            continue;
        *err = report->lines[i].error;
        return err->code;
    }
    return OK;
}

static enum error_code read_addresses(const char *file, struct arena *arena, struct table *out,
                                      struct error *err)
{
    static const struct table_column column = {.name = "address"};
    CLEANUP(report_done) struct report report;
    CLEANUP(text_done) struct text bytes;

    report_init(&report, REPORT_LINES_DEFAULT);
    text_init(&bytes, TABLE_BYTES_MAX);
    TRY(file_read(file, &bytes, err));
    const struct table_source source = {file, bytes.data, bytes.length};
    TRY(table_parse(&source, &(struct table_columns){&column, 1}, arena, &report, out, err));
    return first_error(&report, err);
}

static enum error_code add_by_address(struct exporting *exporting, struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    struct table table;

    arena_init(&arena, ARENA_BYTES_MAX);
    TRY(read_addresses(exporting->request->addresses, &arena, &table, err));
    for (size_t row = 0; row < table.row_count; row++)
        TRY(add_address(exporting, &table, table_at(&table, row, 0), err));
    return add_kind(exporting, FEED_COMMUNE, FEED_FOLDER_PUBLIC "/", "xa-", err);
}

static int compare_jobs(const void *a, const void *b)
{
    return strcmp(((const struct feed_job *)a)->name, ((const struct feed_job *)b)->name);
}

/* An address that stands twice in the file is one. */
static void sort_jobs(struct feed_jobs *jobs)
{
    size_t kept = 0;

    if (jobs->count > 1)
        qsort(jobs->items, jobs->count, sizeof *jobs->items, compare_jobs);
    for (size_t i = 0; i < jobs->count; i++)
        if (kept == 0 || compare_jobs(&jobs->items[kept - 1], &jobs->items[i]) != 0)
            jobs->items[kept++] = jobs->items[i];
    jobs->count = kept;
}

static void put_row(struct table_writer *writer, const struct feed_job *job)
{
    char clock[CLOCK_UTC_CHARS];

    clock_format_utc(job->clock_utc_secs, clock);
    table_put(writer, job->name);
    table_put(writer, job->sha256);
    table_put_int(writer, (int64_t)job->bytes);
    table_put_int(writer, (int64_t)job->entries);
    table_put(writer, clock);
    table_end_row(writer);
}

static enum error_code put_manifest(struct exporting *exporting, struct error *err)
{
    static const char *const names[] = {"file", "sha256", "bytes", "entries", "clock"};
    struct table_writer writer;

    table_writer_init(&writer, &exporting->manifest, false);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        table_put(&writer, names[i]);
    table_end_row(&writer);
    for (size_t i = 0; i < exporting->jobs.count; i++) {
        const struct feed_job *job = &exporting->jobs.items[i];
        if (!job->left_out)
            put_row(&writer, job);
        exporting->done.file_count += !job->left_out;
        exporting->done.left_out_count += job->left_out;
        exporting->done.changed_count += job->changed;
    }
    return text_finish(&exporting->manifest, err);
}

static enum error_code put_in_place(struct exporting *exporting, struct error *err)
{
    const struct feed_folder *folder = &exporting->folder;

    if (exporting->done.changed_count == 0 &&
        feed_folder_has(folder, FEED_FOLDER_MANIFEST, &exporting->manifest))
        return OK;
    for (size_t i = 0; i < exporting->jobs.count; i++)
        if (!exporting->jobs.items[i].changed && !exporting->jobs.items[i].left_out)
            TRY(feed_folder_keep(folder, exporting->jobs.items[i].name, err));
    TRY(feed_folder_write(folder, FEED_FOLDER_MANIFEST, &exporting->manifest, err));
    return feed_folder_replace(&exporting->folder, err);
}

enum error_code feed_export(const struct app *app, const struct feed_export_request *request,
                            struct feed_export *out, struct error *err)
{
    CLEANUP(exporting_done) struct exporting exporting = {.app = app, .request = request};

    arena_init(&exporting.arena, ARENA_BYTES_MAX);
    text_init(&exporting.manifest, MANIFEST_BYTES_MAX);
    TRY(feed_folder_open(&exporting.folder, request->folder, err));
    TRY((request->addresses != NULL ? add_by_address : add_all_kinds)(&exporting, err));
    sort_jobs(&exporting.jobs);
    TRY(feed_jobs_make(app, &exporting.jobs, &exporting.folder, err));
    TRY(put_manifest(&exporting, err));
    TRY(put_in_place(&exporting, err));
    *out = exporting.done;
    return OK;
}
