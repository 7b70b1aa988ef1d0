/* Personal data of one person and of all: shown on request, kept until a day, erased.
 *
 * Telephone numbers and mail addresses stand in one table, with purpose and source. They are erased
 * `contacts_kept_days` of the settings after polling day, unless another day was set, or when the person asks. With them go the texts of
 * messages, the position of the home, and when which program fetched the person's calendar. What stays: the code and the name on the
 * official list, which the law publishes (Law 85/2015/QH13, art. 57), meetings, votes of confidence, that messages were sent and when, the log of
 * changes with its codes, and the wish to get no messages, which is held by number and outlives everything.
 * An erased contact is not filled again by an import.
 */
#ifndef APP_PRIVACY_H
#define APP_PRIVACY_H

#include "app/election_find.h"

struct privacy_person {
    const char *election; /* code; NULL: the only one */
    const char *code;     /* of the candidate, or of the area whose committee's contact is meant */
    bool of_area;
    const char *level; /* of the area, where several have the code; NULL: any */
};

/* Erases at once, and once more if something came back. ERROR_NO_INPUT: no such person, or nothing is held. */
enum error_code privacy_erase(const struct app *app, const struct privacy_person *person, struct arena *arena,
                              struct error *err) MUST_USE;

/* Another last day than that of the settings. */
enum error_code privacy_keep(const struct app *app, const struct privacy_person *person,
                             struct civil_date until, struct arena *arena, struct error *err) MUST_USE;

/* Erases whatever is past its day, in all elections, and counts the contacts. */
enum error_code privacy_erase_due(const struct app *app, struct arena *arena, int64_t *out_count,
                                  struct error *err) MUST_USE;

#define PRIVACY_COLUMNS_MAX 10

/* A row of a part of what is held; values are NULL where nothing is. */
struct privacy_row {
    const char *part;           /* "contacts", "notices", ... */
    const char *const *columns; /* names */
    const char *values[PRIVACY_COLUMNS_MAX];
    size_t count;
};

/* Calls `visit` with everything that is held about the person; texts are borrowed for the call. */
enum error_code
privacy_export(const struct app *app, const struct privacy_person *person, struct arena *arena,
               enum error_code (*visit)(void *context, const struct privacy_row *row, struct error *err),
               void *context, struct error *err) MUST_USE;

#endif
