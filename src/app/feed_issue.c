#include "app/feed_issue.h"

#include "app/feed_holder.h"
#include "app/settings.h"
#include "base/list.h"
#include "db/db.h"

#include <stdlib.h>

#define CANDIDATES_MAX 1000000 /* of the whole country, twice over */

static struct feed_whose whose_of(int64_t election, const char *candidate)
{
    return (struct feed_whose){.kind = FEED_CANDIDATE, .election = election, .code = candidate};
}

enum error_code feed_issue(const struct app *app, int64_t election, const char *candidate,
                           struct arena *arena, struct feed_address *out, struct error *err)
{
    const struct feed_whose whose = whose_of(election, candidate);
    const struct feed_wish wish = {.language = NULL};

    TRY(feed_address_issue(app, &whose, &wish, arena, &out->url, err));
    out->candidate = candidate;
    return OK;
}

enum error_code feed_renew(const struct app *app, int64_t election, const char *candidate,
                           struct arena *arena, struct feed_address *out, struct error *err)
{
    const struct feed_whose whose = whose_of(election, candidate);
    const struct feed_wish wish = {.language = NULL};

    TRY(feed_address_renew(app, &whose, &wish, arena, &out->url, err));
    out->candidate = candidate;
    return OK;
}

enum error_code feed_revoke(const struct app *app, int64_t election, const char *candidate, struct error *err)
{
    const struct feed_whose whose = whose_of(election, candidate);

    return feed_address_revoke(app, &whose, NULL, err);
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

static enum error_code issue_all_once(const struct app *app, int64_t election, const struct feed_wish *wish,
                                      struct arena *arena, struct feed_addresses *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    CLEANUP(free_waiting) struct waiting *list = NULL;
    struct feed_addresses made = {.items = NULL};
    struct feed_holder holder = {.election = election,
                                 .source = {.kind = FEED_CANDIDATE, .alarms = wish->alarms}};
    int64_t kept;

    holder.source.language = wish->language != NULL            ? wish->language
                             : app->settings->language != NULL ? app->settings->language
                                                               : "vi";
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
        holder.source.owner = list[i].id;
        holder.name = list[i].code;
        TRY(feed_holder_add(app, &holder, arena, &made.items[i].url, err));
        TRY(feed_holder_log(app, &holder, "feed issue", err));
    }
    TRY(db_transaction_commit(&change, err));
    *out = made;
    return OK;
}

enum error_code feed_issue_all(const struct app *app, int64_t election, const struct feed_wish *wish,
                               struct arena *arena, struct feed_addresses *out, struct error *err)
{
    return DB_REPEAT(app->db, issue_all_once(app, election, wish, arena, out, err));
}
