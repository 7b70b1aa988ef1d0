-- A change sees the store as if nobody else wrote. Where that cannot be kept up, PostgreSQL refuses it, and it is made again.
-- name: transaction_begin
BEGIN ISOLATION LEVEL SERIALIZABLE;

-- Changes of several statements take turns, so that a long one is not refused at its end because of a short one. Readers and
-- single statements, such as the claims of workers, are not kept waiting. The lock comes before the first look at the data.
-- name: postgres_change_turn
LOCK TABLE schema_version IN EXCLUSIVE MODE;

-- A reader that must see several tables at one moment.
-- name: snapshot_begin
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;

-- Another number after every change that another connection has stored: which changes have ended, and which are under way.
-- name: store_state
SELECT hashtextextended(CAST(pg_current_snapshot() AS TEXT), 0);

-- Migrations take turns: each sees what the one before left.
-- name: migration_begin
BEGIN ISOLATION LEVEL READ COMMITTED;

-- 0x48547668, "HTvh".
-- name: postgres_migration_turn
SELECT pg_advisory_xact_lock(1213494888);

-- What a connection begins with. Every statement is written to find its rows by an index; PostgreSQL would read small tables
-- from end to end, and go on doing so while one change fills them.
-- name: postgres_session
SELECT set_config('lock_timeout', :patience_ms, false), set_config('default_transaction_read_only', :read_only, false),
       set_config('client_min_messages', 'error', false), set_config('enable_seqscan', 'off', false),
       set_config('plan_cache_mode', 'force_generic_plan', false);

-- name: postgres_standby
SELECT CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END;

-- name: postgres_count_tables
-- full scan: the catalogue of tables, read once when the store is opened
SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema();

-- name: postgres_count_version_tables
-- full scan: the catalogue of tables, read once when the store is opened
SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_version';

-- After rows were put in with their numbers, the next number of each table is one that is free.
-- name: postgres_number_on
DO $$
DECLARE numbered RECORD; BEGIN
    FOR numbered IN
        SELECT c.relname AS name, pg_get_serial_sequence(quote_ident(c.relname), 'id') AS numbers
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'id' AND a.attidentity <> ''
        WHERE c.relkind = 'r' AND c.relnamespace = CAST(current_schema() AS regnamespace) LOOP
        EXECUTE format('SELECT setval(%L, greatest(1, (SELECT max(id) + 1 FROM %I)), false)', numbered.numbers,
                       numbered.name); END LOOP; END $$;

-- By which a change is known whose COMMIT was not answered; NULL when it changed nothing.
-- name: postgres_change_mark
SELECT CAST(CAST(pg_current_xact_id_if_assigned() AS TEXT) AS BIGINT);

-- name: postgres_change_fate
SELECT CASE pg_xact_status(CAST(CAST(CAST(:mark AS BIGINT) AS TEXT) AS xid8))
           WHEN 'committed' THEN 1
           WHEN 'aborted' THEN 2
           ELSE 0
       END;
