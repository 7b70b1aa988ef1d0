#include "base/totp.h"

#include "base/secret.h"

#include <liboath/oath.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS 6
#define LATE_STEPS 1 /* either way */

static void set_up(void)
{
    oath_init();
}

static void set_up_once(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, set_up);
}

enum error_code totp_code(const unsigned char secret[TOTP_SECRET_BYTES], int64_t step,
                          char out[TOTP_CODE_CHARS], struct error *err)
{
    set_up_once();
    return oath_hotp_generate((const char *)secret, TOTP_SECRET_BYTES, (uint64_t)step, DIGITS, false,
                              OATH_HOTP_DYNAMIC_TRUNCATION, out) == OATH_OK
               ? OK
               : error_memory(err);
}

int64_t totp_step_of(const unsigned char secret[TOTP_SECRET_BYTES], const char *code, int64_t now_utc_secs)
{
    int64_t now = now_utc_secs / TOTP_STEP_SECS;
    int64_t found = -1;
    char right[TOTP_CODE_CHARS];
    struct error err;

    if (strlen(code) != DIGITS)
        return -1;
    for (int64_t step = now - LATE_STEPS; step <= now + LATE_STEPS; step++)
        if (totp_code(secret, step, right, &err) == OK && secret_equal(right, code, DIGITS))
            found = step;
    return found;
}

enum error_code totp_put_secret(const unsigned char secret[TOTP_SECRET_BYTES], struct text *out,
                                struct error *err)
{
    char *letters = NULL;
    size_t length;

    set_up_once();
    if (oath_base32_encode((const char *)secret, TOTP_SECRET_BYTES, &letters, &length) != OATH_OK)
        return error_memory(err);
    text_put_bytes(out, letters, length);
    secret_wipe(letters, length);
    free(letters);
    return OK;
}
