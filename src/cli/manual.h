/* The manual page hiepthuong(1) in the language of the catalogue, made from the command table and the table
 * of exit statuses, in the man macros of groff_man(7), UTF-8.
 */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "cli/commands.h"

void manual_put(const struct command *const table[], const struct catalog *catalog, struct text *out);

#endif
