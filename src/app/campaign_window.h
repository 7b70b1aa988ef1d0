/* When candidates may campaign: from the publication of the official list by the body of their unit to 24
 * hours before the polls open in the area where they do (Law 85/2015/QH13, art. 64; the duties campaign_start
 * and campaign_end of the law pack). Import, planner and releases all ask here.
 *
 * The publication is an act that was recorded: of the National Election Council for units of the National
 * Assembly, of the province, district or commune for those of its council. As long as it is not, the law sets
 * no first moment that could be checked. The end comes earlier where a polling area opens earlier.
 */
#ifndef APP_CAMPAIGN_WINDOW_H
#define APP_CAMPAIGN_WINDOW_H

#include "app/tables_from_store.h"
#include "app/timetable_book.h"

struct campaign_window {
    bool has_start;
    struct civil_time start; /* the first minute of the day of publication, or its hour */
    bool has_end;            /* false: the law pack does not say */
    struct civil_time end;
};

/* Of a unit of this level that votes at the place `home`, at the place `where` (a polling area, or an area
 * with all its polling areas). Errors are those of timetable_compute. */
enum error_code campaign_window_of(const struct timetable_book *book, enum tables_unit_level level,
                                   size_t home, size_t where, struct campaign_window *out,
                                   struct error *err) MUST_USE;

/* ERROR_DATA, with the limit and its article, when a campaign ends at `end` and the law ends it before. */
enum error_code campaign_window_check_end(const struct app *app, const struct election *election,
                                          struct civil_time end, struct error *err) MUST_USE;

/* Narrows the tables a plan is made from to the windows, to the minute: of a commune in which the campaign ends
 * earlier, of a unit for which it begins later; and asks for the conditions of online meetings where the law of
 * the election does. What is changed lies in the arena. */
enum error_code campaign_window_narrow(const struct app *app, int64_t election, const struct stored_ids *ids,
                                       struct arena *arena, struct tables *tables,
                                       struct error *err) MUST_USE;

#endif
