/* The proof of a date on one page. */
#ifndef CLI_PROOF_PRINT_H
#define CLI_PROOF_PRINT_H

#include "app/timetable_compute.h"
#include "cli/command.h"

void proof_print_text(struct command_run *run, const struct timetable_answer *answer,
                      const struct timetable_proof *proof);

enum error_code proof_print_json(struct command_run *run, const struct timetable_answer *answer,
                                 const struct timetable_proof *proof, struct error *err) MUST_USE;

#endif
