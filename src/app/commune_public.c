#include "app/commune_public.h"

#include "base/fold.h"
#include "base/list.h"
#include "base/unicode.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define ITEMS_MAX 100000

/* The columns of QUERY_COMMUNE_PUBLIC_MEETINGS: a row for each site, the main one first. */
enum column {
    ID,
    CODE,
    STATUS,
    MODE,
    START,
    END,
    UNIT,
    UNIT_NAME,
    SITE_MODE,
    LINK,
    VENUE,
    ADDRESS,
    COMMUNE,
    HERE
};

/* Lists that grow while rows are read; sites are those of all meetings, one after the other. */
struct reading {
    struct public_meeting *meetings;
    size_t count, capacity;
    struct public_site *sites;
    size_t site_count, site_capacity;
    int64_t *units; /* of each meeting */
    size_t unit_capacity;
    int64_t last; /* id of the meeting read last */
    struct arena *arena;
};

static void reading_done(struct reading *reading)
{
    free(reading->meetings);
    free(reading->sites);
    free(reading->units);
}

static const char *keep(const struct reading *reading, const struct db_rows *row, enum column column)
{
    return arena_copy_string(reading->arena, db_text(row, (int)column));
}

static enum public_state state_of(const struct db_rows *row)
{
    if (strcmp(db_text(row, STATUS), "cancelled") == 0)
        return PUBLIC_CANCELLED;
    return db_int(row, HERE) == 1 ? PUBLIC_HELD : PUBLIC_ELSEWHERE;
}

static enum error_code begin_meeting(struct reading *reading, const struct db_rows *row, struct error *err)
{
    size_t need = reading->count + 1;

    if (!list_reserve(&reading->meetings, &reading->capacity, need, sizeof *reading->meetings, ITEMS_MAX) ||
        !list_reserve(&reading->units, &reading->unit_capacity, need, sizeof *reading->units, ITEMS_MAX))
        return error_memory(err);
    struct public_meeting meeting = {
        .code = keep(reading, row, CODE),
        .state = state_of(row),
        .online = strcmp(db_text(row, MODE), "online") == 0,
        .start = civil_time_from_utc_secs(db_int(row, START)),
        .end = civil_time_from_utc_secs(db_int(row, END)),
        .unit = keep(reading, row, UNIT_NAME),
    };
    if (meeting.code == NULL || meeting.unit == NULL)
        return error_memory(err);
    reading->units[reading->count] = db_int(row, UNIT);
    reading->meetings[reading->count++] = meeting;
    reading->last = db_int(row, ID);
    return OK;
}

static enum error_code add_site(struct reading *reading, const struct db_rows *row, struct error *err)
{
    struct public_site site = {.name = keep(reading, row, VENUE),
                               .address = keep(reading, row, ADDRESS),
                               .commune = keep(reading, row, COMMUNE),
                               .link = keep(reading, row, LINK),
                               .online = strcmp(db_text(row, SITE_MODE), "online") == 0};

    if (site.name == NULL || site.address == NULL || site.commune == NULL || site.link == NULL ||
        !list_reserve(&reading->sites, &reading->site_capacity, reading->site_count + 1,
                      sizeof *reading->sites, ITEMS_MAX))
        return error_memory(err);
    reading->sites[reading->site_count++] = site;
    reading->meetings[reading->count - 1].site_count++;
    return OK;
}

static enum error_code read_meetings(const struct app *app, int64_t area, struct reading *reading,
                                     struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_COMMUNE_PUBLIC_MEETINGS, DB_ARGS(DB_INT("area", area)), err));
    while (db_rows_next(&rows)) {
        if (reading->count == 0 || db_int(&rows, ID) != reading->last)
            TRY(begin_meeting(reading, &rows, err));
        if (db_text(&rows, SITE_MODE)[0] != '\0')
            TRY(add_site(reading, &rows, err));
    }
    return db_rows_finish(&rows, err);
}

/* ---- candidates ---- */

static void free_names(const char ***names)
{
    free(*names);
}

static enum error_code read_candidates(const struct app *app, int64_t unit, struct arena *arena,
                                       struct public_meeting *meeting, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(free_names) const char **names = NULL;
    size_t count = 0;
    size_t capacity = 0;

    TRY(db_select(&rows, app->db, QUERY_COMMUNE_PUBLIC_CANDIDATES, DB_ARGS(DB_INT("unit", unit)), err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&names, &capacity, count + 1, sizeof *names, ITEMS_MAX))
            return error_memory(err);
        names[count] = arena_copy_string(arena, db_text(&rows, 0));
        if (names[count++] == NULL)
            return error_memory(err);
    }
    TRY(db_rows_finish(&rows, err));
    const char **copy = arena_array(arena, count, sizeof *copy);
    if (copy == NULL)
        return error_memory(err);
    if (count > 0)
        memcpy(copy, names, count * sizeof *copy);
    meeting->candidates = copy;
    meeting->candidate_count = count;
    return OK;
}

