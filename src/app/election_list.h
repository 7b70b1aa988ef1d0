/* All elections of the store, by polling day and code. */
#ifndef APP_ELECTION_LIST_H
#define APP_ELECTION_LIST_H

#include "app/election_find.h"

/* The list and its texts lie in the arena. */
enum error_code election_list(const struct app *app, struct arena *arena, struct election **out,
                              size_t *out_count, struct error *err) MUST_USE;

#endif
