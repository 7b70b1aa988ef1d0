/* What the pages of releases share. */
#ifndef WEB_RELEASE_PAGE_H
#define WEB_RELEASE_PAGE_H

#include "app/plan_publish.h"
#include "web/routes.h"

/* A key of the catalogue for what changed (release_change.kind). */
const char *release_kind_label(const char *kind);

/* "new 3, at another time 12": what is 0 is left out. */
void release_put_kinds(const struct call *call, const size_t kinds[CHANGE_KINDS]);

/* The table of a changelog: rows come between. */
void release_begin_changes(const struct call *call);
void release_end_changes(const struct call *call);

#endif
