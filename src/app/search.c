#include "app/search.h"

#include "app/law_load.h"
#include "base/fold.h"
#include "base/text.h"
#include "base/unicode.h"
#include "db/db.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 20
#define BESIDE_BYTES_MAX 1000

struct searching {
    const struct app *app;
    int64_t election;
    struct arena *arena;
    struct fold *fold;
    const char *words[WORDS_MAX]; /* folded */
    size_t word_count;
    struct search_result result;
};

/* ---- the question ---- */

static enum error_code check_length(const char *question, struct error *err)
{
    size_t length = unicode_count(question, strlen(question));

    if (length < 2)
        return error_set(err, ERROR_DATA, "type at least two letters or figures of a name or a code");
    if (length > SEARCH_CHARS_MAX)
        return error_set(err, ERROR_DATA, "what is looked for may have at most %d characters",
                         SEARCH_CHARS_MAX);
    return OK;
}

static enum error_code read_question(struct searching *searching, const char *question, struct error *err)
{
    char *rest = arena_copy_string(searching->arena, fold_text(searching->fold, question));
    char *word;

    if (rest == NULL)
        return error_memory(err);
    while (searching->word_count < WORDS_MAX && (word = strsep(&rest, " \t\r\n")) != NULL)
        if (word[0] != '\0')
            searching->words[searching->word_count++] = word;
    return OK;
}

/* ---- what fits ---- */

/* Does a word of the text begin so? */
static bool has_word(const char *text, const char *beginning)
{
    for (const char *at = text; (at = strstr(at, beginning)) != NULL; at++) {
        unsigned char before = at == text ? ' ' : (unsigned char)at[-1];
        if (before < 0x80 && !isalnum(before))
            return true;
    }
    return false;
}

/* Crosses out each word that stands in the text, as bits. */
static unsigned words_in(const struct searching *searching, const char *text)
{
    const char *folded = fold_text(searching->fold, text);
    unsigned found = 0;

    for (size_t i = 0; i < searching->word_count; i++)
        if (has_word(folded, searching->words[i]))
            found |= 1u << i;
    return found;
}

static bool fits(const struct searching *searching, const char *code, const char *name)
{
    unsigned all = (1u << searching->word_count) - 1;
    unsigned found = words_in(searching, name);

    return all != 0 && (found == all || (found | words_in(searching, code)) == all);
}

static enum error_code keep(struct searching *searching, enum search_kind kind, const struct search_hit *hit,
                            struct error *err)
{
    struct search_hits *hits = &searching->result.of[kind];
    struct arena *arena = searching->arena;

    hits->total++;
    searching->result.total++;
    if (hits->count == SEARCH_HITS_MAX)
        return OK;
    const struct search_hit kept = {
        .code = arena_copy_string(arena, hit->code),
        .name = arena_copy_string(arena, hit->name),
        .beside = arena_copy_string(arena, hit->beside),
        .area = arena_copy_string(arena, hit->area),
    };
    if (kept.code == NULL || kept.name == NULL || kept.beside == NULL || kept.area == NULL)
        return error_memory(err);
    hits->items[hits->count++] = kept;
    return OK;
}

static const struct source {
    enum search_kind kind;
    enum db_query query;
    bool by_code; /* only */
    bool area;    /* the fourth column is its code */
} sources[] = {
    {SEARCH_UNITS, QUERY_SEARCH_UNITS, false, false},
    {SEARCH_CANDIDATES, QUERY_SEARCH_CANDIDATES, false, false},
    {SEARCH_AREAS, QUERY_SEARCH_AREAS, false, false},
    {SEARCH_VENUES, QUERY_SEARCH_VENUES, false, true},
    {SEARCH_MEETINGS, QUERY_SEARCH_MEETINGS, true, false},
};

static enum error_code search_rows(struct searching *searching, const struct source *source,
                                   struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, searching->app->db, source->query, DB_ARGS(DB_INT("election", searching->election)),
                  err));
    while (db_rows_next(&rows)) {
        const struct search_hit hit = {db_text(&rows, 0), db_text(&rows, 1), db_text(&rows, 2),
                                       source->area ? db_text(&rows, 3) : ""};
        if (fits(searching, hit.code, source->by_code ? "" : hit.name))
            TRY(keep(searching, source->kind, &hit, err));
    }
    return db_rows_finish(&rows, err);
}

