/* Law packs: which there are, and what one says. */
#include "app/law_load.h"
#include "app/law_words.h"
#include "cli/columns.h"
#include "cli/commands.h"

#include <jansson.h>
#include <string.h>

#define CELL_BYTES_MAX 4000
#define INDENT 16

static json_t *pack_head(const struct law_pack *pack)
{
    char from[CIVIL_DATE_CHARS];
    char until[CIVIL_DATE_CHARS];
    char checked[CIVIL_DATE_CHARS];

    civil_date_format(pack->in_force_from, from);
    civil_date_format(pack->in_force_until, until);
    civil_date_format(pack->checked.on, checked);
    return json_pack("{s:s,s:s,s:{s:s,s:s},s:s,s:s?,s:s?,s:s,s:s,s:i}", "id", pack->id, "law", pack->law,
                     "title", "vi", pack->title.vi, "en", pack->title.en, "in_force_from", from,
                     "in_force_until", pack->has_end ? until : NULL, "source", pack->source, "checked_on",
                     checked, "checked_by", pack->checked.by, "duty_count", (int)pack->duty_count);
}

static void put_head(const struct command_run *run, const struct law_pack *pack)
{
    CLEANUP(text_done) struct text right = {0};
    char from[CIVIL_DATE_CHARS];
    char until[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(pack->in_force_from, from);
    civil_date_format_vietnamese(pack->in_force_until, until);
    text_init(&right, CELL_BYTES_MAX);
    text_putf(&right, "%s (%s; %s - %s)", law_words_name(run->catalog, &pack->title), pack->law, from,
              pack->has_end ? until : "");
    columns_put(run->out, pack->id, right.data, INDENT);
}

static enum error_code run_list(struct command_run *run, struct error *err)
{
    const char *const *ids;
    size_t count;

    TRY(law_list(run->app, run->arena, &ids, &count, err));
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        CLEANUP(law_pack_free_ptr) struct law_pack *pack = NULL;
        if (law_load(run->app, ids[i], &pack, err) != OK) {
            json_decref(list);
            return err->code;
        }
        if (run->json)
            json_array_append_new(list, pack_head(pack));
        else
            put_head(run, pack);
    }
    if (run->json)
        return command_put_json(run, json_pack("{s:o}", "law_packs", list), err);
    json_decref(list);
    return OK;
}

static json_t *pack_moment(const struct law_pack *pack, const struct law_moment *moment)
{
    CLEANUP(text_done) struct text text = {0};

    if (moment == NULL)
        return json_null();
    text_init(&text, CELL_BYTES_MAX);
    law_words_put_moment(pack, moment, &text);
    return json_string(text.data);
}

static json_t *pack_event(const struct law_pack *pack, const struct law_event *event)
{
    return json_pack("{s:s,s:{s:s,s:s},s:o}", "id", event->id, "name", "vi", event->name.vi, "en",
                     event->name.en, "usual", pack_moment(pack, event->usual));
}

static bool form_known(const char *form)
{
    return strcmp(form, LAW_FORM_UNKNOWN) != 0;
}

static json_t *pack_forms(const struct law_duty *duty)
{
    json_t *forms = json_array();

    for (size_t i = 0; i < duty->form_count; i++)
        json_array_append_new(forms, form_known(duty->forms[i]) ? json_string(duty->forms[i]) : json_null());
    return forms;
}

static json_t *pack_elections(const struct law_duty *duty)
{
    json_t *elections = json_array();

    for (int kind = 0; kind < LAW_ELECTION_COUNT; kind++) {
        if ((duty->elections & (1u << kind)) != 0)
            json_array_append_new(elections, json_string(law_election_name((enum law_election)kind)));
    }
    return elections;
}

static json_t *pack_quorum(const struct law_quorum *quorum)
{
    if (quorum == NULL)
        return json_null();
    return json_pack("{s:s,s:i,s:i,s:i,s:i}", "citation", quorum->citation, "below", quorum->below,
                     "share_of", quorum->share_of, "share_parts", quorum->share_parts, "otherwise",
                     quorum->otherwise);
}

