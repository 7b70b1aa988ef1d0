#include "app/feed_issue.h"

#include "app/audit.h"
#include "app/feed_address.h"
#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>

#define CANDIDATES_MAX 1000000 /* of the whole country, twice over */

static enum error_code find_candidate(const struct app *app, int64_t election, const char *code, int64_t *out,
                                      struct error *err)
{
    int64_t id;

    TRY(db_select_int(app->db, QUERY_FEED_CANDIDATE_BY_CODE,
                      DB_ARGS(DB_INT("election", election), DB_TEXT("code", code)), 0, &id, err));
    if (id == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no candidate %s in this election", code);
    *out = id;
    return OK;
}

static struct feed_holder holder_of(int64_t election, int64_t candidate)
{
    return (struct feed_holder){.election = election, .candidate = candidate};
}

static enum error_code refuse_second(const struct app *app, const struct feed_holder *holder,
                                     const char *code, struct error *err)
{
    int64_t in_use;

    TRY(feed_address_count(app, holder, &in_use, err));
    if (in_use > 0)
        return error_set(
            err, ERROR_DATA,
            "candidate %s has a calendar address already, and it cannot be shown again because only its "
            "hash is kept; `hiepthuong feed renew --candidate %s` ends it and makes another",
            code, code);
    return OK;
}

/* The address itself is a secret and in no log. */
static enum error_code log_address(const struct app *app, int64_t election, const char *verb,
                                   const char *candidate, const struct message *words, struct error *err)
{
    const struct audit_entry entry = {
        .verb = verb, .election = election, .kind = "candidate", .about = candidate, .words = *words};

    return audit_put(app, &entry, err);
}

static enum error_code log_issue(const struct app *app, int64_t election, const char *candidate,
                                 struct error *err)
{
    struct message words;

    message_set(&words, "Candidate %s got a calendar address.", candidate);
    return log_address(app, election, "feed issue", candidate, &words, err);
}

static enum error_code issue_once(const struct app *app, int64_t election, const char *candidate,
                                  struct arena *arena, struct feed_address *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct feed_address address = {.candidate = candidate};
    int64_t id;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_candidate(app, election, candidate, &id, err));
    const struct feed_holder holder = holder_of(election, id);
    TRY(refuse_second(app, &holder, candidate, err));
    TRY(feed_address_add(app, &holder, arena, &address.url, err));
    TRY(log_issue(app, election, candidate, err));
    TRY(db_transaction_commit(&change, err));
    *out = address;
    return OK;
}

enum error_code feed_issue(const struct app *app, int64_t election, const char *candidate,
                           struct arena *arena, struct feed_address *out, struct error *err)
{
    return DB_REPEAT(app->db, issue_once(app, election, candidate, arena, out, err));
}

static enum error_code renew_once(const struct app *app, int64_t election, const char *candidate,
                                  struct arena *arena, struct feed_address *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct feed_address address = {.candidate = candidate};
    struct message words;
    int64_t id;
    int64_t ended;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_candidate(app, election, candidate, &id, err));
    const struct feed_holder holder = holder_of(election, id);
    TRY(feed_address_end(app, &holder, &ended, err));
    TRY(feed_address_add(app, &holder, arena, &address.url, err));
    message_set(&words, "Candidate %s got another calendar address; the old one has ended.", candidate);
    TRY(log_address(app, election, "feed renew", candidate, &words, err));
    TRY(db_transaction_commit(&change, err));
    *out = address;
    return OK;
}

enum error_code feed_renew(const struct app *app, int64_t election, const char *candidate,
                           struct arena *arena, struct feed_address *out, struct error *err)
{
    return DB_REPEAT(app->db, renew_once(app, election, candidate, arena, out, err));
}

static enum error_code revoke_once(const struct app *app, int64_t election, const char *candidate,
                                   struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct message words;
    int64_t id;
    int64_t ended;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(find_candidate(app, election, candidate, &id, err));
    const struct feed_holder holder = holder_of(election, id);
    TRY(feed_address_end(app, &holder, &ended, err));
    if (ended == 0)
        return error_set(err, ERROR_NO_INPUT, "candidate %s has no calendar address in use", candidate);
    message_set(&words, "The calendar address of candidate %s has ended.", candidate);
    TRY(log_address(app, election, "feed revoke", candidate, &words, err));
    return db_transaction_commit(&change, err);
}

enum error_code feed_revoke(const struct app *app, int64_t election, const char *candidate, struct error *err)
{
    return DB_REPEAT(app->db, revoke_once(app, election, candidate, err));
}

struct waiting {
    int64_t id;
    const char *code;
};

static void free_waiting(struct waiting **list)
{
    free(*list);
}

static enum error_code read_waiting(const struct app *app, int64_t election, struct arena *arena,
                                    struct waiting **list, size_t *out_count, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    size_t count = 0;
    size_t capacity = 0;

    TRY(db_select(&rows, app->db, QUERY_FEED_CANDIDATES_WITHOUT, DB_ARGS(DB_INT("election", election)), err));
    while (db_rows_next(&rows)) {
        const char *code = arena_copy_string(arena, db_text(&rows, 1));
        if (code == NULL || !list_reserve(list, &capacity, count + 1, sizeof **list, CANDIDATES_MAX))
            return error_memory(err);
        (*list)[count++] = (struct waiting){db_int(&rows, 0), code};
    }
    *out_count = count;
    return db_rows_finish(&rows, err);
}

static enum error_code issue_all_once(const struct app *app, int64_t election, struct arena *arena,
                                      struct feed_addresses *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    CLEANUP(free_waiting) struct waiting *list = NULL;
    struct feed_addresses made = {.items = NULL};
    int64_t kept;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(db_select_int(app->db, QUERY_FEED_COUNT_CANDIDATES_IN_USE, DB_ARGS(DB_INT("election", election)), 0,
                      &kept, err));
    TRY(read_waiting(app, election, arena, &list, &made.count, err));
    made.kept_count = (size_t)kept;
    made.items = arena_array(arena, made.count, sizeof *made.items);
    if (made.items == NULL)
        return error_memory(err);
    for (size_t i = 0; i < made.count; i++) {
        made.items[i].candidate = list[i].code;
        const struct feed_holder holder = holder_of(election, list[i].id);
        TRY(feed_address_add(app, &holder, arena, &made.items[i].url, err));
        TRY(log_issue(app, election, list[i].code, err));
    }
    TRY(db_transaction_commit(&change, err));
    *out = made;
    return OK;
}

enum error_code feed_issue_all(const struct app *app, int64_t election, struct arena *arena,
                               struct feed_addresses *out, struct error *err)
{
    return DB_REPEAT(app->db, issue_all_once(app, election, arena, out, err));
}
