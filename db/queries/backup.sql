-- What a backup says of itself.

-- name: backup_put
INSERT INTO backup (one, made_utc, program, schema, audit_number, audit_hash, row_count, hash)
VALUES (1, :made_utc, :program, :schema, :audit_number, :audit_hash, :row_count, :hash);

-- name: backup_table_put
INSERT INTO backup_table (name, row_count, hash) VALUES (:name, :row_count, :hash);

-- name: backup_read
SELECT made_utc, program, schema, audit_number, audit_hash, row_count, hash FROM backup WHERE one = 1;

-- name: backup_tables
-- full scan: one row for each table of the store
SELECT name, row_count, hash FROM backup_table ORDER BY name;

-- name: backup_forget
DELETE FROM backup WHERE one = 1;

-- name: backup_tables_forget
-- full scan: one row for each table of the store
DELETE FROM backup_table WHERE name IS NOT NULL;
