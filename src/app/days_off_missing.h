/* Which days off the elections of the store lack: targets that fall there have no date, and somebody must fill the file.
 */
#ifndef APP_DAYS_OFF_MISSING_H
#define APP_DAYS_OFF_MISSING_H

#include "app/app.h"

struct days_off_gap {
    const char *election; /* code */
    int year;
    size_t undecided; /* days of the file that are not decided yet; 0: there is no file of the year */
};

/* The gaps of all elections, by election and year, in the arena. Errors are those of election_list and days_off_load. */
enum error_code days_off_missing(const struct app *app, struct arena *arena, struct days_off_gap **out,
                                 size_t *out_count, struct error *err) MUST_USE;

/* The sentence of a gap. */
void days_off_gap_say(const struct days_off_gap *gap, struct message *out);

#endif
