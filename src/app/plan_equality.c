#include "app/plan_equality.h"

#include "app/plan_equality_held.h"
#include "app/plan_store.h"
#include "base/text.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define PLAN_BYTES_MAX ((size_t)1 << 30)
#define UNITS_AT_ONCE 64

static void count_done(struct equality_held *count)
{
    free(count->meetings);
    free(count->joints);
    free(count->speakers);
}

/* ---- the first count, meeting by meeting ---- */

static int compare_ids(const void *a, const void *b)
{
    const struct unit_id *left = a;
    const struct unit_id *right = b;

    return (left->id > right->id) - (left->id < right->id);
}

/* Speakers of one unit stand side by side. */
static enum error_code list_units(struct equality_held *count, struct error *err)
{
    count->ranges = arena_array(count->arena, count->speaker_count, sizeof *count->ranges);
    count->ids = arena_array(count->arena, count->speaker_count, sizeof *count->ids);
    if (count->ranges == NULL || count->ids == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < count->speaker_count; i++) {
        if (i == 0 || count->speakers[i].unit_id != count->speakers[i - 1].unit_id) {
            count->ids[count->unit_count] = (struct unit_id){count->speakers[i].unit_id, count->unit_count};
            count->ranges[count->unit_count++].first = i;
        }
        count->ranges[count->unit_count - 1].count++;
    }
    qsort(count->ids, count->unit_count, sizeof *count->ids, compare_ids);
    return OK;
}

static int compare_times(const void *a, const void *b)
{
    const struct held_meeting *left = a;
    const struct held_meeting *right = b;
    int order = civil_time_compare(left->meeting.start, right->meeting.start);

    return order != 0 ? order : strcmp(left->code, right->code);
}

static const struct unit_id *find_unit(const struct equality_held *count, int64_t id)
{
    const struct unit_id wanted = {.id = id};

    return bsearch(&wanted, count->ids, count->unit_count, sizeof *count->ids, compare_ids);
}

static int compare_joints(const void *a, const void *b)
{
    const struct joint_units *left = a;
    const struct joint_units *right = b;

    return (left->id > right->id) - (left->id < right->id);
}

/* The units whose meeting it is; how many. */
static size_t units_of(const struct equality_held *count, int64_t id, int64_t out[2])
{
    const struct joint_units wanted = {.id = id};
    const struct joint_units *joint =
        count->joint_count > 0
            ? bsearch(&wanted, count->joints, count->joint_count, sizeof *count->joints, compare_joints)
            : NULL;

    out[0] = joint != NULL ? joint->members[0] : id;
    out[1] = joint != NULL ? joint->members[1] : id;
    return joint != NULL ? 2 : 1;
}

/* Only meetings of units that have candidates say anything of these. */
static enum error_code count_by_meeting(struct equality_held *count, struct error *err)
{
    struct equality_meeting *held = arena_array(count->arena, 2 * count->meeting_count, sizeof *held);
    uint32_t *held_of_unit = arena_array(count->arena, count->unit_count, sizeof *held_of_unit);
    size_t held_count = 0;

    count->figures = arena_array(count->arena, count->speaker_count, sizeof *count->figures);
    if (held == NULL || held_of_unit == NULL || count->figures == NULL)
        return error_memory(err);
    if (count->meeting_count > 0)
        qsort(count->meetings, count->meeting_count, sizeof *count->meetings, compare_times);
    for (size_t i = 0; i < count->meeting_count; i++) {
        int64_t units[2];
        size_t unit_count = units_of(count, count->meetings[i].unit_id, units);
        for (size_t k = 0; k < unit_count; k++) {
            const struct unit_id *found = find_unit(count, units[k]);
            if (found == NULL)
                continue;
            held[held_count] = count->meetings[i].meeting;
            held[held_count++].unit = found->unit;
        }
    }
    equality_count(held, held_count, count->ranges, held_of_unit, count->figures);
    return OK;
}

/* ---- the second count, candidate by candidate, and the comparison ---- */

static enum error_code compare_candidate(const struct equality_held *count, const struct db_rows *rows,
                                         size_t number, struct error *err)
{
    const struct speaker *speaker = &count->speakers[number];

    if (number >= count->speaker_count || strcmp(db_text(rows, 0), speaker->code) != 0)
        return error_set(
            err, ERROR_SOFTWARE,
            "Equality was counted twice and the two counts are not of the same candidates. This is a "
            "fault of the program: report it, and do not use these figures.");
    for (int figure = 0; figure < EQUALITY_FIGURES; figure++) {
        int64_t ours = count->figures[number].value[figure];
        int64_t theirs = db_int(rows, 1 + figure);
        if (ours != theirs)
            return error_set(
                err, ERROR_SOFTWARE,
                "Equality was counted twice: %s of candidate %s in unit %s is %lld by meetings and "
                "%lld by candidates. This is a fault of the program: report it, and do not use these "
                "figures.",
                equality_figure_name((enum equality_figure)figure), speaker->code, speaker->unit_code,
                (long long)ours, (long long)theirs);
    }
    return OK;
}

