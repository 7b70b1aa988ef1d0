/* The CSV files of a folder of tables, described once: which columns, of which type, into which member.
 * Reading, writing, sorting and comparing all follow these descriptions.
 */
#ifndef APP_TABLES_SHAPE_H
#define APP_TABLES_SHAPE_H

#include "app/tables.h"

#define MINUTES_OF_DAY (24 * 60)
#define TABLES_COLUMNS_MAX 16

extern const char *const tables_weekday_names[7]; /* "Mon", ... as days.csv has them */

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
    /* calendar */
    TYPE_DATE,
    TYPE_WEEKDAY, /* of the date at the same offset; read only to be checked */
    TYPE_MINUTE,  /* int32_t */
    TYPE_TIME,
    /* one of a few words, or of the items of another table */
    TYPE_LEVEL,
    TYPE_BLOCK_KIND,
    TYPE_REF,         /* uint32_t, an item of `ref` */
    TYPE_BLOCK_OWNER, /* uint32_t, of a table that the kind says */
    TYPE_SESSIONS,    /* uint8_t */
    TYPE_COUNT
};

enum tables_column_flags {
    COLUMN_KEY = 1,      /* the rows are sorted by it and no two have the same keys */
    COLUMN_OPTIONAL = 2, /* may be missing, or empty; others must be filled in */
    COLUMN_PERSONAL = 4, /* says something of a person and stands in no log */
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
};

struct tables_shape {
    const char *name;                    /* of the file */
    const struct tables_column *columns; /* the first is the id, in tables that others refer to */
    size_t column_count;
    size_t item_size;
    size_t items_offset; /* of the array and its length in struct tables; all areas share one */
    size_t count_offset;
};

/* The items one file holds. */
struct tables_slice {
    const char *items;
    size_t count;
    uint32_t base; /* the index that references give to the first */
};

/* `with_districts`: whether there are districts between provinces and communes. */
const struct tables_shape *tables_shape(enum tables_file file, bool with_districts);

bool tables_have_districts(const struct tables *tables);

/* What the file holds; not for FILE_PARAMS. */
struct tables_slice tables_slice(const struct tables *tables, enum tables_file file);

/* The table that owns blocks of a kind. */
enum tables_file tables_owner_file(enum tables_block_kind kind);

/* The id of the i-th item of a file whose first column is one. */
const char *tables_slice_id(const struct tables_slice *slice, enum tables_file file, size_t i);

static inline bool tables_column_is_text(const struct tables_column *column)
{
    return column->type <= TYPE_LINK;
}

/* The letter of a session in blocks.csv: the first of its name, upper case; 0 when that is no ASCII letter.
 */
char tables_session_letter(const struct tables_session *session);

#endif
