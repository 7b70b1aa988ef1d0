#include "app/feed_address.h"

#include "app/feed_bytes.h"
#include "app/feed_holder.h"
#include "app/milestones.h"
#include "app/settings.h"
#include "db/db.h"

#include <string.h>

static enum error_code level_meant(const char *name, enum law_level *out, struct error *err)
{
    for (int level = 0; name != NULL && level < LAW_LEVEL_COUNT; level++) {
        if (strcmp(law_level_name((enum law_level)level), name) == 0) {
            *out = (enum law_level)level;
            return OK;
        }
    }
    return error_set(err, ERROR_USAGE, "say with --level of which level the timetable is to be shown");
}

static uint32_t levels_meant(const struct feed_whose *whose)
{
    enum law_level level;
    struct error ignored;

    if (whose->kind == FEED_COMMUNE)
        return 1u << LAW_COMMUNE;
    return level_meant(whose->level, &level, &ignored) == OK ? 1u << level : UINT32_MAX;
}

static enum error_code find_area(const struct app *app, const struct feed_whose *whose, struct arena *arena,
                                 int64_t *out, struct error *err)
{
    struct places places;
    size_t place;

    TRY(places_load(app, whose->election, arena, &places, err));
    TRY(places_find(&places, whose->code, levels_meant(whose), &place, err));
    *out = places.items[place].id;
    return OK;
}

static enum error_code find_by_code(const struct app *app, const struct feed_whose *whose, int64_t *out,
                                    struct error *err)
{
    bool unit = whose->kind == FEED_UNIT;

    TRY(db_select_int(app->db, unit ? QUERY_FEED_UNIT_BY_CODE : QUERY_FEED_CANDIDATE_BY_CODE,
                      DB_ARGS(DB_INT("election", whose->election), DB_TEXT("code", whose->code)), 0, out,
                      err));
    if (*out != 0)
        return OK;
    if (unit)
        return error_set(err, ERROR_NO_INPUT, "there is no unit %s in this election", whose->code);
    return error_set(err, ERROR_NO_INPUT, "there is no candidate %s in this election", whose->code);
}

static enum error_code find_holder(const struct app *app, const struct feed_whose *whose, struct arena *arena,
                                   struct feed_holder *out, struct error *err)
{
    struct feed_holder holder = {
        .election = whose->election,
        .source = {.kind = whose->kind,
                   .owner = whose->election,
                   .language = app->settings->language != NULL ? app->settings->language : "vi"},
        .name = whose->code,
    };

    switch (feed_kind_owner(whose->kind)) {
    case FEED_OF_LEVEL:
        TRY(level_meant(whose->level, &holder.source.level, err));
        holder.name = whose->level;
        break;
    case FEED_OF_AREA: TRY(find_area(app, whose, arena, &holder.source.owner, err)); break;
    default: TRY(find_by_code(app, whose, &holder.source.owner, err));
    }
    *out = holder;
    return OK;
}

static void apply_wish(struct feed_holder *holder, const struct feed_wish *wish)
{
    if (wish->language != NULL)
        holder->source.language = wish->language;
    holder->source.alarms |= wish->alarms;
}

/* A calendar must not begin empty because nobody has looked at the timetable yet. */
static enum error_code make_milestones(const struct app *app, int64_t election, struct arena *arena,
                                       struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    TRY(db_select(&rows, app->db, QUERY_FEED_ELECTION_CODE, DB_ARGS(DB_INT("election", election)), err));
    const char *code = db_rows_next(&rows) ? arena_copy_string(arena, db_text(&rows, 0)) : NULL;
    TRY(db_rows_finish(&rows, err));
    return milestones_bring_up_election(app, code, arena, err);
}

/* Everything of the kind is made once, so that what cannot be shown is said to the staff and not to a phone. */
static enum error_code check_calendar(const struct app *app, const struct feed_source *source,
                                      struct error *err)
{
    CLEANUP(text_done) struct text bytes = {0};
    struct feed_facts facts;

    if (!feed_kind_has_deadlines(source->kind))
        return OK;
    text_init(&bytes, FEED_BYTES_MAX);
    return feed_bytes(app, source, &bytes, &facts, err);
}

static enum error_code add(const struct app *app, const struct feed_holder *holder, const char *verb,
                           struct arena *arena, const char **out_url, struct error *err)
{
    if (feed_kind_has_deadlines(holder->source.kind))
        TRY(make_milestones(app, holder->election, arena, err));
    TRY(check_calendar(app, &holder->source, err));
    TRY(feed_holder_add(app, holder, arena, out_url, err));
    return feed_holder_log(app, holder, verb, err);
}