static enum error_code search_steps(struct searching *searching, const char *law_pack, struct error *err)
{
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = NULL;

    TRY(law_load_with_tasks(searching->app, law_pack, &pack, err));
    for (size_t i = 0; i < pack->duty_count; i++) {
        const struct law_duty *duty = &pack->duties[i];
        const struct search_hit hit = {duty->id, duty->name.vi, duty->name.en, ""};
        if (fits(searching, duty->id, duty->name.vi) || fits(searching, duty->id, duty->name.en))
            TRY(keep(searching, SEARCH_STEPS, &hit, err));
    }
    return OK;
}

/* ---- beside and order ---- */

static enum error_code name_units(struct searching *searching, struct search_hit *hit, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(text_done) struct text units;

    text_init(&units, BESIDE_BYTES_MAX * 4);
    TRY(db_select(&rows, searching->app->db, QUERY_SEARCH_CANDIDATE_UNITS,
                  DB_ARGS(DB_INT("election", searching->election), DB_TEXT("code", hit->code)), err));
    while (db_rows_next(&rows))
        text_putf(&units, "%s%s", units.length > 0 ? "; " : "", db_text(&rows, 0));
    TRY(db_rows_finish(&rows, err));
    TRY(text_finish(&units, err));
    hit->beside = arena_copy_string(searching->arena, units.data);
    return hit->beside != NULL ? OK : error_memory(err);
}

struct sorted {
    const unsigned char *key;
    size_t length;
    struct search_hit hit;
};

static int compare_sorted(const void *a, const void *b)
{
    const struct sorted *left = a;
    const struct sorted *right = b;
    size_t shorter = left->length < right->length ? left->length : right->length;
    int order = memcmp(left->key, right->key, shorter);

    if (order == 0)
        order = (left->length > right->length) - (left->length < right->length);
    return order != 0 ? order : strcmp(left->hit.code, right->hit.code);
}

static enum error_code sort_hits(struct search_hits *hits, struct arena *arena, struct error *err)
{
    struct sorted sorted[SEARCH_HITS_MAX];

    for (size_t i = 0; i < hits->count; i++) {
        unsigned char *key;
        TRY(unicode_sort_key(arena, hits->items[i].name, &key, &sorted[i].length, err));
        sorted[i].key = key;
        sorted[i].hit = hits->items[i];
    }
    if (hits->count > 1)
        qsort(sorted, hits->count, sizeof *sorted, compare_sorted);
    for (size_t i = 0; i < hits->count; i++)
        hits->items[i] = sorted[i].hit;
    return OK;
}

static enum error_code find_all(struct searching *searching, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct search_hits *candidates = &searching->result.of[SEARCH_CANDIDATES];

    TRY(db_snapshot_begin(&moment, searching->app->db, err));
    for (size_t i = 0; i < COUNT_OF(sources); i++)
        TRY(search_rows(searching, &sources[i], err));
    for (size_t i = 0; i < candidates->count; i++)
        TRY(name_units(searching, &candidates->items[i], err));
    return OK;
}

enum error_code search(const struct app *app, const struct election *election, const char *question,
                       struct arena *arena, struct search_result *out, struct error *err)
{
    struct searching searching = {
        .app = app, .election = election->id, .arena = arena, .fold = fold_new(arena)};

    if (searching.fold == NULL)
        return error_memory(err);
    TRY(check_length(question, err));
    TRY(read_question(&searching, question, err));
    TRY(find_all(&searching, err));
    TRY(search_steps(&searching, election->law_pack, err));
    for (int kind = 0; kind < SEARCH_KINDS; kind++)
        if (kind != SEARCH_MEETINGS) /* they stand by time */
            TRY(sort_hits(&searching.result.of[kind], arena, err));
    *out = searching.result;
    return OK;
}
