/* Remembers which calendars were fetched, in which state, when and by what, until that is written to the store every twenty
 * seconds, or sooner when there is much of it, by a thread, so that no phone waits for the disk or for a writer. Of a calendar fetched several times in between only
 * the last fetch counts. What the power takes in those seconds the next fetch brings back.
 */
#ifndef WEB_FETCHES_H
#define WEB_FETCHES_H

#include "app/app.h"
#include "base/log.h"

struct fetches;

/* `log` is borrowed. */
enum error_code fetches_new(struct clock clock, const struct log *log, struct fetches **out,
                            struct error *err) MUST_USE;
void fetches_free(struct fetches *fetches); /* what was not written is lost */
DEFINE_CLEANUP(struct fetches, fetches_free)

/* The state is that of the bytes (struct feed_facts). `client` is a User-Agent field; what is not printable in it is left out, and it is cut. Never waits for the store. */
void fetches_note(struct fetches *fetches, int64_t feed, int64_t state_utc_secs, const char *client);

/* Writes what was noted, if that is much, or was long ago, or `last`; from one thread at a time. The context is a struct
 * fetches. */
void fetches_write(void *context, const struct app *app, bool last);

#endif
