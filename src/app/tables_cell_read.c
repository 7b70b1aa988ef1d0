#include "app/tables_cell.h"
#include "app/tables_text.h"
#include "base/parse.h"
#include "base/phone.h"
#include "base/unicode.h"

#include <string.h>

static void store_text(const struct tables_column *column, void *item, const char *text)
{
    memcpy((char *)item + column->offset, &text, sizeof text);
}

static void store_number(const struct tables_column *column, void *item, int64_t number)
{
    void *member = (char *)item + column->offset;

    switch (column->type) {
    case TYPE_LONG: *(int64_t *)member = number; break;
    case TYPE_BOOL: *(bool *)member = number != 0; break;
    case TYPE_WEEKDAYS:
    case TYPE_SESSIONS: *(uint8_t *)member = (uint8_t)number; break;
    case TYPE_REF:
    case TYPE_SCOPE_ITEM:
    case TYPE_LETTERS:
    case TYPE_BLOCK_OWNER: *(uint32_t *)member = (uint32_t)number; break;
    case TYPE_RULE:
    case TYPE_WORD: *(unsigned *)member = (unsigned)number; break;
    case TYPE_TIME: *(struct civil_time *)member = (struct civil_time){{(int32_t)number}, 0}; break;
    default: *(int32_t *)member = (int32_t)number;
    }
}

static void *member_of(const struct tables_cell *cell, void *item)
{
    return (char *)item + cell->column->offset;
}

static bool keep_text(struct tables_input *input, const struct tables_cell *cell, void *item,
                      const char *text)
{
    char *copy = arena_copy_string(input->arena, text);

    input->no_memory = copy == NULL;
    if (copy != NULL)
        store_text(cell->column, item, copy);
    return copy != NULL;
}

static bool check_id(struct tables_input *input, const struct tables_cell *cell)
{
    if (tables_text_is_id(cell->text))
        return true;
    report_error(input->report, cell->place,
                 N_("must be an id of 1 to %d letters a-z, digits, \"-\", \"_\" or \".\""),
                 TABLES_ID_BYTES_MAX);
    return false;
}

static bool read_id(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    return check_id(input, cell) && keep_text(input, cell, item, cell->text);
}

static bool read_text(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    if (unicode_count(cell->text, strlen(cell->text)) > TABLES_TEXT_CHARS_MAX) {
        report_error(input->report, cell->place, N_("is longer than %d characters"), TABLES_TEXT_CHARS_MAX);
        return false;
    }
    return keep_text(input, cell, item, cell->text);
}

static bool read_phone(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    struct report *report = input->report;
    char phone[PHONE_CHARS];

    switch (phone_parse(cell->text, phone)) {
    case PHONE_READ: return keep_text(input, cell, item, phone);
    case PHONE_BEFORE_2018:
        report_error(report, cell->place,
                     N_("has eleven digits, as until 2018; ask whether it is still that person's number: it "
                        "begins with 0%c%c today"),
                     phone[3], phone[4]);
        break;
    case PHONE_ZERO_LOST:
        report_error(report, cell->place,
                     N_("has nine digits: a spreadsheet took its leading zero away; format the column as "
                        "text and put the zero back"));
        break;
    case PHONE_LANDLINE:
        report_error(report, cell->place,
                     N_("is a landline, which gets no messages; give a mobile number, or none"));
        break;
    case PHONE_FOREIGN:
        report_error(report, cell->place,
                     N_("is a number of another country; give a Vietnamese one, or none"));
        break;
    default:
        report_error(report, cell->place,
                     N_("must be a mobile number: 0 or +84, then 3, 5, 7, 8 or 9, then eight digits"));
    }
    return false;
}

static bool read_email(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    if (!tables_text_is_email(cell->text)) {
        report_error(input->report, cell->place, N_("must be one e-mail address"));
        return false;
    }
    return keep_text(input, cell, item, cell->text);
}

static bool read_link(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    if (strncmp(cell->text, "https://", 8) != 0 || strpbrk(cell->text, " <>\"") != NULL) {
        report_error(input->report, cell->place, N_("must be one address that begins with https://"));
        return false;
    }
    return read_text(input, cell, item);
}

static bool read_int(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    const struct tables_column *column = cell->column;
    int64_t number;

    if (!parse_int(cell->text, column->min, column->max, &number)) {
        report_error(input->report, cell->place, N_("must be a whole number from %lld to %lld"),
                     (long long)column->min, (long long)column->max);
        return false;
    }
    store_number(column, item, number);
    return true;
}

