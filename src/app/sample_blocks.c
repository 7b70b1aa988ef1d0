#include "app/sample_maker.h"

/* One row for each day on which something is not to be had; the last day of the window holds no meeting. */
static void add_blocks(struct sample_maker *maker, enum tables_block_kind kind, uint32_t owner,
                       const struct sample_busy *busy)
{
    struct tables *tables = &maker->tables;

    for (size_t day = 0; day + 1 < tables->day_count; day++) {
        uint8_t sessions = 0;
        for (int session = 0; session < SAMPLE_SESSIONS; session++) {
            if (sample_chance(maker, busy->permille[session]))
                sessions |= (uint8_t)(1 << session);
        }
        if (sessions != 0)
            tables->blocks[tables->block_count++] =
                (struct tables_block){kind, owner, tables->days[day].date, sessions};
    }
}

void sample_blocks(struct sample_maker *maker)
{
    const struct tables *tables = &maker->tables;

    for (uint32_t i = 0; i < tables->venue_count; i++)
        add_blocks(maker, BLOCK_VENUE, i, &maker->venue_busy[i]);
    for (uint32_t i = maker->first_commune; i < tables->area_count; i++)
        add_blocks(maker, BLOCK_COMMUNE, i, &sample_committee_busy);
    for (uint32_t i = 0; i < tables->candidate_count; i++) {
        const struct sample_level_rules *rules = &sample_levels[maker->stands_at[i]];
        if (sample_chance(maker, rules->busy_permille))
            add_blocks(maker, BLOCK_CANDIDATE, i, &rules->busy);
    }
}
