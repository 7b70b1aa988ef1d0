/* What each candidate of a unit is given, as figures side by side. */
#ifndef WEB_EQUALITY_TABLE_H
#define WEB_EQUALITY_TABLE_H

#include "app/plan_equality.h"
#include "web/routes.h"

void equality_table_put(const struct call *call, const struct equality_unit *unit);

/* That it was counted twice, and the hash of the plan. */
void equality_table_put_proof(const struct call *call, const struct plan_equality *equality);

#endif
