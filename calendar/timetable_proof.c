#include "calendar/timetable_proof.h"

#include <string.h>

#define STEPS_MAX (1 + LAW_EVENTS_MAX + LAW_DUTIES_MAX)

struct proving {
    const struct timetable_input *input;
    const struct timetable *table;
    struct arena *arena;
    struct error *err;
};

static const struct timetable_row *find_row(const struct timetable *table, const char *duty)
{
    for (size_t i = 0; i < table->row_count; i++) {
        if (strcmp(table->rows[i].duty->id, duty) == 0)
            return &table->rows[i];
    }
    return NULL;
}

/* What gave a node its moment; NULL when it was recorded, waits, or is the polling day. */
static const struct law_moment *rule_of(const struct proving *proving, uint16_t node)
{
    const struct law_event *event = law_pack_event(proving->input->pack, node);

    if (node == LAW_POLLING_DAY || !proving->table->nodes[node].provisional)
        return NULL;
    return event != NULL ? event->usual : law_duty_limit(law_pack_duty(proving->input->pack, node));
}

static struct proof_step step_of(const struct proving *proving, uint16_t node)
{
    const struct timetable_moment *moment = &proving->table->nodes[node];

    return (struct proof_step){.node = node,
                               .rule = rule_of(proving, node),
                               .moment = *moment,
                               .recorded = node != LAW_POLLING_DAY && !moment->provisional};
}

/* Follows the anchors up, then turns the list round. */
static enum error_code prove_chain(const struct proving *proving, struct proof_step last,
                                   struct proof_chain *out)
{
    struct proof_step reversed[STEPS_MAX];
    size_t count = 0;

    if (last.rule == NULL)
        return OK;
    reversed[count++] = last;
    while (reversed[count - 1].rule != NULL) {
        struct proof_step step = step_of(proving, reversed[count - 1].rule->anchor);
        reversed[count++] = step;
    }
    struct proof_step *steps = arena_array(proving->arena, count, sizeof *steps);
    if (steps == NULL)
        return error_memory(proving->err);
    for (size_t i = 0; i < count; i++)
        steps[i] = reversed[count - 1 - i];
    *out = (struct proof_chain){.steps = steps, .step_count = count};
    return OK;
}

static enum proof_day_kind kind_of(const struct proving *proving, struct civil_date date,
                                   const struct day_off *entry)
{
    switch (day_off_is_worked(proving->input->days_off, date)) {
    case DAY_IS_UNKNOWN: return PROOF_UNKNOWN;
    case DAY_IS_OFF: return entry != NULL ? PROOF_DAY_OFF : PROOF_WEEKEND;
    case DAY_IS_WORKED: break;
    }
    return PROOF_LEAD;
}

static enum error_code prove_target(const struct proving *proving, struct timetable_proof *proof)
{
    struct proof_day *days = arena_array(proving->arena, PROOF_DAYS_MAX, sizeof *days);
    const struct timetable_row *row = proof->row;
    size_t count = 0;
    struct civil_date last;

    if (days == NULL)
        return error_memory(proving->err);
    if (!timetable_has_limit(row))
        return OK;
    last = timetable_last_day(&row->until);
    for (struct civil_date date = row->until.time.date; count < PROOF_DAYS_MAX; date.day--) {
        const struct day_off *entry = day_off_find(proving->input->days_off, date);
        enum proof_day_kind kind = date.day > last.day ? PROOF_TOO_EARLY : kind_of(proving, date, entry);
        if (row->has_target && date.day == row->target.day)
            kind = PROOF_TARGET;
        days[count++] = (struct proof_day){.date = date, .kind = kind, .entry = entry};
        if (kind == PROOF_TARGET || kind == PROOF_UNKNOWN)
            break;
    }
    proof->days = days;
    proof->day_count = count;
    return OK;
}

static uint16_t node_of(const struct law_pack *pack, const struct law_duty *duty)
{
    return (uint16_t)(1 + pack->event_count + (size_t)(duty - pack->duties));
}

enum error_code timetable_prove(const struct timetable_input *input, const struct timetable *table,
                                const char *duty, struct arena *arena, struct timetable_proof *out,
                                struct error *err)
{
    const struct proving proving = {.input = input, .table = table, .arena = arena, .err = err};
    struct timetable_proof proof = {.row = find_row(table, duty)};

    if (proof.row == NULL)
        return error_set(err, ERROR_DATA, "\"%s\" is not a duty of this timetable", duty);
    const struct timetable_row *row = proof.row;
    const struct law_duty *law = row->duty;
    uint16_t node = node_of(input->pack, law);
    const struct proof_step from = {.node = node, .rule = law->from, .moment = row->law_from};
    const struct proof_step until = {
        .node = node, .rule = law->at != NULL ? law->at : law->until, .moment = row->law_until};
    TRY(prove_chain(&proving, from, &proof.from));
    TRY(prove_chain(&proving, until, &proof.until));
    TRY(prove_target(&proving, &proof));
    *out = proof;
    return OK;
}
