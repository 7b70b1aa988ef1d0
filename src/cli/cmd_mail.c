/* Mail: a try of the settings, the answers to invitations, and who answered what. */
#include "app/invitation_list.h"
#include "app/invitation_read.h"
#include "app/mail_test.h"
#include "calendar/civil.h"
#include "cli/commands.h"

#include <jansson.h>
#include <string.h>

static const struct command_option test_options[] = {
    {"to", "ADDRESS", N_("where the mail goes"), OPTION_REQUIRED},
    {"dry-run", NULL, N_("show the mail and send nothing"), 0},
};
static const struct command_option list_options[] = {
    {"meeting", "CODE", N_("the meeting, by its code in the plan"), OPTION_REQUIRED},
    {"election", "CODE", N_("the election; may be left out when the store holds one"), 0},
};

static enum error_code run_test(struct command_run *run, struct error *err)
{
    const struct mail_test test = {
        .to = command_option(run, "to"),
        .subject = catalog_text(run->catalog, N_("A test of the mail settings")),
        .words =
            catalog_text(run->catalog, N_("This mail was sent to test the settings. Nobody need answer it.")),
    };

    if (command_option(run, "dry-run") != NULL)
        return mail_test_write(run->app, &test, run->out, err);
    TRY(mail_test_send(run->app, &test, err));
    if (run->json)
        return command_put_json(run, json_pack("{s:b}", "taken", 1), err);
    command_say(run, run->out,
                "The mail server took the mail. Look whether it arrives, and not among the spam.");
    return OK;
}

/* ---- answers ---- */

static const char *const count_lines[INVITATION_MAIL_COUNT] = {
    [INVITATION_RECORDED] = N_("answers recorded"),
    [INVITATION_STALE] = N_("answers recorded to a version that was changed since"),
    [INVITATION_REPEATED] = N_("answers that say nothing newer"),
    [INVITATION_UNKNOWN] = N_("answers from people, or to meetings, that no invitation knows"),
    [INVITATION_SENDER] = N_("answers that somebody else sent"),
    [INVITATION_OTHER] = N_("other proposals, for a person to look at"),
    [INVITATION_NONE] = N_("mails without a calendar"),
    [INVITATION_GARBLED] = N_("calendars that cannot be read"),
    [INVITATION_TOO_LARGE] = N_("mails that are too large"),
};

static enum error_code put_counts_json(struct command_run *run, const struct invitation_counts *counts,
                                       struct error *err)
{
    json_t *object = json_object();

    for (int i = 0; i < INVITATION_MAIL_COUNT; i++)
        json_object_set_new(object, invitation_mail_name((enum invitation_mail)i),
                            json_integer(counts->of[i]));
    return command_put_json(run, object, err);
}

static enum error_code run_read(struct command_run *run, struct error *err)
{
    struct invitation_counts counts;

    TRY(invitation_read(run->app, run->operands[0], &counts, err));
    if (run->json)
        return put_counts_json(run, &counts, err);
    for (int i = 0; i < INVITATION_MAIL_COUNT; i++)
        if (i == INVITATION_RECORDED || counts.of[i] > 0)
            command_say(run, run->out, "%s: %lld", catalog_text(run->catalog, count_lines[i]),
                        (long long)counts.of[i]);
    return OK;
}

/* ---- the list ---- */

static const char *answer_word(const struct invitation_row *row)
{
    static const struct {
        const char *answer;
        const char *word;
    } words[] = {
        {"accepted", N_("will come")}, {"declined", N_("will not come")}, {"tentative", N_("may come")}};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcmp(row->answer, words[i].answer) == 0)
            return words[i].word;
    return N_("no answer");
}

static enum error_code put_list_json(struct command_run *run, const struct invitation_list *list,
                                     struct error *err)
{
    json_t *rows = json_array();
    char read[CLOCK_UTC_CHARS] = "";

    for (size_t i = 0; i < list->count; i++) {
        const struct invitation_row *row = &list->rows[i];
        if (row->read_utc_secs != 0)
            clock_format_utc(row->read_utc_secs, read);
        json_array_append_new(rows, json_pack("{s:s*,s:s*,s:s,s:s*,s:b,s:s*}", "candidate",
                                              row->candidate[0] != '\0' ? row->candidate : NULL, "area",
                                              row->area[0] != '\0' ? row->area : NULL, "state", row->state,
                                              "answer", row->answer[0] != '\0' ? row->answer : NULL, "stale",
                                              row->stale, "read", row->read_utc_secs != 0 ? read : NULL));
    }
    return command_put_json(run, json_pack("{s:o}", "invitations", rows), err);
}

static enum error_code run_list(struct command_run *run, struct error *err)
{
    struct election election;
    struct invitation_list list;

    TRY(election_find(run->app, command_option(run, "election"), run->arena, &election, err));
    TRY(invitation_list(run->app, &election, command_option(run, "meeting"), run->arena, &list, err));
    if (run->json)
        return put_list_json(run, &list, err);
    if (list.count == 0)
        command_say(run, run->out, "Nobody was invited to this meeting by mail.");
    for (size_t i = 0; i < list.count; i++) {
        const struct invitation_row *row = &list.rows[i];
        const char *who = row->candidate[0] != '\0' ? row->candidate : row->area;
        if (row->stale)
            command_say(run, run->out, "%s: %s, to a version that was changed since (mail: %s)", who,
                        catalog_text(run->catalog, answer_word(row)), catalog_text(run->catalog, row->label));
        else
            command_say(run, run->out, "%s: %s (mail: %s)", who, catalog_text(run->catalog, answer_word(row)),
                        catalog_text(run->catalog, row->label));
    }
    return OK;
}

const struct command mail_commands[] = {
    {"mail test", "", N_("send one mail, to try the settings"), COMMAND_OPTIONS(test_options), STORE_NONE,
     run_test},
    {"invitation read", "MBOX", N_("record the answers to invitations from a mailbox, or - for a pipe"),
     COMMAND_NO_OPTIONS, STORE_OPEN, run_read},
    {"invitation list", "", N_("show who was invited to a meeting by mail, and who answered what"),
     COMMAND_OPTIONS(list_options), STORE_OPEN, run_list},
    COMMANDS_END};
