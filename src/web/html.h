/* Text inside HTML. What comes from people goes through here, always. */
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include "base/text.h"

/* Puts text so that it is only text, between tags and inside quoted attributes. */
void html_put(struct text *out, const char *text);

/* Puts markup with texts in it: each %s becomes text that is only text, %d, %u, %lld and %zu become numbers, %% a
 * percent sign; nothing else may stand after a %. The format is a literal of ours:
 *
 *     html_putf(page, "<td><a href=\"%s\">%s</a></td>\n", address, name);
 */
void html_putf(struct text *out, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
