#include "base/log.h"

#include "base/file.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

#define VALUE_MAX_BYTES 500 /* of one field; longer ones are cut at a character */
#define LINE_MAX_BYTES 65536
#define BATCH_MAX_BYTES (8 * LINE_MAX_BYTES)

/* systemd tells a service by device and inode which of its descriptors is the journal (systemd.exec(5)). */
static bool is_journal(int file)
{
    const char *stream = getenv("JOURNAL_STREAM");
    struct stat status;
    char own[64];

    if (stream == NULL || fstat(file, &status) != 0)
        return false;
    snprintf(own, sizeof own, "%llu:%llu", (unsigned long long)status.st_dev,
             (unsigned long long)status.st_ino);
    return strcmp(stream, own) == 0;
}

void log_init(struct log *log, struct clock clock, int level)
{
    *log = (struct log){
        .clock = clock, .level = level, .file = STDERR_FILENO, .journal = is_journal(STDERR_FILENO)};
}

static size_t cut_length(const char *value)
{
    size_t length = strnlen(value, VALUE_MAX_BYTES);

    if (value[length] == '\0')
        return length;
    while (length > 0 && ((unsigned char)value[length] & 0xC0) == 0x80)
        length--;
    return length;
}

/* A value that is not one plain word is quoted, and no value can begin a new line. */
static void put_text_value(const char *value, struct text *out)
{
    size_t length = cut_length(value);

    if (length > 0 && strcspn(value, " \"\\=\n\r\t") >= length) {
        text_put_bytes(out, value, length);
        return;
    }
    text_put_char(out, '"');
    for (const char *p = value; p < value + length; p++) {
        if (*p == '"' || *p == '\\')
            text_put_char(out, '\\');
        text_put_char(out, iscntrl((unsigned char)*p) ? ' ' : *p);
    }
    text_put_char(out, '"');
}

/* `MESSAGE name=value name=value` */
static void put_event(const char *message, const struct log_field *fields, struct text *out)
{
    text_put(out, message);
    for (const struct log_field *field = fields; field->name != NULL; field++) {
        text_put_char(out, ' ');
        text_put(out, field->name);
        text_put_char(out, '=');
        if (field->text != NULL)
            put_text_value(field->text, out);
        else
            text_put_int(out, field->number);
    }
}

static const char *level_name(int level)
{
    if (level <= LOG_ERR)
        return "error";
    if (level == LOG_WARNING)
        return "warning";
    return level <= LOG_INFO ? "info" : "debug";
}

static void put_line(const char *now, int level, const char *message, const struct log_field *fields,
                     struct text *out)
{
    text_put(out, now);
    text_put_char(out, ' ');
    text_put(out, level_name(level));
    text_put_char(out, ' ');
    put_event(message, fields, out);
    text_put_char(out, '\n');
}

static void write_line(const struct log *log, int level, const char *message, const struct log_field *fields)
{
    CLEANUP(text_done) struct text line;
    char now[CLOCK_UTC_CHARS];

    text_init(&line, LINE_MAX_BYTES);
    clock_format_utc(clock_now_utc_secs(&log->clock), now);
    put_line(now, level, message, fields, &line);
    /* one call for each line, so that lines of several threads do not mix */
    file_write_all(log->file, line.data, line.length);
}

/* The journal's fields, `NAME=value` each, one after the other in one text. */
struct journal_entry {
    struct text bytes;
    size_t ends[LOG_FIELDS_MAX + 4];
    int count;
};

static void end_field(struct journal_entry *entry)
{
    entry->ends[entry->count++] = entry->bytes.length;
}

static void put_journal_field(struct journal_entry *entry, const struct log_field *field)
{
    for (const char *p = field->name; *p != '\0'; p++)
        text_put_char(&entry->bytes, (char)toupper((unsigned char)*p));
    text_put_char(&entry->bytes, '=');
    if (field->text != NULL)
        text_put_bytes(&entry->bytes, field->text, cut_length(field->text));
    else
        text_putf(&entry->bytes, "%lld", field->number);
    end_field(entry);
}

static void write_journal(int level, const char *message, const struct log_field *fields)
{
    struct journal_entry entry = {.count = 0};
    struct iovec parts[COUNT_OF(entry.ends)];

    text_init(&entry.bytes, LINE_MAX_BYTES);
    text_put(&entry.bytes, "MESSAGE=");
    put_event(message, fields, &entry.bytes);
    end_field(&entry);
    put_journal_field(&entry, &(struct log_field)LOG_TEXT("event", message));
    put_journal_field(&entry, &(struct log_field)LOG_INT("priority", level));
    put_journal_field(&entry, &(struct log_field)LOG_TEXT("syslog_identifier", "hiepthuong"));
    for (const struct log_field *field = fields; field->name != NULL; field++)
        put_journal_field(&entry, field);
    size_t start = 0;
    for (int i = 0; i < entry.count; i++) {
        parts[i] = (struct iovec){entry.bytes.data + start, entry.ends[i] - start};
        start = entry.ends[i];
    }
    (void)sd_journal_sendv(parts, entry.count);
    text_done(&entry.bytes);
}

void log_event(const struct log *log, int level, const char *message, const struct log_field *fields)
{
    size_t count = 0;

    if (level > log->level)
        return;
    while (fields[count].name != NULL)
        count++;
    assert(count <= LOG_FIELDS_MAX);
    if (log->journal)
        write_journal(level, message, fields);
    else
        write_line(log, level, message, fields);
}

void log_batch_begin(struct log_batch *batch, const struct log *log)
{
    *batch = (struct log_batch){.log = log, .shown_utc_secs = -1};
    text_init(&batch->lines, BATCH_MAX_BYTES);
}

static void write_batch(struct log_batch *batch)
{
    file_write_all(batch->log->file, batch->lines.data, batch->lines.length);
    text_clear(&batch->lines);
}

void log_batch_put(struct log_batch *batch, int64_t utc_secs, int level, const char *message,
                   const struct log_field *fields)
{
    if (level > batch->log->level)
        return;
    if (batch->log->journal) {
        write_journal(level, message, fields);
        return;
    }
    if (utc_secs != batch->shown_utc_secs)
        clock_format_utc(utc_secs, batch->shown);
    batch->shown_utc_secs = utc_secs;
    if (batch->lines.length + LINE_MAX_BYTES > BATCH_MAX_BYTES)
        write_batch(batch);
    put_line(batch->shown, level, message, fields, &batch->lines);
}

void log_batch_end(struct log_batch *batch)
{
    if (batch->lines.length > 0)
        write_batch(batch);
    text_done(&batch->lines);
}

void log_error(const struct log *log, int level, const char *message, const struct error *err)
{
    CLEANUP(text_done) struct text words;

    text_init(&words, LINE_MAX_BYTES);
    error_write(err, err->message.format, &words);
    log_event(log, level, message,
              LOG_FIELDS(LOG_TEXT("code", error_name(err->code)), LOG_TEXT("why", words.data),
                         LOG_INT("library_code", err->library_code)));
}
