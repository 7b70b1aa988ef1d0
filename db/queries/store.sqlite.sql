-- Takes the right to write at once, so that a reader never has to become a writer half-way, which fails without waiting.
-- name: transaction_begin
BEGIN IMMEDIATE;

-- name: migration_begin
BEGIN IMMEDIATE;

-- Another number after every change that another connection has stored.
-- name: store_state
PRAGMA data_version;

-- name: sqlite_application_read
PRAGMA application_id;

-- 0x48547668, "HTvh"; never changes.
-- name: sqlite_application_set
PRAGMA application_id = 1213494888;

-- name: sqlite_use_wal
PRAGMA journal_mode = WAL;

-- What was confirmed is on the disk, whatever the power does.
-- name: sqlite_sync_always
PRAGMA synchronous = FULL;

-- What is erased is written over with zeros.
-- name: sqlite_erase_for_good
PRAGMA secure_delete = ON;

-- name: sqlite_count_tables
-- full scan: the catalogue of tables, read once when the store is opened
SELECT count(*) FROM sqlite_schema;

-- name: sqlite_count_version_tables
-- full scan: the catalogue of tables, read once when the store is opened
SELECT count(*) FROM sqlite_schema WHERE name = 'schema_version';

-- Merged pages may keep bytes of what was deleted; written anew, none do.
-- name: sqlite_write_anew
VACUUM;

-- The log is folded into the file, and kept no more.
-- name: sqlite_leave_wal
PRAGMA journal_mode = DELETE;

-- name: sqlite_check_pages
PRAGMA integrity_check(20);

-- name: sqlite_check_references
PRAGMA foreign_key_check;
