-- Takes the right to write at once, so that a reader never has to become a writer half-way, which fails without waiting.
-- name: transaction_begin
BEGIN IMMEDIATE;

-- name: migration_begin
BEGIN IMMEDIATE;

-- name: sqlite_application_read
PRAGMA application_id;

-- 0x48547668, "HTvh"; never changes.
-- name: sqlite_application_set
PRAGMA application_id = 1213494888;

-- name: sqlite_use_wal
PRAGMA journal_mode = WAL;

-- name: sqlite_count_tables
-- full scan: the catalogue of tables, read once when the store is opened
SELECT count(*) FROM sqlite_schema;

-- name: sqlite_count_version_tables
-- full scan: the catalogue of tables, read once when the store is opened
SELECT count(*) FROM sqlite_schema WHERE name = 'schema_version';
