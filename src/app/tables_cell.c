#include "app/tables_cell.h"

#include "app/tables_text.h"

#include <stdio.h>
#include <string.h>

static const char *load_text(const struct tables_column *column, const void *item)
{
    const char *text;

    memcpy(&text, (const char *)item + column->offset, sizeof text);
    return text;
}

/* Every member that is no text, as a number that sorts as it should. */
static int64_t load_number(const struct tables_column *column, const void *item)
{
    const void *member = (const char *)item + column->offset;

    switch (column->type) {
    case TYPE_LONG: return *(const int64_t *)member;
    case TYPE_BOOL: return *(const bool *)member;
    case TYPE_WEEKDAYS:
    case TYPE_SESSIONS: return *(const uint8_t *)member;
    case TYPE_REF:
    case TYPE_SCOPE_ITEM:
    case TYPE_LETTERS:
    case TYPE_BLOCK_OWNER: return *(const uint32_t *)member;
    case TYPE_DATE:
    case TYPE_WEEKDAY: return ((const struct civil_date *)member)->day;
    case TYPE_TIME: {
        const struct civil_time *time = member;
        return (int64_t)time->date.day * MINUTES_OF_DAY + time->minute;
    }
    case TYPE_RULE:
    case TYPE_WORD: return *(const unsigned *)member;
    default: return *(const int32_t *)member;
    }
}

bool tables_cell_is_clear(const struct tables_column *column, const void *item)
{
    if (column->type == TYPE_WEEKDAY)
        return false;
    if (tables_column_is_text(column))
        return load_text(column, item)[0] == '\0';
    return load_number(column, item) == column->missing;
}

int tables_cell_compare(const struct tables_column *column, const void *a, const void *b)
{
    if (tables_column_is_text(column))
        return strcmp(load_text(column, a), load_text(column, b));
    int64_t left = load_number(column, a);
    int64_t right = load_number(column, b);
    return (left > right) - (left < right);
}

static void put_date(struct table_writer *writer, int64_t day)
{
    char text[CIVIL_DATE_CHARS];

    civil_date_format((struct civil_date){(int32_t)day}, text);
    table_put(writer, text);
}

static void put_weekday(struct table_writer *writer, int64_t day)
{
    table_put(writer, tables_weekday_names[civil_date_weekday((struct civil_date){(int32_t)day})]);
}

static void put_minute(struct table_writer *writer, int64_t minute)
{
    char text[CIVIL_TIME_CHARS];

    snprintf(text, sizeof text, "%02d:%02d", (int)minute / 60 % 24, (int)minute % 60);
    table_put(writer, text);
}

static void put_time(struct table_writer *writer, int64_t minutes)
{
    char text[CIVIL_TIME_CHARS];
    struct civil_time time = {{(int32_t)(minutes / MINUTES_OF_DAY)}, (int32_t)(minutes % MINUTES_OF_DAY)};

    civil_time_format(time, text);
    table_put(writer, text);
}

static void put_reference(struct table_writer *writer, const struct tables_targets *targets,
                          enum tables_file file, int64_t index)
{
    const struct tables_slice *slice = &targets->slices[file];

    table_put(writer, tables_slice_id(slice, file, (size_t)index - slice->base));
}

static void put_sessions(struct table_writer *writer, const struct tables_targets *targets, int64_t sessions)
{
    const struct tables_session *all = (const void *)targets->slices[FILE_SESSIONS].items;
    char letters[TABLES_SESSIONS_MAX + 1];
    size_t count = 0;

    for (size_t i = 0; i < targets->slices[FILE_SESSIONS].count; i++) {
        if (sessions >> i & 1)
            letters[count++] = tables_session_letter(&all[i]);
    }
    letters[count] = '\0';
    table_put(writer, letters);
}

static void put_letters(struct table_writer *writer, int64_t letters)
{
    char text[26 + 1];
    size_t count = 0;

    for (int i = 0; i < 26; i++) {
        if (letters >> i & 1)
            text[count++] = (char)('A' + i);
    }
    text[count] = '\0';
    table_put(writer, text);
}

static void put_weekdays(struct table_writer *writer, int64_t weekdays)
{
    char text[7 * 4 + 1] = "";
    size_t length = 0;

    for (size_t i = 0; i < 7; i++) {
        if (weekdays >> i & 1)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", length > 0 ? " " : "",
                                       tables_weekday_names[i]);
    }
    table_put(writer, text);
}

/* What a reference leads to, or the word for what is none. */
static void put_owner(struct table_writer *writer, const struct tables_targets *targets,
                      const struct tables_column *column, const void *item)
{
    enum tables_file file = tables_target(column, item);
    int64_t number = load_number(column, item);
    unsigned scope;

    if (column->type == TYPE_REF && number == TABLES_NONE) {
        table_put(writer, "");
        return;
    }
    if (file != FILE_COUNT) {
        put_reference(writer, targets, file, number);
        return;
    }
    memcpy(&scope, (const char *)item + column->kind_offset, sizeof scope);
    table_put(writer, scope == SCOPE_LEVEL ? tables_unit_level_names[number] : "");
}

/* A moment, or a number that has no value of its own where it is missing. */
static bool is_not_given(const struct tables_column *column, int64_t number)
{
    if (column->type == TYPE_DATE || column->type == TYPE_TIME)
        return number == 0;
    return column->type == TYPE_INT && (column->flags & COLUMN_OPTIONAL) != 0 && number == column->missing &&
           number < column->min;
}

void tables_cell_write(const struct tables_targets *targets, const struct tables_column *column,
                       const void *item, struct table_writer *writer)
{
    if (tables_column_is_text(column)) {
        table_put(writer, load_text(column, item));
        return;
    }
    int64_t number = load_number(column, item);
    if (is_not_given(column, number)) {
        table_put(writer, "");
        return;
    }
    switch (column->type) {
    case TYPE_DATE: put_date(writer, number); break;
    case TYPE_WEEKDAY: put_weekday(writer, number); break;
    case TYPE_MINUTE: put_minute(writer, number); break;
    case TYPE_TIME: put_time(writer, number); break;
    case TYPE_REF:
    case TYPE_SCOPE_ITEM:
    case TYPE_BLOCK_OWNER: put_owner(writer, targets, column, item); break;
    case TYPE_WORD: table_put(writer, column->words->names[number]); break;
    case TYPE_RULE: table_put(writer, plan_rule_info((enum plan_rule)number)->code); break;
    case TYPE_WEEKDAYS: put_weekdays(writer, number); break;
    case TYPE_LETTERS: put_letters(writer, number); break;
    case TYPE_SESSIONS: put_sessions(writer, targets, number); break;
    default: table_put_int(writer, number);
    }
}
