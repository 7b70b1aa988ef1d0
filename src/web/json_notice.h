/* Messages to candidates and offices as JSON. */
#ifndef WEB_JSON_NOTICE_H
#define WEB_JSON_NOTICE_H

#include "app/notice_preview.h"
#include "app/notice_status.h"
#include "web/json_value.h"

/* {"queued": 0, ...}, every state */
json_t *json_of_notice_counts(const struct notice_counts *counts);

/* {"gateway", "messages", "persons", "parts", "price_dong", "others", "texts": [...]} */
json_t *json_of_preview(const struct catalog *catalog, const struct notice_preview *preview);

/* {"counts", "held", "unapproved", "open"} */
json_t *json_of_notices(const struct notice_status *status);

#endif
