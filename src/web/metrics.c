#include "web/metrics.h"

#include <inttypes.h>

void metrics_count_request(struct metrics *metrics, size_t route, int status, int64_t ms)
{
    size_t class = (size_t)status / 100 % METRICS_CLASSES;

    if (route >= METRICS_ROUTES_MAX)
        return;
    atomic_fetch_add_explicit(&metrics->requests[route][class], 1, memory_order_relaxed);
    if (ms > 0)
        atomic_fetch_add_explicit(&metrics->request_ms[route], (uint64_t)ms, memory_order_relaxed);
}

void metrics_put_head(struct text *out, const char *name, const char *type, const char *help)
{
    text_putf(out, "# HELP hiepthuong_%s %s\n# TYPE hiepthuong_%s %s\n", name, help, name, type);
}

void metrics_put_value(struct text *out, const char *name, const char *labels, int64_t value)
{
    text_putf(out, "hiepthuong_%s", name);
    if (labels[0] != '\0')
        text_putf(out, "{%s}", labels);
    text_putf(out, " %" PRId64 "\n", value);
}
