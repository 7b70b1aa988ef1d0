/* The plan board: a page, the data of its script, and what is moved on it. */
#ifndef WEB_BOARD_H
#define WEB_BOARD_H

#include "app/plan_board.h"
#include "web/routes.h"

#define BOARD_REASONS_MAX 12

/* Why nothing was changed, and what could be done instead, in the reader's language. */
struct board_refusal {
    const char *words[BOARD_REASONS_MAX];
    size_t count;
};

enum error_code board_filter_of(const struct call *call, const struct params *params,
                                struct plan_board_filter *out, struct error *err) MUST_USE;

const char *board_venue_name(const struct plan_board *board, uint32_t venue);

enum error_code board_put_page(struct call *call, const struct plan_board_filter *filter,
                               const struct board_refusal *refusal, struct error *err) MUST_USE;

#endif