static json_t *pack_duty(const struct law_pack *pack, const struct law_duty *duty)
{
    CLEANUP(text_done) struct text levels = {0};
    json_t *waits_for = json_array();
    char checked[CIVIL_DATE_CHARS];

    text_init(&levels, CELL_BYTES_MAX);
    law_levels_put(duty->levels, &levels);
    civil_date_format(duty->checked.on, checked);
    for (size_t i = 0; i < duty->waits_for_count; i++)
        json_array_append_new(waits_for, json_string(pack->duties[duty->waits_for[i]].id));
    json_t *object =
        json_pack("{s:s,s:{s:s,s:s},s:s,s:s,s:s,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "id", duty->id, "name", "vi",
                  duty->name.vi, "en", duty->name.en, "citation", duty->citation, "level", levels.data,
                  "body", duty->body, "elections", pack_elections(duty), "at", pack_moment(pack, duty->at),
                  "from", pack_moment(pack, duty->from), "until", pack_moment(pack, duty->until), "waits_for",
                  waits_for, "forms", pack_forms(duty), "quorum", pack_quorum(duty->quorum));
    json_t *evidence = json_pack("{s:s?,s:s?,s:s?,s:s?,s:s?,s:s,s:s,s:s}", "undated_vi", duty->undated.vi,
                                 "undated_en", duty->undated.en, "amended_by", duty->amended.by, "notes",
                                 duty->notes, "unverified", duty->unverified, "source", duty->source,
                                 "checked_on", checked, "checked_by", duty->checked.by);
    json_object_update(object, evidence);
    json_decref(evidence);
    return object;
}

static void put_note(struct command_run *run, const char *label, const char *text)
{
    if (text != NULL)
        columns_put(run->out, catalog_text(run->catalog, label), text, INDENT);
}

static void put_duties_waited_for(struct command_run *run, const struct law_pack *pack,
                                  const struct law_duty *duty)
{
    CLEANUP(text_done) struct text text = {0};

    text_init(&text, CELL_BYTES_MAX);
    for (size_t i = 0; i < duty->waits_for_count; i++)
        text_putf(&text, "%s%s", i > 0 ? ", " : "", pack->duties[duty->waits_for[i]].id);
    put_note(run, N_("waits for"), duty->waits_for_count > 0 ? text.data : NULL);
}

/* Nothing for what only general elections have. */
static void put_elections(const struct command_run *run, const struct law_duty *duty, struct text *out)
{
    if (duty->elections == 1u << LAW_GENERAL)
        return;
    for (int kind = 0; kind < LAW_ELECTION_COUNT; kind++) {
        if ((duty->elections & (1u << kind)) != 0)
            text_putf(out, "%s%s", out->length > 0 ? ", " : "",
                      law_words_election(run->catalog, (enum law_election)kind));
    }
}

static void put_forms(struct command_run *run, const struct law_duty *duty, struct text *text)
{
    text_clear(text);
    for (size_t i = 0; i < duty->form_count; i++)
        text_putf(text, "%s%s", i > 0 ? ", " : "",
                  form_known(duty->forms[i])
                      ? duty->forms[i]
                      : catalog_text(run->catalog, N_("not known: nobody read its number")));
    put_note(run, N_("form"), duty->form_count > 0 ? text->data : NULL);
}

static void put_quorum(struct command_run *run, const struct law_quorum *quorum, struct text *text)
{
    struct message words;

    if (quorum == NULL)
        return;
    text_clear(text);
    message_set(&words, "of fewer than %d voters at least %d/%d; else at least %d voters (%s)", quorum->below,
                quorum->share_of, quorum->share_parts, quorum->otherwise, quorum->citation);
    catalog_put_message(run->catalog, &words, text);
    put_note(run, N_("quorum"), text->data);
}

/* "20/11/2026, the project": when the source beside it was read, and by whom. */
static void put_check(struct command_run *run, const struct law_check *check, struct text *text)
{
    char date[CIVIL_DATE_CHARS];

    civil_date_format_vietnamese(check->on, date);
    text_clear(text);
    text_putf(text, "%s, %s", date, check->by);
    put_note(run, N_("checked"), text->data);
}

/* Something of it was not seen in a text: what it says, or the number of its form. */
static bool is_open(const struct law_duty *duty)
{
    for (size_t i = 0; i < duty->form_count; i++) {
        if (!form_known(duty->forms[i]))
            return true;
    }
    return duty->unverified != NULL;
}

