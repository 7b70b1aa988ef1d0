/* The law packs of the data folder: law/ID.yaml. */
#ifndef APP_LAW_LOAD_H
#define APP_LAW_LOAD_H

#include "app/app.h"
#include "calendar/law_pack.h"

#define LAW_PACKS_MAX 200
#define LAW_TASKS_PREFIX "tasks-" /* tasks-ID extends ID by work that stands beside the law */

/* ERROR_NO_INPUT: there is no such pack; ERROR_CONFIG: it is not right, with its place. The pack goes to
 * law_pack_free. */
enum error_code law_load(const struct app *app, const char *id, struct law_pack **out_pack,
                         struct error *err) MUST_USE;

/* The pack with the tasks that stand beside it, under its own id, or the pack alone when there are none. */
enum error_code law_load_with_tasks(const struct app *app, const char *id, struct law_pack **out_pack,
                                    struct error *err) MUST_USE;

/* The ids of all packs but those of tasks, in order of the alphabet, in the arena. */
enum error_code law_list(const struct app *app, struct arena *arena, const char *const **out_ids,
                         size_t *out_count, struct error *err) MUST_USE;

#endif
