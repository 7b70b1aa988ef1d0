/* What no single cell shows: whether the tables make sense together. */
#ifndef APP_TABLES_CHECK_H
#define APP_TABLES_CHECK_H

#include "app/tables_cell.h"

/* Tables on their way in: read so far, and from where. */
struct tables_loading {
    struct tables_targets targets;
    const char *paths[FILE_COUNT];
    uint32_t *lines[FILE_COUNT]; /* of the items of each slice; of params.csv, of its keys */
    uint16_t *starts
        [FILE_COUNT]; /* the columns in characters of the cells of each item, in the order of the shape */
    struct report *report;
};

/* Reports and takes away the rows of a sessions.csv that has too many. */
void tables_limit_sessions(struct report *report, struct table *table);

/* At once after sessions.csv, whose letters blocks.csv uses; false when they are not usable. */
bool tables_check_sessions(const struct tables_loading *loading) MUST_USE;

/* Everything else. What depends on an incomplete file is passed over. Fails only for want of memory. */
enum error_code tables_check(const struct tables_loading *loading, const struct tables *tables,
                             struct arena *scratch, struct error *err) MUST_USE;

/* Parts of tables_check: windows, notice, numbers, wishes, severities and halls; minutes of travel; connected sites
 * and joint meetings. */
enum error_code tables_check_rules(const struct tables_loading *loading, const struct tables *tables,
                                   struct arena *scratch, struct error *err) MUST_USE;
enum error_code tables_check_travels(const struct tables_loading *loading, const struct tables *tables,
                                     struct arena *scratch, struct error *err) MUST_USE;

enum error_code tables_check_meetings(const struct tables_loading *loading, const struct tables *tables,
                                      struct arena *scratch, struct error *err) MUST_USE;

/* Where an item, and where a key of params.csv stands. */
struct report_place tables_place(const struct tables_loading *loading, enum tables_file file, size_t item,
                                 const char *key);
struct report_place tables_place_of_param(const struct tables_loading *loading, const char *key);

#endif
