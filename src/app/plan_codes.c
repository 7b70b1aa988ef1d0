#include "app/plan_codes.h"

#include "base/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct old_meeting {
    const struct stored_meeting *stored;
    bool taken; /* a new meeting continues it */
};

/* Meetings of one unit, new and published. */
struct pairing {
    const struct plan_unit *unit;
    struct plan_meeting *meetings;
    size_t count;
    struct old_meeting *published; /* in order of time */
    size_t published_count;
    int64_t last_number;
};

typedef bool alike_function(const struct plan_meeting *meeting, const struct stored_meeting *published);

static bool is_the_same(const struct plan_meeting *meeting, const struct stored_meeting *published)
{
    const struct plan_meeting *before = &published->meeting;

    return meeting->venue == before->venue && meeting->mode == before->mode &&
           civil_time_compare(meeting->start, before->start) == 0;
}

static bool is_in_the_same_venue(const struct plan_meeting *meeting, const struct stored_meeting *published)
{
    return !published->cancelled && meeting->venue == published->meeting.venue;
}

static bool takes_place(const struct plan_meeting *meeting, const struct stored_meeting *published)
{
    (void)meeting;
    return !published->cancelled;
}

static void pair(struct pairing *pairing, alike_function *alike)
{
    for (size_t i = 0; i < pairing->count; i++) {
        struct plan_meeting *meeting = &pairing->meetings[i];
        for (size_t k = 0; k < pairing->published_count && meeting->code == NULL; k++) {
            struct old_meeting *published = &pairing->published[k];
            if (published->taken || !alike(meeting, published->stored))
                continue;
            meeting->code = published->stored->meeting.code;
            published->taken = true;
        }
    }
}

/* The number at the end of a code of the unit; 0 for any other code. */
static int64_t number_of(const struct plan_unit *unit, const char *code)
{
    size_t length = strlen(unit->code);
    int64_t number = 0;

    if (strncmp(code, unit->code, length) != 0 || code[length] != '-')
        return 0;
    code += length + 1;
    code += strspn(code, "0");
    return parse_int(code, 1, INT32_MAX, &number) ? number : 0;
}

static enum error_code write_code(const struct plan_unit *unit, int64_t number, struct arena *arena,
                                  struct plan_meeting *meeting, struct error *err)
{
    size_t size = strlen(unit->code) + 24;
    char *code = arena_alloc(arena, size);

    if (code == NULL)
        return error_memory(err);
    snprintf(code, size, "%s-%02lld", unit->code, (long long)number);
    meeting->code = code;
    return OK;
}

static enum error_code number_the_rest(struct pairing *pairing, struct arena *arena, struct error *err)
{
    for (size_t i = 0; i < pairing->count; i++) {
        if (pairing->meetings[i].code == NULL)
            TRY(write_code(pairing->unit, ++pairing->last_number, arena, &pairing->meetings[i], err));
    }
    return OK;
}

static int64_t last_number_of(const struct plan_problem *problem, uint32_t unit,
                              const struct stored_plan *plan)
{
    int64_t last = 0;

    for (size_t i = 0; i < plan->count; i++) {
        int64_t number = plan->items[i].meeting.unit == unit
                             ? number_of(&problem->units[unit], plan->items[i].meeting.code)
                             : 0;
        last = number > last ? number : last;
    }
    return last;
}

static int64_t last_number_in(const struct plan_problem *problem, uint32_t unit,
                              const struct numbered_meetings *meetings)
{
    int64_t last = 0;

    for (size_t i = 0; i < meetings->count; i++) {
        int64_t number = meetings->items[i].unit == unit && meetings->items[i].code != NULL
                             ? number_of(&problem->units[unit], meetings->items[i].code)
                             : 0;
        last = number > last ? number : last;
    }
    return last;
}

enum error_code plan_codes_number(const struct plan_problem *problem, const struct stored_plan *published,
                                  const struct stored_plan *draft, struct numbered_meetings meetings,
                                  struct arena *arena, struct error *err)
{
    for (size_t i = 0; i < meetings.count; i++) {
        struct plan_meeting *meeting = &meetings.items[i];
        if (meeting->code != NULL)
            continue;
        const int64_t used[] = {last_number_of(problem, meeting->unit, published),
                                last_number_of(problem, meeting->unit, draft),
                                last_number_in(problem, meeting->unit, &meetings)};
        int64_t last = used[0];
        for (size_t k = 1; k < COUNT_OF(used); k++)
            last = used[k] > last ? used[k] : last;
        TRY(write_code(&problem->units[meeting->unit], last + 1, arena, meeting, err));
    }
    return OK;
}

static enum error_code pair_unit(struct pairing *pairing, struct arena *arena, struct error *err)
{
    for (size_t i = 0; i < pairing->count; i++)
        pairing->meetings[i].code = NULL;
    for (size_t k = 0; k < pairing->published_count; k++) {
        int64_t number = number_of(pairing->unit, pairing->published[k].stored->meeting.code);
        if (number > pairing->last_number)
            pairing->last_number = number;
    }
    pair(pairing, is_the_same);
    pair(pairing, is_in_the_same_venue);
    pair(pairing, takes_place);
    return number_the_rest(pairing, arena, err);
}

static int compare_units_and_times(const void *a, const void *b)
{
    const struct plan_meeting *left = &((const struct old_meeting *)a)->stored->meeting;
    const struct plan_meeting *right = &((const struct old_meeting *)b)->stored->meeting;

    if (left->unit != right->unit)
        return left->unit < right->unit ? -1 : 1;
    return civil_time_compare(left->start, right->start);
}

enum error_code plan_codes_keep(const struct plan_problem *problem, const struct stored_plan *published,
                                struct plan_meeting *meetings, size_t count, struct arena *arena,
                                struct error *err)
{
    struct old_meeting *sorted = arena_array(arena, published->count, sizeof *sorted);
    size_t next = 0;

    if (sorted == NULL)
        return error_memory(err);
    for (size_t i = 0; i < published->count; i++)
        sorted[i] = (struct old_meeting){&published->items[i], published->items[i].fixed};
    qsort(sorted, published->count, sizeof *sorted, compare_units_and_times);
    for (size_t first = 0, end; first < count; first = end) {
        uint32_t unit = meetings[first].unit;
        struct pairing pairing = {.unit = &problem->units[unit], .meetings = meetings + first};
        for (end = first; end < count && meetings[end].unit == unit; end++)
            pairing.count++;
        while (next < published->count && sorted[next].stored->meeting.unit < unit)
            next++;
        pairing.published = sorted + next;
        while (next < published->count && sorted[next].stored->meeting.unit == unit) {
            pairing.published_count++;
            next++;
        }
        TRY(pair_unit(&pairing, arena, err));
    }
    return OK;
}
