-- What a backup says of itself; empty in a store that is at work.
CREATE TABLE backup (
    one          INTEGER PRIMARY KEY CHECK (one = 1), -- the table has one row
    made_utc     INTEGER NOT NULL, -- moment
    program      TEXT    NOT NULL, -- version of the program that made it
    schema       INTEGER NOT NULL, -- version of the store it was made from
    audit_number INTEGER NOT NULL, -- newest entry of the log of changes
    audit_hash   TEXT    NOT NULL, -- its hash
    row_count    INTEGER NOT NULL, -- rows of all tables
    hash         TEXT    NOT NULL  -- over the names and hashes of all tables, 64 characters of 0-9 a-f
) STRICT;

CREATE TABLE backup_table (
    name      TEXT PRIMARY KEY, -- of the table
    row_count INTEGER NOT NULL, -- rows in it
    hash      TEXT    NOT NULL  -- over its rows, 64 characters of 0-9 a-f
) STRICT;
