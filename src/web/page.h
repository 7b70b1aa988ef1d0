/* The frame of the pages for people, and words in their language. */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "web/routes.h"

/* Head and the beginning of the body; the title is a key of the catalogue and the first heading. */
void page_begin(const struct call *call, const char *title);
void page_end(const struct call *call);

/* The words of a key between two pieces of HTML. */
void page_put(const struct call *call, const char *before, const char *key, const char *after);

#endif
