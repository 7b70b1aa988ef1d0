/* Any bytes either are the days off of a year, in order and inside it, or are refused with a sentence. */
#include "base/text.h"
#include "calendar/ics_read_days_off.h"
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_done) struct arena arena;
    CLEANUP(text_done) struct text bytes;
    struct day_off_set set;
    struct error err;

    arena_init(&arena, (size_t)4 * 1024 * 1024);
    text_init(&bytes, ICS_DAYS_OFF_BYTES_MAX);
    text_put_bytes(&bytes, (const char *)data, size);
    if (ics_read_days_off("days.ics", bytes.data, bytes.length, &arena, &set, &err) != OK) {
        assert(err.message.format != NULL);
        return 0;
    }
    assert(set.year_count == 1);
    for (size_t i = 0; i < set.day_count; i++) {
        assert(civil_date_split(set.days[i].date).year == set.years[0]);
        assert(i == 0 || set.days[i].date.day > set.days[i - 1].date.day);
    }
    return 0;
}
