#include "cli/judgement.h"

#include "cli/columns.h"
#include "cli/notes.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#define SENTENCE_BYTES_MAX 10000
#define TERM_INDENT 34

/* ---- lines ---- */

/* What stands before a violation that does not block: "warning: ". */
static const char *severity_word(enum plan_severity severity)
{
    static const char *const words[PLAN_SEVERITIES] = {
        [PLAN_WARNS] = N_("warning"), [PLAN_IGNORED] = N_("ignored")};

    return words[severity];
}

static void put_violation(struct command_run *run, const struct plan *plan,
                          const struct plan_violation *violation, const char *file)
{
    CLEANUP(text_done) struct text sentence;
    uint32_t meeting = violation->about.meeting;

    text_init(&sentence, SENTENCE_BYTES_MAX);
    catalog_put_message(run->catalog, &violation->message, &sentence);
    if (file != NULL && meeting != PLAN_NONE && plan->rows != NULL)
        text_putf(run->out, "%s:%u: ", file, plan->rows[meeting].line);
    if (severity_word(violation->severity) != NULL)
        text_putf(run->out, "%s: ", catalog_text(run->catalog, severity_word(violation->severity)));
    text_putf(run->out, "%s: %s\n", plan_rule_info(violation->rule)->code, sentence.data);
}

/* How often a rule is broken, what it says, and why staff do not mind. */
static void put_count(struct command_run *run, const struct plan_problem *problem, enum plan_rule rule,
                      size_t times)
{
    const struct plan_rule_setting *setting = &problem->rule_settings[rule];
    enum plan_severity severity = plan_rule_severity(problem, rule);
    CLEANUP(text_done) struct text words;
    char count[64];

    text_init(&words, SENTENCE_BYTES_MAX);
    text_put(&words, catalog_text(run->catalog, plan_rule_info(rule)->name));
    if (severity_word(severity) != NULL)
        text_putf(&words, " (%s: %s; %s)", catalog_text(run->catalog, severity_word(severity)),
                  setting->reason, setting->document);
    snprintf(count, sizeof count, "%zu  %s", times, plan_rule_info(rule)->code);
    columns_put(run->out, count, words.data, TERM_INDENT);
}

void judgement_put_violations(struct command_run *run, const struct plan_problem *problem,
                              const struct plan *plan, const struct plan_judgement *judgement,
                              const char *file)
{
    for (const struct plan_violation *violation = judgement->first; violation != NULL;
         violation = violation->next)
        put_violation(run, plan, violation, file);
    if (judgement->violation_count == 0)
        return;
    command_say(run, run->out, "Broken rules:");
    for (int rule = 0; rule < PLAN_RULES; rule++) {
        if (judgement->counts[rule] > 0)
            put_count(run, problem, (enum plan_rule)rule, judgement->counts[rule]);
    }
}

void judgement_put_terms(struct command_run *run, const struct plan_terms *terms)
{
    const struct {
        const char *name;
        int64_t value;
    } lines[] = {
        {N_("meetings"), terms->meetings},
        {N_("H: meetings on holidays"), terms->holiday},
        {N_("T: ways of the candidates (m)"), terms->travel_m},
        {N_("B: above the daily share"), terms->imbalance},
        {N_("O: online meetings"), terms->online},
        {terms->wishes_m > 0 ? N_("P: wishes of the staff (m)") : NULL, terms->wishes_m},
        {N_("F: objective (m)"), terms->objective_m},
    };

    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        char value[24];
        if (lines[i].name == NULL)
            continue;
        snprintf(value, sizeof value, "%" PRId64, lines[i].value);
        columns_put(run->out, catalog_text(run->catalog, lines[i].name), value, TERM_INDENT);
    }
}

void judgement_put_shortages(struct command_run *run, const struct plan_shortage *shortages, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP(text_done) struct text sentence;
        text_init(&sentence, SENTENCE_BYTES_MAX);
        catalog_put_message(run->catalog, &shortages[i].message, &sentence);
        notes_put_sentence(run, sentence.data, run->notes);
    }
}
