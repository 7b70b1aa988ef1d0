/* A password from a file or from the person at the terminal; never from an argument, which every user of the machine can see. */
#ifndef CLI_PASSWORD_H
#define CLI_PASSWORD_H

#include "cli/command.h"

/* The first line of `path` ("-": standard input), or, with `path` NULL, what is typed twice without being shown. The text is
 * the caller's to wipe. */
enum error_code password_read(struct command_run *run, const char *path, struct text *out,
                              struct error *err) MUST_USE;

#endif
