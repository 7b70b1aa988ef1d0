/* What `notice` and `work` say alike: counts of notices, and the sending of what is due. */
#ifndef CLI_NOTICE_PUT_H
#define CLI_NOTICE_PUT_H

#include "app/notice_counts.h"
#include "cli/command.h"

/* One line for each state that has notices; false when none has. */
bool notice_put_counts(struct command_run *run, const struct notice_counts *counts);

/* Sends what is due and says what became of it, also when it fails half-way. */
enum error_code notice_send_due(struct command_run *run, struct error *err) MUST_USE;

#endif