static enum error_code refuse_second(const struct feed_holder *holder, struct error *err)
{
    static const char *const options[FEED_KIND_COUNT] = {
        [FEED_CANDIDATE] = "--candidate",       [FEED_UNIT] = "--unit",
        [FEED_STAFF] = "--kind staff --area",   [FEED_DEADLINES] = "--deadlines --area",
        [FEED_CUTOFF] = "--kind cutoff --area", [FEED_TIMETABLE] = "--kind timetable --level",
    };

    return error_set(
        err, ERROR_DATA,
        "%s has a calendar address already, and it cannot be shown again because only its hash is "
        "kept; `hiepthuong feed renew %s %s` ends it and makes another",
        holder->name, options[holder->source.kind], holder->name);
}

static enum error_code issue_once(const struct app *app, const struct feed_whose *whose,
                                  const struct feed_wish *wish, struct arena *arena, const char **out_url,
                                  struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct feed_holder holder;
    const char *url;
    bool in_use;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_holder(app, whose, arena, &holder, err));
    TRY(feed_holder_look(app, &holder, &in_use, err));
    if (in_use)
        return refuse_second(&holder, err);
    apply_wish(&holder, wish);
    TRY(add(app, &holder, "feed issue", arena, &url, err));
    TRY(db_transaction_commit(&change, err));
    *out_url = url;
    return OK;
}

static enum error_code public_url(const struct app *app, const struct feed_whose *whose,
                                  const struct feed_wish *wish, struct arena *arena, const char **out_url,
                                  struct error *err)
{
    struct feed_holder holder;

    TRY(find_holder(app, whose, arena, &holder, err));
    apply_wish(&holder, wish);
    if (holder.source.alarms)
        return error_set(err, ERROR_USAGE, "a public calendar has no alarms");
    return feed_holder_public_url(app, whose->code, holder.source.language, arena, out_url, err);
}

enum error_code feed_address_issue(const struct app *app, const struct feed_whose *whose,
                                   const struct feed_wish *wish, struct arena *arena, const char **out_url,
                                   struct error *err)
{
    if (whose->kind == FEED_COMMUNE)
        return public_url(app, whose, wish, arena, out_url, err);
    return DB_REPEAT(app->db, issue_once(app, whose, wish, arena, out_url, err));
}

static enum error_code refuse_public(const struct feed_whose *whose, struct error *err)
{
    if (whose->kind != FEED_COMMUNE)
        return OK;
    return error_set(err, ERROR_USAGE,
                     "the calendar of a commune is public and has always the same address; `hiepthuong feed "
                     "issue --kind commune --area %s` shows it",
                     whose->code);
}

static enum error_code renew_once(const struct app *app, const struct feed_whose *whose,
                                  const struct feed_wish *wish, struct arena *arena, const char **out_url,
                                  struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct feed_holder holder;
    const char *url;
    int64_t ended;
    bool in_use;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_holder(app, whose, arena, &holder, err));
    TRY(feed_holder_look(app, &holder, &in_use, err));
    TRY(feed_holder_end(app, &holder, &ended, err));
    apply_wish(&holder, wish);
    TRY(add(app, &holder, "feed renew", arena, &url, err));
    TRY(db_transaction_commit(&change, err));
    *out_url = url;
    return OK;
}

enum error_code feed_address_renew(const struct app *app, const struct feed_whose *whose,
                                   const struct feed_wish *wish, struct arena *arena, const char **out_url,
                                   struct error *err)
{
    TRY(refuse_public(whose, err));
    return DB_REPEAT(app->db, renew_once(app, whose, wish, arena, out_url, err));
}

static enum error_code revoke_once(const struct app *app, const struct feed_whose *whose, struct arena *arena,
                                   struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct feed_holder holder;
    int64_t ended;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_holder(app, whose, arena, &holder, err));
    TRY(feed_holder_end(app, &holder, &ended, err));
    if (ended == 0)
        return error_set(err, ERROR_NO_INPUT, "%s has no calendar address of this kind in use", holder.name);
    TRY(feed_holder_log(app, &holder, "feed revoke", err));
    return db_transaction_commit(&change, err);
}

enum error_code feed_address_revoke(const struct app *app, const struct feed_whose *whose,
                                    struct arena *arena, struct error *err)
{
    TRY(refuse_public(whose, err));
    return DB_REPEAT(app->db, revoke_once(app, whose, arena, err));
}
