#include "app/verify.h"

#include "db/check.h"

enum error_code verify_store(const struct app *app, struct report *report, struct verify_result *out,
                             struct error *err)
{
    struct verify_result result = {.checks = 0};

    TRY(db_check(app->db, report, &result.checks, err));
    enum error_code code = audit_verify(app, NULL, &result.audit, err);
    if (code == ERROR_FOUND)
        report_add(report, err);
    else if (code != OK)
        return code;
    result.checks++;
    *out = result;
    return OK;
}