/* Meetings of one unit have the same candidates. */
static enum error_code fill_candidates(const struct app *app, struct reading *reading, struct error *err)
{
    for (size_t i = 0; i < reading->count; i++) {
        struct public_meeting *meeting = &reading->meetings[i];
        size_t same = 0;
        while (reading->units[same] != reading->units[i])
            same++;
        if (same == i)
            TRY(read_candidates(app, reading->units[i], reading->arena, meeting, err));
        meeting->candidates = reading->meetings[same].candidates;
        meeting->candidate_count = reading->meetings[same].candidate_count;
    }
    return OK;
}

/* ---- one commune ---- */

static enum error_code read_head(const struct app *app, int64_t area, struct arena *arena,
                                 struct commune_public *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct commune_public head = {.now = civil_time_from_utc_secs(clock_now_utc_secs(&app->clock))};

    TRY(db_select(&rows, app->db, QUERY_COMMUNE_PUBLIC_HEAD, DB_ARGS(DB_INT("area", area)), err));
    if (db_rows_next(&rows)) {
        head.name = arena_copy_string(arena, db_text(&rows, 0));
        head.within = arena_copy_string(arena, db_text(&rows, 1));
        head.election = arena_copy_string(arena, db_text(&rows, 2));
        head.polling_day = (struct civil_date){(int32_t)db_int(&rows, 3)};
    }
    TRY(db_rows_finish(&rows, err));
    if (head.name == NULL || head.within == NULL || head.election == NULL)
        return error_memory(err);
    *out = head;
    return OK;
}

static enum error_code take_lists(const struct reading *reading, struct commune_public *commune,
                                  struct error *err)
{
    struct public_meeting *meetings = arena_array(reading->arena, reading->count, sizeof *meetings);
    struct public_site *sites = arena_array(reading->arena, reading->site_count, sizeof *sites);

    if (meetings == NULL || sites == NULL)
        return error_memory(err);
    if (reading->site_count > 0)
        memcpy(sites, reading->sites, reading->site_count * sizeof *sites);
    for (size_t i = 0, at = 0; i < reading->count; at += meetings[i++].site_count) {
        meetings[i] = reading->meetings[i];
        meetings[i].sites = sites + at;
    }
    commune->meetings = meetings;
    commune->count = reading->count;
    return OK;
}

enum error_code commune_public(const struct app *app, int64_t area, struct arena *arena,
                               struct commune_public *out, struct error *err)
{
    CLEANUP(reading_done) struct reading reading = {.arena = arena};
    struct commune_public commune;

    TRY(read_head(app, area, arena, &commune, err));
    TRY(read_meetings(app, area, &reading, err));
    TRY(fill_candidates(app, &reading, err));
    TRY(take_lists(&reading, &commune, err));
    *out = commune;
    return OK;
}

/* ---- all communes ---- */

static void free_communes(struct public_commune **list)
{
    free(*list);
}

static bool is_asked(struct fold *fold, const struct public_commune *commune, const char *words)
{
    return strstr(fold_text(fold, commune->name), words) != NULL ||
           strstr(fold_text(fold, commune->code), words) != NULL ||
           strstr(fold_text(fold, commune->within), words) != NULL;
}

static enum error_code copy_commune(const struct db_rows *row, struct arena *arena,
                                    struct public_commune *out, struct error *err)
{
    *out = (struct public_commune){.code = arena_copy_string(arena, db_text(row, 0)),
                                   .name = arena_copy_string(arena, db_text(row, 1)),
                                   .within = arena_copy_string(arena, db_text(row, 2))};
    return out->code != NULL && out->name != NULL && out->within != NULL ? OK : error_memory(err);
}

enum error_code commune_public_list(const struct app *app, const char *words, struct arena *arena,
                                    struct public_commune_list *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(free_communes) struct public_commune *list = NULL;
    struct fold *fold = fold_new(arena);
    size_t count = 0;
    size_t capacity = 0;
    char *wanted;

    if (fold == NULL)
        return error_memory(err);
    TRY(unicode_fold(arena, words, &wanted, err));
    TRY(db_select(&rows, app->db, QUERY_COMMUNE_PUBLIC_LIST, DB_NO_ARGS, err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&list, &capacity, count + 1, sizeof *list, ITEMS_MAX))
            return error_memory(err);
        TRY(copy_commune(&rows, arena, &list[count], err));
        count += wanted[0] == '\0' || is_asked(fold, &list[count], wanted);
    }
    TRY(db_rows_finish(&rows, err));
    struct public_commune *copy = arena_array(arena, count, sizeof *copy);
    if (copy == NULL)
        return error_memory(err);
    if (count > 0)
        memcpy(copy, list, count * sizeof *copy);
    *out = (struct public_commune_list){copy, count};
    return OK;
}
