#include "web/qr.h"

#include "web/html.h"

#include <qrencode.h>

#define MARGIN 4 /* modules of white around, as the standard asks */
#define DARK 1   /* bit of a module */

DEFINE_CLEANUP(QRcode, QRcode_free)

/* Each run of dark modules in a row is a flat rectangle. */
static void put_modules(const QRcode *code, struct text *out)
{
    for (int y = 0; y < code->width; y++) {
        const unsigned char *row = code->data + (size_t)y * (size_t)code->width;
        for (int x = 0, end; x < code->width; x = end) {
            end = x + 1;
            if ((row[x] & DARK) == 0)
                continue;
            while (end < code->width && (row[end] & DARK) != 0)
                end++;
            text_putf(out, "M%d %dh%dv1h-%dz", x + MARGIN, y + MARGIN, end - x, end - x);
        }
    }
}

enum error_code qr_put_svg(const char *text, const char *label, struct text *out, struct error *err)
{
    CLEANUP(QRcode_free_ptr) QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);

    if (code == NULL)
        return error_set(err, ERROR_DATA, "this is too long for a QR code");
    int size = code->width + 2 * MARGIN;
    text_putf(out, "<svg class=\"qr\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", size, size);
    html_put(out, label);
    text_putf(out, "\"><path fill=\"#fff\" d=\"M0 0h%dv%dh-%dz\"/><path fill=\"#000\" d=\"", size, size,
              size);
    put_modules(code, out);
    text_put(out, "\"/></svg>\n");
    return OK;
}