static bool read_degrees(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    const struct tables_column *column = cell->column;
    int64_t number;

    if (!tables_text_degrees(cell->text, &number)) {
        report_error(input->report, cell->place, N_("must be degrees such as 21.592481"));
        return false;
    }
    if (number < column->min || number > column->max) {
        report_error(input->report, cell->place,
                     N_("lies outside Viet Nam, where it is %lld to %lld degrees; see whether latitude and "
                        "longitude changed places"),
                     (long long)column->min / 1000000, (long long)column->max / 1000000);
        return false;
    }
    store_number(column, item, number);
    return true;
}

static bool read_bool(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    int64_t number;

    if (!parse_int(cell->text, 0, 1, &number)) {
        report_error(input->report, cell->place, N_("must be 1 for yes or 0 for no"));
        return false;
    }
    store_number(cell->column, item, number);
    return true;
}

static bool read_date(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    if (civil_date_parse(cell->text, member_of(cell, item)))
        return true;
    report_error(input->report, cell->place, N_("must be a date such as 2021-05-23 or 23/05/2021"));
    return false;
}

static bool read_weekday(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    const struct civil_date *date = member_of(cell, item);
    enum civil_weekday weekday = civil_date_weekday(*date);
    int64_t weekdays;

    if (date->day == 0 || (tables_text_weekdays(cell->text, &weekdays) && weekdays == 1 << weekday))
        return true; /* day 0 is a date that could not be read */
    report_error(input->report, cell->place, N_("does not belong to the date, which is %s (%s)"),
                 tables_weekday_names[weekday], tables_weekday_names_vi[weekday]);
    return false;
}

static bool read_minute(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    if (civil_minute_parse(cell->text, member_of(cell, item)))
        return true;
    report_error(input->report, cell->place, N_("must be an hour such as 07:30"));
    return false;
}

static bool read_time(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    if (civil_time_parse(cell->text, member_of(cell, item)))
        return true;
    report_error(input->report, cell->place, N_("must be a date and an hour such as 2021-05-22T07:00"));
    return false;
}

/* Tables are mostly written in order: the id is the one of the row before, or the next one. */
static bool find_id(struct tables_input *input, enum tables_file file, const char *id, size_t *out)
{
    const struct tables_slice *slice = &input->targets->slices[file];
    size_t *last = &input->last_found[file];

    for (size_t i = *last; i < slice->count && i <= *last + 1; i++) {
        if (strcmp(tables_slice_id(slice, file, i), id) == 0) {
            *last = *out = i;
            return true;
        }
    }
    if (!tables_slice_find(slice, file, id, out))
        return false;
    *last = *out;
    return true;
}

static bool read_id_of(struct tables_input *input, const struct tables_cell *cell, enum tables_file file,
                       void *item)
{
    size_t found;

    if (!check_id(input, cell))
        return false;
    if (!find_id(input, file, cell->text, &found)) {
        if (!input->targets->incomplete[file])
            report_error(input->report, cell->place, N_("there is no \"%s\" in %s"), cell->text,
                         tables_shape(file, true)->name);
        return false;
    }
    store_number(cell->column, item, (int64_t)found + input->targets->slices[file].base);
    return true;
}

/* What the kind of the item says that it belongs to. */
static bool read_reference(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    enum tables_file file = tables_target(cell->column, item);

    return file != FILE_COUNT && read_id_of(input, cell, file, item);
}

static bool read_one_of(struct tables_input *input, const struct tables_cell *cell,
                        const struct tables_words *words, void *item)
{
    char list[128];
    size_t word;

    if (parse_choice(cell->text, words->names, words->count, &word)) {
        store_number(cell->column, item, (int64_t)word);
        return true;
    }
    tables_words_list(words, list, sizeof list);
    report_error(input->report, cell->place, N_("must be one of these words: %s"), list);
    store_number(cell->column, item, TABLES_NO_WORD);
    return false;
}

static bool read_word(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    return read_one_of(input, cell, cell->column->words, item);
}

