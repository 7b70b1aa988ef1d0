/* Any bytes either are a law pack, whose timetable can then be computed, or are refused with a sentence. */
#include "base/yaml.h"
#include "calendar/timetable.h"
#include "fuzz.h"

#include <string.h>

static void compute(const struct law_pack *pack)
{
    CLEANUP(arena_done) struct arena arena;
    const struct day_off_set no_days_off = {.day_count = 0};
    struct timetable_input input = {.pack = pack, .days_off = &no_days_off};
    struct timetable table;
    struct error err;
    char written[CIVIL_TIME_CHARS];

    arena_init(&arena, (size_t)1024 * 1024);
    assert(civil_date_parse("2021-05-23", &input.polling_day));
    if (timetable_compute(&input, &arena, &table, &err) != OK) {
        assert(err.code == ERROR_DATA);
        return;
    }
    for (size_t i = 0; i < table.row_count; i++) {
        timetable_moment_format(&table.rows[i].until, written);
        assert(strlen(written) < sizeof written && !table.rows[i].has_target);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct yaml_source source = {(const char *)data, size, "pack.yaml"};
    struct law_pack *pack = NULL;
    struct error err;

    if (law_pack_parse(&source, NULL, &pack, &err) != OK) {
        assert(pack == NULL && err.code == ERROR_CONFIG);
        return 0;
    }
    assert(pack->duty_count > 0 && pack->duties[0].citation[0] != '\0');
    compute(pack);
    law_pack_free(pack);
    return 0;
}
