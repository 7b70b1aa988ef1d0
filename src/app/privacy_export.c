#include "app/privacy_person.h"
#include "app/settings.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

#define MOMENT_CHARS 32

/* What a statement of a part is asked with. */
enum asked_with { BY_OWNER, BY_CONTACT, BY_CONTACT_AND_DAYS, BY_LOG };

static const struct part {
    const char *name;
    enum db_query query;
    enum asked_with with;
    bool of_candidate;
    bool of_area;
    const char *columns[PRIVACY_COLUMNS_MAX]; /* a name that ends in _utc or _day is a moment or a date */
} parts[] = {
    {"person",
     QUERY_PRIVACY_SHOW_CANDIDATE,
     BY_OWNER,
     true,
     false,
     {"code", "full_name", "home_x_m", "home_y_m"}},
    {"person", QUERY_PRIVACY_SHOW_AREA, BY_OWNER, false, true, {"code", "level", "name"}},
    {"contacts",
     QUERY_PRIVACY_SHOW_CONTACTS,
     BY_CONTACT_AND_DAYS,
     true,
     true,
     {"purpose", "source", "full_name", "phone", "email", "kept_until_day", "erased_utc"}},
    {"opt_outs", QUERY_PRIVACY_SHOW_OPT_OUTS, BY_CONTACT, true, true, {"address", "since_utc", "how"}},
    {"opt_out_history",
     QUERY_PRIVACY_SHOW_OPT_OUT_CHANGES,
     BY_CONTACT,
     true,
     true,
     {"address", "silent", "at_utc", "who", "how"}},
    {"notices",
     QUERY_PRIVACY_SHOW_NOTICES,
     BY_CONTACT,
     true,
     true,
     {"id", "kind", "channel", "state", "reason", "created_utc", "finished_utc", "text", "gateway",
      "answer"}},
    {"invitations",
     QUERY_PRIVACY_SHOW_INVITATIONS,
     BY_CONTACT,
     true,
     true,
     {"meeting", "answer", "answered_version", "answered_utc", "read_utc"}},
    {"calendars",
     QUERY_PRIVACY_SHOW_FEEDS,
     BY_OWNER,
     true,
     false,
     {"kind", "created_utc", "ended_utc", "last_fetch_utc", "last_program"}},
    {"calendar_fetches",
     QUERY_PRIVACY_SHOW_SERVED,
     BY_OWNER,
     true,
     false,
     {"state_utc", "first_fetch_utc", "last_fetch_utc"}},
    {"meetings",
     QUERY_PRIVACY_SHOW_MEETINGS,
     BY_OWNER,
     true,
     false,
     {"code", "status", "start_utc", "end_utc"}},
    {"confidence",
     QUERY_PRIVACY_SHOW_CONFIDENCE,
     BY_OWNER,
     true,
     false,
     {"held_day", "present", "in_favour", "document"}},
    {"log", QUERY_PRIVACY_SHOW_LOG, BY_LOG, true, true, {"number", "at_utc", "command"}},
};

static enum error_code ask(struct db_rows *rows, const struct app *app, const struct part *part,
                           const struct privacy_person *person, const struct privacy_owner *owner,
                           struct error *err)
{
    const struct db_arg id = DB_INT("owner", owner->id);
    const struct db_arg of_area = DB_INT("of_area", person->of_area);

    switch (part->with) {
    case BY_OWNER: return db_select(rows, app->db, part->query, DB_ARGS(id), err);
    case BY_CONTACT: return db_select(rows, app->db, part->query, DB_ARGS(id, of_area), err);
    case BY_CONTACT_AND_DAYS:
        return db_select(rows, app->db, part->query,
                         DB_ARGS(id, of_area, DB_INT("keep_days", app->settings->contacts_kept_days)), err);
    case BY_LOG: break;
    }
    return db_select(rows, app->db, part->query,
                     DB_ARGS(DB_TEXT("kind", person->of_area ? "area" : "candidate"),
                             DB_TEXT("code", person->code), DB_INT("election", owner->election.id)),
                     err);
}

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name);
    size_t ending_length = strlen(ending);

    return length >= ending_length && strcmp(name + length - ending_length, ending) == 0;
}

static const char *value_at(const struct db_rows *rows, int column, const char *name,
                            char moment[MOMENT_CHARS])
{
    if (db_is_null(rows, column))
        return NULL;
    if (ends_in(name, "_utc"))
        clock_format_utc(db_int(rows, column), moment);
    else if (ends_in(name, "_day"))
        civil_date_format((struct civil_date){(int32_t)db_int(rows, column)}, moment);
    else
        return db_text(rows, column);
    return moment;
}

static enum error_code visit_row(const struct db_rows *rows, const struct part *part,
                                 enum error_code (*visit)(void *context, const struct privacy_row *row,
                                                          struct error *err),
                                 void *context, struct error *err)
{
    char moments[PRIVACY_COLUMNS_MAX][MOMENT_CHARS];
    struct privacy_row row = {.part = part->name, .columns = part->columns};

    for (; row.count < PRIVACY_COLUMNS_MAX && part->columns[row.count] != NULL; row.count++)
        row.values[row.count] = value_at(rows, (int)row.count, part->columns[row.count], moments[row.count]);
    return visit(context, &row, err);
}

enum error_code
privacy_export(const struct app *app, const struct privacy_person *person, struct arena *arena,
               enum error_code (*visit)(void *context, const struct privacy_row *row, struct error *err),
               void *context, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    struct privacy_owner owner;

    TRY(db_snapshot_begin(&moment, app->db, err));
    TRY(privacy_find(app, person, arena, &owner, err));
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        CLEANUP(db_rows_end) struct db_rows rows = {0};
        if (person->of_area ? !parts[i].of_area : !parts[i].of_candidate)
            continue;
        TRY(ask(&rows, app, &parts[i], person, &owner, err));
        while (db_rows_next(&rows))
            TRY(visit_row(&rows, &parts[i], visit, context, err));
        TRY(db_rows_finish(&rows, err));
    }
    return OK;
}
