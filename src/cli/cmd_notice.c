/* Messages to candidates: what would go, send what is due, how they stand. */
#include "app/election_find.h"
#include "app/notice_preview.h"
#include "app/notice_status.h"
#include "cli/commands.h"
#include "cli/notice_put.h"
#include "web/json_notice.h"

#define TEXTS_DEFAULT 3
#define TEXTS_MAX 1000

static const struct command_option preview_options[] = {
    {"texts", "N", N_("how many of the messages to show; 3 unless said"), 0},
};

static void put_text(struct command_run *run, const struct notice_preview_text *text)
{
    command_say(run, run->out, "notice %lld, candidate %s, parts: %u, units: %u", (long long)text->id,
                text->candidate, text->parts, text->units);
    if (text->text[0] != '\0')
        text_putf(run->out, "  %s\n", text->text);
    if (text->ucs2)
        command_say(run, run->out, "  dear because of letter %u: %s", text->forcing_at, text->forcing);
    if (text->forbidden[0] != '\0')
        command_say(run, run->out, "  refused because of letter %u: %s", text->forbidden_at, text->forbidden);
    if (text->plain[0] != '\0')
        command_say(run, run->out, "  without marks it would have %u parts: %s", text->plain_parts,
                    text->plain);
    if (text->sentence[0] != '\0')
        text_putf(run->out, "  %s\n", catalog_text(run->catalog, text->sentence));
}

static void put_cost(struct command_run *run, const struct notice_preview *preview)
{
    if (preview->price_dong >= 0)
        command_say(run, run->out, "They tell %lld persons and cost %lld dong.", (long long)preview->persons,
                    (long long)preview->price_dong);
    else
        command_say(
            run, run->out,
            "They tell %lld persons; what they cost is not known, set price_per_part in the settings.",
            (long long)preview->persons);
}

static enum error_code run_preview(struct command_run *run, struct error *err)
{
    struct notice_preview preview;
    int64_t texts = TEXTS_DEFAULT;

    TRY(command_option_int(run, "texts", 0, TEXTS_MAX, &texts, err));
    TRY(notice_preview(run->app, (size_t)texts, run->arena, &preview, err));
    if (run->json)
        return command_put_json(run, json_of_preview(run->catalog, &preview), err);
    command_say(run, run->out, "Now %lld messages in %lld parts would go through the gateway %s.",
                (long long)preview.messages, (long long)preview.parts, preview.gateway);
    put_cost(run, &preview);
    notice_put_counts(run, &preview.counts);
    for (size_t i = 0; i < preview.text_count; i++)
        put_text(run, &preview.texts[i]);
    return OK;
}

static const struct command_option status_options[] = {
    {"election", "CODE", N_("the election; may be left out when the store holds one"), 0},
};

static void put_open(struct command_run *run, const struct notice_open *open)
{
    command_say(run, run->out, "notice %lld, candidate %s, release %lld: %s", (long long)open->id,
                open->candidate, (long long)open->release_number, catalog_text(run->catalog, open->label));
    if (open->sentence[0] != '\0')
        text_putf(run->out, "  %s\n", catalog_text(run->catalog, open->sentence));
    if (open->gateway_words[0] != '\0')
        command_say(run, run->out, "  answer: %s", catalog_text(run->catalog, open->gateway_words));
}

static void put_waiting(struct command_run *run, const struct notice_status *status)
{
    for (size_t i = 0; i < status->held_count; i++) {
        char until[CIVIL_TIME_CHARS];
        civil_time_format(civil_time_from_utc_secs(status->held[i].until_utc_secs), until);
        command_say(run, run->out, "held until %s: %lld. %s", until, (long long)status->held[i].count,
                    catalog_text(run->catalog, status->held[i].sentence));
    }
    for (size_t i = 0; i < status->unapproved_count; i++)
        command_say(run, run->out, "release %lld, published by %s, waits for approval with %lld notices",
                    (long long)status->unapproved[i].release_number, status->unapproved[i].author,
                    (long long)status->unapproved[i].count);
}

static enum error_code run_status(struct command_run *run, struct error *err)
{
    struct election election;
    struct notice_status status;

    TRY(election_find(run->app, command_option(run, "election"), run->arena, &election, err));
    TRY(notice_status(run->app, election.id, run->arena, &status, err));
    if (run->json)
        return command_put_json(run, json_of_notices(&status), err);
    if (!notice_put_counts(run, &status.counts))
        command_say(run, run->out, "There are no notices yet; publishing a plan makes them.");
    put_waiting(run, &status);
    for (size_t i = 0; i < status.open_count; i++)
        put_open(run, &status.open[i]);
    return OK;
}

const struct command notice_commands[] = {
    {"notice preview", "", N_("show what would be sent now, with texts, parts and reasons"),
     COMMAND_OPTIONS(preview_options), STORE_OPEN, run_preview},
    {"notice send", "", N_("send what is due, once"), COMMAND_NO_OPTIONS, STORE_OPEN, notice_send_due},
    {"notice status", "", N_("count the notices, and list those a person must look at"),
     COMMAND_OPTIONS(status_options), STORE_OPEN, run_status},
    COMMANDS_END};
