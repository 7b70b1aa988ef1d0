#include "base/qr.h"

#include <qrencode.h>

#define DARK 1 /* bit of a module */

DEFINE_CLEANUP(QRcode, QRcode_free)

enum error_code qr_encode(const char *text, struct qr *out, struct error *err)
{
    CLEANUP(QRcode_free_ptr) QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);

    if (code == NULL)
        return error_set(err, ERROR_DATA, "this is too long for a QR code");
    out->width = (size_t)code->width;
    for (size_t i = 0; i < out->width * out->width; i++)
        out->modules[i] = (code->data[i] & DARK) != 0;
    return OK;
}
