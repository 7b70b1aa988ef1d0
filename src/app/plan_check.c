#include "app/plan_check.h"

#include "app/plan_verdict.h"
#include "base/list.h"
#include "base/text.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define MARKS_MAX 100000
#define ARGS_BYTES_MAX 1000
#define ARENA_MAX_BYTES ((size_t)2 << 30)

/* ---- storing ---- */

static struct db_arg id_arg(const char *name, const struct stored_meeting *const *of, uint32_t meeting)
{
    return meeting != PLAN_NONE ? (struct db_arg)DB_INT(name, of[meeting]->id) : (struct db_arg)DB_NULL(name);
}

static enum error_code store(const struct app *app, int64_t election, const struct stored_meeting *const *of,
                             const struct plan_judgement *judgement, struct error *err)
{
    CLEANUP(text_done) struct text args;
    int64_t position = 0;

    text_init(&args, ARGS_BYTES_MAX);
    for (const struct plan_violation *violation = judgement->first; violation != NULL && position < MARKS_MAX;
         violation = violation->next) {
        if (violation->severity == PLAN_IGNORED)
            continue;
        text_clear(&args);
        message_put_args(&violation->message, &args);
        TRY(text_finish(&args, err));
        TRY(db_run(app->db, QUERY_PLAN_MARK_INSERT,
                   DB_ARGS(DB_INT("election", election), DB_INT("position", position++),
                           id_arg("meeting", of, violation->about.meeting),
                           id_arg("other", of, violation->about.other_meeting),
                           DB_TEXT("rule", plan_rule_info(violation->rule)->code),
                           DB_TEXT("severity", plan_severity_names[violation->severity]),
                           DB_TEXT("words", violation->message.format), DB_TEXT("args", args.data)),
                   err));
    }
    return OK;
}

static enum error_code judge_and_store(const struct app *app, int64_t election, struct arena *arena,
                                       struct error *err)
{
    CLEANUP(plan_context_done) struct plan_context context = {.of = {.problem = NULL}};
    struct plan_judgement judgement;
    struct plan plan = {.count = 0};

    TRY(plan_context_read(app, election, arena, &context, err));
    struct plan_meeting *meetings = arena_array(arena, context.published.count, sizeof *meetings);
    const struct stored_meeting **of =
        arena_array(arena, context.published.count, sizeof(const struct stored_meeting *));
    if (meetings == NULL || of == NULL)
        return error_memory(err);
    for (size_t i = 0; i < context.published.count; i++) {
        if (context.published.items[i].cancelled)
            continue;
        of[plan.count] = &context.published.items[i];
        meetings[plan.count++] = context.published.items[i].meeting;
    }
    plan.meetings = meetings;
    TRY(plan_verdict(&context, &plan, arena, &judgement, err));
    return store(app, election, of, &judgement, err);
}

static enum error_code check(const struct app *app, int64_t election, struct arena *arena, struct error *err)
{
    int64_t published;

    TRY(db_run(app->db, QUERY_PLAN_MARKS_DELETE, DB_ARGS(DB_INT("election", election)), err));
    TRY(db_select_int(app->db, QUERY_MEETINGS_PUBLISHED_COUNT, DB_ARGS(DB_INT("election", election)), 0,
                      &published, err));
    if (published > 0)
        TRY(judge_and_store(app, election, arena, err));
    return db_run(
        app->db, QUERY_PLAN_CHECK_PUT,
        DB_ARGS(DB_INT("election", election), DB_INT("checked_utc", clock_now_utc_secs(&app->clock))), err);
}

/* ---- reading ---- */

static enum error_code read_mark(const struct db_rows *rows, struct arena *arena, struct plan_mark *out,
                                 struct error *err)
{
    const char *texts[5];

    for (int i = 0; i < 5; i++) {
        texts[i] = arena_copy_string(arena, db_text(rows, i));
        if (texts[i] == NULL)
            return error_memory(err);
    }
    *out = (struct plan_mark){.meeting = texts[0], .other = texts[1], .rule = texts[2], .severity = texts[3]};
    message_restore(&out->words, texts[4], db_text(rows, 5));
    return OK;
}

struct mark_list {
    struct plan_mark *items;
    size_t count;
    size_t capacity;
};

static void mark_list_done(struct mark_list *list)
{
    free(list->items);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum error_code count_meetings(struct arena *arena, struct plan_marks *marks, struct error *err)
{
    const char **codes = arena_array(arena, 2 * marks->count, sizeof(const char *));
    size_t count = 0;

    if (codes == NULL)
        return error_memory(err);
    for (size_t i = 0; i < marks->count; i++) {
        if (marks->items[i].meeting[0] != '\0')
            codes[count++] = marks->items[i].meeting;
        if (marks->items[i].other[0] != '\0')
            codes[count++] = marks->items[i].other;
    }
    qsort(codes, count, sizeof *codes, compare_texts);
    for (size_t i = 0; i < count; i++)
        marks->meetings += i == 0 || strcmp(codes[i - 1], codes[i]) != 0;
    return OK;
}

enum error_code plan_marks_read(const struct app *app, int64_t election, struct arena *arena,
                                struct plan_marks *out, struct error *err)
{
    CLEANUP(mark_list_done) struct mark_list list = {.items = NULL};
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct plan_marks marks = {.count = 0};

    TRY(db_select(&rows, app->db, QUERY_PLAN_MARKS, DB_ARGS(DB_INT("election", election)), err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&list.items, &list.capacity, list.count + 1, sizeof *list.items, MARKS_MAX))
            return error_memory(err);
        TRY(read_mark(&rows, arena, &list.items[list.count++], err));
    }
    TRY(db_rows_finish(&rows, err));
    struct plan_mark *items = arena_array(arena, list.count, sizeof *items);
    if (items == NULL)
        return error_memory(err);
    if (list.count > 0)
        memcpy(items, list.items, list.count * sizeof *items);
    marks.items = items;
    marks.count = list.count;
    TRY(count_meetings(arena, &marks, err));
    TRY(db_select_int(app->db, QUERY_PLAN_CHECK_OF, DB_ARGS(DB_INT("election", election)), 0,
                      &marks.checked_utc_secs, err));
    *out = marks;
    return OK;
}

/* ---- the whole ---- */

static enum error_code plan_check_once(const struct app *app, int64_t election, struct arena *arena,
                                       struct plan_marks *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(check(app, election, arena, err));
    TRY(plan_marks_read(app, election, arena, out, err));
    return db_transaction_commit(&change, err);
}

enum error_code plan_check(const struct app *app, int64_t election, struct arena *arena,
                           struct plan_marks *out, struct error *err)
{
    return DB_REPEAT(app->db, plan_check_once(app, election, arena, out, err));
}

enum error_code plan_check_after(const struct app *app, int64_t election, size_t *out_meetings,
                                 struct error *err)
{
    CLEANUP(arena_done) struct arena arena;
    struct plan_marks marks;
    int64_t published;

    *out_meetings = 0;
    arena_init(&arena, ARENA_MAX_BYTES);
    TRY(db_select_int(app->db, QUERY_MEETINGS_PUBLISHED_COUNT, DB_ARGS(DB_INT("election", election)), 0,
                      &published, err));
    if (published == 0)
        return OK;
    enum error_code code = plan_check(app, election, &arena, &marks, err);
    if (code == ERROR_DATA || code == ERROR_CONFIG) {
        *out_meetings =
            (size_t)published; /* no plan can be built of what is stored now, so none of it holds */
        return OK;
    }
    if (code == OK)
        *out_meetings = marks.meetings;
    return code;
}
