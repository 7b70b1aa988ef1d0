/* Tables that people take away, for a spreadsheet. */
#ifndef WEB_DOWNLOAD_H
#define WEB_DOWNLOAD_H

#include "base/table.h"
#include "web/routes.h"

/* Makes the answer a CSV file called "NAME-ELECTION.csv"; the name is plain ASCII. Rows follow through the writer. */
void download_begin(const struct call *call, const char *name, struct table_writer *out);

#endif
