#include "app/election_list.h"

#include "db/db.h"

#include <string.h>

static enum law_election kind_of(const char *name)
{
    int kind = 0;

    while (kind < LAW_ELECTION_COUNT - 1 && strcmp(law_election_name((enum law_election)kind), name) != 0)
        kind++;
    return (enum law_election)kind;
}

static enum error_code read_row(const struct db_rows *rows, struct arena *arena, struct election *out,
                                struct error *err)
{
    *out = (struct election){
        .id = db_int(rows, 0),
        .code = arena_copy_string(arena, db_text(rows, 1)),
        .title = arena_copy_string(arena, db_text(rows, 2)),
        .law_pack = arena_copy_string(arena, db_text(rows, 3)),
        .polling_day = {(int32_t)db_int(rows, 4)},
        .created_utc_secs = db_int(rows, 5),
        .kind = kind_of(db_text(rows, 6)),
        .first = arena_copy_string(arena, db_text(rows, 7)),
        .held_again = arena_copy_string(arena, db_text(rows, 8)),
    };
    bool whole = out->code != NULL && out->title != NULL && out->law_pack != NULL && out->first != NULL &&
                 out->held_again != NULL;
    return whole ? OK : error_memory(err);
}

enum error_code election_list(const struct app *app, struct arena *arena, struct election **out,
                              size_t *out_count, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    int64_t total;
    size_t count = 0;

    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(db_select_int(app->db, QUERY_ELECTION_COUNT, DB_NO_ARGS, 0, &total, err));
    struct election *list = arena_array(arena, (size_t)total, sizeof *list);
    if (list == NULL)
        return error_memory(err);
    TRY(db_select(&rows, app->db, QUERY_ELECTIONS, DB_NO_ARGS, err));
    while (db_rows_next(&rows))
        TRY(read_row(&rows, arena, &list[count++], err));
    TRY(db_rows_finish(&rows, err));
    *out = list;
    *out_count = count;
    return OK;
}
