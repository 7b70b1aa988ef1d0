#include "app/feed_deadlines_issue.h"

#include "app/audit.h"
#include "app/feed_address.h"
#include "app/milestones.h"
#include "db/db.h"

#include <string.h>

static uint32_t levels_meant(const char *name)
{
    for (int level = 0; name != NULL && level < LAW_LEVEL_COUNT; level++) {
        if (strcmp(law_level_name((enum law_level)level), name) == 0)
            return 1u << level;
    }
    return UINT32_MAX;
}

static enum error_code find_holder(const struct app *app, const struct feed_area *area, struct arena *arena,
                                   struct feed_holder *out, struct error *err)
{
    struct election election;
    struct places places;
    size_t place;

    TRY(election_find(app, area->election, arena, &election, err));
    TRY(places_load(app, election.id, arena, &places, err));
    TRY(places_find(&places, area->code, levels_meant(area->level), &place, err));
    *out = (struct feed_holder){
        .election = election.id, .area = places.items[place].id, .language = area->language};
    return OK;
}

static enum error_code log_address(const struct app *app, const struct feed_holder *holder, const char *verb,
                                   const char *area, const struct message *words, struct error *err)
{
    const struct audit_entry entry = {
        .verb = verb, .election = holder->election, .kind = "area", .about = area, .words = *words};

    return audit_put(app, &entry, err);
}

static enum error_code issue_once(const struct app *app, const struct feed_area *area, struct arena *arena,
                                  const char **out_url, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct feed_holder holder;
    struct message words;
    const char *url;
    int64_t in_use;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_holder(app, area, arena, &holder, err));
    TRY(feed_address_count(app, &holder, &in_use, err));
    if (in_use > 0)
        return error_set(err, ERROR_DATA,
                         "the area %s has a calendar address already, and it cannot be shown again because "
                         "only its hash is kept; `hiepthuong feed renew --deadlines --area %s` ends it and "
                         "makes another",
                         area->code, area->code);
    /* A calendar must not begin empty because nobody has looked at the timetable yet. */
    TRY(milestones_bring_up_election(app, area->election, arena, err));
    TRY(feed_address_add(app, &holder, arena, &url, err));
    message_set(&words, "The area %s got a calendar address for its deadlines.", area->code);
    TRY(log_address(app, &holder, "feed issue", area->code, &words, err));
    TRY(db_transaction_commit(&change, err));
    *out_url = url;
    return OK;
}

enum error_code feed_deadlines_issue(const struct app *app, const struct feed_area *area, struct arena *arena,
                                     const char **out_url, struct error *err)
{
    return DB_REPEAT(app->db, issue_once(app, area, arena, out_url, err));
}

static enum error_code renew_once(const struct app *app, const struct feed_area *area, struct arena *arena,
                                  const char **out_url, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct feed_holder holder;
    struct message words;
    const char *url;
    int64_t ended;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_holder(app, area, arena, &holder, err));
    TRY(feed_address_end(app, &holder, &ended, err));
    /* A calendar must not begin empty because nobody has looked at the timetable yet. */
    TRY(milestones_bring_up_election(app, area->election, arena, err));
    TRY(feed_address_add(app, &holder, arena, &url, err));
    message_set(&words, "The area %s got another calendar address for its deadlines; the old one has ended.",
                area->code);
    TRY(log_address(app, &holder, "feed renew", area->code, &words, err));
    TRY(db_transaction_commit(&change, err));
    *out_url = url;
    return OK;
}

enum error_code feed_deadlines_renew(const struct app *app, const struct feed_area *area, struct arena *arena,
                                     const char **out_url, struct error *err)
{
    return DB_REPEAT(app->db, renew_once(app, area, arena, out_url, err));
}

static enum error_code revoke_once(const struct app *app, const struct feed_area *area, struct arena *arena,
                                   struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct feed_holder holder;
    struct message words;
    int64_t ended;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_holder(app, area, arena, &holder, err));
    TRY(feed_address_end(app, &holder, &ended, err));
    if (ended == 0)
        return error_set(err, ERROR_NO_INPUT, "the area %s has no calendar address in use", area->code);
    message_set(&words, "The calendar address of the area %s has ended.", area->code);
    TRY(log_address(app, &holder, "feed revoke", area->code, &words, err));
    return db_transaction_commit(&change, err);
}

enum error_code feed_deadlines_revoke(const struct app *app, const struct feed_area *area,
                                      struct arena *arena, struct error *err)
{
    return DB_REPEAT(app->db, revoke_once(app, area, arena, err));
}
