/* What the service counts for whoever watches it, in the text format of Prometheus (version 0.0.4). Counters rise from
 * the start of the process; labels hold patterns of routes and classes of status, never addresses or tokens.
 */
#ifndef WEB_METRICS_H
#define WEB_METRICS_H

#include "base/text.h"

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#define METRICS_ROUTES_MAX 160
#define METRICS_CLASSES 6 /* 1xx to 5xx under their first digit; 0 is not used */

struct metrics {
    atomic_uint_fast64_t requests[METRICS_ROUTES_MAX][METRICS_CLASSES];
    atomic_uint_fast64_t request_ms[METRICS_ROUTES_MAX];
    atomic_uint_fast64_t requests_begun;
    atomic_uint_fast64_t feeds_remembered; /* calendars and their 304 from memory */
    atomic_uint_fast64_t feeds_made;
    atomic_uint_fast64_t limited; /* requests answered 429 */
};

void metrics_count_request(struct metrics *metrics, size_t route, int status, int64_t ms);

/* `# TYPE` and `# HELP` of a metric of the program; then its values, each with its labels (`route="/"`) or "". */
void metrics_put_head(struct text *out, const char *name, const char *type, const char *help);
void metrics_put_value(struct text *out, const char *name, const char *labels, int64_t value);

#endif
