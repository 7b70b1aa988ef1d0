/* The CSV files of a folder of tables, described once: which columns, of which type, into which member.
 * Reading, writing, sorting and comparing all follow these descriptions.
 */
#ifndef APP_TABLES_SHAPE_H
#define APP_TABLES_SHAPE_H

#include "app/tables.h"

#define MINUTES_OF_DAY (24 * 60)
#define TABLES_COLUMNS_MAX 16

enum tables_file {
    FILE_PARAMS, /* one key a row, the others one item a row; the order is that of reading */
    FILE_SESSIONS,
    FILE_DAYS,
    FILE_PROVINCES,
    FILE_DISTRICTS,
    FILE_COMMUNES,
    FILE_VENUES,
    FILE_UNITS,
    FILE_CANDIDATES,
    FILE_UNIT_COMMUNES,
    FILE_CANDIDACIES,
    FILE_BLOCKS,
    FILE_PREFERENCES, /* this one and those below may be missing from a folder */
    FILE_TRAVEL_TIMES,
    FILE_MINIMUMS,
    FILE_WAIVERS,
    FILE_ONLINE_CONDITIONS,
    FILE_RULES,
    FILE_CONNECTED_SITES,
    FILE_JOINT_MEETINGS,
    FILE_COUNT
};

enum tables_type {
    /* const char * */
    TYPE_ID,
    TYPE_TEXT,
    TYPE_PHONE,
    TYPE_EMAIL,
    TYPE_LINK,
    /* numbers */
    TYPE_INT,  /* int32_t */
    TYPE_LONG, /* int64_t */
    TYPE_BOOL,
    TYPE_DEGREES, /* int32_t, millionths */
    /* calendar */
    TYPE_DATE,
    TYPE_WEEKDAY, /* of the date at the same offset; read only to be checked */
    TYPE_MINUTE,  /* int32_t */
    TYPE_TIME,
    TYPE_WEEKDAYS, /* uint8_t, a set */
    /* one of a few words, or of the items of another table */
    TYPE_REF,         /* uint32_t, an item of `ref` */
    TYPE_BLOCK_OWNER, /* uint32_t, of a table that the kind says */
    TYPE_WORD,        /* an enum, one of `words` */
    TYPE_SCOPE_ITEM,  /* uint32_t, of what the scope says */
    TYPE_RULE,
    TYPE_SESSIONS, /* uint8_t, bit i: the i-th session */
    TYPE_LETTERS,  /* uint32_t, bit 0: the session whose letter is A */
    TYPE_COUNT
};

enum tables_column_flags {
    COLUMN_KEY = 1,      /* the rows are sorted by it and no two have the same keys */
    COLUMN_OPTIONAL = 2, /* may be missing, or empty; others must be filled in */
    COLUMN_PERSONAL = 4, /* says something of a person and stands in no log */
    COLUMN_METRES = 8,   /* a table has these, or those of degrees */
    COLUMN_DEGREES = 16,
    COLUMN_RARE = 32, /* a key of params.csv that is not written when nothing is given */
};

struct tables_words {
    const char *const *names;
    size_t count;
};

struct tables_column {
    const char *name;
    enum tables_type type;
    size_t offset; /* in the item */
    unsigned flags;
    int64_t min;
    int64_t max;
    int64_t missing; /* the value of an optional number that is not given */
    enum tables_file ref;
    const struct tables_words *words;
    size_t kind_offset; /* of the member that says what an owner is: a tables_block_kind, or a tables_scope */
};

struct tables_shape {
    const char *name;                    /* of the file */
    const struct tables_column *columns; /* the first is the id, in tables that others refer to */
    size_t column_count;
    size_t item_size;
    size_t items_offset; /* of the array and its length in struct tables; all areas share one */
    size_t count_offset;
};

/* "a, b, c", cut at the size. */
void tables_words_list(const struct tables_words *words, char *out, size_t size);

/* The items one file holds. */
struct tables_slice {
    const char *items;
    size_t count;
    uint32_t base; /* the index that references give to the first */
};

/* `with_districts`: whether there are districts between provinces and communes. */
const struct tables_shape *tables_shape(enum tables_file file, bool with_districts);

/* The columns of a shape, TABLES_COLUMNS_MAX of them at most, where places stand in degrees or in metres: the
 * others are optional. */
void tables_columns_of(const struct tables_shape *shape, bool degrees, struct tables_column *out);

bool tables_have_districts(const struct tables *tables);

/* What the file holds; not for FILE_PARAMS. */
struct tables_slice tables_slice(const struct tables *tables, enum tables_file file);

/* A word that could not be read, in place of a kind or a scope. */
#define TABLES_NO_WORD 255

/* Where the reference in the column of an item leads; FILE_COUNT: it is no reference, and the number says all. */
enum tables_file tables_target(const struct tables_column *column, const void *item);

static inline bool tables_file_may_be_missing(enum tables_file file)
{
    return file >= FILE_PREFERENCES;
}

/* The id of the i-th item of a file whose first column is one. */
const char *tables_slice_id(const struct tables_slice *slice, enum tables_file file, size_t i);

/* The place in the slice of the item with that id. */
bool tables_slice_find(const struct tables_slice *slice, enum tables_file file, const char *id, size_t *out);

static inline bool tables_column_is_text(const struct tables_column *column)
{
    return column->type <= TYPE_LINK;
}

/* The letter of a session in blocks.csv: the first of its name, upper case; 0 when that is no ASCII letter.
 */
char tables_session_letter(const struct tables_session *session);

#endif
