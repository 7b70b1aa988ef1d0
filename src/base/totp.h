/* Codes of six digits that a phone makes from a shared secret and the time (RFC 6238, with HMAC-SHA1 and steps of 30 seconds,
 * which is what the programs on phones do). The only user of liboath.
 */
#ifndef BASE_TOTP_H
#define BASE_TOTP_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

#define TOTP_SECRET_BYTES 20
#define TOTP_STEP_SECS 30
#define TOTP_CODE_CHARS 7 /* six digits and NUL */

/* The code of a step, which is the time in half minutes. ERROR_OS: no memory. */
enum error_code totp_code(const unsigned char secret[TOTP_SECRET_BYTES], int64_t step,
                          char out[TOTP_CODE_CHARS], struct error *err) MUST_USE;

/* The step of a code that a phone shows at this moment, its clock being off by 30 seconds at most; -1: it is none. */
int64_t totp_step_of(const unsigned char secret[TOTP_SECRET_BYTES], const char *code, int64_t now_utc_secs);

/* Puts the secret as people type it into a phone (RFC 4648, 6). */
enum error_code totp_put_secret(const unsigned char secret[TOTP_SECRET_BYTES], struct text *out,
                                struct error *err) MUST_USE;

#endif
