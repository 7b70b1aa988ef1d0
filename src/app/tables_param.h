/* One planning parameter as the text the store keeps, in the form of params.csv. */
#ifndef APP_TABLES_PARAM_H
#define APP_TABLES_PARAM_H

#include "app/tables_shape.h"

/* The text lies in the arena; NULL without memory. */
const char *tables_param_text(const struct tables_params *params, const struct tables_column *column,
                              struct arena *arena) MUST_USE;

/* False for a text that is not one of tables_param_text; a text is borrowed. */
bool tables_param_set(struct tables_params *params, const struct tables_column *column,
                      const char *text) MUST_USE;

/* The column of this key, or NULL. */
const struct tables_column *tables_param_column(const char *key);

#endif
