#include "app/office_contact.h"

#include "app/audit.h"
#include "app/contact_way.h"
#include "app/election_find.h"
#include "app/notice_wanted.h"
#include "app/places.h"
#include "base/list.h"
#include "base/unicode.h"
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OFFICES_MAX 100000
#define ID_CHARS 24

/* An office that was found, and how it is to be told. */
struct office {
    struct election election;
    int64_t area;      /* 0: none */
    const char *owner; /* "" unless it is named */
    char phone[PHONE_CHARS];
    char mail[MAIL_ADDRESS_CHARS];
};

/* ---- which office ---- */

static enum error_code check_asked(const struct office_asked *asked, struct error *err)
{
    bool whole = asked->area == NULL && asked->owner == NULL && asked->level != NULL &&
                 strcmp(asked->level, law_level_name(LAW_CENTRAL)) == 0;

    if ((asked->area != NULL) + (asked->owner != NULL) + whole == 1)
        return OK;
    return error_set(
        err, ERROR_USAGE,
        "say whose contact it is: --area CODE, --owner NAME, or --level central for the office of "
        "the whole election");
}

static enum error_code find_area(const struct app *app, const struct office_asked *asked, int64_t election,
                                 struct arena *arena, int64_t *out, struct error *err)
{
    uint32_t levels = UINT32_MAX;
    struct places places;
    size_t place;

    for (int level = 0; asked->level != NULL && level < LAW_LEVEL_COUNT; level++)
        if (strcmp(law_level_name((enum law_level)level), asked->level) == 0)
            levels = 1u << level;
    TRY(places_load(app, election, arena, &places, err));
    TRY(places_find(&places, asked->area, levels, &place, err));
    *out = places.items[place].id;
    return OK;
}

/* A name that no step knows would never be told of anything. */
static enum error_code find_owner(const struct app *app, const struct office_asked *asked, int64_t election,
                                  struct arena *arena, const char **out, struct error *err)
{
    int64_t known;
    char *owner;

    TRY(unicode_nfc(arena, asked->owner, strlen(asked->owner), &owner, err));
    TRY(db_select_int(app->db, QUERY_OFFICE_CONTACT_OWNER_KNOWN,
                      DB_ARGS(DB_INT("election", election), DB_TEXT("owner", owner)), 0, &known, err));
    if (known == 0)
        return error_set(err, ERROR_NO_INPUT,
                         "no step has an owner of this name; `hiepthuong timetable owner` gives it one");
    *out = owner;
    return OK;
}

/* How the log calls it: an area by its code, others by the number of the contact. */
static void name_in_log(const struct office_asked *asked, const char *id, struct audit_entry *entry)
{
    entry->kind = asked->area != NULL ? "area" : "contact";
    entry->about = asked->area != NULL ? asked->area : id;
}

static enum error_code find_contact(const struct app *app, const struct office *office, int64_t *out,
                                    struct error *err)
{
    return db_select_int(app->db, QUERY_OFFICE_CONTACT_FIND,
                         DB_ARGS(DB_INT("election", office->election.id), DB_INT("area", office->area),
                                 DB_TEXT("owner", office->owner), DB_TEXT("purpose", CONTACT_OF_OFFICES)),
                         0, out, err);
}

/* ---- set ---- */

static enum error_code read_ways(const char *phone, const char *mail, struct office *out, struct error *err)
{
    if (phone == NULL && mail == NULL)
        return error_set(err, ERROR_USAGE, "give --phone NUMBER, --mail ADDRESS, or both");
    if (phone != NULL)
        TRY(contact_way_phone(phone, out->phone, err));
    return mail != NULL ? contact_way_mail(mail, out->mail, err) : OK;
}

static enum error_code write_contact(const struct app *app, const struct office *office, int64_t *out,
                                     struct error *err)
{
    int64_t id;

    TRY(find_contact(app, office, &id, err));
    if (id == 0)
        TRY(db_select_int(app->db, QUERY_OFFICE_CONTACT_INSERT,
                          DB_ARGS(DB_INT("election", office->election.id), DB_INT("area", office->area),
                                  DB_TEXT("owner", office->owner), DB_TEXT("phone", office->phone),
                                  DB_TEXT("mail", office->mail), DB_TEXT("purpose", CONTACT_OF_OFFICES)),
                          0, &id, err));
    else
        TRY(db_run(app->db, QUERY_OFFICE_CONTACT_CHANGE,
                   DB_ARGS(DB_INT("id", id), DB_TEXT("phone", office->phone), DB_TEXT("mail", office->mail)),
                   err));
    TRY(db_run(app->db, QUERY_OFFICE_CONTACT_AGAIN, DB_ARGS(DB_INT("id", id)), err));
    *out = id;
    return OK;
}

static enum error_code find_office(const struct app *app, const struct office_asked *asked,
                                   struct arena *arena, struct office *office, struct error *err)
{
    office->owner = "";
    TRY(election_find(app, asked->election, arena, &office->election, err));
    if (asked->area != NULL)
        TRY(find_area(app, asked, office->election.id, arena, &office->area, err));
    return OK;
}

