-- name: schema_version_read
-- full scan: the table has one row
SELECT version FROM schema_version;

-- name: schema_version_set
INSERT INTO schema_version (one, version) VALUES (1, :version)
ON CONFLICT (one) DO UPDATE SET version = excluded.version;

-- A reader that must see several tables at one moment.
-- name: snapshot_begin
BEGIN;

-- name: transaction_commit
COMMIT;

-- name: transaction_rollback
ROLLBACK;

-- Savepoints of one name nest: the last one is meant.
-- name: savepoint_begin
SAVEPOINT inner_transaction;

-- name: savepoint_release
RELEASE SAVEPOINT inner_transaction;

-- name: savepoint_rollback
ROLLBACK TO SAVEPOINT inner_transaction;
