#include "app/candidate_list.h"

#include "base/fold.h"
#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define CANDIDATES_MAX 1000000
#define WORDS_MAX 8

struct finding {
    struct fold *fold;
    const char *words[WORDS_MAX]; /* folded; all of them must be there */
    size_t word_count;
    struct listed_candidate *items;
    size_t count;
    size_t capacity;
};

static void finding_done(struct finding *finding)
{
    free(finding->items);
}

static enum error_code read_words(const char *words, struct arena *arena, struct finding *finding,
                                  struct error *err)
{
    char *rest = NULL;

    finding->fold = fold_new(arena);
    char *folded = finding->fold != NULL
                       ? arena_copy_string(arena, fold_text(finding->fold, words != NULL ? words : ""))
                       : NULL;
    if (folded == NULL)
        return error_memory(err);
    for (char *word = strtok_r(folded, " ", &rest); word != NULL && finding->word_count < WORDS_MAX;
         word = strtok_r(NULL, " ", &rest))
        finding->words[finding->word_count++] = word;
    return OK;
}

static bool has_words(const struct finding *finding, const char *text)
{
    const char *folded = finding->word_count > 0 ? fold_text(finding->fold, text) : "";

    for (size_t i = 0; i < finding->word_count; i++)
        if (strstr(folded, finding->words[i]) == NULL)
            return false;
    return true;
}

static enum error_code find_unit(const struct app *app, int64_t election, const char *code,
                                 struct db_arg *out, struct error *err)
{
    int64_t id;

    *out = (struct db_arg)DB_NULL("unit");
    if (code == NULL)
        return OK;
    TRY(db_select_int(app->db, QUERY_PLAN_UNIT_BY_CODE,
                      DB_ARGS(DB_INT("election", election), DB_TEXT("code", code)), 0, &id, err));
    if (id == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no unit %s in this election", code);
    *out = (struct db_arg)DB_INT("unit", id);
    return OK;
}

static enum error_code read_list(const struct app *app, int64_t election, const struct db_arg *unit,
                                 struct arena *arena, struct finding *finding, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_CANDIDATE_NAMES, DB_ARGS(DB_INT("election", election), *unit), err));
    while (db_rows_next(&rows)) {
        if (!has_words(finding, db_text(&rows, 2)) && !has_words(finding, db_text(&rows, 1)))
            continue;
        if (!list_reserve(&finding->items, &finding->capacity, finding->count + 1, sizeof *finding->items,
                          CANDIDATES_MAX))
            return error_memory(err);
        struct listed_candidate *item = &finding->items[finding->count++];
        *item = (struct listed_candidate){db_int(&rows, 0), arena_copy_string(arena, db_text(&rows, 1)),
                                          arena_copy_string(arena, db_text(&rows, 2))};
        if (item->code == NULL || item->name == NULL)
            return error_memory(err);
    }
    return db_rows_finish(&rows, err);
}

enum error_code candidate_list(const struct app *app, int64_t election,
                               const struct candidate_question *question, struct arena *arena,
                               struct listed_candidates *out, struct error *err)
{
    CLEANUP(finding_done) struct finding finding = {.items = NULL};
    struct db_arg unit;

    TRY(read_words(question->words, arena, &finding, err));
    TRY(find_unit(app, election, question->unit, &unit, err));
    TRY(read_list(app, election, &unit, arena, &finding, err));
    struct listed_candidate *kept = arena_array(arena, finding.count, sizeof *kept);
    if (kept == NULL)
        return error_memory(err);
    if (finding.count > 0)
        memcpy(kept, finding.items, finding.count * sizeof *kept);
    *out = (struct listed_candidates){kept, finding.count};
    return OK;
}
