/* What people write to the number that messages come from. A word that asks for silence is obeyed at once and confirmed once;
 * anything else is not kept.
 */
#ifndef APP_INBOUND_H
#define APP_INBOUND_H

#include "app/hook.h"

/* Whether the first word of a text asks for silence, whatever its case and marks: STOP, HUY, DUNG, NGUNG, TC, TU CHOI, ... */
bool inbound_asks_for_silence(const char *text) MUST_USE;

/* Takes the message of a call and says what to answer; the body of `out` is the caller's, initialised. Errors as of
 * hook_open; a call without number or text is ERROR_USAGE. A number that is none of ours to keep is passed over. */
enum error_code inbound_take(const struct app *app, const struct hook_call *call, struct hook_answer *out,
                             struct error *err) MUST_USE;

#endif
