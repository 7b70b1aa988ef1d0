#include "db/check.h"

#include "db/check_list.h"
#include "db/driver.h"

#include <stdio.h>

#define COLUMNS_MAX MESSAGE_ARGS_MAX

/* Rows beyond this of one check say no more. */
#define ROWS_MAX 1000

static void report_row(struct report *report, const struct db_check *check, const struct db_rows *rows)
{
    const struct report_place place = {.key = check->name};
    const char *cells[COLUMNS_MAX] = {"", "", "", "", "", ""};
    char copies[COLUMNS_MAX][ERROR_KEY_MAX];

    for (int i = 0; i < check->columns && i < COLUMNS_MAX; i++) {
        snprintf(copies[i], sizeof copies[i], "%s", db_text(rows, i));
        cells[i] = copies[i];
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    report_error(report, place, check->sentence, cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
#pragma GCC diagnostic pop
}

static enum error_code run_check(struct db *db, const struct db_check *check, struct report *report,
                                 struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};
    int count = 0;

    TRY(db_select(&rows, db, check->query, DB_NO_ARGS, err));
    for (; count < ROWS_MAX && db_rows_next(&rows); count++)
        report_row(report, check, &rows);
    if (count == ROWS_MAX)
        return OK;
    return db_rows_finish(&rows, err);
}

enum error_code db_check(struct db *db, struct report *report, size_t *out_checks, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction moment = {0};
    size_t checks = 0;

    TRY(db_snapshot_begin(&moment, db, err));
    if (db->driver->check_itself != NULL) {
        TRY(db->driver->check_itself(db, report, err));
        checks++;
    }
    for (size_t i = 0; i < db_check_count; i++, checks++)
        TRY(run_check(db, &db_checks[i], report, err));
    *out_checks = checks;
    return OK;
}
