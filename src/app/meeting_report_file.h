/* What became of many meetings at once, from a table (base/table.h) with the columns meeting_id, form, in_person, online,
 * opinions, and if wanted minutes_day, minutes_number, opinion_words, answer_words.
 */
#ifndef APP_MEETING_REPORT_FILE_H
#define APP_MEETING_REPORT_FILE_H

#include "app/meeting_report.h"
#include "base/report.h"

struct meeting_report_file {
    int64_t election; /* id */
    const char *path;
    struct report *report;
};

struct meeting_report_rows {
    size_t stored;
    size_t same; /* were recorded so already */
};

/* Records each row, all or nothing; faults of rows become lines of the report, and then it is ERROR_DATA. */
enum error_code meeting_report_record_file(const struct app *app, const struct meeting_report_file *file,
                                           struct arena *arena, struct meeting_report_rows *out,
                                           struct error *err) MUST_USE;

#endif
