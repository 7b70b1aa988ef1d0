/* Elections, their areas, units and people as JSON. */
#ifndef WEB_JSON_ELECTION_H
#define WEB_JSON_ELECTION_H

#include "app/account.h"
#include "app/audit_show.h"
#include "app/contact_report.h"
#include "app/election_show.h"
#include "app/import.h"
#include "app/plan_equality.h"
#include "app/unit_list.h"
#include "web/json_value.h"

/* {"code", "title", "law_pack", "polling_day", "created", "kind"}, and "first", "held_again" of one held again */
json_t *json_of_election(const struct election *election);
/* How much there is of it, added to the object. */
void json_add_counts(json_t *object, const struct election_counts *counts);

/* {"code", "level", "name", "seats", "needed", "candidates", "meetings"} */
json_t *json_of_unit(const struct listed_unit *unit);

/* {"plan_hash", "unequal_units", "units": [{"code", "name", "candidates": [{"code", "figures"}], "largest_difference"}]} */
json_t *json_of_equality(const struct plan_equality *equality);

/* {"total", "levels": [{"level", "figures"}], "units": [{"level", "code", "name", "figures"}]} */
json_t *json_of_contact(const struct contact_report *report);

/* {"changes", "dry_run", "in_conflict", "tables": [{"file", "added", "changed", "same", "missing"}]} */
json_t *json_of_import(const struct import_result *result, bool dry_run);

/* {"login", "has_password", "disabled", "role", "election", "level", "area"} */
json_t *json_of_account(const struct account_shown *account);

/* One entry of the log of changes, with its sentence. */
json_t *json_of_audit(const struct catalog *catalog, const struct audit_shown *entry);

#endif
