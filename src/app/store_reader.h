/* What the parts of tables_from_store share; nobody else includes this. Lists that others refer to are read before those
 * that refer to them.
 */
#ifndef APP_STORE_READER_H
#define APP_STORE_READER_H

#include "app/tables_cell.h"
#include "db/db.h"

/* One array of the tables, gathered on the heap until its length is known. */
struct gathered {
    char *items;
    size_t capacity;
    int64_t *ids;
    size_t id_capacity;
    size_t count;
};

struct store_reader {
    struct db *db;
    int64_t election;
    struct arena *arena;
    struct gathered lists[FILE_COUNT]; /* by the file that list_of says */
    struct {
        size_t first;
        size_t count;
    } files[FILE_COUNT]; /* where in its list the items of a file stand */
    bool broken;         /* a reference that leads nowhere, a word that is none */
    bool no_memory;
};

enum tables_file store_reader_list_of(enum tables_file file); /* all areas are one list */
const char *store_reader_text(struct store_reader *reader, const struct db_rows *rows, int column);
int32_t store_reader_int(const struct db_rows *rows, int column);
/* A moment of the store; the zero value where it is NULL. */
struct civil_time store_reader_time(const struct db_rows *rows, int column);
/* The place of a word among others; 0 and `broken` for none of them. */
unsigned store_reader_word(struct store_reader *reader, const struct db_rows *rows, int column,
                           const char *const names[], size_t count);
/* The index of the item of a file, already read, that has this id. */
uint32_t store_reader_find(struct store_reader *reader, enum tables_file file, const char *id);

/* Puts a list whose statement has no order of its own into the order of its keys. */
void store_reader_sort(struct store_reader *reader, enum tables_file file);

/* Each reads one row into an item. */
void store_read_venue_block(struct store_reader *reader, const struct db_rows *rows, void *item);
void store_read_commune_block(struct store_reader *reader, const struct db_rows *rows, void *item);
void store_read_candidate_block(struct store_reader *reader, const struct db_rows *rows, void *item);
void store_read_unit_block(struct store_reader *reader, const struct db_rows *rows, void *item);
void store_read_district_block(struct store_reader *reader, const struct db_rows *rows, void *item);
void store_read_province_block(struct store_reader *reader, const struct db_rows *rows, void *item);
void store_read_preference(struct store_reader *reader, const struct db_rows *rows, void *item);
void store_read_venue_travel(struct store_reader *reader, const struct db_rows *rows, void *item);
void store_read_commune_travel(struct store_reader *reader, const struct db_rows *rows, void *item);
void store_read_minimum(struct store_reader *reader, const struct db_rows *rows, void *item);
void store_read_waiver(struct store_reader *reader, const struct db_rows *rows, void *item);
void store_read_online_condition(struct store_reader *reader, const struct db_rows *rows, void *item);
void store_read_connected_site(struct store_reader *reader, const struct db_rows *rows, void *item);
void store_read_joint_meeting(struct store_reader *reader, const struct db_rows *rows, void *item);
void store_read_rule(struct store_reader *reader, const struct db_rows *rows, void *item);

#endif
