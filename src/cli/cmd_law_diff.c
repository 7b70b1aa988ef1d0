/* What an amending law changed, read aloud. */
#include "app/law_load.h"
#include "app/law_words.h"
#include "calendar/law_diff.h"
#include "cli/columns.h"
#include "cli/commands.h"

#include <jansson.h>

#define CELL_BYTES_MAX 4000
#define INDENT 4

struct comparison {
    struct law_pack *packs[2];
    struct law_diff diff;
};

static void comparison_done(struct comparison *comparison)
{
    law_pack_free(comparison->packs[0]);
    law_pack_free(comparison->packs[1]);
}

/* The law whose clauses the amendments name. */
static const char *amending_law(const struct comparison *comparison)
{
    const struct law_pack *later = comparison->packs[1];

    return later->amending_law != NULL ? later->amending_law : comparison->packs[0]->amending_law;
}

static const struct law_duty *duty_of(const struct law_difference *item)
{
    return item->after != NULL ? item->after : item->before;
}

static void put_line(struct command_run *run, const char *words)
{
    text_put(run->out, "    ");
    columns_wrap(run->out, words, INDENT, INDENT + 2);
}

/* "until: polling_day -P35D -> until: polling_day -P23D" */
static void put_rules(struct command_run *run, const struct comparison *comparison,
                      const struct law_difference *item)
{
    CLEANUP(text_done) struct text rules = {0};

    text_init(&rules, CELL_BYTES_MAX);
    if (item->before != NULL)
        law_words_put_rule(run->catalog, comparison->packs[0], item->before, &rules);
    if (item->kind == LAW_DIFFERENT_RULE)
        text_put(&rules, " -> ");
    if (item->after != NULL && item->kind != LAW_DIFFERENT_WORDS)
        law_words_put_rule(run->catalog, comparison->packs[1], item->after, &rules);
    put_line(run, rules.data);
}

static void put_item(struct command_run *run, const struct comparison *comparison,
                     const struct law_difference *item)
{
    CLEANUP(text_done) struct text head = {0};
    const struct law_duty *duty = duty_of(item);
    const char *law = amending_law(comparison);

    text_init(&head, CELL_BYTES_MAX);
    text_putf(&head, "%s: %s [%s]", duty->id, law_words_name(run->catalog, &duty->name), duty->citation);
    text_put(run->out, "  ");
    columns_wrap(run->out, head.data, 2, INDENT);
    put_rules(run, comparison, item);
    if (item->amended.what.vi != NULL)
        put_line(run, law_words_name(run->catalog, &item->amended.what));
    text_clear(&head);
    if (item->amended.by != NULL && law != NULL)
        text_putf(&head, "%s, %s", law, item->amended.by);
    if (head.length > 0)
        put_line(run, head.data);
}

static const struct {
    enum law_difference_kind kind;
    const char *key;
    const char *title;
} groups[] = {
    {LAW_DIFFERENT_RULE, "rule", N_("Another date")},
    {LAW_DIFFERENT_WORDS, "words", N_("The same date, other words")},
    {LAW_NEW, "new", N_("New")},
    {LAW_GONE, "gone", N_("No more")},
};

static void put_group(struct command_run *run, const struct comparison *comparison, size_t group)
{
    bool begun = false;

    for (size_t i = 0; i < comparison->diff.count; i++) {
        const struct law_difference *item = &comparison->diff.items[i];
        if (item->kind != groups[group].kind)
            continue;
        if (!begun)
            text_putf(run->out, "\n%s\n", catalog_text(run->catalog, groups[group].title));
        begun = true;
        put_item(run, comparison, item);
    }
}

static void put_text(struct command_run *run, const struct comparison *comparison)
{
    text_putf(run->out, "%s -> %s\n", comparison->packs[0]->id, comparison->packs[1]->id);
    for (size_t group = 0; group < COUNT_OF(groups); group++)
        put_group(run, comparison, group);
    text_put_char(run->out, '\n');
    command_say(run, run->out, "%zu duties differ. Notes and sources are not compared.",
                comparison->diff.count);
}

static json_t *pack_rule(const struct command_run *run, const struct law_pack *pack,
                         const struct law_duty *duty)
{
    CLEANUP(text_done) struct text rule = {0};

    if (duty == NULL)
        return json_null();
    text_init(&rule, CELL_BYTES_MAX);
    law_words_put_rule(run->catalog, pack, duty, &rule);
    return json_string(rule.data);
}

static json_t *pack_item(const struct command_run *run, const struct comparison *comparison,
                         const struct law_difference *item)
{
    const struct law_duty *duty = duty_of(item);

    return json_pack("{s:s,s:s,s:{s:s,s:s},s:s,s:o,s:o,s:s?,s:s?,s:s?}", "id", duty->id, "change",
                     groups[item->kind].key, "name", "vi", duty->name.vi, "en", duty->name.en, "citation",
                     duty->citation, "before", pack_rule(run, comparison->packs[0], item->before), "after",
                     pack_rule(run, comparison->packs[1], item->after), "amended_by", item->amended.by,
                     "what_vi", item->amended.what.vi, "what_en", item->amended.what.en);
}

static json_t *pack_comparison(const struct command_run *run, const struct comparison *comparison)
{
    json_t *duties = json_array();

    for (size_t i = 0; i < comparison->diff.count; i++)
        json_array_append_new(duties, pack_item(run, comparison, &comparison->diff.items[i]));
    return json_pack("{s:s,s:s,s:s?,s:o}", "before", comparison->packs[0]->id, "after",
                     comparison->packs[1]->id, "amending_law", amending_law(comparison), "duties", duties);
}

static enum error_code run_diff(struct command_run *run, struct error *err)
{
    CLEANUP(comparison_done) struct comparison comparison = {.packs = {NULL}};

    for (size_t i = 0; i < COUNT_OF(comparison.packs); i++)
        TRY(law_load(run->app, run->operands[i], &comparison.packs[i], err));
    TRY(law_diff(comparison.packs[0], comparison.packs[1], run->arena, &comparison.diff, err));
    if (run->json)
        return command_put_json(run, pack_comparison(run, &comparison), err);
    put_text(run, &comparison);
    return OK;
}

const struct command law_diff_commands[] = {
    {"law diff", "PACK PACK", N_("say what one law pack changes in another, with the amending clauses"),
     COMMAND_NO_OPTIONS, STORE_NONE, run_diff},
    COMMANDS_END};
