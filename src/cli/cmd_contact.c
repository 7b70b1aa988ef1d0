/* Where the offices are told of deadlines. */
#include "app/office_contact.h"
#include "cli/commands.h"

#include <jansson.h>

#define WHOSE_OPTIONS                                                                                        \
    {"area", "CODE", N_("the area whose office is told"), 0},                                                \
        {"owner", "NAME", N_("the office that is named as owner of steps"), 0},                              \
        {"level", "central|province|district|commune",                                                       \
         N_("level of the area, where several have the code; central alone: the whole election"), 0},        \
    {                                                                                                        \
        "election", "CODE", N_("the election; may be left out when the store holds one"), 0                  \
    }

static const struct command_option set_options[] = {
    {"phone", "NUMBER", N_("mobile number that gets the last alarms"), 0},
    {"mail", "ADDRESS", N_("mailbox that gets alarms and the digest"), 0},
    WHOSE_OPTIONS};
static const struct command_option remove_options[] = {WHOSE_OPTIONS};
static const struct command_option list_options[] = {
    {"personal", NULL, N_("with numbers and mail addresses"), 0},
    {"election", "CODE", N_("the election; may be left out when the store holds one"), 0}};

static struct office_asked office_asked(const struct command_run *run)
{
    return (struct office_asked){.election = command_option(run, "election"),
                                 .area = command_option(run, "area"),
                                 .level = command_option(run, "level"),
                                 .owner = command_option(run, "owner")};
}

static enum error_code run_set(struct command_run *run, struct error *err)
{
    const struct office_asked asked = office_asked(run);

    TRY(office_contact_set(run->app, &asked, command_option(run, "phone"), command_option(run, "mail"),
                           run->arena, err));
    if (run->json)
        return command_put_json(run, json_pack("{s:b}", "set", true), err);
    command_say(run, run->out, "Stored. Alarms of deadlines go there.");
    return OK;
}

static enum error_code run_remove(struct command_run *run, struct error *err)
{
    const struct office_asked asked = office_asked(run);

    TRY(office_contact_remove(run->app, &asked, run->arena, err));
    if (run->json)
        return command_put_json(run, json_pack("{s:b}", "removed", true), err);
    command_say(run, run->out,
                "Removed. This office is told of no deadlines, and what waited for it is cancelled.");
    return OK;
}

static json_t *pack_contact(const struct office_contact *contact, bool personal)
{
    json_t *object = json_pack("{s:I,s:s,s:s,s:s,s:b,s:b}", "id", (json_int_t)contact->id, "level",
                               contact->level, "area", contact->area, "name", contact->name, "by_sms",
                               contact->phone[0] != '\0', "by_mail", contact->mail[0] != '\0');

    if (personal) {
        json_object_set_new(object, "phone", json_string(contact->phone));
        json_object_set_new(object, "mail", json_string(contact->mail));
    }
    return object;
}

/* "22  commune c1  Phường Điện Biên  sms  mail", with --personal the number and the address instead of the last words. */
static void put_contact(struct command_run *run, const struct office_contact *contact, bool personal)
{
    const char *level = contact->level[0] != '\0' ? contact->level : "owner";

    text_putf(run->out, "%lld  %s", (long long)contact->id, level);
    if (contact->area[0] != '\0')
        text_putf(run->out, " %s", contact->area);
    if (contact->name[0] != '\0')
        text_putf(run->out, "  %s", contact->name);
    if (contact->phone[0] != '\0')
        text_putf(run->out, "  %s", personal ? contact->phone : "sms");
    if (contact->mail[0] != '\0')
        text_putf(run->out, "  %s", personal ? contact->mail : "mail");
    text_put(run->out, "\n");
}

static enum error_code run_list(struct command_run *run, struct error *err)
{
    bool personal = command_option(run, "personal") != NULL;
    struct office_contact *contacts;
    size_t count;

    TRY(office_contact_list(run->app, command_option(run, "election"), run->arena, &contacts, &count, err));
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        if (run->json)
            json_array_append_new(array, pack_contact(&contacts[i], personal));
        else
            put_contact(run, &contacts[i], personal);
    if (run->json)
        return command_put_json(run, json_pack("{s:o}", "contacts", array), err);
    json_decref(array);
    if (count == 0)
        command_say(run, run->out, "No office is told of deadlines.");
    return OK;
}

const struct command contact_commands[] = {
    {"contact set", "", N_("say where an office is told of deadlines"), COMMAND_OPTIONS(set_options),
     STORE_OPEN, run_set},
    {"contact remove", "", N_("tell an office of no deadlines any more"), COMMAND_OPTIONS(remove_options),
     STORE_OPEN, run_remove},
    {"contact list", "", N_("list the offices that are told of deadlines, without numbers"),
     COMMAND_OPTIONS(list_options), STORE_OPEN, run_list},
    COMMANDS_END};
