#include "app/notice_list.h"

#include "db/db.h"
#include "notify/notice.h"

#define TALLIES_MAX 2000
#define TEXT_COLUMNS 14

static const char *label_of(const char *name)
{
    enum notice_state state;

    return notice_state_parse(name, &state) ? notice_state_label(state) : "";
}

enum error_code notice_tally(const struct app *app, int64_t election, struct arena *arena,
                             struct notice_tallies *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct notice_tally *items = arena_array(arena, TALLIES_MAX, sizeof *items);
    size_t count = 0;

    if (items == NULL)
        return error_memory(err);
    TRY(db_select(&rows, app->db, QUERY_NOTICES_COUNTED, DB_ARGS(DB_INT("election", election)), err));
    for (; count < TALLIES_MAX && db_rows_next(&rows); count++) {
        items[count] = (struct notice_tally){
            .kind = arena_copy_string(arena, db_text(&rows, 0)),
            .channel = arena_copy_string(arena, db_text(&rows, 1)),
            .state = arena_copy_string(arena, db_text(&rows, 2)),
            .label = label_of(db_text(&rows, 2)),
            .count = db_int(&rows, 3),
        };
        if (items[count].kind == NULL || items[count].channel == NULL || items[count].state == NULL)
            return error_memory(err);
    }
    TRY(db_rows_finish(&rows, err));
    *out = (struct notice_tallies){items, count};
    return OK;
}

static enum error_code read_notice(const struct db_rows *rows, struct arena *arena, struct listed_notice *out,
                                   struct error *err)
{
    static const int copied[] = {1, 2, 3, 4, 6, 12, 13};
    const char *texts[TEXT_COLUMNS] = {NULL};

    for (size_t i = 0; i < COUNT_OF(copied); i++) {
        texts[copied[i]] = arena_copy_string(arena, db_text(rows, copied[i]));
        if (texts[copied[i]] == NULL)
            return error_memory(err);
    }
    *out = (struct listed_notice){
        .id = db_int(rows, 0),
        .who = texts[1],
        .name = texts[2],
        .channel = texts[3],
        .kind = texts[4],
        .release_number = db_int(rows, 5),
        .state = texts[6],
        .label = label_of(texts[6]),
        .sentence = notice_reason_sentence(db_text(rows, 7)),
        .created_utc_secs = db_int(rows, 8),
        .not_before_utc_secs = db_int(rows, 9),
        .finished_utc_secs = db_int(rows, 10),
        .parts = db_int(rows, 11),
        .text = texts[12],
        .gateway_words = texts[13],
    };
    return OK;
}

enum error_code notice_list(const struct app *app, int64_t election, const struct notice_filter *filter,
                            struct arena *arena, struct listed_notices *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct listed_notice *items = arena_array(arena, filter->most, sizeof *items);
    size_t count = 0;

    if (items == NULL)
        return error_memory(err);
    TRY(db_select(&rows, app->db, QUERY_NOTICES_LISTED,
                  DB_ARGS(DB_INT("election", election), DB_TEXT("state", filter->state),
                          DB_TEXT("kind", filter->kind), DB_TEXT("channel", filter->channel),
                          DB_INT("most", (int64_t)filter->most), DB_INT("skip", (int64_t)filter->skip)),
                  err));
    for (; count < filter->most && db_rows_next(&rows); count++)
        TRY(read_notice(&rows, arena, &items[count], err));
    TRY(db_rows_finish(&rows, err));
    *out = (struct listed_notices){items, count};
    return OK;
}