/* The units of a range by number. Few at a time: the statement holds each candidate of them against each of their sums. */
static enum error_code count_units(const struct equality_held *count, struct plan_range units,
                                   struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    const struct plan_range *last = &count->ranges[units.first + units.count - 1];
    size_t number = count->ranges[units.first].first;

    TRY(db_select(&rows, count->app->db, QUERY_EQUALITY_BY_CANDIDATE,
                  DB_ARGS(DB_INT("election", count->election), equality_draft(count),
                          DB_TEXT("first", count->speakers[number].unit_code),
                          DB_TEXT("last", count->speakers[last->first].unit_code),
                          DB_TEXT("level", count->question->level)),
                  err));
    for (; db_rows_next(&rows); number++)
        TRY(compare_candidate(count, &rows, number, err));
    TRY(db_rows_finish(&rows, err));
    if (number == last->first + last->count)
        return OK;
    return error_set(
        err, ERROR_SOFTWARE,
        "Equality was counted twice and the two counts are not of the same candidates. This is a fault "
        "of the program: report it, and do not use these figures.");
}

static enum error_code count_by_candidate(const struct equality_held *count, struct plan_range units,
                                          struct error *err)
{
    for (uint32_t done = 0; done < units.count; done += UNITS_AT_ONCE) {
        uint32_t rest = units.count - done;
        const struct plan_range some = {units.first + done, rest < UNITS_AT_ONCE ? rest : UNITS_AT_ONCE};
        TRY(count_units(count, some, err));
    }
    return OK;
}

/* ---- the report ---- */

static enum error_code hash_plan(struct equality_held *count, char out[SECRET_HASH_CHARS], struct error *err)
{
    CLEANUP(text_done) struct text lines;

    text_init(&lines, PLAN_BYTES_MAX);
    if (count->meeting_count > 0)
        qsort(count->meetings, count->meeting_count, sizeof *count->meetings, equality_compare_codes);
    for (size_t i = 0; i < count->meeting_count; i++) {
        const struct held_meeting *held = &count->meetings[i];
        char start[CIVIL_TIME_CHARS];
        char end[CIVIL_TIME_CHARS];
        civil_time_format(held->meeting.start, start);
        civil_time_format(held->meeting.end, end);
        text_putf(&lines, "%s,%s,%s,%s,%s,%s%s\n", held->code, held->unit_code,
                  plan_mode_name(held->meeting.mode), held->venue, start, end, held->sites);
    }
    if (lines.failed)
        return error_memory(err);
    secret_hash_hex(lines.data, lines.length, out);
    return OK;
}

static enum error_code report_unit(const struct equality_held *count, uint32_t number,
                                   struct equality_unit *out, struct error *err)
{
    struct plan_range range = count->ranges[number];
    const struct speaker *speakers = &count->speakers[range.first];
    struct equality_candidate *candidates = arena_array(count->arena, range.count, sizeof *candidates);

    if (candidates == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < range.count; i++)
        candidates[i] =
            (struct equality_candidate){speakers[i].code, speakers[i].name, count->figures[range.first + i]};
    *out = (struct equality_unit){
        .code = speakers[0].unit_code,
        .name = speakers[0].unit_name,
        .candidates = candidates,
        .count = range.count,
        .differences = equality_differences(&count->figures[range.first], range.count),
    };
    return OK;
}

static enum error_code report(const struct equality_held *count, struct plan_range told,
                              struct plan_equality *out, struct error *err)
{
    struct equality_unit *units = arena_array(count->arena, told.count, sizeof *units);

    if (units == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < told.count; i++)
        TRY(report_unit(count, told.first + i, &units[i], err));
    out->units = units;
    out->count = told.count;
    out->total = count->unit_count;
    for (uint32_t i = 0; i < count->unit_count; i++)
        out->unequal += equality_differences(&count->figures[count->ranges[i].first], count->ranges[i].count)
                            .value[EQUALITY_MEETINGS] > 0;
    return OK;
}

/* The units that are told of. */
static struct plan_range range_told(const struct equality_held *count)
{
    const struct equality_question *question = count->question;
    size_t skip = question->skip < count->unit_count ? question->skip : count->unit_count;
    size_t rest = count->unit_count - skip;

    return (struct plan_range){
        (uint32_t)skip, (uint32_t)(question->most != 0 && question->most < rest ? question->most : rest)};
}

enum error_code plan_equality(const struct app *app, int64_t election,
                              const struct equality_question *question, struct arena *arena,
                              struct plan_equality *out, struct error *err)
{
    CLEANUP(count_done)
    struct equality_held count = {.app = app, .election = election, .question = question, .arena = arena};
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct plan_equality equality = {.count = 0};

    TRY(db_snapshot_begin(&moment, app->db, err));
    if (question->draft)
        TRY(draft_find(app, election, &count.draft, err));
    TRY(equality_read(&count, err));
    if (question->unit != NULL && count.speaker_count == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no unit %s in this election", question->unit);
    TRY(list_units(&count, err));
    TRY(count_by_meeting(&count, err));
    TRY(count_by_candidate(&count, range_told(&count), err));
    TRY(report(&count, range_told(&count), &equality, err));
    TRY(hash_plan(&count, equality.hash, err));
    *out = equality;
    return OK;
}
