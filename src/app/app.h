/* What every verb of the product is given: the store, the clock, where the data files lie, the settings. Made
 * by the command line and by the web service, one per command or per thread of the service. The verbs, one
 * file each, are what a command and a page both call; they return results in the arena passed in and never
 * print.
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"

#include <stdbool.h>

struct db;
struct feed_pieces;
struct settings;

/* Who acts, and from where: what the audit writes down (app/audit.h). */
enum actor_source { ACTOR_CLI, ACTOR_WEB, ACTOR_WORKER };

#define ACTOR_CHARS 65

struct actor {
    enum actor_source source;
    char who[ACTOR_CHARS];  /* the account of the machine, unless the web service knows the user: "user:12" */
    char host[ACTOR_CHARS]; /* the machine's name */
};

struct app {
    struct db *db;         /* NULL for verbs that need no store */
    const char *store_url; /* of `db`, for opening it once more in another thread; borrowed */
    struct clock clock;
    const char *data_dir;            /* holds law/, holidays/, gateways/, texts/ */
    const struct settings *settings; /* never NULL */
    struct feed_pieces *pieces;      /* of calendars of this store (app/feed_pieces.h), or NULL; borrowed */
    struct actor actor;              /* filled in when the store is opened, but for its source */
};

/* Opens the store at `url` (db/db.h says what may stand there and what can go wrong) and brings it up to
 * date; `create` makes a missing one. The address is borrowed as long as the store is open. */
enum error_code app_open_store(struct app *app, const char *url, bool create, struct error *err) MUST_USE;
void app_close_store(struct app *app); /* also right when none is open */

#endif
