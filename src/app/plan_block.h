/* Something or somebody is not to be had on some days: the blocks of blocks.csv, one at a time. */
#ifndef APP_PLAN_BLOCK_H
#define APP_PLAN_BLOCK_H

#include "app/app.h"
#include "calendar/civil.h"

struct plan_block_request {
    const char *kind; /* venue, commune, candidate */
    const char *code;
    struct civil_date first;
    struct civil_date last;
    const char *sessions; /* letters; "" for the whole day */
};

/* "venue:V12:2021-05-04", "candidate:C7:2021-05-04..2021-05-06:MA". ERROR_USAGE. The texts lie in the arena. */
enum error_code plan_block_parse(const char *text, struct arena *arena, struct plan_block_request *out,
                                 struct error *err) MUST_USE;

/* Adds the blocks to those of the store. ERROR_NO_INPUT: nothing has that code; ERROR_DATA: no such session, days outside
 * the campaign. Inside the transaction of the change. */
enum error_code plan_block_add(const struct app *app, int64_t election,
                               const struct plan_block_request *request, struct arena *arena,
                               struct error *err) MUST_USE;

#endif
