/* A timetable on paper and for programs. */
#ifndef CLI_TIMETABLE_PRINT_H
#define CLI_TIMETABLE_PRINT_H

#include "app/timetable_compute.h"
#include "cli/command.h"

/* For people: dated duties by date, then those that wait for an act, then those the law gives no day. */
void timetable_print_text(struct command_run *run, const struct timetable_answer *answer);

/* Rows under the heading id,level,from,until,target,citation,body,name; times as 2021-04-18 or
 * 2021-05-22T07:00, empty where there is none. */
void timetable_print_csv(struct command_run *run, const struct timetable_answer *answer);

enum error_code timetable_print_json(struct command_run *run, const struct timetable_answer *answer,
                                     struct error *err) MUST_USE;

/* "dated", "waiting" or "undated". */
const char *timetable_print_state(const struct timetable_row *row);

#endif
