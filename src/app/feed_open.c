#include "app/feed_open.h"

#include "app/feed_clock.h"
#include "base/parse.h"
#include "base/secret.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

#define CODE_CHARS 128

/* The columns of QUERY_FEED_BY_TOKEN. */
enum feed_column {
    FEED,
    KIND,
    CANDIDATE,
    UNIT,
    AREA,
    LEVEL,
    LANGUAGE,
    ALARMS,
    REVOKED,
    ELECTION,
    POLLING_DAY,
    CLOCK,
    TOMBSTONES,
};

static enum law_level level_of(const char *name)
{
    int level = 0;

    while (level < LAW_LEVEL_COUNT - 1 && strcmp(law_level_name((enum law_level)level), name) != 0)
        level++;
    return (enum law_level)level;
}

static struct feed_source source_of(const struct db_rows *row)
{
    static const enum feed_column owners[] = {
        [FEED_OF_CANDIDATE] = CANDIDATE,
        [FEED_OF_UNIT] = UNIT,
        [FEED_OF_AREA] = AREA,
        [FEED_OF_LEVEL] = ELECTION,
    };
    size_t kind = FEED_CANDIDATE;

    /* The store takes no other names. */
    (void)!parse_choice(db_text(row, KIND), feed_kind_names, FEED_KIND_COUNT, &kind);
    return (struct feed_source){
        .kind = (enum feed_kind)kind,
        .owner = db_int(row, (int)owners[feed_kind_owner((enum feed_kind)kind)]),
        .level = level_of(db_text(row, LEVEL)),
        .language = strcmp(db_text(row, LANGUAGE), "en") == 0 ? "en" : "vi",
        .alarms = db_int(row, ALARMS) != 0,
    };
}

/* A store that cannot be written now keeps its tombstones until it can. */
static void pass_sunset(const struct app *app, const struct feed_sunset *sunset, struct feed *feed)
{
    struct error ignored;

    (void)!feed_clock_pass_sunset(app, sunset, &feed->clock_utc_secs, &ignored);
}

enum error_code feed_open(const struct app *app, const char *token, struct feed *out, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    unsigned char hash[SECRET_HASH_BYTES];

    if (!secret_is_token(token))
        return error_set(err, ERROR_NO_INPUT, "there is no calendar at this address");
    secret_hash(token, strlen(token), hash);
    TRY(db_select(&rows, app->db, QUERY_FEED_BY_TOKEN, DB_ARGS(DB_BLOB("token_hash", hash, sizeof hash)),
                  err));
    if (!db_rows_next(&rows)) {
        TRY(db_rows_finish(&rows, err));
        return error_set(err, ERROR_NO_INPUT, "there is no calendar at this address");
    }
    struct feed feed = {
        .id = db_int(&rows, FEED),
        .revoked_utc_secs = db_int(&rows, REVOKED),
        .clock_utc_secs = db_int(&rows, CLOCK),
        .source = source_of(&rows),
    };
    const struct feed_sunset sunset = {
        db_int(&rows, ELECTION), {(int32_t)db_int(&rows, POLLING_DAY)}, db_int(&rows, TOMBSTONES) != 0};
    TRY(db_rows_finish(&rows, err));
    pass_sunset(app, &sunset, &feed);
    *out = feed;
    return OK;
}

/* Takes ".en" off. */
static const char *language_of(char *name)
{
    size_t length = strlen(name);

    if (length <= 3 || strcmp(name + length - 3, ".en") != 0)
        return "vi";
    name[length - 3] = '\0';
    return "en";
}

enum error_code feed_open_commune(const struct app *app, const char *name, struct feed *out,
                                  struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    char code[CODE_CHARS];

    if (strlen(name) >= sizeof code)
        return error_set(err, ERROR_NO_INPUT, "there is no calendar at this address");
    snprintf(code, sizeof code, "%s", name);
    struct feed feed = {.source = {.kind = FEED_COMMUNE, .language = language_of(code)}};
    TRY(db_select(&rows, app->db, QUERY_FEED_COMMUNE_BY_CODE, DB_ARGS(DB_TEXT("code", code)), err));
    if (!db_rows_next(&rows)) {
        TRY(db_rows_finish(&rows, err));
        return error_set(err, ERROR_NO_INPUT, "there is no calendar at this address");
    }
    feed.source.owner = db_int(&rows, 0);
    feed.clock_utc_secs = db_int(&rows, 3);
    const struct feed_sunset sunset = {db_int(&rows, 1), {(int32_t)db_int(&rows, 2)}, db_int(&rows, 4) != 0};
    TRY(db_rows_finish(&rows, err));
    pass_sunset(app, &sunset, &feed);
    *out = feed;
    return OK;
}

/* Most phones find what they have unchanged. */
static enum error_code record_state(const struct app *app, const struct feed_fetch *fetch, struct error *err)
{
    const struct db_arg feed = DB_INT("feed", fetch->feed);
    const struct db_arg state = DB_INT("state_utc", fetch->state_utc_secs);
    const struct db_arg now = DB_INT("fetched_utc", fetch->fetched_utc_secs);
    int64_t again;

    TRY(db_run_counted(app->db, QUERY_FEED_SERVED_AGAIN, DB_ARGS(now, feed, state), &again, err));
    if (again > 0)
        return OK;
    TRY(db_run(app->db, QUERY_FEED_SERVED_FIRST, DB_ARGS(state, now, feed), err));
    return db_run(app->db, QUERY_FEED_SERVED_BOUND, DB_ARGS(feed, DB_INT("kept", FEED_STATES_KEPT)), err);
}

static enum error_code record_once(const struct app *app, const struct feed_fetch *fetches, size_t count,
                                   struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};

    TRY(db_transaction_begin(&change, app->db, err));
    for (size_t i = 0; i < count; i++) {
        TRY(db_run(app->db, QUERY_FEED_RECORD_FETCH,
                   DB_ARGS(DB_INT("feed", fetches[i].feed),
                           DB_INT("fetched_utc", fetches[i].fetched_utc_secs),
                           DB_TEXT("client", fetches[i].client)),
                   err));
        TRY(record_state(app, &fetches[i], err));
    }
    return db_transaction_commit(&change, err);
}

enum error_code feed_record_fetches(const struct app *app, const struct feed_fetch *fetches, size_t count,
                                    struct error *err)
{
    return DB_REPEAT(app->db, record_once(app, fetches, count, err));
}
