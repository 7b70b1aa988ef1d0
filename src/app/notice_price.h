/* What messages cost, by the settings. */
#ifndef APP_NOTICE_PRICE_H
#define APP_NOTICE_PRICE_H

#include "app/settings.h"
#include "base/cleanup.h"

#include <stdint.h>

/* What `parts` to a number ("+84912345678") cost, in dong: by the longest prefix of the list that fits, else the price for all
 * numbers; -1 when neither is set. */
int64_t notice_price_dong(const struct settings_notices *settings, const char *number,
                          uint32_t parts) MUST_USE;

#endif
