#include "cli/notice_put.h"

#include "app/work.h"
#include "cli/columns.h"
#include "web/json_notice.h"

#include <stdio.h>

#define COUNT_INDENT 32

bool notice_put_counts(struct command_run *run, const struct notice_counts *counts)
{
    bool any = false;

    for (size_t i = 0; i < NOTICE_COUNTS_LENGTH; i++) {
        char number[24];
        if (counts->of[i].count == 0)
            continue;
        snprintf(number, sizeof number, "%lld", (long long)counts->of[i].count);
        columns_put(run->out, catalog_text(run->catalog, counts->of[i].label), number, COUNT_INDENT);
        any = true;
    }
    return any;
}

enum error_code notice_send_due(struct command_run *run, struct error *err)
{
    struct notice_counts counts;
    struct error put_err;
    enum error_code code = work_once(run->app, &counts, err);

    if (run->json) {
        enum error_code put_code = command_put_json(run, json_of_notice_counts(&counts), &put_err);
        if (code == OK && put_code != OK)
            *err = put_err;
        return code == OK ? put_code : code;
    }
    if (!notice_put_counts(run, &counts) && code == OK)
        command_say(run, run->out, "Nothing is due.");
    return code;
}
