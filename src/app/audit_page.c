#include "app/audit_page.h"

#include "app/account.h"
#include "db/db.h"

#include <stdio.h>

/* The numbers of the entries asked for: after `above` and before `below`. */
struct range {
    int64_t above;
    int64_t below;
};

/* The log is in order of time, so a day is a range of numbers, found by an index. */
static enum error_code find_range(const struct app *app, const struct audit_page_filter *filter,
                                  struct range *out, struct error *err)
{
    struct range range = {0, filter->before > 0 ? filter->before : INT64_MAX};

    if (filter->has_day) {
        const struct civil_time midnight = {.date = filter->day};
        const struct civil_time next = {.date = civil_date_add_days(filter->day, 1)};
        int64_t last;
        TRY(db_select_int(app->db, QUERY_AUDIT_LAST_BEFORE,
                          DB_ARGS(DB_INT("at_utc", civil_time_to_utc_secs(midnight))), 0, &range.above, err));
        TRY(db_select_int(app->db, QUERY_AUDIT_LAST_BEFORE,
                          DB_ARGS(DB_INT("at_utc", civil_time_to_utc_secs(next))), 0, &last, err));
        if (last + 1 < range.below)
            range.below = last + 1;
    }
    *out = range;
    return OK;
}

/* Users of the service stand in the log by their number. */
static enum error_code name_who(const struct app *app, const char *typed, char out[ACTOR_CHARS],
                                struct error *err)
{
    int64_t account;

    snprintf(out, ACTOR_CHARS, "%s", typed);
    enum error_code code = typed[0] != '\0' ? account_find(app, typed, &account, err) : ERROR_NO_INPUT;
    if (code == OK)
        snprintf(out, ACTOR_CHARS, "user:%lld", (long long)account);
    return code == ERROR_NO_INPUT ? OK : code;
}

static enum error_code copy_entry(const struct db_rows *rows, struct arena *arena,
                                  struct audit_page_entry *out, struct error *err)
{
    const char *format = arena_copy_string(arena, db_text(rows, 8));

    *out = (struct audit_page_entry){
        .number = db_int(rows, 0),
        .at_utc_secs = db_int(rows, 1),
        .source = arena_copy_string(arena, db_text(rows, 2)),
        .host = arena_copy_string(arena, db_text(rows, 3)),
        .who = arena_copy_string(arena, db_text(rows, 10)[0] != '\0' ? db_text(rows, 10) : db_text(rows, 4)),
        .kind = arena_copy_string(arena, db_text(rows, 5)),
        .about = arena_copy_string(arena, db_text(rows, 6)),
        .before = arena_copy_string(arena, db_text(rows, 7)),
        .after = arena_copy_string(arena, db_text(rows, 11)),
    };
    if (format == NULL || out->source == NULL || out->host == NULL || out->who == NULL || out->kind == NULL ||
        out->about == NULL || out->before == NULL || out->after == NULL)
        return error_memory(err);
    message_restore(&out->words, format, db_text(rows, 9));
    return OK;
}

static enum error_code read_entries(const struct app *app, const struct audit_page_filter *filter,
                                    const struct range *range, struct arena *arena, struct audit_page *page,
                                    struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    char who[ACTOR_CHARS];

    TRY(name_who(app, filter->who, who, err));
    TRY(db_select(&rows, app->db, QUERY_AUDIT_PAGE,
                  DB_ARGS(DB_INT("above", range->above), DB_INT("below", range->below),
                          DB_INT("election", filter->election), DB_TEXT("who", who),
                          DB_TEXT("kind", filter->kind), DB_INT("most", AUDIT_PAGE_ROWS + 1)),
                  err));
    while (!page->more && db_rows_next(&rows)) {
        page->more = page->count == AUDIT_PAGE_ROWS;
        if (!page->more)
            TRY(copy_entry(&rows, arena, &page->entries[page->count++], err));
    }
    return page->more ? OK : db_rows_finish(&rows, err);
}

enum error_code audit_page_read(const struct app *app, const struct audit_page_filter *filter,
                                struct arena *arena, struct audit_page *out, struct error *err)
{
    struct audit_page page = {.entries = arena_array(arena, AUDIT_PAGE_ROWS, sizeof *page.entries)};
    struct range range;

    if (page.entries == NULL)
        return error_memory(err);
    TRY(find_range(app, filter, &range, err));
    TRY(read_entries(app, filter, &range, arena, &page, err));
    *out = page;
    return OK;
}
