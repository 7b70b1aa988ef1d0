/* The resolutions of the data folder: law/resolutions/ID.yaml. */
#ifndef APP_LAW_RESOLUTION_LOAD_H
#define APP_LAW_RESOLUTION_LOAD_H

#include "app/app.h"
#include "calendar/law_resolution.h"

/* ERROR_NO_INPUT: there is no such resolution; ERROR_CONFIG: it is not right or not about this law, with its
 * place. The resolution goes to law_resolution_free and borrows nothing from the pack. */
enum error_code law_resolution_load(const struct app *app, const char *id, const struct law_pack *pack,
                                    struct law_resolution **out, struct error *err) MUST_USE;

#endif
