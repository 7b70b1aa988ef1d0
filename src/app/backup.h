/* A store kept in a file, and put back: `backup` while others go on writing, `restore` when nobody does.
 *
 * A backup is itself a store, a file of SQLite, whatever the store it was made from, so that it moves between SQLite and
 * PostgreSQL both ways. Its manifest stands in it: version of the schema, rows and hash of each table, the head of the log of
 * changes and a hash over all of it. The hashes are taken over the rows and not over the file; they are the same for the
 * same rows in whichever store.
 */
#ifndef APP_BACKUP_H
#define APP_BACKUP_H

#include "app/audit_show.h"
#include "base/text.h"

#define BACKUP_TABLES_MAX 100
#define BACKUP_PROGRAM_CHARS 40

struct backup_manifest {
    int64_t made_utc_secs;
    char program[BACKUP_PROGRAM_CHARS]; /* version */
    int64_t schema;
    struct audit_head audit;
    int64_t rows; /* of all tables */
    char hash[SECRET_HASH_CHARS];
};

/* Makes the file, which must not exist; it can be read by its owner alone. ERROR_CANNOT_CREATE, and ERROR_IO when the disk is
 * full: then there is no file. */
enum error_code backup_make(const struct app *app, const char *path, struct backup_manifest *out,
                            struct error *err) MUST_USE;

/* Puts a backup in the place of the store at `url`. The old store stays: a file is moved aside, to the name that is put into
 * `out_aside` ("" when there was none); a PostgreSQL database must be empty. What is put back is whole and of the newest schema, or
 * nothing was changed. ERROR_NO_INPUT: no such backup; ERROR_CONFIG: it is no backup, of a newer program, damaged or
 * changed; ERROR_BUSY: the store is in use; ERROR_CANNOT_CREATE: the database is not empty. */
enum error_code backup_restore(const struct app *app, const char *path, const char *url,
                               struct text *out_aside, struct backup_manifest *out,
                               struct error *err) MUST_USE;

#endif
