#include "app/paper_facts.h"

#include "base/list.h"
#include "base/text.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_MAX ((size_t)10000000)
#define COMMUNES_BYTES_MAX ((size_t)64 * 1024)

struct loading {
    const struct app *app;
    struct arena *arena;
    struct paper_facts facts;
    size_t unit_room, person_room, meeting_room;
    size_t unit; /* of the row being read: rows come in the order of units */
};

static void loading_done(struct loading *loading)
{
    free(loading->facts.units);
    free(loading->facts.people);
    free(loading->facts.meetings);
}

static enum error_code copy(struct loading *loading, const struct db_rows *rows, int column, const char **out,
                            struct error *err)
{
    *out = arena_copy_string(loading->arena, db_text(rows, column));
    return *out != NULL ? OK : error_memory(err);
}

/* The unit whose code stands in the first column of the row. */
static struct paper_unit *find_unit(struct loading *loading, const struct db_rows *rows)
{
    struct paper_unit *units = loading->facts.units;

    while (loading->unit < loading->facts.unit_count &&
           strcmp(units[loading->unit].code, db_text(rows, 0)) < 0)
        loading->unit++;
    bool there =
        loading->unit < loading->facts.unit_count && strcmp(units[loading->unit].code, db_text(rows, 0)) == 0;
    return there ? &units[loading->unit] : NULL;
}

/* ---- rows ---- */

static enum error_code take_unit(struct loading *loading, const struct db_rows *rows, struct error *err)
{
    struct paper_facts *facts = &loading->facts;

    if (!list_reserve(&facts->units, &loading->unit_room, facts->unit_count + 1, sizeof *facts->units,
                      ROWS_MAX))
        return error_memory(err);
    struct paper_unit *unit = &facts->units[facts->unit_count];
    *unit = (struct paper_unit){.seats = db_int(rows, 3), .attendance = db_int(rows, 4), .communes = ""};
    TRY(copy(loading, rows, 0, &unit->code, err));
    TRY(copy(loading, rows, 1, &unit->level, err));
    TRY(copy(loading, rows, 2, &unit->name, err));
    TRY(copy(loading, rows, 5, &unit->area, err));
    facts->unit_count++;
    return OK;
}

static enum error_code take_commune(struct loading *loading, const struct db_rows *rows, struct error *err)
{
    struct paper_unit *unit = find_unit(loading, rows);
    CLEANUP(text_done) struct text names = {0};

    if (unit == NULL)
        return OK;
    text_init(&names, COMMUNES_BYTES_MAX);
    text_putf(&names, "%s%s%s", unit->communes, unit->communes[0] != '\0' ? ", " : "", db_text(rows, 1));
    TRY(text_finish(&names, err));
    unit->communes = arena_copy_string(loading->arena, names.data);
    return unit->communes != NULL ? OK : error_memory(err);
}

static enum error_code take_person(struct loading *loading, const struct db_rows *rows, struct error *err)
{
    struct paper_unit *unit = find_unit(loading, rows);
    struct paper_facts *facts = &loading->facts;

    if (unit == NULL)
        return OK;
    if (!list_reserve(&facts->people, &loading->person_room, facts->person_count + 1, sizeof *facts->people,
                      ROWS_MAX))
        return error_memory(err);
    struct paper_person *person = &facts->people[facts->person_count];
    *person = (struct paper_person){.unit = loading->unit};
    TRY(copy(loading, rows, 1, &person->code, err));
    TRY(copy(loading, rows, 2, &person->name, err));
    if (person->name[0] == '\0')
        person->name = person->code;
    if (unit->person_count++ == 0)
        unit->first_person = facts->person_count;
    facts->person_count++;
    return OK;
}

static enum error_code read_meeting(struct loading *loading, const struct db_rows *rows,
                                    struct paper_meeting *out, struct error *err)
{
    struct paper_site *site = &out->main;

    *out = (struct paper_meeting){.unit = loading->unit,
                                  .start = civil_time_from_utc_secs(db_int(rows, 3)),
                                  .end = civil_time_from_utc_secs(db_int(rows, 4)),
                                  .main.online = strcmp(db_text(rows, 2), "online") == 0};
    TRY(copy(loading, rows, 1, &out->code, err));
    TRY(copy(loading, rows, 5, &site->name, err));
    TRY(copy(loading, rows, 6, &site->address, err));
    TRY(copy(loading, rows, 7, &site->link, err));
    TRY(copy(loading, rows, 8, &out->commune, err));
    TRY(copy(loading, rows, 9, &out->commune_name, err));
    return copy(loading, rows, 10, &out->above_name, err);
}

static enum error_code take_meeting(struct loading *loading, const struct db_rows *rows, struct error *err)
{
    struct paper_unit *unit = find_unit(loading, rows);
    struct paper_facts *facts = &loading->facts;

