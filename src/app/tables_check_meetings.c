/* Whether connected sites and joint meetings can be held by the units that the tables say. */
#include "app/tables_check.h"
#include "plan/problem.h"

#define SITES_MAX 20000
#define JOINTS_MAX 20000

/* What a row is looked at with: the communes of each unit are a stretch of unit_communes. */
struct checking {
    const struct tables_loading *loading;
    const struct tables *tables;
    size_t *first_commune; /* by unit, and one more: of tables->unit_communes */
    int32_t *jointly;      /* by unit: joint meetings so far */
};

static bool has_commune(const struct checking *checking, uint32_t unit, uint32_t commune)
{
    for (size_t i = checking->first_commune[unit]; i < checking->first_commune[unit + 1]; i++) {
        if (checking->tables->unit_communes[i].commune == commune)
            return true;
    }
    return false;
}

/* Whether one of its communes lies beside this one, in the same district or, without districts, province. */
static bool has_neighbour(const struct checking *checking, uint32_t unit, uint32_t commune)
{
    const struct tables *tables = checking->tables;

    for (size_t i = checking->first_commune[unit]; i < checking->first_commune[unit + 1]; i++) {
        if (tables->areas[tables->unit_communes[i].commune].parent == tables->areas[commune].parent)
            return true;
    }
    return false;
}

/* ---- connected sites ---- */

static bool same_meeting(const struct tables_connected_site *a, const struct tables_connected_site *b)
{
    return a->venue == b->venue && a->unit == b->unit;
}

static void check_area(const struct checking *checking, size_t i)
{
    const struct tables_connected_site *row = &checking->tables->connected_sites[i];
    uint32_t commune = checking->tables->venues[row->site].commune;
    struct report_place place = tables_place(checking->loading, FILE_CONNECTED_SITES, i, "site_id");

    if (row->unit == TABLES_NONE)
        return;
    if (row->mode == PLAN_DIRECT && !has_commune(checking, row->unit, commune))
        report_error(checking->loading->report, place,
                     N_("lies in no commune of the unit \"%s\", which meets voters in person in its own area "
                        "only"),
                     checking->tables->units[row->unit].id);
    else if (row->mode == PLAN_ONLINE && !has_neighbour(checking, row->unit, commune))
        report_error(checking->loading->report, place,
                     N_("lies in no district in which the unit \"%s\" has a commune"),
                     checking->tables->units[row->unit].id);
}

static void warn_of_equipment(const struct checking *checking, size_t i, uint32_t venue, const char *key)
{
    if (!checking->tables->venues[venue].online)
        report_warning(checking->loading->report,
                       tables_place(checking->loading, FILE_CONNECTED_SITES, i, key),
                       N_("\"%s\" has no equipment (column online of venues.csv), so no meeting of these "
                          "sites can be held"),
                       checking->tables->venues[venue].id);
}

static void check_site(const struct checking *checking, size_t i)
{
    const struct tables_connected_site *row = &checking->tables->connected_sites[i];
    struct report *report = checking->loading->report;
    struct report_place place = tables_place(checking->loading, FILE_CONNECTED_SITES, i, "site_id");

    if (row->site == row->venue) {
        report_error(report, place, N_("must be another venue than the main site, venue_id"));
        return;
    }
    if (i >= PLAN_SITES_MAX && same_meeting(row - PLAN_SITES_MAX, row))
        report_error(report, place, N_("a meeting may have at most %d connected sites"), PLAN_SITES_MAX);
    check_area(checking, i);
    if (i == 0 || !same_meeting(row - 1, row))
        warn_of_equipment(checking, i, row->venue, "venue_id");
    warn_of_equipment(checking, i, row->site, "site_id");
}

/* ---- joint meetings ---- */

