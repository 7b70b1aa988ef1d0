/* The parts of the page about one candidate. */
#ifndef WEB_CANDIDATE_PAGE_H
#define WEB_CANDIDATE_PAGE_H

#include "app/candidate_show.h"
#include "app/rights.h"
#include "web/routes.h"

/* What the user may do with the candidate, somewhere where he or she stands. */
bool candidate_may(const struct call *call, const struct candidate_shown *shown, enum rights_action action);

/* The address: how it stands, and the forms that change it. */
void candidate_put_feed(const struct call *call, const struct candidate_shown *shown);
/* How he or she is told, and the forms that change it. */
void candidate_put_ways(const struct call *call, const struct candidate_shown *shown);
void candidate_put_notices(const struct call *call, const struct candidate_shown *shown);

#endif
