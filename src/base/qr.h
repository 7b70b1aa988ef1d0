/* QR codes (ISO/IEC 18004) as squares of modules. The only user of libqrencode. */
#ifndef BASE_QR_H
#define BASE_QR_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

#define QR_WIDTH_MAX 177 /* modules of the largest code */
#define QR_MARGIN 4      /* modules of white that must be around it */

struct qr {
    size_t width;                              /* in modules */
    bool modules[QR_WIDTH_MAX * QR_WIDTH_MAX]; /* row by row; true: dark */
};

/* With medium error correction. ERROR_DATA when the text is too long for one code (some 2,300 bytes). */
enum error_code qr_encode(const char *text, struct qr *out, struct error *err) MUST_USE;

#endif
