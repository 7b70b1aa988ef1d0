#include "web/qr.h"

#include "base/qr.h"
#include "web/html.h"

/* Each run of dark modules in a row is a flat rectangle. */
static void put_modules(const struct qr *code, struct text *out)
{
    for (size_t y = 0; y < code->width; y++) {
        const bool *row = code->modules + y * code->width;
        for (size_t x = 0, end; x < code->width; x = end) {
            end = x + 1;
            if (!row[x])
                continue;
            while (end < code->width && row[end])
                end++;
            text_putf(out, "M%zu %zuh%zuv1h-%zuz", x + QR_MARGIN, y + QR_MARGIN, end - x, end - x);
        }
    }
}

enum error_code qr_put_svg(const char *text, const char *label, struct text *out, struct error *err)
{
    struct qr code;

    TRY(qr_encode(text, &code, err));
    size_t size = code.width + 2 * (size_t)QR_MARGIN;
    text_putf(out, "<svg class=\"qr\" viewBox=\"0 0 %zu %zu\" role=\"img\" aria-label=\"", size, size);
    html_put(out, label);
    text_putf(out, "\"><path fill=\"#fff\" d=\"M0 0h%zuv%zuh-%zuz\"/><path fill=\"#000\" d=\"", size, size,
              size);
    put_modules(&code, out);
    text_put(out, "\"/></svg>\n");
    return OK;
}
