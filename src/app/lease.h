/* What only one of several workers on one store may do, such as the work of the night. A lease has an end, so that another
 * one takes over from a worker that died; whoever still works renews it by taking it again.
 */
#ifndef APP_LEASE_H
#define APP_LEASE_H

#include "app/app.h"

/* Takes the lease `name` for `holder` until `secs` from now, or renews it; *out_taken is false while another holder has it.
 * The clocks of the machines must agree to within much less than `secs`. */
enum error_code lease_take(const struct app *app, const char *name, const char *holder, int64_t secs,
                           bool *out_taken, struct error *err) MUST_USE;
/* Lets others have it at once; nothing when it is not this holder's any more. */
enum error_code lease_return(const struct app *app, const char *name, const char *holder,
                             struct error *err) MUST_USE;

#endif
