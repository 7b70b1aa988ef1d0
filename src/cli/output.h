/* Where results and notes leave the program. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/text.h"

/* Writes a result to standard output. A reader who has seen enough (head) is no failure. */
enum error_code output_result(const struct text *out, struct error *err) MUST_USE;

/* Writes words to standard error; when that fails there is nobody left to tell. */
void output_notes(const struct text *notes);

#endif
