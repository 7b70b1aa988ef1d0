/* The law packs of the data folder: law/ID.yaml. */
#ifndef APP_LAW_LOAD_H
#define APP_LAW_LOAD_H

#include "app/app.h"
#include "calendar/law_pack.h"

#define LAW_PACKS_MAX 200

/* ERROR_NO_INPUT: there is no such pack; ERROR_CONFIG: it is not right, with its place. The pack goes to
 * law_pack_free. */
enum error_code law_load(const struct app *app, const char *id, struct law_pack **out_pack,
                         struct error *err) MUST_USE;

/* The ids of all packs, in order of the alphabet, in the arena. */
enum error_code law_list(const struct app *app, struct arena *arena, const char *const **out_ids,
                         size_t *out_count, struct error *err) MUST_USE;

#endif
