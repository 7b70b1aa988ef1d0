#include "app/candidate_contact.h"

#include "app/audit.h"
#include "app/contact_way.h"
#include "app/opt_out.h"
#include "base/mail_address.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

static enum error_code find_candidate(const struct app *app, int64_t election, const char *code, int64_t *out,
                                      struct error *err)
{
    TRY(db_select_int(app->db, QUERY_CANDIDATE_FIND,
                      DB_ARGS(DB_INT("election", election), DB_TEXT("code", code)), 0, out, err));
    if (*out == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no candidate %s in this election", code);
    return OK;
}

static enum error_code set_once(const struct app *app, const struct candidate_contact *contact,
                                const char *phone, const char *mail, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct audit_entry entry = {.verb = "contact set",
                                .election = contact->election,
                                .kind = "candidate",
                                .about = contact->candidate};
    int64_t candidate;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_candidate(app, contact->election, contact->candidate, &candidate, err));
    TRY(db_run(app->db, QUERY_CANDIDATE_WAYS_PUT,
               DB_ARGS(DB_INT("election", contact->election), DB_INT("candidate", candidate),
                       DB_TEXT("phone", phone), DB_TEXT("mail", mail)),
               err));
    TRY(db_run(app->db, QUERY_CANDIDATE_WAYS_AGAIN, DB_ARGS(DB_INT("candidate", candidate)), err));
    message_set(&entry.words, "The contact of candidate %s was set.", contact->candidate);
    TRY(audit_put(app, &entry, err));
    return db_transaction_commit(&change, err);
}

enum error_code candidate_contact_set(const struct app *app, const struct candidate_contact *contact,
                                      struct error *err)
{
    char phone[PHONE_CHARS] = "";
    char mail[MAIL_ADDRESS_CHARS] = "";

    if (contact->phone[0] == '\0' && contact->mail[0] == '\0')
        return error_set(err, ERROR_DATA, "give a telephone number, a mail address, or both");
    if (contact->phone[0] != '\0')
        TRY(contact_way_phone(contact->phone, phone, err));
    if (contact->mail[0] != '\0')
        TRY(contact_way_mail(contact->mail, mail, err));
    return DB_REPEAT(app->db, set_once(app, contact, phone, mail, err));
}

/* ---- the wish ---- */

struct ways {
    char phone[PHONE_CHARS];
    char mail[MAIL_ADDRESS_CHARS];
};

static enum error_code read_ways(const struct app *app, int64_t candidate, struct ways *out,
                                 struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    struct ways ways = {"", ""};

    TRY(db_select(&rows, app->db, QUERY_CANDIDATE_WAYS, DB_ARGS(DB_INT("candidate", candidate)), err));
    if (db_rows_next(&rows)) {
        snprintf(ways.phone, sizeof ways.phone, "%s", db_text(&rows, 0));
        snprintf(ways.mail, sizeof ways.mail, "%s", db_text(&rows, 1));
    }
    TRY(db_rows_finish(&rows, err));
    if (ways.phone[0] == '\0' && ways.mail[0] == '\0')
        return error_set(err, ERROR_NO_INPUT,
                         "no telephone number and no mail address is held of this candidate");
    *out = ways;
    return OK;
}

static enum error_code set_wish(const struct app *app, const struct candidate_wish *wish, const char *address,
                                bool *changed, struct error *err)
{
    bool one = false;

    if (address[0] == '\0')
        return OK;
    if (wish->silent)
        TRY(opt_out_put(app, address, wish->how, &one, err));
    else
        TRY(opt_out_lift(app, address, wish->how, &one, err));
    *changed |= one;
    return OK;
}

static enum error_code wish_once(const struct app *app, const struct candidate_wish *wish, bool *out_changed,
                                 struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct ways ways;
    int64_t candidate;
    bool changed = false;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_candidate(app, wish->election, wish->candidate, &candidate, err));
    TRY(read_ways(app, candidate, &ways, err));
    TRY(set_wish(app, wish, ways.phone, &changed, err));
    TRY(set_wish(app, wish, ways.mail, &changed, err));
    TRY(db_transaction_commit(&change, err));
    *out_changed = changed;
    return OK;
}

enum error_code candidate_wish_set(const struct app *app, const struct candidate_wish *wish,
                                   bool *out_changed, struct error *err)
{
    return DB_REPEAT(app->db, wish_once(app, wish, out_changed, err));
}
