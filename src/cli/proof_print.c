#include "cli/proof_print.h"

#include "app/law_words.h"
#include "calendar/lunar.h"
#include "cli/columns.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define CELL_BYTES_MAX 4000
#define LABEL_COLUMNS 16
#define DAY_COLUMNS 24

static void put_note(struct command_run *run, const char *label, const char *text)
{
    if (text != NULL && text[0] != '\0')
        columns_put(run->out, catalog_text(run->catalog, label), text, LABEL_COLUMNS);
}

/* Addresses are longer than a line: they are broken behind a stroke. */
static void put_source(struct command_run *run, const char *source)
{
    CLEANUP(text_done) struct text broken = {0};
    const size_t room = COLUMNS_WIDTH - LABEL_COLUMNS;

    text_init(&broken, CELL_BYTES_MAX);
    while (*source != '\0') {
        size_t word = strcspn(source, " ");
        size_t part = word;
        for (size_t i = 0; word > room && i < room; i++) {
            if (source[i] == '/' || source[i] == '-')
                part = i + 1;
        }
        text_put_bytes(&broken, source, part);
        source += part;
        source += *source == ' ';
        text_put_char(&broken, ' ');
    }
    put_note(run, N_("source"), broken.data);
}

static void put_title(struct command_run *run, const char *title)
{
    text_putf(run->out, "\n%s\n", catalog_text(run->catalog, title));
}

/* "18/04/2021 Sun" or "22/05/2021 07:00 Sat". */
static void put_moment(const struct command_run *run, const struct timetable_moment *moment, struct text *out)
{
    char date[CIVIL_DATE_CHARS];
    char time[CIVIL_TIME_CHARS];

    if (!timetable_has_date(moment)) {
        text_put(out, "...");
        return;
    }
    civil_date_format_vietnamese(moment->time.date, date);
    civil_time_format(moment->time, time);
    text_put(out, date);
    if (moment->state == TIMETABLE_HOUR)
        text_putf(out, " %s", time + sizeof "2021-05-22");
    text_putf(out, " %s", law_words_weekday(run->catalog, civil_date_weekday(moment->time.date)));
}

static struct timetable_moment day_moment(struct civil_date date)
{
    return (struct timetable_moment){.state = TIMETABLE_DATE, .time = {.date = date}};
}

/* One line: a moment, and what is to be said of it. */
static void put_day(struct command_run *run, const struct timetable_moment *moment, const char *words)
{
    CLEANUP(text_done) struct text left = {0};

    text_init(&left, CELL_BYTES_MAX);
    put_moment(run, moment, &left);
    columns_put(run->out, left.data, words, DAY_COLUMNS);
}

PRINTF_LIKE(3, 4)
static void put_words(const struct command_run *run, struct text *out, const char *format, ...)
{
    struct message message;
    va_list args;

    va_start(args, format);
    message_set_va(&message, format, args);
    va_end(args);
    catalog_put_message(run->catalog, &message, out);
}

/* "35 days before: " */
static void put_offset(const struct command_run *run, const struct law_moment *rule, struct text *out)
{
    if (rule->months != 0)
        text_putf(out, "%s: ", rule->offset);
    else if (rule->days < 0)
        put_words(run, out, N_("%d days before: "), -rule->days);
    else if (rule->days > 0)
        put_words(run, out, N_("%d days after: "), rule->days);
    else if (rule->hours < 0)
        put_words(run, out, N_("%d hours before: "), -rule->hours);
    else if (rule->hours > 0)
        put_words(run, out, N_("%d hours after: "), rule->hours);
    else if (rule->minute != LAW_NO_HOUR)
        put_words(run, out, N_("the same day: "));
    else
        put_words(run, out, N_("the same time: "));
}

/* A courtesy: " (lunar 4/1)". */
static void put_lunar(const struct command_run *run, struct civil_date date, struct text *out)
{
    const struct lunar_date lunar = lunar_date_of(date);

    if (lunar.leap)
        put_words(run, out, N_(" (lunar %d/%d, leap month)"), lunar.day, lunar.month);
    else
        put_words(run, out, N_(" (lunar %d/%d)"), lunar.day, lunar.month);
}