static bool read_scope_item(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    static const struct tables_words levels = {tables_unit_level_names, UNIT_LEVEL_COUNT};
    enum tables_scope scope = ((const struct tables_preference *)item)->scope;

    if (scope >= SCOPE_COUNT)
        return false; /* reported with the scope */
    if (scope == SCOPE_LEVEL)
        return read_one_of(input, cell, &levels, item);
    if (scope != SCOPE_ALL)
        return read_reference(input, cell, item);
    tables_cell_clear(cell->column, item);
    if (cell->text[0] != '\0')
        report_error(input->report, cell->place, N_("must be empty where the scope is all"));
    return cell->text[0] == '\0';
}

static bool read_rule(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    enum plan_rule rule = plan_rule_find(cell->text);

    if (rule == PLAN_RULES) {
        report_error(input->report, cell->place, N_("there is no rule \"%s\"; docs/tables.md lists them"),
                     cell->text);
        return false;
    }
    store_number(cell->column, item, rule);
    return true;
}

static bool read_weekdays(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    int64_t weekdays;

    if (!tables_text_weekdays(cell->text, &weekdays)) {
        report_error(input->report, cell->place, N_("must be weekdays such as \"Sat Sun\" or \"T7 CN\""));
        return false;
    }
    store_number(cell->column, item, weekdays);
    return true;
}

/* The bit of a session by its letter; 0 when no session has it. */
static int64_t session_bit(const struct tables_slice *slice, char letter)
{
    const struct tables_session *sessions = (const void *)slice->items;

    for (size_t i = 0; i < slice->count; i++) {
        if (tables_session_letter(&sessions[i]) == letter)
            return (int64_t)1 << i;
    }
    return 0;
}

/* Each letter once, and of a session; 0 for anything else. */
static int64_t read_session_set(struct tables_input *input, const struct tables_cell *cell)
{
    int64_t all = 0;

    for (const char *letter = cell->text; *letter != '\0'; letter++) {
        int64_t bit = session_bit(&input->targets->slices[FILE_SESSIONS], *letter);
        if (bit == 0 || (all & bit) != 0) {
            all = 0;
            break;
        }
        all |= bit;
    }
    if (all == 0 && !input->targets->incomplete[FILE_SESSIONS])
        report_error(input->report, cell->place,
                     N_("must be letters of sessions (the first of their names, upper case), each once"));
    return all;
}

static bool read_sessions(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    int64_t all = read_session_set(input, cell);

    store_number(cell->column, item, all);
    return all != 0;
}

static bool read_letters(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    int64_t letters = 0;

    if (read_session_set(input, cell) == 0)
        return false;
    for (const char *letter = cell->text; *letter != '\0'; letter++)
        letters |= (int64_t)1 << (*letter - 'A');
    store_number(cell->column, item, letters);
    return true;
}

static bool (*const readers[TYPE_COUNT])(struct tables_input *, const struct tables_cell *, void *) = {
    [TYPE_ID] = read_id,           [TYPE_TEXT] = read_text,
    [TYPE_PHONE] = read_phone,     [TYPE_EMAIL] = read_email,
    [TYPE_LINK] = read_link,       [TYPE_INT] = read_int,
    [TYPE_LONG] = read_int,        [TYPE_BOOL] = read_bool,
    [TYPE_DATE] = read_date,       [TYPE_WEEKDAY] = read_weekday,
    [TYPE_MINUTE] = read_minute,   [TYPE_TIME] = read_time,
    [TYPE_REF] = read_reference,   [TYPE_BLOCK_OWNER] = read_reference,
    [TYPE_DEGREES] = read_degrees, [TYPE_WEEKDAYS] = read_weekdays,
    [TYPE_WORD] = read_word,       [TYPE_SCOPE_ITEM] = read_scope_item,
    [TYPE_RULE] = read_rule,       [TYPE_SESSIONS] = read_sessions,
    [TYPE_LETTERS] = read_letters,
};

void tables_cell_clear(const struct tables_column *column, void *item)
{
    if (tables_column_is_text(column))
        store_text(column, item, "");
    else if (column->type != TYPE_WEEKDAY)
        store_number(column, item, column->missing);
}

bool tables_cell_read(struct tables_input *input, const struct tables_cell *cell, void *item)
{
    if (cell->text[0] == '\0' && (cell->column->flags & COLUMN_OPTIONAL) != 0 &&
        cell->column->type != TYPE_SCOPE_ITEM) {
        tables_cell_clear(cell->column, item);
        return true;
    }
    if (cell->text[0] == '\0' && cell->column->type != TYPE_SCOPE_ITEM) {
        report_error(input->report, cell->place, N_("must not be empty"));
        return false;
    }
    return readers[cell->column->type](input, cell, item);
}
