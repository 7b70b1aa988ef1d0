/* What goes to standard error: words about the work, lines of a report and the error, for people or, with
 * --json, as one JSON object a line: {"note": ...} and {"code", "message", "file", "line", "column", "key"},
 * where what is unknown is null and the code of a warning is "warning".
 */
#ifndef CLI_NOTES_H
#define CLI_NOTES_H

#include "cli/command.h"

/* A sentence already translated. */
void notes_put_sentence(const struct command_run *run, const char *sentence, struct text *out);

enum notes_severity { NOTES_ERROR, NOTES_WARNING };

void notes_put_error(const struct command_run *run, enum notes_severity severity, const struct error *err,
                     struct text *out);

/* Where to read how a command is written, for people only. */
void notes_put_usage_hint(const struct command_run *run, struct text *out);

#endif
