/* The timetable of an election of the store, and what a change moves in it, for people and for programs. */
#ifndef CLI_MILESTONE_PRINT_H
#define CLI_MILESTONE_PRINT_H

#include "app/timetable_show.h"
#include "cli/command.h"

/* "22/05/2021 07:00", or "-" without a date. */
void milestone_put_moment(const struct timetable_moment *moment, struct text *out);

/* Says what nobody has seen in a resolution, where its dates are used. */
void resolution_print_doubts(struct command_run *run, const struct law_resolution *resolution);

/* Steps that are alike in several areas stand on one line. */
void milestone_print_text(struct command_run *run, const struct shown_timetable *shown);
enum error_code milestone_print_json(struct command_run *run, const struct shown_timetable *shown,
                                     struct error *err) MUST_USE;

void moves_print_text(struct command_run *run, const struct timetable_moved *moved);
enum error_code moves_print_json(struct command_run *run, const struct timetable_moved *moved,
                                 struct error *err) MUST_USE;

#endif