static void put_step(struct command_run *run, const struct law_pack *pack, const struct proof_step *step)
{
    CLEANUP(text_done) struct text words = {0};

    text_init(&words, CELL_BYTES_MAX);
    if (step->rule != NULL)
        put_offset(run, step->rule, &words);
    text_put(&words, law_words_anchor(run->catalog, pack, step->node));
    if (step->recorded && timetable_has_date(&step->moment))
        put_words(run, &words, N_(" (recorded)"));
    else if (!timetable_has_date(&step->moment))
        put_words(run, &words, N_(" (not recorded yet)"));
    put_day(run, &step->moment, words.data);
}

static void put_chain(struct command_run *run, const struct law_pack *pack, const char *title,
                      const struct proof_chain *chain)
{
    if (chain->step_count == 0)
        return;
    put_title(run, title);
    for (size_t i = 0; i < chain->step_count; i++)
        put_step(run, pack, &chain->steps[i]);
}

static void put_resolution(struct command_run *run, const struct law_resolution *by,
                           const struct timetable_moment *moment)
{
    CLEANUP(text_done) struct text words = {0};
    char date[CIVIL_DATE_CHARS];

    if (by == NULL)
        return;
    civil_date_format_vietnamese(by->date, date);
    text_init(&words, CELL_BYTES_MAX);
    put_words(run, &words, N_("%s of %s (%s)"), by->document, date, by->author);
    put_day(run, moment, words.data);
}

static void put_resolutions(struct command_run *run, const struct timetable_row *row)
{
    if (row->from_set_by == NULL && row->until_set_by == NULL)
        return;
    put_title(run, N_("Set by resolution, first and last day"));
    put_resolution(run, row->from_set_by, &row->from);
    put_resolution(run, row->until_set_by, &row->until);
}

static const char *const day_words[] = {
    [PROOF_WEEKEND] = N_("weekend"),
    [PROOF_DAY_OFF] = N_("day off"),
    [PROOF_TOO_EARLY] = N_("the limit comes before offices close (17:00)"),
    [PROOF_LEAD] = N_("working day, given up for the lead"),
    [PROOF_UNKNOWN] = N_("not known whether it is worked: no date to finish by"),
    [PROOF_TARGET] = N_("working day: finish by this day"),
};

static const char *const day_keys[] = {
    [PROOF_WEEKEND] = "weekend", [PROOF_DAY_OFF] = "day_off", [PROOF_TOO_EARLY] = "too_early",
    [PROOF_LEAD] = "lead",       [PROOF_UNKNOWN] = "unknown", [PROOF_TARGET] = "target",
};

static void put_proof_day(struct command_run *run, const struct timetable_proof *proof,
                          const struct proof_day *day)
{
    CLEANUP(text_done) struct text words = {0};
    const struct timetable_moment moment = day_moment(day->date);

    text_init(&words, CELL_BYTES_MAX);
    text_put(&words, catalog_text(run->catalog, day_words[day->kind]));
    if (day->entry != NULL)
        text_putf(&words, ": %s", day->entry->name);
    if (day == proof->days || day->kind == PROOF_TARGET)
        put_lunar(run, day->date, &words);
    put_day(run, &moment, words.data);
}

/* Each source once, in the order of the days. */
static void put_sources(struct command_run *run, const struct timetable_proof *proof)
{
    bool begun = false;

    for (size_t i = 0; i < proof->day_count; i++) {
        const struct day_off *entry = proof->days[i].entry;
        const struct day_off *before = i > 0 ? proof->days[i - 1].entry : NULL;
        if (entry == NULL || (before != NULL && strcmp(before->source, entry->source) == 0))
            continue;
        if (!begun)
            put_title(run, N_("Sources of the days off"));
        begun = true;
        text_put(run->out, "  ");
        CLEANUP(text_done) struct text words = {0};
        text_init(&words, CELL_BYTES_MAX);
        text_putf(&words, "%s. %s", entry->name, entry->source);
        columns_wrap(run->out, words.data, 2, 4);
    }
}

static void put_target(struct command_run *run, const struct timetable_proof *proof)
{
    if (proof->day_count == 0)
        return;
    put_title(run, N_("The last working day (a limit on a day off is not moved)"));
    for (size_t i = 0; i < proof->day_count; i++)
        put_proof_day(run, proof, &proof->days[i]);
    put_sources(run, proof);
}

