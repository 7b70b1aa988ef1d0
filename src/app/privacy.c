#include "app/privacy.h"

#include "app/audit.h"
#include "app/election_list.h"
#include "app/import_upload.h"
#include "app/places.h"
#include "app/privacy_person.h"
#include "app/settings.h"
#include "calendar/law_pack.h"
#include "db/copy.h"

#include <string.h>

static uint32_t levels_meant(const char *name)
{
    for (int level = 0; name != NULL && level < LAW_LEVEL_COUNT; level++) {
        if (strcmp(law_level_name((enum law_level)level), name) == 0)
            return 1u << level;
    }
    return UINT32_MAX;
}

static enum error_code find_area(const struct app *app, const struct privacy_person *person, int64_t election,
                                 struct arena *arena, int64_t *out, struct error *err)
{
    struct places places;
    size_t place;

    TRY(places_load(app, election, arena, &places, err));
    TRY(places_find(&places, person->code, levels_meant(person->level), &place, err));
    *out = places.items[place].id;
    return OK;
}

enum error_code privacy_find(const struct app *app, const struct privacy_person *person, struct arena *arena,
                             struct privacy_owner *out, struct error *err)
{
    struct privacy_owner owner = {.id = 0};

    TRY(election_find(app, person->election, arena, &owner.election, err));
    if (person->of_area)
        TRY(find_area(app, person, owner.election.id, arena, &owner.id, err));
    else
        TRY(db_select_int(app->db, QUERY_PLAN_CANDIDATE_BY_CODE,
                          DB_ARGS(DB_INT("election", owner.election.id), DB_TEXT("code", person->code)), 0,
                          &owner.id, err));
    if (owner.id == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no candidate %s in this election", person->code);
    *out = owner;
    return OK;
}

static enum error_code check_held(const struct app *app, const struct privacy_person *person,
                                  const struct privacy_owner *owner, struct error *err)
{
    int64_t contact;

    TRY(db_select_int(app->db,
                      person->of_area ? QUERY_PRIVACY_CONTACT_OF_AREA : QUERY_PRIVACY_CONTACT_OF_CANDIDATE,
                      DB_ARGS(DB_INT("owner", owner->id)), 0, &contact, err));
    if (contact == 0)
        return error_set(err, ERROR_NO_INPUT, "no telephone number and no mail address is held of %s",
                         person->code);
    return OK;
}

/* Everything that hangs on the contacts that were marked with this moment. */
static enum error_code erase_marked(const struct app *app, int64_t now_utc_secs, struct error *err)
{
    static const enum db_query queries[] = {
        QUERY_PRIVACY_ERASE_CONTACTS, QUERY_PRIVACY_ERASE_HOMES,    QUERY_PRIVACY_ERASE_FETCHES,
        QUERY_PRIVACY_ERASE_PINS,     QUERY_PRIVACY_ERASE_SERVED,   QUERY_PRIVACY_ERASE_TEXTS,
        QUERY_PRIVACY_ERASE_ANSWERS,  QUERY_PRIVACY_CANCEL_NOTICES,
    };

    for (size_t i = 0; i < COUNT_OF(queries); i++)
        TRY(db_run(app->db, queries[i], DB_ARGS(DB_INT("now_utc", now_utc_secs)), err));
    return OK;
}

static const char *kind_of(const struct privacy_person *person)
{
    return person->of_area ? "area" : "candidate";
}

static enum error_code erase_once(const struct app *app, const struct privacy_person *person,
                                  struct arena *arena, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    int64_t now_utc_secs = clock_now_utc_secs(&app->clock);
    struct audit_entry entry = {.verb = "privacy erase", .kind = kind_of(person), .about = person->code};
    struct privacy_owner owner;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(privacy_find(app, person, arena, &owner, err));
    TRY(check_held(app, person, &owner, err));
    TRY(db_run(app->db, QUERY_PRIVACY_MARK,
               DB_ARGS(DB_INT("owner", owner.id), DB_INT("of_area", person->of_area),
                       DB_INT("now_utc", now_utc_secs)),
               err));
    TRY(erase_marked(app, now_utc_secs, err));
    entry.election = owner.election.id;
    message_set(&entry.words, "The personal data held of %s were erased on request.", person->code);
    TRY(audit_put(app, &entry, err));
    return db_transaction_commit(&change, err);
}

enum error_code privacy_erase(const struct app *app, const struct privacy_person *person, struct arena *arena,
                              struct error *err)
{
    TRY(DB_REPEAT(app->db, erase_once(app, person, arena, err)));
    db_write_anew(app->db);
    return OK;
}

static enum error_code keep_once(const struct app *app, const struct privacy_person *person,
                                 struct civil_date until, struct arena *arena, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct audit_entry entry = {.verb = "privacy keep", .kind = kind_of(person), .about = person->code};
    struct privacy_owner owner;
    char day[CIVIL_DATE_CHARS];

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(privacy_find(app, person, arena, &owner, err));
    TRY(check_held(app, person, &owner, err));
    TRY(db_run(
        app->db, QUERY_PRIVACY_KEEP_UNTIL,
        DB_ARGS(DB_INT("owner", owner.id), DB_INT("of_area", person->of_area), DB_INT("day", until.day)),
        err));
    civil_date_format(until, day);
    entry.election = owner.election.id;
    entry.after = day;
    message_set(&entry.words, "The personal data held of %s may be kept until %s.", person->code, day);
    TRY(audit_put(app, &entry, err));
    return db_transaction_commit(&change, err);
}

enum error_code privacy_keep(const struct app *app, const struct privacy_person *person,
                             struct civil_date until, struct arena *arena, struct error *err)
{
    return DB_REPEAT(app->db, keep_once(app, person, until, arena, err));
}

/* ---- what is past its day ---- */

static enum error_code erase_election(const struct app *app, const struct election *election,
                                      int64_t *out_count, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    int64_t now_utc_secs = clock_now_utc_secs(&app->clock);
    struct audit_entry entry = {.verb = "privacy sweep", .election = election->id, .kind = "contacts"};
    int64_t count;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(db_run_counted(app->db, QUERY_PRIVACY_MARK_DUE,
                       DB_ARGS(DB_INT("election", election->id), DB_INT("now_utc", now_utc_secs),
                               DB_INT("keep_days", app->settings->contacts_kept_days),
                               DB_INT("today", civil_time_from_utc_secs(now_utc_secs).date.day)),
                       &count, err));
    *out_count = count;
    if (count == 0)
        return OK;
    TRY(erase_marked(app, now_utc_secs, err));
    message_set(&entry.words, "Contacts whose time was over were erased: %lld.", (long long)count);
    TRY(audit_put(app, &entry, err));
    return db_transaction_commit(&change, err);
}

enum error_code privacy_erase_due(const struct app *app, struct arena *arena, int64_t *out_count,
                                  struct error *err)
{
    struct election *elections;
    size_t election_count;
    int64_t all = 0;

    TRY(import_upload_forget_old(app, err));
    TRY(election_list(app, arena, &elections, &election_count, err));
    for (size_t i = 0; i < election_count; i++) {
        int64_t count = 0;
        TRY(DB_REPEAT(app->db, erase_election(app, &elections[i], &count, err)));
        all += count;
    }
    if (all > 0)
        db_write_anew(app->db);
    *out_count = all;
    return OK;
}
