/* A whole store into another, whatever the drivers of the two: table by table, with all ids. And the copy of a store into a
 * file, of one moment, while others go on writing.
 */
#ifndef DB_COPY_H
#define DB_COPY_H

#include "base/secret.h"
#include "db/db.h"

/* Copies every row; `to` has just been made and has the same schema. What `from` is read in must be one snapshot; `to` is
 * written in a transaction of the function's own. */
enum error_code db_copy(struct db *from, struct db *to, struct error *err) MUST_USE;

/* What a table holds, the same for the same rows in whichever store. The hash is BLAKE2b, taken row by row in the order
 * of keys over the hash so far and the row: each value as `LENGTH:BYTES,`, a NULL as `-`. */
struct db_digest {
    const char *table;
    int64_t rows;
    char hash[SECRET_HASH_CHARS];
};

size_t db_digest_count(void);
/* The table of this number, from 0. */
enum error_code db_digest_read(struct db *db, size_t table, struct db_digest *out,
                               struct error *err) MUST_USE;

/* Makes a store in the file `path`, which must not exist, with all that `db` holds at this moment; nobody waits for it. It is
 * whole and closed when the function returns, and not there when it fails. */
enum error_code db_snapshot_to_file(struct db *db, const char *path, struct error *err) MUST_USE;

/* Whether the address names a file. */
bool db_is_file(const char *url, const char **out_path);

/* Puts the file `replacement` in the place of the store at `path`, which keeps living as `aside`; at every moment there is
 * one or the other at `path`. ERROR_BUSY: somebody has the store open, and nothing was changed. A file that is damaged or no
 * store goes aside as it is. */
enum error_code db_replace_file(const char *path, const char *aside, const char *replacement,
                                struct error *err) MUST_USE;

/* Removes a store that nobody uses, with its log; silent when there is none. */
void db_remove_file(const char *path);

/* After an erasure, outside of a transaction: writes the store anew, so that no byte of what was erased is left in it. It is
 * only logically gone while this fails (another writer, no room on the disk) and until the next time. */
void db_write_anew(struct db *db);

/* Folds the log of a store into its file, so that the file alone is the store; nobody else may have it open. */
enum error_code db_settle(struct db *db, struct error *err) MUST_USE;

#endif
