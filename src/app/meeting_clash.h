/* The last line against double booking, whoever made the meetings: looked for in the store itself, in the transaction that
 * writes them, so that of two writers at the same time one is refused.
 */
#ifndef APP_MEETING_CLASH_H
#define APP_MEETING_CLASH_H

#include "app/app.h"

/* ERROR_DATA when a meeting that the release `release` (id) changed is in the same venue as another one at the same time,
 * asks too much of its commune's committee, or of a candidate. Travel and changeover are the judge's. The caller holds
 * the transaction and does not commit it then. */
enum error_code meeting_clash_refuse(const struct app *app, int64_t election, int64_t release,
                                     struct error *err) MUST_USE;

#endif
