/* Small things as they are written in the cells of tables. False leaves the output alone. */
#ifndef APP_TABLES_TEXT_H
#define APP_TABLES_TEXT_H

#include <stdbool.h>
#include <stdint.h>

/* "Mon", ... as the tables have them, and "T2", ... */
extern const char *const tables_weekday_names[7];
extern const char *const tables_weekday_names_vi[7];

bool tables_text_is_id(const char *text);
bool tables_text_is_email(const char *text);
/* "21.592481" or "21,592481" in millionths; further digits are dropped. */
bool tables_text_degrees(const char *text, int64_t *out);
/* "Sat Sun" or "T7 CN" as a set: bit i is civil_weekday i. */
bool tables_text_weekdays(const char *text, int64_t *out);

#endif
