/* Who asked for silence: one list for all channels, by number or mail address and not by person, so that it outlives
 * corrections of a contact and holds for everybody who shares the number. No import can clear it; the only way back in is
 * opt_out_lift, with its author and reason. What was asked when is kept (Decree 91/2020/NĐ-CP, art. 9.9: at least a year).
 */
#ifndef APP_OPT_OUT_H
#define APP_OPT_OUT_H

#include "app/app.h"

#define OPT_OUT_ADDRESS_CHARS 255
#define OPT_OUT_HOW_MAX_BYTES 500

/* The one form of an address: +84 and nine digits, also for the eleven-digit numbers of before 2018, or a mail address in
 * lower case. ERROR_DATA for anything else; the message does not repeat it. */
enum error_code opt_out_address(const char *typed, char out[OPT_OUT_ADDRESS_CHARS],
                                struct error *err) MUST_USE;

/* From now on nothing goes to the address. `how` says how it was learnt ("STOP", "by telephone"). *out_changed is false when
 * the address was silent already; then nothing is written. Audited without the address. May stand in a transaction. */
enum error_code opt_out_put(const struct app *app, const char *typed, const char *how, bool *out_changed,
                            struct error *err) MUST_USE;

/* Messages are wanted again, because of `why`. `typed` may be the number of a line of the list. *out_changed is false when
 * the address was not silent. */
enum error_code opt_out_lift(const struct app *app, const char *typed, const char *why, bool *out_changed,
                             struct error *err) MUST_USE;

enum error_code opt_out_is(const struct app *app, const char *typed, bool *out, struct error *err) MUST_USE;

struct opt_out_change {
    int64_t id; /* by which the log of changes names it */
    const char *address;
    bool silent; /* false: messages were wanted again */
    int64_t at_utc_secs;
    const char *who;
    const char *how;
};

struct opt_out_list {
    struct opt_out_change *changes; /* oldest first */
    size_t count;
};

/* Those who are silent now; with `history` everything that was ever asked. The list lies in the arena. */
enum error_code opt_out_list(const struct app *app, bool history, struct arena *arena,
                             struct opt_out_list *out, struct error *err) MUST_USE;

#endif
