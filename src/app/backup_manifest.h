/* The manifest of a backup: taken from the rows of a store, written into it, and held against its rows again. */
#ifndef APP_BACKUP_MANIFEST_H
#define APP_BACKUP_MANIFEST_H

#include "app/backup.h"

/* Describes what app->db holds and writes it there. */
enum error_code backup_manifest_write(const struct app *app, struct backup_manifest *out,
                                      struct error *err) MUST_USE;

/* Reads the manifest of the backup in app->db and holds it against the rows, unless migrations have changed them since. ERROR_CONFIG: there is none, or the rows are not those. */
enum error_code backup_manifest_check(const struct app *app, struct backup_manifest *out,
                                      struct error *err) MUST_USE;

/* A store at work has no manifest. */
enum error_code backup_manifest_forget(const struct app *app, struct error *err) MUST_USE;

#endif
