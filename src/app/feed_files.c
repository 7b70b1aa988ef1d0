#include "app/feed_files.h"

#include "base/list.h"
#include "base/text.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define FILES_MAX 1000000
#define NAME_BYTES_MAX 255 /* of file systems */

struct listing {
    struct feed_file *items;
    size_t capacity;
    struct feed_files files;
    struct text name;
    struct arena *arena;
};

static void listing_done(struct listing *listing)
{
    free(listing->items);
    text_done(&listing->name);
}

/* Candidates, the many, have plain names. */
static void put_name(struct text *out, enum feed_kind kind, const char *level, const char *code)
{
    static const char *const prefixes[FEED_KIND_COUNT] = {
        [FEED_CANDIDATE] = "",           [FEED_UNIT] = "unit-",           [FEED_COMMUNE] = "xa-",
        [FEED_STAFF] = "staff-",         [FEED_DEADLINES] = "deadlines-", [FEED_CUTOFF] = "cutoff-",
        [FEED_TIMETABLE] = "timetable-",
    };

    text_clear(out);
    text_put(out, prefixes[kind]);
    if (kind == FEED_STAFF || kind == FEED_DEADLINES || kind == FEED_CUTOFF)
        text_putf(out, "%s-", level);
    text_putf(out, "%s.ics", code);
}

static enum error_code add(struct listing *listing, const struct feed_source *source, const char *level,
                           const char *code, struct error *err)
{
    size_t count = listing->files.count;

    put_name(&listing->name, source->kind, level, code);
    if (code[0] == '.' || strchr(code, '/') != NULL || listing->name.failed) {
        listing->files.left_out++;
        return OK;
    }
    if (!list_reserve(&listing->items, &listing->capacity, count + 1, sizeof *listing->items, FILES_MAX))
        return error_memory(err);
    const char *name = arena_copy_string(listing->arena, listing->name.data);
    if (name == NULL)
        return error_memory(err);
    listing->items[count] = (struct feed_file){name, *source};
    listing->files.count++;
    return OK;
}

static enum error_code list_rows(struct listing *listing, const struct app *app, int64_t election,
                                 struct feed_source *source, struct error *err)
{
    static const enum db_query queries[FEED_KIND_COUNT] = {
        [FEED_CANDIDATE] = QUERY_FEED_FILES_OF_CANDIDATES, [FEED_UNIT] = QUERY_FEED_FILES_OF_UNITS,
        [FEED_COMMUNE] = QUERY_FEED_FILES_OF_COMMUNES,     [FEED_STAFF] = QUERY_FEED_FILES_OF_AREAS,
        [FEED_DEADLINES] = QUERY_FEED_FILES_OF_AREAS,      [FEED_CUTOFF] = QUERY_FEED_FILES_OF_AREAS,
    };
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, queries[source->kind], DB_ARGS(DB_INT("election", election)), err));
    while (db_rows_next(&rows)) {
        source->owner = db_int(&rows, 0);
        TRY(add(listing, source, db_text(&rows, 2), db_text(&rows, 1), err));
    }
    return db_rows_finish(&rows, err);
}

static enum error_code list_levels(struct listing *listing, int64_t election, struct feed_source *source,
                                   struct error *err)
{
    source->owner = election;
    for (int level = 0; level < LAW_LEVEL_COUNT; level++) {
        source->level = (enum law_level)level;
        TRY(add(listing, source, "", law_level_name(source->level), err));
    }
    return OK;
}

enum error_code feed_files_list(const struct app *app, int64_t election, const struct feed_source *asked,
                                struct arena *arena, struct feed_files *out, struct error *err)
{
    CLEANUP(listing_done) struct listing listing = {.arena = arena};
    struct feed_source source = {.kind = asked->kind, .language = asked->language};

    text_init(&listing.name, NAME_BYTES_MAX);
    if (asked->kind == FEED_TIMETABLE)
        TRY(list_levels(&listing, election, &source, err));
    else
        TRY(list_rows(&listing, app, election, &source, err));
    listing.files.items = arena_array(arena, listing.files.count, sizeof *listing.items);
    if (listing.files.items == NULL)
        return error_memory(err);
    if (listing.files.count > 0)
        memcpy(listing.files.items, listing.items, listing.files.count * sizeof *listing.items);
    *out = listing.files;
    return OK;
}
