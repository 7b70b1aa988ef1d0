/* The store kept and put back, and whether it is in order. */
#include "app/backup.h"
#include "app/verify.h"
#include "calendar/civil.h"
#include "cli/commands.h"

#include <jansson.h>

static json_t *pack_manifest(const struct backup_manifest *manifest)
{
    char made[CIVIL_TIME_CHARS];

    civil_time_format(civil_time_from_utc_secs(manifest->made_utc_secs), made);
    return json_pack("{s:s,s:s,s:I,s:I,s:I,s:s,s:s}", "made", made, "program", manifest->program, "schema",
                     (json_int_t)manifest->schema, "rows", (json_int_t)manifest->rows, "audit_number",
                     (json_int_t)manifest->audit.number, "audit_hash", manifest->audit.hash, "hash",
                     manifest->hash);
}

static enum error_code run_backup(struct command_run *run, struct error *err)
{
    struct backup_manifest manifest;

    TRY(backup_make(run->app, run->operands[0], &manifest, err));
    if (run->json)
        return command_put_json(run, pack_manifest(&manifest), err);
    command_say(run, run->out, "The backup is in %s: %lld rows; the log of changes ends with entry %lld.",
                run->operands[0], (long long)manifest.rows, (long long)manifest.audit.number);
    command_say(run, run->out, "Hash of all rows: %s", manifest.hash);
    command_say(run, run->notes, "It holds telephone numbers; keep it as carefully as the store.");
    return OK;
}

static enum error_code run_restore(struct command_run *run, struct error *err)
{
    CLEANUP(text_done) struct text aside;
    struct backup_manifest manifest;
    char made[CIVIL_TIME_CHARS];

    text_init(&aside, 4096);
    TRY(backup_restore(run->app, run->operands[0], run->app->store_url, &aside, &manifest, err));
    if (run->json) {
        json_t *object = pack_manifest(&manifest);
        json_object_set_new(object, "old_store", json_string(aside.data));
        return command_put_json(run, object, err);
    }
    civil_time_format(civil_time_from_utc_secs(manifest.made_utc_secs), made);
    command_say(run, run->out, "The store is again as it was at %s: %lld rows.", made,
                (long long)manifest.rows);
    if (aside.length > 0)
        command_say(run, run->out, "The old store is kept as %s.", aside.data);
    return OK;
}

static enum error_code run_verify(struct command_run *run, struct error *err)
{
    CLEANUP(report_done) struct report report;
    struct verify_result result;

    report_init(&report, REPORT_LINES_DEFAULT);
    enum error_code code = verify_store(run->app, &report, &result, err);
    command_put_report(run, &report);
    if (code != OK)
        return code;
    if (report.error_count > 0)
        return error_set(err, ERROR_FOUND, "the store is not in order; faults: %zu", report.error_count);
    if (run->json)
        return command_put_json(run,
                                json_pack("{s:I,s:I}", "checks", (json_int_t)result.checks, "audit_entries",
                                          (json_int_t)result.audit.checked),
                                err);
    command_say(run, run->out, "The store is in order; checks: %zu, entries of the log of changes: %lld.",
                result.checks, (long long)result.audit.checked);
    return OK;
}

const struct command backup_commands[] = {
    {"backup", "FILE", N_("keep the whole store in a file, while others go on working"), COMMAND_NO_OPTIONS,
     STORE_OPEN, run_backup},
    {"restore", "FILE", N_("put a backup in the place of the store; the old store is kept aside"),
     COMMAND_NO_OPTIONS, STORE_NAMED, run_restore},
    {"verify", "", N_("check that the store is in order, and name what is wrong"), COMMAND_NO_OPTIONS,
     STORE_OPEN, run_verify},
    COMMANDS_END};
