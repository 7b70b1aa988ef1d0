#include "app/opt_out.h"

#include "app/audit.h"
#include "base/list.h"
#include "base/parse.h"
#include "base/phone.h"
#include "db/db.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST_MAX 1000000
#define ID_CHARS 24

static bool read_mail(const char *typed, char out[OPT_OUT_ADDRESS_CHARS])
{
    const char *at = strchr(typed, '@');
    size_t length = strlen(typed);

    if (at == NULL || at == typed || at[1] == '\0' || strchr(at + 1, '@') != NULL ||
        strpbrk(typed, " \t\r\n<>\",;") != NULL || length >= OPT_OUT_ADDRESS_CHARS)
        return false;
    for (size_t i = 0; i <= length; i++)
        out[i] = (char)tolower((unsigned char)typed[i]);
    return true;
}

enum error_code opt_out_address(const char *typed, char out[OPT_OUT_ADDRESS_CHARS], struct error *err)
{
    char phone[PHONE_CHARS];

    switch (phone_parse(typed, phone)) {
    case PHONE_READ:
    case PHONE_BEFORE_2018: snprintf(out, OPT_OUT_ADDRESS_CHARS, "%s", phone); return OK;
    default: break;
    }
    if (read_mail(typed, out))
        return OK;
    return error_set(err, ERROR_DATA,
                     "this is neither a Vietnamese mobile number, such as 0912 345 678, nor a mail address");
}

static enum error_code check_how(const char *how, struct error *err)
{
    if (how[0] != '\0' && strlen(how) <= OPT_OUT_HOW_MAX_BYTES)
        return OK;
    return error_set(err, ERROR_DATA, "say how it was learnt, in at most %d bytes", OPT_OUT_HOW_MAX_BYTES);
}

/* What is to be changed, checked. */
struct wish {
    char address[OPT_OUT_ADDRESS_CHARS];
    const char *how;
    bool silent;
};

static enum error_code write_history(const struct app *app, const struct wish *wish, int64_t now_utc_secs,
                                     struct error *err)
{
    struct audit_entry entry = {.verb = "notice opt-out", .kind = "opt_out"};
    char about[ID_CHARS];
    int64_t id;

    TRY(db_select_int(app->db, QUERY_OPT_OUT_CHANGE_INSERT,
                      DB_ARGS(DB_TEXT("address", wish->address), DB_INT("silent", wish->silent),
                              DB_INT("now_utc", now_utc_secs), DB_TEXT("who", app->actor.who),
                              DB_TEXT("how", wish->how)),
                      0, &id, err));
    snprintf(about, sizeof about, "%lld", (long long)id);
    entry.about = about;
    if (wish->silent)
        message_set(&entry.words, "Somebody asked for no more messages; entry %s of the list.", about);
    else
        message_set(&entry.words, "Somebody wants messages again; entry %s of the list.", about);
    return audit_put(app, &entry, err);
}

static enum error_code change_once(const struct app *app, const struct wish *wish, bool *out_changed,
                                   struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    int64_t now = clock_now_utc_secs(&app->clock);
    int64_t changed;

    TRY(db_transaction_begin(&change, app->db, err));
    if (wish->silent)
        TRY(db_run_counted(
            app->db, QUERY_OPT_OUT_PUT,
            DB_ARGS(DB_TEXT("address", wish->address), DB_INT("now_utc", now), DB_TEXT("how", wish->how)),
            &changed, err));
    else
        TRY(db_run_counted(app->db, QUERY_OPT_OUT_LIFT, DB_ARGS(DB_TEXT("address", wish->address)), &changed,
                           err));
    if (changed > 0)
        TRY(write_history(app, wish, now, err));
    TRY(db_transaction_commit(&change, err));
    *out_changed = changed > 0;
    return OK;
}

enum error_code opt_out_put(const struct app *app, const char *typed, const char *how, bool *out_changed,
                            struct error *err)
{
    struct wish wish = {.how = how, .silent = true};

    TRY(opt_out_address(typed, wish.address, err));
    TRY(check_how(how, err));
    return DB_REPEAT(app->db, change_once(app, &wish, out_changed, err));
}

/* The address of a line of the list. */
static enum error_code find_address(const struct app *app, int64_t id, char out[OPT_OUT_ADDRESS_CHARS],
                                    struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    bool found = false;

    TRY(db_select(&rows, app->db, QUERY_OPT_OUT_ADDRESS, DB_ARGS(DB_INT("id", id)), err));
    if (db_rows_next(&rows)) {
        snprintf(out, OPT_OUT_ADDRESS_CHARS, "%s", db_text(&rows, 0));
        found = true;
    }
    TRY(db_rows_finish(&rows, err));
    if (found)
        return OK;
    return error_set(err, ERROR_NO_INPUT,
                     "the list has no entry %lld; `hiepthuong notice opt-out list` shows them",
                     (long long)id);
}

enum error_code opt_out_lift(const struct app *app, const char *typed, const char *why, bool *out_changed,
                             struct error *err)
{
    struct wish wish = {.how = why, .silent = false};
    int64_t id;

    if (parse_int(typed, 1, LIST_MAX, &id))
        TRY(find_address(app, id, wish.address, err));
    else
        TRY(opt_out_address(typed, wish.address, err));
    TRY(check_how(why, err));
    return DB_REPEAT(app->db, change_once(app, &wish, out_changed, err));
}

enum error_code opt_out_is(const struct app *app, const char *typed, bool *out, struct error *err)
{
    char address[OPT_OUT_ADDRESS_CHARS];
    int64_t found;

    TRY(opt_out_address(typed, address, err));
    TRY(db_select_int(app->db, QUERY_OPT_OUT_IS, DB_ARGS(DB_TEXT("address", address)), 0, &found, err));
    *out = found == 1;
    return OK;
}

static bool take_change(const struct db_rows *rows, struct arena *arena, struct opt_out_change *out)
{
    *out = (struct opt_out_change){
        .id = db_int(rows, 0),
        .address = arena_copy_string(arena, db_text(rows, 1)),
        .silent = db_int(rows, 2) == 1,
        .at_utc_secs = db_int(rows, 3),
        .who = arena_copy_string(arena, db_text(rows, 4)),
        .how = arena_copy_string(arena, db_text(rows, 5)),
    };
    return out->address != NULL && out->who != NULL && out->how != NULL;
}

static void free_changes(struct opt_out_change **changes)
{
    free(*changes);
}

enum error_code opt_out_list(const struct app *app, bool history, struct arena *arena,
                             struct opt_out_list *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(free_changes) struct opt_out_change *changes = NULL;
    size_t capacity = 0;
    size_t count = 0;

    TRY(db_select(&rows, app->db, history ? QUERY_OPT_OUT_CHANGES : QUERY_OPT_OUT_LIST, DB_NO_ARGS, err));
    for (; db_rows_next(&rows); count++) {
        if (!list_reserve(&changes, &capacity, count + 1, sizeof *changes, LIST_MAX) ||
            !take_change(&rows, arena, &changes[count]))
            return error_memory(err);
    }
    TRY(db_rows_finish(&rows, err));
    struct opt_out_change *kept = arena_array(arena, count, sizeof *kept);
    if (kept == NULL)
        return error_memory(err);
    if (count > 0)
        memcpy(kept, changes, count * sizeof *kept);
    *out = (struct opt_out_list){kept, count};
    return OK;
}
