/* A table each of what the law and the staff add, small enough to be read and changed. */
#include "app/sample_maker.h"

#include <string.h>

#define PRICE_M 3000

static void *copied(struct sample_maker *maker, const void *items, size_t count, size_t size)
{
    void *copy = arena_array(maker->arena, count, size);

    maker->no_memory = maker->no_memory || copy == NULL;
    if (copy != NULL)
        memcpy(copy, items, count * size);
    return copy;
}

void sample_additions(struct sample_maker *maker)
{
    const struct tables_preference preferences[] = {
        {.wish = WISH_FORBID,
         .scope = SCOPE_LEVEL,
         .item = UNIT_PROVINCE,
         .sessions = 1u << ('E' - 'A'),
         .document = "Hướng dẫn mẫu số 1"},
        {.wish = WISH_AVOID,
         .scope = SCOPE_ALL,
         .weekdays = 1u << SUNDAY,
         .sessions = 1u << ('E' - 'A'),
         .price_m = PRICE_M,
         .document = ""},
    };
    const struct tables_travel travels[] = {
        {BLOCK_COMMUNE, maker->first_commune + 1, maker->first_commune + 3, 50, true, "Đèo Núi Hạc"},
    };
    static const struct tables_minimum minimums[] = {
        {UNIT_PROVINCE, 5, "Hướng dẫn mẫu số 1"},
        {UNIT_DISTRICT, 3, "Hướng dẫn mẫu số 1"},
    };
    static const struct tables_rule rules[] = {
        {PLAN_RULE_MINIMUM, PLAN_WARNS, "Hướng dẫn, không phải luật", "Công văn mẫu số 2"},
    };
    struct tables *tables = &maker->tables;

    tables->preferences = copied(maker, preferences, COUNT_OF(preferences), sizeof *preferences);
    tables->preference_count = COUNT_OF(preferences);
    tables->travels = copied(maker, travels, COUNT_OF(travels), sizeof *travels);
    tables->travel_count = COUNT_OF(travels);
    tables->minimums = copied(maker, minimums, COUNT_OF(minimums), sizeof *minimums);
    tables->minimum_count = COUNT_OF(minimums);
    tables->rules = copied(maker, rules, COUNT_OF(rules), sizeof *rules);
    tables->rule_count = COUNT_OF(rules);
}
