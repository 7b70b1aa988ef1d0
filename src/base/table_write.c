#include "base/table.h"
#include "base/table_bytes.h"

#include <inttypes.h>
#include <string.h>

void table_writer_init(struct table_writer *writer, struct text *out, bool for_people)
{
    *writer = (struct table_writer){.out = out, .for_people = for_people};
    if (for_people)
        text_put(out, "\uFEFF");
}

static bool needs_quotes(const char *field)
{
    size_t length = strlen(field);

    return strpbrk(field, ",;\t\"\r\n") != NULL || field[0] == ' ' ||
           (length > 0 && field[length - 1] == ' ');
}

static void begin_field(struct table_writer *writer)
{
    if (writer->row_begun)
        text_put_char(writer->out, writer->for_people ? ';' : ',');
    writer->row_begun = true;
}

void table_put(struct table_writer *writer, const char *field)
{
    const char *quote = needs_quotes(field) ? "\"" : "";
    int guards = table_guards(field);

    begin_field(writer);
    text_put(writer->out, quote);
    /* The reader takes one apostrophe off, so one that was there needs another. */
    if (guards > 0 || (guards == 0 && writer->for_people))
        text_put_char(writer->out, '\'');
    for (; *field != '\0'; field++) {
        if (*field == '"')
            text_put_char(writer->out, '"');
        text_put_char(writer->out, *field);
    }
    text_put(writer->out, quote);
}

void table_put_int(struct table_writer *writer, int64_t value)
{
    begin_field(writer);
    text_putf(writer->out, "%" PRId64, value);
}

void table_end_row(struct table_writer *writer)
{
    text_put(writer->out, writer->for_people ? "\r\n" : "\n");
    writer->row_begun = false;
}
