#include "app/election_create.h"

#include "app/audit.h"
#include "app/law_load.h"
#include "base/unicode.h"
#include "db/db.h"

#include <ctype.h>
#include <string.h>

static bool is_id(const char *text)
{
    size_t length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    return length > 0 && length <= ELECTION_CODE_MAX_BYTES && text[length] == '\0';
}

static bool has_control_character(const char *text)
{
    for (; *text != '\0'; text++) {
        if (iscntrl((unsigned char)*text))
            return true;
    }
    return false;
}

static enum error_code check_title(const char *title, struct arena *arena, char **out, struct error *err)
{
    char *composed;

    TRY(unicode_nfc(arena, title, strlen(title), &composed, err));
    if (composed[0] == '\0' || has_control_character(composed) ||
        unicode_count(composed, strlen(composed)) > ELECTION_TITLE_MAX_CHARS)
        return error_set(err, ERROR_DATA,
                         "the title must be one line of at most %d characters, and not empty",
                         ELECTION_TITLE_MAX_CHARS);
    *out = composed;
    return OK;
}

static enum error_code check_polling_day(struct civil_date day, struct error *err)
{
    char written[CIVIL_DATE_CHARS];

    if (civil_date_weekday(day) == SUNDAY)
        return OK;
    civil_date_format_vietnamese(day, written);
    return error_set(err, ERROR_DATA,
                     "%s is no Sunday; the polling day must be one (Law 85/2015/QH13, art. 5)", written);
}

static enum error_code check_law_pack(const struct app *app, const char *law_pack, struct error *err)
{
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = NULL;

    return law_load(app, law_pack, &pack, err);
}

static enum error_code log_creation(const struct app *app, const struct election *election, struct error *err)
{
    char polling_day[CIVIL_DATE_CHARS];
    struct audit_entry entry = {.verb = "election create",
                                .election = election->id,
                                .kind = "election",
                                .about = election->code,
                                .after = election->title};

    civil_date_format(election->polling_day, polling_day);
    message_set(&entry.words, "The election %s was made: polling day %s, law pack %s.", election->code,
                polling_day, election->law_pack);
    return audit_put(app, &entry, err);
}

static enum error_code insert(const struct app *app, struct election *election, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct db *db = app->db;
    int64_t taken;

    TRY(db_transaction_begin(&change, db, err));
    TRY(db_select_int(db, QUERY_ELECTION_BY_CODE, DB_ARGS(DB_TEXT("code", election->code)), 0, &taken, err));
    if (taken != 0)
        return error_set(err, ERROR_DATA, "there is already an election %s in the store; choose another code",
                         election->code);
    TRY(db_select_int(db, QUERY_ELECTION_INSERT,
                      DB_ARGS(DB_TEXT("code", election->code), DB_TEXT("title", election->title),
                              DB_TEXT("law_pack", election->law_pack),
                              DB_INT("polling_day", election->polling_day.day),
                              DB_INT("created_utc", election->created_utc_secs)),
                      0, &election->id, err));
    TRY(log_creation(app, election, err));
    return db_transaction_commit(&change, err);
}

enum error_code election_create(const struct app *app, const struct election_request *request,
                                struct arena *arena, struct election *out, struct error *err)
{
    struct election election = {.polling_day = request->polling_day,
                                .created_utc_secs = clock_now_utc_secs(&app->clock)};
    char *title = NULL;

    if (!is_id(request->code))
        return error_set(
            err, ERROR_DATA,
            "the code of an election has 1 to %d letters without marks, digits, \"-\", \"_\" and \".\"",
            ELECTION_CODE_MAX_BYTES);
    TRY(check_polling_day(request->polling_day, err));
    TRY(check_law_pack(app, request->law_pack, err));
    TRY(check_title(request->title != NULL ? request->title : request->code, arena, &title, err));
    election.title = title;
    election.code = arena_copy_string(arena, request->code);
    election.law_pack = arena_copy_string(arena, request->law_pack);
    if (election.code == NULL || election.law_pack == NULL)
        return error_memory(err);
    TRY(insert(app, &election, err));
    *out = election;
    return OK;
}
