/* Text inside HTML. What comes from people goes through here, always. */
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include "base/text.h"

/* Puts text so that it is only text, between tags and inside quoted attributes. */
void html_put(struct text *out, const char *text);

#endif
