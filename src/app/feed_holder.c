#include "app/feed_holder.h"

#include "app/audit.h"
#include "app/settings.h"
#include "base/secret.h"
#include "base/text.h"
#include "db/db.h"

#include <string.h>

#define URL_BYTES_MAX 1000

static enum error_code keep_url(struct text *url, struct arena *arena, const char **out, struct error *err)
{
    TRY(text_finish(url, err));
    *out = arena_copy(arena, url->data, url->length);
    return *out != NULL ? OK : error_memory(err);
}

/* The id where it belongs, and nothing in the other columns. */
static struct db_arg id_arg(const char *name, const struct feed_holder *holder, enum feed_owner owner)
{
    bool own = feed_kind_owner(holder->source.kind) == owner;

    return own ? (struct db_arg)DB_INT(name, holder->source.owner) : (struct db_arg)DB_NULL(name);
}

static struct db_arg level_arg(const struct feed_holder *holder)
{
    bool own = feed_kind_owner(holder->source.kind) == FEED_OF_LEVEL;

    return own ? (struct db_arg)DB_TEXT("level", law_level_name(holder->source.level))
               : (struct db_arg)DB_NULL("level");
}

enum error_code feed_holder_add(const struct app *app, const struct feed_holder *holder, struct arena *arena,
                                const char **out_url, struct error *err)
{
    unsigned char hash[SECRET_HASH_BYTES];
    char token[SECRET_TOKEN_CHARS];
    CLEANUP(text_done) struct text url = {0};

    TRY(secret_make_token(token, err));
    secret_hash(token, strlen(token), hash);
    TRY(db_run(app->db, QUERY_FEED_INSERT,
               DB_ARGS(DB_INT("election", holder->election),
                       DB_TEXT("kind", feed_kind_names[holder->source.kind]),
                       id_arg("candidate", holder, FEED_OF_CANDIDATE), id_arg("unit", holder, FEED_OF_UNIT),
                       id_arg("area", holder, FEED_OF_AREA), level_arg(holder),
                       DB_BLOB("token_hash", hash, sizeof hash), DB_TEXT("language", holder->source.language),
                       DB_INT("alarms", holder->source.alarms),
                       DB_INT("created_utc", clock_now_utc_secs(&app->clock))),
               err));
    text_init(&url, URL_BYTES_MAX);
    text_putf(&url, "%s/feeds/%s.ics", app->settings->service.public_url, token);
    return keep_url(&url, arena, out_url, err);
}

/* Letters, digits and a few signs: they need no coding in an address, and none is decoded. */
static bool fits_address(const char *code)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    return code[0] != '\0' && code[strspn(code, plain)] == '\0';
}

enum error_code feed_holder_public_url(const struct app *app, const char *code, const char *language,
                                       struct arena *arena, const char **out_url, struct error *err)
{
    CLEANUP(text_done) struct text url = {0};

    if (!fits_address(code))
        return error_set(err, ERROR_DATA,
                         "the commune %s has no public calendar: only letters without marks, digits, \"-\" "
                         "and \"_\" can stand in an address",
                         code);
    text_init(&url, URL_BYTES_MAX);
    text_putf(&url, "%s/xa/%s%s.ics", app->settings->service.public_url, code,
              strcmp(language, "en") == 0 ? ".en" : "");
    return keep_url(&url, arena, out_url, err);
}

/* Candidates by the hundred thousand are found by their index; the others are few. */
static bool is_candidate(const struct feed_holder *holder)
{
    return holder->source.kind == FEED_CANDIDATE;
}

#define HOLDER_ARGS(holder)                                                                                  \
    DB_INT("election", (holder)->election), DB_TEXT("kind", feed_kind_names[(holder)->source.kind]),         \
        DB_INT("candidate", 0), DB_INT("unit", id_of(holder, FEED_OF_UNIT)),                                 \
        DB_INT("area", id_of(holder, FEED_OF_AREA)), DB_TEXT("level", level_of(holder))

static int64_t id_of(const struct feed_holder *holder, enum feed_owner owner)
{
    return feed_kind_owner(holder->source.kind) == owner ? holder->source.owner : 0;
}

static const char *level_of(const struct feed_holder *holder)
{
    return feed_kind_owner(holder->source.kind) == FEED_OF_LEVEL ? law_level_name(holder->source.level) : "";
}

enum error_code feed_holder_end(const struct app *app, const struct feed_holder *holder, int64_t *out_count,
                                struct error *err)
{
    const struct db_arg now = DB_INT("revoked_utc", clock_now_utc_secs(&app->clock));

    if (is_candidate(holder))
        return db_run_counted(app->db, QUERY_FEED_REVOKE_OF_CANDIDATE,
                              DB_ARGS(now, DB_INT("candidate", holder->source.owner)), out_count, err);
    return db_run_counted(app->db, QUERY_FEED_REVOKE, DB_ARGS(now, HOLDER_ARGS(holder)), out_count, err);
}

enum error_code feed_holder_look(const struct app *app, struct feed_holder *holder, bool *out_in_use,
                                 struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    if (is_candidate(holder))
        TRY(db_select(&rows, app->db, QUERY_FEED_IN_USE_OF_CANDIDATE,
                      DB_ARGS(DB_INT("candidate", holder->source.owner)), err));
    else
        TRY(db_select(&rows, app->db, QUERY_FEED_IN_USE, DB_ARGS(HOLDER_ARGS(holder)), err));
    *out_in_use = db_rows_next(&rows);
    if (*out_in_use) {
        holder->source.language = strcmp(db_text(&rows, 0), "en") == 0 ? "en" : "vi";
        holder->source.alarms = db_int(&rows, 1) != 0;
    }
    return db_rows_finish(&rows, err);
}

enum error_code feed_holder_log(const struct app *app, const struct feed_holder *holder, const char *verb,
                                struct error *err)
{
    static const char *const kinds[] = {"candidate", "unit", "area", "level"};
    struct audit_entry entry = {.verb = verb,
                                .election = holder->election,
                                .kind = kinds[feed_kind_owner(holder->source.kind)],
                                .about = holder->name,
                                .after = feed_kind_names[holder->source.kind]};

    if (strcmp(verb, "feed issue") == 0)
        message_set(&entry.words, "%s got a calendar address.", holder->name);
    else if (strcmp(verb, "feed renew") == 0)
        message_set(&entry.words, "%s got another calendar address; the old one has ended.", holder->name);
    else
        message_set(&entry.words, "The calendar address of %s has ended.", holder->name);
    return audit_put(app, &entry, err);
}
