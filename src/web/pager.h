/* Long lists, some rows at a time: the query's `from` says which, and links lead to those before and after, with the same
 * question.
 */
#ifndef WEB_PAGER_H
#define WEB_PAGER_H

#include "web/routes.h"

struct pager {
    size_t from;  /* rows before those shown */
    size_t count; /* rows shown */
    size_t total;
    size_t most; /* on a page */
};

/* The rows of this request. */
struct pager pager_of(const struct call *call, size_t total, size_t most);

/* Puts "1 to 100 of 1893" and the links; nothing when all rows are shown. */
void pager_put(const struct call *call, const struct pager *pager);

#endif