static void put_duty(struct command_run *run, const struct law_pack *pack, const struct law_duty *duty)
{
    CLEANUP(text_done) struct text text = {0};

    text_init(&text, CELL_BYTES_MAX);
    text_putf(run->out, "\n%s\n", duty->id);
    put_note(run, N_("duty"), law_words_name(run->catalog, &duty->name));
    law_words_put_rule(run->catalog, pack, duty, &text);
    put_note(run, N_("rule"), text.data);
    put_duties_waited_for(run, pack, duty);
    text_clear(&text);
    put_elections(run, duty, &text);
    put_note(run, N_("election"), text.length > 0 ? text.data : NULL);
    put_note(run, N_("article"), duty->citation);
    put_note(run, N_("amended by"), duty->amended.by);
    text_clear(&text);
    law_words_put_levels(run->catalog, duty->levels, &text);
    put_note(run, N_("level"), text.data);
    put_note(run, N_("who"), duty->body);
    put_forms(run, duty, &text);
    put_quorum(run, duty->quorum, &text);
    put_note(run, N_("notes"), duty->notes);
    put_note(run, N_("unverified"), duty->unverified);
    put_note(run, N_("source"), duty->source);
    put_check(run, &duty->checked, &text);
}

static void put_event(struct command_run *run, const struct law_pack *pack, const struct law_event *event)
{
    CLEANUP(text_done) struct text usual = {0};

    text_init(&usual, CELL_BYTES_MAX);
    text_putf(run->out, "\n%s\n", event->id);
    put_note(run, N_("event"), law_words_name(run->catalog, &event->name));
    if (event->usual != NULL)
        law_words_put_moment(pack, event->usual, &usual);
    put_note(run, N_("usual time"), event->usual != NULL ? usual.data : NULL);
}

static void put_pack(struct command_run *run, const struct law_pack *pack, bool only_open)
{
    CLEANUP(text_done) struct text text = {0};
    size_t open = 0;

    text_init(&text, CELL_BYTES_MAX);
    put_head(run, pack);
    put_note(run, N_("source"), pack->source);
    put_check(run, &pack->checked, &text);
    for (size_t i = 0; i < pack->event_count && !only_open; i++)
        put_event(run, pack, &pack->events[i]);
    for (size_t i = 0; i < pack->duty_count; i++) {
        open += is_open(&pack->duties[i]);
        if (!only_open || is_open(&pack->duties[i]))
            put_duty(run, pack, &pack->duties[i]);
    }
    text_put_char(run->out, '\n');
    command_say(run, run->out, "Duties: %zu; with something that nobody has seen in a text yet: %zu.",
                pack->duty_count, open);
}

static json_t *pack_whole(const struct law_pack *pack, bool only_open)
{
    json_t *object = pack_head(pack);
    json_t *events = json_array();
    json_t *duties = json_array();

    for (size_t i = 0; i < pack->event_count; i++)
        json_array_append_new(events, pack_event(pack, &pack->events[i]));
    for (size_t i = 0; i < pack->duty_count; i++) {
        if (!only_open || is_open(&pack->duties[i]))
            json_array_append_new(duties, pack_duty(pack, &pack->duties[i]));
    }
    json_object_set_new(object, "events", events);
    json_object_set_new(object, "duties", duties);
    return object;
}

static const struct command_option show_options[] = {
    {"unverified", NULL, N_("only duties with something that nobody has seen in a text yet"), 0},
};

static enum error_code run_show(struct command_run *run, struct error *err)
{
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = NULL;

    bool only_open = command_option(run, "unverified") != NULL;

    TRY(law_load(run->app, run->operands[0], &pack, err));
    if (run->json)
        return command_put_json(run, pack_whole(pack, only_open), err);
    put_pack(run, pack, only_open);
    return OK;
}

const struct command law_commands[] = {
    {"law list", "", N_("list the law packs"), COMMAND_NO_OPTIONS, STORE_NONE, run_list},
    {"law show", "PACK", N_("show the events and duties of a law pack, with their articles and sources"),
     COMMAND_OPTIONS(show_options), STORE_NONE, run_show},
    COMMANDS_END};
