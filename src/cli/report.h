/* What goes to standard error: words about the work and the error, as lines for people or, with --json, as
 * one JSON object a line: {"note": ...} and {"code", "message", "file", "line", "column", "key"}, where what
 * is unknown is null.
 */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "cli/command.h"

void report_put_notes(const struct command_run *run, struct text *out);
void report_put_error(const struct command_run *run, const struct error *err, struct text *out);

#endif
