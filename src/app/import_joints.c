#include "app/import_joints.h"

#include "base/text.h"
#include "base/unicode.h"
#include "db/db.h"

#define NAME_BYTES_MAX 8192

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* The name that staff gave, or "Đơn vị số 1 và Đơn vị số 2": data of the election, as the names of the units are. */
static enum error_code make_name(const struct tables *tables, const struct tables_joint_meeting *joint,
                                 struct text *out, struct error *err)
{
    if (joint->name[0] != '\0')
        text_put(out, joint->name);
    else
        text_putf(out, "%s và %s", tables->units[joint->unit].name, tables->units[joint->other].name);
    return text_finish(out, err);
}

static enum error_code put_unit(const struct import_rows *rows, const struct tables_joint_meeting *joint,
                                const char *name, int64_t *out, struct error *err)
{
    const struct tables_unit *unit = &rows->tables->units[joint->unit];
    const struct tables_unit *other = &rows->tables->units[joint->other];
    enum tables_unit_level level = unit->level < other->level ? unit->level : other->level;
    int32_t duration_min =
        joint->duration_min > 0 ? joint->duration_min : larger(unit->duration_min, other->duration_min);
    int32_t attendance =
        joint->attendance > 0 ? joint->attendance : larger(unit->attendance, other->attendance);
    unsigned char *sort;
    size_t sort_length;

    TRY(unicode_sort_key(rows->arena, name, &sort, &sort_length, err));
    return db_select_int(
        rows->db, QUERY_UNIT_PUT,
        DB_ARGS(DB_INT("election", rows->election), DB_INT("area", rows->area_ids[unit->province]),
                DB_TEXT("level", tables_unit_level_names[level]), DB_TEXT("code", joint->id),
                DB_TEXT("name", name), DB_BLOB("name_sort", sort, sort_length), DB_INT("seats", 0),
                DB_INT("needed", joint->meetings), DB_INT("duration_min", duration_min),
                DB_INT("attendance", attendance), DB_INT("max_online", 0)),
        0, out, err);
}

static enum error_code put_joint(const struct import_rows *rows, const struct tables_joint_meeting *joint,
                                 struct error *err)
{
    CLEANUP(text_done) struct text name;
    int64_t id;

    text_init(&name, NAME_BYTES_MAX);
    TRY(make_name(rows->tables, joint, &name, err));
    TRY(put_unit(rows, joint, name.data, &id, err));
    TRY(db_run(rows->db, QUERY_JOINT_UNIT_PUT,
               DB_ARGS(DB_INT("unit", id), DB_INT("first_unit", rows->unit_ids[joint->unit]),
                       DB_INT("second_unit", rows->unit_ids[joint->other]),
                       DB_INT("area", rows->area_ids[joint->commune]),
                       DB_INT("duration_min", joint->duration_min), DB_INT("attendance", joint->attendance),
                       DB_TEXT("name", joint->name), DB_TEXT("document", joint->document)),
               err));
    TRY(db_run(rows->db, QUERY_JOINT_AREAS_DELETE, DB_ARGS(DB_INT("unit", id)), err));
    return db_run(rows->db, QUERY_UNIT_AREA_PUT,
                  DB_ARGS(DB_INT("unit", id), DB_INT("area", rows->area_ids[joint->commune])), err);
}

enum error_code import_joints_put(const struct import_rows *rows, struct error *err)
{
    for (size_t i = 0; i < rows->tables->joint_meeting_count; i++)
        TRY(put_joint(rows, &rows->tables->joint_meetings[i], err));
    return OK;
}

enum error_code import_joints_remove(const struct import_rows *rows, const struct tables_joint_meeting *joint,
                                     struct error *err)
{
    int64_t id;

    TRY(db_select_int(rows->db, QUERY_JOINT_UNIT_ID,
                      DB_ARGS(DB_INT("election", rows->election), DB_TEXT("code", joint->id)), 0, &id, err));
    TRY(db_run(rows->db, QUERY_JOINT_CANDIDACIES_DELETE, DB_ARGS(DB_INT("unit", id)), err));
    TRY(db_run(rows->db, QUERY_JOINT_AREAS_DELETE, DB_ARGS(DB_INT("unit", id)), err));
    TRY(db_run(rows->db, QUERY_JOINT_UNIT_DELETE, DB_ARGS(DB_INT("unit", id)), err));
    return db_run(rows->db, QUERY_UNIT_DELETE, DB_ARGS(DB_INT("id", id)), err);
}

enum error_code import_joints_seat(const struct import_rows *rows, struct error *err)
{
    return db_run(rows->db, QUERY_JOINT_CANDIDACIES_PUT, DB_ARGS(DB_INT("election", rows->election)), err);
}