static void put_head(struct command_run *run, const struct timetable_answer *answer,
                     const struct law_duty *duty)
{
    CLEANUP(text_done) struct text text = {0};
    char checked[CIVIL_DATE_CHARS];

    text_init(&text, CELL_BYTES_MAX);
    columns_wrap(run->out, law_words_name(run->catalog, &duty->name), 0, 2);
    put_note(run, N_("id"), duty->id);
    text_putf(&text, "%s, %s", answer->pack->law, duty->citation);
    put_note(run, N_("article"), text.data);
    text_clear(&text);
    if (duty->amended.by != NULL && answer->pack->amending_law != NULL)
        text_putf(&text, "%s, %s", answer->pack->amending_law, duty->amended.by);
    put_note(run, N_("amended by"), text.data);
    text_clear(&text);
    law_words_put_levels(run->catalog, duty->levels, &text);
    put_note(run, N_("level"), text.data);
    put_note(run, N_("who"), duty->body);
    text_clear(&text);
    law_words_put_rule(run->catalog, answer->pack, duty, &text);
    put_note(run, N_("rule"), text.data);
    put_note(run, N_("unverified"), duty->unverified);
    put_source(run, duty->source);
    civil_date_format_vietnamese(duty->checked.on, checked);
    text_clear(&text);
    text_putf(&text, "%s, %s", checked, duty->checked.by);
    put_note(run, N_("checked"), text.data);
}

void proof_print_text(struct command_run *run, const struct timetable_answer *answer,
                      const struct timetable_proof *proof)
{
    const struct law_duty *duty = proof->row->duty;

    put_head(run, answer, duty);
    put_chain(run, answer->pack, N_("The first day (calendar days, day 0 not counted)"), &proof->from);
    put_chain(run, answer->pack,
              duty->at != NULL ? N_("The time")
                               : N_("The last day by law (calendar days, day 0 not counted)"),
              &proof->until);
    put_resolutions(run, proof->row);
    put_target(run, proof);
}

static json_t *pack_time(const struct timetable_moment *moment)
{
    char written[CIVIL_TIME_CHARS];

    timetable_moment_format(moment, written);
    return written[0] != '\0' ? json_string(written) : json_null();
}

static json_t *pack_chain(const struct law_pack *pack, const struct proof_chain *chain)
{
    json_t *steps = json_array();

    for (size_t i = 0; i < chain->step_count; i++) {
        const struct proof_step *step = &chain->steps[i];
        json_array_append_new(steps, json_pack("{s:s,s:s?,s:o,s:b}", "id", law_pack_node_id(pack, step->node),
                                               "offset", step->rule != NULL ? step->rule->offset : NULL,
                                               "time", pack_time(&step->moment), "recorded", step->recorded));
    }
    return steps;
}

static json_t *pack_days(const struct timetable_proof *proof)
{
    json_t *days = json_array();

    for (size_t i = 0; i < proof->day_count; i++) {
        const struct proof_day *day = &proof->days[i];
        const struct timetable_moment moment = day_moment(day->date);
        json_array_append_new(days, json_pack("{s:o,s:s,s:s?,s:s?}", "date", pack_time(&moment), "reason",
                                              day_keys[day->kind], "name",
                                              day->entry != NULL ? day->entry->name : NULL, "source",
                                              day->entry != NULL ? day->entry->source : NULL));
    }
    return days;
}

enum error_code proof_print_json(struct command_run *run, const struct timetable_answer *answer,
                                 const struct timetable_proof *proof, struct error *err)
{
    const struct timetable_row *row = proof->row;
    const struct law_duty *duty = row->duty;
    struct timetable_moment target = {.state = row->has_target ? TIMETABLE_DATE : TIMETABLE_NONE,
                                      .time = {row->target, 0}};

    return command_put_json(
        run,
        json_pack("{s:s,s:{s:s,s:s},s:s,s:s,s:s?,s:s,s:o,s:o,s:o,s:o,s:s?,s:s?,s:o,s:o}", "id", duty->id,
                  "name", "vi", duty->name.vi, "en", duty->name.en, "law", answer->pack->law, "citation",
                  duty->citation, "amended_by", duty->amended.by, "source", duty->source, "from_steps",
                  pack_chain(answer->pack, &proof->from), "until_steps",
                  pack_chain(answer->pack, &proof->until), "from", pack_time(&row->from), "until",
                  pack_time(&row->until), "from_set_by",
                  row->from_set_by != NULL ? row->from_set_by->document : NULL, "until_set_by",
                  row->until_set_by != NULL ? row->until_set_by->document : NULL, "days", pack_days(proof),
                  "target", pack_time(&target)),
        err);
}
