#include "notify/notice_texts.h"

#include "base/text.h"
#include "base/unicode.h"
#include "notify/template.h"

#include <string.h>

#define KEYS_MAX_BYTES 200

#define OF(shape) (1u << (shape))
#define LISTED (OF(SHAPE_MEETINGS) | OF(SHAPE_STEPS))
#define ALL_SHAPES (LISTED | OF(SHAPE_DIGEST))

static const char *const nothing[] = {NULL};
static const char *const message_needs[NOTICE_SHAPE_COUNT][5] = {
    [SHAPE_MEETINGS] = {"meetings", "more"},
    [SHAPE_STEPS] = {"steps", "more"},
    [SHAPE_DIGEST] = {"due", "overdue", "meetings", "uncertain"},
};
static const char *const message_names[NOTICE_SHAPE_COUNT][8] = {
    [SHAPE_MEETINGS] = {"name", "release", "meetings", "more"},
    [SHAPE_STEPS] = {"name", "date", "count", "steps", "more"},
    [SHAPE_DIGEST] = {"name", "date", "due", "overdue", "meetings", "uncertain"},
};
static const char *const meeting_names[] = {"hour", "date", "place", NULL};
static const char *const hour_and_date[] = {"hour", "date", NULL};
static const char *const before_names[] = {"before_hour", "before_date", NULL};
static const char *const step_names[] = {"step", "area", "date", "days", NULL};
static const char *const step_needs[] = {"step", "date", NULL};
static const char *const more_names[] = {"count", NULL};

static const struct piece_rule {
    const char *key;
    uint32_t shapes;          /* to which it belongs */
    bool optional;            /* may be left out */
    const char *const *names; /* what may be filled in; NULL: as into the message of the shape */
    const char *const *needs; /* and what must be; NULL: as in the message of the shape */
} rules[PIECE_COUNT] = {
    [PIECE_MESSAGE] = {"message", ALL_SHAPES, false, NULL, NULL},
    [PIECE_SUBJECT] = {"subject", ALL_SHAPES, true, NULL, nothing},
    [PIECE_IN_PERSON] = {"in_person", OF(SHAPE_MEETINGS), false, meeting_names, meeting_names},
    [PIECE_ONLINE] = {"online", OF(SHAPE_MEETINGS), false, meeting_names, hour_and_date},
    [PIECE_CANCELLED] = {"cancelled", OF(SHAPE_MEETINGS), false, meeting_names, hour_and_date},
    [PIECE_SITES] = {"sites", OF(SHAPE_MEETINGS), true, more_names, more_names},
    [PIECE_ADDED] = {"added", OF(SHAPE_MEETINGS), true, nothing, nothing},
    [PIECE_MOVED] = {"moved", OF(SHAPE_MEETINGS), true, before_names, nothing},
    [PIECE_ELSEWHERE] = {"elsewhere", OF(SHAPE_MEETINGS), true, nothing, nothing},
    [PIECE_RESTORED] = {"restored", OF(SHAPE_MEETINGS), true, nothing, nothing},
    [PIECE_STEP] = {"step", OF(SHAPE_STEPS), false, step_names, step_needs},
    [PIECE_TODAY] = {"today", OF(SHAPE_STEPS), false, step_names, step_needs},
    [PIECE_OVERDUE] = {"overdue", OF(SHAPE_STEPS), false, step_names, step_needs},
    [PIECE_SEPARATOR] = {"separator", LISTED, false, nothing, nothing},
    [PIECE_MORE] = {"more", LISTED, false, more_names, more_names},
};

/* A line while it is read: what stands before the colon, and what behind it. */
struct piece_line {
    const char *file;
    enum notice_shape shape;
    uint32_t number;
    uint32_t column; /* of the value, in characters */
    const char *key;
    const char *value;
};

const char *const *notice_piece_names(enum notice_shape shape, enum notice_piece piece)
{
    return rules[piece].names != NULL ? rules[piece].names : message_names[shape];
}

static bool belongs(enum notice_shape shape, size_t piece)
{
    return (rules[piece].shapes & OF(shape)) != 0;
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

static enum error_code check_value(enum notice_piece piece, const struct piece_line *line, struct error *err)
{
    const char *const *needs = rules[piece].needs != NULL ? rules[piece].needs : message_needs[line->shape];
    uint32_t column = 0;

    if (template_check(line->value, notice_piece_names(line->shape, piece), &column, err) != OK)
        return at_line(line, line->column + column - 1, err);
    for (size_t i = 0; needs[i] != NULL; i++)
        if (!template_uses(line->value, needs[i])) {
            error_set(err, ERROR_CONFIG, "{%s} is missing; without it the message would not tell enough",
                      needs[i]);
            return at_line(line, line->column, err);
        }
    return OK;
}

static enum error_code refuse_key(const struct piece_line *line, struct error *err)
{
    CLEANUP(text_done) struct text keys;

    text_init(&keys, KEYS_MAX_BYTES);
    for (size_t i = 0; i < PIECE_COUNT; i++)
        if (belongs(line->shape, i))
            text_putf(&keys, "%s%s", keys.length > 0 ? ", " : "", rules[i].key);
    TRY(text_finish(&keys, err));
    error_set(err, ERROR_CONFIG, "is no piece of this message; there are %s", keys.data);
    return at_line(line, 1, err);
}

static enum error_code take_line(const struct piece_line *line, const char *pieces[PIECE_COUNT],
                                 struct error *err)
{
    for (size_t i = 0; i < PIECE_COUNT; i++) {
        if (!belongs(line->shape, i) || strcmp(rules[i].key, line->key) != 0)
            continue;
        if (pieces[i] != NULL) {
            error_set(err, ERROR_CONFIG, "stands here a second time");
            return at_line(line, 1, err);
        }
        pieces[i] = line->value;
        return check_value((enum notice_piece)i, line, err);
    }
    return refuse_key(line, err);
}

/* Cuts `text` into lines, in place. */
static enum error_code take_lines(char *text, const char *file, enum notice_shape shape,
                                  const char *pieces[PIECE_COUNT], struct error *err)
{
    struct piece_line line = {.file = file, .shape = shape};

    for (char *next = text; next != NULL;) {
        char *start = strsep(&next, "\n");
        line.number++;
        if (start[strspn(start, " \t\r")] == '\0' || start[0] == '#')
            continue;
        TRY(split_line(start, &line, err));
        TRY(take_line(&line, pieces, err));
    }
    for (size_t i = 0; i < PIECE_COUNT; i++) {
        if (pieces[i] != NULL)
            continue;
        if (belongs(shape, i) && !rules[i].optional) {
            error_set(err, ERROR_CONFIG, "is missing in this file");
            return error_at(err, file, 0, 0, rules[i].key);
        }
        pieces[i] = "";
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
    TRY(take_lines(text, file->name, notice_kind_shape(kind), pieces, err));
    memcpy(texts->pieces[kind], pieces, sizeof pieces);
    return OK;
}
