/* The accounts that concern an election, for the pages that show all of them and one. */
#ifndef WEB_PEOPLE_H
#define WEB_PEOPLE_H

#include "app/account_link.h"
#include "web/routes.h"

struct people {
    struct account_shown *rows; /* those of an account stand together */
    size_t count;
    bool all; /* the reader manages accounts everywhere, and sees those of no election, too */
};

/* ERROR_DENIED for whoever manages no accounts here. */
enum error_code people_load(const struct call *call, struct people *out, struct error *err) MUST_USE;

/* How many rows the account at `first` has. */
size_t people_rows_of(const struct people *people, size_t first);
/* Whether a row is one of this election, or of all. */
bool people_row_is_here(const struct call *call, const struct people *people,
                        const struct account_shown *row);
/* Whether any of the rows is. */
bool people_concern(const struct call *call, const struct people *people, size_t first, size_t length);

/* "in use": a key of the catalogue. */
const char *people_state(const struct call *call, const struct account_shown *account);
/* Puts "Staff of the province · Tỉnh A". */
void people_put_role(const struct call *call, const struct account_shown *row);

/* The fields `role` and `area` of a form, and the role they give. ERROR_DATA: it names none. */
enum error_code people_put_role_fields(const struct call *call, struct error *err) MUST_USE;
enum error_code people_read_grant(const struct call *call, const char *login, struct account_grant *out,
                                  struct error *err) MUST_USE;

/* The page that shows an address once, to be handed over. */
void people_show_link(struct call *call, const char *login, const struct account_link *link);

#endif
