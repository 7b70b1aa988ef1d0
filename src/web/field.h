/* Fields of forms: each with its label, and with the value that was sent when the form comes back with a fault. Labels are
 * keys of the catalogue.
 */
#ifndef WEB_FIELD_H
#define WEB_FIELD_H

#include "app/places.h"
#include "web/routes.h"

struct field {
    const char *name;
    const char *label;
    const char *type; /* "text", "date", ... */
    const char *value;
    const char *hint; /* NULL: none */
    bool required;
};

void field_put(const struct call *call, const struct field *field);

/* One for a password; `fill` is what browsers may put in: "current-password", "new-password", "one-time-code". */
void field_put_password(const struct call *call, const char *name, const char *label, const char *fill);

/* A choice: options come between. */
void field_begin_select(const struct call *call, const char *name, const char *label);
void field_put_option(const struct call *call, const char *value, const char *text, const char *chosen);
void field_end_select(const struct call *call);

/* A choice of areas by code, "" being all of them. */
void field_put_places(const struct call *call, const char *name, const char *label,
                      const struct places *places, const char *chosen);

#endif