static void check_member(struct checking *checking, size_t i, uint32_t unit)
{
    const struct tables *tables = checking->tables;
    const struct tables_joint_meeting *row = &tables->joint_meetings[i];
    const struct tables_loading *loading = checking->loading;
    int32_t needed = tables->units[unit].needed;

    if (!has_commune(checking, unit, row->commune))
        report_error(loading->report, tables_place(loading, FILE_JOINT_MEETINGS, i, "commune_id"),
                     N_("is no commune of the unit \"%s\"; the two units must share it"),
                     tables->units[unit].id);
    checking->jointly[unit] += row->meetings;
    if (checking->jointly[unit] > needed)
        report_error(loading->report, tables_place(loading, FILE_JOINT_MEETINGS, i, "meetings"),
                     N_("the unit \"%s\" needs %d meetings, and %d joint ones are asked for"),
                     tables->units[unit].id, needed, checking->jointly[unit]);
}

static bool same_joint(const struct tables_joint_meeting *a, const struct tables_joint_meeting *b)
{
    bool same = a->unit == b->unit && a->other == b->other;
    bool crossed = a->unit == b->other && a->other == b->unit;

    return a->commune == b->commune && (same || crossed);
}

static void check_twice(const struct checking *checking, size_t i)
{
    const struct tables_joint_meeting *rows = checking->tables->joint_meetings;

    for (size_t k = 0; k < i; k++) {
        if (!same_joint(&rows[k], &rows[i]))
            continue;
        report_error(checking->loading->report,
                     tables_place(checking->loading, FILE_JOINT_MEETINGS, i, "joint_id"),
                     N_("\"%s\" joins the same units in the same commune as \"%s\"; keep one row with the "
                        "meetings of both"),
                     rows[i].id, rows[k].id);
        return;
    }
}

static void check_joint(struct checking *checking, size_t i)
{
    const struct tables_loading *loading = checking->loading;
    const struct tables_joint_meeting *row = &checking->tables->joint_meetings[i];
    size_t found;

    if (tables_slice_find(&loading->targets.slices[FILE_UNITS], FILE_UNITS, row->id, &found))
        report_error(loading->report, tables_place(loading, FILE_JOINT_MEETINGS, i, "joint_id"),
                     N_("\"%s\" is the id of a unit; give the joint meetings one of their own"), row->id);
    check_twice(checking, i);
    if (row->unit == row->other) {
        report_error(loading->report, tables_place(loading, FILE_JOINT_MEETINGS, i, "with_unit_id"),
                     N_("must be another unit than unit_id"));
        return;
    }
    check_member(checking, i, row->unit);
    check_member(checking, i, row->other);
}

/* ---- the whole ---- */

static void find_communes(const struct checking *checking)
{
    const struct tables *tables = checking->tables;
    size_t row = 0;

    for (uint32_t unit = 0; unit <= tables->unit_count; unit++) {
        while (row < tables->unit_commune_count && tables->unit_communes[row].unit < unit)
            row++;
        checking->first_commune[unit] = row;
    }
}

static bool too_many(const struct tables_loading *loading, enum tables_file file, size_t count, size_t most)
{
    if (count <= most)
        return false;
    report_error(loading->report, tables_place(loading, file, most, ""),
                 N_("the table may have at most %zu rows"), most);
    return true;
}

enum error_code tables_check_meetings(const struct tables_loading *loading, const struct tables *tables,
                                      struct arena *scratch, struct error *err)
{
    struct checking checking = {
        .loading = loading,
        .tables = tables,
        .first_commune = arena_array(scratch, tables->unit_count + 1, sizeof(size_t)),
        .jointly = arena_array(scratch, tables->unit_count, sizeof(int32_t)),
    };

    if (checking.first_commune == NULL || checking.jointly == NULL)
        return error_memory(err);
    if (too_many(loading, FILE_CONNECTED_SITES, tables->connected_site_count, SITES_MAX) ||
        too_many(loading, FILE_JOINT_MEETINGS, tables->joint_meeting_count, JOINTS_MAX) ||
        loading->targets.incomplete[FILE_UNIT_COMMUNES])
        return OK;
    find_communes(&checking);
    for (size_t i = 0; i < tables->connected_site_count; i++)
        check_site(&checking, i);
    for (size_t i = 0; i < tables->joint_meeting_count; i++)
        check_joint(&checking, i);
    return OK;
}