static enum error_code set_once(const struct app *app, const struct office_asked *asked,
                                struct office *office, struct arena *arena, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct audit_entry entry = {.verb = "contact set"};
    char about[ID_CHARS];
    int64_t id;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_office(app, asked, arena, office, err));
    if (asked->owner != NULL)
        TRY(find_owner(app, asked, office->election.id, arena, &office->owner, err));
    TRY(write_contact(app, office, &id, err));
    snprintf(about, sizeof about, "%lld", (long long)id);
    name_in_log(asked, about, &entry);
    entry.election = office->election.id;
    message_set(&entry.words, "Contact %s of an office was set.", about);
    TRY(audit_put(app, &entry, err));
    return db_transaction_commit(&change, err);
}

enum error_code office_contact_set(const struct app *app, const struct office_asked *asked, const char *phone,
                                   const char *mail, struct arena *arena, struct error *err)
{
    struct office office = {.area = 0};

    TRY(check_asked(asked, err));
    TRY(read_ways(phone, mail, &office, err));
    return DB_REPEAT(app->db, set_once(app, asked, &office, arena, err));
}

/* ---- remove ---- */

static enum error_code clear_contact(const struct app *app, int64_t id, struct error *err)
{
    int64_t cleared;

    TRY(db_run_counted(app->db, QUERY_OFFICE_CONTACT_CLEAR, DB_ARGS(DB_INT("id", id)), &cleared, err));
    if (cleared == 0)
        return error_set(err, ERROR_NO_INPUT,
                         "no number and no address is held of this office; `hiepthuong contact list` shows "
                         "those that are");
    return db_run(app->db, QUERY_OFFICE_CONTACT_CANCEL_NOTICES,
                  DB_ARGS(DB_INT("id", id), DB_INT("now_utc", clock_now_utc_secs(&app->clock))), err);
}

static enum error_code remove_once(const struct app *app, const struct office_asked *asked,
                                   struct arena *arena, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct audit_entry entry = {.verb = "contact remove"};
    struct office office = {.area = 0};
    char about[ID_CHARS];
    char *owner;
    int64_t id;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_office(app, asked, arena, &office, err));
    if (asked->owner != NULL) {
        TRY(unicode_nfc(arena, asked->owner, strlen(asked->owner), &owner, err));
        office.owner = owner;
    }
    TRY(find_contact(app, &office, &id, err));
    TRY(clear_contact(app, id, err));
    snprintf(about, sizeof about, "%lld", (long long)id);
    name_in_log(asked, about, &entry);
    entry.election = office.election.id;
    message_set(&entry.words, "Contact %s of an office was removed.", about);
    TRY(audit_put(app, &entry, err));
    return db_transaction_commit(&change, err);
}

enum error_code office_contact_remove(const struct app *app, const struct office_asked *asked,
                                      struct arena *arena, struct error *err)
{
    TRY(check_asked(asked, err));
    return DB_REPEAT(app->db, remove_once(app, asked, arena, err));
}

/* ---- list ---- */

static bool take_contact(const struct db_rows *rows, struct arena *arena, struct office_contact *out)
{
    bool whole = db_text(rows, 2)[0] == '\0' && db_text(rows, 3)[0] == '\0';

    *out = (struct office_contact){
        .id = db_int(rows, 0),
        .level = whole ? law_level_name(LAW_CENTRAL) : arena_copy_string(arena, db_text(rows, 1)),
        .area = arena_copy_string(arena, db_text(rows, 2)),
        .name = arena_copy_string(arena, db_text(rows, 3)),
        .phone = arena_copy_string(arena, db_text(rows, 4)),
        .mail = arena_copy_string(arena, db_text(rows, 5)),
    };
    return out->level != NULL && out->area != NULL && out->name != NULL && out->phone != NULL &&
           out->mail != NULL;
}

static void free_contacts(struct office_contact **contacts)
{
    free(*contacts);
}

enum error_code office_contact_list(const struct app *app, const char *election_code, struct arena *arena,
                                    struct office_contact **out, size_t *out_count, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    CLEANUP(free_contacts) struct office_contact *contacts = NULL;
    struct election election;
    size_t capacity = 0;
    size_t count = 0;

    TRY(election_find(app, election_code, arena, &election, err));
    TRY(db_select(&rows, app->db, QUERY_OFFICE_CONTACTS,
                  DB_ARGS(DB_INT("election", election.id), DB_TEXT("purpose", CONTACT_OF_OFFICES)), err));
    for (; db_rows_next(&rows); count++)
        if (!list_reserve(&contacts, &capacity, count + 1, sizeof *contacts, OFFICES_MAX) ||
            !take_contact(&rows, arena, &contacts[count]))
            return error_memory(err);
    TRY(db_rows_finish(&rows, err));
    struct office_contact *kept = arena_array(arena, count, sizeof *kept);
    if (kept == NULL)
        return error_memory(err);
    if (count > 0)
        memcpy(kept, contacts, count * sizeof *kept);
    *out = kept;
    *out_count = count;
    return OK;
}
