/* Personal data of one person: show it, keep it longer or shorter, erase it; and erase what is past its day. */
#include "app/privacy.h"
#include "cli/commands.h"

#include <jansson.h>
#include <string.h>

#define WHOSE_OPTIONS                                                                                        \
    {"area", NULL, N_("PERSON is the code of an area, whose committee's contact is meant"), 0},              \
        {"level", "central|province|district|commune", N_("level of the area, where several have the code"), \
         0},                                                                                                 \
    {                                                                                                        \
        "election", "CODE", N_("the election; may be left out when the store holds one"), 0                  \
    }

static const struct command_option whose_options[] = {WHOSE_OPTIONS};
static const struct command_option keep_options[] = {
    {"until", "DATE", N_("last day on which the data may be kept"), OPTION_REQUIRED}, WHOSE_OPTIONS};

static struct privacy_person person_asked(const struct command_run *run)
{
    return (struct privacy_person){.election = command_option(run, "election"),
                                   .code = run->operands[0],
                                   .of_area = command_option(run, "area") != NULL,
                                   .level = command_option(run, "level")};
}

static enum error_code run_erase(struct command_run *run, struct error *err)
{
    const struct privacy_person person = person_asked(run);

    TRY(privacy_erase(run->app, &person, run->arena, err));
    if (run->json)
        return command_put_json(run, json_pack("{s:s}", "erased", person.code), err);
    command_say(run, run->out, "The personal data held of %s are erased; meetings and the log keep the code.",
                person.code);
    return OK;
}

static enum error_code run_keep(struct command_run *run, struct error *err)
{
    const struct privacy_person person = person_asked(run);
    const char *written = command_option(run, "until");
    struct civil_date until;

    if (!civil_date_parse(written, &until)) {
        error_set(err, ERROR_USAGE, "\"%s\" is not a date such as 2026-03-15 or 15/03/2026", written);
        return error_at(err, NULL, 0, 0, "--until");
    }
    TRY(privacy_keep(run->app, &person, until, run->arena, err));
    if (run->json)
        return command_put_json(run, json_pack("{s:s,s:s}", "person", person.code, "until", written), err);
    command_say(run, run->out, "The personal data held of %s may be kept until %s.", person.code, written);
    return OK;
}

/* Each part is a list of objects; what is not held is null. */
static enum error_code add_row(void *context, const struct privacy_row *row, struct error *err)
{
    json_t *parts = context;
    json_t *part = json_object_get(parts, row->part);
    json_t *object = json_object();

    if (part == NULL) {
        part = json_array();
        json_object_set_new(parts, row->part, part);
    }
    for (size_t i = 0; i < row->count; i++)
        json_object_set_new(object, row->columns[i],
                            row->values[i] != NULL ? json_string(row->values[i]) : json_null());
    return json_array_append_new(part, object) == 0 ? OK : error_memory(err);
}

static enum error_code run_export(struct command_run *run, struct error *err)
{
    const struct privacy_person person = person_asked(run);
    json_t *parts = json_object();

    enum error_code code = privacy_export(run->app, &person, run->arena, add_row, parts, err);
    if (code == OK)
        return command_put_json(run, parts, err);
    json_decref(parts);
    return code;
}

static enum error_code run_sweep(struct command_run *run, struct error *err)
{
    int64_t count;

    TRY(privacy_erase_due(run->app, run->arena, &count, err));
    if (run->json)
        return command_put_json(run, json_pack("{s:I}", "erased", (json_int_t)count), err);
    command_say(run, run->out, "Contacts whose time was over were erased: %lld.", (long long)count);
    return OK;
}

const struct command privacy_commands[] = {
    {"privacy export", "PERSON", N_("write everything that is held about a candidate or a contact, as JSON"),
     COMMAND_OPTIONS(whose_options), STORE_OPEN, run_export},
    {"privacy erase", "PERSON", N_("erase telephone number, mail address and texts of messages of a person"),
     COMMAND_OPTIONS(whose_options), STORE_OPEN, run_erase},
    {"privacy keep", "PERSON", N_("set the last day on which the data of a person may be kept"),
     COMMAND_OPTIONS(keep_options), STORE_OPEN, run_keep},
    {"privacy sweep", "", N_("erase what is past its day; the worker does so by itself"), COMMAND_NO_OPTIONS,
     STORE_OPEN, run_sweep},
    COMMANDS_END};
