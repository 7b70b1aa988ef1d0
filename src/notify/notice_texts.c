#include "notify/notice_texts.h"

#include "base/unicode.h"
#include "notify/template.h"

#include <string.h>

static const char *const nothing[] = {NULL};
static const char *const message_names[] = {"name", "release", "meetings", "more", NULL};
static const char *const message_needs[] = {"meetings", "more", NULL};
static const char *const meeting_names[] = {"hour", "date", "place", NULL};
static const char *const hour_and_date[] = {"hour", "date", NULL};
static const char *const more_names[] = {"count", NULL};

static const struct piece_rule {
    const char *key;
    const char *const *names; /* what may be filled in */
    const char *const *needs; /* and what must be */
} rules[PIECE_COUNT] = {
    [PIECE_MESSAGE] = {"message", message_names, message_needs},
    [PIECE_IN_PERSON] = {"in_person", meeting_names, meeting_names},
    [PIECE_ONLINE] = {"online", meeting_names, hour_and_date},
    [PIECE_CANCELLED] = {"cancelled", meeting_names, hour_and_date},
    [PIECE_SEPARATOR] = {"separator", nothing, nothing},
    [PIECE_MORE] = {"more", more_names, more_names},
};

/* A line while it is read: what stands before the colon, and what behind it. */
struct piece_line {
    const char *file;
    uint32_t number;
    uint32_t column; /* of the value, in characters */
    const char *key;
    const char *value;
};

const char *const *notice_piece_names(enum notice_piece piece)
{
    return rules[piece].names;
}

static enum error_code at_line(const struct piece_line *line, uint32_t column, struct error *err)
{
    return error_at(err, line->file, line->number, column, line->key);
}

/* Splits `key: value`, in place. */
static enum error_code split_line(char *text, struct piece_line *line, struct error *err)
{
    char *colon = strchr(text, ':');

    if (colon == NULL) {
        error_set(err, ERROR_CONFIG, "this line is neither \"piece: text\" nor a remark that begins with #");
        return error_at(err, line->file, line->number, 1, NULL);
    }
    char *value = colon + 1 + strspn(colon + 1, " \t");
    size_t length = strlen(value);
    while (length > 0 && strchr(" \t\r", value[length - 1]) != NULL)
        length--;
    value[length] = '\0';
    line->column = (uint32_t)unicode_count(text, (size_t)(value - text)) + 1;
    *colon = '\0';
    line->key = text;
    if (value[0] == '"') {
        if (length < 2 || value[length - 1] != '"') {
            error_set(err, ERROR_CONFIG, "the quotation mark is not closed at the end of the line");
            return at_line(line, line->column, err);
        }
        value[length - 1] = '\0';
        value++;
        line->column++;
    }
    line->value = value;
    return OK;
}

static enum error_code check_value(const struct piece_rule *rule, const struct piece_line *line,
                                   struct error *err)
{
    uint32_t column = 0;

    if (template_check(line->value, rule->names, &column, err) != OK)
        return at_line(line, line->column + column - 1, err);
    for (size_t i = 0; rule->needs[i] != NULL; i++)
        if (!template_uses(line->value, rule->needs[i])) {
            error_set(err, ERROR_CONFIG, "{%s} is missing; without it the message would not tell enough",
                      rule->needs[i]);
            return at_line(line, line->column, err);
        }
    return OK;
}

static enum error_code take_line(const struct piece_line *line, const char *pieces[PIECE_COUNT],
                                 struct error *err)
{
    for (size_t i = 0; i < PIECE_COUNT; i++) {
        if (strcmp(rules[i].key, line->key) != 0)
            continue;
        if (pieces[i] != NULL) {
            error_set(err, ERROR_CONFIG, "stands here a second time");
            return at_line(line, 1, err);
        }
        pieces[i] = line->value;
        return check_value(&rules[i], line, err);
    }
    error_set(
        err, ERROR_CONFIG,
        "is no piece of a message; there are message, in_person, online, cancelled, separator and more");
    return at_line(line, 1, err);
}

/* Cuts `text` into lines, in place. */
static enum error_code take_lines(char *text, const char *file, const char *pieces[PIECE_COUNT],
                                  struct error *err)
{
    struct piece_line line = {.file = file};

    for (char *next = text; next != NULL;) {
        char *start = strsep(&next, "\n");
        line.number++;
        if (start[strspn(start, " \t\r")] == '\0' || start[0] == '#')
            continue;
        TRY(split_line(start, &line, err));
        TRY(take_line(&line, pieces, err));
    }
    for (size_t i = 0; i < PIECE_COUNT; i++)
        if (pieces[i] == NULL) {
            error_set(err, ERROR_CONFIG, "is missing in this file");
            return error_at(err, file, 0, 0, rules[i].key);
        }
    return OK;
}

enum error_code notice_texts_read(struct notice_texts *texts, enum notice_kind kind,
                                  const struct notice_texts_file *file, struct arena *arena,
                                  struct error *err)
{
    const char *pieces[PIECE_COUNT] = {NULL};
    size_t bad_offset;
    char *text;

    if (!unicode_valid(file->bytes, file->length, &bad_offset) ||
        memchr(file->bytes, '\0', file->length) != NULL) {
        error_set(err, ERROR_CONFIG, "is not a text in UTF-8");
        return error_at(err, file->name, 0, 0, NULL);
    }
    TRY(unicode_nfc(arena, file->bytes, file->length, &text, err));
    if (strncmp(text, "\ufeff", 3) == 0)
        text += 3;
    TRY(take_lines(text, file->name, pieces, err));
    memcpy(texts->pieces[kind], pieces, sizeof pieces);
    return OK;
}
