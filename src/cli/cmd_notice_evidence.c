/* Who was told what, when and with which result. */
#include "app/election_find.h"
#include "app/notice_proof_csv.h"
#include "calendar/civil.h"
#include "cli/commands.h"

#include <jansson.h>
#include <string.h>

static const struct command_option evidence_options[] = {
    {"meeting", "CODE", N_("only what was said about this meeting"), 0},
    {"format", "text|csv|json", N_("how to write it; text unless said"), 0},
    {"election", "CODE", N_("the election; may be left out when the store holds one"), 0},
};

enum evidence_format { EVIDENCE_TEXT, EVIDENCE_CSV, EVIDENCE_JSON };

struct putting {
    struct command_run *run;
    enum evidence_format format;
    struct table_writer writer;
    json_t *list;
    size_t count;
};

/* "" for 0. */
static const char *moment_of(int64_t utc_secs, char out[CIVIL_TIME_CHARS])
{
    out[0] = '\0';
    if (utc_secs != 0)
        civil_time_format(civil_time_from_utc_secs(utc_secs), out);
    return out;
}

static void put_text(struct command_run *run, const struct notice_proof *proof)
{
    char moment[CIVIL_TIME_CHARS];
    int64_t at = proof->finished_utc_secs != 0 ? proof->finished_utc_secs : proof->queued_utc_secs;

    text_putf(run->out, "%lld  %s  %s  %s %s  %s: %s\n", (long long)proof->id, moment_of(at, moment),
              proof->channel, proof->who, proof->name, proof->kind, catalog_text(run->catalog, proof->label));
    if (proof->sentence[0] != '\0')
        text_putf(run->out, "  %s\n", catalog_text(run->catalog, proof->sentence));
    if (proof->text[0] != '\0')
        text_putf(run->out, "  %s\n", proof->text);
    if (proof->decision[0] != '\0')
        command_say(run, run->out, "  settled by %s as %s: %s", proof->decided_by, proof->decision,
                    proof->why);
}

static json_t *pack(const struct notice_proof *proof)
{
    char queued[CIVIL_TIME_CHARS];
    char finished[CIVIL_TIME_CHARS];

    return json_pack(
        "{s:I,s:s,s:s,s:s,s:s,s:I,s:s,s:s,s:s,s:s,s:I,s:I,s:s,s:s,s:s,s:s,s:s,s:s}", "notice",
        (json_int_t)proof->id, "recipient", proof->who, "name", proof->name, "channel", proof->channel,
        "kind", proof->kind, "release", (json_int_t)proof->release_number, "state", proof->state, "reason",
        proof->reason, "queued", moment_of(proof->queued_utc_secs, queued), "finished",
        moment_of(proof->finished_utc_secs, finished), "requests", (json_int_t)proof->tries, "parts",
        (json_int_t)proof->parts, "gateway", proof->gateway, "gateway_id", proof->gateway_id, "text",
        proof->text, "settled", proof->decision, "settled_by", proof->decided_by, "why", proof->why);
}

static enum error_code put_proof(void *context, const struct notice_proof *proof, struct error *err)
{
    struct putting *putting = context;

    putting->count++;
    switch (putting->format) {
    case EVIDENCE_TEXT: put_text(putting->run, proof); break;
    case EVIDENCE_CSV: notice_proof_put(&putting->writer, proof); break;
    case EVIDENCE_JSON:
        if (json_array_append_new(putting->list, pack(proof)) != 0)
            return error_memory(err);
        break;
    }
    return OK;
}

static enum evidence_format format_of(const struct command_run *run)
{
    const char *format = command_option(run, "format");

    if (run->json || (format != NULL && strcmp(format, "json") == 0))
        return EVIDENCE_JSON;
    return format != NULL && strcmp(format, "csv") == 0 ? EVIDENCE_CSV : EVIDENCE_TEXT;
}

static enum error_code put_all(struct putting *putting, int64_t election, struct error *err)
{
    struct command_run *run = putting->run;

    if (putting->format == EVIDENCE_CSV) {
        table_writer_init(&putting->writer, run->out, true);
        notice_proof_put_heading(&putting->writer);
    }
    TRY(notice_evidence_each(run->app, election, command_option(run, "meeting"), put_proof, putting, err));
    if (putting->format == EVIDENCE_JSON)
        return command_put_json(run, json_pack("{s:O}", "notices", putting->list), err);
    if (putting->format == EVIDENCE_TEXT && putting->count == 0)
        command_say(run, run->out, "Nobody was told anything.");
    return OK;
}

static enum error_code run_evidence(struct command_run *run, struct error *err)
{
    struct putting putting = {.run = run, .format = format_of(run), .list = json_array()};
    struct election election;
    enum error_code code =
        election_find(run->app, command_option(run, "election"), run->arena, &election, err);

    if (code == OK)
        code = put_all(&putting, election.id, err);
    json_decref(putting.list);
    return code;
}

const struct command notice_evidence_commands[] = {
    {"notice evidence", "", N_("list who was told what, when, by which way and with which result"),
     COMMAND_OPTIONS(evidence_options), STORE_OPEN, run_evidence},
    COMMANDS_END};