    if (unit == NULL)
        return OK;
    if (!list_reserve(&facts->meetings, &loading->meeting_room, facts->meeting_count + 1,
                      sizeof *facts->meetings, ROWS_MAX))
        return error_memory(err);
    struct paper_meeting *meeting = &facts->meetings[facts->meeting_count];
    TRY(read_meeting(loading, rows, meeting, err));
    if (unit->meeting_count == 0)
        unit->first_meeting = facts->meeting_count;
    meeting->turn = (uint32_t)unit->meeting_count++;
    facts->meeting_count++;
    return OK;
}

/* ---- connected sites ---- */

static int compare_meetings(const void *a, const void *b)
{
    return strcmp((*(struct paper_meeting *const *)a)->code, (*(struct paper_meeting *const *)b)->code);
}

/* The meetings in the order of their codes, which is that of the rows of sites. */
static struct paper_meeting **by_code(struct loading *loading)
{
    struct paper_facts *facts = &loading->facts;
    struct paper_meeting **order = arena_array(loading->arena, facts->meeting_count, sizeof(void *));

    if (order == NULL)
        return NULL;
    for (size_t i = 0; i < facts->meeting_count; i++)
        order[i] = &facts->meetings[i];
    qsort(order, facts->meeting_count, sizeof(void *), compare_meetings);
    return order;
}

static enum error_code add_site(struct loading *loading, const struct db_rows *rows,
                                struct paper_meeting *meeting, struct error *err)
{
    struct paper_site *sites = arena_array(loading->arena, meeting->site_count + 1, sizeof *sites);

    if (sites == NULL)
        return error_memory(err);
    if (meeting->site_count > 0)
        memcpy(sites, meeting->sites, meeting->site_count * sizeof *sites);
    struct paper_site *site = &sites[meeting->site_count];
    site->online = strcmp(db_text(rows, 1), "online") == 0;
    TRY(copy(loading, rows, 2, &site->name, err));
    TRY(copy(loading, rows, 3, &site->address, err));
    TRY(copy(loading, rows, 4, &site->link, err));
    meeting->sites = sites;
    meeting->site_count++;
    return OK;
}

static enum error_code load_sites(struct loading *loading, struct error *err)
{
    struct paper_meeting **order = by_code(loading);
    int64_t election = loading->facts.election.id;
    size_t at = 0;
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    if (order == NULL)
        return error_memory(err);
    TRY(db_select(&rows, loading->app->db, QUERY_PAPER_SITES, DB_ARGS(DB_INT("election", election)), err));
    while (db_rows_next(&rows)) {
        while (at < loading->facts.meeting_count && strcmp(order[at]->code, db_text(&rows, 0)) < 0)
            at++;
        if (at < loading->facts.meeting_count && strcmp(order[at]->code, db_text(&rows, 0)) == 0)
            TRY(add_site(loading, &rows, order[at], err));
    }
    return db_rows_finish(&rows, err);
}

/* ---- all ---- */

static enum error_code load_rows(struct loading *loading, enum db_query query,
                                 enum error_code (*take)(struct loading *, const struct db_rows *,
                                                         struct error *),
                                 struct error *err)
{
    int64_t election = loading->facts.election.id;
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    loading->unit = 0;
    TRY(db_select(&rows, loading->app->db, query, DB_ARGS(DB_INT("election", election)), err));
    while (db_rows_next(&rows))
        TRY(take(loading, &rows, err));
    return db_rows_finish(&rows, err);
}

static void *keep(struct arena *arena, const void *items, size_t count, size_t size)
{
    void *kept = arena_array(arena, count, size);

    if (kept != NULL && count > 0)
        memcpy(kept, items, count * size);
    return kept;
}

enum error_code paper_facts_load(const struct app *app, const struct election *election, struct arena *arena,
                                 struct paper_facts *out, struct error *err)
{
    CLEANUP(loading_done) struct loading loading = {.app = app, .arena = arena, .facts.election = *election};
    struct paper_facts *facts = &loading.facts;

    TRY(load_rows(&loading, QUERY_PAPER_UNITS, take_unit, err));
    TRY(load_rows(&loading, QUERY_PAPER_COMMUNES, take_commune, err));
    TRY(load_rows(&loading, QUERY_PAPER_CANDIDATES, take_person, err));
    TRY(load_rows(&loading, QUERY_PAPER_MEETINGS, take_meeting, err));
    TRY(load_sites(&loading, err));
    struct paper_facts kept = *facts;
    kept.units = keep(arena, facts->units, facts->unit_count, sizeof *facts->units);
    kept.people = keep(arena, facts->people, facts->person_count, sizeof *facts->people);
    kept.meetings = keep(arena, facts->meetings, facts->meeting_count, sizeof *facts->meetings);
    if (kept.units == NULL || kept.people == NULL || kept.meetings == NULL)
        return error_memory(err);
    *out = kept;
    return OK;
}
