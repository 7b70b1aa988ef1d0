#include "app/plan_sites.h"

#include "db/db.h"

#include <stdlib.h>
#include <string.h>

static struct plan_range sites_now(const struct stored_problem *of, const struct plan_meeting *meeting)
{
    if (meeting->unit == PLAN_NONE || meeting->venue == PLAN_NONE)
        return (struct plan_range){0, 0};
    return plan_sites_of(of->problem, meeting->unit, meeting->venue);
}

const char *plan_sites_main_link(const struct stored_problem *of, const struct plan_meeting *meeting)
{
    struct plan_range sites = sites_now(of, meeting);
    bool online = meeting->mode == PLAN_ONLINE;

    for (uint32_t i = sites.first; i < sites.first + sites.count; i++)
        online |= of->problem->sites[i].mode == PLAN_ONLINE;
    return online ? of->stored.tables.venues[meeting->venue].online_link : "";
}

const char *plan_sites_link(const struct stored_problem *of, const struct plan_site *site)
{
    return site->mode == PLAN_ONLINE ? of->stored.tables.venues[site->site].online_link : "";
}

bool plan_sites_same(const struct stored_problem *of, const struct stored_meeting *published,
                     const struct plan_meeting *now)
{
    struct plan_range sites = sites_now(of, now);

    if (sites.count != published->site_count)
        return false;
    for (uint32_t i = 0; i < sites.count; i++) {
        const struct plan_site *site = &of->problem->sites[sites.first + i];
        const struct stored_site *before = &published->sites[i];
        if (before->venue != site->site || before->mode != site->mode ||
            strcmp(before->link, plan_sites_link(of, site)) != 0)
            return false;
    }
    return true;
}

/* ---- words ---- */

static void put_site(const struct stored_problem *of, uint32_t venue, enum plan_mode mode, struct text *out)
{
    text_putf(out, " + %s%s", venue != PLAN_NONE ? of->stored.tables.venues[venue].name : "?",
              mode == PLAN_ONLINE ? " (online)" : "");
}

void plan_sites_put_published(const struct stored_problem *of, const struct stored_meeting *published,
                              struct text *out)
{
    for (uint32_t i = 0; i < published->site_count; i++)
        put_site(of, published->sites[i].venue, published->sites[i].mode, out);
}

void plan_sites_put_now(const struct stored_problem *of, const struct plan_meeting *meeting, struct text *out)
{
    struct plan_range sites = sites_now(of, meeting);

    for (uint32_t i = sites.first; i < sites.first + sites.count; i++)
        put_site(of, of->problem->sites[i].site, of->problem->sites[i].mode, out);
}

/* ---- the store ---- */

static int compare_code(const void *key, const void *item)
{
    return strcmp(key, ((const struct stored_meeting *)item)->meeting.code);
}

/* A meeting has few sites, so each one more is a new list. */
static enum error_code add_site(const struct plan_problem *problem, const struct db_rows *rows,
                                struct arena *arena, struct stored_meeting *of, struct error *err)
{
    struct stored_site *sites = arena_array(arena, of->site_count + 1, sizeof *sites);
    const char *link = arena_copy_string(arena, db_text(rows, 3));

    if (sites == NULL || link == NULL)
        return error_memory(err);
    if (of->site_count > 0)
        memcpy(sites, of->sites, of->site_count * sizeof *sites);
    sites[of->site_count++] = (struct stored_site){
        .venue = plan_problem_find_venue(problem, db_text(rows, 2)),
        .mode = strcmp(db_text(rows, 1), plan_mode_name(PLAN_ONLINE)) == 0 ? PLAN_ONLINE : PLAN_DIRECT,
        .link = link,
    };
    of->sites = sites;
    return OK;
}

enum error_code plan_sites_read(const struct app *app, const struct plan_problem *problem, int64_t election,
                                struct arena *arena, struct stored_plan *plan, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct stored_meeting *items = arena_array(arena, plan->count, sizeof *items);

    if (items == NULL)
        return error_memory(err);
    if (plan->count > 0)
        memcpy(items, plan->items, plan->count * sizeof *items);
    plan->items = items;
    TRY(db_select(&rows, app->db, QUERY_PUBLISHED_SITES, DB_ARGS(DB_INT("election", election)), err));
    while (db_rows_next(&rows)) {
        struct stored_meeting *of =
            plan->count > 0 ? bsearch(db_text(&rows, 0), items, plan->count, sizeof *items, compare_code)
                            : NULL;
        if (of != NULL)
            TRY(add_site(problem, &rows, arena, of, err));
    }
    return db_rows_finish(&rows, err);
}

enum error_code plan_sites_write(struct db *db, const struct stored_problem *of, int64_t meeting,
                                 const struct plan_meeting *now, struct error *err)
{
    struct plan_range sites = sites_now(of, now);

    for (uint32_t i = 0; i < sites.count; i++) {
        const struct plan_site *site = &of->problem->sites[sites.first + i];
        TRY(db_run(db, QUERY_MEETING_SITE_PUT,
                   DB_ARGS(DB_INT("meeting", meeting), DB_INT("position", i + 1),
                           DB_TEXT("mode", plan_mode_name(site->mode)),
                           DB_INT("venue", of->stored.ids.venues[site->site]),
                           DB_TEXT("link", plan_sites_link(of, site)), DB_INT("capacity", site->capacity)),
                   err));
    }
    return db_run(db, QUERY_MEETING_SITES_CUT,
                  DB_ARGS(DB_INT("meeting", meeting), DB_INT("last", sites.count)), err);
}
