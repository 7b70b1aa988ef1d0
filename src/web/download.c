#include "web/download.h"

#include "web/staff.h"

#include <ctype.h>
#include <stdio.h>

#define FILE_NAME_CHARS 160

void download_begin(const struct call *call, const char *name, struct table_writer *out)
{
    char file[FILE_NAME_CHARS];

    snprintf(file, sizeof file, "%s-%s", name, call->staff->election.code);
    for (char *at = file; *at != '\0'; at++) /* nothing that could end the field */
        if (!isalnum((unsigned char)*at) && *at != '-')
            *at = '_';
    http_set_header(call->response, "Content-Type", "text/csv; charset=utf-8");
    http_set_header(call->response, "Content-Disposition", "attachment; filename=\"%s.csv\"", file);
    table_writer_init(out, &call->response->body, true);
}
