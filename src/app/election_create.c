#include "app/election_create.h"

#include "app/audit.h"
#include "app/election_again.h"
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

static enum error_code insert_kind(struct db *db, const struct election *election,
                                   const struct election *first, struct error *err)
{
    if (election->kind == LAW_GENERAL)
        return OK;
    const struct db_arg first_id = first->id != 0 ? (struct db_arg)DB_INT("first_election", first->id)
                                                  : (struct db_arg)DB_NULL("first_election");
    const struct db_arg duty = first->id != 0 ? (struct db_arg)DB_TEXT("held_again_by", election->held_again)
                                              : (struct db_arg)DB_NULL("held_again_by");
    return db_run(db, QUERY_SPECIAL_ELECTION_INSERT,
                  DB_ARGS(DB_INT("election", election->id),
                          DB_TEXT("kind", law_election_name(election->kind)), first_id, duty),
                  err);
}

static enum error_code insert(const struct app *app, struct election *election, const struct election *first,
                              struct error *err)
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
    TRY(insert_kind(db, election, first, err));
    TRY(log_creation(app, election, err));
    return db_transaction_commit(&change, err);
}

static enum error_code check_code(const char *code, struct error *err)
{
    if (is_id(code))
        return OK;
    return error_set(
        err, ERROR_DATA,
        "the code of an election has 1 to %d letters without marks, digits, \"-\", \"_\" and \".\"",
        ELECTION_CODE_MAX_BYTES);
}

static enum error_code copy_texts(const struct election_request *request, const struct election *first,
                                  struct arena *arena, struct election *election, struct error *err)
{
    char *title = NULL;

    TRY(check_title(request->title != NULL ? request->title : request->code, arena, &title, err));
    election->title = title;
    election->code = arena_copy_string(arena, request->code);
    election->law_pack =
        arena_copy_string(arena, request->law_pack != NULL ? request->law_pack : first->law_pack);
    election->first = first->id != 0 ? first->code : "";
    election->held_again = arena_copy_string(arena, first->id != 0 ? request->held_again : "");
    return election->code == NULL || election->law_pack == NULL || election->held_again == NULL
               ? error_memory(err)
               : OK;
}

static enum error_code create_once(const struct app *app, const struct election_request *request,
                                   struct arena *arena, struct election *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct election first = {.id = 0};
    struct election election = {.polling_day = request->polling_day,
                                .created_utc_secs = clock_now_utc_secs(&app->clock),
                                .kind = request->by_election     ? LAW_BY_ELECTION
                                        : request->first != NULL ? LAW_HELD_AGAIN
                                                                 : LAW_GENERAL};

    TRY(check_code(request->code, err));
    TRY(db_transaction_begin(&change, app->db, err));
    if (request->first != NULL)
        TRY(election_find(app, request->first, arena, &first, err));
    TRY(copy_texts(request, &first, arena, &election, err));
    TRY(check_law_pack(app, election.law_pack, err));
    if (request->first != NULL)
        TRY(election_again_set_day(app, &first, &election, err));
    TRY(check_polling_day(election.polling_day, err));
    TRY(insert(app, &election, &first, err));
    TRY(db_transaction_commit(&change, err));
    *out = election;
    return OK;
}

enum error_code election_create(const struct app *app, const struct election_request *request,
                                struct arena *arena, struct election *out, struct error *err)
{
    return DB_REPEAT(app->db, create_once(app, request, arena, out, err));
}
