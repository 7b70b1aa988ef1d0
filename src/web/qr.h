/* QR codes (ISO/IEC 18004) as pictures inside a page. */
#ifndef WEB_QR_H
#define WEB_QR_H

#include "base/error.h"
#include "base/text.h"

/* Appends an <svg> element that shows the text to a camera, black on white whatever the colours of the page. `label`
 * says in words what it is. ERROR_DATA when the text is too long for one code (some 2,900 bytes). */
enum error_code qr_put_svg(const char *text, const char *label, struct text *out, struct error *err) MUST_USE;

#endif
