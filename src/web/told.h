/* Whom a change tells once it is published, and what that costs, in words. */
#ifndef WEB_TOLD_H
#define WEB_TOLD_H

#include "app/publish_check.h"
#include "web/routes.h"

void told_put(const struct call *call, const struct publish_told *told);

#endif
