/* Whether the store is in order: pages and references, the queries of db/checks/, the chain of the log of changes. */
#ifndef APP_VERIFY_H
#define APP_VERIFY_H

#include "app/audit_show.h"
#include "base/report.h"

struct verify_result {
    size_t checks;
    struct audit_check audit; /* of a chain that is whole */
};

/* Each thing that is wrong becomes an error of the report. A store that cannot be read is the error of reading it. */
enum error_code verify_store(const struct app *app, struct report *report, struct verify_result *out,
                             struct error *err) MUST_USE;

#endif
